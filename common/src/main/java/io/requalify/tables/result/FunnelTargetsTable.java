package io.requalify.tables.result;

import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;

import io.requalify.tables.Review;
import io.requalify.tables.TableContract;

/** What a target of revenue needs at each stage, and what planned leads will bring. */
public final class FunnelTargetsTable {
  public static final String REVIEW_ID = Review.REVIEW_ID;
  public static final String AS_OF = Review.AS_OF;
  public static final String RULE_VERSION = "rule_version";
  public static final String DIRECTION = "direction";
  public static final String STAGE = "stage";
  public static final String MONTH = "month";
  public static final String CHANNEL = "channel";
  public static final String CONTACTS = "contacts";
  public static final String FEWEST = "fewest";
  public static final String MOST = "most";
  public static final String RATE = "rate";
  public static final String RATE_LOWER = "rate_lower";
  public static final String RATE_UPPER = "rate_upper";
  public static final String RATE_OF = "rate_of";
  public static final String LAG_DAYS = "lag_days";
  public static final String LAG_MONTHS = "lag_months";
  public static final String DEAL_VALUE = "deal_value";
  public static final String DEAL_VALUE_LOWER = "deal_value_lower";
  public static final String DEAL_VALUE_UPPER = "deal_value_upper";
  public static final String REVENUE = "revenue";
  public static final String CURRENCY = "currency";
  public static final String REASON = "reason";

  /** What a target of revenue needs. */
  public static final String NEEDED = "needed";

  /** What planned leads will bring. */
  public static final String EXPECTED = "expected";

  /** The rate is that of the channel. */
  public static final String OF_CHANNEL = "channel";

  /** The rate is that of all channels together. */
  public static final String OF_ALL = "all channels";

  /** Columns, key and constraints of this table. */
  public static final TableContract CONTRACT =
      TableContract.ofReview(
              "funnel_targets",
              "What a target of revenue needs at each stage, and what planned leads will bring, were the rates to stay as they were.")
          .required(RULE_VERSION, StringType, "The version by which leads become MQLs")
          .required(
              DIRECTION,
              StringType,
              "needed: from the target of revenue back to leads; expected: from planned leads on to wins")
          .required(
              STAGE,
              StringType,
              "lead, mql, sql, opportunity or won; (all) where nothing is planned")
          .required(
              MONTH,
              StringType,
              "Month in which the stage is reached, such as 2026-10; (all) where nothing is planned")
          .required(CHANNEL, StringType, "Channel, (empty), or (all)")
          .optional(
              CONTACTS, LongType, "How many are needed or expected; null where refused", "contacts")
          .optional(
              FEWEST,
              LongType,
              "The same were all rates at the ends of their intervals that need or bring the fewest",
              "contacts")
          .optional(MOST, LongType, "Likewise the most", "contacts")
          .optional(
              RATE,
              DoubleType,
              "Share of the stage before that reached this one, of the leads that were followed; of sql among MQLs that sales worked; null of leads",
              "share")
          .optional(
              RATE_LOWER,
              DoubleType,
              "Of its interval of 95% with accounts hanging together: Wilson",
              "share")
          .optional(RATE_UPPER, DoubleType, "Upper end of the same", "share")
          .optional(
              RATE_OF,
              StringType,
              "Whose rate it is: channel, or all channels where the channel has too few contacts; null of leads")
          .optional(
              LAG_DAYS,
              DoubleType,
              "Days from the stage before, the median of those that have both instants",
              "days")
          .optional(LAG_MONTHS, IntegerType, "The same in whole months, as planned with", "months")
          .optional(DEAL_VALUE, DoubleType, "Mean value of a win that is planned with", "currency")
          .optional(
              DEAL_VALUE_LOWER,
              DoubleType,
              "Of its interval of 95%; null where the plan says the value",
              "currency")
          .optional(DEAL_VALUE_UPPER, DoubleType, "Upper end of the same", "currency")
          .optional(
              REVENUE,
              DoubleType,
              "What contacts bring at deal_value; null but for won",
              "currency")
          .required(CURRENCY, StringType, "ISO 4217 code of the plan")
          .required(
              REASON,
              StringType,
              "Why nothing is planned, why the rate is that of all channels, or that the month was over as of the review; empty otherwise")
          .key(REVIEW_ID, RULE_VERSION, DIRECTION, STAGE, MONTH, CHANNEL)
          .check("direction_is_known", "direction IN ('needed', 'expected')")
          .check("stage_is_known", "stage IN ('lead', 'mql', 'sql', 'opportunity', 'won', '(all)')")
          .check("rate_is_a_share", "rate IS NULL OR rate BETWEEN rate_lower AND rate_upper")
          .check("refused_with_a_reason", "contacts IS NOT NULL OR reason != ''")
          .build();

  private FunnelTargetsTable() {}
}
