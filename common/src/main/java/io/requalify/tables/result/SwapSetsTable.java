package io.requalify.tables.result;

import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;

import io.requalify.tables.Review;
import io.requalify.tables.TableContract;

/** The two by two of production and candidate: exact volumes, and what is known of the outcomes. */
public final class SwapSetsTable {
  public static final String REVIEW_ID = Review.REVIEW_ID;
  public static final String AS_OF = Review.AS_OF;
  public static final String RULE_VERSION = "rule_version";
  public static final String CHANNEL = "channel";
  public static final String SEGMENT = "segment";
  public static final String OUTCOME = "outcome";
  public static final String QUADRANT = "quadrant";
  public static final String CONTACTS = "contacts";
  public static final String WORKED = "worked";
  public static final String EXPLORED = "explored";
  public static final String MATURE = "mature";
  public static final String CONVERTED = "converted";
  public static final String OBSERVED_RATE = "observed_rate";
  public static final String OBSERVED_LOWER = "observed_lower";
  public static final String OBSERVED_UPPER = "observed_upper";
  public static final String SHIFTED_EARLIER = "shifted_earlier";
  public static final String SHIFTED_LATER = "shifted_later";
  public static final String MEAN_LEAD_DAYS = "mean_lead_days";

  /** Columns, key and constraints of this table. */
  public static final TableContract CONTRACT =
      TableContract.ofReview(
              "swap_sets",
              "The two by two of production and candidate: exact volumes, and what is known of the outcomes.")
          .required(RULE_VERSION, StringType, "The candidate")
          .required(
              CHANNEL,
              StringType,
              "Channel, (empty) where the source says nothing, (all) for the whole")
          .required(SEGMENT, StringType, "Segment, or (all)")
          .required(OUTCOME, StringType, "Outcome that the columns on conversion speak of")
          .required(
              QUADRANT,
              StringType,
              "agree_in, swap_out, swap_in or agree_out; the last for all segments together only")
          .required(CONTACTS, LongType, "Contacts in this quadrant", "contacts")
          .required(
              WORKED,
              LongType,
              "Of these, worked by sales on a rule or exploration route at their episode, of the version manual by hand; agree_out has no episodes, so 0 there",
              "contacts")
          .required(EXPLORED, LongType, "Of these, worked by random exploration", "contacts")
          .required(MATURE, LongType, "Worked, and the horizon is over", "contacts")
          .required(CONVERTED, LongType, "Mature and converted", "contacts")
          .optional(
              OBSERVED_RATE,
              DoubleType,
              "converted over mature: of what was worked, and of nothing else; null where nothing was",
              "share")
          .optional(OBSERVED_LOWER, DoubleType, "Wilson, 95%", "share")
          .optional(OBSERVED_UPPER, DoubleType, "Wilson, 95%", "share")
          .optional(
              SHIFTED_EARLIER,
              LongType,
              "Of agree_in, qualified by the candidate more than 7 days before production, and not by the same decision; null in other quadrants",
              "contacts")
          .optional(
              SHIFTED_LATER,
              LongType,
              "Of agree_in, qualified by the candidate more than 7 days after production, likewise",
              "contacts")
          .optional(
              MEAN_LEAD_DAYS,
              DoubleType,
              "Of agree_in, by how much the candidate is earlier on average, below 0 where it is later; null in other quadrants, and where there is nobody",
              "days")
          .key(REVIEW_ID, RULE_VERSION, CHANNEL, SEGMENT, OUTCOME, QUADRANT)
          .check(
              "quadrant_is_known", "quadrant IN ('agree_in', 'swap_out', 'swap_in', 'agree_out')")
          .build();

  private SwapSetsTable() {}
}
