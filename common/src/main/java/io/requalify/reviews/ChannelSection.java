package io.requalify.reviews;

import io.requalify.reviews.Block.Caution;
import io.requalify.reviews.Block.Column;
import io.requalify.reviews.Block.Figure;
import io.requalify.reviews.Block.Fold;
import io.requalify.reviews.Block.Grid;
import io.requalify.reviews.Block.Heading;
import io.requalify.reviews.Block.LegendItem;
import io.requalify.reviews.Block.Line;
import io.requalify.reviews.Block.Symbol;
import io.requalify.reviews.Block.Tone;
import io.requalify.reviews.Evidence.Population;
import io.requalify.reviews.ReviewResults.ChannelRow;
import io.requalify.tables.Review;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** What became of the leads, and of the MQLs of each version, channel by channel. */
final class ChannelSection {
  private final Evidence evidence;

  private ChannelSection(Evidence evidence) {
    this.evidence = evidence;
  }

  static Optional<Section> of(Evidence evidence) {
    List<Population> populations = evidence.populations();
    if (populations.isEmpty()) {
      return Optional.empty();
    }
    List<Block> blocks = new ArrayList<>();
    for (int i = 0; i < populations.size(); i++) {
      blocks.addAll(new ChannelSection(evidence).ofPopulation(populations.get(i), "channels-" + i));
    }
    return Optional.of(new Section("channels", "Channels", blocks));
  }

  private List<Block> ofPopulation(Population population, String id) {
    List<Block> blocks = new ArrayList<>();
    blocks.add(new Heading(population.title()));
    if (population.candidate()) {
      blocks.add(new Caution(underProduction()));
    }
    List<Outcome> outcomes = evidence.outcomes(population);
    for (int i = 0; i < outcomes.size(); i++) {
      List<Block> ofOutcome = ofOutcome(population, outcomes.get(i), id + "-" + i);
      if (i == 0) {
        blocks.addAll(ofOutcome);
      } else {
        blocks.add(new Fold("The same for the outcome: " + outcomes.get(i).title(), ofOutcome));
      }
    }
    return blocks;
  }

  /** Words for everything that is shown of the real fate of a candidate's MQLs. */
  static Prose underProduction() {
    return Prose.of(
        "This is what really became of these contacts while production decided whom sales worked. "
            + "It is not what the candidate would have converted: see the estimates for that.");
  }

  private List<Block> ofOutcome(Population population, Outcome outcome, String id) {
    List<ChannelRow> rows =
        evidence.channels(population).stream()
            .filter(row -> row.outcome().equals(outcome.name()))
            .filter(row -> row.cohort().equals(Review.ALL))
            .sorted(
                Comparator.comparing((ChannelRow row) -> row.channel().equals(Review.ALL))
                    .thenComparing(Comparator.comparingLong(ChannelRow::contacts).reversed())
                    .thenComparing(ChannelRow::channel))
            .toList();
    if (rows.isEmpty()) {
      return List.of();
    }
    List<Block> blocks = new ArrayList<>();
    blocks.add(
        new Figure(
            id,
            "%s: share of the %s, by channel".formatted(outcome.title(), population.members()),
            "Largest channel first. The figures at the end of each line are the shrunken rate and its 90% interval.",
            List.of(
                new LegendItem(Symbol.SHRUNKEN, "Shrunken towards the whole, 90% interval"),
                new LegendItem(Symbol.WILSON, "As counted, 95% interval (Wilson)")),
            new Chart.Intervals(
                Chart.Unit.PERCENT,
                whole(rows),
                rows.stream().map(ChannelSection::line).toList())));
    blocks.add(grid(rows, population, outcome));
    beforeStart(rows, population, outcome).ifPresent(blocks::add);
    return blocks;
  }

  private static Optional<Chart.Reference> whole(List<ChannelRow> rows) {
    return rows.stream()
        .filter(row -> row.channel().equals(Review.ALL) && row.rate().isPresent())
        .findFirst()
        .map(row -> new Chart.Reference(row.rate().getAsDouble(), "all"));
  }

  private static Chart.Line line(ChannelRow row) {
    List<Chart.Mark> marks = new ArrayList<>();
    if (row.rate().isPresent()) {
      marks.add(new Chart.Mark(Chart.Style.WILSON, row.rate(), row.wilson()));
    }
    if (row.shrunkenRate().isPresent()) {
      marks.add(new Chart.Mark(Chart.Style.SHRUNKEN, row.shrunkenRate(), row.shrunken()));
    }
    boolean whole = row.channel().equals(Review.ALL);
    OptionalDouble rate = row.shrunkenRate().isPresent() ? row.shrunkenRate() : row.rate();
    Optional<Span> span = row.shrunkenRate().isPresent() ? row.shrunken() : row.wilson();
    String figures = Figures.percent(rate, span);
    boolean muted = !whole && !row.isSufficient();
    return new Chart.Line(
        whole ? "All channels" : row.channel(),
        whole,
        muted,
        muted ? "too few to be read" : figures,
        marks);
  }

  private static Grid grid(List<ChannelRow> rows, Population population, Outcome outcome) {
    boolean money = rows.stream().anyMatch(row -> row.currency().isPresent());
    List<Column> columns =
        new ArrayList<>(
            List.of(
                Column.text("Channel"),
                Column.number(population.isLeads() ? "Leads" : "MQLs"),
                Column.number("Of these " + outcome.share()),
                Column.number("Rate, 95% interval (Wilson)"),
                Column.number("Shrunken rate, 90% interval"),
                Column.number("Horizon of %d days over".formatted(rows.get(0).horizonDays())),
                Column.number("Rate within the horizon"),
                Column.number("Mean days")));
    if (money) {
      columns.add(Column.number("Revenue"));
    }
    columns.add(Column.text("Enough to be read?"));
    return new Grid(
        "%s: %s by channel".formatted(outcome.title(), population.members()),
        columns,
        rows.stream().map(row -> tableLine(row, money)).toList());
  }

  private static Line tableLine(ChannelRow row, boolean money) {
    boolean whole = row.channel().equals(Review.ALL);
    List<String> cells =
        new ArrayList<>(
            List.of(
                whole ? "All channels" : row.channel(),
                Figures.count(row.contacts()),
                Figures.count(row.converted()),
                Figures.percent(row.rate(), row.wilson()),
                Figures.percent(row.shrunkenRate(), row.shrunken()),
                Figures.count(row.matureContacts()),
                Figures.percent(row.matureRate()),
                Figures.decimal(row.meanDays())));
    if (money) {
      cells.add(revenue(row));
    }
    cells.add(row.verdict().equals(ChannelRow.SUFFICIENT) ? "yes" : row.verdict());
    return new Line(whole ? Tone.WHOLE : row.isSufficient() ? Tone.PLAIN : Tone.MUTED, cells);
  }

  private static String revenue(ChannelRow row) {
    if (row.revenue().isPresent()) {
      return Figures.money(row.revenue().get(), row.currency().orElse("(currency not recorded)"));
    }
    return row.currency().map(currency -> "not added up: " + currency).orElse(Figures.MISSING);
  }

  private static Optional<Block> beforeStart(
      List<ChannelRow> rows, Population population, Outcome outcome) {
    return rows.stream()
        .filter(row -> row.channel().equals(Review.ALL) && row.recordedBeforeStart() > 0)
        .findFirst()
        .map(
            row ->
                new Caution(
                    Prose.of(
                        "%s of these %s were %s before they started, by the record: an error of the source. They are not counted as conversions, but stand in the mean days and the revenue on record."
                            .formatted(
                                Figures.count(row.recordedBeforeStart()),
                                population.members(),
                                outcome.share()))));
  }
}
