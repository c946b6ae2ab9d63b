package io.requalify.tables.result;

import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;

import io.requalify.tables.Review;
import io.requalify.tables.TableContract;

/** The past under one version: how much of a trend is another rule, demand or quality. */
public final class RestatementTable {
  public static final String REVIEW_ID = Review.REVIEW_ID;
  public static final String AS_OF = Review.AS_OF;
  public static final String RULE_VERSION = "rule_version";
  public static final String MEASURE = "measure";
  public static final String OUTCOME = "outcome";
  public static final String COHORT = "cohort";
  public static final String LIVE_VERSIONS = "live_versions";
  public static final String REPORTED = "reported";
  public static final String RESTATED = "restated";
  public static final String CHANGE = "change";
  public static final String BY_RULE = "by_rule";
  public static final String BY_DEMAND = "by_demand";
  public static final String BY_QUALITY = "by_quality";
  public static final String KNOWN_REPORTED = "known_reported";
  public static final String KNOWN_RESTATED = "known_restated";
  public static final String NOTABLE = "notable";
  public static final String REASON = "reason";

  /** In the place of an outcome, where only the qualified are counted. */
  public static final String NO_OUTCOME = "(none)";

  /** Columns, key and constraints of this table. */
  public static final TableContract CONTRACT =
      TableContract.ofReview(
              "restatement",
              "The past under one version: how much of a trend is another rule, demand or quality.")
          .required(RULE_VERSION, StringType, "Version under which the past is restated")
          .required(
              MEASURE,
              StringType,
              "qualified: contacts that qualified in the month; conversion: share of them to whom the outcome came; converted: the one times the other, so as if sales had worked all")
          .required(OUTCOME, StringType, "The outcome; (none) of qualified")
          .required(COHORT, StringType, "The month, in the zone of the review")
          .required(
              LIVE_VERSIONS,
              StringType,
              "Versions that decided by the log in this month, with commas between; (none) where it names none, empty where nothing was decided")
          .optional(
              REPORTED,
              DoubleType,
              "The figure as it was reported: of contacts that the log says were qualified by the rule, each by its first such decision in the window; null where not known")
          .optional(
              RESTATED,
              DoubleType,
              "The figure of contacts that this version qualifies, each by its first episode in the window; null where not known")
          .optional(
              CHANGE,
              DoubleType,
              "Reported of this month less that of the month before; the three parts add up to it; null where it cannot be taken apart")
          .optional(
              BY_RULE,
              DoubleType,
              "Part by another rule: reported over restated has changed; 0 where the version was live all along")
          .optional(
              BY_DEMAND,
              DoubleType,
              "Part by demand: this version qualifies more or fewer contacts; 0 of conversion")
          .optional(
              BY_QUALITY,
              DoubleType,
              "Part by quality: contacts that this version qualifies convert otherwise; 0 of qualified")
          .required(
              KNOWN_REPORTED,
              LongType,
              "Reported contacts that sales worked and whose horizon is over: what the conversion is of; of qualified all",
              "contacts")
          .required(KNOWN_RESTATED, LongType, "Likewise, of the restated", "contacts")
          .required(
              NOTABLE,
              StringType,
              "Notable dates in this month and the one before, so that the change straddles them; empty where there are none")
          .required(REASON, StringType, "Why there is no change; empty where there is")
          .key(REVIEW_ID, RULE_VERSION, MEASURE, OUTCOME, COHORT)
          .check("measure_is_known", "measure IN ('qualified', 'conversion', 'converted')")
          .check("either_change_or_reason", "(change IS NULL) = (reason != '')")
          .check(
              "parts_add_up",
              "change IS NULL OR abs(change - by_rule - by_demand - by_quality) < 1e-6")
          .build();

  private RestatementTable() {}
}
