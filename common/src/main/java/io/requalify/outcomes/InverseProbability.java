package io.requalify.outcomes;

import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.round;

import io.requalify.statistics.counterfactual.Millionths;
import org.apache.spark.sql.Column;

/** Weights of decisions, as columns. */
public final class InverseProbability {
  private InverseProbability() {}

  /**
   * One over a probability in whole millionths, as {@link Millionths#weight}, so that sums are the
   * same in any order.
   */
  public static Column millionths(Column probability) {
    return round(lit((double) Millionths.ONE).divide(probability)).cast("bigint");
  }
}
