package io.requalify.tables.result;

import static org.apache.spark.sql.types.DataTypes.BooleanType;
import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;

import io.requalify.tables.Review;
import io.requalify.tables.TableContract;

/** Why the conversion of worked contacts differs: who they are, or how they convert. */
public final class MixRateTable {
  public static final String REVIEW_ID = Review.REVIEW_ID;
  public static final String AS_OF = Review.AS_OF;
  public static final String COMPARISON = "comparison";
  public static final String RULE_VERSION = "rule_version";
  public static final String OUTCOME = "outcome";
  public static final String PART = "part";
  public static final String BEFORE = "before";
  public static final String AFTER = "after";
  public static final String DIFFERENCE = "difference";
  public static final String LOWER = "lower";
  public static final String UPPER = "upper";
  public static final String CONTACTS_BEFORE = "contacts_before";
  public static final String CONTACTS_AFTER = "contacts_after";
  public static final String WITHOUT_CHANNEL = "without_channel";
  public static final String SIMPSON = "simpson";
  public static final String DIAGNOSIS = "diagnosis";
  public static final String REASON = "reason";

  /** The later half of the window's months against the earlier one. */
  public static final String OF_MONTHS = "months";

  /** A candidate against production. */
  public static final String OF_VERSIONS = "versions";

  /** In the place of a part: the whole difference. */
  public static final String TOTAL = "total";

  /** Columns, key and constraints of this table. */
  public static final TableContract CONTRACT =
      TableContract.ofReview(
              "mix_rate",
              "Why the conversion of worked contacts differs: who they are, or how they convert.")
          .required(
              COMPARISON,
              StringType,
              "months: the later half of the window against the earlier one; versions: a candidate against production")
          .required(RULE_VERSION, StringType, "The version; of versions the candidate")
          .required(OUTCOME, StringType, "The outcome")
          .required(
              PART,
              StringType,
              "total, or what of it comes from channel, segment (whom there was) and rate (how they convert); these add up to it. Where no channel and segment has contacts on both sides, by channel alone")
          .optional(
              BEFORE,
              DoubleType,
              "Conversion of the earlier months, or of production; null where nobody is there",
              "share")
          .optional(
              AFTER,
              DoubleType,
              "Conversion of the later months, or of the candidate; null where nobody is there",
              "share")
          .optional(
              DIFFERENCE,
              DoubleType,
              "This part of after minus before; null where refused",
              "share")
          .optional(
              LOWER,
              DoubleType,
              "Of its interval of 95% between accounts; null where there is none",
              "share")
          .optional(UPPER, DoubleType, "Upper end of the same", "share")
          .required(
              CONTACTS_BEFORE,
              LongType,
              "Mature contacts of the rule route behind before",
              "contacts")
          .required(CONTACTS_AFTER, LongType, "Likewise, behind after", "contacts")
          .optional(
              WITHOUT_CHANNEL,
              DoubleType,
              "Share of all of them whose channel is empty; null where there are none",
              "share")
          .optional(
              SIMPSON,
              BooleanType,
              "True where the whole and the rates did not move in the same direction: the headline says the opposite of what happened to comparable contacts; null where refused")
          .optional(
              DIAGNOSIS,
              StringType,
              "Which parts moved the whole by more than chance, all of them held against it together; null without intervals")
          .required(
              REASON,
              StringType,
              "Why there is no difference or no interval, why segments are left out, or why it is not to be trusted; empty where it is")
          .key(REVIEW_ID, COMPARISON, RULE_VERSION, OUTCOME, PART)
          .check("comparison_is_known", "comparison IN ('months', 'versions')")
          .check("part_is_known", "part IN ('total', 'channel', 'segment', 'rate')")
          .check("refused_with_a_reason", "difference IS NOT NULL OR reason != ''")
          .build();

  private MixRateTable() {}
}
