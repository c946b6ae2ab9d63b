package io.requalify.tables.result;

import static org.apache.spark.sql.types.DataTypes.BooleanType;
import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.apache.spark.sql.types.DataTypes.TimestampType;

import io.requalify.tables.Review;
import io.requalify.tables.TableContract;

/** Who decided what of which candidate, on which review: the signed record. */
public final class DecisionsTable {
  public static final String REVIEW_ID = Review.REVIEW_ID;
  public static final String AS_OF = Review.AS_OF;
  public static final String RULE_VERSION = "rule_version";
  public static final String NUMBER = "number";
  public static final String DECISION = "decision";
  public static final String DECIDED_BY = "decided_by";
  public static final String DECIDED_AT = "decided_at";
  public static final String NOTE = "note";
  public static final String PROPOSAL = "proposal";
  public static final String PROPOSAL_REASON = "proposal_reason";
  public static final String AGAINST_PROPOSAL = "against_proposal";
  public static final String DIFFERENCE = "difference";
  public static final String SIMULTANEOUS_LOWER = "simultaneous_lower";
  public static final String SIMULTANEOUS_UPPER = "simultaneous_upper";
  public static final String FINGERPRINT = "fingerprint";

  /** Columns, key and constraints of this table. */
  public static final TableContract CONTRACT =
      TableContract.ofReview(
              "decisions",
              "The signed record: who decided what of which candidate, with what had been proposed. Rows are added and never changed; the one with the highest number holds.")
          .required(RULE_VERSION, StringType, "The candidate")
          .required(
              NUMBER, IntegerType, "Place among the decisions on this candidate and review, from 1")
          .required(DECISION, StringType, "promote, hold or reject")
          .required(DECIDED_BY, StringType, "Who signs")
          .required(DECIDED_AT, TimestampType, "When it was decided", "UTC")
          .optional(NOTE, StringType, "Why; never null where it was decided against the proposal")
          .required(PROPOSAL, StringType, "What had been proposed then")
          .required(PROPOSAL_REASON, StringType, "Why that had been proposed")
          .required(AGAINST_PROPOSAL, BooleanType, "True where the decision is another one")
          .optional(
              DIFFERENCE, DoubleType, "The difference in conversion as it was estimated", "share")
          .optional(SIMULTANEOUS_LOWER, DoubleType, "Its lower bound then", "share")
          .optional(SIMULTANEOUS_UPPER, DoubleType, "Its upper bound then", "share")
          .required(
              FINGERPRINT,
              StringType,
              "Fingerprint of the rules that were decided on, see rule_versions")
          .key(REVIEW_ID, RULE_VERSION, NUMBER)
          .check("decision_is_known", "decision IN ('promote', 'hold', 'reject')")
          .check("against_the_proposal_with_a_note", "NOT against_proposal OR note IS NOT NULL")
          .build();

  private DecisionsTable() {}
}
