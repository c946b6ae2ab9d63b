package io.requalify.tables.result;

import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.apache.spark.sql.types.DataTypes.TimestampType;

import io.requalify.tables.Review;
import io.requalify.tables.TableContract;

/**
 * How near each contact came in the window to what each version asks, whether it entered or not.
 */
public final class ScorePeaksTable {
  public static final String REVIEW_ID = Review.REVIEW_ID;
  public static final String AS_OF = Review.AS_OF;
  public static final String RULE_VERSION = "rule_version";
  public static final String CONTACT_ID = "contact_id";
  public static final String ACCOUNT_ID = "account_id";
  public static final String SEGMENT = "segment";
  public static final String CHANNEL = "channel";
  public static final String ASKED_POINTS = "asked_points";
  public static final String POINTS_ABOVE = "points_above";
  public static final String REACHED_AT = "reached_at";
  public static final String ABOVE_BEFORE = "above_before";
  public static final String ENTERED_AT = "entered_at";

  /** Columns, key and constraints of this table. */
  public static final TableContract CONTRACT =
      TableContract.ofReview(
              "score_peaks",
              "How near each contact came in the window to what each version asks, whether it entered or not.")
          .required(
              RULE_VERSION, StringType, "The version; manual, which has no score, has no rows")
          .required(
              CONTACT_ID,
              StringType,
              "Who; only those whom something else than the score did not bar all the time")
          .optional(ACCOUNT_ID, StringType, "Company of the contact")
          .required(
              SEGMENT,
              StringType,
              "Segment at the first entry in the window, else at the highest score")
          .optional(
              CHANNEL, StringType, "Channel of the contact; null where the source says nothing")
          .optional(
              ASKED_POINTS,
              DoubleType,
              "Total that the version asks of the segment, or the one other score that it asks for; null where it asks for several",
              "points")
          .optional(
              POINTS_ABOVE,
              DoubleType,
              "By how much the score at its highest was above what is asked, all else that is asked being fulfilled; negative where it lacked so much; null where something else than the score let the contact in",
              "points")
          .required(
              REACHED_AT,
              TimestampType,
              "When it first had that score; before the window where it rose no higher in it",
              "UTC")
          .optional(
              ABOVE_BEFORE,
              DoubleType,
              "Up to here it had been in before the window: it enters in the window where from above_before (exclusive) to points_above more is asked; null where nothing is known from before",
              "points")
          .optional(
              ENTERED_AT,
              TimestampType,
              "First entry in the window under the version as it is; null where it did not enter",
              "UTC")
          .key(REVIEW_ID, RULE_VERSION, CONTACT_ID)
          .check("only_who_enters_is_let_in", "points_above IS NOT NULL OR entered_at IS NOT NULL")
          .check(
              "enters_where_nothing_more_is_asked",
              "(entered_at IS NOT NULL) = (points_above IS NULL OR (points_above >= 0 AND coalesce(above_before < 0, true)))")
          .build();

  private ScorePeaksTable() {}
}
