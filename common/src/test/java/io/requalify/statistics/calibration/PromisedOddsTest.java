package io.requalify.statistics.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.requalify.statistics.BinomialTally;
import io.requalify.statistics.Logistic;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class PromisedOddsTest {
  @Test
  void throughTwoScoresTheLineHitsBothRates() {
    PromisedOdds promise =
        promised(Map.of(50, new BinomialTally(200, 60), 70, new BinomialTally(300, 180)), 50)
            .orElseThrow();

    assertThat(promise.expected(50)).isCloseTo(0.3, within(1e-9));
    assertThat(promise.expected(70)).isCloseTo(0.6, within(1e-9));
    assertThat(promise.ofTenPoints())
        .isCloseTo((Logistic.logOdds(0.6) - Logistic.logOdds(0.3)) / 2, within(1e-9));
  }

  @Test
  void morePointsMayPromiseLess() {
    PromisedOdds promise =
        promised(Map.of(50, new BinomialTally(100, 60), 60, new BinomialTally(100, 30)), 50)
            .orElseThrow();

    assertThat(promise.ofTenPoints()).isNegative();
    assertThat(promise.expected(55)).isBetween(0.3, 0.6);
  }

  @Test
  void fewOneScoreAndPartedScoresPromiseNothingAndSayWhy() {
    assertThat(reason(Map.of(50, new BinomialTally(200, 30), 60, new BinomialTally(100, 19))))
        .isEqualTo(
            "the earlier months promise nothing: of their 300 contacts 49 converted, and 50 of either kind are needed");
    assertThat(reason(Map.of(50, new BinomialTally(200, 100))))
        .isEqualTo("the earlier months promise nothing: all of their contacts had 50 points");
    assertThat(reason(Map.of(50, new BinomialTally(100, 0), 60, new BinomialTally(100, 100))))
        .startsWith("the earlier months promise nothing: a number of points parts");
  }

  private static Optional<PromisedOdds> promised(
      Map<Integer, BinomialTally> byPoints, long fewest) {
    return PromisedOdds.of(new TreeMap<>(byPoints), fewest).value();
  }

  private static String reason(Map<Integer, BinomialTally> byPoints) {
    return PromisedOdds.of(new TreeMap<>(byPoints), 50).reason();
  }
}
