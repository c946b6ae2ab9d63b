package io.requalify.calibration;

import io.requalify.statistics.BinomialTally;
import io.requalify.statistics.counterfactual.Millionths;
import io.requalify.statistics.thresholds.ScoreEvidence;
import io.requalify.statistics.thresholds.ScoreEvidence.Worked;
import io.requalify.statistics.thresholds.ThresholdFrontier;
import io.requalify.statistics.thresholds.ThresholdFrontier.AlreadyIn;
import io.requalify.tables.result.ScorePeaksTable;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.sql.Row;

/** The contacts of one version and segment by how far above what is asked they came. */
final class LevelCounts {
  /** No threshold lies between what the highest score asks and this. */
  private static final int APART = 2;

  private static final double ONE = Millionths.ONE;

  private final SortedMap<Integer, Sums> levels = new TreeMap<>();
  private final SortedMap<Integer, SortedMap<Integer, BinomialTally>> alreadyIn = new TreeMap<>();
  private final Sums letIn = new Sums();
  private OptionalDouble asked = OptionalDouble.empty();
  private long entered;

  /** Whole sums of the contacts with one score. */
  private static final class Sums {
    private long contacts;
    private long came;
    private long worked;
    private long weights;
    private double squares;
    private long converted;

    void add(Row row) {
      contacts += row.<Long>getAs(FrontierCounts.CONTACTS);
      came += row.<Long>getAs(FrontierCounts.CAME);
      worked += row.<Long>getAs(FrontierCounts.WORKED);
      weights += row.<Long>getAs(FrontierCounts.WEIGHTS);
      squares += row.<Double>getAs(FrontierCounts.SQUARES);
      converted += row.<Long>getAs(FrontierCounts.CONVERTED);
    }

    /** One outcome stands for both that a frontier tells apart: each has a horizon of its own. */
    ScoreEvidence evidence(int score) {
      double weight = weights / ONE;
      double sum = converted / ONE;
      return new ScoreEvidence(
          score, contacts, came, new Worked(worked, weight, squares / (ONE * ONE), sum, sum));
    }
  }

  /** Adds a row of {@link FrontierCounts}; in the same order whenever the sums are to be same. */
  void add(Row row) {
    Integer level = row.getAs(FrontierCounts.LEVEL);
    Integer before = row.getAs(FrontierCounts.BEFORE);
    Double points = row.getAs(ScorePeaksTable.ASKED_POINTS);
    asked = points == null ? asked : OptionalDouble.of(points);
    entered += row.<Long>getAs(FrontierCounts.ENTERED);
    if (level == null) {
      letIn.add(row);
      return;
    }
    levels.computeIfAbsent(level, missing -> new Sums()).add(row);
    if (before != null) {
      alreadyIn
          .computeIfAbsent(level, missing -> new TreeMap<>())
          .merge(
              Math.min(before, level),
              new BinomialTally(
                  row.<Long>getAs(FrontierCounts.CONTACTS), row.<Long>getAs(FrontierCounts.CAME)),
              BinomialTally::plus);
    }
  }

  /** Total that the segment asks for; empty where it asks for several scores. */
  OptionalDouble asked() {
    return asked;
  }

  /** Contacts that entered under the version as it is. */
  long entered() {
    return entered;
  }

  /** Whether something else than the score let some of them in, whatever the threshold. */
  boolean hasLetIn() {
    return letIn.contacts > 0;
  }

  /**
   * Every threshold at which something changes, and the version's own.
   *
   * @param own where the version's own threshold lies, in points
   */
  ThresholdFrontier frontier(int own) {
    SortedMap<Integer, Sums> all = new TreeMap<>(levels);
    all.putIfAbsent(0, new Sums());
    List<AlreadyIn> were = new ArrayList<>();
    alreadyIn.forEach(
        (level, befores) ->
            befores.forEach(
                (before, tally) -> {
                  all.putIfAbsent(before + 1, new Sums());
                  were.add(
                      new AlreadyIn(own + level, own + before, tally.trials(), tally.successes()));
                }));
    if (hasLetIn()) {
      all.put(all.lastKey() + APART, letIn);
    }
    return ThresholdFrontier.of(
        all.entrySet().stream()
            .map(level -> level.getValue().evidence(own + level.getKey()))
            .toList(),
        were);
  }
}
