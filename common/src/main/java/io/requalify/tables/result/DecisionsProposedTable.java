package io.requalify.tables.result;

import static org.apache.spark.sql.types.DataTypes.DateType;
import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;

import io.requalify.tables.Review;
import io.requalify.tables.TableContract;

/** What is proposed of each candidate, and why. */
public final class DecisionsProposedTable {
  public static final String REVIEW_ID = Review.REVIEW_ID;
  public static final String AS_OF = Review.AS_OF;
  public static final String RULE_VERSION = "rule_version";
  public static final String OUTCOME = "outcome";
  public static final String PROPOSAL = "proposal";
  public static final String BINDING_GATE = "binding_gate";
  public static final String REASON = "reason";
  public static final String DIFFERENCE = "difference";
  public static final String SIMULTANEOUS_LOWER = "simultaneous_lower";
  public static final String SIMULTANEOUS_UPPER = "simultaneous_upper";
  public static final String CRITICAL_VALUE = "critical_value";
  public static final String SCREEN_P_VALUE = "screen_p_value";
  public static final String SEQUENCE_LOWER = "sequence_lower";
  public static final String SEQUENCE_UPPER = "sequence_upper";
  public static final String WORST_LOWER = "worst_lower";
  public static final String WORST_UPPER = "worst_upper";
  public static final String WEEKLY_YIELD_LOWER = "weekly_yield_lower";
  public static final String WEEKLY_YIELD_UPPER = "weekly_yield_upper";
  public static final String TIPPING_SHIFT = "tipping_shift";
  public static final String LATER_DIFFERENCE = "later_difference";
  public static final String MATURE_ON = "mature_on";
  public static final String EXPLORATION_DRAWS = "exploration_draws";
  public static final String EXPLORATION_HALF_WIDTH = "exploration_half_width";
  public static final String EXPLORATION_REMARK = "exploration_remark";

  /** Columns, key and constraints of this table. */
  public static final TableContract CONTRACT =
      TableContract.ofReview(
              "decisions_proposed", "What is proposed of each candidate, by the rule, and why.")
          .required(RULE_VERSION, StringType, "The candidate")
          .required(OUTCOME, StringType, "Outcome by which it is decided")
          .required(PROPOSAL, StringType, "promote, hold or reject")
          .optional(
              BINDING_GATE,
              StringType,
              "First gate of decision_gates that was not passed; null where every one was")
          .required(REASON, StringType, "What binds, in words")
          .optional(
              DIFFERENCE,
              DoubleType,
              "Conversion minus production's by the default estimator, of contacts with evidence; null where it is refused",
              "share")
          .optional(
              SIMULTANEOUS_LOWER,
              DoubleType,
              "Lower bound; those of all candidates hold together, 95%; null without an estimate",
              "share")
          .optional(SIMULTANEOUS_UPPER, DoubleType, "Upper bound, likewise", "share")
          .optional(
              CRITICAL_VALUE,
              DoubleType,
              "By how many standard errors the simultaneous bounds lie off")
          .optional(
              SCREEN_P_VALUE,
              DoubleType,
              "P-value of converting no better than production, adjusted over the candidates by Benjamini and Hochberg: up to 0.1 is worth a second look")
          .optional(
              SEQUENCE_LOWER,
              DoubleType,
              "Lower bound that holds at every weekly look; null where the rule plans none",
              "share")
          .optional(SEQUENCE_UPPER, DoubleType, "Upper bound, likewise", "share")
          .optional(
              WORST_LOWER,
              DoubleType,
              "Least difference there can be, contacts without evidence taken for the worst; null where nothing is known",
              "share")
          .optional(WORST_UPPER, DoubleType, "Largest difference, likewise", "share")
          .optional(
              WEEKLY_YIELD_LOWER,
              DoubleType,
              "Conversions a week minus production's, lower simultaneous bound, contacts without evidence taken for the worst; over the mature part of the window",
              "conversions")
          .optional(WEEKLY_YIELD_UPPER, DoubleType, "Upper bound, likewise", "conversions")
          .optional(
              TIPPING_SHIFT,
              DoubleType,
              "Factor by which the odds of swap-ins with evidence from another time must be off before the difference falls below what is allowed; 1 where it does already, null where none is borrowed or no shift up to 100 does it")
          .optional(
              LATER_DIFFERENCE,
              DoubleType,
              "Difference in the later half of the months of entry alone; null where that cannot be said",
              "share")
          .optional(
              MATURE_ON,
              DateType,
              "Day on which the horizon of the last contact of the window is over, in the review's zone; null where it is")
          .optional(
              EXPLORATION_DRAWS,
              LongType,
              "For hold where evidence is lacking, swap-ins to draw at random and work in a window as long, see exploration_plans; null where no draw would tell",
              "contacts")
          .optional(
              EXPLORATION_HALF_WIDTH,
              DoubleType,
              "Half width of the interval of the conversion that these draws reach",
              "share")
          .optional(
              EXPLORATION_REMARK,
              StringType,
              "For hold where evidence is lacking, what a draw reaches, or why none can be planned; null otherwise")
          .key(REVIEW_ID, RULE_VERSION)
          .check("proposal_is_known", "proposal IN ('promote', 'hold', 'reject')")
          .check("promoted_by_every_gate", "(proposal = 'promote') = (binding_gate IS NULL)")
          .build();

  private DecisionsProposedTable() {}
}
