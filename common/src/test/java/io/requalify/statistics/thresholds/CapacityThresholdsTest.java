package io.requalify.statistics.thresholds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.requalify.statistics.thresholds.ScoreEvidence.Worked;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class CapacityThresholdsTest {
  /** Enterprise converts at half the score of the others. */
  private static SortedMap<String, ThresholdFrontier> segments() {
    SortedMap<String, ThresholdFrontier> segments = new TreeMap<>();
    segments.put(
        "enterprise",
        ThresholdFrontier.of(
            List.of(scored(60, 100, 60), scored(40, 100, 50), scored(20, 100, 40))));
    segments.put(
        "small",
        ThresholdFrontier.of(
            List.of(scored(60, 100, 30), scored(40, 100, 10), scored(20, 100, 0))));
    return segments;
  }

  private static ScoreEvidence scored(int score, long contacts, long accepted) {
    return new ScoreEvidence(score, contacts, 0, Worked.unweighted(contacts, accepted, 0));
  }

  @Test
  void threeHundredCallsGoToEnterpriseAndNotToTheScoresThatAreHighElsewhere() {
    CapacityThresholds best = CapacityThresholds.best(segments(), 300, Objective.ACCEPTED);

    assertThat(best.bySegment().points().get("enterprise").threshold()).isEqualTo(20);
    assertThat(best.bySegment().points().get("small").threshold()).isEqualTo(61);
    assertThat(best.bySegment().expected(Objective.ACCEPTED)).isCloseTo(150, within(1e-12));
    // One threshold: 60 brings 90 of 200 contacts; 40 would need 400.
    assertThat(best.global().volume()).isEqualTo(200);
    assertThat(best.global().expected(Objective.ACCEPTED)).isCloseTo(90, within(1e-12));
    assertThat(best.bySegment().gainOver(best.global(), Objective.ACCEPTED, 0.95).contains(60))
        .isTrue();
  }

  @Test
  void noContactIsCalledForNothing() {
    CapacityThresholds best = CapacityThresholds.best(segments(), 10_000, Objective.ACCEPTED);

    // The hundred at 20 in small bring nothing.
    assertThat(best.bySegment().volume()).isEqualTo(500);
    assertThat(best.bySegment().expected(Objective.ACCEPTED)).isCloseTo(190, within(1e-12));
  }

  @Test
  void noCapacityQualifiesNobody() {
    CapacityThresholds none = CapacityThresholds.best(segments(), 0, Objective.ACCEPTED);

    assertThat(none.bySegment().volume()).isZero();
    assertThat(none.global().volume()).isZero();
  }

  @Test
  void itIsTheBestOfAllCombinationsTriedOneByOne() {
    SplittableRandom random = new SplittableRandom(91);
    for (int world = 0; world < 200; world++) {
      SortedMap<String, ThresholdFrontier> segments = new TreeMap<>();
      for (String segment : List.of("a", "b", "c")) {
        segments.put(segment, ThresholdFrontier.of(drawn(random, 30)));
      }
      long capacity = random.nextInt(250);

      CapacityThresholds best = CapacityThresholds.best(segments, capacity, Objective.ACCEPTED);

      assertThat(best.bySegment().volume()).isLessThanOrEqualTo(capacity);
      assertThat(best.bySegment().expected(Objective.ACCEPTED))
          .isCloseTo(most(segments, capacity), within(1e-9))
          .isGreaterThanOrEqualTo(best.global().expected(Objective.ACCEPTED) - 1e-9);
    }
  }

  private static double most(SortedMap<String, ThresholdFrontier> segments, long capacity) {
    double most = 0;
    for (FrontierPoint a : segments.get("a").points()) {
      for (FrontierPoint b : segments.get("b").points()) {
        for (FrontierPoint c : segments.get("c").points()) {
          if (a.volume() + b.volume() + c.volume() <= capacity) {
            most =
                Math.max(
                    most,
                    a.accepted().supported() + b.accepted().supported() + c.accepted().supported());
          }
        }
      }
    }
    return most;
  }

  private static List<ScoreEvidence> drawn(SplittableRandom random, int most) {
    List<ScoreEvidence> scores = new ArrayList<>();
    for (int score = 0; score < 6; score++) {
      long contacts = random.nextInt(most);
      scores.add(scored(5 * score, contacts, contacts == 0 ? 0 : random.nextLong(contacts + 1)));
    }
    return scores;
  }

  @Test
  void greedyOnConcaveHullsWouldMissTheBestByAStep() {
    // Best per contact first takes a, 60 of 100, and has no room for b; b alone brings 100 of 180.
    SortedMap<String, ThresholdFrontier> segments = new TreeMap<>();
    segments.put("a", ThresholdFrontier.of(List.of(scored(50, 100, 60))));
    segments.put("b", ThresholdFrontier.of(List.of(scored(50, 180, 100))));

    CapacityThresholds best = CapacityThresholds.best(segments, 200, Objective.ACCEPTED);

    assertThat(best.bySegment().expected(Objective.ACCEPTED)).isCloseTo(100, within(1e-12));
  }

  @Test
  void chosenThresholdsLookBetterThanTheyAreUntilTheyMeetOtherContacts() {
    SplittableRandom random = new SplittableRandom(92);
    double claimed = 0;
    double later = 0;
    int calledLater = 0;
    int worlds = 300;
    for (int world = 0; world < worlds; world++) {
      // Three segments that are alike in truth: thresholds by segment can gain nothing.
      CapacityThresholds best = CapacityThresholds.best(alike(random), 500, Objective.ACCEPTED);
      SortedMap<String, ThresholdFrontier> others = alike(random);
      SegmentThresholds laterBySegment = best.bySegment().on(others);
      SegmentThresholds laterGlobal = best.global().on(others);
      claimed += gain(best.bySegment(), best.global());
      later += gain(laterBySegment, laterGlobal);
      calledLater +=
          laterBySegment.gainOver(laterGlobal, Objective.ACCEPTED, 0.95).lower() > 0 ? 1 : 0;
    }

    assertThat(claimed / worlds).isGreaterThan(0.5);
    assertThat(later / worlds).isLessThanOrEqualTo(0);
    assertThat(calledLater).isLessThan(12);
  }

  private static double gain(SegmentThresholds one, SegmentThresholds other) {
    return one.expected(Objective.ACCEPTED) - other.expected(Objective.ACCEPTED);
  }

  private static SortedMap<String, ThresholdFrontier> alike(SplittableRandom random) {
    SortedMap<String, ThresholdFrontier> segments = new TreeMap<>();
    for (String segment : List.of("a", "b", "c")) {
      List<ScoreEvidence> scores = new ArrayList<>();
      for (int score = 0; score < 10; score++) {
        long accepted = 0;
        for (int contact = 0; contact < 40; contact++) {
          accepted += random.nextDouble() < 0.05 * score ? 1 : 0;
        }
        scores.add(scored(10 * score, 40, accepted));
      }
      segments.put(segment, ThresholdFrontier.of(scores));
    }
    return segments;
  }

  @Test
  void whatDoesNotFitIsAnError() {
    SortedMap<String, ThresholdFrontier> one = new TreeMap<>(segments());
    one.remove("small");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> CapacityThresholds.best(new TreeMap<>(), 10, Objective.WON))
        .withMessageContaining("0 segments share a capacity of 10 contacts");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> CapacityThresholds.best(segments(), 10, Objective.WON).bySegment().on(one))
        .withMessage(
            "Thresholds of [enterprise, small] cannot be held against the segments [enterprise]; give the same");
    SortedMap<String, ThresholdFrontier> huge = new TreeMap<>();
    huge.put("a", ThresholdFrontier.of(List.of(scored(1, 30_000_000, 3))));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CapacityThresholds.best(huge, 30_000_000, Objective.WON))
        .withMessageContaining("plan a shorter time");
  }
}
