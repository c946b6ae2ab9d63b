package io.requalify.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.requalify.rules.Evaluation;
import io.requalify.rules.RuleVersion;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

/** Contacts that are looked at on a schedule. Ten points qualify, and a page is worth ten. */
final class EvaluationScheduleTest {
  private static final String END = "2024-12-31T00:00:00Z";
  private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

  @Test
  void aContactEntersAtTheNextWholeMultipleOfTheDuration() {
    assertThat(every(6).event("2024-01-02T01:00:00Z", "page").until(END).entries())
        .containsExactly("2024-01-02T06:00:00Z");
    assertThat(every(6).event("2024-01-02T06:00:00Z", "page").until(END).entries())
        .containsExactly("2024-01-02T06:00:00Z");
  }

  @Test
  void theMultiplesAreCountedFrom1970NotFromTheCreation() {
    // 7 hours × 67,632 are 19,726 days: 4 January 2024, 00:00.
    assertThat(every(7).event("2024-01-03T20:00:00Z", "page").until(END).entries())
        .containsExactly("2024-01-04T00:00:00Z");
  }

  @Test
  void theCreationIsAnOccasionOnlyWhereTheScheduleSaysSo() {
    assertThat(
            every(6)
                .created("2024-01-02T01:00:00Z")
                .event("2024-01-02T01:00:00Z", "page")
                .until(END)
                .entries())
        .containsExactly("2024-01-02T06:00:00Z");
    assertThat(
            every(6)
                .created("2024-01-02T06:00:00Z")
                .event("2024-01-02T01:00:00Z", "page")
                .until(END)
                .entries())
        .containsExactly("2024-01-02T06:00:00Z");
  }

  @Test
  void whatRisesAndFallsBetweenTwoEvaluationsGoesUnnoticed() {
    Story story =
        every(6).event("2024-01-02T01:00:00Z", "page").event("2024-01-02T02:00:00Z", "bounce");

    assertThat(story.until(END).episodes()).isEmpty();
  }

  @Test
  void theCrossingRuleIsThatOfTheLastRiseSinceTheEvaluationBefore() {
    Story story =
        every(6)
            .event("2024-01-02T01:00:00Z", "page")
            .event("2024-01-02T02:00:00Z", "bounce")
            .event("2024-01-02T03:00:00Z", "demo")
            .event("2024-01-02T04:00:00Z", "page");

    assertThat(story.until(END).episode().crossingRule()).contains("demo");
    assertThat(story.episode().score()).isEqualTo(30);
  }

  @Test
  void onceADayIsAtTheTimeOfTheZone() {
    assertThat(daily(2, 30).event("2024-01-02T08:00:00Z", "page").until(END).entries())
        // 02:30 at UTC−5
        .containsExactly("2024-01-03T07:30:00Z");
  }

  @Test
  void aTimeThatTheClocksSkipComesAsMuchLater() {
    assertThat(daily(2, 30).event("2024-03-10T04:00:00Z", "page").until(END).entries())
        // 10 March 2024: 02:30 is skipped; 03:30 at UTC−4.
        .containsExactly("2024-03-10T07:30:00Z");
  }

  @Test
  void ofATimeThatTheClocksShowTwiceTheFirstCounts() {
    assertThat(daily(1, 30).event("2024-11-03T05:00:00Z", "page").until(END).entries())
        // 3 November 2024: 01:30 at UTC−4.
        .containsExactly("2024-11-03T05:30:00Z");
    assertThat(daily(1, 30).event("2024-11-03T05:31:00Z", "page").until(END).entries())
        // The second 01:30 is none; 4 November at UTC−5.
        .containsExactly("2024-11-04T06:30:00Z");
  }

  @Test
  void anEndActsAtItsInstantThoughNobodyLooks() {
    Story story =
        every(6).event("2024-01-02T01:00:00Z", "page").recycled("2024-01-02T07:00:00Z").until(END);

    assertThat(story.exits()).containsExactly("2024-01-02T07:00:00Z");
    assertThat(story.entries()).containsExactly("2024-01-02T06:00:00Z");
  }

  private static Story every(int hours) {
    return Story.under(
        Versions.withEvaluation(version(), new Evaluation.Every(Duration.ofHours(hours))));
  }

  private static Story daily(int hour, int minute) {
    return Story.under(
        Versions.withZone(
            Versions.withEvaluation(version(), new Evaluation.DailyAt(LocalTime.of(hour, minute))),
            NEW_YORK));
  }

  private static RuleVersion version() {
    return Versions.plain(
        Versions.event("page", 10), Versions.event("demo", 20), Versions.event("bounce", -10));
  }
}
