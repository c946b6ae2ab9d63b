package io.requalify.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What was measured, and how it stands to what is asked. */
final class Comparison {
  /** At most so many times what another takes, by the medians. */
  private record Limit(String contender, String beside, double limit) {}

  private static final List<Limit> LIMITS =
      List.of(
          new Limit(RescoreBench.READY, RescoreBench.SCAN_TIMELINES, 1.2),
          new Limit(RescoreBench.READY, RescoreBench.DUCKDB, 0.1),
          new Limit(RescoreBench.FROM_EVENTS, RescoreBench.DUCKDB, 0.3),
          new Limit(RescoreBench.READY_MORE, RescoreBench.READY, 2));

  private Comparison() {}

  static List<String> lines(Measurements measurements) {
    List<String> lines = new ArrayList<>();
    lines.add("");
    lines.add(
        line(
            "%-52s %6s %9s %9s %9s %9s",
            "seconds", "rounds", "median", "fastest", "slowest", "of cores"));
    for (String contender : measurements.contenders()) {
      double[] elapsed = measurements.elapsed(contender);
      lines.add(
          line(
              "%-52s %6d %9.2f %9.2f %9.2f %9.2f",
              contender,
              measurements.rounds(contender),
              measurements.median(contender),
              elapsed[0],
              elapsed[elapsed.length - 1],
              measurements.computed(contender)));
    }
    lines.add("");
    lines.add(line("%-84s %7s %7s", "median ÷ median", "ratio", "at most"));
    for (Limit limit : LIMITS) {
      double ratio = measurements.median(limit.contender) / measurements.median(limit.beside);
      lines.add(
          line(
              "%-84s %7.3f %7.1f  %s",
              limit.contender + " ÷ " + limit.beside,
              ratio,
              limit.limit,
              ratio <= limit.limit ? "reached" : "NOT REACHED"));
    }
    return lines;
  }

  private static String line(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
