package io.requalify.monitoring;

import io.requalify.statistics.Answer;
import io.requalify.statistics.Interval;
import io.requalify.statistics.monitoring.SignalComparison;
import io.requalify.statistics.monitoring.SignalComparison.Compared;
import io.requalify.statistics.monitoring.SignalComparison.Judged;
import io.requalify.tables.Review;
import io.requalify.tables.result.SignalsTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** Signals of all, of each channel and of each segment, as rows of {@link SignalsTable}. */
final class SignalRows {
  private final Review review;
  private final List<NamedSignal> signals;
  private final List<Row> counted;
  private final String drawn;
  private final List<Row> rows = new ArrayList<>();

  /**
   * The rows of a review.
   *
   * @param counted contacts as {@link SignalContacts#counted} gives them
   * @param drawn which accounts speak for all; empty where all speak for themselves
   */
  SignalRows(Review review, List<NamedSignal> signals, List<Row> counted, String drawn) {
    this.review = review;
    this.signals = signals;
    this.counted = List.copyOf(counted);
    this.drawn = drawn;
  }

  /** All together first, then each channel, then each segment. */
  List<Row> rows() {
    SignalCut all = new SignalCut(counted);
    // A signal that nobody had, such as accounts under a version that qualifies none, is none.
    List<Integer> places =
        IntStream.range(0, signals.size())
            .filter(place -> place == 0 || all.had(place) > 0)
            .boxed()
            .toList();
    add(Review.ALL, Review.ALL, all, places);
    cuts(SignalContacts.CHANNEL).forEach((channel, cut) -> add(channel, Review.ALL, cut, places));
    cuts(SignalContacts.SEGMENT).forEach((segment, cut) -> add(Review.ALL, segment, cut, places));
    return List.copyOf(rows);
  }

  private SortedMap<String, SignalCut> cuts(String column) {
    SortedMap<String, List<Row>> parts = new TreeMap<>();
    for (Row row : counted) {
      parts.computeIfAbsent(row.getAs(column), missing -> new ArrayList<>()).add(row);
    }
    SortedMap<String, SignalCut> cuts = new TreeMap<>();
    parts.forEach((name, part) -> cuts.put(name, new SignalCut(part)));
    return cuts;
  }

  private void add(String channel, String segment, SignalCut cut, List<Integer> places) {
    Answer<SignalComparison> comparison =
        cut.compare(
            places,
            places.stream().map(place -> signals.get(place).words()).toList(),
            review.horizonDays().get(SignalContacts.WON));
    for (int number = 0; number < places.size(); number++) {
      int other = number - 1;
      Optional<Compared> compared =
          other < 0 ? Optional.empty() : comparison.value().map(found -> found.others().get(other));
      Optional<Judged> judged =
          other < 0
              ? comparison.value().map(SignalComparison::reference)
              : compared.map(Compared::signal);
      rows.add(row(channel, segment, cut, places.get(number), comparison, judged, compared));
    }
  }

  private Row row(
      String channel,
      String segment,
      SignalCut cut,
      int place,
      Answer<SignalComparison> comparison,
      Optional<Judged> judged,
      Optional<Compared> compared) {
    Optional<Interval> interval = judged.map(Judged::interval);
    Optional<Interval> difference = compared.map(Compared::interval);
    return RowFactory.create(
        review.id(),
        review.asOf(),
        channel,
        segment,
        signals.get(place).signal(),
        signals.get(place).version(),
        place == 0,
        cut.contacts(),
        cut.won(),
        cut.had(place),
        cut.hadAndWon(place),
        judged.map(Judged::area).orElse(null),
        interval.map(Interval::lower).orElse(null),
        interval.map(Interval::upper).orElse(null),
        compared.map(Compared::difference).orElse(null),
        difference.map(Interval::lower).orElse(null),
        difference.map(Interval::upper).orElse(null),
        judged
            .filter(found -> found.medianDaysBeforeWin().isPresent())
            .map(found -> found.medianDaysBeforeWin().getAsDouble())
            .orElse(null),
        comparison.value().map(SignalComparison::medianCycleDays).orElse(null),
        compared.map(Compared::late).orElse(null),
        comparison.value().map(SignalComparison::inWords).orElse(null),
        comparison.value().isPresent() ? drawn : "insufficient: " + comparison.reason());
  }
}
