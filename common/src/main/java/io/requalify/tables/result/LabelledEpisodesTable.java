package io.requalify.tables.result;

import static io.requalify.tables.ColumnTypes.MONEY;
import static org.apache.spark.sql.types.DataTypes.BooleanType;
import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.apache.spark.sql.types.DataTypes.TimestampType;

import io.requalify.tables.Review;
import io.requalify.tables.TableContract;

/**
 * One row for each episode and outcome: what really happened after the entry, as far as it is
 * known.
 */
public final class LabelledEpisodesTable {
  public static final String REVIEW_ID = Review.REVIEW_ID;
  public static final String AS_OF = Review.AS_OF;
  public static final String RULE_VERSION = "rule_version";
  public static final String CONTACT_ID = "contact_id";
  public static final String CYCLE = "cycle";
  public static final String OUTCOME = "outcome";
  public static final String ACCOUNT_ID = "account_id";
  public static final String CHANNEL = "channel";
  public static final String SEGMENT = "segment";
  public static final String ENTRY_AT = "entry_at";
  public static final String SCORE = "score";
  public static final String PRODUCTION_SHORTFALL = "production_shortfall";
  public static final String ROUTED_AT = "routed_at";
  public static final String ROUTE = "route";
  public static final String PROPENSITY = "propensity";
  public static final String WORKED = "worked";
  public static final String START_AT = "start_at";
  public static final String HORIZON_DAYS = "horizon_days";
  public static final String STATE = "state";
  public static final String CONVERTED_AT = "converted_at";
  public static final String AMOUNT = "amount";
  public static final String MARGIN = "margin";
  public static final String CURRENCY = "currency";

  /** Columns, key and constraints of this table. */
  public static final TableContract CONTRACT =
      TableContract.ofReview(
              "labelled_episodes",
              "One row for each episode and outcome: what really happened after the entry, as far as it is known.")
          .required(RULE_VERSION, StringType, "Version under which the contact qualified")
          .required(CONTACT_ID, StringType, "Who")
          .required(CYCLE, IntegerType, "Cycle number of the episode")
          .required(
              OUTCOME,
              StringType,
              "Stage that was asked for: accepted, rejected, recycled, opportunity, won, lost or churned")
          .optional(ACCOUNT_ID, StringType, "Company of the contact")
          .optional(CHANNEL, StringType, "Channel of the contact")
          .required(SEGMENT, StringType, "Segment at the entry")
          .required(ENTRY_AT, TimestampType, "Instant of the entry", "UTC")
          .optional(
              SCORE, DoubleType, "Score at the entry; null under the version manual", "points")
          .optional(
              PRODUCTION_SHORTFALL,
              DoubleType,
              "Points that the score lacked at the entry of what production asks, as in episodes",
              "points")
          .optional(
              ROUTED_AT,
              TimestampType,
              "Real decision that this episode is matched with; null where there was none",
              "UTC")
          .optional(
              ROUTE,
              StringType,
              "Route of that decision; under manual always manual, for each episode is such a decision")
          .optional(PROPENSITY, DoubleType, "Logged probability of being worked by that route")
          .required(WORKED, BooleanType, "True when sales worked the contact on that decision")
          .required(
              START_AT,
              TimestampType,
              "From when the horizon runs: the decision, else the entry",
              "UTC")
          .required(HORIZON_DAYS, IntegerType, "Length of the horizon", "days")
          .required(
              STATE,
              StringType,
              "converted, not_converted, censored (the horizon is not over) or unobserved (never worked, so nobody knows)")
          .optional(CONVERTED_AT, TimestampType, "When the outcome came, within the horizon", "UTC")
          .optional(AMOUNT, MONEY, "Money of the outcome", "currency")
          .optional(MARGIN, MONEY, "Margin of the outcome", "currency")
          .optional(CURRENCY, StringType, "ISO 4217 code of the money")
          .key(REVIEW_ID, RULE_VERSION, CONTACT_ID, CYCLE, OUTCOME)
          .check(
              "state_is_known", "state IN ('converted', 'not_converted', 'censored', 'unobserved')")
          .check("conversion_has_an_instant", "(state = 'converted') = (converted_at IS NOT NULL)")
          .check("only_manual_has_no_score", "(score IS NULL) = (rule_version = 'manual')")
          .build();

  private LabelledEpisodesTable() {}
}
