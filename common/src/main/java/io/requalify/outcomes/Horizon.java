package io.requalify.outcomes;

import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.make_dt_interval;
import static org.apache.spark.sql.functions.unix_micros;

import io.requalify.scoring.Micros;
import java.time.Duration;
import org.apache.spark.sql.Column;

/** Lengths of time as columns. */
public final class Horizon {
  private static final long MICROS_OF_A_DAY = Micros.of(Duration.ofDays(1));

  private Horizon() {}

  /** So many times 24 hours; to be added to an instant. */
  static Column days(Column days) {
    return make_dt_interval(days, lit(0), lit(0), lit(0));
  }

  /** Microseconds since 1970 at which a horizon of so many times 24 hours ends. */
  public static Column endMicros(Column start, Column days) {
    return unix_micros(start).plus(days.cast("bigint").multiply(lit(MICROS_OF_A_DAY)));
  }
}
