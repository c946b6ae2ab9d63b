package io.requalify.simulation;

import static io.requalify.simulation.PlainVersion.Repetition.ONCE;
import static io.requalify.simulation.PlainVersion.Repetition.ONCE_A_DAY;

import io.requalify.simulation.PlainVersion.EventRule;
import io.requalify.simulation.PlainVersion.FactRule;
import io.requalify.simulation.PlainVersion.Limits;
import io.requalify.simulation.PlainVersion.Repetition;
import java.util.List;
import java.util.function.Predicate;

/** The rule versions of the demo; their files lie under {@code examples/rules/demo}. */
public enum DemoVersion {
  /** Live through all of the history. */
  PRODUCTION("2026-02-production") {
    @Override
    PlainVersion plain() {
      return new PlainVersion(
          versionName(),
          fit(20, 10, 10),
          List.of(
              daily(12, DemoVersion::showsPrices, 90),
              once(30, isA(Event.DEMO_REQUEST), 90),
              daily(8, isA(Event.WEBINAR), 90),
              daily(3, isA(Event.DOWNLOAD), 90),
              daily(2, isA(Event.EMAIL_CLICK), 90)),
          new Limits(40, 60, Limits.NONE),
          DemoVersion::isCompetitorOrStudent,
          (facts, score) -> score.total() >= THRESHOLD);
    }
  },

  /** Gives more for content; better where it agrees with production, worse on the whole. */
  CONTENT_FIRST("2026-06-content-first") {
    @Override
    PlainVersion plain() {
      return new PlainVersion(
          versionName(),
          fit(20, 10, 12),
          List.of(
              daily(5, DemoVersion::showsPrices, 90),
              once(25, isA(Event.DEMO_REQUEST), 90),
              content(15, isA(Event.WEBINAR), 120),
              content(12, isA(Event.DOWNLOAD), 120),
              content(6, isA(Event.EMAIL_CLICK), 120)),
          new Limits(45, 80, 55),
          DemoVersion::isCompetitorOrStudent,
          (facts, score) -> score.total() >= ofSegment(facts, 48, 50) && score.fit() >= 15);
    }
  },

  /** Gives more for prices and product use, and lets them fade; truly better. */
  INTENT_FIRST("2026-06-intent-first") {
    @Override
    PlainVersion plain() {
      return new PlainVersion(
          versionName(),
          fit(20, 12, 10),
          List.of(
              fading(18, DemoVersion::showsPrices, 45),
              once(35, isA(Event.DEMO_REQUEST), 60),
              fading(8, isA(Event.PRODUCT_USE), 30),
              daily(8, isA(Event.WEBINAR), 60),
              daily(2, event -> event.type().equals(Event.EMAIL_CLICK) && !event.suspect(), 60)),
          new Limits(45, 70, Limits.NONE),
          DemoVersion::isCompetitorOrStudent,
          (facts, score) -> score.total() >= ofSegment(facts, 45, 50) && score.engagement() >= 15);
    }
  };

  /** Score at which production qualifies a contact. */
  static final int THRESHOLD = 50;

  private final String versionName;

  DemoVersion(String versionName) {
    this.versionName = versionName;
  }

  /** Name of the version in its file and in the logged routings. */
  public String versionName() {
    return versionName;
  }

  abstract PlainVersion plain();

  private static int ofSegment(Facts facts, int enterprise, int others) {
    return facts.hasEmployees(1000) ? enterprise : others;
  }

  private static List<FactRule> fit(int senior, int manager, int size) {
    return List.of(
        new FactRule(
            senior,
            facts -> facts.isAmong(FactChange.SENIORITY, List.of("director", "vp", "c_level"))),
        new FactRule(manager, facts -> facts.isAmong(FactChange.SENIORITY, List.of("manager"))),
        new FactRule(size, facts -> facts.hasEmployees(200)),
        new FactRule(size, facts -> facts.hasEmployees(1000)),
        new FactRule(
            5, facts -> facts.isAmong(FactChange.INDUSTRY, List.of("software", "manufacturing"))));
  }

  private static boolean isCompetitorOrStudent(Facts facts) {
    return facts.comesFrom(People.COMPETITOR_DOMAIN)
        || facts.isAmong(FactChange.SENIORITY, List.of(People.STUDENT));
  }

  private static boolean showsPrices(Event event) {
    return event.type().equals(Event.PAGE_VIEW)
        && event.url().filter(url -> url.contains("/pricing")).isPresent();
  }

  private static Predicate<Event> isA(String type) {
    return event -> event.type().equals(type);
  }

  private static EventRule daily(int points, Predicate<Event> when, int windowDays) {
    return new EventRule(points, when, ONCE_A_DAY, false, windowDays, 0);
  }

  private static EventRule content(int points, Predicate<Event> when, int windowDays) {
    return new EventRule(points, when, ONCE_A_DAY, true, windowDays, 0);
  }

  private static EventRule once(int points, Predicate<Event> when, int windowDays) {
    return new EventRule(points, when, ONCE, false, windowDays, 0);
  }

  private static EventRule fading(int points, Predicate<Event> when, int halfLifeDays) {
    Repetition repetition = ONCE_A_DAY;
    return new EventRule(points, when, repetition, false, 0, halfLifeDays);
  }
}
