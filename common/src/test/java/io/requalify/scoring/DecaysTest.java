package io.requalify.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.requalify.rules.Counting;
import io.requalify.rules.Decay;
import io.requalify.rules.Decay.AgeBands;
import io.requalify.rules.Decay.Band;
import io.requalify.rules.Decay.Linear;
import io.requalify.rules.Decay.Step;
import io.requalify.rules.Fading;
import io.requalify.rules.Rule.EventRule;
import io.requalify.rules.RuleVersion;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * Points that are lost evenly, by steps and by a table of ages. The event is of 2 January, 00:00.
 */
final class DecaysTest {
  private static final Duration MONTH = Duration.ofDays(30);

  @Test
  void fifteenPercentEach45DaysLeaveTheFirst45Untouched() {
    // Weight 40: 40 − 6 for each whole 45 days, nothing after the seventh.
    Step step = new Step(Versions.share("0.15"), Duration.ofDays(45), false);

    assertThat(left(40, step, "2024-02-15T23:59:59Z")).isEqualTo(40);
    assertThat(left(40, step, "2024-02-16T00:00:00Z")).isEqualTo(34);
    assertThat(left(40, step, "2024-04-01T00:00:00Z")).isEqualTo(28);
    assertThat(left(40, step, "2024-09-28T00:00:00Z")).isEqualTo(4);
    assertThat(left(40, step, "2024-11-12T00:00:00Z")).isZero();
  }

  @Test
  void halfAMonthBySteppedLossLeavesHalfAfterOneMonthAndNothingAfterTwo() {
    Step step = new Step(Versions.share("0.5"), MONTH, false);

    assertThat(left(10, step, "2024-01-31T23:59:59Z")).isEqualTo(10);
    assertThat(left(10, step, "2024-02-01T00:00:00Z")).isEqualTo(5);
    assertThat(left(10, step, "2024-03-01T23:59:59Z")).isEqualTo(5);
    assertThat(left(10, step, "2024-03-02T00:00:00Z")).isZero();
  }

  @Test
  void compoundLossIsOfWhatWasLeft() {
    Step step = new Step(Versions.share("0.15"), MONTH, true);

    assertThat(left(40, step, "2024-02-01T00:00:00Z")).isEqualTo(34);
    // 40 × 0.85²; 40 × 0.85³
    assertThat(left(40, step, "2024-03-02T00:00:00Z")).isEqualTo(28.9);
    assertThat(left(40, step, "2024-04-01T00:00:00Z")).isEqualTo(24.565);
  }

  @Test
  void linearLossIsEvenAndEnds() {
    Linear linear = new Linear(Versions.share("0.5"), MONTH);

    assertThat(left(10, linear, "2024-01-17T00:00:00Z")).isEqualTo(7.5);
    // 10 − 1/6 after a day.
    assertThat(left(10, linear, "2024-01-03T00:00:00Z")).isEqualTo(9.833333);
    assertThat(left(10, linear, "2024-02-16T00:00:00Z")).isEqualTo(2.5);
    assertThat(left(10, linear, "2024-03-02T00:00:00Z")).isZero();
  }

  @Test
  void aLinearSumIsRoundedOnceHalfUp() {
    // Of two millionths each, five sixths are left after a microsecond: together 10/3.
    Linear linear = new Linear(Versions.share("1"), Duration.ofNanos(6_000));
    RuleVersion version =
        Versions.plain(RuleCopies.with(page(1, linear), Versions.points("0.000002")));
    Story story =
        Story.under(version)
            .event("2024-01-02T00:00:00Z", "page")
            .event("2024-01-02T00:00:00Z", "page");

    assertThat(story.until("2024-01-02T00:00:00.000001Z").total()).isEqualTo(0.000003);
  }

  @Test
  void aTableSaysWhatIsLeftInEachBandOfAges() {
    AgeBands table =
        new AgeBands(
            List.of(
                new Band(Duration.ofDays(7), Versions.share("1")),
                new Band(Duration.ofDays(30), Versions.share("0.5")),
                new Band(Duration.ofDays(90), Versions.share("0.1"))));

    assertThat(left(10, table, "2024-01-08T23:59:59Z")).isEqualTo(10);
    assertThat(left(10, table, "2024-01-09T00:00:00Z")).isEqualTo(5);
    assertThat(left(10, table, "2024-02-01T00:00:00Z")).isEqualTo(1);
    assertThat(left(10, table, "2024-04-01T00:00:00Z")).isZero();
  }

  @Test
  void withAWindowTheEventEndsWithIt() {
    Step step = new Step(Versions.share("0.5"), MONTH, false);
    Fading both = new Fading(Optional.of(Duration.ofDays(40)), Optional.of(step));
    Story story =
        Story.under(Versions.plain(Versions.event("page", 10, new Counting.Every(), both)))
            .event("2024-01-02T00:00:00Z", "page");

    assertThat(story.until("2024-02-10T23:59:59Z").total()).isEqualTo(5);
    assertThat(story.until("2024-02-11T00:00:00Z").total()).isZero();
  }

  @Test
  void theShareOfEachEventIsRoundedHalfUp() {
    // Half of 3.333333 is 1.6666665.
    Step step = new Step(Versions.share("0.5"), MONTH, false);

    assertThat(leftOfTwo("3.333333", step)).isEqualTo(3.333334);
    assertThat(leftOfTwo("-3.333333", step)).isEqualTo(-3.333332);
  }

  @Test
  void aStepOfNegativePointsLetsAContactIn() {
    Episode episode = afterABounce(new Step(Versions.share("0.5"), Duration.ofDays(2), false), 10);

    assertThat(History.instant(episode.entryAt())).hasToString("2024-01-04T00:00:00Z");
    assertThat(episode.crossingRule()).contains("bounce");
    assertThat(episode.score()).isEqualTo(10);
  }

  @Test
  void theEndOfALinearLossOfNegativePointsLetsAContactIn() {
    // At the midnight of 3 January a third of it is still there.
    Episode episode = afterABounce(new Linear(Versions.share("1"), Duration.ofHours(36)), 15);

    assertThat(History.instant(episode.entryAt())).hasToString("2024-01-03T12:00:00Z");
    assertThat(episode.crossingRule()).contains("bounce");
    assertThat(episode.score()).isEqualTo(15);
  }

  @Test
  void whatEndsAtAnInstantWasStillThereAtTheMidnightBefore() {
    Linear twoDays = new Linear(Versions.share("1"), Duration.ofDays(2));
    RuleVersion version =
        Versions.plain(
            Versions.attribute("senior", 9),
            Versions.event("page", 16, new Counting.Every(), Versions.fading(twoDays)));
    Story story =
        Story.under(version)
            .begins("2024-01-02T06:00:00Z", "senior")
            .event("2024-01-02T06:00:00Z", "page")
            .event("2024-01-04T06:00:00Z", "page")
            .lost("2024-01-04T06:00:00Z")
            .until("2024-01-04T06:00:00Z");

    // At the midnight of 4 January 2 of the 16 points are left, and 11 still qualify: no edge
    // where the first page ends and the second comes.
    assertThat(story.entries()).containsExactly("2024-01-02T06:00:00Z");
    assertThat(story.total()).isEqualTo(25);
  }

  private static Episode afterABounce(Decay decay, long threshold) {
    RuleVersion version =
        Versions.withRequirement(
            Versions.plain(
                Versions.attribute("senior", 15),
                Versions.event("bounce", -10, new Counting.Every(), Versions.fading(decay))),
            Versions.ALL,
            Versions.totalAtLeast(threshold));
    return Story.under(version)
        .event("2024-01-02T00:00:00Z", "bounce")
        .begins("2024-01-02T12:00:00Z", "senior")
        .until("2024-02-01T00:00:00Z")
        .episode();
  }

  private static double left(long points, Decay decay, String at) {
    return Story.under(Versions.plain(page(points, decay)))
        .event("2024-01-02T00:00:00Z", "page")
        .until(at)
        .total();
  }

  private static double leftOfTwo(String points, Decay decay) {
    return Story.under(Versions.plain(RuleCopies.with(page(1, decay), Versions.points(points))))
        .event("2024-01-02T00:00:00Z", "page")
        .event("2024-01-02T00:00:00Z", "page")
        .until("2024-02-01T00:00:00Z")
        .total();
  }

  private static EventRule page(long points, Decay decay) {
    return Versions.event("page", points, new Counting.Every(), Versions.fading(decay));
  }
}
