package io.requalify.tables.result;

import static org.apache.spark.sql.types.DataTypes.BooleanType;
import static org.apache.spark.sql.types.DataTypes.DateType;
import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;

import io.requalify.tables.Review;
import io.requalify.tables.TableContract;

/** Whether whom a version qualifies, or what comes of them, has changed by more than chance. */
public final class DriftTable {
  public static final String REVIEW_ID = Review.REVIEW_ID;
  public static final String AS_OF = Review.AS_OF;
  public static final String RULE_VERSION = "rule_version";
  public static final String MEASURE = "measure";
  public static final String OUTCOME = "outcome";
  public static final String CHANNEL = "channel";
  public static final String COMPARISON = "comparison";
  public static final String PERIOD = "period";
  public static final String CONTACTS_BEFORE = "contacts_before";
  public static final String CONTACTS_NOW = "contacts_now";
  public static final String VALUE = "value";
  public static final String CRITICAL_VALUE = "critical_value";
  public static final String PROBABILITY = "probability";
  public static final String DRIFTS = "drifts";
  public static final String MOST_MOVED = "most_moved";
  public static final String SHARE_BEFORE = "share_before";
  public static final String SHARE_NOW = "share_now";
  public static final String SINCE = "since";
  public static final String NOTICED = "noticed";
  public static final String FINDING = "finding";
  public static final String REASON = "reason";

  /** Points at the entry. */
  public static final String OF_SCORE = "score";

  /** Channels of the contacts. */
  public static final String OF_CHANNEL = "channel";

  /** Segments of the contacts. */
  public static final String OF_SEGMENT = "segment";

  /** Share of worked contacts to whom the outcome came, week by week. */
  public static final String OF_CONVERSION = "conversion";

  /** The later half of the window's months against the earlier one. */
  public static final String BY_HALVES = "halves";

  /** A month against the first one. */
  public static final String BY_MONTH = "month";

  /** In the place of a month: all later months. */
  public static final String LATER = "later";

  /** In the place of an outcome, where a mix is told. */
  public static final String NO_OUTCOME = "(none)";

  /** Columns, key and constraints of this table. */
  public static final TableContract CONTRACT =
      TableContract.ofReview(
              "drift",
              "Whether whom a version qualifies, or what comes of them, has changed by more than chance.")
          .required(RULE_VERSION, StringType, "The version")
          .required(
              MEASURE,
              StringType,
              "score (points at the entry), channel, segment: the mix of the contacts; conversion: the share to whom the outcome came, week by week")
          .required(OUTCOME, StringType, "Outcome of a conversion; (none) of a mix")
          .required(CHANNEL, StringType, "Channel of a conversion, or (all) channels")
          .required(
              COMPARISON,
              StringType,
              "halves: the later half of the window's months against the earlier one; month: one month against the first; fall, rise: weeks of the later half against the rate of the earlier one")
          .required(PERIOD, StringType, "The month, as yyyy-MM, or later for the later half")
          .required(
              CONTACTS_BEFORE,
              LongType,
              "Contacts of the earlier period, each by its first episode; of a conversion the mature ones that sales worked by the rule",
              "contacts")
          .required(CONTACTS_NOW, LongType, "Likewise, of the later period", "contacts")
          .optional(
              VALUE,
              DoubleType,
              "Of a mix the population stability index; of a conversion the highest that the cumulative sum came to; null where refused")
          .optional(
              CRITICAL_VALUE,
              DoubleType,
              "What the value is held against: an index exceeds it by chance in one of twenty comparisons, a sum in about one of eleven reviews of two charts; null where refused")
          .optional(
              PROBABILITY,
              DoubleType,
              "Of so large an index where nothing changed; null of a conversion, and where refused")
          .optional(
              DRIFTS, BooleanType, "True where the value exceeds the critical one; null if refused")
          .optional(
              MOST_MOVED,
              StringType,
              "Band of points, channel or segment that adds most to the index; null of a conversion, and where refused")
          .optional(
              SHARE_BEFORE,
              DoubleType,
              "Share of that part, or share that converted, in the earlier period; null where refused",
              "share")
          .optional(SHARE_NOW, DoubleType, "The same in the later period", "share")
          .optional(
              SINCE,
              DateType,
              "Monday of the week in which the conversion most likely began to change; null without an alarm",
              "local date")
          .optional(NOTICED, DateType, "Monday of the week in which it was noticed", "local date")
          .required(FINDING, StringType, "What was found, in words; empty where refused")
          .required(REASON, StringType, "Why nothing can be said; empty where it can")
          .key(REVIEW_ID, RULE_VERSION, MEASURE, OUTCOME, CHANNEL, COMPARISON, PERIOD)
          .check("measure_is_known", "measure IN ('score', 'channel', 'segment', 'conversion')")
          .check("comparison_is_known", "comparison IN ('halves', 'month', 'fall', 'rise')")
          .check("either_found_or_refused", "(value IS NULL) = (reason != '')")
          .check("found_in_words", "(value IS NULL) = (finding = '')")
          .check("drift_is_told_where_found", "(value IS NULL) = (drifts IS NULL)")
          .build();

  private DriftTable() {}
}
