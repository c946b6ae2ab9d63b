package io.requalify.simulation;

import static io.requalify.simulation.History.END_SECOND;
import static io.requalify.simulation.History.days;

import io.requalify.simulation.Chance.Purpose;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What became of a contact: accepted, rejected or recycled where sales worked it, then opportunity,
 * won or lost. A contact that sales never worked buys by itself now and then.
 */
final class Outcomes {
  static final String CURRENCY = "EUR";

  /** Longest time from the first touch to acceptance, in days. */
  private static final double LONGEST_DECISION = 20;

  private static final double SPONTANEOUS_WINS = 0.004;
  private static final double RECYCLED_OF_REFUSED = 0.25;
  private static final double OPPORTUNITIES_OF_ACCEPTED = 0.5;
  private static final List<String> REASONS_OF_REJECTION =
      List.of("no budget", "no need", "cannot be reached", "wrong person");

  private final Contact contact;
  private final Chance chance;
  private final List<StageChange> changes = new ArrayList<>();

  private Outcomes(long seed, Contact contact) {
    this.contact = contact;
    this.chance = Chance.of(seed, Purpose.OUTCOME, contact.number());
  }

  /** In the order in which they happened; none that the export could not know. */
  static List<StageChange> of(long seed, Contact contact, Optional<Routing> routing) {
    Outcomes outcomes = new Outcomes(seed, contact);
    if (routing.isPresent() && routing.get().worked()) {
      outcomes.decide(routing.get().firstTouchAt().getAsLong());
    } else if (outcomes.chance.happens(SPONTANEOUS_WINS)) {
      long from = routing.map(Routing::decidedAt).orElse(contact.createdAt());
      outcomes.win(from + days(1 + outcomes.chance.exponential(100)), outcomes.amount());
    }
    return List.copyOf(outcomes.changes);
  }

  private void decide(long firstTouchAt) {
    boolean accepted = chance.happens(contact.acceptanceProbability());
    long decidedAt = firstTouchAt + days(chance.weibullWithin(0.9, 4, LONGEST_DECISION));
    if (accepted) {
      add("D", StageChange.ACCEPTED, decidedAt, Optional.empty());
      pursue(decidedAt);
    } else if (chance.happens(RECYCLED_OF_REFUSED)) {
      add("D", StageChange.RECYCLED, decidedAt, Optional.of("not yet"));
    } else {
      String reason = chance.oneOf(REASONS_OF_REJECTION);
      add("D", StageChange.REJECTED, decidedAt, Optional.of(reason));
    }
  }

  private void pursue(long acceptedAt) {
    if (!chance.happens(OPPORTUNITIES_OF_ACCEPTED)) {
      return;
    }
    long openedAt = acceptedAt + days(chance.weibull(1.2, 18));
    BigDecimal amount = amount();
    // What sales likes is likelier to buy.
    double winning = 0.15 + 0.4 * contact.acceptanceProbability();
    if (chance.happens(winning)) {
      addOpportunity(StageChange.OPPORTUNITY, openedAt, amount);
      addOpportunity(StageChange.WON, openedAt + days(chance.weibull(1.3, 45)), amount);
    } else {
      addOpportunity(StageChange.OPPORTUNITY, openedAt, amount);
      long lostAt = openedAt + days(chance.weibull(1.1, 60));
      add("O", StageChange.LOST, lostAt, Optional.of("went silent"));
    }
  }

  private void win(long openedAt, BigDecimal amount) {
    addOpportunity(StageChange.OPPORTUNITY, openedAt, amount);
    addOpportunity(StageChange.WON, openedAt + days(chance.weibull(1.3, 30)), amount);
  }

  private BigDecimal amount() {
    int employees = contact.account().map(Account::employees).orElse(20);
    double median = 9000 * StrictMath.pow(employees / 100.0, 0.3);
    return money(median * StrictMath.exp(0.6 * chance.normal()));
  }

  private void addOpportunity(String stage, long occurredAt, BigDecimal amount) {
    boolean won = stage.equals(StageChange.WON);
    Optional<BigDecimal> margin =
        won
            ? Optional.of(money(amount.doubleValue() * chance.uniform(0.55, 0.8)))
            : Optional.empty();
    add("O", stage, occurredAt, Optional.of(amount), margin, Optional.empty());
  }

  private void add(String subject, String stage, long occurredAt, Optional<String> reason) {
    add(subject, stage, occurredAt, Optional.empty(), Optional.empty(), reason);
  }

  private void add(
      String subject,
      String stage,
      long occurredAt,
      Optional<BigDecimal> amount,
      Optional<BigDecimal> margin,
      Optional<String> reason) {
    boolean late = chance.happens(0.1);
    long knownAt = occurredAt + days(late ? chance.uniform(0.1, 2) : 0);
    if (knownAt < END_SECOND) {
      String subjectId = subject + contact.id().substring(1);
      changes.add(
          new StageChange(
              subjectId, contact.id(), stage, occurredAt, knownAt, amount, margin, reason));
    }
  }

  private static BigDecimal money(double amount) {
    return BigDecimal.valueOf(amount).setScale(2, RoundingMode.HALF_UP);
  }
}
