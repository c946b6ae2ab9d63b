package io.requalify.monitoring;

import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.unix_micros;
import static org.apache.spark.sql.functions.when;

import io.requalify.scoring.Micros;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;

/** Bands of the time from a decision to the first touch by sales, from the quickest on. */
final class TouchBands {
  private static final List<Duration> ENDS =
      List.of(
          Duration.ZERO,
          Duration.ofHours(1),
          Duration.ofHours(4),
          Duration.ofDays(1),
          Duration.ofDays(3),
          Duration.ofDays(7));

  private static final List<String> NAMES =
      List.of(
          "before the decision",
          "within 1 hour",
          "1 to 4 hours",
          "4 to 24 hours",
          "1 to 3 days",
          "3 to 7 days",
          "after 7 days",
          "at an unknown time",
          "never");

  /** Who was worked, but nobody logged when. */
  static final int UNKNOWN = NAMES.indexOf("at an unknown time");

  /** Whom nobody touched. */
  static final int NEVER = NAMES.indexOf("never");

  private TouchBands() {}

  /** What the tables call the bands; their number is their place. */
  static List<String> names() {
    return NAMES;
  }

  /**
   * Number of the band. The end of a band is in it; of the first, which is before the decision, the
   * end is in the second.
   */
  static Column of(Column decidedAt, Column touchedAt, Column worked) {
    Column waited = unix_micros(touchedAt).minus(unix_micros(decidedAt));
    Column band =
        when(touchedAt.isNull().and(worked), lit(UNKNOWN))
            .when(touchedAt.isNull(), lit(NEVER))
            .when(waited.lt(lit(0L)), lit(0));
    for (int place = 1; place < ENDS.size(); place++) {
      band = band.when(waited.leq(lit(Micros.of(ENDS.get(place)))), lit(place));
    }
    return band.otherwise(lit(ENDS.size()));
  }

  /** Bands of who was touched, whenever that was. */
  static List<Integer> touched() {
    List<Integer> touched = new ArrayList<>();
    for (int band = 0; band < NEVER; band++) {
      touched.add(band);
    }
    return List.copyOf(touched);
  }
}
