package io.requalify.tables.result;

import static io.requalify.tables.ColumnTypes.MONEY;
import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;

import io.requalify.tables.Review;
import io.requalify.tables.TableContract;

/** What each channel costs, pays back, and whether its customers stay and are content. */
public final class ChannelEconomicsTable {
  public static final String REVIEW_ID = Review.REVIEW_ID;
  public static final String AS_OF = Review.AS_OF;
  public static final String POPULATION = "population";
  public static final String RULE_VERSION = "rule_version";
  public static final String CHANNEL = "channel";
  public static final String MEASURE = "measure";
  public static final String VALUE = "value";
  public static final String LOWER = "lower";
  public static final String UPPER = "upper";
  public static final String UNIT = "unit";
  public static final String INTERVAL = "interval";
  public static final String CONTACTS = "contacts";
  public static final String CONVERTED = "converted";
  public static final String SPEND = "spend";
  public static final String CURRENCY = "currency";
  public static final String REASON = "reason";

  /** Measure: spend over the leads or MQLs. */
  public static final String COST_PER_CONTACT = "cost_per_contact";

  /** Begin of the measures of spend over those that reached an outcome. */
  public static final String COST_PER = "cost_per_";

  /** Measure: margin on record over the wins that have one. */
  public static final String MARGIN_PER_WON = "margin_per_won";

  /** Measure: months until the margin has paid for the win. */
  public static final String PAYBACK_MONTHS = "payback_months";

  /** Measure: share of the customers that stayed. */
  public static final String RETENTION = "retention";

  /** Measure: promoters less detractors among the customers that answered. */
  public static final String NET_PROMOTER_SCORE = "net_promoter_score";

  /** Columns, key and constraints of this table. */
  public static final TableContract CONTRACT =
      TableContract.ofReview(
              "channel_economics",
              "What each channel costs, pays back, and whether its customers stay and are content.")
          .required(POPULATION, StringType, "lead or mql, as in channel_quality")
          .required(RULE_VERSION, StringType, "The version, or (none) for leads")
          .required(
              CHANNEL,
              StringType,
              "Channel, (empty) where the source says nothing, (all) for the whole")
          .required(
              MEASURE,
              StringType,
              "cost_per_contact (spend over leads or MQLs), cost_per_accepted,"
                  + " cost_per_opportunity, cost_per_won (spend over the contacts times their"
                  + " mature rate), margin_per_won, payback_months, retention or"
                  + " net_promoter_score")
          .optional(VALUE, DoubleType, "The figure, in its unit; null where the reason says why")
          .optional(
              LOWER, DoubleType, "Of its interval of 95%, in its unit; null where there is none")
          .optional(UPPER, DoubleType, "Upper end of the same")
          .required(UNIT, StringType, "currency, months, share or points")
          .required(
              INTERVAL,
              StringType,
              "fieller, wilson, multinomial, or none of what is counted and not estimated")
          .required(
              CONTACTS,
              LongType,
              "Behind the figure: leads or MQLs; of costs of an outcome and of retention those"
                  + " whose horizon is over; wins with a margin; answers",
              "contacts")
          .required(
              CONVERTED,
              LongType,
              "Of these, that reached the outcome, stayed or promote; of the others the same as"
                  + " contacts",
              "contacts")
          .optional(
              SPEND,
              MONEY,
              "Costs of the channel in the window, of a period that is partly in it the same part;"
                  + " null where none are recorded",
              "currency")
          .optional(
              CURRENCY,
              StringType,
              "ISO 4217 code of the money, or several where they differ; null where there is none")
          .required(
              REASON, StringType, "Why there is no figure or no interval; empty where both are")
          .key(REVIEW_ID, POPULATION, RULE_VERSION, CHANNEL, MEASURE)
          .check("population_is_known", "population IN ('lead', 'mql')")
          .check("unit_is_known", "unit IN ('currency', 'months', 'share', 'points')")
          .check("missing_with_a_reason", "value IS NOT NULL OR reason != ''")
          .check("converted_are_among_contacts", "converted <= contacts")
          .build();

  private ChannelEconomicsTable() {}
}
