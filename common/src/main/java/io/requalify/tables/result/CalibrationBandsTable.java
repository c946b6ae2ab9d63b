package io.requalify.tables.result;

import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;

import io.requalify.tables.Review;
import io.requalify.tables.TableContract;

/** The later months by ten points: what the earlier ones promised, and what came. */
public final class CalibrationBandsTable {
  public static final String REVIEW_ID = Review.REVIEW_ID;
  public static final String AS_OF = Review.AS_OF;
  public static final String RULE_VERSION = "rule_version";
  public static final String SEGMENT = "segment";
  public static final String OUTCOME = "outcome";
  public static final String FROM_POINTS = "from_points";
  public static final String CONTACTS = "contacts";
  public static final String CONVERTED = "converted";
  public static final String RATE = "rate";
  public static final String LOWER = "lower";
  public static final String UPPER = "upper";
  public static final String PROMISED = "promised";
  public static final String RECALIBRATED = "recalibrated";
  public static final String CONSISTENT_LOWER = "consistent_lower";
  public static final String CONSISTENT_UPPER = "consistent_upper";
  public static final String BINOMIAL_P_VALUE = "binomial_p_value";
  public static final String JEFFREYS_P_VALUE = "jeffreys_p_value";
  public static final String SHARE_FROM_HERE_UP = "share_from_here_up";
  public static final String GAIN = "gain";
  public static final String LIFT = "lift";

  /** Columns, key and constraints of this table. */
  public static final TableContract CONTRACT =
      TableContract.ofReview(
              "calibration_bands",
              "The later months by ten points: what the earlier ones promised, and what came. A score that promised nothing has no rows; calibration says why.")
          .required(RULE_VERSION, StringType, "The version; one that says no total has no rows")
          .required(SEGMENT, StringType, "Segment at the entry, or (all)")
          .required(OUTCOME, StringType, "The outcome")
          .required(FROM_POINTS, IntegerType, "The band goes from here to 10 above", "points")
          .required(CONTACTS, LongType, "Mature contacts of the rule route", "contacts")
          .required(CONVERTED, LongType, "Of these, converted", "contacts")
          .required(RATE, DoubleType, "converted over contacts", "share")
          .required(LOWER, DoubleType, "Of the rate: Wilson, 95%", "share")
          .required(UPPER, DoubleType, "Of the rate: Wilson, 95%", "share")
          .required(
              PROMISED,
              DoubleType,
              "Mean over the contacts of what the earlier months promised for their points",
              "share")
          .optional(
              RECALIBRATED,
              DoubleType,
              "The rate made to never fall (isotonic regression), by promise; null, and so are the next two and the last three, with fewer than 50 contacts that converted or did not",
              "share")
          .optional(
              CONSISTENT_LOWER,
              DoubleType,
              "Where recalibrated would lie in 90% of draws if every promise were kept",
              "share")
          .optional(CONSISTENT_UPPER, DoubleType, "Upper end of the same", "share")
          .required(
              BINOMIAL_P_VALUE,
              DoubleType,
              "Probability of what came or further from the promise, to its side; of this band alone",
              "probability")
          .required(
              JEFFREYS_P_VALUE,
              DoubleType,
              "Belief that the true rate lies at the promise or to its other side",
              "probability")
          .optional(
              SHARE_FROM_HERE_UP, DoubleType, "Part of all contacts in this band or above", "share")
          .optional(GAIN, DoubleType, "Part of all conversions that come of them", "share")
          .optional(LIFT, DoubleType, "Rate of the band over the rate of all", "times")
          .key(REVIEW_ID, RULE_VERSION, SEGMENT, OUTCOME, FROM_POINTS)
          .check("converted_are_contacts", "converted <= contacts AND contacts > 0")
          .build();

  private CalibrationBandsTable() {}
}
