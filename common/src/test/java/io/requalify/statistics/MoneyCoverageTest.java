package io.requalify.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import io.requalify.statistics.counterfactual.DecisionUnit;
import io.requalify.statistics.counterfactual.FollowUp;
import io.requalify.statistics.counterfactual.UnitLedger;
import io.requalify.statistics.counterfactual.UnitMoney;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * Worlds whose expected revenue is known: swap-ins win half as often as the agree-in, swap-outs for
 * less, and the wins of an account are alike in size.
 */
final class MoneyCoverageTest {
  private static final int REPETITIONS = 200;
  private static final int CONTACTS = 3_000;
  private static final int CONTACTS_OF_AN_ACCOUNT = 3;
  private static final double SPREAD_OF_ACCOUNTS = 0.4;
  private static final double SPREAD_OF_WINS = 0.5;
  private static final double DRAWN = 0.3;
  private static final double WORKED = 0.9;
  private static final MoneyMeasure REVENUE = new MoneyMeasure("EUR", MoneyMeasure.Kind.REVENUE);

  /** Which of the versions qualify a contact; half both, a third the candidate alone. */
  private enum Quadrant {
    AGREE_IN(0.30, 1_000),
    SWAP_IN(0.15, 1_000),
    SWAP_OUT(0.20, 800);

    private final double wins;
    private final double amount;

    Quadrant(double wins, double amount) {
      this.wins = wins;
      this.amount = amount;
    }

    /** Expected revenue of a contact, whose amount has the mean of a log-normal one. */
    double revenue() {
      double variance = SPREAD_OF_ACCOUNTS * SPREAD_OF_ACCOUNTS + SPREAD_OF_WINS * SPREAD_OF_WINS;
      return wins * amount * Math.exp(variance / 2);
    }
  }

  private static final double OF_CANDIDATE =
      (3 * Quadrant.AGREE_IN.revenue() + 2 * Quadrant.SWAP_IN.revenue()) / 5;
  private static final double OF_PRODUCTION =
      (3 * Quadrant.AGREE_IN.revenue() + Quadrant.SWAP_OUT.revenue()) / 4;

  @Test
  void intervalsOfRevenueHoldItsKnownTruthAndTheNaiveFigureDoesNot() {
    List<MoneyEvidence> worlds = new ArrayList<>();
    for (int repetition = 0; repetition < REPETITIONS; repetition++) {
      worlds.add(world(new SplittableRandom(repetition)));
    }
    for (MoneyEstimator estimator : MoneyEstimator.all()) {
      List<Conclusion> revenues =
          worlds.stream().map(world -> estimator.perContact(world, TrustGates.ofWins())).toList();
      List<Conclusion> changes =
          worlds.stream().map(world -> estimator.difference(world, TrustGates.ofWins())).toList();
      switch (estimator.shortName()) {
        case "ips", "doubly_robust" -> {
          assertHolds(revenues, OF_CANDIDATE);
          assertHolds(changes, OF_CANDIDATE - OF_PRODUCTION);
        }
        case "agreement_set" -> assertThat(coverage(revenues, OF_CANDIDATE)).isLessThan(0.5);
        default -> assertThat(revenues).noneMatch(Conclusion::trusted);
      }
    }
  }

  private static void assertHolds(List<Conclusion> conclusions, double truth) {
    assertThat(conclusions).noneMatch(Conclusion::refused);
    assertThat(coverage(conclusions, truth)).isBetween(0.90, 0.99);
    double[] errors =
        conclusions.stream().mapToDouble(each -> each.estimate().orElseThrow() - truth).toArray();
    double bias = 0;
    double squares = 0;
    for (double error : errors) {
      bias += error / errors.length;
      squares += error * error / errors.length;
    }
    assertThat(Math.abs(bias)).isLessThan(3 * Math.sqrt(squares / errors.length));
  }

  private static double coverage(List<Conclusion> conclusions, double truth) {
    return (double)
            conclusions.stream()
                .filter(each -> each.interval().orElseThrow().contains(truth))
                .count()
        / conclusions.size();
  }

  private static MoneyEvidence world(SplittableRandom random) {
    UnitLedger ledger = new UnitLedger(0.01);
    for (int account = 0; account < CONTACTS / CONTACTS_OF_AN_ACCOUNT; account++) {
      double size = Math.exp(SPREAD_OF_ACCOUNTS * random.nextGaussian());
      for (int contact = 0; contact < CONTACTS_OF_AN_ACCOUNT; contact++) {
        int place = random.nextInt(6);
        if (place < 3) {
          ledger.addShared(unit(account, size, Quadrant.AGREE_IN, random));
        } else if (place < 5) {
          ledger.addSwapIn(unit(account, size, Quadrant.SWAP_IN, random));
        } else {
          ledger.addSwapOut(unit(account, size, Quadrant.SWAP_OUT, random));
        }
      }
    }
    return ledger.money(REVENUE, unit -> true);
  }

  private static DecisionUnit unit(
      int account, double size, Quadrant quadrant, SplittableRandom random) {
    boolean draw = quadrant == Quadrant.SWAP_IN;
    boolean worked = random.nextDouble() < (draw ? DRAWN : WORKED);
    boolean wins = worked && random.nextDouble() < quadrant.wins;
    double amount = quadrant.amount * size * Math.exp(SPREAD_OF_WINS * random.nextGaussian());
    return new DecisionUnit(
        "account " + account,
        account % 5,
        random.nextBoolean() ? "search" : "social",
        "all",
        draw ? 3 : 5,
        random.nextInt(10),
        true,
        worked,
        worked && draw,
        worked && draw ? OptionalDouble.of(DRAWN) : OptionalDouble.empty(),
        wins,
        false,
        worked
            ? FollowUp.ofWorked(30, 90, wins ? OptionalDouble.of(5) : OptionalDouble.empty())
            : FollowUp.ofUnworked(30, 90),
        wins
            ? Optional.of(
                new UnitMoney(
                    "EUR", OptionalLong.of(Math.round(100 * amount)), OptionalLong.empty()))
            : Optional.empty());
  }
}
