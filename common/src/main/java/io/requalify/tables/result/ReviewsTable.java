package io.requalify.tables.result;

import static io.requalify.tables.ColumnTypes.LONGS_BY_NAME;
import static io.requalify.tables.ColumnTypes.STRINGS;
import static io.requalify.tables.ColumnTypes.STRINGS_BY_NAME;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.apache.spark.sql.types.DataTypes.TimestampType;

import io.requalify.tables.Review;
import io.requalify.tables.TableContract;

/** One row for each review: what was asked, and of what input. */
public final class ReviewsTable {
  public static final String REVIEW_ID = Review.REVIEW_ID;
  public static final String AS_OF = Review.AS_OF;
  public static final String WINDOW_FROM = "window_from";
  public static final String WINDOW_TO = "window_to";
  public static final String TIMEZONE = "timezone";
  public static final String PRODUCTION_VERSION = "production_version";
  public static final String CANDIDATE_VERSIONS = "candidate_versions";
  public static final String INPUTS = "inputs";
  public static final String TIMELINE_ID = "timeline_id";
  public static final String CODE_VERSION = "code_version";
  public static final String CONFIGURATION = "configuration";
  public static final String CONTACTS = "contacts";
  public static final String EPISODES = "episodes";

  /** Columns, key and constraints of this table. */
  public static final TableContract CONTRACT =
      TableContract.ofReview(
              "reviews", "One row for each review: what was asked, and of what input.")
          .required(WINDOW_FROM, TimestampType, "Start of the window of entries", "UTC")
          .required(WINDOW_TO, TimestampType, "End of the window, exclusive", "UTC")
          .required(TIMEZONE, StringType, "Zone of the calendar days and cohorts of this review")
          .optional(
              PRODUCTION_VERSION,
              StringType,
              "Version that was live; null for a review of leads alone")
          .required(CANDIDATE_VERSIONS, STRINGS, "Versions under review, in order of their names")
          .required(INPUTS, LONGS_BY_NAME, "Delta version of each source table that was read")
          .optional(
              TIMELINE_ID,
              StringType,
              "Timelines that were replayed; null where nothing was rescored")
          .required(CODE_VERSION, StringType, "Version of Requalify")
          .required(CONFIGURATION, STRINGS_BY_NAME, "Every setting that the figures depend on")
          .required(CONTACTS, LongType, "Contacts in the population", "contacts")
          .required(EPISODES, LongType, "Episodes of all versions in the window", "episodes")
          .key(REVIEW_ID)
          .check("window_is_in_order", "window_to > window_from")
          .build();

  private ReviewsTable() {}
}
