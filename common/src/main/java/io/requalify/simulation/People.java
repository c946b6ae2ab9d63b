package io.requalify.simulation;

import static io.requalify.simulation.History.END_SECOND;
import static io.requalify.simulation.History.START_SECOND;
import static io.requalify.simulation.History.days;

import io.requalify.simulation.Chance.Purpose;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Makes contacts. Each block of 80 contacts shares 30 accounts, the first of which are the larger,
 * so that a contact and its account depend on nothing but the seed and the contact's number.
 */
final class People {
  static final String COMPETITOR_DOMAIN = "rival.example";
  private static final String FREE_MAIL_DOMAIN = "freemail.example";
  static final String STUDENT = "student";

  private static final int CONTACTS_OF_BLOCK = 80;
  private static final int ACCOUNTS_OF_BLOCK = 30;
  private static final double WITHOUT_ACCOUNT = 0.06;
  private static final double COMPETITORS = 0.01;

  private static final double INTERCEPT = -0.85;
  private static final double WEIGHT_OF_INTEREST = 0.6;

  private static final List<Rank> RANKS =
      List.of(
          new Rank(STUDENT, 0.05, -2.0, null),
          new Rank("individual", 0.43, -0.35, "manager"),
          new Rank("manager", 0.27, 0.0, "director"),
          new Rank("director", 0.15, 0.4, "vp"),
          new Rank("vp", 0.06, 0.45, "c_level"),
          new Rank("c_level", 0.04, 0.35, null));
  private static final List<String> DEPARTMENTS =
      List.of("marketing", "it", "operations", "finance", "sales");

  /**
   * A rung of the ladder.
   *
   * @param effect part of the logit of acceptance
   * @param next rank after a promotion; null where there is none
   */
  private record Rank(String name, double share, double effect, String next) {}

  private final long seed;

  People(long seed) {
    this.seed = seed;
  }

  /** Accounts of a world of so many contacts. */
  static int accounts(int contacts) {
    int blocks = (contacts + CONTACTS_OF_BLOCK - 1) / CONTACTS_OF_BLOCK;
    return blocks * ACCOUNTS_OF_BLOCK;
  }

  static String contactId(int number) {
    return "C%07d".formatted(number);
  }

  Contact contact(int number) {
    Chance chance = Chance.of(seed, Purpose.PERSON, number);
    Channel channel = chance.oneOf(Channel.ALL, Channel::share);
    Rank rank = chance.oneOf(RANKS, Rank::share);
    double interest = chance.normal();
    long createdAt = START_SECOND + (long) (chance.uniform() * (END_SECOND - START_SECOND));
    Optional<Account> account = account(chance, number);
    boolean competitor = chance.happens(COMPETITORS);
    String ownDomain = account.map(Account::domain).orElse(FREE_MAIL_DOMAIN);
    Optional<String> campaign =
        channel.label().map(label -> label + "-" + (1 + (int) (chance.uniform() * 4)));
    List<FactChange> facts = facts(number, createdAt, rank);
    double probability = acceptanceProbability(channel, rank, interest, account);
    return new Contact(
        number,
        contactId(number),
        account,
        createdAt,
        channel,
        campaign,
        competitor ? COMPETITOR_DOMAIN : ownDomain,
        interest,
        probability,
        facts);
  }

  private Optional<Account> account(Chance chance, int number) {
    boolean none = chance.happens(WITHOUT_ACCOUNT);
    double where = chance.uniform();
    if (none) {
      return Optional.empty();
    }
    // The square makes the first accounts of the block the larger.
    int inBlock = (int) (ACCOUNTS_OF_BLOCK * where * where);
    int block = number / CONTACTS_OF_BLOCK;
    return Optional.of(Account.of(seed, block * ACCOUNTS_OF_BLOCK + inBlock));
  }

  /** Logistic of channel, rank, company, its shared effect, and interest; never changes. */
  private static double acceptanceProbability(
      Channel channel, Rank rank, double interest, Optional<Account> account) {
    double logit =
        INTERCEPT
            + channel.quality()
            + rank.effect()
            + WEIGHT_OF_INTEREST * interest
            + account.map(People::effectOfCompany).orElse(-0.2);
    return 1 / (1 + StrictMath.exp(-logit));
  }

  private static double effectOfCompany(Account account) {
    boolean target =
        account.industry().equals("software") || account.industry().equals("manufacturing");
    return effectOfSize(account.employees()) + (target ? 0.2 : 0) + account.effect();
  }

  private static double effectOfSize(int employees) {
    if (employees >= 1000) {
      return 0.45;
    }
    return employees >= 200 ? 0.25 : -0.1;
  }

  private List<FactChange> facts(int number, long createdAt, Rank rank) {
    Chance chance = Chance.of(seed, Purpose.FACTS, number);
    String id = contactId(number);
    List<FactChange> facts = new ArrayList<>();
    boolean known = !chance.happens(0.05);
    long knownAt = createdAt + (chance.happens(0.1) ? days(chance.uniform(1, 30)) : 0);
    long promotedAt = knownAt + days(chance.uniform(30, 400));
    boolean promoted = chance.happens(0.1);
    long promotionDelay = chance.happens(0.3) ? days(chance.uniform(1, 20)) : 0;
    if (known) {
      facts.add(change(id, FactChange.SENIORITY, createdAt, rank.name(), knownAt));
      if (promoted && rank.next() != null) {
        long promotionKnownAt = promotedAt + promotionDelay;
        facts.add(change(id, FactChange.SENIORITY, promotedAt, rank.next(), promotionKnownAt));
      }
    }
    String department = chance.oneOf(DEPARTMENTS);
    facts.add(change(id, FactChange.DEPARTMENT, createdAt, department, createdAt));
    return List.copyOf(facts);
  }

  private static FactChange change(
      String id, String attribute, long changedAt, String value, long knownAt) {
    return new FactChange(FactChange.CONTACT, id, attribute, changedAt, value, knownAt);
  }
}
