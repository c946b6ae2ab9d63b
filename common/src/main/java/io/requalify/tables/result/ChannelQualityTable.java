package io.requalify.tables.result;

import static io.requalify.tables.ColumnTypes.MONEY;
import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;

import io.requalify.tables.Review;
import io.requalify.tables.TableContract;

/**
 * Volume, conversion, revenue and days for each channel, of all leads and of the MQLs of each
 * version.
 */
public final class ChannelQualityTable {
  public static final String REVIEW_ID = Review.REVIEW_ID;
  public static final String AS_OF = Review.AS_OF;
  public static final String POPULATION = "population";
  public static final String RULE_VERSION = "rule_version";
  public static final String CHANNEL = "channel";
  public static final String COHORT = "cohort";
  public static final String OUTCOME = "outcome";
  public static final String CONTACTS = "contacts";
  public static final String RECORDED = "recorded";
  public static final String RECORDED_BEFORE_START = "recorded_before_start";
  public static final String CONVERTED = "converted";
  public static final String REVENUE = "revenue";
  public static final String CURRENCY = "currency";
  public static final String MEAN_DAYS = "mean_days";
  public static final String RATE = "rate";
  public static final String WILSON_LOWER = "wilson_lower";
  public static final String WILSON_UPPER = "wilson_upper";
  public static final String SHRUNKEN_RATE = "shrunken_rate";
  public static final String SHRUNKEN_LOWER = "shrunken_lower";
  public static final String SHRUNKEN_UPPER = "shrunken_upper";
  public static final String HORIZON_DAYS = "horizon_days";
  public static final String MATURE_CONTACTS = "mature_contacts";
  public static final String MATURE_CONVERTED = "mature_converted";
  public static final String MATURE_RATE = "mature_rate";
  public static final String VERDICT = "verdict";

  /** Columns, key and constraints of this table. */
  public static final TableContract CONTRACT =
      TableContract.ofReview(
              "channel_quality",
              "Volume, conversion, revenue and days for each channel, of all leads and of the MQLs of each version.")
          .required(
              POPULATION,
              StringType,
              "lead (every contact, from its creation) or mql (contacts of a version, each by its first episode, from the start of its horizon)")
          .required(RULE_VERSION, StringType, "The version, or (none) for leads")
          .required(
              CHANNEL,
              StringType,
              "Channel, (empty) where the source says nothing, (all) for the whole")
          .required(
              COHORT,
              StringType,
              "Month of the start as yyyy-MM in the zone of the review, or (all)")
          .required(OUTCOME, StringType, "accepted, opportunity or won")
          .required(CONTACTS, LongType, "Contacts that started in the window", "contacts")
          .required(
              RECORDED,
              LongType,
              "With the outcome on record as of the review, whenever it came",
              "contacts")
          .required(
              RECORDED_BEFORE_START,
              LongType,
              "Of these, with the outcome before the start only: of a lead an error of the source; never counted as converted",
              "contacts")
          .required(CONVERTED, LongType, "With the outcome at the start or later", "contacts")
          .optional(
              REVENUE,
              MONEY,
              "Money on record for the outcome, each opportunity once, by the amount known last",
              "currency")
          .optional(
              CURRENCY,
              StringType,
              "ISO 4217 code, or several where they differ, in which case the revenue is null")
          .optional(
              MEAN_DAYS,
              DoubleType,
              "Mean calendar days, in the zone of the review, from the start to the outcome on record",
              "days")
          .optional(RATE, DoubleType, "converted over contacts", "share")
          .optional(WILSON_LOWER, DoubleType, "Of the rate: Wilson, 95%", "share")
          .optional(WILSON_UPPER, DoubleType, "Of the rate: Wilson, 95%", "share")
          .optional(
              SHRUNKEN_RATE,
              DoubleType,
              "Of the mature rate: mean of the empirical Bayes posterior over the channels; null for the whole and where the verdict says why",
              "share")
          .optional(SHRUNKEN_LOWER, DoubleType, "5% quantile of the posterior", "share")
          .optional(SHRUNKEN_UPPER, DoubleType, "95% quantile of the posterior", "share")
          .required(HORIZON_DAYS, IntegerType, "Horizon of the mature columns", "days")
          .required(
              MATURE_CONTACTS,
              LongType,
              "Whose horizon is over; of MQLs only those that sales worked on a rule or exploration route (of the version manual by hand), for nobody knows of the others",
              "contacts")
          .required(
              MATURE_CONVERTED, LongType, "Of these, converted within the horizon", "contacts")
          .optional(MATURE_RATE, DoubleType, "mature_converted over mature_contacts", "share")
          .required(
              VERDICT,
              StringType,
              "Begins with sufficient, or insufficient and the reason (fewer than 30 mature contacts or 5 conversions among them); then why nothing was shrunken")
          .key(REVIEW_ID, POPULATION, RULE_VERSION, CHANNEL, COHORT, OUTCOME)
          .check("population_is_known", "population IN ('lead', 'mql')")
          .check("conversions_are_among_contacts", "converted <= contacts")
          .build();

  private ChannelQualityTable() {}
}
