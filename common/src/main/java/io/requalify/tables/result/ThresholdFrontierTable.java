package io.requalify.tables.result;

import static org.apache.spark.sql.types.DataTypes.BooleanType;
import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;

import io.requalify.tables.Review;
import io.requalify.tables.TableContract;

/** What every other threshold of a version would qualify, and what it would miss. */
public final class ThresholdFrontierTable {
  public static final String REVIEW_ID = Review.REVIEW_ID;
  public static final String AS_OF = Review.AS_OF;
  public static final String RULE_VERSION = "rule_version";
  public static final String SEGMENT = "segment";
  public static final String OUTCOME = "outcome";
  public static final String POINTS_MORE = "points_more";
  public static final String THRESHOLD = "threshold";
  public static final String CONTACTS = "contacts";
  public static final String WEEKLY_CONTACTS = "weekly_contacts";
  public static final String WEEKLY_CAPACITY = "weekly_capacity";
  public static final String CAPACITY_SOURCE = "capacity_source";
  public static final String CAPACITY_USE = "capacity_use";
  public static final String EXPECTED = "expected";
  public static final String LOWER = "lower";
  public static final String UPPER = "upper";
  public static final String UNSUPPORTED = "unsupported";
  public static final String CAME = "came";
  public static final String MISSED = "missed";
  public static final String MISSED_SHARE = "missed_share";
  public static final String MISSED_LOWER = "missed_lower";
  public static final String MISSED_UPPER = "missed_upper";
  public static final String BEST_BY_SEGMENT = "best_by_segment";
  public static final String BEST_GLOBAL = "best_global";
  public static final String REASON = "reason";

  /** Columns, key and constraints of this table. */
  public static final TableContract CONTRACT =
      TableContract.ofReview(
              "threshold_frontier",
              "What every other threshold of a version would qualify, and what it would miss.")
          .required(
              RULE_VERSION, StringType, "The version; manual, which has no score, has no rows")
          .required(
              SEGMENT,
              StringType,
              "Segment at the first entry, else at the highest score, or (all)")
          .required(OUTCOME, StringType, "The outcome")
          .required(
              POINTS_MORE,
              IntegerType,
              "By how much more than the version asks as it is; 0 is its own threshold, below 0 a lower one",
              "points")
          .optional(
              THRESHOLD,
              DoubleType,
              "What is asked then; null where the version asks for several scores, or its segments for different ones",
              "points")
          .required(
              CONTACTS,
              LongType,
              "Contacts that would enter in the window, each counted once",
              "contacts")
          .required(WEEKLY_CONTACTS, DoubleType, "Of these in a week", "contacts a week")
          .optional(
              WEEKLY_CAPACITY,
              DoubleType,
              "What sales can work of all segments; null where nobody stated it and production has no score",
              "contacts a week")
          .required(
              CAPACITY_SOURCE,
              StringType,
              "stated (weekly_capacity of the promotion rule), production (as many as production qualifies) or unknown")
          .optional(
              CAPACITY_USE,
              DoubleType,
              "Share of the capacity that these contacts take; null where it is not known, or nothing")
          .required(
              EXPECTED,
              DoubleType,
              "How many of the contacts the outcome would come to, were all worked; those with a score that nobody worked count as none",
              "contacts")
          .required(
              LOWER,
              DoubleType,
              "Lower end of its interval of 95%, unsupported contacts taken for none",
              "contacts")
          .required(
              UPPER,
              DoubleType,
              "Upper end of the same, unsupported contacts taken for all",
              "contacts")
          .required(
              UNSUPPORTED,
              LongType,
              "Of the contacts those with a score of which sales worked nobody long enough ago",
              "contacts")
          .required(
              CAME,
              LongType,
              "Contacts to which the outcome came, worked or not, and who had not been in before the window under this threshold",
              "contacts")
          .required(
              MISSED,
              LongType,
              "Of these, those that the threshold leaves out: for won, won without being an MQL",
              "contacts")
          .optional(
              MISSED_SHARE, DoubleType, "Of those to which it came; null where it came to nobody")
          .optional(MISSED_LOWER, DoubleType, "Lower end of its Wilson interval of 95%")
          .optional(MISSED_UPPER, DoubleType, "Upper end of the same")
          .optional(
              BEST_BY_SEGMENT,
              BooleanType,
              "True at the threshold of the segment that, with those of the others, brings most within the capacity; null in (all), and where none can be told")
          .optional(
              BEST_GLOBAL,
              BooleanType,
              "True at the one threshold of all segments that brings most within the capacity; null where none can be told")
          .required(
              REASON,
              StringType,
              "Why no best thresholds can be told, in words; empty where they can")
          .key(REVIEW_ID, RULE_VERSION, SEGMENT, OUTCOME, POINTS_MORE)
          .check("interval_holds", "lower <= upper AND lower >= 0")
          .check("missed_are_of_those_who_came", "missed BETWEEN 0 AND came")
          .check("share_needs_outcomes", "(missed_share IS NULL) = (came = 0)")
          .check("capacity_is_known", "capacity_source IN ('stated', 'production', 'unknown')")
          .check("use_needs_capacity", "capacity_use IS NULL OR weekly_capacity IS NOT NULL")
          .build();

  private ThresholdFrontierTable() {}
}
