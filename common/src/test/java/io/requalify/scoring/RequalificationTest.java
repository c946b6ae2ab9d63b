package io.requalify.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.requalify.rules.Cap;
import io.requalify.rules.Counting;
import io.requalify.rules.Counting.AtMostPerPeriod;
import io.requalify.rules.Counting.CalendarPeriod;
import io.requalify.rules.ExitCause;
import io.requalify.rules.Fading;
import io.requalify.rules.Points;
import io.requalify.rules.Requalification.Booster;
import io.requalify.rules.Rule;
import io.requalify.rules.RuleVersion;
import io.requalify.rules.RuleVersion.Dimension;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What happens between two episodes. A page is worth six points, ten qualify. */
final class RequalificationTest {
  private static final String END = "2024-03-01T00:00:00Z";
  private static final RuleVersion PAGES =
      Versions.plain(Versions.event("page", 6), Versions.event("bounce", -6));

  @Test
  void theEndOfACooldownIsAnUpwardEdge() {
    Story story =
        twoPages(Versions.withCooldown(PAGES, Duration.ofDays(10)))
            .recycled("2024-01-04T10:00:00Z")
            .event("2024-01-05T00:00:00Z", "page")
            .until(END);

    assertThat(story.entries()).containsExactly("2024-01-03T00:00:00Z", "2024-01-14T10:00:00Z");
    assertThat(story.episodes().get(1).crossingRule()).isEmpty();
    assertThat(story.episodes().get(1).score()).isEqualTo(18);
  }

  @Test
  void afterACooldownThatFoundNoScoreTheNextRiseCounts() {
    Story story =
        twoPages(Versions.withCooldown(PAGES, Duration.ofDays(10)))
            .recycled("2024-01-04T00:00:00Z")
            .event("2024-01-05T00:00:00Z", "bounce")
            .event("2024-01-20T00:00:00Z", "page")
            .until(END);

    assertThat(story.entries()).containsExactly("2024-01-03T00:00:00Z", "2024-01-20T00:00:00Z");
    assertThat(story.episodes().get(1).crossingRule()).contains("page");
  }

  @Test
  void aRiseAtTheVeryEndOfACooldownIsByItsRule() {
    Story story =
        twoPages(Versions.withCooldown(PAGES, Duration.ofDays(10)))
            .recycled("2024-01-04T00:00:00Z")
            .event("2024-01-05T00:00:00Z", "bounce")
            .event("2024-01-14T00:00:00Z", "page")
            .until(END);

    assertThat(story.entries()).containsExactly("2024-01-03T00:00:00Z", "2024-01-14T00:00:00Z");
    assertThat(story.episodes().get(1).crossingRule()).contains("page");
  }

  @Test
  void anEndThatIsNotNamedIsForGood() {
    RuleVersion version = Versions.withAfter(PAGES, Set.of(ExitCause.RECYCLED));
    Story lost = twoPages(version).lost("2024-01-04T00:00:00Z");
    Story recycled = twoPages(version).recycled("2024-01-04T00:00:00Z");

    assertThat(bounceAndPage(lost).entries()).containsExactly("2024-01-03T00:00:00Z");
    assertThat(bounceAndPage(recycled).entries())
        .containsExactly("2024-01-03T00:00:00Z", "2024-01-06T00:00:00Z");
  }

  @Test
  void anEndSetsTheNamedDimensionsToNothing() {
    RuleVersion version =
        Versions.withReset(
            Versions.withDimensions(
                Versions.withRules(
                    PAGES,
                    List.of(
                        Versions.event("page", 6),
                        RuleCopies.inDimension(Versions.attribute("senior", 5), "fit"))),
                List.of(new Dimension("engagement", Cap.NONE), new Dimension("fit", Cap.NONE))),
            "engagement");
    Story story =
        twoPages(version).begins("2024-01-02T00:00:00Z", "senior").recycled("2024-01-04T00:00:00Z");

    assertThat(story.until(END).dimensions()).containsExactly(0.0, 5.0);
    // One page is enough beside the fact; the points of the first two stay away.
    story.event("2024-01-05T00:00:00Z", "page").until(END);
    assertThat(story.entries()).containsExactly("2024-01-02T00:00:00Z", "2024-01-05T00:00:00Z");
    assertThat(story.episodes().get(1).dimensionScores()).containsExactly(6, 5);
  }

  @Test
  void anEndWithoutAnEpisodeResetsNothing() {
    Story story =
        Story.under(Versions.withReset(PAGES, "engagement"))
            .event("2024-01-02T00:00:00Z", "page")
            .recycled("2024-01-03T00:00:00Z");

    assertThat(story.until(END).total()).isEqualTo(6);
  }

  @Test
  void countingRemembersOverAReset() {
    Rule once = Versions.event("page", 12, new Counting.Once(), Fading.NONE);
    Story story =
        Story.under(Versions.withReset(Versions.plain(once), "engagement"))
            .event("2024-01-02T00:00:00Z", "page")
            .recycled("2024-01-03T00:00:00Z")
            .event("2024-01-04T00:00:00Z", "page");

    assertThat(story.until(END).total()).isZero();
  }

  @Test
  void aBoosterAddsToWhatIsDoneBetweenEpisodes() {
    Story story =
        Story.under(boosted(new Counting.Every()))
            .event("2024-01-02T00:00:00Z", "page")
            .event("2024-01-03T00:00:00Z", "page")
            .recycled("2024-01-04T00:00:00Z")
            .event("2024-01-05T00:00:00Z", "page")
            .until(END);

    // 12 points of two pages are gone; the third brings 6, and 20 more by the booster.
    assertThat(story.entries()).containsExactly("2024-01-03T00:00:00Z", "2024-01-05T00:00:00Z");
    assertThat(story.episodes().get(1).score()).isEqualTo(26);
    assertThat(story.episodes().get(1).crossingRule()).contains("booster");
    // Neither the pages before the first end nor those of an open episode are boosted.
    story.event("2024-01-06T00:00:00Z", "page").until(END);
    assertThat(story.total()).isEqualTo(32);
  }

  @Test
  void aBoosterCountsAsOftenAsItSays() {
    RuleVersion version =
        Versions.withRequirement(
            boosted(new AtMostPerPeriod(1, CalendarPeriod.MONTH)),
            Versions.ALL,
            Versions.totalAtLeast(12));
    Story story =
        Story.under(Versions.withFastTracks(version, List.of("demo")))
            .event("2024-01-02T00:00:00Z", "demo")
            .recycled("2024-01-04T00:00:00Z")
            .event("2024-01-05T00:00:00Z", "bounce");

    // −6 + 20 − 6: a bounce that counts is something that the contact does.
    assertThat(story.until(END).total()).isEqualTo(14);
    story.event("2024-01-06T00:00:00Z", "bounce");
    assertThat(story.until(END).total()).isEqualTo(8);
  }

  @Test
  void whatDoesNotCountIsNotBoosted() {
    Rule once = Versions.event("page", 12, new Counting.Once(), Fading.NONE);
    RuleVersion version =
        Versions.withReset(
            Versions.withBooster(Versions.plain(once), booster(new Counting.Every())),
            "engagement");
    Story story =
        Story.under(version)
            .event("2024-01-02T00:00:00Z", "page")
            .recycled("2024-01-03T00:00:00Z")
            .event("2024-01-04T00:00:00Z", "page");

    assertThat(story.until(END).total()).isZero();
  }

  private static Story bounceAndPage(Story story) {
    return story
        .event("2024-01-05T00:00:00Z", "bounce")
        .event("2024-01-06T00:00:00Z", "page")
        .until(END);
  }

  private static RuleVersion boosted(Counting counting) {
    RuleVersion version =
        Versions.withRules(
            PAGES,
            List.of(
                Versions.event("page", 6),
                Versions.event("bounce", -6),
                Versions.event("demo", 1)));
    return Versions.withReset(Versions.withBooster(version, booster(counting)), "engagement");
  }

  private static Optional<Booster> booster(Counting counting) {
    return Optional.of(new Booster("engagement", Points.of(20), counting));
  }

  private static Story twoPages(RuleVersion version) {
    return Story.under(version)
        .event("2024-01-02T00:00:00Z", "page")
        .event("2024-01-03T00:00:00Z", "page");
  }
}
