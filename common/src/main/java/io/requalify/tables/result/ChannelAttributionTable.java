package io.requalify.tables.result;

import static io.requalify.tables.ColumnTypes.MONEY;
import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.StringType;

import io.requalify.tables.Review;
import io.requalify.tables.TableContract;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/** To which channels the MQLs of each version, and what came of them, are put. */
public final class ChannelAttributionTable {
  public static final String REVIEW_ID = Review.REVIEW_ID;
  public static final String AS_OF = Review.AS_OF;
  public static final String RULE_VERSION = "rule_version";
  public static final String OUTCOME = "outcome";
  public static final String MODEL = "model";
  public static final String CHANNEL = "channel";
  public static final String MQLS = "mqls";
  public static final String MATURE = "mature";
  public static final String CONVERTED = "converted";
  public static final String CONVERSION = "conversion";
  public static final String REVENUE = "revenue";
  public static final String CURRENCY = "currency";
  public static final String REASON = "reason";

  /** Places after the point of a credited number: shares are whole millionths. */
  public static final int PLACES = 6;

  /** Type of a credited number. */
  private static final DataType CREDIT = DataTypes.createDecimalType(18, PLACES);

  /** Columns, key and constraints of this table. */
  public static final TableContract CONTRACT =
      TableContract.ofReview(
              "channel_attribution",
              "To which channels the MQLs of each version, and what came of them, are put.")
          .required(RULE_VERSION, StringType, "Version under which the contacts qualified")
          .required(OUTCOME, StringType, "Outcome that the mature and the converted are of")
          .required(
              MODEL,
              StringType,
              "first_touch, last_touch, linear, position_based or time_decay: a convention, and no"
                  + " effect")
          .required(
              CHANNEL,
              StringType,
              "Channel; (no touch) where none came before the entry, (all) for the whole, to which"
                  + " the others add up exactly")
          .required(
              MQLS,
              CREDIT,
              "Contacts that it is credited with, each by its first entry in the window",
              "contacts")
          .required(
              MATURE,
              CREDIT,
              "Of these, worked by sales and with the horizon over, as in channel_quality",
              "contacts")
          .required(CONVERTED, CREDIT, "Of these, converted within the horizon", "contacts")
          .optional(
              CONVERSION,
              DoubleType,
              "converted over mature; null where the mature are fewer than 30",
              "share")
          .optional(
              REVENUE,
              MONEY,
              "What the converted brought, shared out like them; null where nothing is recorded or"
                  + " currencies differ",
              "currency")
          .optional(
              CURRENCY,
              StringType,
              "ISO 4217 code of the revenue, or several where they differ; null where nothing is"
                  + " recorded")
          .required(REASON, StringType, "Why there is no conversion; empty where there is one")
          .key(REVIEW_ID, RULE_VERSION, OUTCOME, MODEL, CHANNEL)
          .check(
              "model_is_known",
              "model IN ('first_touch', 'last_touch', 'linear', 'position_based', 'time_decay')")
          .check("credits_are_in_order", "converted <= mature AND mature <= mqls")
          .check("missing_with_a_reason", "conversion IS NOT NULL OR reason != ''")
          .build();

  private ChannelAttributionTable() {}
}
