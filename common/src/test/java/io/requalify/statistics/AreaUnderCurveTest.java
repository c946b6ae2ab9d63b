package io.requalify.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class AreaUnderCurveTest {
  @Test
  void ofNinePairsSevenAndAHalfAreInOrder() {
    // Converted 3, 2, 1 against 2, 0, 0: 3 wins 3, 2 wins 2 and ties, 1 wins 2.
    double[] scores = {3, 2, 1, 2, 0, 0};
    boolean[] converted = {true, true, true, false, false, false};

    assertThat(area(scores, converted, ones(6)).value()).isCloseTo(7.5 / 9, within(1e-15));
  }

  /** Reference case grouped-auc: six bands with n and events, the best band last. */
  @Test
  void groupedAucOfSixBands() {
    int[] contacts = {99, 72, 196, 100, 267, 266};
    int[] events = {75, 46, 83, 30, 52, 14};
    double[] scores = new double[12];
    boolean[] converted = new boolean[12];
    double[] weights = new double[12];
    for (int band = 0; band < 6; band++) {
      scores[2 * band] = -band;
      converted[2 * band] = true;
      weights[2 * band] = events[band];
      scores[2 * band + 1] = -band;
      weights[2 * band + 1] = contacts[band] - events[band];
    }

    assertThat(area(scores, converted, weights).value()).isCloseTo(0.79465, within(1e-5));
  }

  @Test
  void itIsTheShareOfPairsInOrderCountedOneByOne() {
    SplittableRandom random = new SplittableRandom(3);
    for (int draw = 0; draw < 50; draw++) {
      int size = 20 + random.nextInt(60);
      double[] scores = new double[size];
      boolean[] converted = new boolean[size];
      double[] weights = new double[size];
      for (int i = 0; i < size; i++) {
        scores[i] = random.nextInt(8);
        converted[i] = i < 2 ? i == 0 : random.nextBoolean();
        weights[i] = random.nextDouble(0.5, 9);
      }
      double inOrder = 0;
      double pairs = 0;
      for (int i = 0; i < size; i++) {
        for (int j = 0; j < size; j++) {
          if (converted[i] && !converted[j]) {
            double weight = weights[i] * weights[j];
            pairs += weight;
            inOrder += weight * (scores[i] > scores[j] ? 1 : scores[i] == scores[j] ? 0.5 : 0);
          }
        }
      }

      assertThat(area(scores, converted, weights).value())
          .isCloseTo(inOrder / pairs, within(1e-12));
    }
  }

  @Test
  void influencesSumToNothingAndTellWhatLeavingOneOutDoes() {
    SplittableRandom random = new SplittableRandom(4);
    int size = 400;
    double[] scores = new double[size];
    boolean[] converted = new boolean[size];
    for (int i = 0; i < size; i++) {
      scores[i] = random.nextInt(20);
      converted[i] = random.nextDouble() < scores[i] / 25;
    }
    AreaUnderCurve whole = area(scores, converted, ones(size));

    assertThat(Arrays.stream(whole.influences()).sum()).isCloseTo(0, within(1e-12));
    for (int left = 0; left < 20; left++) {
      double[] weights = ones(size);
      weights[left] = 1e-9;
      double moved = whole.value() - area(scores, converted, weights).value();
      assertThat(whole.influences()[left]).isCloseTo(moved, within(0.03 * Math.abs(moved) + 1e-8));
    }
  }

  @Test
  void theErrorOfAPairedDifferenceIsThatOfTheJackknifeByAccount() {
    SplittableRandom random = new SplittableRandom(5);
    int size = 900;
    double[] first = new double[size];
    double[] second = new double[size];
    boolean[] converted = new boolean[size];
    int[] accounts = new int[size];
    for (int i = 0; i < size; i++) {
      accounts[i] = i / 3;
      double truth = random.nextGaussian();
      first[i] = truth + 0.5 * random.nextGaussian();
      second[i] = truth + 3 * random.nextGaussian();
      converted[i] = random.nextDouble() < 1 / (1 + Math.exp(-truth));
    }
    AreaUnderCurve one = area(first, converted, ones(size));
    AreaUnderCurve other = area(second, converted, ones(size));
    PairedDifference difference = PairedDifference.ofAreas(one, other, accounts);

    double squares = 0;
    for (int account = 0; account < size / 3; account++) {
      double[] weights = ones(size);
      Arrays.fill(weights, 3 * account, 3 * account + 3, 1e-12);
      double without =
          area(first, converted, weights).value() - area(second, converted, weights).value();
      squares += (without - difference.value()) * (without - difference.value());
    }
    assertThat(difference.value()).isCloseTo(one.value() - other.value(), within(1e-15));
    assertThat(difference.standardError()).isCloseTo(Math.sqrt(squares), within(5e-4));
    assertThat(difference.withinNoise()).isFalse();
  }

  @Test
  void aScoreDiffersFromItselfByNothing() {
    double[] scores = {1, 2, 3, 4};
    boolean[] converted = {false, true, false, true};
    AreaUnderCurve area = area(scores, converted, ones(4));

    PairedDifference none = PairedDifference.ofAreas(area, area, new int[] {0, 1, 2, 3});

    assertThat(none).isEqualTo(new PairedDifference(0, 0));
    assertThat(none.withinNoise()).isTrue();
  }

  @Test
  void theErrorOfADifferenceOfMeansIsThatOfTheDifferences() {
    // Differences 1, 3, 2 and 2 of four accounts: mean 2, sum of squares 2, 4/3 x 2 / 16.
    PairedDifference difference =
        PairedDifference.ofMeans(
            new double[] {2, 5, 5, 3}, new double[] {1, 2, 3, 1}, ones(4), new int[] {0, 1, 2, 3});

    assertThat(difference.value()).isCloseTo(2, within(1e-15));
    assertThat(difference.standardError()).isCloseTo(Math.sqrt(1.0 / 6), within(1e-15));
  }

  @Test
  void outcomesOfOneKindAndOneClusterAreRefused() {
    boolean[] all = {true, true};
    assertThatIllegalArgumentException()
        .isThrownBy(() -> area(new double[] {1, 2}, all, ones(2)))
        .withMessage("Of 2 observations all converted, so there is no order to judge");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PairedDifference.of(1, new double[] {1, 2}, new int[] {0, 0}))
        .withMessage("One cluster says nothing of the differences of clusters");
  }

  private static AreaUnderCurve area(double[] scores, boolean[] converted, double[] weights) {
    return AreaUnderCurve.of(scores, converted, weights);
  }

  private static double[] ones(int size) {
    double[] ones = new double[size];
    Arrays.fill(ones, 1);
    return ones;
  }
}
