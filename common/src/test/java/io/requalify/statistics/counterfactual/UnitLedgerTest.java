package io.requalify.statistics.counterfactual;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.requalify.statistics.CountedEvidence;
import io.requalify.statistics.CountedEvidence.Contact;
import io.requalify.statistics.CountedEvidence.Seen;
import io.requalify.statistics.GradedVolume;
import io.requalify.statistics.SwapEvidence;
import io.requalify.statistics.SwapEvidence.Term;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class UnitLedgerTest {
  private static final int FIRST_WITH_A_MODEL = Term.CANDIDATE_SUPPORTED.component();

  /** A contact in both forms. */
  private record Made(Optional<DecisionUnit> candidate, Optional<DecisionUnit> production) {}

  @Test
  void whatNeedsNoModelIsWhatThePlainCountCounts() {
    List<Made> made = made(7);
    SwapEvidence evidence = ledger(made).evidence();
    SwapEvidence plain = CountedEvidence.of(made.stream().map(UnitLedgerTest::plain).toList());

    assertThat(evidence.agreeIn()).isEqualTo(plain.agreeIn());
    assertThat(evidence.agreeInUnderProduction()).isEqualTo(plain.agreeInUnderProduction());
    assertThat(evidence.swapIn()).isEqualTo(plain.swapIn());
    assertThat(evidence.swapOut()).isEqualTo(plain.swapOut());
    assertThat(evidence.shared()).isEqualTo(plain.shared());
    assertThat(evidence.exploration().due()).isEqualTo(plain.exploration().due());
    assertThat(evidence.exploration().weights())
        .isCloseTo(plain.exploration().weights(), within(1e-3));
    assertThat(evidence.moments().clusters()).isEqualTo(plain.moments().clusters());
    for (Term row : Term.values()) {
      for (Term column : Term.values()) {
        if (Math.max(row.component(), column.component()) < FIRST_WITH_A_MODEL) {
          assertThat(evidence.moments().product(row.component(), column.component()))
              .isCloseTo(plain.moments().product(row.component(), column.component()), within(0.1));
        }
      }
    }
  }

  @Test
  void gradesAddUpToTheDueUnitsOfEachVersion() {
    List<Made> made = made(8);
    SwapEvidence evidence = ledger(made).evidence();
    GradedVolume candidate = evidence.graded().orElseThrow().candidate();
    GradedVolume production = evidence.graded().orElseThrow().production();

    assertThat(candidate.due())
        .isEqualTo(
            made.stream()
                .flatMap(one -> one.candidate().stream())
                .filter(DecisionUnit::due)
                .count());
    assertThat(production.due())
        .isEqualTo(
            made.stream()
                .flatMap(one -> one.production().stream())
                .filter(DecisionUnit::due)
                .count());
    assertThat(candidate.observed()).isPositive();
    assertThat(candidate.explored()).isPositive();
    assertThat(candidate.history()).isPositive();
    assertThat(candidate.nearThreshold()).isPositive();
    assertThat(candidate.none()).isPositive();
  }

  @Test
  void orderOfTheContactsChangesNoBit() {
    List<Made> made = made(9);
    List<Made> shuffled = new ArrayList<>(made);
    Collections.shuffle(shuffled, new Random(3));

    SwapEvidence one = ledger(made).evidence();
    SwapEvidence other = ledger(shuffled).evidence();
    assertThat(other.graded()).isEqualTo(one.graded());
    assertThat(other.exploration()).isEqualTo(one.exploration());
    for (Term row : Term.values()) {
      assertThat(other.moments().sum(row.component()))
          .isEqualTo(one.moments().sum(row.component()));
      for (Term column : Term.values()) {
        assertThat(other.moments().product(row.component(), column.component()))
            .isEqualTo(one.moments().product(row.component(), column.component()));
      }
    }
  }

  @Test
  void channelsAddUpAndShareTheModelOfAll() {
    List<Made> made = made(10);
    SwapEvidence all = ledger(made).evidence();
    SwapEvidence search = ledger(made).evidence(unit -> unit.channel().equals("search"));
    SwapEvidence social = ledger(made).evidence(unit -> unit.channel().equals("social"));

    assertThat(search.swapIn().contacts()).isPositive();
    assertThat(search.swapIn().contacts() + social.swapIn().contacts())
        .isEqualTo(all.swapIn().contacts());
    assertThat(
            search.graded().orElseThrow().history().plus(social.graded().orElseThrow().history()))
        .isEqualTo(all.graded().orElseThrow().history());
    for (Term term : Term.values()) {
      double sum = search.moments().sum(term.component()) + social.moments().sum(term.component());
      assertThat(sum).as("%s", term).isCloseTo(all.moments().sum(term.component()), within(1e-6));
    }
  }

  /** 4 agreed contacts of fold 0 and 4 of fold 1, half worked; 1 of 2 and 2 of 2 converted. */
  @Test
  void smallLedgerByHand() {
    UnitLedger ledger = new UnitLedger(0.01);
    for (int contact = 0; contact < 8; contact++) {
      int fold = contact / 4;
      boolean worked = contact % 2 == 0;
      boolean converted = worked && (fold == 1 || contact == 0);
      ledger.addShared(unit("a" + contact, fold, 5, true, worked, Optional.empty(), converted));
    }
    SwapEvidence evidence = ledger.evidence();

    // Of fold 0 is expected what fold 1 did (all), and of fold 1 what fold 0 did (half); e = 1/2.
    assertSum(evidence, Term.CANDIDATE_SUPPORTED, 8);
    assertSum(evidence, Term.CANDIDATE_MODEL, 4 * 1 + 4 * 0.5);
    assertSum(evidence, Term.CANDIDATE_WEIGHT, 8);
    assertSum(evidence, Term.CANDIDATE_WEIGHTED_CONVERTED, 6);
    assertSum(evidence, Term.CANDIDATE_DOUBLY_ROBUST, 4 - 2 + 2 + 2);
    assertSum(evidence, Term.PRODUCTION_DOUBLY_ROBUST, 6);
  }

  @Test
  void contactThatConvertedWithoutBeingWorkedIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> unit("acme", 0, 5, true, false, Optional.empty(), true))
        .withMessage(
            "A contact of account acme converted, but was not worked, or its horizon is not over");
  }

  private static void assertSum(SwapEvidence evidence, Term term, double expected) {
    assertThat(evidence.moments().sum(term.component())).as("%s", term).isEqualTo(expected);
  }

  private static UnitLedger ledger(List<Made> made) {
    UnitLedger ledger = new UnitLedger(0.01);
    for (Made one : made) {
      if (one.candidate().isEmpty()) {
        ledger.addSwapOut(one.production().orElseThrow());
      } else if (one.production().isEmpty()) {
        ledger.addSwapIn(one.candidate().get());
      } else if (one.production().equals(one.candidate())) {
        ledger.addShared(one.candidate().get());
      } else {
        ledger.addAgreeIn(one.candidate().get(), one.production().get());
      }
    }
    return ledger;
  }

  /** Bands 0 to 2 of the swap-ins are explored, 3 has a history, 4 and 5 have nothing. */
  private static List<Made> made(int seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Made> made = new ArrayList<>();
    for (int contact = 0; contact < 1500; contact++) {
      int account = contact / 3;
      DecisionUnit agreed = agreed(random, account);
      switch (random.nextInt(5)) {
        case 0 -> made.add(new Made(Optional.of(agreed), Optional.of(agreed)));
        case 1 -> made.add(new Made(Optional.of(agreed), Optional.of(agreed(random, account))));
        case 2 -> made.add(new Made(Optional.empty(), Optional.of(agreed)));
        default -> made.add(new Made(Optional.of(swapIn(random, account)), Optional.empty()));
      }
    }
    return made;
  }

  private static DecisionUnit agreed(SplittableRandom random, int account) {
    boolean due = random.nextInt(6) > 0;
    boolean worked = random.nextInt(10) > 0;
    boolean converted = due && worked && random.nextInt(2) > 0;
    return unit("a" + account, account % 5, 6, due, worked, Optional.empty(), converted);
  }

  private static DecisionUnit swapIn(SplittableRandom random, int account) {
    int band = random.nextInt(6);
    boolean due = random.nextInt(6) > 0;
    boolean worked = band < 4 && random.nextInt(3) == 0;
    double propensity = random.nextInt(20) == 0 ? 0.001 : 0.1 + random.nextInt(5) / 10.0;
    Optional<Double> draw = worked && band < 3 ? Optional.of(propensity) : Optional.empty();
    boolean converted = due && worked && random.nextInt(3) == 0;
    return unit("a" + account, account % 5, band, due, worked, draw, converted);
  }

  private static DecisionUnit unit(
      String account,
      int fold,
      int band,
      boolean due,
      boolean worked,
      Optional<Double> draw,
      boolean converted) {
    return new DecisionUnit(
        account,
        fold,
        fold % 2 == 0 ? "search" : "social",
        "all",
        band,
        1,
        due,
        worked,
        draw.isPresent(),
        draw.map(OptionalDouble::of).orElse(OptionalDouble.empty()),
        converted,
        band == 4,
        worked
            ? FollowUp.ofWorked(
                30, due ? 90 : 12, converted ? OptionalDouble.of(4.5) : OptionalDouble.empty())
            : FollowUp.ofUnworked(30, due ? 90 : 12));
  }

  private static Contact plain(Made made) {
    boolean same = made.candidate().isPresent() && made.candidate().equals(made.production());
    return new Contact(
        made.candidate().or(made::production).orElseThrow().account(),
        made.candidate().map(unit -> seen(unit, 0)),
        made.production().map(unit -> seen(unit, same ? 0 : 1)));
  }

  private static Seen seen(DecisionUnit unit, long decision) {
    return new Seen(
        decision,
        unit.worked(),
        unit.explored(),
        unit.propensity().orElse(0),
        unit.due(),
        unit.converted());
  }
}
