package io.requalify.reviews;

import static io.requalify.reviews.ReviewResults.EstimateRow.CONVERSION;

import io.requalify.reviews.Estimator.Kind;
import io.requalify.reviews.ReviewResults.EstimateRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The lines of one version in a picture: what may be believed on the first, and below it, apart,
 * the figures that are something else.
 */
record EstimateLines(String version, VersionEstimates estimates, String measure) {
  List<Chart.Line> lines(boolean production, OptionalDouble truth) {
    List<Chart.Line> lines = new ArrayList<>();
    lines.add(first(production, truth));
    row(Kind.OBSERVED).ifPresent(row -> lines.add(hollow(row, Chart.Style.OBSERVED)));
    if (!production) {
      row(Kind.MISLEADING).ifPresent(row -> lines.add(hollow(row, Chart.Style.NAIVE)));
    }
    return lines;
  }

  private Optional<EstimateRow> row(Kind kind) {
    return estimates.first(kind, measure).filter(row -> row.estimate().isPresent());
  }

  private Chart.Line first(boolean production, OptionalDouble truth) {
    List<Chart.Mark> marks = new ArrayList<>();
    estimates
        .bounds(measure)
        .ifPresent(
            span ->
                marks.add(
                    new Chart.Mark(Chart.Style.BOUNDS, OptionalDouble.empty(), Optional.of(span))));
    Optional<EstimateRow> best = estimates.best(measure);
    best.filter(row -> row.estimate().isPresent())
        .ifPresent(
            row ->
                marks.add(
                    new Chart.Mark(
                        row.trusted() ? Chart.Style.ESTIMATE : Chart.Style.UNTRUSTED,
                        row.estimate(),
                        row.span())));
    if (truth.isPresent()) {
      marks.add(new Chart.Mark(Chart.Style.TRUTH, truth, Optional.empty()));
    }
    return new Chart.Line(
        version + (production ? " (production)" : ""),
        true,
        best.isEmpty() || best.get().estimate().isEmpty(),
        best.map(this::words).orElse("not estimated"),
        marks);
  }

  private Chart.Line hollow(EstimateRow row, Chart.Style style) {
    return new Chart.Line(
        row.estimator().title(),
        false,
        false,
        figure(row.estimate()),
        List.of(new Chart.Mark(style, row.estimate(), Optional.empty())));
  }

  private String words(EstimateRow row) {
    if (row.estimate().isEmpty()) {
      return "refused";
    }
    String figures =
        isConversion()
            ? Figures.percent(row.estimate(), row.span())
            : Figures.points(row.estimate(), row.span());
    return row.trusted() ? figures : figures + ", not trusted";
  }

  private String figure(OptionalDouble value) {
    return isConversion() ? Figures.percent(value) : Figures.points(value);
  }

  private boolean isConversion() {
    return measure.equals(CONVERSION);
  }
}
