package io.requalify.suggestions;

import io.requalify.statistics.AreaUnderCurve;
import io.requalify.statistics.Logistic;
import io.requalify.statistics.LogisticFit;
import io.requalify.statistics.LogisticRegression;
import io.requalify.statistics.LogisticRegression.Result;
import io.requalify.statistics.LogisticSample;
import io.requalify.statistics.PairedDifference;
import io.requalify.suggestions.Losses.Loss;
import io.requalify.suggestions.Losses.Score;
import io.requalify.tables.ContractViolationException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** Measures how well scores tell who converts, also on accounts that nothing was fitted to. */
final class LossMeasurement {
  private final PointsModel model;
  private final double[] weights;
  private final boolean[] converted;
  private final int[] clusters;

  LossMeasurement(PointsModel model) {
    this.model = model;
    this.weights = model.weights();
    this.converted = model.converted();
    this.clusters = model.clusters();
  }

  /**
   * The losses of the points as they are and of a fit.
   *
   * @param oldTotals totals of the decisions as the version reads them
   * @param proposedTotals the same of the proposed version
   */
  Losses of(PointsFit fit, double[] oldTotals, double[] proposedTotals) {
    Map<Score, double[]> scores = scores(fit);
    scores.put(Score.OLD_TOTAL, oldTotals);
    scores.put(Score.PROPOSED_TOTAL, proposedTotals);
    List<Loss> inSample = new ArrayList<>();
    scores.forEach(
        (score, values) ->
            inSample.add(
                loss(score, curve(values, row -> true).logOdds(), areaOf(values).value())));

    Map<Score, double[]> unseen = crossFitted(fit.logOddsPerPoint());
    List<Loss> crossFitted = new ArrayList<>();
    unseen.forEach(
        (score, logOdds) -> crossFitted.add(loss(score, logOdds, areaOf(logOdds).value())));
    return new Losses(
        inSample,
        crossFitted,
        PairedDifference.ofMeans(
            deviances(unseen.get(Score.OLD_POINTS)),
            deviances(unseen.get(Score.ROUNDED_FIT)),
            weights,
            clusters),
        PairedDifference.ofAreas(
            areaOf(unseen.get(Score.ROUNDED_FIT)), areaOf(unseen.get(Score.OLD_POINTS)), clusters));
  }

  private Map<Score, double[]> scores(PointsFit fit) {
    Map<Score, double[]> scores = new EnumMap<>(Score.class);
    scores.put(Score.OLD_POINTS, model.totals(new TreeMap<>()));
    scores.put(Score.FIT, model.totals(fit.sizes()));
    scores.put(Score.ROUNDED_FIT, model.totals(fit.roundedSizes()));
    return scores;
  }

  /**
   * Log-odds of each decision by points and curves that its part of the accounts had no part in.
   */
  private Map<Score, double[]> crossFitted(double logOddsPerPoint) {
    Map<Score, double[]> unseen = new EnumMap<>(Score.class);
    for (int part = 0; part < DecidedTimelines.FOLDS; part++) {
      int fold = part;
      IntPredicate others = row -> model.decisions().get(row).fold() != fold;
      scores(model.fit(logOddsPerPoint, others))
          .forEach(
              (score, values) -> {
                double[] logOdds = curve(values, others).logOdds();
                double[] filled = unseen.computeIfAbsent(score, each -> new double[logOdds.length]);
                IntStream.range(0, logOdds.length)
                    .filter(others.negate())
                    .forEach(row -> filled[row] = logOdds[row]);
              });
    }
    return unseen;
  }

  /** The logistic curve that fits a score best, as the log-odds of every decision. */
  private record Curve(LogisticFit fit, LogisticSample sample) {
    double[] logOdds() {
      return IntStream.range(0, sample.size())
          .mapToDouble(row -> fit.logOdds(sample, row))
          .toArray();
    }
  }

  private Curve curve(double[] scores, IntPredicate used) {
    // Where every decision used has the score 0 it tells nothing, and the share alone is left.
    boolean tells =
        IntStream.range(0, scores.length).filter(used).anyMatch(row -> scores[row] != 0);
    double[][] predictors = new double[scores.length][tells ? 1 : 0];
    for (int row = 0; row < scores.length && tells; row++) {
      predictors[row][0] = scores[row];
    }
    LogisticSample sample =
        LogisticSample.of(predictors, new double[scores.length], converted, weights, clusters);
    Result result = LogisticRegression.nonNegative().fit(sample.where(used));
    if (result instanceof LogisticFit fit) {
      return new Curve(fit, sample);
    }
    throw new ContractViolationException(
        "The score tells without a miss which decisions brought the outcome, so points cannot be"
            + " refitted: look whether a rule reads what is only known once the outcome came");
  }

  private AreaUnderCurve areaOf(double[] scores) {
    return AreaUnderCurve.of(scores, converted, weights);
  }

  private Loss loss(Score score, double[] logOdds, double area) {
    double[] deviances = deviances(logOdds);
    double sum = 0;
    double total = 0;
    for (int row = 0; row < deviances.length; row++) {
      sum += weights[row] * deviances[row];
      total += weights[row];
    }
    return new Loss(score, sum / total, area);
  }

  private double[] deviances(double[] logOdds) {
    return IntStream.range(0, logOdds.length)
        .mapToDouble(row -> 2 * Logistic.loss(logOdds[row], converted[row]))
        .toArray();
  }
}
