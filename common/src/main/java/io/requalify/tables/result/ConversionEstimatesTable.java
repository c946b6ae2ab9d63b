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
          .required(MEASURE, StringType, "conversion, or difference to production")
          .optional(ESTIMATE, DoubleType, "The estimate; null where it is refused", "share")
          .optional(LOWER, DoubleType, "Lower end of the interval or bound", "share")
          .optional(UPPER, DoubleType, "Upper end of the interval or bound", "share")
          .required(
              INTERVAL,
              StringType,
              "What lower and upper are: confidence interval, worst case bounds, bounds with confidence (of contacts part of whom has no evidence), or none")
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
              "Share of the volume that has evidence: worked by rule or exploration, and of swap-ins under snips as many as the exploration could reach; under manski with a known outcome",
              "share")
          .optional(
              LARGEST_WEIGHT,
              DoubleType,
              "Largest share of all weight on one swap-in; null like the effective sample",
              "share")
          .required(TRUSTED, BooleanType, "True when every gate was passed")
          .required(
              REASON, StringType, "Why it is not trusted or was refused; empty where it is trusted")
          .key(REVIEW_ID, RULE_VERSION, SEGMENT, CHANNEL, COHORT, OUTCOME, ESTIMATOR, MEASURE)
          .build();

  private ConversionEstimatesTable() {}
}
