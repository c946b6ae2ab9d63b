package io.requalify.reviews;

import static io.requalify.reviews.ReviewResults.EstimateRow.CONVERSION;
import static io.requalify.reviews.ReviewResults.EstimateRow.DIFFERENCE;

import io.requalify.reviews.Block.Column;
import io.requalify.reviews.Block.Figure;
import io.requalify.reviews.Block.Fold;
import io.requalify.reviews.Block.Grid;
import io.requalify.reviews.Block.LegendItem;
import io.requalify.reviews.Block.Line;
import io.requalify.reviews.Block.Paragraph;
import io.requalify.reviews.Block.Symbol;
import io.requalify.reviews.Block.Tone;
import io.requalify.reviews.Estimator.Kind;
import io.requalify.reviews.ReviewResults.EstimateRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/** What each version would have converted, by each way to say so. */
final class EstimateSection {
  private final Evidence evidence;

  private EstimateSection(Evidence evidence) {
    this.evidence = evidence;
  }

  static Optional<Section> of(Evidence evidence) {
    return evidence.results().estimates().isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Section(
                "estimates",
                "What each version would have converted",
                new EstimateSection(evidence).blocks()));
  }

  private List<Block> blocks() {
    List<Block> blocks = new ArrayList<>();
    blocks.add(
        new Paragraph(
            Prose.of(
                "Nobody saw what the contacts that production did not send to sales would have done. The estimate learns it from the few "
                    + "that were sent at random; the bounds hold whatever they would have done; hollow marks are not estimates of the version at all.")));
    List<Outcome> outcomes =
        evidence.outcomes().stream()
            .filter(outcome -> !evidence.estimatedVersions(outcome).isEmpty())
            .toList();
    for (int i = 0; i < outcomes.size(); i++) {
      List<Block> ofOutcome = ofOutcome(outcomes.get(i));
      if (i == 0) {
        blocks.addAll(ofOutcome);
      } else {
        blocks.add(new Fold("The same for the outcome: " + outcomes.get(i).title(), ofOutcome));
      }
    }
    return blocks;
  }

  private List<Block> ofOutcome(Outcome outcome) {
    List<Block> blocks = new ArrayList<>();
    List<String> versions = evidence.estimatedVersions(outcome);
    blocks.add(
        new Figure(
            "conversion-" + outcome.name(),
            "%s: share of the contacts that each version qualifies".formatted(outcome.title()),
            "The dashed line is production’s estimate.",
            legend(versions, outcome),
            new Chart.Intervals(
                Chart.Unit.PERCENT, production(outcome), lines(versions, outcome, CONVERSION))));
    List<String> candidates =
        versions.stream()
            .filter(version -> !evidence.isProduction(version))
            .filter(version -> hasDifference(version, outcome))
            .toList();
    if (!candidates.isEmpty()) {
      blocks.add(
          new Figure(
              "difference-" + outcome.name(),
              "%s: candidate minus production, in percentage points".formatted(outcome.title()),
              "Right of zero the candidate converts better. Both are measured on the same contacts, so the difference is surer than the two shares.",
              List.of(),
              new Chart.Intervals(
                  Chart.Unit.POINTS,
                  Optional.of(new Chart.Reference(0, "production")),
                  lines(candidates, outcome, DIFFERENCE))));
    }
    versions.forEach(version -> blocks.add(grid(version, outcome)));
    return blocks;
  }

  private boolean hasDifference(String version, Outcome outcome) {
    return evidence.estimates(version, outcome).rows().stream()
        .anyMatch(row -> row.measure().equals(DIFFERENCE));
  }

  private List<LegendItem> legend(List<String> versions, Outcome outcome) {
    List<LegendItem> legend =
        new ArrayList<>(
            List.of(
                new LegendItem(Symbol.ESTIMATE, "Estimate, 95% interval"),
                new LegendItem(Symbol.UNTRUSTED, "Estimate that is not trusted"),
                new LegendItem(Symbol.BOUNDS, "Worst-case bounds"),
                new LegendItem(Symbol.OBSERVED, "Seen among what sales worked: not an estimate"),
                new LegendItem(Symbol.NAIVE, "Naive: qualified by both only, misleading")));
    if (versions.stream().anyMatch(version -> evidence.truth(version, outcome).isPresent())) {
      legend.add(new LegendItem(Symbol.TRUTH, "Truth of the simulated world"));
    }
    return legend;
  }

  private Optional<Chart.Reference> production(Outcome outcome) {
    return evidence
        .review()
        .production()
        .flatMap(version -> evidence.estimates(version, outcome).best(CONVERSION))
        .filter(row -> row.estimate().isPresent())
        .map(row -> new Chart.Reference(row.estimate().getAsDouble(), "production"));
  }

  private List<Chart.Line> lines(List<String> versions, Outcome outcome, String measure) {
    List<Chart.Line> lines = new ArrayList<>();
    for (String version : versions) {
      lines.addAll(
          new EstimateLines(version, evidence.estimates(version, outcome), measure)
              .lines(
                  evidence.isProduction(version),
                  measure.equals(CONVERSION)
                      ? evidence.truth(version, outcome)
                      : truthOfDifference(version, outcome)));
    }
    return lines;
  }

  private OptionalDouble truthOfDifference(String version, Outcome outcome) {
    OptionalDouble own = evidence.truth(version, outcome);
    OptionalDouble production =
        evidence
            .review()
            .production()
            .map(name -> evidence.truth(name, outcome))
            .orElse(OptionalDouble.empty());
    return own.isPresent() && production.isPresent()
        ? OptionalDouble.of(own.getAsDouble() - production.getAsDouble())
        : OptionalDouble.empty();
  }

  private Grid grid(String version, Outcome outcome) {
    VersionEstimates estimates = evidence.estimates(version, outcome);
    return new Grid(
        "%s%s: every figure, and whether it may be used; outcome: %s"
            .formatted(
                version, evidence.isProduction(version) ? " (production)" : "", outcome.title()),
        List.of(
            Column.text("Figure"),
            Column.number("Share, interval or bounds"),
            Column.number("Minus production, points"),
            Column.number("Contacts"),
            Column.number("Outcomes used"),
            Column.number("Effective sample"),
            Column.number("With evidence"),
            Column.number("Largest weight"),
            Column.text("May it be used?")),
        estimates.conversions().stream()
            .map(row -> line(row, estimates.difference(row.estimator())))
            .toList());
  }

  private static Line line(EstimateRow row, Optional<EstimateRow> difference) {
    Tone tone =
        row.estimator().kind() == Kind.MISLEADING
            ? Tone.MISLEADING
            : row.trusted() || row.estimator().kind() != Kind.ESTIMATE ? Tone.PLAIN : Tone.MUTED;
    return new Line(
        tone,
        List.of(
            "%s (%s)".formatted(row.estimator().title(), row.estimator().shortName()),
            Figures.percent(row.estimate(), row.span()),
            Figures.points(
                difference.map(EstimateRow::estimate).orElse(OptionalDouble.empty()),
                difference.flatMap(EstimateRow::span)),
            Figures.count(row.contacts()),
            Figures.count(row.observed()),
            Figures.decimal(row.effectiveSample()),
            Figures.percent(row.supportedShare()),
            Figures.percent(row.largestWeight()),
            usable(row, difference)));
  }

  private static String usable(EstimateRow row, Optional<EstimateRow> difference) {
    List<String> words = new ArrayList<>();
    words.add(
        switch (row.estimator().kind()) {
          case ESTIMATE, BOUNDS -> row.trusted() ? "Yes" : "No";
          case OBSERVED -> "Only as what it is: a rate of what sales worked";
          case MODEL -> "No, by itself it is a guess";
          case MISLEADING -> row.trusted() ? "Yes: the candidate adds nobody" : "No, it misleads";
        });
    words.add(row.why());
    difference
        .filter(other -> !other.trusted() && !other.why().equals(row.why()))
        .ifPresent(other -> words.add("The difference is not to be used: " + other.why()));
    return words.stream()
        .filter(text -> !text.isEmpty())
        .map(Prose::sentence)
        .collect(Collectors.joining(" "));
  }
}
