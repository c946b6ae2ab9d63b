package io.requalify.statistics.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class FrandsenBunchingTest {
  /** The figure of statistics.md, section 6. */
  @Test
  void threeHundredNinetyBetweenThreeHundredAndTwoHundredEightyFiveIsAHeap() {
    FrandsenBunching test = tested(300, 390, 285);

    assertThat(test.probability()).isCloseTo(5.7e-5, within(0.05e-5));
    assertThat(test.shareAtThreshold()).isCloseTo(0.4, within(1e-15));
  }

  @Test
  void aShareThatTheBendExplainsIsNoHeap() {
    // Of 900 contacts 303 are 33.67%, and a bend of 0.02 explains up to 33.77%.
    assertThat(tested(299, 303, 298).probability()).isEqualTo(1);
  }

  @Test
  void aHoleAtTheThresholdIsSeenAsWellAsAHeap() {
    assertThat(tested(360, 240, 360).probability()).isLessThan(1e-6);
    assertThat(tested(100, 0, 100).probability()).isLessThan(1e-20);
  }

  @Test
  void ofScoresThatNobodyHeapsTwoInAHundredAlarm() {
    // statistics.md, section 6: a simulated size of .021 at the nominal 5%. Three Monte Carlo
    // errors
    // of 20,000 worlds are .003, and half a unit of its last digit.
    assertThat(alarms(20_000, 0, 11)).isCloseTo(0.021, within(0.0035));
  }

  @Test
  void aQuarterOfTheContactsJustBelowPushedOverIsSeen() {
    assertThat(alarms(500, 0.25, 12)).isGreaterThan(0.95);
  }

  /** Share of worlds with a probability of at most 5%, of 900 contacts on three scores. */
  private static double alarms(int worlds, double pushed, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int alarms = 0;
    for (int world = 0; world < worlds; world++) {
      long[] counts = new long[3];
      for (int contact = 0; contact < 900; contact++) {
        int score = random.nextInt(3);
        counts[score == 0 && random.nextDouble() < pushed ? 1 : score]++;
      }
      alarms += tested(counts[0], counts[1], counts[2]).probability() <= 0.05 ? 1 : 0;
    }
    return (double) alarms / worlds;
  }

  @Test
  void scoresInStepsOfFiveAreTakenByTheStep() {
    SortedMap<Integer, Long> scores = new TreeMap<>(Map.of(45, 300L, 49, 7L, 50, 390L, 55, 285L));

    assertThat(FrandsenBunching.of(scores, 50, 5, FrandsenBunching.BEND).value().orElseThrow())
        .isEqualTo(tested(300, 390, 285));
  }

  @Test
  void scoresThatNobodyHasAreRefusedAndNonsenseIsAnError() {
    SortedMap<Integer, Long> scores = new TreeMap<>(Map.of(40, 3L));

    assertThat(FrandsenBunching.of(scores, 50, 5, 0.02).reason())
        .isEqualTo("nobody has one of the scores 45, 50 and 55; is 5 the step of the points?");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FrandsenBunching.of(scores, 50, 0, 0.02))
        .withMessageContaining("A step of 0 points and a bend of 0.02");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FrandsenBunching.of(scores, 50, 5, 1))
        .withMessageContaining("0 to below 1");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> FrandsenBunching.of(new TreeMap<>(Map.of(50, -2L)), 50, 5, FrandsenBunching.BEND))
        .withMessage("Score 50 has -2 contacts; count 0 or more");
  }

  private static FrandsenBunching tested(long below, long at, long above) {
    SortedMap<Integer, Long> scores = new TreeMap<>(Map.of(45, below, 50, at, 55, above));
    return FrandsenBunching.of(scores, 50, 5, FrandsenBunching.BEND).value().orElseThrow();
  }
}
