package io.requalify.estimates;

import static org.apache.spark.sql.functions.col;

import io.requalify.statistics.Answer;
import io.requalify.statistics.Interval;
import io.requalify.statistics.proposals.KnownSlope;
import io.requalify.tables.Review;
import io.requalify.tables.Tables;
import io.requalify.tables.result.CalibrationTable;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Row;

/** The calibration slopes of a review, as the step that judges points has written them. */
final class CalibrationSlopes {
  private final Map<String, Answer<KnownSlope>> byVersion;
  private final boolean isJudged;

  private CalibrationSlopes(Map<String, Answer<KnownSlope>> byVersion, boolean isJudged) {
    this.byVersion = byVersion;
    this.isJudged = isJudged;
  }

  /** Those of the outcome by which the review proposes, over all segments. */
  static CalibrationSlopes of(Tables tables, Review review) {
    Map<String, Answer<KnownSlope>> byVersion = new TreeMap<>();
    boolean isJudged = false;
    if (tables.exists(CalibrationTable.CONTRACT)) {
      isJudged = !tables.read(CalibrationTable.CONTRACT, review.slice()).isEmpty();
      tables
          .read(CalibrationTable.CONTRACT, review.slice())
          .where(
              col(CalibrationTable.SEGMENT)
                  .equalTo(Review.ALL)
                  .and(col(CalibrationTable.OUTCOME).equalTo(review.promotion().outcome()))
                  .and(col(CalibrationTable.MONTHS).equalTo(CalibrationTable.LATER_MONTHS))
                  .and(col(CalibrationTable.FIGURE).equalTo(CalibrationTable.SLOPE)))
          .collectAsList()
          .forEach(row -> byVersion.put(row.getAs(CalibrationTable.RULE_VERSION), slope(row)));
    }
    return new CalibrationSlopes(byVersion, isJudged);
  }

  private static Answer<KnownSlope> slope(Row row) {
    Double value = row.getAs(CalibrationTable.VALUE);
    Double lower = row.getAs(CalibrationTable.LOWER);
    Double upper = row.getAs(CalibrationTable.UPPER);
    if (value == null) {
      return Answer.refused(row.getAs(CalibrationTable.REASON));
    }
    return lower == null || upper == null
        ? Answer.refused("of its interval " + row.<String>getAs(CalibrationTable.INTERVAL))
        : Answer.of(new KnownSlope(value, new Interval(lower, upper)));
  }

  /** The slope of a version; refused where the table does not say it, with the reason. */
  Answer<KnownSlope> of(String version) {
    Answer<KnownSlope> known = byVersion.get(version);
    if (known != null) {
      return known;
    }
    return Answer.refused(
        isJudged
            ? "nobody who qualifies by its points was worked, or it has no points"
            : "points were not judged yet; run calibrate before estimate");
  }
}
