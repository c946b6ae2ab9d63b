package io.requalify.statistics.channels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.requalify.statistics.BinomialTally;
import io.requalify.statistics.ClusterMoments;
import io.requalify.statistics.CriticalValue;
import io.requalify.statistics.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class UnitCostTest {
  private static final double Z = CriticalValue.twoSided(0.95);

  @Test
  void costOfAWinIsTheSpendOverTheWins() {
    UnitCost cost = cost(1000, new BinomialTally(100, 25));

    assertThat(cost.cost()).isEqualTo(40);
    // 18.75 is the variance of the wins: 100 of .25 times .75.
    double reach = Math.exp(Z * Math.sqrt(18.75) / 25);
    Interval logDelta = cost.logDelta().value().orElseThrow();
    assertThat(logDelta.lower()).isCloseTo(40 / reach, within(1e-12));
    assertThat(logDelta.upper()).isCloseTo(40 * reach, within(1e-12));
  }

  @Test
  void ofAKnownSpendFiellerIsTheSpendOverTheEndsOfTheWins() {
    UnitCost cost = cost(1000, new BinomialTally(100, 25));

    Interval fieller = cost.fieller().value().orElseThrow();
    assertThat(fieller.lower()).isCloseTo(1000 / (25 + Z * Math.sqrt(18.75)), within(1e-10));
    assertThat(fieller.upper()).isCloseTo(1000 / (25 - Z * Math.sqrt(18.75)), within(1e-10));
  }

  @Test
  void theEndsOfFiellerAreJustNotRejected() {
    RatioMoments moments = new RatioMoments(900, 30, 5000, 20, 120);

    Interval fieller = new RatioInterval.Fieller().around(moments, 0.95).value().orElseThrow();

    for (double ratio : List.of(fieller.lower(), fieller.upper())) {
      double missed = 900 - 30 * ratio;
      double variance = 5000 - 2 * 120 * ratio + 20 * ratio * ratio;
      assertThat(missed * missed).isCloseTo(Z * Z * variance, within(1e-6));
    }
    assertThat(fieller.contains(30)).isTrue();
  }

  @Test
  void withFewWinsFiellerSaysThatThereIsNoUpperEnd() {
    UnitCost cost = cost(1000, new BinomialTally(100, 3));

    assertThat(cost.fieller().reason())
        .isEqualTo(
            "there are so few conversions (3.0) that the cost of one has no upper end at this level");
    assertThat(cost.logDelta().value()).isPresent();
  }

  @Test
  void withoutAWinThereIsNoCostOfOne() {
    assertThat(UnitCost.of(1000, new BinomialTally(50, 0), 0.95).reason())
        .isEqualTo("none of 50 leads reached the stage, so it cost more than all of the spend");
  }

  @Test
  void whereEveryLeadConvertedChanceCannotBeJudged() {
    UnitCost cost = cost(1000, new BinomialTally(5, 5));

    assertThat(cost.cost()).isEqualTo(200);
    assertThat(cost.logDelta().reason()).isEqualTo(RatioInterval.CERTAIN);
    assertThat(cost.fieller().reason()).isEqualTo(RatioInterval.CERTAIN);
  }

  @Test
  void paybackIsTheCostOverTheMonthlyMargin() {
    UnitCost cost = cost(6000, new BinomialTally(400, 50));

    UnitCost months = cost.paybackMonths(30).value().orElseThrow();

    assertThat(months.cost()).isEqualTo(4);
    assertThat(months.fieller().value().orElseThrow().upper())
        .isCloseTo(cost.fieller().value().orElseThrow().upper() / 30, within(1e-12));
    assertThat(cost.paybackMonths(0).reason())
        .isEqualTo("a customer brings a gross margin of 0.0 a month, so it never pays back");
  }

  @Test
  void accountsThatConvertTogetherWidenTheInterval() {
    List<double[]> accounts = new ArrayList<>();
    for (int account = 0; account < 100; account++) {
      accounts.add(new double[] {50, account % 4 == 0 ? 5 : 0});
    }
    ClusterMoments moments = ClusterMoments.ofClusters(2, accounts);

    UnitCost clustered = UnitCost.of(RatioMoments.ofClusters(moments, 0, 1), 0.95);
    UnitCost apart = cost(5000, new BinomialTally(500, 125));

    assertThat(clustered.cost()).isEqualTo(apart.cost());
    double ratio =
        logWidth(clustered.logDelta().value().orElseThrow())
            / logWidth(apart.logDelta().value().orElseThrow());
    // Five that convert as one: five times the variance, and 100/99 of it for the estimated mean.
    assertThat(ratio).isCloseTo(Math.sqrt(5 * 100 / 99.0), within(1e-9));
  }

  @Test
  void bothIntervalsHoldTheTrueCost() {
    SplittableRandom random = new SplittableRandom(3);
    int worlds = 2000;
    int logDelta = 0;
    int fieller = 0;
    for (int world = 0; world < worlds; world++) {
      int wins = 0;
      for (int lead = 0; lead < 300; lead++) {
        wins += random.nextDouble() < 0.12 ? 1 : 0;
      }
      UnitCost cost = cost(3600, new BinomialTally(300, wins));
      logDelta += cost.logDelta().value().orElseThrow().contains(100) ? 1 : 0;
      fieller += cost.fieller().value().orElseThrow().contains(100) ? 1 : 0;
    }

    // 1,900 of them; three Monte Carlo errors are 29, and wins are whole numbers.
    assertThat(logDelta).isBetween(1860, 1945);
    assertThat(fieller).isBetween(1860, 1945);
  }

  @Test
  void sumsThatNoSampleCanHaveAreErrors() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RatioMoments(-1, 5, 0, 1, 0))
        .withMessageContaining("-1.0 over 5.0 is no ratio of sums");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RatioMoments(1, 5, 1, 1, 2))
        .withMessageContaining("cannot have the covariance 2.0");
  }

  private static double logWidth(Interval interval) {
    return Math.log(interval.upper() / interval.lower());
  }

  private static UnitCost cost(double spend, BinomialTally tally) {
    return UnitCost.of(spend, tally, 0.95).value().orElseThrow();
  }
}
