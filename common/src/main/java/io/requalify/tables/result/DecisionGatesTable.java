package io.requalify.tables.result;

import static org.apache.spark.sql.types.DataTypes.BooleanType;
import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.StringType;

import io.requalify.tables.Review;
import io.requalify.tables.TableContract;

/** Everything that was asked of each candidate, with what was found. */
public final class DecisionGatesTable {
  public static final String REVIEW_ID = Review.REVIEW_ID;
  public static final String AS_OF = Review.AS_OF;
  public static final String RULE_VERSION = "rule_version";
  public static final String GATE = "gate";
  public static final String PLACE = "place";
  public static final String PASSED = "passed";
  public static final String FIGURE = "figure";
  public static final String LIMIT = "gate_limit";
  public static final String FINDING = "finding";

  /** Columns, key and constraints of this table. */
  public static final TableContract CONTRACT =
      TableContract.ofReview(
              "decision_gates",
              "Everything that the rule asks of a candidate before it is promoted, with what was found.")
          .required(RULE_VERSION, StringType, "The candidate")
          .required(
              GATE,
              StringType,
              "trust, difference, weekly_looks (where the rule plans them), worst_case, yield, tipping_shift, confirmation, volume, channel_parts or channel_falls")
          .required(PLACE, IntegerType, "Order in which the gates bind, from 1")
          .required(
              PASSED,
              BooleanType,
              "False where it is not fulfilled, or cannot be said; the gates tipping_shift and calibration_slope pass where it cannot be said")
          .optional(
              FIGURE,
              DoubleType,
              "What was found: a difference as share (difference, weekly_looks, worst_case, confirmation), conversions a week (yield), a factor (tipping_shift), a share (volume, channels); null where it cannot be said, or is no number")
          .required(LIMIT, StringType, "What is asked, in words")
          .required(FINDING, StringType, "What was found, in words")
          .key(REVIEW_ID, RULE_VERSION, GATE)
          .build();

  private DecisionGatesTable() {}
}
