package io.requalify.monitoring;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.requalify.tables.Review;
import io.requalify.tables.Tables;
import io.requalify.tables.WriteReceipt;
import io.requalify.tables.result.ReviewComparisonsTable;
import io.requalify.tables.result.ReviewsTable;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;

/**
 * What earlier reviews of the warehouse said of the same versions, beside what this one says, where
 * both stand on the same window, zone, horizon, segment and currency; else why not.
 */
final class ReviewComparisons {
  private final Tables tables;

  ReviewComparisons(Tables tables) {
    this.tables = tables;
  }

  /** Writes the comparisons of a review; none where there is no earlier one of its versions. */
  WriteReceipt run(Review review) {
    List<ReviewBasis> earlier =
        tables
            .read(ReviewsTable.CONTRACT)
            .where(col(ReviewsTable.AS_OF).lt(lit(review.asOf())))
            .orderBy(ReviewsTable.AS_OF, ReviewsTable.REVIEW_ID)
            .collectAsList()
            .stream()
            .map(ReviewBasis::of)
            .toList();
    return tables.replace(
        ReviewComparisonsTable.CONTRACT,
        tables.of(ReviewComparisonsTable.CONTRACT, rows(review, earlier)),
        review.slice());
  }

  private List<Row> rows(Review review, List<ReviewBasis> earlier) {
    if (earlier.isEmpty() || review.versions().isEmpty()) {
      return List.of();
    }
    ReviewFigures figures =
        ReviewFigures.of(
            tables,
            col(ReviewsTable.AS_OF)
                .lt(lit(review.asOf()))
                .or(col(ReviewsTable.REVIEW_ID).equalTo(lit(review.id()))));
    NotableDates notable = NotableDates.of(tables, review);
    List<Row> rows = new ArrayList<>();
    for (ReviewBasis basis : earlier) {
      rows.addAll(new ReviewComparisonRows(review, basis, figures, notable).rows());
    }
    return rows;
  }
}
