package io.requalify.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class LinearisedEstimateTest {
  private static final int[] FIRST_NUMERATOR = {0};
  private static final int[] FIRST_DENOMINATOR = {1};
  private static final int[] SECOND_NUMERATOR = {2};
  private static final int[] SECOND_DENOMINATOR = {3};

  @Test
  void varianceOfARatioIsThatOfItsResidualsBetweenClusters() {
    List<double[]> accounts = accounts(40);
    ClusterMoments moments = ClusterMoments.ofClusters(4, accounts);
    LinearisedEstimate ratio = first(moments);

    double squares = 0;
    for (double[] account : accounts) {
      double residual = (account[0] - ratio.value() * account[1]) / moments.sum(1);
      squares += residual * residual;
    }
    assertThat(ratio.value()).isCloseTo(moments.sum(0) / moments.sum(1), within(1e-15));
    assertThat(ratio.variance(moments)).isCloseTo(squares * 40 / 39, within(1e-15));
  }

  @Test
  void varianceOfAPairedDifferenceIsThatOfTheDifferencesOfResiduals() {
    List<double[]> accounts = accounts(40);
    ClusterMoments moments = ClusterMoments.ofClusters(4, accounts);
    LinearisedEstimate first = first(moments);
    LinearisedEstimate second = second(moments);

    double squares = 0;
    for (double[] account : accounts) {
      double residual =
          (account[0] - first.value() * account[1]) / moments.sum(1)
              - (account[2] - second.value() * account[3]) / moments.sum(3);
      squares += residual * residual;
    }
    assertThat(first.minus(second).variance(moments)).isCloseTo(squares * 40 / 39, within(1e-15));
  }

  @Test
  void varianceIsNearThatOfTheJackknife() {
    List<double[]> accounts = accounts(400);
    ClusterMoments moments = ClusterMoments.ofClusters(4, accounts);
    double value = first(moments).value();

    double squares = 0;
    for (double[] left : accounts) {
      double without = (moments.sum(0) - left[0]) / (moments.sum(1) - left[1]);
      squares += (without - value) * (without - value);
    }
    double jackknife = squares * 399 / 400;
    assertThat(first(moments).variance(moments)).isCloseTo(jackknife, within(0.02 * jackknife));
  }

  @Test
  void differenceOfARatioFromItselfIsNothingAndVariesByNothing() {
    List<double[]> accounts = new ArrayList<>();
    for (double[] account : accounts(60)) {
      accounts.add(new double[] {account[0], account[1], account[0], account[1]});
    }
    ClusterMoments moments = ClusterMoments.ofClusters(4, accounts);
    LinearisedEstimate difference = first(moments).minus(second(moments));

    assertThat(difference.value()).isZero();
    assertThat(difference.variance(moments)).isZero();
    assertThat(difference.interval(moments, 0.95)).isEmpty();
  }

  @Test
  void contactsOfOneAccountThatGoTogetherWidenTheInterval() {
    List<double[]> single = new ArrayList<>();
    List<double[]> together = new ArrayList<>();
    for (int account = 0; account < 30; account++) {
      double converted = account % 3 == 0 ? 1 : 0;
      together.add(new double[] {4 * converted, 4});
      for (int contact = 0; contact < 4; contact++) {
        single.add(new double[] {converted, 1});
      }
    }
    assertThat(width(together)).isCloseTo(2 * width(single), within(0.03 * width(together)));
  }

  @Test
  void oneClusterHasNoVariance() {
    ClusterMoments moments = ClusterMoments.ofClusters(2, List.of(new double[] {1, 2}));
    LinearisedEstimate ratio =
        LinearisedEstimate.ratio(moments, FIRST_NUMERATOR, FIRST_DENOMINATOR);

    assertThat(ratio.interval(moments, 0.95)).isEmpty();
    assertThatThrownBy(() -> ratio.variance(moments)).hasMessageContaining("One cluster");
  }

  @Test
  void momentsWhoseProductsDependOnTheirOrderAreRefused() {
    assertThatThrownBy(
            () -> ClusterMoments.of(2, new double[] {1, 1}, new double[][] {{1, 2}, {3, 1}}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("differ by their order");
  }

  private static double width(List<double[]> accounts) {
    ClusterMoments moments = ClusterMoments.ofClusters(2, accounts);
    return LinearisedEstimate.ratio(moments, FIRST_NUMERATOR, FIRST_DENOMINATOR)
        .interval(moments, 0.95)
        .orElseThrow()
        .width();
  }

  private static LinearisedEstimate first(ClusterMoments moments) {
    return LinearisedEstimate.ratio(moments, FIRST_NUMERATOR, FIRST_DENOMINATOR);
  }

  private static LinearisedEstimate second(ClusterMoments moments) {
    return LinearisedEstimate.ratio(moments, SECOND_NUMERATOR, SECOND_DENOMINATOR);
  }

  private static List<double[]> accounts(int number) {
    SplittableRandom random = new SplittableRandom(17);
    List<double[]> accounts = new ArrayList<>();
    for (int account = 0; account < number; account++) {
      double[] sums = new double[4];
      int contacts = 1 + random.nextInt(5);
      for (int contact = 0; contact < contacts; contact++) {
        boolean converted = random.nextDouble() < 0.4;
        sums[0] += converted ? 1 : 0;
        sums[1]++;
        boolean other = random.nextDouble() < 0.7;
        sums[2] += other && converted ? 1 : 0;
        sums[3] += other ? 1 : 0;
      }
      accounts.add(sums);
    }
    return accounts;
  }
}
