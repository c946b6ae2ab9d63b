package io.requalify.calibration;

import static io.requalify.tables.result.ScoreTablesTable.COHORT;
import static io.requalify.tables.result.ScoreTablesTable.CONVERTED;
import static io.requalify.tables.result.ScoreTablesTable.MATURE;
import static io.requalify.tables.result.ScoreTablesTable.OUTCOME;
import static io.requalify.tables.result.ScoreTablesTable.POINTS;
import static io.requalify.tables.result.ScoreTablesTable.RULE_VERSION;
import static io.requalify.tables.result.ScoreTablesTable.SEGMENT;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;

import io.requalify.outcomes.LabelledEpisodes;
import io.requalify.statistics.BinomialTally;
import io.requalify.tables.ContractViolationException;
import io.requalify.tables.Review;
import io.requalify.tables.TableContract;
import io.requalify.tables.Tables;
import io.requalify.tables.WriteReceipt;
import io.requalify.tables.result.CalibrationBandsTable;
import io.requalify.tables.result.CalibrationTable;
import io.requalify.tables.result.ScoreTablesTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Whether points mean what they seem to mean: the order and the probability of each version's
 * score, among the contacts that sales worked on the rule route.
 *
 * <p>Points promise no probability, so that of the earlier months is taken for the promise and the
 * later months are held against it. A middle month is of the earlier. Who was not worked, whose
 * horizon is not over, or who was drawn at random has no part in it; nothing is said of scores that
 * sales never worked.
 */
public final class Calibration {
  private final Tables tables;

  public Calibration(Tables tables) {
    this.tables = tables;
  }

  /**
   * Writes the score tables of a review, what follows from them, and what other thresholds would
   * qualify. A review without any version has none.
   *
   * @throws ContractViolationException when the episodes were not labelled
   */
  public List<WriteReceipt> run(Review review) {
    Dataset<Row> firsts = ScoreCounts.firsts(LabelledEpisodes.of(tables, review), review).persist();
    Dataset<Row> counts = ScoreCounts.of(firsts).persist();
    try {
      SortedMap<ScoreKey, DrawnScores> drawn = DrawnScores.of(firsts, review);
      List<Row> figures = new ArrayList<>();
      List<Row> bands = new ArrayList<>();
      histories(counts, review)
          .forEach(
              (key, history) -> {
                JudgedScore judged = JudgedScore.of(history, Optional.ofNullable(drawn.get(key)));
                figures.addAll(new CalibrationRows(review, key, judged).rows());
                bands.addAll(new CalibrationBandRows(review, key, judged).rows());
              });
      return List.of(
          tables.replace(ScoreTablesTable.CONTRACT, rows(counts, review), review.slice()),
          replace(CalibrationTable.CONTRACT, figures, review),
          replace(CalibrationBandsTable.CONTRACT, bands, review),
          new Frontier(tables).run(review));
    } finally {
      counts.unpersist();
      firsts.unpersist();
    }
  }

  private static Dataset<Row> rows(Dataset<Row> counts, Review review) {
    return counts
        .withColumn(ScoreTablesTable.REVIEW_ID, lit(review.id()))
        .withColumn(ScoreTablesTable.AS_OF, lit(review.asOf()));
  }

  private WriteReceipt replace(TableContract contract, List<Row> rows, Review review) {
    return tables.replace(contract, tables.of(contract, rows), review.slice());
  }

  private static SortedMap<ScoreKey, ScoreHistory> histories(Dataset<Row> counts, Review review) {
    String firstLaterMonth = review.firstLaterMonth().toString();
    SortedMap<ScoreKey, ScoreHistory> histories = new TreeMap<>();
    for (Row row : ofSegments(counts).collectAsList()) {
      boolean later = row.<String>getAs(COHORT).compareTo(firstLaterMonth) >= 0;
      BinomialTally tally = new BinomialTally(row.<Long>getAs(MATURE), row.<Long>getAs(CONVERTED));
      for (String segment : List.of(Review.ALL, row.<String>getAs(SEGMENT))) {
        histories
            .computeIfAbsent(
                new ScoreKey(row.getAs(RULE_VERSION), segment, row.getAs(OUTCOME)),
                missing -> new ScoreHistory())
            .add(later, row.<Integer>getAs(POINTS), tally);
      }
    }
    return histories;
  }

  private static Dataset<Row> ofSegments(Dataset<Row> counts) {
    return counts
        .groupBy(RULE_VERSION, SEGMENT, COHORT, OUTCOME, POINTS)
        .agg(sum(MATURE).as(MATURE), sum(CONVERTED).as(CONVERTED));
  }
}
