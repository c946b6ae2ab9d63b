package io.requalify.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.requalify.rules.Counting;
import io.requalify.rules.Fading;
import io.requalify.rules.Requirement.Comparison;
import io.requalify.rules.Requirement.Operator;
import io.requalify.rules.RuleVersion;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Windows and half-lives. */
final class FadingTest {
  private static final Fading FIVE_DAYS =
      Fading.of(Optional.of(Duration.ofDays(5)), Optional.empty());
  private static final Fading HALVED_DAILY =
      Fading.of(Optional.empty(), Optional.of(Duration.ofDays(1)));

  @Test
  void anEventContributesUntilItsWindowEndsAndNotAtThatInstant() {
    assertThat(page(8, FIVE_DAYS).until("2024-01-07T09:59:59.999999Z").total()).isEqualTo(8);
    assertThat(page(8, FIVE_DAYS).until("2024-01-07T10:00:00Z").total()).isZero();
  }

  @Test
  void aLateEventContributesFromWhenItIsKnownUntilItsWindowEnds() {
    Story story =
        Story.under(version(12, FIVE_DAYS))
            .event("2024-01-02T10:00:00Z", "2024-01-06T00:00:00Z", "page");

    assertThat(story.until("2024-01-07T09:00:00Z").total()).isEqualTo(12);
    assertThat(story.entries()).containsExactly("2024-01-06T00:00:00Z");
    assertThat(story.until("2024-01-07T10:00:00Z").total()).isZero();
  }

  @Test
  void aLateEventWhoseWindowIsOverContributesNothing() {
    Story story =
        Story.under(version(12, FIVE_DAYS))
            .event("2024-01-02T10:00:00Z", "2024-01-07T10:00:00Z", "page")
            .until("2024-02-01T00:00:00Z");

    assertThat(story.episodes()).isEmpty();
  }

  @Test
  void theEndOfAWindowOfNegativePointsLetsAContactIn() {
    RuleVersion version =
        Versions.plain(
            Versions.attribute("senior", 15),
            Versions.event("bounce", -10, new Counting.Every(), FIVE_DAYS));

    Episode episode =
        Story.under(version)
            .event("2024-01-02T10:00:00Z", "bounce")
            .begins("2024-01-03T00:00:00Z", "senior")
            .until("2024-02-01T00:00:00Z")
            .episode();

    assertThat(History.instant(episode.entryAt())).hasToString("2024-01-07T10:00:00Z");
    assertThat(episode.crossingRule()).contains("bounce");
    assertThat(episode.score()).isEqualTo(15);
  }

  @Test
  void pointsAreHalvedWithEachHalfLife() {
    assertThat(page(8, HALVED_DAILY).until("2024-01-03T10:00:00Z").total()).isEqualTo(4);
    assertThat(page(8, HALVED_DAILY).until("2024-01-05T10:00:00Z").total()).isEqualTo(1);
    // 8 / √2 = 5.65685424…, at a resolution of a millionth.
    assertThat(page(8, HALVED_DAILY).until("2024-01-02T22:00:00Z").total()).isEqualTo(5.656854);
  }

  @Test
  void theHalfOfAMillionthIsRoundedUp() {
    // 10 / 2⁸ = 0.0390625
    assertThat(page(10, HALVED_DAILY).until("2024-01-10T10:00:00Z").total()).isEqualTo(0.039063);
    assertThat(page(-10, HALVED_DAILY).until("2024-01-10T10:00:00Z").total()).isEqualTo(-0.039062);
  }

  @Test
  void aLateEventHasAgedByTheTimeItIsKnown() {
    Story story =
        Story.under(version(40, HALVED_DAILY))
            .event("2024-01-02T10:00:00Z", "2024-01-04T10:00:00Z", "page")
            .until("2024-01-04T12:00:00Z");

    assertThat(story.episode().score()).isEqualTo(10);
  }

  @Test
  void aSumOfFadingPointsIsThatOfEachEventByItself() {
    // Half a day apart: 8·2^−1.5 + 8·2^−1 + 8·2^−0.5 = 2.828427 + 4 + 5.656854, rounded once.
    assertThat(
            page(8, HALVED_DAILY)
                .event("2024-01-02T22:00:00Z", "page")
                .event("2024-01-03T10:00:00Z", "page")
                .until("2024-01-03T22:00:00Z")
                .total())
        .isEqualTo(12.485281);
  }

  @Test
  void withBothAnEventFadesUntilItsWindowEnds() {
    Fading both = Fading.of(Optional.of(Duration.ofDays(2)), Optional.of(Duration.ofDays(1)));

    assertThat(page(8, both).until("2024-01-03T10:00:00Z").total()).isEqualTo(4);
    assertThat(page(8, both).until("2024-01-04T10:00:00Z").total()).isZero();
    // Of two events one is left: 8 points at the age of half a day.
    assertThat(
            page(8, both)
                .event("2024-01-03T22:00:00Z", "page")
                .until("2024-01-04T10:00:00Z")
                .total())
        .isEqualTo(5.656854);
  }

  @Test
  void fadingNegativePointsLetAContactInAtTheMidnightAfterTheyHaveFadedEnough() {
    RuleVersion version =
        Versions.withRequirement(
            Versions.plain(
                Versions.attribute("senior", 20),
                Versions.event("bounce", -20, new Counting.Every(), HALVED_DAILY)),
            Versions.ALL,
            Versions.totalAtLeast(15));
    Story story =
        Story.under(Versions.withZone(version, ZoneId.of("America/New_York")))
            .begins("2024-01-01T00:00:00Z", "senior")
            .event("2024-01-01T00:00:00Z", "bounce")
            .until("2024-02-01T00:00:00Z");

    // Two days after the bounce 5 of the 20 are left; midnight in New York is five hours later.
    assertThat(story.entries()).containsExactly("2024-01-03T05:00:00Z");
    assertThat(story.episode().crossingRule()).contains("bounce");
    // 20 − 20·2^−(53/24)
    assertThat(story.episode().score()).isEqualTo(15.672317);
  }

  @Test
  void aRiseBetweenMidnightsIsNoticedEarlierWhenSomethingElseHappens() {
    RuleVersion version =
        Versions.plain(
            Versions.attribute("senior", 15),
            Versions.event("bounce", -10, new Counting.Every(), HALVED_DAILY),
            Versions.event("visit", 0));
    Story story =
        Story.under(version)
            .begins("2024-01-01T10:00:00Z", "senior")
            .event("2024-01-01T10:00:00Z", "bounce")
            .event("2024-01-02T11:00:00Z", "visit")
            .until("2024-02-01T00:00:00Z");

    assertThat(story.entries()).containsExactly("2024-01-02T11:00:00Z");
    assertThat(story.episode().crossingRule()).contains("bounce");
  }

  @Test
  void whatNoRuleOfTheVersionAsksForIsNoOccasionToNoticeARise() {
    RuleVersion version =
        Versions.plain(
            Versions.attribute("senior", 15),
            Versions.event("bounce", -10, new Counting.Every(), HALVED_DAILY));
    Story story =
        Story.under(version)
            .begins("2024-01-01T10:00:00Z", "senior")
            .event("2024-01-01T10:00:00Z", "bounce")
            .event("2024-01-02T11:00:00Z", "visit")
            .until("2024-02-01T00:00:00Z");

    assertThat(story.entries()).containsExactly("2024-01-03T00:00:00Z");
  }

  @Test
  void midnightIsTheFirstInstantOfADayWhoseClocksSkipIt() {
    RuleVersion version =
        Versions.plain(
            Versions.attribute("senior", 15),
            Versions.event("bounce", -10, new Counting.Every(), HALVED_DAILY));
    // Five of the ten points are gone at 02:00 UTC on 4 November 2018, at 23:00 in São Paulo, where
    // the next day began at 01:00, or 03:00 UTC.
    Story story =
        Story.under(Versions.withZone(version, ZoneId.of("America/Sao_Paulo")))
            .created("2018-11-03T00:00:00Z")
            .event("2018-11-03T02:00:00Z", "bounce")
            .begins("2018-11-03T02:00:00Z", "senior")
            .until("2018-11-10T00:00:00Z");

    assertThat(story.entries()).containsExactly("2018-11-04T03:00:00Z");
  }

  @Test
  void aScoreThatFadesBelowAThresholdOfAtMostLetsAContactInAtAMidnight() {
    RuleVersion version =
        Versions.withRequirement(
            version(16, HALVED_DAILY),
            Versions.ALL,
            new Comparison(Comparison.TOTAL, Operator.AT_MOST, Versions.points("4")));
    Story story =
        Story.under(version).event("2024-01-01T00:00:00Z", "page").until("2024-02-01T00:00:00Z");

    assertThat(story.entries()).containsExactly("2024-01-03T00:00:00Z");
    assertThat(story.episode().score()).isEqualTo(4);
  }

  private static RuleVersion version(long points, Fading fading) {
    return Versions.plain(Versions.event("page", points, new Counting.Every(), fading));
  }

  private static Story page(long points, Fading fading) {
    return Story.under(version(points, fading)).event("2024-01-02T10:00:00Z", "page");
  }
}
