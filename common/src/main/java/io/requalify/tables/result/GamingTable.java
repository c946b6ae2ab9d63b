package io.requalify.tables.result;

import static org.apache.spark.sql.types.DataTypes.BooleanType;
import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;

import io.requalify.tables.Review;
import io.requalify.tables.TableContract;

/**
 * Signs that somebody chases points, or the number of qualified contacts, instead of their worth.
 */
public final class GamingTable {
  public static final String REVIEW_ID = Review.REVIEW_ID;
  public static final String AS_OF = Review.AS_OF;
  public static final String RULE_VERSION = "rule_version";
  public static final String SEGMENT = "segment";
  public static final String TEST = "test";
  public static final String STATISTIC = "statistic";
  public static final String LOWER = "lower";
  public static final String UPPER = "upper";
  public static final String P_VALUE = "p_value";
  public static final String CONTACTS = "contacts";
  public static final String ALARM = "alarm";
  public static final String FINDING = "finding";
  public static final String REASON = "reason";

  /** Columns, key and constraints of this table. */
  public static final TableContract CONTRACT =
      TableContract.ofReview(
              "gaming",
              "Signs that somebody chases points, or the number of qualified contacts, instead of their worth.")
          .required(RULE_VERSION, StringType, "The version")
          .required(SEGMENT, StringType, "Segment, or (all) for the test of volume against value")
          .required(
              TEST,
              StringType,
              "heaped_at_threshold (Frandsen), more_heaped_than_before (difference in bunching), lowered_threshold or volume_against_value")
          .optional(
              STATISTIC,
              DoubleType,
              "Share of three neighbouring scores that is at the threshold; log ratio of those just above to those just below, since the version was live less before; rate of the contacts that a lowered threshold let in; times by which the weekly pipeline changed. Null where refused")
          .optional(
              LOWER, DoubleType, "Lower end of its interval of 95%; null for heaped_at_threshold")
          .optional(UPPER, DoubleType, "Upper end of the same")
          .optional(
              P_VALUE,
              DoubleType,
              "Probability of such heaping by chance; null for the tests that go by intervals")
          .required(CONTACTS, LongType, "Contacts that it is said of", "contacts")
          .optional(ALARM, BooleanType, "True where something is found; null where refused")
          .required(
              FINDING, StringType, "What is found, in words with its figures; empty where refused")
          .required(REASON, StringType, "Why nothing can be said, in words; empty where it can")
          .key(REVIEW_ID, RULE_VERSION, SEGMENT, TEST)
          .check(
              "test_is_known",
              "test IN ('heaped_at_threshold', 'more_heaped_than_before', 'lowered_threshold', 'volume_against_value')")
          .check("either_found_or_refused", "(alarm IS NULL) = (reason <> '')")
          .check("statistic_unless_refused", "(alarm IS NULL) = (statistic IS NULL)")
          .build();

  private GamingTable() {}
}
