package io.requalify.tables.result;

import static io.requalify.tables.ColumnTypes.MONEY;
import static org.apache.spark.sql.types.DataTypes.BooleanType;
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
  public static final String LEVEL = "level";
  public static final String CHANNEL = "channel";
  public static final String MEDIUM = "medium";
  public static final String CAMPAIGN = "campaign";
  public static final String SEGMENT = "segment";
  public static final String COHORT_KIND = "cohort_kind";
  public static final String COHORT = "cohort";
  public static final String OUTCOME = "outcome";
  public static final String ENTRIES = "entries";
  public static final String CONTACTS = "contacts";
  public static final String RECORDED = "recorded";
  public static final String RECORDED_BEFORE_START = "recorded_before_start";
  public static final String CONVERTED = "converted";
  public static final String REVENUE = "revenue";
  public static final String CURRENCY = "currency";
  public static final String REVENUE_PER_CONTACT = "revenue_per_contact";
  public static final String MEAN_DAYS = "mean_days";
  public static final String MEAN_DAYS_SINCE_PREVIOUS = "mean_days_since_previous";
  public static final String RATE = "rate";
  public static final String WILSON_LOWER = "wilson_lower";
  public static final String WILSON_UPPER = "wilson_upper";
  public static final String SHRUNKEN_RATE = "shrunken_rate";
  public static final String SHRUNKEN_LOWER = "shrunken_lower";
  public static final String SHRUNKEN_UPPER = "shrunken_upper";
  public static final String BEST_PROBABILITY = "best_probability";
  public static final String BEST_RANK = "best_rank";
  public static final String WORST_RANK = "worst_rank";
  public static final String OVER_NEXT_PROBABILITY = "over_next_probability";
  public static final String SURELY_OVER_NEXT = "surely_over_next";
  public static final String HORIZON_DAYS = "horizon_days";
  public static final String MATURE_CONTACTS = "mature_contacts";
  public static final String MATURE_CONVERTED = "mature_converted";
  public static final String MATURE_RATE = "mature_rate";
  public static final String MATURE_LOWER = "mature_lower";
  public static final String MATURE_UPPER = "mature_upper";
  public static final String BENCHMARK = "benchmark";
  public static final String BENCHMARK_VERDICT = "benchmark_verdict";
  public static final String COUNTERFACTUAL_RATE = "counterfactual_rate";
  public static final String COUNTERFACTUAL_LOWER = "counterfactual_lower";
  public static final String COUNTERFACTUAL_UPPER = "counterfactual_upper";
  public static final String COUNTERFACTUAL_REASON = "counterfactual_reason";
  public static final String VERDICT = "verdict";

  /** Outcome of a lead: it became an MQL of the version. */
  public static final String MQL_OUTCOME = "mql";

  /** Level of the whole. */
  public static final String WHOLE = "all";

  /** Level of channels. */
  public static final String OF_CHANNEL = "channel";

  /** Level of media within channels. */
  public static final String OF_MEDIUM = "medium";

  /** Level of campaigns within media. */
  public static final String OF_CAMPAIGN = "campaign";

  /** Cohort kind of all who entered in the window. */
  public static final String WHOLE_WINDOW = "all";

  /** Cohort kind of weeks. */
  public static final String BY_WEEK = "week";

  /** Cohort kind of months. */
  public static final String BY_MONTH = "month";

  /** Cohort kind of quarters. */
  public static final String BY_QUARTER = "quarter";

  /** The whole interval is at the benchmark or above it. */
  public static final String MET = "met";

  /** The whole interval is below the benchmark. */
  public static final String NOT_MET = "not met";

  /** The benchmark is inside the interval, or there are too few contacts. */
  public static final String CANNOT_BE_SAID = "cannot be said";

  /** Columns, key and constraints of this table. */
  public static final TableContract CONTRACT =
      TableContract.ofReview(
              "channel_quality",
              "Volume, conversion, revenue and days for each channel, of all leads and of the MQLs"
                  + " of each version.")
          .required(
              POPULATION,
              StringType,
              "lead (every contact, from its creation) or mql (contacts of a version, each by its"
                  + " first episode, from the start of its horizon)")
          .required(
              RULE_VERSION,
              StringType,
              "The version, or (none) for leads; of the outcome mql the version that leads became"
                  + " MQLs of")
          .required(
              LEVEL,
              StringType,
              "all, channel, medium (within a channel) or campaign (within a medium); media and"
                  + " campaigns only over all segments and cohorts, and only of contacts whose"
                  + " source names one")
          .required(
              CHANNEL,
              StringType,
              "Channel, (empty) where the source says nothing, (all) for the whole")
          .required(MEDIUM, StringType, "Medium, or (all)")
          .required(CAMPAIGN, StringType, "Campaign, or (all)")
          .required(
              SEGMENT,
              StringType,
              "Segment at the entry, or (all); leads have none. One segment has no weeks and"
                  + " quarters")
          .required(COHORT_KIND, StringType, "all, week, month or quarter of the cohort")
          .required(
              COHORT,
              StringType,
              "When they entered (of a lead: was created), in the zone of the review: yyyy-MM, the"
                  + " Monday of a week as yyyy-MM-dd, a quarter as yyyy-Qn, or (all)")
          .required(
              OUTCOME,
              StringType,
              "Outcomes of the review, such as accepted, opportunity, won; and mql of leads: became"
                  + " an MQL of the version")
          .required(
              ENTRIES,
              LongType,
              "Entries of contacts in the cohort, again each time that one re-enters; of leads"
                  + " their creations",
              "entries")
          .required(
              CONTACTS,
              LongType,
              "Contacts, each once: in the cohort of its first entry in the window",
              "contacts")
          .required(
              RECORDED,
              LongType,
              "With the outcome on record as of the review, whenever it came",
              "contacts")
          .required(
              RECORDED_BEFORE_START,
              LongType,
              "Of these, with the outcome before the start only: of a lead an error of the source;"
                  + " never counted as converted",
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
              REVENUE_PER_CONTACT,
              MONEY,
              "revenue over contacts: of opportunity the pipeline, of won the won value of an MQL;"
                  + " what is not decided yet counts as nothing",
              "currency")
          .optional(
              MEAN_DAYS,
              DoubleType,
              "Mean calendar days, in the zone of the review, from the start to the outcome on"
                  + " record",
              "days")
          .optional(
              MEAN_DAYS_SINCE_PREVIOUS,
              DoubleType,
              "Mean calendar days from the stage before it (accepted of opportunity, opportunity of"
                  + " won), of contacts with both on record; null for other outcomes",
              "days")
          .optional(RATE, DoubleType, "converted over contacts", "share")
          .optional(WILSON_LOWER, DoubleType, "Of the rate: Wilson, 95%", "share")
          .optional(WILSON_UPPER, DoubleType, "Of the rate: Wilson, 95%", "share")
          .optional(
              SHRUNKEN_RATE,
              DoubleType,
              "Of the mature rate: mean of the empirical Bayes posterior over the channels; null"
                  + " for the whole, for weeks and where the verdict says why",
              "share")
          .optional(SHRUNKEN_LOWER, DoubleType, "5% quantile of the posterior", "share")
          .optional(SHRUNKEN_UPPER, DoubleType, "95% quantile of the posterior", "share")
          .optional(
              BEST_PROBABILITY,
              DoubleType,
              "Probability that none at its level is better: share of 10,000 draws of the"
                  + " posteriors; like the ranks only over the whole window",
              "share")
          .optional(BEST_RANK, IntegerType, "Better end of 90% of its ranks; 1 is best")
          .optional(WORST_RANK, IntegerType, "Worse end of 90% of its ranks")
          .optional(
              OVER_NEXT_PROBABILITY,
              DoubleType,
              "Probability that it is better than the next by shrunken rate; null for the last",
              "share")
          .optional(
              SURELY_OVER_NEXT,
              BooleanType,
              "True where that probability is at least 0.95: only then it is ranked over the next"
                  + " with confidence")
          .required(HORIZON_DAYS, IntegerType, "Horizon of the mature columns", "days")
          .required(
              MATURE_CONTACTS,
              LongType,
              "Whose horizon is over; of MQLs only those that sales worked on a rule or exploration"
                  + " route (of the version manual by hand), for nobody knows of the others",
              "contacts")
          .required(
              MATURE_CONVERTED, LongType, "Of these, converted within the horizon", "contacts")
          .optional(MATURE_RATE, DoubleType, "mature_converted over mature_contacts", "share")
          .optional(MATURE_LOWER, DoubleType, "Of the mature rate: Wilson, 95%", "share")
          .optional(MATURE_UPPER, DoubleType, "Of the mature rate: Wilson, 95%", "share")
          .optional(
              BENCHMARK,
              DoubleType,
              "Share that is to reach the outcome, as the review was asked; null where none is"
                  + " asked, and for leads but of the outcome mql",
              "share")
          .optional(
              BENCHMARK_VERDICT,
              StringType,
              "met (all of the interval of the mature rate is at the benchmark or above), not met"
                  + " (all of it is below) or cannot be said")
          .optional(
              COUNTERFACTUAL_RATE,
              DoubleType,
              "What the MQLs would have converted, had the version decided whom sales works: the"
                  + " doubly robust estimate of conversion_estimates",
              "share")
          .optional(
              COUNTERFACTUAL_LOWER, DoubleType, "Lower end of its interval or bounds", "share")
          .optional(
              COUNTERFACTUAL_UPPER, DoubleType, "Upper end of its interval or bounds", "share")
          .required(
              COUNTERFACTUAL_REASON,
              StringType,
              "Why there is none, or why it is not trusted; empty where it is trusted")
          .required(
              VERDICT,
              StringType,
              "Begins with sufficient, or insufficient and the reason (fewer than 30 mature"
                  + " contacts or 5 conversions among them); then why nothing was shrunken or"
                  + " ranked")
          .key(
              REVIEW_ID,
              POPULATION,
              RULE_VERSION,
              LEVEL,
              CHANNEL,
              MEDIUM,
              CAMPAIGN,
              SEGMENT,
              COHORT_KIND,
              COHORT,
              OUTCOME)
          .check("population_is_known", "population IN ('lead', 'mql')")
          .check("level_is_known", "level IN ('all', 'channel', 'medium', 'campaign')")
          .check("cohort_kind_is_known", "cohort_kind IN ('all', 'week', 'month', 'quarter')")
          .check("benchmark_has_a_verdict", "(benchmark IS NULL) = (benchmark_verdict IS NULL)")
          .check(
              "missing_counterfactual_has_a_reason",
              "counterfactual_rate IS NOT NULL OR counterfactual_reason != ''")
          .check("contacts_entered", "contacts <= entries")
          .check("conversions_are_among_contacts", "converted <= contacts")
          .build();

  private ChannelQualityTable() {}
}
