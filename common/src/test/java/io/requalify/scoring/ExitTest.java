package io.requalify.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.requalify.rules.Counting;
import io.requalify.rules.Decay.HalfLife;
import io.requalify.rules.Evaluation;
import io.requalify.rules.Exit;
import io.requalify.rules.ExitCause;
import io.requalify.rules.Points;
import io.requalify.rules.RuleVersion;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Episodes that end because the score fell. Ten points qualify, and an episode ends below five. */
final class ExitTest {
  private static final String END = "2024-02-01T00:00:00Z";

  @Test
  void withoutADwellAnEpisodeEndsAsSoonAsTheScoreIsBelow() {
    Story story = page(0).event("2024-01-04T10:00:00Z", "bounce").until(END);

    assertThat(story.exits()).containsExactly("2024-01-04T10:00:00Z");
    assertThat(story.episode().exitCause()).contains(ExitCause.FELL);
  }

  @Test
  void theLimitItselfIsNotBelow() {
    assertThat(page(0).event("2024-01-04T10:00:00Z", "setback").until(END).exits()).isEmpty();
  }

  @Test
  void withADwellTheScoreHasToStayBelowForThatLong() {
    Story story = page(3).event("2024-01-04T10:00:00Z", "bounce");

    assertThat(story.until("2024-01-07T09:59:59Z").exits()).isEmpty();
    assertThat(story.until(END).exits()).containsExactly("2024-01-07T10:00:00Z");
  }

  @Test
  void aRiseMakesTheDwellBeginAnew() {
    Story story =
        page(3)
            .event("2024-01-04T10:00:00Z", "bounce")
            .event("2024-01-06T10:00:00Z", "page")
            .event("2024-01-07T10:00:00Z", "bounce")
            .event("2024-01-07T11:00:00Z", "bounce")
            .until(END);

    // 10, 1, 11, 2, −7
    assertThat(story.exits()).containsExactly("2024-01-10T10:00:00Z");
  }

  @Test
  void afterTheExitAContactEntersOnTheNextUpwardEdge() {
    Story story =
        page(0)
            .event("2024-01-04T10:00:00Z", "bounce")
            .event("2024-01-05T10:00:00Z", "page")
            .until(END);

    assertThat(story.entries()).containsExactly("2024-01-02T00:00:00Z", "2024-01-05T10:00:00Z");
  }

  @Test
  void anEpisodeThatBeginsBelowTheLimitEndsAfterTheDwell() {
    RuleVersion version = Versions.withFastTracks(version(3), List.of("setback"));
    Story story = Story.under(version).event("2024-01-02T10:00:00Z", "setback").until(END);

    assertThat(story.entries()).containsExactly("2024-01-02T10:00:00Z");
    assertThat(story.exits()).containsExactly("2024-01-05T10:00:00Z");
  }

  @Test
  void withoutADwellItEndsAtTheNextEvaluation() {
    RuleVersion version = Versions.withFastTracks(version(0), List.of("setback"));
    Story story = Story.under(version).event("2024-01-02T10:00:00Z", "setback").until(END);

    assertThat(story.exits()).containsExactly("2024-01-03T00:00:00Z");
  }

  @Test
  void aFallByFadingAloneIsSeenAtMidnight() {
    RuleVersion version =
        Versions.withExit(
            Versions.plain(
                Versions.event(
                    "page",
                    10,
                    new Counting.Every(),
                    Versions.fading(new HalfLife(Duration.ofDays(1))))),
            Optional.of(new Exit(Points.of(5), Duration.ofDays(1))));
    Story story = Story.under(version).event("2024-01-02T10:00:00Z", "page").until(END);

    // Five are left at 10:00 of the next day: below at midnight, and for a day at the next.
    assertThat(story.exits()).containsExactly("2024-01-05T00:00:00Z");
  }

  @Test
  void aScheduleSeesTheEndOfTheDwellAtItsNextInstant() {
    RuleVersion version =
        Versions.withEvaluation(version(3), new Evaluation.Every(Duration.ofHours(48)));
    Story story =
        Story.under(version)
            .event("2024-01-02T10:00:00Z", "page")
            .event("2024-01-05T10:00:00Z", "bounce")
            .until(END);

    // Every second day since 1970: 4, 6, 8, 10 January. Below at 6, for three days at 9.
    assertThat(story.entries()).containsExactly("2024-01-04T00:00:00Z");
    assertThat(story.exits()).containsExactly("2024-01-10T00:00:00Z");
  }

  private static Story page(long dwellDays) {
    return Story.under(version(dwellDays)).event("2024-01-02T00:00:00Z", "page");
  }

  private static RuleVersion version(long dwellDays) {
    return Versions.withExit(
        Versions.plain(
            Versions.event("page", 10),
            Versions.event("bounce", -9),
            Versions.event("setback", -5)),
        Optional.of(new Exit(Points.of(5), Duration.ofDays(dwellDays))));
  }
}
