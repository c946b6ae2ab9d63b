package io.requalify.scoring;

import static io.requalify.rules.Counting.CalendarPeriod.DAY;
import static io.requalify.rules.Counting.CalendarPeriod.MONTH;
import static io.requalify.rules.Counting.CalendarPeriod.WEEK;
import static org.assertj.core.api.Assertions.assertThat;

import io.requalify.rules.Counting;
import io.requalify.rules.Counting.AtMostPerPeriod;
import io.requalify.rules.Counting.AtMostWithin;
import io.requalify.rules.Fading;
import io.requalify.rules.RuleVersion;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Which events count. Each that does is worth 3 points. */
final class CountingTest {
  private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
  private static final String END = "2024-12-31T00:00:00Z";

  @Test
  void everyEventCountsUnlessTheRuleSaysOtherwise() {
    assertThat(
            counting(new Counting.Every())
                .event("2024-01-02T10:00:00Z", "page")
                .event("2024-01-02T10:00:00Z", "page")
                .event("2024-01-03T10:00:00Z", "page")
                .until(END)
                .total())
        .isEqualTo(9);
  }

  @Test
  void onceCountsTheFirstEventEver() {
    assertThat(
            counting(new Counting.Once())
                .event("2024-01-02T10:00:00Z", "page")
                .event("2024-06-03T10:00:00Z", "page")
                .until(END)
                .total())
        .isEqualTo(3);
  }

  @Test
  void anEventThatCountsNoMoreForItsWindowStillUsesUpTheOnce() {
    RuleVersion version =
        Versions.plain(
            Versions.event(
                "page",
                3,
                new Counting.Once(),
                Fading.of(Optional.of(Duration.ofDays(5)), Optional.empty())));

    assertThat(
            Story.under(version)
                .event("2024-01-02T10:00:00Z", "2024-01-20T10:00:00Z", "page")
                .event("2024-01-21T10:00:00Z", "page")
                .until("2024-01-22T00:00:00Z")
                .total())
        .isZero();
  }

  @Test
  void aRollingLimitCountsAgainOnceItsDurationHasPassed() {
    assertThat(
            counting(new AtMostWithin(1, Duration.ofHours(24)))
                .event("2024-01-02T10:00:00Z", "page")
                .event("2024-01-03T09:59:59Z", "page")
                .event("2024-01-03T10:00:00Z", "page")
                .until(END)
                .total())
        .isEqualTo(6);
  }

  @Test
  void anEventThatDidNotCountDoesNotProlongARollingLimit() {
    assertThat(
            counting(new AtMostWithin(1, Duration.ofHours(24)))
                .event("2024-01-02T10:00:00Z", "page")
                .event("2024-01-02T20:00:00Z", "page")
                .event("2024-01-03T11:00:00Z", "page")
                .until(END)
                .total())
        .isEqualTo(6);
  }

  @Test
  void aRollingLimitOfTwoLetsTwoThroughWithinItsDuration() {
    assertThat(
            counting(new AtMostWithin(2, Duration.ofHours(24)))
                .event("2024-01-02T10:00:00Z", "page")
                .event("2024-01-02T11:00:00Z", "page")
                .event("2024-01-02T12:00:00Z", "page")
                .event("2024-01-03T10:00:00Z", "page")
                .event("2024-01-03T10:30:00Z", "page")
                .until(END)
                .total())
        .isEqualTo(9);
  }

  @Test
  void aRollingLimitHoldsALateEventAgainstLaterOnesThatCounted() {
    assertThat(
            counting(new AtMostWithin(1, Duration.ofHours(24)))
                .event("2024-01-02T10:00:00Z", "page")
                .event("2024-01-01T11:00:00Z", "2024-01-05T00:00:00Z", "page")
                .event("2024-01-01T10:00:00Z", "2024-01-05T00:00:00Z", "page")
                .until(END)
                .total())
        // The late event of 10:00 is a whole day away from the one that counted, that of 11:00 not.
        .isEqualTo(6);
  }

  @Test
  void aCalendarDayStartsAfreshAtMidnightWhereARollingOneDoesNot() {
    Story daily =
        counting(new AtMostPerPeriod(1, DAY))
            .event("2024-01-02T23:30:00Z", "page")
            .event("2024-01-03T00:30:00Z", "page");
    Story rolling =
        counting(new AtMostWithin(1, Duration.ofDays(1)))
            .event("2024-01-02T23:30:00Z", "page")
            .event("2024-01-03T00:30:00Z", "page");

    assertThat(daily.until(END).total()).isEqualTo(6);
    assertThat(rolling.until(END).total()).isEqualTo(3);
  }

  @Test
  void aDayOf25HoursIsOneDay() {
    assertThat(
            counting(new AtMostPerPeriod(1, DAY), NEW_YORK)
                // 3 November 2024 in New York: from 00:00 at UTC−4 to 23:59 at UTC−5.
                .event("2024-11-03T04:00:00Z", "page")
                .event("2024-11-04T04:59:00Z", "page")
                .until(END)
                .total())
        .isEqualTo(3);
  }

  @Test
  void aDayOf23HoursEndsAnHourEarlier() {
    assertThat(
            counting(new AtMostPerPeriod(1, DAY), NEW_YORK)
                // 10 March 2024 in New York: from 00:00 at UTC−5; the next day begins at UTC−4.
                .event("2024-03-10T05:00:00Z", "page")
                .event("2024-03-11T03:59:00Z", "page")
                .event("2024-03-11T04:00:00Z", "page")
                .until(END)
                .total())
        .isEqualTo(6);
  }

  @Test
  void aWeekBeginsOnMonday() {
    assertThat(
            counting(new AtMostPerPeriod(1, WEEK))
                // A Monday, the Sunday of its week, and the Monday after.
                .event("2024-01-08T00:00:00Z", "page")
                .event("2024-01-14T23:59:59Z", "page")
                .event("2024-01-15T00:00:00Z", "page")
                .until(END)
                .total())
        .isEqualTo(6);
  }

  @Test
  void aMonthIsThatOfTheZone() {
    assertThat(
            counting(new AtMostPerPeriod(1, MONTH), NEW_YORK)
                .event("2024-02-01T04:59:00Z", "page") // Still January in New York.
                .event("2024-02-01T05:00:00Z", "page")
                .event("2024-02-29T12:00:00Z", "page")
                .until(END)
                .total())
        .isEqualTo(6);
  }

  @Test
  void aLateEventCountsInTheDayInWhichItOccurred() {
    assertThat(
            counting(new AtMostPerPeriod(1, DAY))
                .event("2024-01-02T10:00:00Z", "page")
                .event("2024-01-03T10:00:00Z", "page")
                .event("2024-01-02T11:00:00Z", "2024-01-05T00:00:00Z", "page")
                .event("2024-01-01T11:00:00Z", "2024-01-05T00:00:00Z", "page")
                .until(END)
                .total())
        .isEqualTo(9);
  }

  @Test
  void aValueCountsOnceEverAndAnEventWithoutOneNever() {
    assertThat(
            distinct()
                .eventWith("guide", "2024-01-02T10:00:00Z", "page")
                .eventWith("guide", "2024-01-03T10:00:00Z", "page")
                .eventWith("price-list", "2024-01-04T10:00:00Z", "page")
                .eventWithNothing("2024-01-05T10:00:00Z", "page")
                .eventWith("guide", "2024-09-02T10:00:00Z", "page")
                .until(END)
                .total())
        .isEqualTo(6);
  }

  @Test
  void betweenGivesNothingBelowItsMinimumAndNoMoreThanItsMaximum() {
    assertThat(pagesBetween(1).total()).isZero();
    assertThat(pagesBetween(2).total()).isEqualTo(6);
    assertThat(pagesBetween(3).total()).isEqualTo(9);
    assertThat(pagesBetween(4).total()).isEqualTo(9);
  }

  @Test
  void betweenFallsBelowItsMinimumAsEventsAge() {
    Story story = between().event("2024-01-02T10:00:00Z", "page");
    story.event("2024-01-03T10:00:00Z", "page");

    assertThat(story.until("2024-01-07T09:59:59Z").total()).isEqualTo(6);
    // Of the two one is left.
    assertThat(story.until("2024-01-07T10:00:00Z").total()).isZero();
  }

  @Test
  void betweenRisesAsEventsOfNegativePointsAge() {
    RuleVersion version =
        Versions.plain(
            Versions.attribute("senior", 15),
            Versions.event(
                "complaint", -3, new Counting.Between(2, 3, Duration.ofDays(5)), Fading.NONE));

    Episode episode =
        Story.under(version)
            .event("2024-01-02T10:00:00Z", "complaint")
            .event("2024-01-02T10:00:00Z", "complaint")
            .begins("2024-01-03T00:00:00Z", "senior")
            .until(END)
            .episode();

    // 15 − 6 until both are five days old.
    assertThat(History.instant(episode.entryAt())).hasToString("2024-01-07T10:00:00Z");
    assertThat(episode.crossingRule()).contains("complaint");
  }

  private static Story pagesBetween(int number) {
    Story story = between();
    for (int i = 0; i < number; i++) {
      story.event("2024-01-02T1%d:00:00Z".formatted(i), "page");
    }
    return story.until("2024-01-03T00:00:00Z");
  }

  private static Story between() {
    return counting(new Counting.Between(2, 3, Duration.ofDays(5)));
  }

  private static Story distinct() {
    return Story.under(
        Versions.plain(
            RuleCopies.with(Versions.event("page", 3), new Counting.Distinct(Versions.FIELD))));
  }

  private static Story counting(Counting counting) {
    return counting(counting, ZoneId.of("UTC"));
  }

  private static Story counting(Counting counting, ZoneId zone) {
    return Story.under(
        Versions.withZone(Versions.plain(Versions.event("page", 3, counting, Fading.NONE)), zone));
  }
}
