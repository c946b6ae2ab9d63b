package io.requalify.tables.result;

import static io.requalify.tables.ColumnTypes.MONEY;
import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;

import io.requalify.tables.Review;
import io.requalify.tables.TableContract;

/** What each rule of a version has to do with the scores, and with who qualifies. */
public final class RuleContributionsTable {
  public static final String REVIEW_ID = Review.REVIEW_ID;
  public static final String AS_OF = Review.AS_OF;
  public static final String RULE_VERSION = "rule_version";
  public static final String SEGMENT = "segment";
  public static final String OUTCOME = "outcome";
  public static final String RULE = "rule";
  public static final String CONTACTS = "contacts";
  public static final String QUALIFIED = "qualified";
  public static final String FIRED = "fired";
  public static final String FIRED_SHARE = "fired_share";
  public static final String MEAN_POINTS = "mean_points";
  public static final String MEAN_POINTS_QUALIFIED = "mean_points_qualified";
  public static final String PIVOTAL = "pivotal";
  public static final String KEPT_OUT = "kept_out";
  public static final String PIVOTAL_MATURE = "pivotal_mature";
  public static final String PIVOTAL_CONVERTED = "pivotal_converted";
  public static final String PIVOTAL_RATE = "pivotal_rate";
  public static final String PIVOTAL_LOWER = "pivotal_lower";
  public static final String PIVOTAL_UPPER = "pivotal_upper";
  public static final String SHAPLEY_SHUBIK = "shapley_shubik";
  public static final String LOST = "lost";
  public static final String LOST_MATURE = "lost_mature";
  public static final String LOST_CONVERTED = "lost_converted";
  public static final String LOST_AMOUNT = "lost_amount";
  public static final String GAINED = "gained";
  public static final String GAINED_MATURE = "gained_mature";
  public static final String GAINED_CONVERTED = "gained_converted";
  public static final String GAINED_AMOUNT = "gained_amount";
  public static final String MOVED = "moved";
  public static final String CURRENCY = "currency";
  public static final String VERDICT = "verdict";
  public static final String REASON = "reason";

  /** In the place of a rule: what limits, floors and rounding take from what the rules give. */
  public static final String LIMITS = "(limits)";

  /** Verdict on a rule that gives no contact any points. */
  public static final String UNUSED = "unused";

  /** Verdict on a rule that moves scores and decides about nobody. */
  public static final String NEVER_PIVOTAL = "never pivotal";

  /** Columns, key and constraints of this table. */
  public static final TableContract CONTRACT =
      columns(
              TableContract.ofReview(
                  "rule_contributions",
                  "What each rule of a version has to do with the scores, and with who qualifies."))
          .key(REVIEW_ID, RULE_VERSION, SEGMENT, OUTCOME, RULE)
          .check(
              "fired_are_contacts",
              "contacts IS NULL OR (fired <= contacts AND qualified <= contacts)")
          .check("pivotal_qualify", "pivotal IS NULL OR pivotal <= qualified")
          .check(
              "rate_has_contacts",
              "(pivotal_rate IS NULL) = (pivotal_mature IS NULL OR pivotal_mature = 0)")
          .check(
              "counts_are_in_order",
              "(pivotal_mature IS NULL OR (pivotal_converted <= pivotal_mature AND pivotal_mature <= pivotal)) AND (lost IS NULL OR (lost_converted <= lost_mature AND lost_mature <= lost AND gained_converted <= gained_mature AND gained_mature <= gained))")
          .check("verdict_is_known", "verdict IN ('', 'unused', 'never pivotal')")
          .check(
              "nothing_is_missing_without_a_reason",
              "reason != '' OR (pivotal_rate IS NOT NULL AND shapley_shubik IS NOT NULL AND lost IS NOT NULL)")
          .build();

  private RuleContributionsTable() {}

  private static TableContract.Builder columns(TableContract.Builder contract) {
    return without(
            pivotal(
                contract
                    .required(
                        RULE_VERSION, StringType, "The version; manual, without rules, has no rows")
                    .required(
                        SEGMENT, StringType, "Segment at the instant that is looked at, or (all)")
                    .required(OUTCOME, StringType, "The outcome that is counted of contacts")
                    .required(
                        RULE,
                        StringType,
                        "Id of the rule; booster for the points of requalification; (limits) for what limits, floors and rounding take from what the rules give")
                    .optional(
                        CONTACTS,
                        LongType,
                        "Contacts of the window: each at its first entry in the window, and one that does not enter at the last instant of the window; null of a version by which accounts take contacts along",
                        "contacts")
                    .optional(QUALIFIED, LongType, "Of these, entered by their score", "contacts")
                    .optional(FIRED, LongType, "To whose score it gives anything but 0", "contacts")
                    .optional(FIRED_SHARE, DoubleType, "Of all contacts; null where there are none")
                    .optional(
                        MEAN_POINTS,
                        DoubleType,
                        "What it gives to the total, in the mean of all contacts; with (limits) these add up to the mean score; null where there are none",
                        "points")
                    .optional(
                        MEAN_POINTS_QUALIFIED,
                        DoubleType,
                        "The same of those that entered by their score; null where there are none",
                        "points")))
        .optional(CURRENCY, StringType, "ISO 4217 code of the amounts; null where they are")
        .required(
            VERDICT,
            StringType,
            "unused (no contact has points by it), never pivotal (it decides about nobody), else empty")
        .required(REASON, StringType, "Why figures are missing, in words; empty where none is");
  }

  private static TableContract.Builder pivotal(TableContract.Builder contract) {
    return contract
        .optional(
            PIVOTAL,
            LongType,
            "Of the qualified those whose score would not do without its points; null of (limits)",
            "contacts")
        .optional(
            KEPT_OUT,
            LongType,
            "Who do not qualify, and would without its points; null of (limits)",
            "contacts")
        .optional(
            PIVOTAL_MATURE,
            LongType,
            "Of the pivotal those worked by a score whose horizon is over",
            "contacts")
        .optional(PIVOTAL_CONVERTED, LongType, "Of these, converted", "contacts")
        .optional(
            PIVOTAL_RATE, DoubleType, "Conversion of the mature pivotal; null where there are none")
        .optional(PIVOTAL_LOWER, DoubleType, "Of its interval of 95% (Wilson)")
        .optional(PIVOTAL_UPPER, DoubleType, "Of its interval of 95% (Wilson)")
        .optional(
            SHAPLEY_SHUBIK,
            DoubleType,
            "Share of qualification that is due to it: in how many orders of a contact's rules it is the one that makes the score do, in the mean of those that entered by their score");
  }

  private static TableContract.Builder without(TableContract.Builder contract) {
    return contract
        .optional(
            LOST,
            LongType,
            "Contacts that a replay of the version without the rule does not qualify in the window any more; null where there was none",
            "contacts")
        .optional(LOST_MATURE, LongType, "Of these, mature as for pivotal_mature", "contacts")
        .optional(LOST_CONVERTED, LongType, "Of these, converted", "contacts")
        .optional(
            LOST_AMOUNT,
            MONEY,
            "Money of the converted among the lost, of whom those without an amount add nothing; null where no money of the outcome is known, or that of several currencies",
            "currency")
        .optional(
            GAINED,
            LongType,
            "Contacts that qualify in the window only without the rule; null where there was no replay",
            "contacts")
        .optional(
            GAINED_MATURE,
            LongType,
            "Of these, those whom sales worked by a score under another version of the review, mature; of the others nothing is known",
            "contacts")
        .optional(GAINED_CONVERTED, LongType, "Of these, converted", "contacts")
        .optional(
            GAINED_AMOUNT,
            MONEY,
            "Money of the converted among the gained; null as lost_amount",
            "currency")
        .optional(
            MOVED,
            LongType,
            "Contacts that qualify with and without, but first at another instant; null where there was no replay",
            "contacts");
  }
}
