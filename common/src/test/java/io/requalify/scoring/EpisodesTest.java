package io.requalify.scoring;

import static io.requalify.scoring.History.instant;
import static io.requalify.scoring.History.micros;
import static org.assertj.core.api.Assertions.assertThat;

import io.requalify.rules.ConditionText;
import io.requalify.rules.Counting;
import io.requalify.rules.ExitCause;
import io.requalify.rules.Fading;
import io.requalify.rules.RuleVersion;
import io.requalify.rules.RuleVersion.Segment;
import io.requalify.rules.RuleVersion.Suppression;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** When a contact enters and leaves. Ten points in total qualify, unless told otherwise. */
final class EpisodesTest {
  private static final String END = "2024-03-01T00:00:00Z";
  private static final Fading FIVE_DAYS =
      Fading.of(Optional.of(Duration.ofDays(5)), Optional.empty());
  private static final RuleVersion PAGES =
      Versions.plain(
          Versions.event("page", 6, new Counting.Every(), FIVE_DAYS), Versions.event("bounce", -6));

  @Test
  void aContactEntersWhenItsScoreReachesTheThreshold() {
    Episode episode = twoPages(PAGES).until(END).episode();

    assertThat(instant(episode.entryAt())).hasToString("2024-01-03T00:00:00Z");
    assertThat(episode.cycle()).isEqualTo(1);
    assertThat(episode.score()).isEqualTo(12);
    assertThat(episode.dimensionScores()).containsExactly(12);
    assertThat(episode.segment()).isEqualTo(Versions.ALL);
    assertThat(episode.crossingRule()).contains("page");
    assertThat(episode.exitAt()).isEmpty();
    assertThat(episode.exitCause()).isEmpty();
  }

  @Test
  void neitherAFallNorAnotherRiseEndsOrRepeatsAnEpisode() {
    Story story =
        twoPages(PAGES)
            .event("2024-02-01T00:00:00Z", "page")
            .event("2024-02-02T00:00:00Z", "page")
            .until(END);

    assertThat(story.entries()).containsExactly("2024-01-03T00:00:00Z");
  }

  @Test
  void afterBeingRecycledAContactReentersOnANewUpwardEdge() {
    Story story =
        twoPages(PAGES)
            .recycled("2024-01-04T00:00:00Z")
            .event("2024-01-05T00:00:00Z", "page")
            .event("2024-02-01T00:00:00Z", "page")
            .event("2024-02-02T00:00:00Z", "page")
            .until(END);

    // The page of 5 January finds the contact above the threshold already.
    assertThat(story.entries()).containsExactly("2024-01-03T00:00:00Z", "2024-02-02T00:00:00Z");
    Episode first = story.episodes().get(0);
    assertThat(first.exitAt()).hasValue(micros(Instant.parse("2024-01-04T00:00:00Z")));
    assertThat(first.exitCause()).contains(ExitCause.RECYCLED);
    assertThat(story.episodes().get(1).cycle()).isEqualTo(2);
  }

  @Test
  void aFallThatOnlyAMidnightSawMakesTheNextRiseAnUpwardEdge() {
    Fading halvedDaily = Fading.of(Optional.empty(), Optional.of(Duration.ofDays(1)));
    RuleVersion version =
        Versions.plain(Versions.event("page", 12, new Counting.Every(), halvedDaily));
    Story seen =
        Story.under(version)
            .event("2024-01-02T12:00:00Z", "page")
            .lost("2024-01-02T13:00:00Z")
            .event("2024-01-03T12:00:00Z", "page")
            .until(END);
    Story unseen =
        Story.under(version)
            .event("2024-01-02T02:00:00Z", "page")
            .lost("2024-01-02T03:00:00Z")
            .event("2024-01-02T23:00:00Z", "page")
            .until(END);

    // 12 points are below 10 after some six hours.
    assertThat(seen.entries()).containsExactly("2024-01-02T12:00:00Z", "2024-01-03T12:00:00Z");
    assertThat(unseen.entries()).containsExactly("2024-01-02T02:00:00Z");
  }

  @Test
  void anEndAtTheInstantOfARiseMakesRoomForTheNextEpisode() {
    Story story =
        twoPages(PAGES)
            .event("2024-02-01T00:00:00Z", "page")
            .event("2024-02-02T00:00:00Z", "page")
            .lost("2024-02-02T00:00:00Z")
            .until(END);

    assertThat(story.entries()).containsExactly("2024-01-03T00:00:00Z", "2024-02-02T00:00:00Z");
    assertThat(story.episodes().get(0).exitAt())
        .hasValue(micros(Instant.parse("2024-02-02T00:00:00Z")));
    assertThat(story.episodes().get(0).exitCause()).contains(ExitCause.LOST);
    assertThat(story.episodes().get(1).exitAt()).isEmpty();
  }

  @Test
  void anEndDoesNotCloseTheEpisodeThatBeginsAtItsOwnInstant() {
    Story story = twoPages(PAGES).recycled("2024-01-03T00:00:00Z").until(END);

    assertThat(story.episode().exitAt()).isEmpty();
  }

  @Test
  void anEndWithoutAnEpisodeIsNothing() {
    Story story = twoPages(PAGES).recycled("2024-01-02T12:00:00Z").until(END);

    assertThat(story.episode().exitAt()).isEmpty();
  }

  @Test
  void anInstantIsEvaluatedOnceAfterAllThatHappensAtIt() {
    Story story =
        Story.under(PAGES)
            .event("2024-01-02T00:00:00Z", "page")
            .event("2024-01-02T00:00:00Z", "page")
            .event("2024-01-02T00:00:00Z", "bounce")
            .until(END);

    assertThat(story.episodes()).isEmpty();
  }

  @Test
  void whatWasKnownBeforeTheCreationIsFeltAtIt() {
    Story story = twoPages(PAGES).created("2024-01-05T00:00:00Z").until(END);

    assertThat(story.entries()).containsExactly("2024-01-05T00:00:00Z");
    assertThat(story.episode().crossingRule()).contains("page");
  }

  @Test
  void whatWasOverBeforeTheCreationIsNotFelt() {
    // Both windows are over on 8 January.
    assertThat(twoPages(PAGES).created("2024-01-08T00:00:00Z").until(END).episodes()).isEmpty();
  }

  @Test
  void aContactThatIsNotYetCreatedEntersNowhere() {
    assertThat(twoPages(PAGES).created("2024-05-01T00:00:00Z").until(END).episodes()).isEmpty();
  }

  @Test
  void aScoreOfNothingMayQualifyAtTheCreationByNoRule() {
    RuleVersion version = Versions.withRequirement(PAGES, Versions.ALL, Versions.totalAtLeast(0));

    Episode episode = Story.under(version).until(END).episode();

    assertThat(instant(episode.entryAt())).hasToString("2024-01-01T00:00:00Z");
    assertThat(episode.crossingRule()).isEmpty();
  }

  @Test
  void aChangeOfSegmentLetsInByNoRule() {
    RuleVersion version =
        Versions.withRequirement(
            Versions.withRequirement(
                Versions.withSegments(
                    PAGES,
                    List.of(
                        new Segment("small", Optional.of(ConditionText.onFacts("small"))),
                        new Segment(Versions.ALL, Optional.empty()))),
                "small",
                Versions.totalAtLeast(5)),
            Versions.ALL,
            Versions.totalAtLeast(50));

    Episode episode =
        twoPages(version).begins("2024-01-04T00:00:00Z", "small").until(END).episode();

    assertThat(instant(episode.entryAt())).hasToString("2024-01-04T00:00:00Z");
    assertThat(episode.segment()).isEqualTo("small");
    assertThat(episode.crossingRule()).isEmpty();
  }

  @Test
  void theFirstSegmentThatHoldsDecides() {
    RuleVersion version =
        Versions.withRequirement(
            Versions.withRequirement(
                Versions.withSegments(
                    PAGES,
                    List.of(
                        new Segment("large", Optional.of(ConditionText.onFacts("large"))),
                        new Segment("small", Optional.of(ConditionText.onFacts("small"))),
                        new Segment(Versions.ALL, Optional.empty()))),
                "large",
                Versions.totalAtLeast(50)),
            "small",
            Versions.totalAtLeast(5));
    Story story =
        twoPages(version)
            .begins("2024-01-01T00:00:00Z", "large")
            .begins("2024-01-01T00:00:00Z", "small")
            .ceases("2024-01-04T00:00:00Z", "large")
            .until(END);

    assertThat(story.entries()).containsExactly("2024-01-04T00:00:00Z");
    assertThat(story.episode().segment()).isEqualTo("small");
  }

  @Test
  void aSuppressedContactEntersOnceTheSuppressionIsLifted() {
    Story story =
        twoPages(suppressed())
            .begins("2024-01-01T00:00:00Z", "competitor")
            .ceases("2024-01-04T00:00:00Z", "competitor")
            .until(END);

    assertThat(story.entries()).containsExactly("2024-01-04T00:00:00Z");
    assertThat(story.episode().crossingRule()).isEmpty();
    assertThat(story.episode().score()).isEqualTo(12);
  }

  @Test
  void aSuppressionDoesNotEndAnEpisodeButItsLiftingIsAnUpwardEdge() {
    Story story =
        twoPages(suppressed())
            .begins("2024-01-04T00:00:00Z", "competitor")
            .recycled("2024-01-05T00:00:00Z")
            .ceases("2024-01-06T00:00:00Z", "competitor")
            .until(END);

    assertThat(story.entries()).containsExactly("2024-01-03T00:00:00Z", "2024-01-06T00:00:00Z");
    assertThat(story.episodes().get(0).exitAt())
        .hasValue(micros(Instant.parse("2024-01-05T00:00:00Z")));
  }

  @Test
  void anAttributeThatBeginsToHoldLetsInByItsRule() {
    RuleVersion version = Versions.plain(Versions.attribute("senior", 15));
    Story story =
        Story.under(version)
            .begins("2024-01-02T00:00:00Z", "senior")
            .ceases("2024-01-03T00:00:00Z", "senior")
            .until(END);

    assertThat(story.entries()).containsExactly("2024-01-02T00:00:00Z");
    assertThat(story.episode().crossingRule()).contains("senior");
    assertThat(story.total()).isZero();
  }

  @Test
  void aChangeThatMovesSegmentAndRuleDecidesTheSegmentFirst() {
    RuleVersion version =
        Versions.withRequirement(
            Versions.withSegments(
                Versions.plain(Versions.attribute("senior", 15)),
                List.of(
                    new Segment("seniors", Optional.of(ConditionText.onFacts("senior"))),
                    new Segment(Versions.ALL, Optional.empty()))),
            "seniors",
            Versions.totalAtLeast(12));

    Episode episode =
        Story.under(version).begins("2024-01-02T00:00:00Z", "senior").until(END).episode();

    assertThat(episode.segment()).isEqualTo("seniors");
    assertThat(episode.crossingRule()).contains("senior");
  }

  @Test
  void ofSeveralEventsOfAnInstantTheOneByWhichItCrossedIsNamed() {
    RuleVersion version =
        Versions.plain(
            Versions.event("download", 4), Versions.event("demo", 8), Versions.event("page", 1));

    Episode episode =
        Story.under(version)
            .event("2024-01-02T00:00:00Z", "download")
            .event("2024-01-02T00:00:00Z", "demo")
            .event("2024-01-02T00:00:00Z", "page")
            .until(END)
            .episode();

    assertThat(episode.score()).isEqualTo(13);
    assertThat(episode.crossingRule()).contains("demo");
  }

  private static RuleVersion suppressed() {
    return Versions.withSuppressions(
        PAGES, List.of(new Suppression("competitor", ConditionText.onFacts("competitor"))));
  }

  private static Story twoPages(RuleVersion version) {
    return Story.under(version)
        .event("2024-01-02T00:00:00Z", "page")
        .event("2024-01-03T00:00:00Z", "page");
  }
}
