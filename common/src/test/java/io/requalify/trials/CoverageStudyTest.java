package io.requalify.trials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.requalify.trials.CoverageStudy.Figure;
import org.junit.jupiter.api.Test;

/** Small sets of the worlds that {@code bench coverage} repeats a thousand times. */
final class CoverageStudyTest {
  private static final int REPETITIONS = 120;
  private static final long SEED = 1;
  private static final CoverageStudy EXPLORED =
      CoverageStudy.of(world(0).with(4_000, 0.2), REPETITIONS, SEED);

  @Test
  void exploredWorldIsEstimatedWithoutBiasAndItsIntervalsHoldTheTruth() {
    assertThat(EXPLORED.effectiveSample()).isGreaterThan(50);
    for (Figure figure :
        new Figure[] {
          Figure.DOUBLY_ROBUST, Figure.DOUBLY_ROBUST_DIFFERENCE, Figure.IPS, Figure.SNIPS
        }) {
      Performance shown = EXPLORED.of(figure);
      assertThat(shown.estimated()).as(figure.text()).isEqualTo(REPETITIONS);
      assertThat(Math.abs(shown.bias())).as(figure.text()).isLessThan(3 * shown.biasError());
      assertCoverage(shown, figure);
      assertThat(shown.standardError() / shown.deviation()).as(figure.text()).isBetween(0.8, 1.25);
    }
    assertThat(EXPLORED.of(Figure.DOUBLY_ROBUST).refused()).isZero();
    assertThat(EXPLORED.of(Figure.DOUBLY_ROBUST).deviation())
        .isLessThan(EXPLORED.of(Figure.IPS).deviation());
  }

  @Test
  void agreementSetCallsTheWorseCandidateBetter() {
    assertThat(EXPLORED.difference()).isNegative();
    assertThat(EXPLORED.of(Figure.AGREEMENT_SET).coverage()).isLessThan(0.5);
    assertThat(EXPLORED.of(Figure.AGREEMENT_SET_DIFFERENCE).bias()).isPositive();
    assertThat(EXPLORED.of(Figure.AGREEMENT_SET_DIFFERENCE).wrongSign()).isGreaterThan(0.9);
    assertThat(EXPLORED.of(Figure.WORST_CASE).coverage()).isEqualTo(1);
    assertThat(EXPLORED.of(Figure.DIRECT).trusted()).isZero();
  }

  @Test
  void youngCohortsMakeTheEstimateNarrowerAndNoWorse() {
    for (Figure figure : new Figure[] {Figure.ALL_COHORTS, Figure.ALL_COHORTS_DIFFERENCE}) {
      Performance all = EXPLORED.of(figure);
      assertThat(all.estimated()).as(figure.text()).isEqualTo(REPETITIONS);
      assertThat(Math.abs(all.bias())).as(figure.text()).isLessThan(3 * all.biasError());
      assertCoverage(all, figure);
      assertThat(all.standardError() / all.deviation()).as(figure.text()).isBetween(0.8, 1.25);
    }
    assertThat(EXPLORED.of(Figure.ALL_COHORTS).width())
        .isLessThan(EXPLORED.of(Figure.DOUBLY_ROBUST).width());
    Performance immature = EXPLORED.of(Figure.IMMATURE);
    assertThat(immature.bias()).isLessThan(-5 * immature.biasError());
    assertThat(immature.coverage()).isLessThan(0.8);
  }

  @Test
  void hiddenConfounderMisleadsWhoCountsHandRaisersAndNotTheDraw() {
    CoverageStudy study = CoverageStudy.of(world(1).with(4_000, 0.05), REPETITIONS, SEED);

    assertThat(study.of(Figure.HAND_RAISERS).bias())
        .isGreaterThan(3 * study.of(Figure.HAND_RAISERS).biasError());
    Performance robust = study.of(Figure.DOUBLY_ROBUST);
    assertThat(Math.abs(robust.bias())).isLessThan(3 * robust.biasError());
    assertCoverage(robust, Figure.DOUBLY_ROBUST);
  }

  @Test
  void contactsOfAnAccountThatAreAlikeAreReckonedWith() {
    CoverageStudy study = CoverageStudy.of(world(4).with(600, 0.1), REPETITIONS, SEED);

    assertCoverage(study.of(Figure.DOUBLY_ROBUST), Figure.DOUBLY_ROBUST);
  }

  @Test
  void tooLittleExplorationIsRefusedAndTheBoundsStillHold() {
    CoverageStudy study = CoverageStudy.of(world(2), 30, SEED);

    assertThat(study.effectiveSample()).isBetween(5.0, 20.0);
    Performance robust = study.of(Figure.DOUBLY_ROBUST);
    assertThat(robust.refused()).isEqualTo(1);
    assertThat(robust.trusted()).isZero();
    assertThat(robust.printedCoverage()).isEqualTo(1);
  }

  @Test
  void withoutExplorationThereAreBoundsOnly() {
    CoverageStudy study = CoverageStudy.of(world(5).with(4_000, 0), 30, SEED);

    assertThat(study.effectiveSample()).isZero();
    for (Figure figure : new Figure[] {Figure.DOUBLY_ROBUST, Figure.DOUBLY_ROBUST_DIFFERENCE}) {
      Performance robust = study.of(figure);
      assertThat(robust.estimated()).isZero();
      assertThat(robust.refused()).isEqualTo(1);
      assertThat(robust.trusted()).isZero();
      assertThat(robust.printedCoverage()).isEqualTo(1);
    }
  }

  @Test
  void formerRuleStandsForTheSwapInsWhereConversionStayedTheSame() {
    CoverageStudy study = CoverageStudy.of(world(6).with(4_000, 0), REPETITIONS, SEED);

    assertThat(study.effectiveSample()).isGreaterThan(50);
    Performance robust = study.of(Figure.DOUBLY_ROBUST);
    assertThat(Math.abs(robust.bias())).isLessThan(3 * robust.biasError());
    assertCoverage(robust, Figure.DOUBLY_ROBUST);
    // The test of stability errs in one of twenty worlds, and then there are bounds.
    assertThat(robust.refused()).isBetween(0.0, 0.15);
    assertThat(robust.printedCoverage()).isGreaterThan(0.9);
  }

  @Test
  void formerRuleIsNoEvidenceWhereConversionChangedSince() {
    CoverageStudy study = CoverageStudy.of(world(7).with(4_000, 0), 30, SEED);

    Performance robust = study.of(Figure.DOUBLY_ROBUST);
    assertThat(robust.refused()).isGreaterThan(0.9);
    assertThat(robust.trusted()).isLessThan(0.1);
    assertThat(robust.printedCoverage()).isGreaterThan(0.9);
  }

  @Test
  void theSameSeedGivesTheSameStudy() {
    TrialWorld small = world(0).with(500, 0.2);

    assertThat(CoverageStudy.of(small, 4, 3)).isEqualTo(CoverageStudy.of(small, 4, 3));
    assertThat(CoverageStudy.of(small, 4, 3)).isNotEqualTo(CoverageStudy.of(small, 4, 4));
  }

  @Test
  void oneRepetitionShowsNoSpread() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CoverageStudy.of(world(0), 1, SEED))
        .withMessage("1 repetitions; at least 2 are needed to see a spread");
  }

  /** Within three Monte Carlo errors of what 9.2 of the specification asks for. */
  private static void assertCoverage(Performance shown, Figure figure) {
    double error = Performance.coverageError(REPETITIONS);
    assertThat(shown.coverage()).as(figure.text()).isBetween(0.93 - 2 * error, 0.97 + 2 * error);
  }

  private static TrialWorld world(int place) {
    return TrialWorld.all().get(place);
  }
}
