package io.requalify.tables.result;

import static org.apache.spark.sql.types.DataTypes.BooleanType;
import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;

import io.requalify.tables.Review;
import io.requalify.tables.TableContract;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/** Money of won deals by cohort: what has come, and what is still to come. */
public final class OpenRevenueTable {
  public static final String REVIEW_ID = Review.REVIEW_ID;
  public static final String AS_OF = Review.AS_OF;
  public static final String RULE_VERSION = "rule_version";
  public static final String CHANNEL = "channel";
  public static final String CURRENCY = "currency";
  public static final String COHORT = "cohort";
  public static final String CONTACTS = "contacts";
  public static final String WINS = "wins";
  public static final String LAST_LAG = "last_lag";
  public static final String PAID = "paid";
  public static final String PAID_IN_OPEN_MONTH = "paid_in_open_month";
  public static final String EXPECTED = "expected";
  public static final String STANDARD_ERROR = "standard_error";
  public static final String COMPLETION_FACTOR = "completion_factor";
  public static final String TRUSTED = "trusted";
  public static final String REASON = "reason";

  /** Sums of money: exact, as the largest sum of amounts that Spark makes of them. */
  public static final DataType SUM_OF_MONEY = DataTypes.createDecimalType(28, 2);

  /** Columns, key and constraints of this table. */
  public static final TableContract CONTRACT =
      TableContract.ofReview(
              "open_revenue",
              "Money of won deals by cohort: what has come, and what is still to come.")
          .required(RULE_VERSION, StringType, "The version")
          .required(CHANNEL, StringType, "Channel, (empty), or (all)")
          .required(CURRENCY, StringType, "ISO 4217 code of the money; never summed with another")
          .required(
              COHORT,
              StringType,
              "Month of the entry as yyyy-MM in the zone of the review, or (all): the sum of the cohorts that have an expectation, of every cohort where none has")
          .required(
              CONTACTS,
              LongType,
              "Contacts that sales worked on a rule or exploration route, by their first episode in the window, whatever their currency",
              "contacts")
          .required(
              WINS,
              LongType,
              "Of these, won within the horizon with money of this currency",
              "contacts")
          .optional(
              LAST_LAG,
              IntegerType,
              "Months after that of the entry that are over, as far as money can come in them by the horizon; null where the month of the entry is not over, and for (all)",
              "months")
          .required(
              PAID,
              SUM_OF_MONEY,
              "Amounts won up to the end of the last month that is over",
              "currency")
          .required(
              PAID_IN_OPEN_MONTH,
              SUM_OF_MONEY,
              "Amounts won in the month of the review, which is not over: in no other figure",
              "currency")
          .optional(
              EXPECTED,
              DoubleType,
              "What it will be when the horizon of every contact is over, paid included: chain ladder",
              "currency")
          .optional(
              STANDARD_ERROR,
              DoubleType,
              "Mack's, of the money that is still to come; 0 where none is",
              "currency")
          .optional(COMPLETION_FACTOR, DoubleType, "expected over paid", "ratio")
          .required(TRUSTED, BooleanType, "True when every gate was passed")
          .required(
              REASON, StringType, "Why it is not trusted or was refused; empty where it is trusted")
          .key(REVIEW_ID, RULE_VERSION, CHANNEL, CURRENCY, COHORT)
          .check("trusted_or_a_reason", "trusted = (reason = '')")
          .check("trusted_has_a_figure", "NOT trusted OR expected IS NOT NULL")
          .build();

  private OpenRevenueTable() {}
}
