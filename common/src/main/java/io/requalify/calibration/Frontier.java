package io.requalify.calibration;

import io.requalify.tables.ContractViolationException;
import io.requalify.tables.Review;
import io.requalify.tables.Tables;
import io.requalify.tables.WriteReceipt;
import io.requalify.tables.result.EpisodesTable;
import io.requalify.tables.result.ScorePeaksTable;
import io.requalify.tables.result.ThresholdFrontierTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.sql.Row;

/**
 * What every other threshold of each version would qualify: volume, what sales would get of it, and
 * who would be missed; and which thresholds bring most within what sales can work.
 */
final class Frontier {
  private final Tables tables;

  Frontier(Tables tables) {
    this.tables = tables;
  }

  /**
   * Writes the frontiers of a review.
   *
   * @throws ContractViolationException when contacts entered of whom it is not known how high
   *     others came: the review was rescored before that was kept
   */
  WriteReceipt run(Review review) {
    requirePeaks(review);
    SortedMap<ScoreKey, LevelCounts> counts = counts(review);
    Capacity capacity = Capacity.of(review, counts);
    List<Row> rows = new ArrayList<>();
    bySegment(counts)
        .forEach(
            (key, segments) ->
                rows.addAll(new FrontierRows(review, capacity, key, segments).rows()));
    return tables.replace(
        ThresholdFrontierTable.CONTRACT,
        tables.of(ThresholdFrontierTable.CONTRACT, rows),
        review.slice());
  }

  private void requirePeaks(Review review) {
    boolean entered =
        !tables
            .read(EpisodesTable.CONTRACT, review.slice())
            .where(EpisodesTable.SCORE + " IS NOT NULL")
            .isEmpty();
    if (entered && tables.read(ScorePeaksTable.CONTRACT, review.slice()).isEmpty()) {
      throw new ContractViolationException(
          "Review %s has no rows in table %s; run rescore with the same options again"
              .formatted(review.id(), ScorePeaksTable.CONTRACT.name()));
    }
  }

  private SortedMap<ScoreKey, LevelCounts> counts(Review review) {
    SortedMap<ScoreKey, LevelCounts> counts = new TreeMap<>();
    // Squares are no whole numbers, so they are added in one order.
    for (Row row :
        FrontierCounts.of(tables, review)
            .orderBy(
                EpisodesTable.RULE_VERSION,
                EpisodesTable.SEGMENT,
                "outcome",
                FrontierCounts.LEVEL,
                FrontierCounts.BEFORE,
                FrontierCounts.LATER)
            .collectAsList()) {
      ScoreKey key =
          new ScoreKey(row.getAs("rule_version"), row.getAs("segment"), row.getAs("outcome"));
      counts.computeIfAbsent(key, missing -> new LevelCounts()).add(row);
    }
    return counts;
  }

  /** The segments of each version and outcome, by the key of all of them. */
  private static SortedMap<ScoreKey, SortedMap<String, LevelCounts>> bySegment(
      SortedMap<ScoreKey, LevelCounts> counts) {
    SortedMap<ScoreKey, SortedMap<String, LevelCounts>> bySegment = new TreeMap<>();
    for (Map.Entry<ScoreKey, LevelCounts> each : counts.entrySet()) {
      ScoreKey key = each.getKey();
      bySegment
          .computeIfAbsent(
              new ScoreKey(key.version(), Review.ALL, key.outcome()), missing -> new TreeMap<>())
          .put(key.segment(), each.getValue());
    }
    return bySegment;
  }
}
