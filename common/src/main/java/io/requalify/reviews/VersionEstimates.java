package io.requalify.reviews;

import io.requalify.reviews.Estimator.Kind;
import io.requalify.reviews.ReviewResults.EstimateRow;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * All that is said of one version for one outcome.
 *
 * @param rows of all estimators and measures, the most dependable estimator first
 */
record VersionEstimates(List<EstimateRow> rows) {
  /**
   * The estimate to read first: the first by the preference of {@link Estimator} that gives a
   * figure, trusted or not. To pass over a doubted one for the next that happens to be trusted
   * would be to choose by the answer.
   */
  Optional<EstimateRow> best(String measure) {
    return of(Kind.ESTIMATE, measure).stream()
        .min(
            Comparator.comparing((EstimateRow row) -> row.estimate().isEmpty())
                .thenComparing(EstimateRow::estimator, Estimator.PREFERENCE));
  }

  Optional<EstimateRow> first(Kind kind, String measure) {
    return of(kind, measure).stream().findFirst();
  }

  /** The bounds, where there are any. */
  Optional<Span> bounds(String measure) {
    return first(Kind.BOUNDS, measure).flatMap(EstimateRow::span);
  }

  /** Conversion rows in order, each of which may have a difference beside it. */
  List<EstimateRow> conversions() {
    return rows.stream().filter(row -> row.measure().equals(EstimateRow.CONVERSION)).toList();
  }

  /** The same estimator's difference to production. */
  Optional<EstimateRow> difference(Estimator estimator) {
    return rows.stream()
        .filter(row -> row.measure().equals(EstimateRow.DIFFERENCE))
        .filter(row -> row.estimator().equals(estimator))
        .findFirst();
  }

  private List<EstimateRow> of(Kind kind, String measure) {
    return rows.stream()
        .filter(row -> row.estimator().kind() == kind && row.measure().equals(measure))
        .toList();
  }
}
