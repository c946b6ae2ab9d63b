package io.requalify.tables.result;

import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;

import io.requalify.tables.Review;
import io.requalify.tables.TableContract;

/** Whom to draw at random, so that a candidate on hold can be decided on. */
public final class ExplorationPlansTable {
  public static final String REVIEW_ID = Review.REVIEW_ID;
  public static final String AS_OF = Review.AS_OF;
  public static final String RULE_VERSION = "rule_version";
  public static final String CHANNEL = "channel";
  public static final String SEGMENT = "segment";
  public static final String SCORE_BAND = "score_band";
  public static final String LACKED_ABOVE = "lacked_above";
  public static final String LACKED_UP_TO = "lacked_up_to";
  public static final String CONTACTS = "contacts";
  public static final String EXPECTED_RATE = "expected_rate";
  public static final String DRAWS = "draws";
  public static final String PROBABILITY = "probability";

  /** Columns, key and constraints of this table. */
  public static final TableContract CONTRACT =
      TableContract.ofReview(
              "exploration_plans",
              "For candidates on hold: whom to draw at random and work, so that they can be decided on.")
          .required(RULE_VERSION, StringType, "The candidate on hold")
          .required(CHANNEL, StringType, "Channel of the contact, or (empty)")
          .required(SEGMENT, StringType, "Segment of the contact")
          .required(
              SCORE_BAND,
              IntegerType,
              "Band of the points that production lacked when the candidate qualified the contact: 0, -1, -2, ... in tens downwards; 1 where it lacked none to ask")
          .optional(
              LACKED_ABOVE,
              DoubleType,
              "The band in points: production lacked more than this; null where it lacked none to ask",
              "points")
          .optional(LACKED_UP_TO, DoubleType, "and no more than this", "points")
          .required(
              CONTACTS,
              LongType,
              "Swap-ins of the cell in the window whose horizon is over",
              "contacts")
          .required(EXPECTED_RATE, DoubleType, "Share of them that is expected to convert", "share")
          .required(DRAWS, LongType, "How many of them to draw and work", "contacts")
          .required(
              PROBABILITY,
              DoubleType,
              "Probability with which each is to be drawn; log it as propensity of the routing",
              "probability")
          .key(REVIEW_ID, RULE_VERSION, CHANNEL, SEGMENT, SCORE_BAND)
          .check("draws_are_contacts", "draws >= 0 AND draws <= contacts")
          .build();

  private ExplorationPlansTable() {}
}
