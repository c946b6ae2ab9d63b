package io.requalify.bench;

import io.requalify.scoring.Micros;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The answers of some versions as one query, as somebody at home in SQL would write it.
 *
 * <p>The hits that count are the first of each contact, activity and day. A rule's faded sum at an
 * instant t is the running sum of points × 2<sup>(s − start) ÷ half-life</sup> over the instants s
 * of its hits so far, times 2<sup>−(t − start) ÷ half-life</sup>. As all points are positive, a
 * total rises at hits alone, so the entry is the first hit at which it reaches the threshold.
 *
 * <p>The result is one row: contacts, entries and scores of each version, one after the other.
 */
final class WindowQuery {
  private static final long DAY = Micros.of(Duration.ofDays(1));

  /** Where two dialects of SQL differ. */
  enum Dialect {
    SPARK("unix_micros(occurred_at)", "%s DIV %s", "min_by"),
    DUCKDB("epoch_us(occurred_at)", "%s // %s", "arg_min");

    private final String instant;
    private final String quotient;
    private final String atLeast;

    Dialect(String instant, String quotient, String atLeast) {
      this.instant = instant;
      this.quotient = quotient;
      this.atLeast = atLeast;
    }
  }

  private final Dialect dialect;
  private final String events;
  private final List<BenchVersion> versions;

  /**
   * Query over events.
   *
   * @param events table with the columns of the events
   */
  WindowQuery(Dialect dialect, String events, List<BenchVersion> versions) {
    this.dialect = dialect;
    this.events = events;
    this.versions = List.copyOf(versions);
  }

  String sql() {
    return """
        WITH hits AS (
          SELECT contact_id, type, min(instant) AS instant
          FROM (SELECT contact_id, type, %s AS instant FROM %s)
          GROUP BY contact_id, type, %s
        ), sums AS (
          SELECT contact_id, instant,
            %s
          FROM hits
          WINDOW so_far AS (PARTITION BY contact_id ORDER BY instant)
        ), totals AS (
          SELECT contact_id, instant,
            %s
          FROM sums
        ), entries AS (
          SELECT contact_id,
            %s
          FROM totals
          WHERE %s
          GROUP BY contact_id
        )
        SELECT
          %s
        FROM entries
        """
        .formatted(
            dialect.instant,
            events,
            dialect.quotient.formatted("instant", DAY),
            eachRule(WindowQuery::sum),
            each(this::total),
            each(this::entry),
            each(this::reached, " OR "),
            each(this::answer));
  }

  private String each(IntFunction<String> part) {
    return each(part, ",\n    ");
  }

  private String each(IntFunction<String> part, String between) {
    return IntStream.range(0, versions.size()).mapToObj(part).collect(Collectors.joining(between));
  }

  /** What is written for one rule of one version, both by their places. */
  private interface RulePart {
    String of(BenchVersion.Rule rule, int version, int place);
  }

  private String eachRule(RulePart part) {
    List<String> parts = new ArrayList<>();
    for (int version = 0; version < versions.size(); version++) {
      List<BenchVersion.Rule> rules = versions.get(version).rules();
      for (int place = 0; place < rules.size(); place++) {
        parts.add(part.of(rules.get(place), version, place));
      }
    }
    return String.join(",\n    ", parts);
  }

  private static String sum(BenchVersion.Rule rule, int version, int place) {
    return "sum(CASE WHEN type = '%s' THEN %s END) OVER so_far AS sum_%d_%d"
        .formatted(rule.activity().type(), power(rule, ""), version, place);
  }

  /** Millionths, rounded for each rule, so that thresholds are compared as the product does. */
  private String total(int version) {
    BenchVersion whole = versions.get(version);
    List<String> dimensions = new ArrayList<>();
    for (String dimension : Activity.dimensions()) {
      List<String> rules = new ArrayList<>();
      for (int place = 0; place < whole.rules().size(); place++) {
        BenchVersion.Rule rule = whole.rules().get(place);
        if (rule.activity().dimension().equals(dimension)) {
          rules.add(
              "least(%d, round(%d * coalesce(sum_%d_%d, 0) * %s))"
                  .formatted(
                      millionths(rule.limit()),
                      millionths(rule.points()),
                      version,
                      place,
                      power(rule, "-")));
        }
      }
      dimensions.add(
          "least(%d, %s)"
              .formatted(millionths(whole.limits().get(dimension)), String.join(" + ", rules)));
    }
    return "%s AS total_%d".formatted(String.join(" + ", dimensions), version);
  }

  private static String power(BenchVersion.Rule rule, String sign) {
    return String.format(
        Locale.ROOT,
        "pow(2e0, %s(instant - %d) / %se0)",
        sign,
        BenchWorld.startMicros(),
        Micros.of(Duration.ofHours(rule.halfLife())));
  }

  private String entry(int version) {
    return "min(instant) FILTER (WHERE %1$s) AS entry_%2$d, %3$s(total_%2$d, instant) FILTER (WHERE %1$s) AS score_%2$d"
        .formatted(reached(version), version, dialect.atLeast);
  }

  private String reached(int version) {
    return "total_%d >= %d".formatted(version, millionths(versions.get(version).threshold()));
  }

  private String answer(int version) {
    return "count(entry_%1$d), cast(coalesce(sum(%2$s), 0) AS bigint), cast(coalesce(sum(score_%1$d), 0) / 1e6 AS double)"
        .formatted(version, Answer.entryNumber("contact_id", "entry_" + version));
  }

  private static long millionths(int points) {
    return points * 1_000_000L;
  }
}
