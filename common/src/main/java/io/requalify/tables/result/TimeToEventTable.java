package io.requalify.tables.result;

import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;

import io.requalify.tables.Review;
import io.requalify.tables.TableContract;

/** What share of the contacts that sales worked had left, and how, up to each day. */
public final class TimeToEventTable {
  public static final String REVIEW_ID = Review.REVIEW_ID;
  public static final String AS_OF = Review.AS_OF;
  public static final String RULE_VERSION = "rule_version";
  public static final String SEGMENT = "segment";
  public static final String CHANNEL = "channel";
  public static final String FAMILY = "family";
  public static final String OUTCOME = "outcome";
  public static final String DAY = "day";
  public static final String AT_RISK = "at_risk";
  public static final String CAME = "came";
  public static final String NOT_FOLLOWED = "not_followed";
  public static final String SHARE = "share";
  public static final String STANDARD_ERROR = "standard_error";
  public static final String LOWER = "lower";
  public static final String UPPER = "upper";
  public static final String REASON = "reason";

  /** In the place of an outcome: none of the family has come. */
  public static final String OPEN = "(open)";

  /** Columns, key and constraints of this table. */
  public static final TableContract CONTRACT =
      TableContract.ofReview(
              "time_to_event",
              "What share of the contacts that sales worked had left, and how, up to each day.")
          .required(RULE_VERSION, StringType, "The version")
          .required(SEGMENT, StringType, "Segment, or (all)")
          .required(CHANNEL, StringType, "Channel, (empty), or (all); of segments for all channels")
          .required(
              FAMILY,
              StringType,
              "What is followed: decision (accepted, rejected, recycled) or sale (won, lost), of which the first to come counts; else one outcome by itself")
          .required(OUTCOME, StringType, "The outcome, or (open): none of the family has come")
          .required(
              DAY,
              IntegerType,
              "Last of the days that this row is about, from the decision, each of 24 hours: 1 is the first",
              "days")
          .required(
              AT_RISK,
              LongType,
              "Contacts that were still open and followed after the row before",
              "contacts")
          .required(
              CAME,
              LongType,
              "Of these, with this outcome first in the days of this row; for (open) with any",
              "contacts")
          .required(
              NOT_FOLLOWED,
              LongType,
              "Of these, still open when the review or the horizon ended their last whole day",
              "contacts")
          .required(
              SHARE,
              DoubleType,
              "Share of contacts with this outcome up to this day: Aalen-Johansen, for (open) Kaplan-Meier; those of a family add up to 1",
              "share")
          .optional(
              STANDARD_ERROR,
              DoubleType,
              "Of the share, for contacts that do not hang together; null where nobody or everybody left, as chance cannot be judged then",
              "share")
          .optional(LOWER, DoubleType, "Of the share: log-log, 95%", "share")
          .optional(UPPER, DoubleType, "Of the share: log-log, 95%", "share")
          .required(
              REASON, StringType, "Why there is no error and no interval; empty where there are")
          .key(REVIEW_ID, RULE_VERSION, SEGMENT, CHANNEL, FAMILY, OUTCOME, DAY)
          .check("shares_are_shares", "share BETWEEN 0 AND 1")
          .check("who_leaves_was_at_risk", "came + not_followed <= at_risk")
          .check("error_or_reason", "(standard_error IS NULL) = (reason != '')")
          .build();

  private TimeToEventTable() {}
}
