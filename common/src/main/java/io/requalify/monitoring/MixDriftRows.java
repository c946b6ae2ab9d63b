package io.requalify.monitoring;

import io.requalify.statistics.Answer;
import io.requalify.statistics.Conclusion;
import io.requalify.statistics.monitoring.PopulationStability;
import io.requalify.statistics.monitoring.PopulationStability.Bin;
import io.requalify.statistics.monitoring.PopulationStability.Part;
import io.requalify.tables.Review;
import io.requalify.tables.result.DriftTable;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** Whether other contacts qualify than before, as rows of {@link DriftTable}. */
final class MixDriftRows {
  private static final Map<String, String> IN_WORDS =
      Map.of(
          DriftTable.OF_SCORE, "points",
          DriftTable.OF_CHANNEL, "channels",
          DriftTable.OF_SEGMENT, "segments");

  private final Review review;
  private final DriftCounts counts;
  private final List<Row> rows = new ArrayList<>();

  MixDriftRows(Review review, DriftCounts counts) {
    this.review = review;
    this.counts = counts;
  }

  /** The later half against the earlier one, then each month against the first. */
  List<Row> rows() {
    for (String version : review.versions()) {
      for (String measure :
          List.of(DriftTable.OF_SCORE, DriftTable.OF_CHANNEL, DriftTable.OF_SEGMENT)) {
        ofMonths(new MixKey(version, measure));
      }
    }
    return List.copyOf(rows);
  }

  private void ofMonths(MixKey key) {
    SortedMap<YearMonth, SortedMap<String, Long>> months =
        counts.mixes().getOrDefault(key, Collections.emptySortedMap());
    YearMonth firstLater = review.firstLaterMonth();
    add(
        key,
        DriftTable.BY_HALVES,
        DriftTable.LATER,
        sum(months.headMap(firstLater)),
        sum(months.tailMap(firstLater)));
    List<YearMonth> all = ReviewMonths.of(review).all();
    for (YearMonth month : all.subList(1, all.size())) {
      add(
          key,
          DriftTable.BY_MONTH,
          month.toString(),
          months.getOrDefault(all.get(0), Collections.emptySortedMap()),
          months.getOrDefault(month, Collections.emptySortedMap()));
    }
  }

  private static SortedMap<String, Long> sum(SortedMap<YearMonth, SortedMap<String, Long>> months) {
    SortedMap<String, Long> sums = new TreeMap<>();
    months.values().forEach(month -> month.forEach((part, n) -> sums.merge(part, n, Long::sum)));
    return sums;
  }

  private void add(
      MixKey key,
      String comparison,
      String period,
      SortedMap<String, Long> before,
      SortedMap<String, Long> now) {
    List<Bin> bins =
        key.measure().equals(DriftTable.OF_SCORE)
            ? DriftBins.ofPoints(before, now)
            : DriftBins.ofNames(before, now);
    long contactsBefore = DriftBins.total(before);
    long contactsNow = DriftBins.total(now);
    Answer<PopulationStability> answer = PopulationStability.of(bins, Conclusion.LEVEL);
    Answer<Bin> moved = answer.map(MixDriftRows::mostMoved);
    rows.add(
        RowFactory.create(
            review.id(),
            review.asOf(),
            key.version(),
            key.measure(),
            DriftTable.NO_OUTCOME,
            Review.ALL,
            comparison,
            period,
            contactsBefore,
            contactsNow,
            answer.value().map(PopulationStability::index).orElse(null),
            answer.value().map(PopulationStability::criticalValue).orElse(null),
            answer.value().map(PopulationStability::probability).orElse(null),
            answer.value().map(PopulationStability::drifts).orElse(null),
            moved.value().map(Bin::name).orElse(null),
            moved.value().map(bin -> share(bin.before(), contactsBefore)).orElse(null),
            moved.value().map(bin -> share(bin.now(), contactsNow)).orElse(null),
            null,
            null,
            answer
                .value()
                .map(found -> finding(key, found, contactsBefore, contactsNow))
                .orElse(""),
            Refusals.insufficient(answer)));
  }

  private static Bin mostMoved(PopulationStability found) {
    return Collections.max(found.parts(), Comparator.comparingDouble(Part::share)).bin();
  }

  private static double share(long contacts, long all) {
    return (double) contacts / all;
  }

  private static String finding(
      MixKey key, PopulationStability found, long contactsBefore, long contactsNow) {
    String index =
        String.format(
            Locale.ROOT,
            "index %.4f, by chance above %.4f in one of twenty",
            found.index(),
            found.criticalValue());
    if (!found.drifts()) {
      return "the mix of %s moved no more than chance moves it: %s"
          .formatted(IN_WORDS.get(key.measure()), index);
    }
    Bin moved = mostMoved(found);
    return String.format(
        Locale.ROOT,
        "the mix of %s moved: %s; most by %s, %.1f%% before and %.1f%% now",
        IN_WORDS.get(key.measure()),
        index,
        moved.name(),
        100 * share(moved.before(), contactsBefore),
        100 * share(moved.now(), contactsNow));
  }
}
