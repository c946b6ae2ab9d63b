package io.requalify.outcomes;

import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.make_dt_interval;

import org.apache.spark.sql.Column;

/** Lengths of time as columns. */
final class Horizon {
  private Horizon() {}

  /** So many times 24 hours; to be added to an instant. */
  static Column days(Column days) {
    return make_dt_interval(days, lit(0), lit(0), lit(0));
  }
}
