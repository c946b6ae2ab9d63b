package io.requalify.monitoring;

import io.requalify.documents.Constants;
import io.requalify.statistics.Answer;
import io.requalify.statistics.BinomialTally;
import io.requalify.statistics.monitoring.BinomialCusum.Alarm;
import io.requalify.statistics.monitoring.BinomialCusum.Week;
import io.requalify.statistics.monitoring.RateWatch;
import io.requalify.statistics.monitoring.RateWatch.Direction;
import io.requalify.tables.Review;
import io.requalify.tables.result.DriftTable;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** Whether worked contacts convert otherwise than before, as rows of {@link DriftTable}. */
final class ConversionDriftRows {
  private final Review review;
  private final DriftCounts counts;
  private final List<Row> rows = new ArrayList<>();

  ConversionDriftRows(Review review, DriftCounts counts) {
    this.review = review;
    this.counts = counts;
  }

  /** All channels together, whose two charts are one family, then each channel, as another. */
  List<Row> rows() {
    for (String version : review.versions()) {
      for (String outcome : review.horizonDays().keySet()) {
        add(new ChartKey(version, outcome, Review.ALL), 1);
        List<ChartKey> channels =
            counts.weeks().keySet().stream()
                .filter(key -> key.version().equals(version) && key.outcome().equals(outcome))
                .filter(key -> !key.channel().equals(Review.ALL))
                .toList();
        channels.forEach(key -> add(key, channels.size()));
      }
    }
    return List.copyOf(rows);
  }

  private void add(ChartKey key, int channels) {
    SortedMap<LocalDate, BinomialTally> weeks =
        counts.weeks().getOrDefault(key, Collections.emptySortedMap());
    List<Week> before = weeks(weeks.headMap(firstWatched()));
    List<Week> watched = weeks(weeks.tailMap(firstWatched()));
    for (Direction direction : Direction.values()) {
      Answer<RateWatch> answer =
          RateWatch.of(before, watched, direction, Direction.values().length * channels);
      rows.add(row(key, direction, before, watched, answer));
    }
  }

  /** A week that lies in both halves belongs to the earlier one. */
  private LocalDate firstWatched() {
    return review.firstLaterMonth().atDay(1).with(TemporalAdjusters.nextOrSame(DayOfWeek.MONDAY));
  }

  private static List<Week> weeks(SortedMap<LocalDate, BinomialTally> tallies) {
    return tallies.entrySet().stream()
        .map(week -> new Week(week.getKey(), week.getValue()))
        .toList();
  }

  private Row row(
      ChartKey key,
      Direction direction,
      List<Week> before,
      List<Week> watched,
      Answer<RateWatch> answer) {
    Answer<Alarm> first =
        answer.then(
            watch ->
                watch.first().map(Answer::of).orElseGet(() -> Answer.refused("nothing noticed")));
    return RowFactory.create(
        review.id(),
        review.asOf(),
        key.version(),
        DriftTable.OF_CONVERSION,
        key.outcome(),
        key.channel(),
        Constants.word(direction),
        DriftTable.LATER,
        contacts(before),
        contacts(watched),
        answer.value().map(RateWatch::highest).orElse(null),
        answer.value().map(watch -> watch.chart().limit()).orElse(null),
        null,
        answer.value().map(watch -> watch.first().isPresent()).orElse(null),
        null,
        answer.value().map(watch -> watch.before().rate()).orElse(null),
        answer.value().map(watch -> watch.now().rate()).orElse(null),
        first.value().map(Alarm::changed).orElse(null),
        first.value().map(Alarm::week).orElse(null),
        answer.value().map(watch -> finding(key, direction, watch)).orElse(""),
        Refusals.insufficient(answer));
  }

  private static long contacts(List<Week> weeks) {
    return weeks.stream().mapToLong(week -> week.decisions().trials()).sum();
  }

  private static String finding(ChartKey key, Direction direction, RateWatch watch) {
    String moved = direction == Direction.FALL ? "fell" : "rose";
    if (watch.first().isEmpty()) {
      return String.format(
          Locale.ROOT,
          "that conversion to %s %s cannot be said: %.1f%% before and %.1f%% now",
          key.outcome(),
          moved,
          100 * watch.before().rate(),
          100 * watch.now().rate());
    }
    Alarm alarm = watch.first().get();
    return String.format(
        Locale.ROOT,
        "conversion to %s %s: %.1f%% before, %.1f%% from the week of %s, noticed in that of %s",
        key.outcome(),
        moved,
        100 * watch.before().rate(),
        100 * alarm.sinceChange().rate(),
        alarm.changed(),
        alarm.week());
  }
}
