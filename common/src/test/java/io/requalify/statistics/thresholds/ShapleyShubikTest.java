package io.requalify.statistics.thresholds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class ShapleyShubikTest {
  @Test
  void fourThreeTwoAndOneOfSix() {
    List<Double> indices = ShapleyShubik.of(List.of(4, 3, 2, 1), 6).indices();

    assertThat(indices.get(0)).isCloseTo(5.0 / 12, within(1e-15));
    assertThat(indices.get(1)).isCloseTo(1.0 / 4, within(1e-15));
    assertThat(indices.get(2)).isCloseTo(1.0 / 4, within(1e-15));
    assertThat(indices.get(3)).isCloseTo(1.0 / 12, within(1e-15));
  }

  /** Five permanent members with a veto and ten others, four of whom are needed. */
  @Test
  void theSecurityCouncilOfTheUnitedNations() {
    List<Integer> votes = new ArrayList<>(Collections.nCopies(5, 7));
    votes.addAll(Collections.nCopies(10, 1));

    List<Double> indices = ShapleyShubik.of(votes, 39).indices();

    assertThat(indices.get(0)).isCloseTo(421.0 / 2145, within(1e-15));
    assertThat(indices.get(14)).isCloseTo(4.0 / 2145, within(1e-15));
  }

  @Test
  void itIsTheShareOfOrdersCountedOneByOneWithNegativePointsToo() {
    SplittableRandom random = new SplittableRandom(101);
    for (int draw = 0; draw < 100; draw++) {
      int rules = 1 + random.nextInt(6);
      List<Integer> points = new ArrayList<>();
      for (int rule = 0; rule < rules; rule++) {
        points.add(random.nextInt(-10, 21));
      }
      int threshold = 1 + random.nextInt(30);
      long[] pivotal = new long[rules];
      long orders = countOrders(points, threshold, new ArrayList<>(), 0, pivotal);

      List<Double> indices = ShapleyShubik.of(points, threshold).indices();

      for (int rule = 0; rule < rules; rule++) {
        assertThat(indices.get(rule)).isCloseTo((double) pivotal[rule] / orders, within(1e-14));
      }
    }
  }

  /** Adds one to a rule by which an order reaches the threshold, takes one where it falls below. */
  private static long countOrders(
      List<Integer> points, int threshold, List<Integer> before, int sum, long[] pivotal) {
    if (before.size() == points.size()) {
      return 1;
    }
    long orders = 0;
    for (int rule = 0; rule < points.size(); rule++) {
      if (before.contains(rule)) {
        continue;
      }
      List<Integer> longer = new ArrayList<>(before);
      longer.add(rule);
      int after = sum + points.get(rule);
      long here = countOrders(points, threshold, longer, after, pivotal);
      pivotal[rule] += sum < threshold && after >= threshold ? here : 0;
      pivotal[rule] -= sum >= threshold && after < threshold ? here : 0;
      orders += here;
    }
    return orders;
  }

  @Test
  void theySumToOneWhereAllTogetherQualifyAndToNothingWhereTheyDoNot() {
    List<Integer> points = new ArrayList<>();
    for (int rule = 0; rule < 40; rule++) {
      points.add(rule % 7 == 3 ? -15 : 5 + rule % 5 * 5);
    }

    assertThat(sum(ShapleyShubik.of(points, 50))).isCloseTo(1, within(1e-12));
    assertThat(sum(ShapleyShubik.of(points, 5_000))).isZero();
  }

  private static double sum(ShapleyShubik index) {
    return index.indices().stream().mapToDouble(Double::doubleValue).sum();
  }

  @Test
  void aRuleOfNoPointsHasNoIndexAndNoRulesHaveNone() {
    assertThat(ShapleyShubik.of(List.of(50, 0), 50).indices()).containsExactly(1.0, 0.0);
    assertThat(ShapleyShubik.of(List.of(), 50).indices()).isEmpty();
  }

  @Test
  void aThresholdOfNothingAndPointsBeyondCountingAreErrors() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ShapleyShubik.of(List.of(1), 0))
        .withMessage("A threshold of 0 points is reached by no rule at all; give at least 1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ShapleyShubik.of(Collections.nCopies(50, 1_000_000), 50))
        .withMessageContaining("divide all points and the threshold by their common step");
  }
}
