package io.requalify.tables.result;

import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;

import io.requalify.tables.Review;
import io.requalify.tables.TableContract;

/** How many contacts entered with which score, and what came of those that sales worked. */
public final class ScoreTablesTable {
  public static final String REVIEW_ID = Review.REVIEW_ID;
  public static final String AS_OF = Review.AS_OF;
  public static final String RULE_VERSION = "rule_version";
  public static final String CHANNEL = "channel";
  public static final String SEGMENT = "segment";
  public static final String COHORT = "cohort";
  public static final String OUTCOME = "outcome";
  public static final String POINTS = "points";
  public static final String CONTACTS = "contacts";
  public static final String MATURE = "mature";
  public static final String CONVERTED = "converted";
  public static final String EXPLORED_MATURE = "explored_mature";
  public static final String EXPLORED_CONVERTED = "explored_converted";
  public static final String EXPLORED_WEIGHT = "explored_weight";
  public static final String EXPLORED_WEIGHT_CONVERTED = "explored_weight_converted";

  /** Columns, key and constraints of this table. */
  public static final TableContract CONTRACT =
      TableContract.ofReview(
              "score_tables",
              "How many contacts entered with which score, and what came of those that sales worked.")
          .required(RULE_VERSION, StringType, "The version; one that says no total has no rows")
          .required(CHANNEL, StringType, "Channel of the contact, or (empty)")
          .required(SEGMENT, StringType, "Segment at the entry")
          .required(COHORT, StringType, "Month of the entry in the review's zone, such as 2026-02")
          .required(OUTCOME, StringType, "The outcome")
          .required(
              POINTS,
              IntegerType,
              "Score at the first entry in the window, rounded down to whole points",
              "points")
          .required(CONTACTS, LongType, "Contacts that entered with it", "contacts")
          .required(
              MATURE,
              LongType,
              "Of these, worked by sales on the rule route, and the horizon is over",
              "contacts")
          .required(CONVERTED, LongType, "Of the mature, converted within it", "contacts")
          .required(
              EXPLORED_MATURE,
              LongType,
              "Drawn at random, worked, and the horizon is over; not in mature",
              "contacts")
          .required(EXPLORED_CONVERTED, LongType, "Of these, converted within it", "contacts")
          .required(
              EXPLORED_WEIGHT,
              DoubleType,
              "Sum of one over the probability of being drawn, of explored_mature whose probability is at least 1%",
              "contacts")
          .required(
              EXPLORED_WEIGHT_CONVERTED,
              DoubleType,
              "The same sum over explored_converted",
              "contacts")
          .key(REVIEW_ID, RULE_VERSION, CHANNEL, SEGMENT, COHORT, OUTCOME, POINTS)
          .check("mature_are_contacts", "mature + explored_mature <= contacts")
          .check(
              "converted_are_mature",
              "converted <= mature AND explored_converted <= explored_mature")
          .build();

  private ScoreTablesTable() {}
}
