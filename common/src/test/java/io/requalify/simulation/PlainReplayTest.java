package io.requalify.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.requalify.simulation.PlainReplay.Evaluation;
import io.requalify.simulation.PlainVersion.EventRule;
import io.requalify.simulation.PlainVersion.FactRule;
import io.requalify.simulation.PlainVersion.Limits;
import io.requalify.simulation.PlainVersion.Repetition;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The world's own replay, against scores worked out by hand. */
final class PlainReplayTest {
  private static final long CREATED = Instant.parse("2025-03-01T08:00:00Z").getEpochSecond();
  private static final long DAY = History.DAY;

  @Test
  void onlyTheFirstEventOfADayEarnsPoints() {
    PlainVersion version = version(rule(10, Repetition.ONCE_A_DAY, 0, 0));
    long morning = CREATED + 3600;
    long nextDay = CREATED + DAY;

    assertThat(scores(version, event(morning), event(morning + 60), event(nextDay)))
        .containsExactly(0.0, 10.0, 20.0);
  }

  @Test
  void onceIsOnceForEverEvenAfterTheWindow() {
    PlainVersion version = version(rule(30, Repetition.ONCE, 90, 0));

    List<Evaluation> evaluations =
        PlainReplay.evaluations(
            version, story(List.of(), event(CREATED + 60), event(CREATED + 100 * DAY)));

    assertThat(evaluations).extracting(Evaluation::total).containsExactly(0.0, 30.0, 0.0);
  }

  @Test
  void anEventLeavesTheScoreWhenItsAgeReachesTheWindow() {
    PlainVersion version = version(rule(10, Repetition.ONCE_A_DAY, 90, 0));
    long occurredAt = CREATED + 60;

    List<Evaluation> evaluations =
        PlainReplay.evaluations(version, story(List.of(), event(occurredAt)));

    assertThat(evaluations)
        .extracting(Evaluation::at)
        .containsExactly(CREATED, occurredAt, occurredAt + 90 * DAY);
    assertThat(evaluations).extracting(Evaluation::total).containsExactly(0.0, 10.0, 0.0);
  }

  @Test
  void anEventKnownLateIsFeltLateButAgesFromWhenItHappened() {
    PlainVersion version = version(rule(10, Repetition.ONCE_A_DAY, 90, 0));
    long occurredAt = CREATED + 60;
    long knownAt = occurredAt + 5 * DAY;

    assertThat(PlainReplay.evaluations(version, story(List.of(), event(occurredAt, knownAt))))
        .extracting(Evaluation::at)
        .containsExactly(CREATED, knownAt, occurredAt + 90 * DAY);
  }

  @Test
  void theEventThatIsKnownFirstTakesTheDay() {
    PlainVersion version = version(rule(10, Repetition.ONCE_A_DAY, 90, 0));
    long early = CREATED + 60;
    long later = CREATED + 120;

    List<Evaluation> evaluations =
        PlainReplay.evaluations(version, story(List.of(), event(early, later + 60), event(later)));

    assertThat(evaluations)
        .extracting(Evaluation::at)
        .containsExactly(CREATED, later, later + 90 * DAY);
  }

  @Test
  void pointsFadeToAHalfAfterTheHalfLife() {
    PlainVersion version = version(rule(20, Repetition.ONCE_A_DAY, 0, 30));

    List<Double> scores = scores(version, event(CREATED + 60), event(CREATED + 60 + 30 * DAY));

    assertThat(scores.get(1)).isEqualTo(20.0);
    assertThat(scores.get(2)).isCloseTo(30.0, within(1e-6));
  }

  @Test
  void theLimitClipsWhatIsReadOfTheEngagement() {
    PlainVersion version = version(rule(50, Repetition.ONCE_A_DAY, 90, 0));

    assertThat(scores(version, event(CREATED + 60), event(CREATED + DAY)).subList(0, 3))
        .containsExactly(0.0, 50.0, 60.0);
  }

  @Test
  void theLimitOfContentHoldsBeforeThatOfTheEngagement() {
    EventRule content =
        new EventRule(30, event -> !event.suspect(), Repetition.ONCE_A_DAY, true, 0, 0);

    assertThat(scores(version(content), event(CREATED + 60), event(CREATED + DAY)))
        .containsExactly(0.0, 30.0, 40.0);
  }

  @Test
  void aFactHoldsFromWhenItIsKnown() {
    FactChange late = seniority("vp", CREATED, CREATED + 10 * DAY);

    List<Evaluation> evaluations = PlainReplay.evaluations(version(), story(List.of(late)));

    assertThat(evaluations).extracting(Evaluation::at).containsExactly(CREATED, CREATED + 10 * DAY);
    assertThat(evaluations).extracting(Evaluation::total).containsExactly(0.0, 20.0);
  }

  @Test
  void aStudentCannotQualifyUntilPromoted() {
    FactChange student = seniority("student", CREATED, CREATED);
    FactChange promoted = seniority("vp", CREATED + DAY, CREATED + DAY);
    PlainVersion version = version(rule(60, Repetition.ONCE, 0, 0));

    Optional<Evaluation> entry =
        PlainReplay.entry(version, story(List.of(student, promoted), event(CREATED + 60)));

    assertThat(entry).map(Evaluation::at).contains(CREATED + DAY);
  }

  @Test
  void nothingIsEvaluatedAfterTheEndOfTheHistory() {
    long last = History.END_SECOND - 1;
    PlainVersion version = version(rule(10, Repetition.ONCE_A_DAY, 90, 0));

    assertThat(PlainReplay.evaluations(version, story(List.of(), event(last))))
        .extracting(Evaluation::at)
        .containsExactly(CREATED, last);
  }

  private static List<Double> scores(PlainVersion version, Event... events) {
    long last = Stream.of(events).mapToLong(Event::occurredAt).max().orElseThrow();
    return PlainReplay.evaluations(version, story(List.of(), events)).stream()
        .filter(evaluation -> evaluation.at() <= last)
        .filter(evaluation -> isEventOrCreation(evaluation.at(), events))
        .map(Evaluation::total)
        .toList();
  }

  private static boolean isEventOrCreation(long instant, Event... events) {
    return instant == CREATED || Stream.of(events).anyMatch(it -> it.knownAt() == instant);
  }

  private static PlainVersion version(EventRule... rules) {
    return new PlainVersion(
        "by-hand",
        List.of(new FactRule(20, facts -> facts.isAmong("seniority", List.of("vp")))),
        List.of(rules),
        new Limits(40, 60, 40),
        facts -> facts.isAmong("seniority", List.of("student")),
        (facts, score) -> score.total() >= 50);
  }

  private static EventRule rule(
      int points, Repetition repetition, int windowDays, int halfLifeDays) {
    return new EventRule(points, event -> true, repetition, false, windowDays, halfLifeDays);
  }

  private static FactChange seniority(String value, long changedAt, long knownAt) {
    return new FactChange("contact", "C0000000", "seniority", changedAt, value, knownAt);
  }

  private static Event event(long occurredAt) {
    return event(occurredAt, occurredAt);
  }

  private static Event event(long occurredAt, long knownAt) {
    return new Event(
        Event.WEBINAR,
        occurredAt,
        knownAt,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        OptionalDouble.empty(),
        Optional.empty(),
        false);
  }

  private static Story story(List<FactChange> facts, Event... events) {
    Contact contact =
        new Contact(
            0,
            "C0000000",
            Optional.empty(),
            CREATED,
            Channel.SOCIAL,
            Optional.empty(),
            "company.example",
            0,
            0.5,
            facts);
    return new Story(contact, List.of(events));
  }
}
