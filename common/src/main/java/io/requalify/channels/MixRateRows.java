package io.requalify.channels;

import io.requalify.statistics.Answer;
import io.requalify.statistics.BinomialTally;
import io.requalify.statistics.Conclusion;
import io.requalify.statistics.DrawnTally;
import io.requalify.statistics.Interval;
import io.requalify.statistics.decomposition.DecompositionIntervals;
import io.requalify.statistics.decomposition.DrawnCells;
import io.requalify.statistics.decomposition.MixAgainstRate;
import io.requalify.tables.Review;
import io.requalify.tables.result.MixRateTable;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * What moved the conversion between months, and between versions, as rows of {@link MixRateTable}.
 */
final class MixRateRows {
  /** Above this share of contacts without a channel the mix of channels is not told. */
  private static final double MOST_WITHOUT_CHANNEL = 0.05;

  private final Review review;
  private final SortedMap<MixKey, SortedMap<MixCell, DrawnTally>> cells;
  private final List<Row> rows = new ArrayList<>();

  MixRateRows(Review review, SortedMap<MixKey, SortedMap<MixCell, DrawnTally>> cells) {
    this.review = review;
    this.cells = cells;
  }

  /** Every version by months, then every candidate against production, for every outcome. */
  List<Row> rows() {
    for (String version : review.versions()) {
      for (String outcome : review.horizonDays().keySet()) {
        add(
            new Compared(MixRateTable.OF_MONTHS, version, outcome),
            of(version, outcome, cell -> !cell.later()),
            of(version, outcome, MixCell::later));
      }
    }
    review.production().ifPresent(this::addVersions);
    return List.copyOf(rows);
  }

  private void addVersions(String production) {
    for (String candidate : review.candidates()) {
      for (String outcome : review.horizonDays().keySet()) {
        add(
            new Compared(MixRateTable.OF_VERSIONS, candidate, outcome),
            of(production, outcome, cell -> true),
            of(candidate, outcome, cell -> true));
      }
    }
  }

  private record Compared(String comparison, String version, String outcome) {}

  /** The contacts of a version, those of both halves added up where both are wanted. */
  private SortedMap<MixCell, DrawnTally> of(
      String version, String outcome, Predicate<MixCell> wanted) {
    SortedMap<MixCell, DrawnTally> found = new TreeMap<>();
    cells
        .getOrDefault(new MixKey(version, outcome), Collections.emptySortedMap())
        .forEach(
            (cell, tally) -> {
              if (wanted.test(cell)) {
                found
                    .computeIfAbsent(
                        new MixCell(false, cell.values()), missing -> new DrawnTally(tally.draws()))
                    .add(tally);
              }
            });
    return found;
  }

  private void add(
      Compared compared,
      SortedMap<MixCell, DrawnTally> before,
      SortedMap<MixCell, DrawnTally> after) {
    DrawnCells drawn = new DrawnCells(MixCell.DIMENSIONS, byValues(before), byValues(after));
    Answer<MixAgainstRate> mix = drawn.mixAgainstRate();
    Sides sides = new Sides(compared, total(before), total(after), withoutChannel(before, after));
    if (mix.value().isEmpty()) {
      rows.add(sides.row(review, MixRateTable.TOTAL, Optional.empty(), null, null, mix.reason()));
      return;
    }
    MixAgainstRate found = mix.value().get();
    Answer<DecompositionIntervals> intervals = drawn.intervals(Conclusion.LEVEL);
    String reason = sides.reason(intervals.reason());
    rows.add(
        sides.row(
            review,
            MixRateTable.TOTAL,
            Optional.of(found.decomposition().total()),
            intervals.value().map(DecompositionIntervals::total).orElse(null),
            found.simpson(),
            reason));
    found
        .decomposition()
        .parts()
        .forEach(
            part ->
                rows.add(
                    sides.row(
                        review,
                        part.factor(),
                        Optional.of(part.difference()),
                        intervals.value().map(all -> all.parts().get(part.factor())).orElse(null),
                        found.simpson(),
                        reason)));
  }

  private static SortedMap<List<String>, DrawnTally> byValues(
      SortedMap<MixCell, DrawnTally> ofSide) {
    SortedMap<List<String>, DrawnTally> byValues =
        new TreeMap<>((one, other) -> new MixCell(false, one).compareTo(new MixCell(false, other)));
    ofSide.forEach((cell, tally) -> byValues.put(cell.values(), tally));
    return byValues;
  }

  private static BinomialTally total(SortedMap<MixCell, DrawnTally> ofSide) {
    return ofSide.values().stream()
        .map(DrawnTally::observed)
        .reduce(BinomialTally.NONE, BinomialTally::plus);
  }

  private static long withoutChannel(
      SortedMap<MixCell, DrawnTally> before, SortedMap<MixCell, DrawnTally> after) {
    long contacts = 0;
    for (SortedMap<MixCell, DrawnTally> side : List.of(before, after)) {
      for (MixCell cell : side.keySet()) {
        contacts +=
            cell.values().get(0).equals(Review.EMPTY) ? side.get(cell).observed().trials() : 0;
      }
    }
    return contacts;
  }

  /** What is compared, and how many there are. */
  private record Sides(
      Compared compared, BinomialTally before, BinomialTally after, long withoutChannel) {

    Optional<Double> shareWithoutChannel() {
      long contacts = before.trials() + after.trials();
      return contacts == 0 ? Optional.empty() : Optional.of((double) withoutChannel / contacts);
    }

    String reason(String ofIntervals) {
      List<String> reasons = new ArrayList<>();
      shareWithoutChannel()
          .filter(share -> share > MOST_WITHOUT_CHANNEL)
          .ifPresent(
              share ->
                  reasons.add(
                      String.format(
                          Locale.ROOT,
                          "not trusted: the channel of %.0f%% of the contacts is empty, so its mix cannot be told",
                          100 * share)));
      if (!ofIntervals.isEmpty()) {
        reasons.add("no interval: " + ofIntervals);
      }
      return String.join("; ", reasons);
    }

    Row row(
        Review review,
        String part,
        Optional<BigDecimal> difference,
        Interval interval,
        Boolean simpson,
        String reason) {
      return RowFactory.create(
          review.id(),
          review.asOf(),
          compared.comparison(),
          compared.version(),
          compared.outcome(),
          part,
          rate(before),
          rate(after),
          difference.map(BigDecimal::doubleValue).orElse(null),
          interval == null ? null : interval.lower(),
          interval == null ? null : interval.upper(),
          before.trials(),
          after.trials(),
          shareWithoutChannel().orElse(null),
          simpson,
          reason);
    }

    private static Double rate(BinomialTally side) {
      return side.trials() == 0 ? null : (Double) side.rate();
    }
  }
}
