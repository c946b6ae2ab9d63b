package io.requalify.statistics.calibration;

import io.requalify.statistics.Answer;
import io.requalify.statistics.BinomialTally;
import io.requalify.statistics.Logistic;
import io.requalify.statistics.LogisticFit;
import io.requalify.statistics.LogisticRegression;
import io.requalify.statistics.LogisticSample;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * What probability points promise: a line of the log-odds on the points, fitted to contacts of
 * other months than those that it is held against. Points by themselves promise an order and no
 * probability; a promise that was made of the contacts that are to keep it would always be kept.
 *
 * <p>Ruined by a score whose log-odds are no line: what the bend makes is then told as
 * miscalibration. Maximum likelihood; the scaling of scorecards, {@code points = offset + PDO/ln2
 * ln(odds)}.
 *
 * @param intercept log-odds at no points
 * @param ofTenPoints by how much the log-odds rise in ten points; may be below 0
 */
public record PromisedOdds(double intercept, double ofTenPoints) {
  private static final double SCALE = 10;

  /**
   * The line through these contacts.
   *
   * @param byPoints what came of those who had so many points
   * @param fewest with fewer contacts that converted, or did not, nothing is promised
   */
  public static Answer<PromisedOdds> of(SortedMap<Integer, BinomialTally> byPoints, long fewest) {
    long contacts = byPoints.values().stream().mapToLong(BinomialTally::trials).sum();
    long converted = byPoints.values().stream().mapToLong(BinomialTally::successes).sum();
    if (Math.min(converted, contacts - converted) < fewest) {
      return Answer.refused(
          "the earlier months promise nothing: of their %d contacts %d converted, and %d of either kind are needed"
              .formatted(contacts, converted, fewest));
    }
    if (byPoints.size() < 2) {
      return Answer.refused(
          "the earlier months promise nothing: all of their contacts had %d points"
              .formatted(byPoints.firstKey()));
    }
    return LogisticRegression.unbounded().fit(sample(byPoints)) instanceof LogisticFit fit
        ? Answer.of(new PromisedOdds(fit.intercept(), fit.coefficient(0)))
        : Answer.refused(
            "the earlier months promise nothing: a number of points parts all that converted from all others");
  }

  private static LogisticSample sample(SortedMap<Integer, BinomialTally> byPoints) {
    List<double[]> predictors = new ArrayList<>();
    List<Boolean> outcomes = new ArrayList<>();
    List<Double> weights = new ArrayList<>();
    for (Map.Entry<Integer, BinomialTally> level : byPoints.entrySet()) {
      long converted = level.getValue().successes();
      long others = level.getValue().trials() - converted;
      for (boolean outcome : new boolean[] {true, false}) {
        if ((outcome ? converted : others) > 0) {
          predictors.add(new double[] {level.getKey() / SCALE});
          outcomes.add(outcome);
          weights.add((double) (outcome ? converted : others));
        }
      }
    }
    boolean[] converted = new boolean[outcomes.size()];
    int[] clusters = new int[outcomes.size()];
    for (int row = 0; row < converted.length; row++) {
      converted[row] = outcomes.get(row);
      // Its errors are not asked for.
      clusters[row] = row;
    }
    return LogisticSample.of(
        predictors.toArray(double[][]::new),
        new double[converted.length],
        converted,
        weights.stream().mapToDouble(Double::doubleValue).toArray(),
        clusters);
  }

  /** The probability that so many points promise. */
  public double expected(int points) {
    return Logistic.probability(intercept + ofTenPoints * points / SCALE);
  }
}
