package io.requalify.statistics.discontinuity;

import static io.requalify.statistics.discontinuity.MadeOutcomes.along;
import static io.requalify.statistics.discontinuity.MadeOutcomes.both;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

final class CurvatureRuleOfThumbTest {
  @Test
  void aCurveOfTheFourthDegreeGivesItsLargestSecondDerivativeWhereItTurns() {
    // With x from 0 to 20 the second derivative 12 x² - 240 x + 1000 is 1000 at the start, 1000 at
    // the end and -200 between them.
    OutcomesByScore outcomes = OutcomesByScore.of(100, along(100, 120, 6, x -> fourth(x - 100)));

    assertThat(CurvatureRuleOfThumb.ofTheSideAbove(outcomes).curvature())
        .hasValueCloseTo(1000.0, within(1e-6));
  }

  @Test
  void theTurnCountsWhereItLiesBetweenTheScores() {
    // From 7 to 13 it is -92 at both ends and -200 at 10.
    OutcomesByScore outcomes = OutcomesByScore.of(107, along(107, 113, 6, x -> fourth(x - 100)));

    assertThat(CurvatureRuleOfThumb.ofTheSideAbove(outcomes).curvature())
        .hasValueCloseTo(200.0, within(1e-6));
  }

  @Test
  void ofBothSidesTheLargerCounts() {
    List<OutcomesAtScore> steeper = along(30, 49, 6, x -> 3 * x * x);
    List<OutcomesAtScore> flatter = along(50, 70, 6, x -> x * x);
    OutcomesByScore outcomes = OutcomesByScore.of(50, both(steeper, flatter));

    assertThat(CurvatureRuleOfThumb.ofBothSides(outcomes).curvature())
        .hasValueCloseTo(6.0, within(1e-8));
    assertThat(CurvatureRuleOfThumb.ofTheSideAbove(outcomes).curvature())
        .hasValueCloseTo(2.0, within(1e-8));
  }

  @Test
  void aStraightLineDoesNotBend() {
    OutcomesByScore outcomes = OutcomesByScore.of(50, along(50, 70, 6, x -> 4 + x));

    assertThat(CurvatureRuleOfThumb.ofTheSideAbove(outcomes).curvature())
        .hasValueCloseTo(0.0, within(1e-10));
  }

  @Test
  void aScoreCountsByItsObservations() {
    List<OutcomesAtScore> many = along(50, 55, 100_000, x -> (x - 50) * (x - 50));
    List<OutcomesAtScore> few = along(56, 56, 2, x -> 40);

    // Left to itself the last score, 4 above the parabola, would bend the curve far more.
    assertThat(
            CurvatureRuleOfThumb.ofTheSideAbove(OutcomesByScore.of(50, both(many, few)))
                .curvature())
        .hasValueCloseTo(2.0, within(0.1));
  }

  @Test
  void fewerThanFiveScoresAreRefusedInWords() {
    OutcomesByScore outcomes = OutcomesByScore.of(50, along(46, 70, 6, x -> x));

    assertThat(CurvatureRuleOfThumb.ofBothSides(outcomes).reason())
        .isEqualTo(
            "distinct scores below the cutoff 50: 4, where a curve of the fourth degree needs 5; state the bound on the second derivative");
    assertThat(CurvatureRuleOfThumb.ofTheSideAbove(outcomes).reason()).isEmpty();
  }

  private static double fourth(double x) {
    return x * x * x * x - 40 * x * x * x + 500 * x * x;
  }
}
