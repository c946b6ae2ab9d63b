package io.requalify.tables.result;

import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;

import io.requalify.tables.Review;
import io.requalify.tables.TableContract;

/** What a version's points are worth, among the contacts that sales worked: figure by figure. */
public final class CalibrationTable {
  public static final String REVIEW_ID = Review.REVIEW_ID;
  public static final String AS_OF = Review.AS_OF;
  public static final String RULE_VERSION = "rule_version";
  public static final String SEGMENT = "segment";
  public static final String OUTCOME = "outcome";
  public static final String MONTHS = "months";
  public static final String FIGURE = "figure";
  public static final String VALUE = "value";
  public static final String LOWER = "lower";
  public static final String UPPER = "upper";
  public static final String INTERVAL = "interval";
  public static final String CONTACTS = "contacts";
  public static final String CONVERTED = "converted";
  public static final String REASON = "reason";

  /** An interval by the bootstrap between accounts. */
  public static final String BETWEEN_ACCOUNTS = "between accounts";

  /** An interval that takes contacts as independent. */
  public static final String OF_CONTACTS = "contacts independent";

  /** The figure by which promotion asks whether points go on meaning what they meant. */
  public static final String SLOPE = "slope";

  /** In the place of months: all of the window. */
  public static final String ALL_MONTHS = "all";

  /** In the place of months: those in which the promise of the earlier ones is kept or broken. */
  public static final String LATER_MONTHS = "later";

  /** In the place of months: those that make the promise. */
  public static final String EARLIER_MONTHS = "earlier";

  /** Columns, key and constraints of this table. */
  public static final TableContract CONTRACT =
      TableContract.ofReview(
              "calibration",
              "What a version's points are worth, among the contacts that sales worked: figure by figure.")
          .required(RULE_VERSION, StringType, "The version; one that says no total has no rows")
          .required(SEGMENT, StringType, "Segment at the entry, or (all)")
          .required(OUTCOME, StringType, "The outcome")
          .required(
              MONTHS,
              StringType,
              "Entries that the figure is of: all, earlier (which make the promise) or later (which keep it or not)")
          .required(FIGURE, StringType, "What the value is; see docs/calibration.md")
          .optional(VALUE, DoubleType, "The figure; null where it is refused")
          .optional(LOWER, DoubleType, "Of its interval of 95%; null where there is none")
          .optional(UPPER, DoubleType, "Of its interval of 95%; null where there is none")
          .required(
              INTERVAL,
              StringType,
              "How the interval was made: between accounts; of contacts taken as independent, which is too short where accounts have several; else empty, or none: and why")
          .required(CONTACTS, LongType, "Mature contacts of the rule route behind it", "contacts")
          .required(CONVERTED, LongType, "Of these, converted", "contacts")
          .required(REASON, StringType, "Why there is no value; empty where there is one")
          .key(REVIEW_ID, RULE_VERSION, SEGMENT, OUTCOME, MONTHS, FIGURE)
          .check("months_are_known", "months IN ('all', 'earlier', 'later')")
          .check("value_or_reason", "(value IS NULL) = (reason != '')")
          .check("interval_is_told", "(lower IS NULL) = (interval = '' OR interval LIKE 'none: %')")
          .check("converted_are_contacts", "converted <= contacts")
          .build();

  private CalibrationTable() {}
}
