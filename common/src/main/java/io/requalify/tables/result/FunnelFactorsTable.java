package io.requalify.tables.result;

import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;

import io.requalify.tables.Review;
import io.requalify.tables.TableContract;

/** Which stage of the funnel moved the money that a lead brings. */
public final class FunnelFactorsTable {
  public static final String REVIEW_ID = Review.REVIEW_ID;
  public static final String AS_OF = Review.AS_OF;
  public static final String COMPARISON = "comparison";
  public static final String RULE_VERSION = "rule_version";
  public static final String PART = "part";
  public static final String MEASURE = "measure";
  public static final String CURRENCY = "currency";
  public static final String MONTHS_BEFORE = "months_before";
  public static final String MONTHS_AFTER = "months_after";
  public static final String BEFORE = "before";
  public static final String AFTER = "after";
  public static final String DIFFERENCE = "difference";
  public static final String LOWER = "lower";
  public static final String UPPER = "upper";
  public static final String CONTACTS_BEFORE = "contacts_before";
  public static final String CONTACTS_AFTER = "contacts_after";
  public static final String DIAGNOSIS = "diagnosis";
  public static final String REASON = "reason";

  /** The later half of the months of creation against the earlier one. */
  public static final String OF_MONTHS = "months";

  /** A candidate against production. */
  public static final String OF_VERSIONS = "versions";

  /** In the place of a part: the whole difference. */
  public static final String TOTAL = "total";

  /** The figure is money per lead. */
  public static final String MONEY = "money";

  /** The figure is wins per lead. */
  public static final String WINS = "wins";

  /** Columns, key and constraints of this table. */
  public static final TableContract CONTRACT =
      TableContract.ofReview(
              "funnel_factors",
              "Which stage of the funnel moved the money that a lead brings, as it was seen.")
          .required(
              COMPARISON,
              StringType,
              "months: the later half of the months of which leads were followed to the end against the earlier one; versions: a candidate against production, of the same leads")
          .required(RULE_VERSION, StringType, "The version; of versions the candidate")
          .required(
              PART,
              StringType,
              "total, or what of it comes from a factor: mql (MQLs per lead), worked (contacts that sales worked per MQL), accepted, opportunity, won (each per contact of the stage before) and value (money per win); the factors add up to total")
          .required(
              MEASURE,
              StringType,
              "money: money per lead; wins: wins per lead, where the money is not known or does not add up")
          .optional(CURRENCY, StringType, "ISO 4217 code of the money; null of wins")
          .required(
              MONTHS_BEFORE,
              StringType,
              "First and last month of creation of the leads behind before, in the review's zone; empty where there are none")
          .required(MONTHS_AFTER, StringType, "Likewise, behind after")
          .optional(
              BEFORE,
              DoubleType,
              "The factor in the earlier months or under production: a share, of total money or wins per lead, of value money per win; null where nobody is there")
          .optional(AFTER, DoubleType, "Likewise in the later months or under the candidate")
          .optional(
              DIFFERENCE,
              DoubleType,
              "This part of the difference per lead; null where refused",
              "currency or wins per lead")
          .optional(
              LOWER,
              DoubleType,
              "Of its interval of 95% between accounts; null where there is none",
              "currency or wins per lead")
          .optional(UPPER, DoubleType, "Upper end of the same", "currency or wins per lead")
          .required(
              CONTACTS_BEFORE,
              LongType,
              "Contacts that reached the stage of this factor in the leads behind before; of total all leads, of value those that won",
              "contacts")
          .required(CONTACTS_AFTER, LongType, "Likewise, behind after", "contacts")
          .optional(
              DIAGNOSIS,
              StringType,
              "Which factors moved the whole by more than chance, all of them held against it together; null without intervals")
          .required(
              REASON,
              StringType,
              "Why there is no difference or no interval, why wins are counted, or why it is not to be trusted; empty where it is")
          .key(REVIEW_ID, COMPARISON, RULE_VERSION, PART)
          .check("comparison_is_known", "comparison IN ('months', 'versions')")
          .check(
              "part_is_known",
              "part IN ('total', 'mql', 'worked', 'accepted', 'opportunity', 'won', 'value')")
          .check("measure_is_known", "measure IN ('money', 'wins')")
          .check("money_has_a_currency", "(measure = 'money') = (currency IS NOT NULL)")
          .check("refused_with_a_reason", "difference IS NOT NULL OR reason != ''")
          .build();

  private FunnelFactorsTable() {}
}
