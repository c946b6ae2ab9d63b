package io.requalify.tables.result;

import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.apache.spark.sql.types.DataTypes.TimestampType;

import io.requalify.tables.Review;
import io.requalify.tables.TableContract;

/** What earlier reviews said of the same versions, where it can be compared with this one. */
public final class ReviewComparisonsTable {
  public static final String REVIEW_ID = Review.REVIEW_ID;
  public static final String AS_OF = Review.AS_OF;
  public static final String EARLIER_REVIEW_ID = "earlier_review_id";
  public static final String EARLIER_AS_OF = "earlier_as_of";
  public static final String RULE_VERSION = "rule_version";
  public static final String SEGMENT = "segment";
  public static final String OUTCOME = "outcome";
  public static final String MEASURE = "measure";
  public static final String BEFORE = "before";
  public static final String NOW = "now";
  public static final String CHANGE = "change";
  public static final String SHARED_DAYS = "shared_days";
  public static final String NOTABLE = "notable";
  public static final String REASON = "reason";

  /** In the place of an outcome, where only the qualified are counted. */
  public static final String NO_OUTCOME = "(none)";

  /** Columns, key and constraints of this table. */
  public static final TableContract CONTRACT =
      TableContract.ofReview(
              "review_comparisons",
              "What earlier reviews said of the same versions, where it can be compared with this one.")
          .required(
              EARLIER_REVIEW_ID,
              StringType,
              "A review of this warehouse as of an earlier instant, under which the version was replayed, too")
          .required(EARLIER_AS_OF, TimestampType, "Instant of that review", "UTC")
          .required(RULE_VERSION, StringType, "Version, the same in both")
          .required(SEGMENT, StringType, "Segment at the entry, or (all)")
          .required(OUTCOME, StringType, "The outcome; (none) of weekly_contacts")
          .required(
              MEASURE,
              StringType,
              "weekly_contacts: contacts that qualified in seven days; conversion: share of the mature that converted; revenue_per_contact: money of the outcome over all contacts that qualified")
          .optional(
              BEFORE,
              DoubleType,
              "The figure of the earlier review; null where it cannot be compared")
          .optional(NOW, DoubleType, "The figure of this review; null where it cannot be compared")
          .optional(CHANGE, DoubleType, "now less before; null where they cannot be compared")
          .required(
              SHARED_DAYS,
              IntegerType,
              "Days that are in both windows, rounded up: contacts of these are in both figures",
              "days")
          .required(
              NOTABLE,
              StringType,
              "Notable dates from the begin of the earlier window to the end of this one; empty where there are none")
          .required(
              REASON,
              StringType,
              "Why they cannot be compared: another window, zone, basis or segment; empty where they can")
          .key(REVIEW_ID, EARLIER_REVIEW_ID, RULE_VERSION, SEGMENT, OUTCOME, MEASURE)
          .check(
              "measure_is_known",
              "measure IN ('weekly_contacts', 'conversion', 'revenue_per_contact')")
          .check("either_change_or_reason", "(change IS NULL) = (reason != '')")
          .check("earlier_is_before", "earlier_as_of < as_of")
          .build();

  private ReviewComparisonsTable() {}
}
