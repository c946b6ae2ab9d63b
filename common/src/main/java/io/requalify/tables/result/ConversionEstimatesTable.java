package io.requalify.tables.result;

import static org.apache.spark.sql.types.DataTypes.BooleanType;
import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;

import io.requalify.tables.Review;
import io.requalify.tables.TableContract;

/** What a version would have converted, by each estimator, or why that cannot be said. */
public final class ConversionEstimatesTable {
  public static final String REVIEW_ID = Review.REVIEW_ID;
  public static final String AS_OF = Review.AS_OF;
  public static final String RULE_VERSION = "rule_version";
  public static final String SEGMENT = "segment";
  public static final String CHANNEL = "channel";
  public static final String COHORT = "cohort";
  public static final String OUTCOME = "outcome";
  public static final String ESTIMATOR = "estimator";
  public static final String MEASURE = "measure";
  public static final String CURRENCY = "currency";
  public static final String ESTIMATE = "estimate";
  public static final String LOWER = "lower";
  public static final String UPPER = "upper";
  public static final String INTERVAL = "interval";
  public static final String CONTACTS = "contacts";
  public static final String OBSERVED = "observed";
  public static final String EFFECTIVE_SAMPLE = "effective_sample";
  public static final String SUPPORTED_SHARE = "supported_share";
  public static final String LARGEST_WEIGHT = "largest_weight";
  public static final String TRUSTED = "trusted";
  public static final String REASON = "reason";
  public static final String SHARE_OBSERVED = "share_observed";
  public static final String SHARE_EXPLORED = "share_explored";
  public static final String SHARE_HISTORY = "share_history";
  public static final String SHARE_NEAR = "share_near";
  public static final String SHARE_NONE = "share_none";

  /** In the place of a currency where a row is about shares, or there is no money. */
  public static final String NO_CURRENCY = "(none)";

  /** Columns, key and constraints of this table. */
  public static final TableContract CONTRACT =
      TableContract.ofReview(
              "conversion_estimates",
              "What a version would have converted, by each estimator, or why that cannot be said.")
          .required(RULE_VERSION, StringType, "The version")
          .required(SEGMENT, StringType, "Segment, or (all)")
          .required(CHANNEL, StringType, "Channel, (empty), or (all)")
          .required(COHORT, StringType, "Month of the entry as yyyy-MM, or (all)")
          .required(OUTCOME, StringType, "accepted, opportunity or won")
          .required(ESTIMATOR, StringType, "Stable short name of the estimator")
          .required(
              MEASURE,
              StringType,
              "conversion, or difference to production; for won also revenue, revenue_difference, margin and margin_difference: money per contact that the version qualifies")
          .required(
              CURRENCY,
              StringType,
              "ISO 4217 code of the money; (none) for shares, and where no money was recorded. Each currency has rows of its own, in which wins in others count as 0")
          .optional(
              ESTIMATE,
              DoubleType,
              "The estimate; null where it is refused",
              "share, or currency per contact")
          .optional(
              LOWER,
              DoubleType,
              "Lower end of the interval or bound",
              "share, or currency per contact")
          .optional(
              UPPER,
              DoubleType,
              "Upper end of the interval or bound",
              "share, or currency per contact")
          .required(
              INTERVAL,
              StringType,
              "What lower and upper are: confidence interval, worst case bounds, bounds with confidence (of contacts part of whom has no evidence), confidence interval of the contacts with evidence (money, which has no worst case for the others), or none")
          .required(CONTACTS, LongType, "Contacts that the version qualifies", "contacts")
          .required(
              OBSERVED,
              LongType,
              "Contacts whose outcome is known and used by the estimator",
              "contacts")
          .optional(
              EFFECTIVE_SAMPLE,
              DoubleType,
              "Effective sample of the swap-ins; null where the estimator does not weight them, or there are none",
              "contacts")
          .optional(
              SUPPORTED_SHARE,
              DoubleType,
              "Share of the volume that has evidence: worked by rule or exploration (of the version manual by hand), and of swap-ins under snips as many as the exploration could reach; under manski with a known outcome",
              "share")
          .optional(
              LARGEST_WEIGHT,
              DoubleType,
              "Largest share of all weight on one swap-in; null like the effective sample",
              "share")
          .required(TRUSTED, BooleanType, "True when every gate was passed")
          .required(
              REASON, StringType, "Why it is not trusted or was refused; empty where it is trusted")
          .optional(
              SHARE_OBSERVED,
              DoubleType,
              "Share of the contacts whose horizon is over that production qualifies too and sales worked, or could have; this and the four beside it are null where there is no outcome model or no such contact, else add up to 1",
              "share")
          .optional(SHARE_EXPLORED, DoubleType, "Grade A: a random draw stands for them", "share")
          .optional(
              SHARE_HISTORY, DoubleType, "Grade B: work by former rules stands for them", "share")
          .optional(SHARE_NEAR, DoubleType, "Grade C: close below production's threshold", "share")
          .optional(SHARE_NONE, DoubleType, "Grade D: without any evidence", "share")
          .check(
              "grades_add_up",
              "coalesce(share_observed, share_explored, share_history, share_near, share_none) IS NULL OR abs(share_observed + share_explored + share_history + share_near + share_none - 1) < 1e-9")
          .check(
              "shares_have_no_currency",
              "measure NOT IN ('conversion', 'difference') OR currency = '(none)'")
          .key(
              REVIEW_ID,
              RULE_VERSION,
              SEGMENT,
              CHANNEL,
              COHORT,
              OUTCOME,
              ESTIMATOR,
              MEASURE,
              CURRENCY)
          .build();

  private ConversionEstimatesTable() {}
}
