package io.requalify.reviews;

import static io.requalify.reviews.ReviewResults.EstimateRow.CONVERSION;
import static io.requalify.reviews.ReviewResults.EstimateRow.DIFFERENCE;

import io.requalify.reviews.Block.Column;
import io.requalify.reviews.Block.Grid;
import io.requalify.reviews.Block.Line;
import io.requalify.reviews.Block.Tone;
import io.requalify.reviews.Estimator.Kind;
import io.requalify.reviews.ReviewResults.EstimateRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** All versions in one small table, a row each. */
final class Glance {
  private Glance() {}

  static Optional<Grid> of(Evidence evidence, Outcome outcome) {
    List<String> versions = evidence.estimatedVersions(outcome);
    if (versions.isEmpty()) {
      return Optional.empty();
    }
    boolean truth =
        versions.stream().anyMatch(version -> evidence.truth(version, outcome).isPresent());
    List<Column> columns =
        new ArrayList<>(
            List.of(
                Column.text("Version"),
                Column.number("Contacts qualified"),
                Column.number("Estimate: " + outcome.share()),
                Column.number("95% interval"),
                Column.number("In all, of those qualified"),
                Column.number("Against production, points"),
                Column.number("Worst-case bounds"),
                Column.number("Naive figure (misleading)")));
    if (truth) {
      columns.add(Column.number("Truth (simulated)"));
    }
    List<Line> lines = new ArrayList<>();
    for (String version : versions) {
      lines.add(line(evidence, version, outcome, truth));
    }
    return Optional.of(
        new Grid(
            "The versions at a glance; – where it is refused or does not apply", columns, lines));
  }

  private static Line line(Evidence evidence, String version, Outcome outcome, boolean truth) {
    VersionEstimates estimates = evidence.estimates(version, outcome);
    Optional<EstimateRow> best = estimates.best(CONVERSION);
    boolean trusted = best.isPresent() && best.get().trusted();
    long contacts = estimates.rows().get(0).contacts();
    OptionalDouble share = best.map(EstimateRow::estimate).orElse(OptionalDouble.empty());
    List<String> cells = new ArrayList<>();
    cells.add(version + (evidence.isProduction(version) ? " (production)" : ""));
    cells.add(Figures.count(contacts));
    cells.add(Figures.percent(share) + (share.isPresent() && !trusted ? " (not trusted)" : ""));
    cells.add(Figures.percent(best.flatMap(EstimateRow::span)));
    cells.add(
        share.isPresent()
            ? Figures.count(Math.round(share.getAsDouble() * contacts))
            : Figures.MISSING);
    cells.add(
        evidence.isProduction(version)
            ? Figures.MISSING
            : Figures.points(
                estimates
                    .best(DIFFERENCE)
                    .map(EstimateRow::estimate)
                    .orElse(OptionalDouble.empty())));
    cells.add(Figures.percent(estimates.bounds(CONVERSION)));
    cells.add(
        Figures.percent(
            estimates
                .first(Kind.MISLEADING, CONVERSION)
                .filter(row -> !evidence.isProduction(version))
                .map(EstimateRow::estimate)
                .orElse(OptionalDouble.empty())));
    if (truth) {
      cells.add(Figures.percent(evidence.truth(version, outcome)));
    }
    return new Line(Tone.PLAIN, cells);
  }
}
