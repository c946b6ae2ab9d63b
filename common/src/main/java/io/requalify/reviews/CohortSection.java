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
import io.requalify.reviews.Chart.Maturity;
import io.requalify.reviews.Evidence.Population;
import io.requalify.reviews.ReviewResults.ChannelRow;
import io.requalify.tables.ContractViolationException;
import io.requalify.tables.Review;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Month by month. A month whose horizon is not over cannot be compared with one whose is, so it
 * never enters the line of the conversion.
 */
final class CohortSection {
  private final Evidence evidence;

  private CohortSection(Evidence evidence) {
    this.evidence = evidence;
  }

  static Optional<Section> of(Evidence evidence) {
    List<Block> blocks = new ArrayList<>();
    List<Population> populations = evidence.populations();
    for (int i = 0; i < populations.size(); i++) {
      blocks.addAll(new CohortSection(evidence).ofPopulation(populations.get(i), "months-" + i));
    }
    if (blocks.isEmpty()) {
      return Optional.empty();
    }
    blocks.add(
        0,
        new Paragraph(
            Prose.of(
                    "A contact needs time to convert. Where the horizon is not over for every contact of a month, the month is marked, and its low count says ")
                .strong("nothing about quality")
                .plain(".")));
    return Optional.of(new Section("months", "Month by month", blocks));
  }

  private List<Block> ofPopulation(Population population, String id) {
    Outcome outcome = evidence.outcomes(population).get(0);
    List<ChannelRow> rows =
        evidence.channels(population).stream()
            .filter(row -> row.outcome().equals(outcome.name()))
            .filter(row -> row.channel().equals(Review.ALL))
            .filter(row -> !row.cohort().equals(Review.ALL))
            .toList();
    if (rows.isEmpty()) {
      return List.of();
    }
    List<Block> blocks = new ArrayList<>();
    blocks.add(new Heading(population.title()));
    if (population.candidate()) {
      blocks.add(new Caution(ChannelSection.underProduction()));
    }
    blocks.add(
        new Figure(
            id,
            "%s within %d days, and volume, by month of the start"
                .formatted(outcome.title(), rows.get(0).horizonDays()),
            "Months in the zone %s.".formatted(Figures.zone(evidence.review().timezone())),
            List.of(
                new LegendItem(Symbol.MATURE, "Mature month"),
                new LegendItem(Symbol.PARTLY, "Partly mature: rate of those whose horizon is over"),
                new LegendItem(Symbol.IMMATURE, "Immature: no rate yet")),
            new Chart.Months(rows.stream().map(this::month).toList())));
    blocks.add(grid(rows, population, outcome));
    return blocks;
  }

  private Chart.Month month(ChannelRow row) {
    Maturity maturity = maturity(row);
    return new Chart.Month(
        row.cohort(),
        row.contacts(),
        maturity == Maturity.IMMATURE ? OptionalDouble.empty() : row.matureRate(),
        maturity);
  }

  private Grid grid(List<ChannelRow> rows, Population population, Outcome outcome) {
    List<Line> lines = new ArrayList<>();
    for (ChannelRow row : rows) {
      Maturity maturity = maturity(row);
      lines.add(
          new Line(
              maturity == Maturity.MATURE ? Tone.PLAIN : Tone.MUTED,
              List.of(
                  row.cohort(),
                  Figures.count(row.contacts()),
                  Figures.count(row.matureContacts()),
                  Figures.count(row.matureConverted()),
                  maturity == Maturity.IMMATURE
                      ? Figures.MISSING
                      : Figures.percent(row.matureRate()),
                  maturity.words(),
                  Figures.count(row.converted()))));
    }
    return new Grid(
        "%s: %s by month".formatted(outcome.title(), population.members()),
        List.of(
            Column.text("Month"),
            Column.number(population.isLeads() ? "Leads" : "MQLs"),
            Column.number("Horizon over"),
            Column.number("Of these " + outcome.share() + " within it"),
            Column.number("Rate within the horizon"),
            Column.text("Month is"),
            Column.number(capitalised(outcome.share()) + " so far, at any time")),
        lines);
  }

  /** By the calendar: the first and the last instant at which a contact of the month started. */
  private Maturity maturity(ChannelRow row) {
    Review review = evidence.review();
    YearMonth month = month(row.cohort());
    Instant first = month.atDay(1).atStartOfDay(review.timezone()).toInstant();
    Instant end = month.plusMonths(1).atDay(1).atStartOfDay(review.timezone()).toInstant();
    Instant from = first.isBefore(review.from()) ? review.from() : first;
    Instant to = end.isAfter(review.to()) ? review.to() : end;
    Duration horizon = Duration.ofDays(row.horizonDays());
    if (!to.plus(horizon).isAfter(review.asOf())) {
      return Maturity.MATURE;
    }
    return from.plus(horizon).isAfter(review.asOf()) ? Maturity.IMMATURE : Maturity.PARTLY;
  }

  private static YearMonth month(String cohort) {
    try {
      return YearMonth.parse(cohort);
    } catch (DateTimeParseException e) {
      throw new ContractViolationException(
          "Table channel_quality has the cohort '%s', which is no month as yyyy-MM: run the command channels again"
              .formatted(cohort),
          e);
    }
  }

  private static String capitalised(String text) {
    return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
  }
}
