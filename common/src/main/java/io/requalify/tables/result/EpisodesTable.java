package io.requalify.tables.result;

import static io.requalify.tables.ColumnTypes.DOUBLES_BY_NAME;
import static org.apache.spark.sql.types.DataTypes.BooleanType;
import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.apache.spark.sql.types.DataTypes.TimestampType;

import io.requalify.tables.Review;
import io.requalify.tables.TableContract;

/**
 * One row for each passage of a contact into MQL under one version, with its entry inside the
 * window.
 */
public final class EpisodesTable {
  public static final String REVIEW_ID = Review.REVIEW_ID;
  public static final String AS_OF = Review.AS_OF;
  public static final String RULE_VERSION = "rule_version";
  public static final String CONTACT_ID = "contact_id";
  public static final String ACCOUNT_ID = "account_id";
  public static final String CYCLE = "cycle";
  public static final String ENTRY_AT = "entry_at";
  public static final String SCORE = "score";
  public static final String DIMENSION_SCORES = "dimension_scores";
  public static final String SEGMENT = "segment";
  public static final String CHANNEL = "channel";
  public static final String CROSSING_RULE = "crossing_rule";
  public static final String EXIT_AT = "exit_at";
  public static final String CELL = "cell";
  public static final String ROLLED_DOWN = "rolled_down";
  public static final String PRODUCTION_SHORTFALL = "production_shortfall";
  public static final String EXIT_CAUSE = "exit_cause";

  /** Columns, key and constraints of this table. */
  public static final TableContract CONTRACT =
      TableContract.ofReview(
              "episodes",
              "One row for each passage of a contact into MQL under one version, with its entry inside the window.")
          .required(RULE_VERSION, StringType, "Version under which the contact qualified")
          .required(CONTACT_ID, StringType, "Who")
          .optional(ACCOUNT_ID, StringType, "Company of the contact")
          .required(
              CYCLE,
              IntegerType,
              "1 for the first passage of the contact under this version, 2 for the next")
          .required(ENTRY_AT, TimestampType, "Instant of the entry", "UTC")
          .optional(
              SCORE,
              DoubleType,
              "Score at the entry, to a millionth; null under the version manual, which has none",
              "points")
          .required(
              DIMENSION_SCORES,
              DOUBLES_BY_NAME,
              "Score of each dimension at the entry; empty under manual",
              "points")
          .optional(
              CELL,
              StringType,
              "Cell of the contact at the entry, such as A1; null where the version has none")
          .required(SEGMENT, StringType, "Segment of the contact at the entry; (none) under manual")
          .optional(
              CHANNEL, StringType, "Channel of the contact; null where the source says nothing")
          .optional(
              CROSSING_RULE,
              StringType,
              "Rule whose contribution or fading made the contact cross; null where a change of segment or suppression, a floor, a reset, the end of a cooldown or its account did, and under manual")
          .required(
              ROLLED_DOWN,
              BooleanType,
              "True where the contact did not qualify by itself, but its account did and took it along")
          .optional(
              PRODUCTION_SHORTFALL,
              DoubleType,
              "Points that the score lacked at the entry, at least, of what production asks; 0 where it had them; null where production qualifies the contact in the window too, there is no production version, or one of the two is manual",
              "points")
          .optional(
              EXIT_AT,
              TimestampType,
              "End of the episode; null while it lasts, and under manual where the contact was qualified again before",
              "UTC")
          .optional(
              EXIT_CAUSE,
              StringType,
              "recycled, lost, fell (the score) or dropped (from the population); null like the end")
          .key(REVIEW_ID, RULE_VERSION, CONTACT_ID, CYCLE)
          .check("exit_has_a_cause", "(exit_at IS NULL) = (exit_cause IS NULL)")
          .check("cycle_is_positive", "cycle >= 1")
          .check("only_manual_has_no_score", "(score IS NULL) = (rule_version = 'manual')")
          .build();

  private EpisodesTable() {}
}
