package io.requalify.tables.result;

import static org.apache.spark.sql.types.DataTypes.StringType;

import io.requalify.tables.Review;
import io.requalify.tables.TableContract;

/** One row for each rule version of a review, with the whole of its meaning. */
public final class RuleVersionsTable {
  public static final String REVIEW_ID = Review.REVIEW_ID;
  public static final String AS_OF = Review.AS_OF;
  public static final String RULE_VERSION = "rule_version";
  public static final String MODEL = "model";
  public static final String FINGERPRINT = "fingerprint";
  public static final String ROLE = "role";
  public static final String STATUS = "status";
  public static final String PARENT = "parent";
  public static final String OWNER = "owner";
  public static final String REASON = "reason";
  public static final String DOCUMENT = "document";

  /** Columns, key and constraints of this table. */
  public static final TableContract CONTRACT =
      TableContract.ofReview(
              "rule_versions",
              "One row for each rule version of a review, with the whole of its meaning.")
          .required(RULE_VERSION, StringType, "Name of the version")
          .required(MODEL, StringType, "Model it belongs to; by-hand of the version manual")
          .required(FINGERPRINT, StringType, "SHA-256 of the meaning")
          .required(ROLE, StringType, "production or candidate")
          .required(
              STATUS,
              StringType,
              "draft, candidate, production or retired, as its file says; of manual like the role")
          .optional(PARENT, StringType, "Version it was made from")
          .optional(OWNER, StringType, "Who answers for it")
          .optional(REASON, StringType, "Why it was made")
          .required(
              DOCUMENT,
              StringType,
              "Canonical form of the version, as JSON; of manual, which has no rules, what it means")
          .key(REVIEW_ID, RULE_VERSION)
          .check("role_is_known", "role IN ('production', 'candidate')")
          .build();

  private RuleVersionsTable() {}
}
