package io.requalify.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.requalify.rules.Cap;
import io.requalify.rules.Counting;
import io.requalify.rules.Decay.HalfLife;
import io.requalify.rules.Rule;
import io.requalify.rules.RuleVersion;
import io.requalify.rules.RuleVersion.Dimension;
import io.requalify.rules.RuleVersion.Floor;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What becomes of a dimension that falls below zero. */
final class FloorsTest {
  private static final String END = "2024-02-01T00:00:00Z";
  private static final Rule PAGE = Versions.event("page", 8);
  private static final Rule BOUNCE = Versions.event("bounce", -5);

  @Test
  void withoutAFloorADimensionGoesOnBelowZero() {
    assertThat(bounce(Floor.NONE).event("2024-01-03T10:00:00Z", "page").until(END).total())
        .isEqualTo(3);
  }

  @Test
  void withAFloorOfZeroItStaysAtZero() {
    Story story = bounce(Floor.ZERO);

    assertThat(story.until("2024-01-02T10:00:00Z").total()).isZero();
    assertThat(story.event("2024-01-02T11:00:00Z", "page").until(END).total()).isEqualTo(8);
  }

  @Test
  void withANightlyFloorItIsRaisedAtMidnight() {
    Story story = bounce(Floor.NIGHTLY_ZERO);

    assertThat(story.until("2024-01-02T23:59:59Z").total()).isEqualTo(-5);
    assertThat(story.until("2024-01-03T00:00:00Z").total()).isZero();
    assertThat(story.event("2024-01-03T10:00:00Z", "page").until(END).total()).isEqualTo(8);
  }

  @Test
  void whatIsGainedBeforeMidnightMakesUpForTheLoss() {
    Story story = bounce(Floor.NIGHTLY_ZERO).event("2024-01-02T11:00:00Z", "page");

    assertThat(story.until(END).total()).isEqualTo(3);
  }

  @Test
  void theMidnightIsThatOfTheZone() {
    RuleVersion version =
        Versions.withZone(version(Floor.NIGHTLY_ZERO), ZoneId.of("America/New_York"));
    Story story = Story.under(version).event("2024-01-02T10:00:00Z", "bounce");

    assertThat(story.until("2024-01-03T04:59:59Z").total()).isEqualTo(-5);
    assertThat(story.until("2024-01-03T05:00:00Z").total()).isZero();
  }

  @Test
  void whatHappensAtMidnightComesBeforeTheFloor() {
    Story story =
        Story.under(version(Floor.NIGHTLY_ZERO))
            .event("2024-01-03T00:00:00Z", "bounce")
            .event("2024-01-03T01:00:00Z", "page");

    assertThat(story.until(END).total()).isEqualTo(8);
  }

  @Test
  void aNightlyFloorLetsAContactInByNoRule() {
    RuleVersion version =
        Versions.withDimensions(
            Versions.plain(RuleCopies.inDimension(Versions.attribute("senior", 12), "fit"), BOUNCE),
            List.of(
                new Dimension("fit", Cap.NONE),
                new Dimension("engagement", Cap.NONE, Floor.NIGHTLY_ZERO)));

    Episode episode =
        Story.under(version)
            .event("2024-01-02T10:00:00Z", "bounce")
            .begins("2024-01-02T11:00:00Z", "senior")
            .until(END)
            .episode();

    // 12 − 5 on the day, 12 from midnight.
    assertThat(History.instant(episode.entryAt())).hasToString("2024-01-03T00:00:00Z");
    assertThat(episode.crossingRule()).isEmpty();
    assertThat(episode.dimensionScores()).containsExactly(12, 0);
  }

  @Test
  void whatFadesBelowZeroWithinADayIsBackAtZeroAtMidnight() {
    Rule page =
        Versions.event(
            "page", 4, new Counting.Every(), Versions.fading(new HalfLife(Duration.ofDays(1))));
    RuleVersion version =
        Versions.withDimensions(
            Versions.plain(
                RuleCopies.inDimension(Versions.attribute("senior", 10), "fit"),
                page,
                Versions.event("bounce", -3)),
            List.of(
                new Dimension("fit", Cap.NONE),
                new Dimension("engagement", Cap.NONE, Floor.NIGHTLY_ZERO)));

    Story story =
        Story.under(version)
            .begins("2024-01-02T10:00:00Z", "senior")
            .event("2024-01-02T10:00:00Z", "page")
            .event("2024-01-02T10:00:00Z", "bounce")
            .recycled("2024-01-02T12:00:00Z")
            .event("2024-01-04T10:00:00Z", "page")
            .until(END);

    // 10 + 2.67 − 3 just before midnight, 10 at it: no edge lies between the two page views.
    assertThat(story.entries()).containsExactly("2024-01-02T10:00:00Z");
  }

  private static RuleVersion version(Floor floor) {
    return Versions.withDimensions(
        Versions.plain(PAGE, BOUNCE), List.of(new Dimension("engagement", Cap.NONE, floor)));
  }

  private static Story bounce(Floor floor) {
    return Story.under(version(floor)).event("2024-01-02T10:00:00Z", "bounce");
  }
}
