package io.requalify.statistics.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.requalify.statistics.monitoring.PopulationStability.Bin;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class PopulationStabilityTest {
  @Test
  void twoChannelsThatBecomeEqual() {
    // Shares with half a contact more in each bin: 300.5 and 100.5, 200.5 and 200.5 of 401.
    double one = (200.5 - 300.5) / 401 * Math.log(200.5 / 300.5);
    double other = (200.5 - 100.5) / 401 * Math.log(200.5 / 100.5);
    PopulationStability stability =
        PopulationStability.of(
                List.of(new Bin("search", 300, 200), new Bin("event", 100, 200)), 0.95)
            .value()
            .orElseThrow();

    assertThat(stability.index()).isCloseTo(one + other, within(1e-12));
    // 3.841459 (1/400 + 1/400).
    assertThat(stability.criticalValue()).isCloseTo(3.841459 / 200, within(1e-8));
    assertThat(stability.drifts()).isTrue();
    assertThat(stability.parts().get(1).share()).isCloseTo(other, within(1e-12));
    assertThat(stability.probability()).isLessThan(1e-10);
  }

  @Test
  void theSameMixHasNoIndexAndNoDrift() {
    PopulationStability stability =
        PopulationStability.of(List.of(new Bin("a", 500, 500), new Bin("b", 700, 700)), 0.95)
            .value()
            .orElseThrow();

    assertThat(stability.index()).isZero();
    assertThat(stability.probability()).isEqualTo(1);
    assertThat(stability.drifts()).isFalse();
  }

  @Test
  void ofTheSameMixInPeriodsOfOtherSizeTheHalfContactsLeaveNextToNothing() {
    PopulationStability stability =
        PopulationStability.of(List.of(new Bin("a", 500, 250), new Bin("b", 700, 350)), 0.95)
            .value()
            .orElseThrow();

    // Shares of 500.5 of 1,201 and of 250.5 of 601, which lie 7e-5 apart.
    assertThat(stability.index()).isCloseTo(0, within(3e-8));
    assertThat(stability.probability()).isGreaterThan(0.99);
  }

  @Test
  void criticalValuesAreThoseOfTheFormula() {
    assertThat(criticalValue(10, 100, 100)).isCloseTo(0.338, within(5e-4));
    assertThat(criticalValue(10, 500, 500)).isCloseTo(0.0677, within(5e-5));
    assertThat(criticalValue(20, 10_000, 1_000)).isCloseTo(0.0332, within(5e-5));
  }

  /**
   * The figures of the null simulation in statistics.md, section 4, which does not say how it drew:
   * bins that are equally likely, drawn in both periods, with half a contact more in each give
   * them.
   */
  @Test
  void unchangedPeriodsHaveTheIndicesOfTheNullSimulation() {
    double[] small = unchanged(10, 100, 100, 20_000, 1);
    // How many worlds the figures are of is not told; two errors of 1,000 worlds are .024 of either
    // share and .02 of the quantile. Without the half contacts there would be .85, .23 and .366.
    assertThat(shareAbove(small, 0.1)).isCloseTo(0.82, within(0.024));
    assertThat(shareAbove(small, 0.25)).isCloseTo(0.16, within(0.024));
    assertThat(small[(int) (0.95 * small.length)]).isCloseTo(0.323, within(0.02));
    double[] large = unchanged(10, 500, 500, 20_000, 2);
    assertThat(large[(int) (0.95 * large.length)]).isCloseTo(0.0672, within(0.0012));
    double[] uneven = unchanged(20, 10_000, 1_000, 2_000, 3);
    // Of 2,000 worlds three errors of this quantile are .0011.
    assertThat(uneven[(int) (0.95 * uneven.length)]).isCloseTo(0.0332, within(0.0012));
  }

  @Test
  void ofUnchangedPeriodsOneInTwentyAlarms() {
    double[] indices = unchanged(10, 500, 500, 4_000, 4);

    assertThat(shareAbove(indices, criticalValue(10, 500, 500))).isCloseTo(0.05, within(0.012));
  }

  @Test
  void aChannelThatGrowsByHalfIsSeen() {
    SplittableRandom random = new SplittableRandom(5);
    double[] shares = new double[10];
    Arrays.fill(shares, 0.85 / 9);
    shares[0] = 0.15;
    double[] equal = new double[10];
    Arrays.fill(equal, 0.1);
    int seen = 0;
    for (int world = 0; world < 200; world++) {
      List<Bin> bins = bins(drawn(random, equal, 2_000), drawn(random, shares, 2_000));
      seen += PopulationStability.of(bins, 0.95).value().orElseThrow().drifts() ? 1 : 0;
    }

    assertThat(seen).isGreaterThan(180);
  }

  @Test
  void aChannelThatEndsRaisesTheIndexWithoutMakingItInfinite() {
    List<Bin> bins = List.of(new Bin("gone", 150, 0), new Bin("left", 150, 300));

    PopulationStability stability = PopulationStability.of(bins, 0.95).value().orElseThrow();

    assertThat(stability.index()).isFinite().isGreaterThan(1);
    assertThat(stability.drifts()).isTrue();
  }

  @Test
  void aBinThatIsEmptyInBothPeriodsChangesNothing() {
    List<Bin> bins = List.of(new Bin("a", 150, 180), new Bin("b", 150, 120));
    List<Bin> more = new ArrayList<>(bins);
    more.add(new Bin("none", 0, 0));

    assertThat(PopulationStability.of(more, 0.95)).isEqualTo(PopulationStability.of(bins, 0.95));
  }

  @Test
  void shortPeriodsAndOneBinAreRefused() {
    assertThat(
            PopulationStability.of(List.of(new Bin("a", 100, 300), new Bin("b", 99, 300)), 0.95)
                .reason())
        .isEqualTo(
            "there are 199 contacts before and 600 now; at least 200 of each are needed, so take longer periods");
    assertThat(
            PopulationStability.of(List.of(new Bin("a", 300, 300), new Bin("b", 0, 0)), 0.95)
                .reason())
        .isEqualTo("all contacts lie in one bin, so no mix can change; take finer bins");
  }

  @Test
  void whatIsNoMixIsAnError() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Bin("a", -1, 3))
        .withMessage("Bin 'a' has -1 contacts before and 3 now; count 0 or more");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> PopulationStability.of(List.of(new Bin("a", 1, 1), new Bin("a", 1, 1)), 0.95))
        .withMessageContaining("[a, a]");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> PopulationStability.of(List.of(new Bin("a", 300, 1), new Bin("b", 1, 300)), 95))
        .withMessageContaining("between 0 and 1, such as 0.95");
  }

  private static double criticalValue(int bins, long before, long now) {
    List<Bin> alike = new ArrayList<>();
    for (int bin = 0; bin < bins; bin++) {
      alike.add(new Bin("bin " + bin, before / bins, now / bins));
    }
    return PopulationStability.judged(alike, before, now, 0.95).criticalValue();
  }

  /** Indices of periods from the same population of equal bins, the smallest first. */
  private static double[] unchanged(int bins, int before, int now, int worlds, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] equal = new double[bins];
    Arrays.fill(equal, 1.0 / bins);
    double[] indices = new double[worlds];
    for (int world = 0; world < worlds; world++) {
      List<Bin> drawn = bins(drawn(random, equal, before), drawn(random, equal, now));
      indices[world] = PopulationStability.judged(drawn, before, now, 0.95).index();
    }
    Arrays.sort(indices);
    return indices;
  }

  private static double shareAbove(double[] indices, double limit) {
    return (double) Arrays.stream(indices).filter(index -> index > limit).count() / indices.length;
  }

  private static List<Bin> bins(long[] before, long[] now) {
    List<Bin> bins = new ArrayList<>();
    for (int bin = 0; bin < before.length; bin++) {
      bins.add(new Bin("bin " + bin, before[bin], now[bin]));
    }
    return bins;
  }

  private static long[] drawn(SplittableRandom random, double[] shares, int contacts) {
    long[] counts = new long[shares.length];
    for (int contact = 0; contact < contacts; contact++) {
      double left = random.nextDouble();
      int bin = 0;
      while (bin < shares.length - 1 && left >= shares[bin]) {
        left -= shares[bin];
        bin++;
      }
      counts[bin]++;
    }
    return counts;
  }
}
