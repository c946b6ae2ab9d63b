package io.requalify.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.requalify.rules.Counting;
import io.requalify.rules.Evaluation;
import io.requalify.rules.Fading;
import io.requalify.rules.Rule;
import io.requalify.rules.Rule.Mode;
import io.requalify.rules.RuleVersion;
import io.requalify.rules.RuleVersion.Suppression.Effect;
import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rules whose hits let a contact in at once. Ten points qualify otherwise. */
final class FastTrackTest {
  private static final String END = "2024-02-01T00:00:00Z";
  private static final Rule DEMO = Versions.event("demo", 1);
  private static final Rule PAGE = Versions.event("page", 6);

  @Test
  void aFastTrackLetsInWhateverTheScoreSays() {
    Episode episode =
        Story.under(version(DEMO)).event("2024-01-02T00:00:00Z", "demo").until(END).episode();

    assertThat(episode.score()).isEqualTo(1);
    assertThat(episode.crossingRule()).contains("demo");
  }

  @Test
  void aFastTrackOfNoPointsLetsInByItsRule() {
    Episode episode =
        Story.under(version(Versions.event("demo", 0)))
            .event("2024-01-02T00:00:00Z", "demo")
            .until(END)
            .episode();

    assertThat(episode.crossingRule()).contains("demo");
  }

  @Test
  void aHitThatDoesNotCountIsNoFastTrack() {
    Rule once = Versions.event("demo", 1, new Counting.Once(), Fading.NONE);
    Story story =
        Story.under(version(once))
            .event("2024-01-02T00:00:00Z", "demo")
            .recycled("2024-01-03T00:00:00Z")
            .event("2024-01-04T00:00:00Z", "demo")
            .until(END);

    assertThat(story.entries()).containsExactly("2024-01-02T00:00:00Z");
  }

  @Test
  void aFastTrackPassesWithTheEvaluationThatFollowsIt() {
    Story story =
        Story.under(Versions.suppressing(version(DEMO), "competitor", Effect.BLOCK))
            .begins("2024-01-01T00:00:00Z", "competitor")
            .event("2024-01-02T00:00:00Z", "demo")
            .ceases("2024-01-03T00:00:00Z", "competitor")
            .until(END);

    assertThat(story.episodes()).isEmpty();
  }

  @Test
  void aFastTrackNeedsNoUpwardEdge() {
    Story story =
        twoPages(version(DEMO, PAGE))
            .recycled("2024-01-04T00:00:00Z")
            .event("2024-01-05T00:00:00Z", "demo")
            .until(END);

    assertThat(story.entries()).containsExactly("2024-01-03T00:00:00Z", "2024-01-05T00:00:00Z");
    assertThat(story.episodes().get(1).crossingRule()).contains("demo");
    assertThat(story.episodes().get(1).score()).isEqualTo(13);
  }

  @Test
  void aFastTrackLeavesTheNextUpwardEdgeToTheScore() {
    Story story =
        twoPages(version(DEMO, PAGE))
            .event("2024-01-01T12:00:00Z", "demo")
            .recycled("2024-01-01T13:00:00Z")
            .until(END);

    // The demo did not make the contact eligible, so the second page does.
    assertThat(story.entries()).containsExactly("2024-01-01T12:00:00Z", "2024-01-03T00:00:00Z");
    assertThat(story.episodes().get(1).crossingRule()).contains("page");
  }

  @Test
  void aFastTrackDuringAnEpisodeIsNothing() {
    Story story =
        twoPages(version(DEMO, PAGE))
            .event("2024-01-04T00:00:00Z", "demo")
            .recycled("2024-01-05T00:00:00Z")
            .until(END);

    assertThat(story.entries()).containsExactly("2024-01-03T00:00:00Z");
  }

  @Test
  void aFastTrackOfTheInstantOfAnEndBeginsTheNextEpisode() {
    Story story =
        twoPages(version(DEMO, PAGE))
            .event("2024-01-04T00:00:00Z", "demo")
            .recycled("2024-01-04T00:00:00Z")
            .until(END);

    assertThat(story.entries()).containsExactly("2024-01-03T00:00:00Z", "2024-01-04T00:00:00Z");
  }

  @Test
  void aFastTrackDoesNotShortenACooldown() {
    Story story =
        twoPages(Versions.withCooldown(version(DEMO, PAGE), Duration.ofDays(30)))
            .lost("2024-01-04T00:00:00Z")
            .event("2024-01-05T00:00:00Z", "demo")
            .until(END);

    assertThat(story.entries()).containsExactly("2024-01-03T00:00:00Z");
  }

  @Test
  void aChangeOfFactsMayBeAFastTrack() {
    Rule handRaised = Versions.attribute("hand-raised", 1, Mode.ACCRUE, Fading.NONE);

    Episode episode =
        Story.under(version(handRaised))
            .begins("2024-01-02T00:00:00Z", "hand-raised")
            .until(END)
            .episode();

    assertThat(episode.crossingRule()).contains("hand-raised");
  }

  @Test
  void aFastTrackWaitsForTheScheduledEvaluation() {
    RuleVersion version =
        Versions.withEvaluation(version(DEMO), new Evaluation.DailyAt(LocalTime.of(2, 0)));

    assertThat(Story.under(version).event("2024-01-02T10:00:00Z", "demo").until(END).entries())
        .containsExactly("2024-01-03T02:00:00Z");
  }

  /** All rules but those for pages are fast tracks. */
  private static RuleVersion version(Rule... rules) {
    List<String> fast =
        List.of(rules).stream().map(Rule::id).filter(id -> !id.equals("page")).toList();
    return Versions.withFastTracks(Versions.plain(rules), fast);
  }

  private static Story twoPages(RuleVersion version) {
    return Story.under(version)
        .event("2024-01-02T00:00:00Z", "page")
        .event("2024-01-03T00:00:00Z", "page");
  }
}
