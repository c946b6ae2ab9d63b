package io.requalify.reviews;

import io.requalify.reviews.Block.Caution;
import io.requalify.reviews.Block.Column;
import io.requalify.reviews.Block.Figure;
import io.requalify.reviews.Block.Grid;
import io.requalify.reviews.Block.Heading;
import io.requalify.reviews.Block.LegendItem;
import io.requalify.reviews.Block.Line;
import io.requalify.reviews.Block.Paragraph;
import io.requalify.reviews.Block.Symbol;
import io.requalify.reviews.Block.Tone;
import io.requalify.reviews.ReviewResults.PointsRow;
import io.requalify.reviews.ReviewResults.RuleRow;
import io.requalify.tables.result.CalibrationTable;
import io.requalify.tables.result.RuleContributionsTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** Whether points mean what they meant, and what each rule has to do with who qualifies. */
final class PointsSection {
  private static final String AREA = "area_under_curve";

  private final Evidence evidence;
  private final Outcome outcome;

  private PointsSection(Evidence evidence, Outcome outcome) {
    this.evidence = evidence;
    this.outcome = outcome;
  }

  /** None where points were not judged. The first outcome of the funnel is told. */
  static Optional<Section> of(Evidence evidence) {
    ReviewResults results = evidence.results();
    return Stream.concat(
            results.points().stream().map(PointsRow::outcome),
            results.rules().stream().map(RuleRow::outcome))
        .distinct()
        .map(Outcome::named)
        .min(Outcome.FUNNEL)
        .map(
            outcome ->
                new Section(
                    "points",
                    "What the points are worth",
                    new PointsSection(evidence, outcome).blocks()));
  }

  private List<Block> blocks() {
    List<Block> blocks = new ArrayList<>();
    blocks.add(
        new Paragraph(
            Prose.of(
                "Two questions are asked of the contacts that sales worked: do more points mean that more were %s, and do points of the later months mean what they had meant in the earlier ones? Of scores that sales never worked nothing is said."
                    .formatted(outcome.share()))));
    blocks.add(worth());
    List<String> versions =
        evidence.review().versions().stream().filter(version -> !rules(version).isEmpty()).toList();
    for (int place = 0; place < versions.size(); place++) {
      blocks.addAll(ofVersion(versions.get(place), "points-" + place));
    }
    return blocks;
  }

  private Block worth() {
    List<Line> lines = new ArrayList<>();
    for (String version : evidence.review().versions()) {
      PointsRow area = figure(version, AREA);
      PointsRow slope = figure(version, CalibrationTable.SLOPE);
      boolean isSaid = area.value().isPresent() || slope.value().isPresent();
      lines.add(
          new Line(
              isSaid ? Tone.PLAIN : Tone.MUTED,
              List.of(
                  version,
                  ratio(area),
                  ratio(slope),
                  Stream.of(area.reason(), slope.reason())
                      .filter(reason -> !reason.isEmpty())
                      .distinct()
                      .reduce((one, other) -> one + "; " + other)
                      .orElse(""))));
    }
    return new Grid(
        "%s: what points say of the contacts that were worked".formatted(outcome.title()),
        List.of(
            Column.text("Version"),
            Column.number("Order: area under the curve, 0.5 is a coin (95% interval)"),
            Column.number("Meaning kept: slope, 1 is kept (95% interval)"),
            Column.text("Why not said")),
        lines);
  }

  private PointsRow figure(String version, String name) {
    return evidence.results().points().stream()
        .filter(row -> row.version().equals(version) && row.outcome().equals(outcome.name()))
        .filter(row -> row.figure().equals(name))
        .findFirst()
        .orElseGet(
            () ->
                new PointsRow(
                    version,
                    outcome.name(),
                    name,
                    OptionalDouble.empty(),
                    Optional.empty(),
                    "its points were not judged"));
  }

  private static String ratio(PointsRow row) {
    if (row.value().isEmpty()) {
      return Figures.MISSING;
    }
    return row.interval()
        .map(
            span ->
                "%s (%s to %s)"
                    .formatted(
                        ratio(row.value().getAsDouble()), ratio(span.lower()), ratio(span.upper())))
        .orElseGet(() -> ratio(row.value().getAsDouble()));
  }

  private static String ratio(double number) {
    return String.format(Locale.ROOT, "%.2f", number).replace('-', '\u2212');
  }

  private List<RuleRow> rules(String version) {
    return evidence.results().rules().stream()
        .filter(row -> row.version().equals(version) && row.outcome().equals(outcome.name()))
        .toList();
  }

  private List<Block> ofVersion(String version, String id) {
    List<RuleRow> rows = rules(version);
    List<Block> blocks = new ArrayList<>();
    blocks.add(new Heading("Rules of " + version));
    named(rows, RuleContributionsTable.UNUSED)
        .map(rules -> "No contact of the window has points by: %s.".formatted(rules))
        .ifPresent(text -> blocks.add(new Caution(Prose.of(text))));
    named(rows, RuleContributionsTable.NEVER_PIVOTAL)
        .map(
            rules ->
                "These move scores and decide about nobody: %s. Without them the same contacts would qualify, at the same time."
                    .formatted(rules))
        .ifPresent(text -> blocks.add(new Caution(Prose.of(text))));
    if (rows.stream().anyMatch(row -> row.share().isPresent())) {
      blocks.add(picture(rows, id));
    }
    blocks.add(grid(rows));
    return blocks;
  }

  private static Optional<String> named(List<RuleRow> rows, String verdict) {
    return rows.stream()
        .filter(row -> row.verdict().equals(verdict))
        .map(RuleRow::rule)
        .sorted()
        .reduce((one, other) -> one + ", " + other);
  }

  private static Block picture(List<RuleRow> rows, String id) {
    List<RuleRow> shared = rows.stream().filter(row -> row.share().isPresent()).toList();
    boolean below = shared.stream().anyMatch(row -> row.share().getAsDouble() < 0);
    return new Figure(
        id,
        "Share of qualification that is due to each rule",
        "Were the rules of each contact to come in any order, how often is it this one that makes the contact qualify. Beside it how many contacts have points by the rule at all.",
        List.of(
            new LegendItem(Symbol.ESTIMATE, "Share of qualification"),
            new LegendItem(Symbol.OBSERVED, "Share of contacts with points by it")),
        new Chart.Intervals(
            below ? Chart.Unit.POINTS : Chart.Unit.PERCENT,
            Optional.empty(),
            shared.stream().map(PointsSection::line).toList()));
  }

  private static Chart.Line line(RuleRow row) {
    OptionalDouble fired =
        row.contacts().orElse(0) == 0
            ? OptionalDouble.empty()
            : OptionalDouble.of((double) row.fired().orElse(0) / row.contacts().getAsLong());
    return new Chart.Line(
        row.rule(),
        false,
        !row.verdict().isEmpty(),
        row.verdict().isEmpty() ? Figures.percent(row.share()) : row.verdict(),
        List.of(
            new Chart.Mark(Chart.Style.OBSERVED, fired, Optional.empty()),
            new Chart.Mark(Chart.Style.ESTIMATE, row.share(), Optional.empty())));
  }

  private Block grid(List<RuleRow> rows) {
    return new Grid(
        "%s: what each rule has to do with it".formatted(outcome.title()),
        List.of(
            Column.text("Rule"),
            Column.number("Contacts with points by it"),
            Column.number("Mean points of all"),
            Column.number("Share of qualification"),
            Column.number("Qualify only with it"),
            Column.number("Of these %s, 95%% interval".formatted(outcome.share())),
            Column.number("Lost in a replay without it"),
            Column.number("Of these %s".formatted(outcome.share())),
            Column.number("Gained without it"),
            Column.text("Remark")),
        rows.stream().map(PointsSection::tableLine).toList());
  }

  private static Line tableLine(RuleRow row) {
    return new Line(
        row.isLimits() ? Tone.WHOLE : row.verdict().isEmpty() ? Tone.PLAIN : Tone.MUTED,
        List.of(
            row.isLimits() ? "Limits and rounding" : row.rule(),
            count(row.fired()),
            Figures.decimal(row.meanPoints()),
            Figures.percent(row.share()),
            count(row.pivotal()),
            Figures.percent(row.pivotalRate(), row.pivotalInterval()),
            count(row.lost()),
            row.lostMature().orElse(0) == 0
                ? Figures.MISSING
                : "%s of %s known".formatted(count(row.lostConverted()), count(row.lostMature())),
            count(row.gained()),
            Stream.of(row.verdict(), row.isLimits() ? "" : row.reason())
                .filter(text -> !text.isEmpty())
                .reduce((one, other) -> one + "; " + other)
                .orElse("")));
  }

  private static String count(OptionalLong number) {
    return number.isPresent() ? Figures.count(number.getAsLong()) : Figures.MISSING;
  }
}
