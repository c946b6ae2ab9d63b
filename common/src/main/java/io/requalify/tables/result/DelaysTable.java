package io.requalify.tables.result;

import static org.apache.spark.sql.types.DataTypes.BooleanType;
import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;

import io.requalify.tables.Review;
import io.requalify.tables.TableContract;

/** How long each outcome takes, and whether young cohorts take as long as old ones. */
public final class DelaysTable {
  public static final String REVIEW_ID = Review.REVIEW_ID;
  public static final String AS_OF = Review.AS_OF;
  public static final String RULE_VERSION = "rule_version";
  public static final String SEGMENT = "segment";
  public static final String CHANNEL = "channel";
  public static final String FAMILY = "family";
  public static final String OUTCOME = "outcome";
  public static final String HORIZON_DAYS = "horizon_days";
  public static final String CONTACTS = "contacts";
  public static final String UNOBSERVED = "unobserved";
  public static final String MATURE = "mature";
  public static final String CAME = "came";
  public static final String CAME_AFTER_ANOTHER = "came_after_another";
  public static final String MEDIAN_DAYS = "median_days";
  public static final String MEAN_DAYS = "mean_days";
  public static final String MATURE_SHARE = "mature_share";
  public static final String SHARE = "share";
  public static final String STANDARD_ERROR = "standard_error";
  public static final String DIFFERENCE = "difference";
  public static final String DIFFERENCE_ERROR = "difference_error";
  public static final String DIFFERENCE_IN_ERRORS = "difference_in_errors";
  public static final String DRIFT = "drift";
  public static final String NEWER_CAME = "newer_came";
  public static final String NEWER_EXPECTED = "newer_expected";
  public static final String LOG_RANK_P = "log_rank_p";
  public static final String REASON = "reason";

  /** Columns, key and constraints of this table. */
  public static final TableContract CONTRACT =
      counts(
              TableContract.ofReview(
                      "delays",
                      "How long each outcome takes, and whether young cohorts take as long as old ones.")
                  .required(RULE_VERSION, StringType, "The version")
                  .required(SEGMENT, StringType, "Segment, or (all)")
                  .required(
                      CHANNEL,
                      StringType,
                      "Channel, (empty), or (all); of segments for all channels")
                  .required(FAMILY, StringType, "What is followed, as in time_to_event")
                  .required(OUTCOME, StringType, "The outcome"))
          .optional(
              MEDIAN_DAYS,
              DoubleType,
              "Day by which half of those have the outcome that come to it within the horizon, by all cohorts: 1 is the first 24 hours",
              "days")
          .optional(MEAN_DAYS, DoubleType, "Mean of these days", "days")
          .optional(
              MATURE_SHARE,
              DoubleType,
              "Share with the outcome first within the horizon, by mature contacts alone",
              "share")
          .optional(
              SHARE,
              DoubleType,
              "The same by all contacts, as far as each was followed: Aalen-Johansen",
              "share")
          .optional(
              STANDARD_ERROR,
              DoubleType,
              "Of share, for contacts that do not hang together",
              "share")
          .optional(DIFFERENCE, DoubleType, "mature_share less share", "share")
          .optional(
              DIFFERENCE_ERROR,
              DoubleType,
              "Standard error of the difference, were all cohorts alike: Hausman",
              "share")
          .optional(
              DIFFERENCE_IN_ERRORS, DoubleType, "The difference over its standard error", "errors")
          .optional(
              DRIFT,
              BooleanType,
              "True where that is above 2 or below -2; null where it cannot be said")
          .optional(
              NEWER_CAME,
              LongType,
              "Contacts of the newer half of the window, by entry, with the outcome first",
              "contacts")
          .optional(
              NEWER_EXPECTED,
              DoubleType,
              "How many there would be at the rates of both halves together",
              "contacts")
          .optional(
              LOG_RANK_P,
              DoubleType,
              "Log-rank test that both halves come to the outcome at the same rates: probability of so large a deviation where they do",
              "probability")
          .required(REASON, StringType, "Why something is null, in words; empty where nothing is")
          .key(REVIEW_ID, RULE_VERSION, SEGMENT, CHANNEL, OUTCOME)
          .check("mature_are_among_contacts", "mature <= contacts")
          .check("came_are_among_contacts", "came IS NULL OR came <= contacts")
          .check("null_has_a_reason", "drift IS NOT NULL OR reason != ''")
          .build();

  private DelaysTable() {}

  private static TableContract.Builder counts(TableContract.Builder contract) {
    return contract
        .required(HORIZON_DAYS, IntegerType, "Days to which contacts are followed", "days")
        .required(
            CONTACTS,
            LongType,
            "Contacts that sales worked on a rule or exploration route, by their first episode in the window",
            "contacts")
        .required(
            UNOBSERVED,
            LongType,
            "Further contacts that the version qualifies: never worked, or sent by another route; nothing here speaks of them",
            "contacts")
        .required(MATURE, LongType, "Of contacts, followed to the horizon", "contacts")
        .optional(
            CAME,
            LongType,
            "Of contacts, with this outcome first of its family, in whole days that are over; null where it is not followed",
            "contacts")
        .optional(
            CAME_AFTER_ANOTHER,
            LongType,
            "Of contacts, with this outcome within the horizon, but after another of its family: not in came, though converted in labelled_episodes; null where it is not followed",
            "contacts");
  }
}
