package io.requalify.tables.result;

import static org.apache.spark.sql.types.DataTypes.BooleanType;
import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;

import io.requalify.tables.Review;
import io.requalify.tables.TableContract;

/** Whether the MQL tells who will win, beside other signals of the same contacts. */
public final class SignalsTable {
  public static final String REVIEW_ID = Review.REVIEW_ID;
  public static final String AS_OF = Review.AS_OF;
  public static final String CHANNEL = "channel";
  public static final String SEGMENT = "segment";
  public static final String SIGNAL = "signal";
  public static final String RULE_VERSION = "rule_version";
  public static final String IN_USE = "in_use";
  public static final String CONTACTS = "contacts";
  public static final String WON = "won";
  public static final String HAD = "had";
  public static final String HAD_AND_WON = "had_and_won";
  public static final String AREA = "area";
  public static final String LOWER = "lower";
  public static final String UPPER = "upper";
  public static final String DIFFERENCE = "difference";
  public static final String DIFFERENCE_LOWER = "difference_lower";
  public static final String DIFFERENCE_UPPER = "difference_upper";
  public static final String DAYS_BEFORE_WIN = "days_before_win";
  public static final String CYCLE_DAYS = "cycle_days";
  public static final String LATE = "late";
  public static final String VERDICT = "verdict";
  public static final String REASON = "reason";

  /** The contact qualified under a version. */
  public static final String MQL = "mql";

  /** The contact used the product. */
  public static final String PRODUCT_USE = "product_use";

  /** The account of the contact was qualified under a version. */
  public static final String ACCOUNT = "account";

  /** Columns, key and constraints of this table. */
  public static final TableContract CONTRACT =
      identity(
              TableContract.ofReview(
                  "signals",
                  "Whether the MQL tells who will win, beside other signals of the same contacts, all read 30 days after a contact was created."))
          .optional(
              AREA,
              DoubleType,
              "Probability that of a contact that won and one that did not the one that won had the signal, a tie counting one half: one half for a signal that says nothing; null where refused",
              "share")
          .optional(LOWER, DoubleType, "Of its interval of 95% between accounts", "share")
          .optional(UPPER, DoubleType, "Upper end of the same", "share")
          .optional(
              DIFFERENCE,
              DoubleType,
              "Area less that of the signal in use; null for that one and where refused",
              "share")
          .optional(
              DIFFERENCE_LOWER,
              DoubleType,
              "Of its interval; those of all other signals hold together at 95%",
              "share")
          .optional(DIFFERENCE_UPPER, DoubleType, "Upper end of the same", "share")
          .optional(
              DAYS_BEFORE_WIN,
              DoubleType,
              "Days from the signal to the win, the median of those that had it and won; null where there are none or refused",
              "days")
          .optional(
              CYCLE_DAYS,
              DoubleType,
              "Days from creation to the win, the median of those that won; null where refused",
              "days")
          .optional(
              LATE,
              BooleanType,
              "True where less than half of the cycle is left when the signal comes; null for the signal in use and where refused")
          .optional(VERDICT, StringType, "What this says of the signal in use; null where refused")
          .required(
              REASON,
              StringType,
              "Why nothing is said, or that some accounts were drawn to speak for all; empty otherwise")
          .key(REVIEW_ID, CHANNEL, SEGMENT, SIGNAL, RULE_VERSION)
          .check("signal_is_known", "signal IN ('mql', 'product_use', 'account')")
          .check("who_had_it_is_among_contacts", "had <= contacts AND had_and_won <= won")
          .check("one_cut_at_a_time", "channel = '(all)' OR segment = '(all)'")
          .check("refused_with_a_reason", "area IS NOT NULL OR reason != ''")
          .build();

  private SignalsTable() {}

  private static TableContract.Builder identity(TableContract.Builder contract) {
    return contract
        .required(CHANNEL, StringType, "Channel of the contact, (empty), or (all)")
        .required(
            SEGMENT,
            StringType,
            "Segment of the contact under production, at its entry or highest score in the window; (empty) where it was barred throughout, and under manual; or (all)")
        .required(
            SIGNAL,
            StringType,
            "mql: the contact qualified; product_use: it used the product; account: its account was qualified by then")
        .required(RULE_VERSION, StringType, "The version; (none) of product_use")
        .required(
            IN_USE, BooleanType, "True for the MQL of production, beside which all others are put")
        .required(
            CONTACTS,
            LongType,
            "Contacts created in the window that were followed to the horizon of won, and had not won when the signals were read",
            "contacts")
        .required(WON, LongType, "Of these, won within the horizon from their creation", "contacts")
        .required(HAD, LongType, "Contacts that had the signal", "contacts")
        .required(HAD_AND_WON, LongType, "Of these, won", "contacts");
  }
}
