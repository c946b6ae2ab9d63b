package io.requalify.tables.result;

import static io.requalify.tables.ColumnTypes.STRINGS;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;

import io.requalify.tables.Review;
import io.requalify.tables.TableContract;

/** What was odd in the input of a review, how often, and what was done about it. */
public final class DataQualityTable {
  public static final String REVIEW_ID = Review.REVIEW_ID;
  public static final String AS_OF = Review.AS_OF;
  public static final String FOUND_BY = "found_by";
  public static final String CHECK_NAME = "check_name";
  public static final String TABLE_NAME = "table_name";
  public static final String AFFECTED = "affected";
  public static final String EXAMINED = "examined";
  public static final String EXAMPLES = "examples";
  public static final String EXPLANATION = "explanation";

  /** Columns, key and constraints of this table. */
  public static final TableContract CONTRACT =
      TableContract.ofReview(
              "data_quality",
              "What was odd in the input of a review, how often, and what was done about it.")
          .required(FOUND_BY, StringType, "Command that looked")
          .required(CHECK_NAME, StringType, "Stable name of the check")
          .required(TABLE_NAME, StringType, "Table it looked at")
          .required(AFFECTED, LongType, "Rows affected", "rows")
          .required(EXAMINED, LongType, "Rows examined", "rows")
          .required(EXAMPLES, STRINGS, "Up to five ids, in order")
          .required(EXPLANATION, StringType, "What it means and what was done")
          .key(REVIEW_ID, FOUND_BY, CHECK_NAME, TABLE_NAME)
          .build();

  private DataQualityTable() {}
}
