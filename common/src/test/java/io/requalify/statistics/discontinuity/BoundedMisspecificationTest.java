package io.requalify.statistics.discontinuity;

import static io.requalify.statistics.discontinuity.MadeOutcomes.along;
import static io.requalify.statistics.discontinuity.MadeOutcomes.at;
import static io.requalify.statistics.discontinuity.MadeOutcomes.both;
import static io.requalify.statistics.discontinuity.MadeOutcomes.drawn;
import static io.requalify.statistics.discontinuity.MadeOutcomes.estimated;
import static io.requalify.statistics.discontinuity.MadeOutcomes.refusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.requalify.statistics.discontinuity.DiscontinuityResult.Estimated;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import org.hipparchus.stat.regression.SimpleRegression;
import org.junit.jupiter.api.Test;

final class BoundedMisspecificationTest {
  @Test
  void referenceCaseDiscreteRddGivesTheIntervalOfKolesarAndRothe() throws IOException {
    Path file = Path.of(System.getProperty("requalify.shared"), "reference", "cghs_by_score.csv");
    assumeTrue(Files.exists(file), "the file lies only beside the project's own clone");
    List<OutcomesAtScore> scores = new ArrayList<>();
    List<String> lines = Files.readAllLines(file);
    for (String line : lines.subList(1, lines.size())) {
      String[] fields = line.split(",", -1);
      scores.add(
          new OutcomesAtScore(
              Integer.parseInt(fields[0]),
              Long.parseLong(fields[1]),
              Double.parseDouble(fields[2]),
              Double.parseDouble(fields[3])));
    }

    Estimated jump =
        estimated(new BoundedMisspecification(6).jump(OutcomesByScore.of(0, scores), 0.95));

    assertThat(jump.value()).isCloseTo(.0212923111, within(1e-9));
    assertThat(jump.standardError()).isCloseTo(.03272404599, within(1e-9));
    assertThat(jump.interval().lower()).isCloseTo(-.13218978736, within(1e-9));
    assertThat(jump.interval().upper()).isCloseTo(.17499392431, within(1e-9));
    assertThat(jump.observations()).isEqualTo(20_883);
  }

  /** The definition, from every outcome by itself and every pair of misfits, signs included. */
  @Test
  void theSumsGiveWhatTheOutcomesOneByOneGive() {
    double[][] below = {{3, 1, 4}, {1, 5}, {9, 2, 6, 5}};
    double[][] above = {{3, 5, 8}, {9, 7, 9, 3}, {2, 3}, {8, 4, 6}};
    List<OutcomesAtScore> scores = new ArrayList<>();
    for (int place = 0; place < below.length; place++) {
      scores.add(at(place - below.length, below[place]));
    }
    for (int place = 0; place < above.length; place++) {
      scores.add(at(place, above[place]));
    }

    Estimated jump =
        estimated(new BoundedMisspecification(5).jump(OutcomesByScore.of(0, scores), 0.95));

    double least = Double.POSITIVE_INFINITY;
    double most = Double.NEGATIVE_INFINITY;
    for (double[] down : moved(below, -below.length)) {
      for (double[] up : moved(above, 0)) {
        // 9 outcomes below and 12 above.
        double reach = 1.959963984540054 * Math.sqrt(21.0 / 20 * (down[1] + up[1]));
        least = Math.min(least, up[0] - down[0] - reach);
        most = Math.max(most, up[0] - down[0] + reach);
      }
    }
    assertThat(jump.interval().lower()).isCloseTo(least, within(1e-10));
    assertThat(jump.interval().upper()).isCloseTo(most, within(1e-10));
  }

  @Test
  void aJumpBetweenTwoStraightLinesIsFoundAndHasNoMisfit() {
    List<OutcomesAtScore> scores =
        both(along(40, 49, 20, x -> 2 + 0.1 * x), along(50, 59, 30, x -> 5 - 0.2 * (x - 50)));

    Estimated jump =
        estimated(new BoundedMisspecification(10).jump(OutcomesByScore.of(50, scores), 0.95));

    assertThat(jump.value()).isCloseTo(5 - 7, within(1e-12));
    assertThat(jump.largestBias()).isCloseTo(0, within(1e-12));
  }

  @Test
  void otherUnitsAndAnotherZeroOfTheOutcomeChangeNothingElse() {
    List<OutcomesAtScore> scores = wavy();
    List<OutcomesAtScore> changed =
        scores.stream()
            .map(
                each ->
                    // Outcomes of 7 - 3 y.
                    new OutcomesAtScore(
                        each.score(),
                        each.observations(),
                        7.0 * each.observations() - 3 * each.sum(),
                        49.0 * each.observations() - 42 * each.sum() + 9 * each.sumOfSquares()))
            .toList();

    Estimated one =
        estimated(new BoundedMisspecification(8).jump(OutcomesByScore.of(50, scores), 0.9));
    Estimated other =
        estimated(new BoundedMisspecification(8).jump(OutcomesByScore.of(50, changed), 0.9));

    assertThat(other.value()).isCloseTo(-3 * one.value(), within(1e-9));
    assertThat(other.standardError()).isCloseTo(3 * one.standardError(), within(1e-9));
    assertThat(other.interval().lower()).isCloseTo(-3 * one.interval().upper(), within(1e-9));
    assertThat(other.interval().upper()).isCloseTo(-3 * one.interval().lower(), within(1e-9));
  }

  @Test
  void theIntervalHoldsThatWithoutAnyMisfitAndGrowsWithTheLevel() {
    OutcomesByScore outcomes = OutcomesByScore.of(50, wavy());

    Estimated narrow = estimated(new BoundedMisspecification(8).jump(outcomes, 0.8));
    Estimated wide = estimated(new BoundedMisspecification(8).jump(outcomes, 0.99));

    assertThat(narrow.interval().contains(narrow.value())).isTrue();
    assertThat(narrow.largestBias()).isPositive();
    assertThat(wide.interval().lower()).isLessThan(narrow.interval().lower());
    assertThat(wide.interval().upper()).isGreaterThan(narrow.interval().upper());
  }

  @Test
  void linesThatFitNoWorseAtTheCutoffThanElsewhereAreCovered() {
    SplittableRandom random = new SplittableRandom(11);
    int held = 0;
    for (int repetition = 0; repetition < 500; repetition++) {
      List<OutcomesAtScore> scores =
          both(
              drawn(42, 49, 200, x -> 0.3 + 0.01 * (x - 50) + wave(x), random),
              drawn(50, 57, 200, x -> 0.4 + 0.01 * (x - 50) + wave(x), random));
      Estimated jump =
          estimated(new BoundedMisspecification(8).jump(OutcomesByScore.of(50, scores), 0.95));
      held += jump.interval().contains(0.1) ? 1 : 0;
    }

    assertThat(held / 500.0).isGreaterThanOrEqualTo(0.95);
  }

  @Test
  void anEmptySideAndTooFewScoresAreRefusedInWords() {
    BoundedMisspecification ten = new BoundedMisspecification(10);
    List<OutcomesAtScore> above = along(50, 59, 10, x -> 1);

    assertThat(refusal(ten.jump(OutcomesByScore.of(50, above), 0.95)))
        .isEqualTo(
            "there are no observations below the cutoff 50 within 10.0 points; widen the bandwidth");
    assertThat(
            refusal(ten.jump(OutcomesByScore.of(50, both(along(48, 49, 9, x -> 1), above)), 0.95)))
        .isEqualTo(
            "distinct scores below the cutoff 50 within 10.0 points: 2, where at least 3 are needed; widen the bandwidth");
    assertThat(refusal(ten.jump(OutcomesByScore.of(60, above), 0.95)))
        .contains("no observations at or above the cutoff 60");
  }

  @Test
  void aScoreWithOneObservationIsRefused() {
    List<OutcomesAtScore> below = both(along(40, 48, 10, x -> 1), List.of(at(49, 3)));
    OutcomesByScore outcomes = OutcomesByScore.of(50, both(below, along(50, 59, 10, x -> 1)));

    assertThat(refusal(new BoundedMisspecification(10).jump(outcomes, 0.95)))
        .startsWith("score 49 has one observation");
  }

  @Test
  void sumsThatNoOutcomesHaveAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new OutcomesAtScore(45, 4, 8, 15))
        .withMessage("No 4 outcomes at score 45 have the sum 8.0 and the sum of squares 15.0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new OutcomesAtScore(45, 0, 0, 0))
        .withMessageContaining("leave out scores without any");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> OutcomesByScore.of(50, List.of(at(45, 1), at(46, 1), at(45, 2))))
        .withMessage("Score 45 is there twice; add up its outcomes first");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new BoundedMisspecification(0))
        .withMessageContaining("give one above 0");
  }

  /** The line at 0 plus or minus each misfit, with the squared influences of the outcomes on it. */
  private static List<double[]> moved(double[][] outcomes, int first) {
    SimpleRegression line = new SimpleRegression();
    for (int place = 0; place < outcomes.length; place++) {
      for (double outcome : outcomes[place]) {
        line.addData(first + place, outcome);
      }
    }
    double mean = meanDistance(outcomes, first);
    List<double[]> moved = new ArrayList<>();
    for (int misfit = 0; misfit < outcomes.length; misfit++) {
      double at = first + misfit;
      double scoreMean = DoubleStream.of(outcomes[misfit]).average().orElseThrow();
      for (int sign : new int[] {-1, 1}) {
        double squares = 0;
        for (int place = 0; place < outcomes.length; place++) {
          for (double outcome : outcomes[place]) {
            double off = (first + place - mean) / line.getXSumSquares();
            double atCutoff = 1.0 / line.getN() - mean * off;
            double atScore = 1.0 / line.getN() + (at - mean) * off;
            double residual = outcome - line.predict(first + place);
            double ofMean = place == misfit ? (outcome - scoreMean) / outcomes[place].length : 0;
            double influence = (atCutoff - sign * atScore) * residual + sign * ofMean;
            squares += influence * influence;
          }
        }
        moved.add(new double[] {line.predict(0) + sign * (scoreMean - line.predict(at)), squares});
      }
    }
    return moved;
  }

  private static double meanDistance(double[][] outcomes, int first) {
    double sum = 0;
    int count = 0;
    for (int place = 0; place < outcomes.length; place++) {
      sum += (double) outcomes[place].length * (first + place);
      count += outcomes[place].length;
    }
    return sum / count;
  }

  /** Conversion that swings about a line, at the cutoff no more than elsewhere. */
  private static double wave(double score) {
    return 0.02 * Math.sin(score - 50);
  }

  private static List<OutcomesAtScore> wavy() {
    return both(
        along(42, 49, 12, x -> 0.5 * x + Math.sin(3 * x)),
        along(50, 58, 7, x -> 9 + 0.3 * x + Math.cos(5 * x)));
  }
}
