package io.requalify.suggestions;

import io.requalify.statistics.LogisticFit;
import io.requalify.statistics.LogisticRegression;
import io.requalify.statistics.LogisticRegression.Result;
import io.requalify.statistics.LogisticRegression.Separated;
import io.requalify.statistics.LogisticSample;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * The points of a version as coefficients of a logistic regression. With {@code x} what a rule
 * contributes before any limit divided by its points, the total without limits is {@code Sum weight
 * points x}; the log-odds of the outcome are taken for an intercept and that total times {@code
 * logOddsPerPoint}. What a rule with a penalty contributes enters with its sign, so that every
 * coefficient is the size of its points and not below 0.
 */
final class PointsModel {
  private final List<RuleRole> roles;
  private final List<SeenDecision> decisions;
  private final boolean[] converted;
  private final double[] weights;
  private final int[] clusters;

  /**
   * A model of these decisions.
   *
   * @param roles one for each contribution of the decisions
   */
  PointsModel(List<RuleRole> roles, List<SeenDecision> decisions) {
    this.roles = List.copyOf(roles);
    this.decisions = List.copyOf(decisions);
    this.converted = new boolean[decisions.size()];
    this.weights = new double[decisions.size()];
    this.clusters = new int[decisions.size()];
    Map<String, Integer> numbers = new LinkedHashMap<>();
    for (int row = 0; row < decisions.size(); row++) {
      SeenDecision decision = decisions.get(row);
      converted[row] = decision.converted();
      weights[row] = decision.weight();
      clusters[row] = numbers.computeIfAbsent(decision.cluster(), name -> numbers.size());
    }
  }

  List<RuleRole> roles() {
    return roles;
  }

  List<SeenDecision> decisions() {
    return decisions;
  }

  boolean[] converted() {
    return converted.clone();
  }

  double[] weights() {
    return weights.clone();
  }

  int[] clusters() {
    return clusters.clone();
  }

  /** Number of accounts, and of contacts without one. */
  int clusterCount() {
    return (int) IntStream.of(clusters).distinct().count();
  }

  /** True where a rule that keeps its points contributes to any score. */
  boolean hasKeptPoints() {
    boolean[] changed = among(refitted());
    return IntStream.range(0, decisions.size()).anyMatch(row -> kept(row, changed) != 0);
  }

  /** The same model with a rule that keeps its points. */
  PointsModel keeping(int role, String reason) {
    List<RuleRole> changed = new ArrayList<>(roles);
    changed.set(role, roles.get(role).keptBecause(reason));
    return new PointsModel(changed, decisions);
  }

  /** Places of the roles that are refitted. */
  List<Integer> refitted() {
    return IntStream.range(0, roles.size())
        .filter(place -> roles.get(place).refitted())
        .boxed()
        .toList();
  }

  /**
   * Fits the points of the refitted rules. One that nobody of the rows has, or on which they
   * separate, keeps its points in the fit.
   *
   * @param logOddsPerPoint what a point of the rules that keep theirs is worth
   * @param used which rows it is fitted to
   */
  PointsFit fit(double logOddsPerPoint, IntPredicate used) {
    int[] rows = IntStream.range(0, decisions.size()).filter(used).toArray();
    List<Integer> left = new ArrayList<>();
    List<Integer> separated = new ArrayList<>();
    for (int place : refitted()) {
      if (IntStream.of(rows).anyMatch(row -> decisions.get(row).contribution(place) != 0)) {
        left.add(place);
      }
    }
    while (true) {
      Result result =
          LogisticRegression.nonNegative().fit(sample(left, logOddsPerPoint).where(used));
      if (result instanceof LogisticFit fit) {
        return new PointsFit(this, left, separated, fit, logOddsPerPoint);
      }
      separated.add(left.remove(((Separated) result).column()));
    }
  }

  private LogisticSample sample(List<Integer> fitted, double logOddsPerPoint) {
    int[] places = fitted.stream().mapToInt(Integer::intValue).toArray();
    boolean[] changed = among(fitted);
    double[][] predictors = new double[decisions.size()][places.length];
    double[] offsets = new double[decisions.size()];
    for (int row = 0; row < decisions.size(); row++) {
      offsets[row] = logOddsPerPoint * kept(row, changed);
      for (int column = 0; column < places.length; column++) {
        predictors[row][column] = unit(row, places[column]);
      }
    }
    return LogisticSample.of(predictors, offsets, converted(), weights(), clusters());
  }

  private boolean[] among(Collection<Integer> places) {
    boolean[] among = new boolean[roles.size()];
    places.forEach(place -> among[place] = true);
    return among;
  }

  /** What a rule would add to the total of a decision with one point, by its sign. */
  double unit(int row, int place) {
    RuleRole role = roles.get(place);
    return role.weight()
        * decisions.get(row).contribution(place)
        / Math.abs(role.points().orElseThrow().millionths());
  }

  /** What the rules whose points do not change add to the total of a decision. */
  private double kept(int row, boolean[] changed) {
    double sum = 0;
    for (int place = 0; place < changed.length; place++) {
      if (!changed[place]) {
        sum += roles.get(place).weight() * decisions.get(row).contribution(place) / 1e6;
      }
    }
    return sum;
  }

  /**
   * Totals without limits under other sizes of the refitted points.
   *
   * @param sizes by the places of the roles; rules that are not among them have the points they had
   */
  double[] totals(SortedMap<Integer, Double> sizes) {
    boolean[] changed = among(sizes.keySet());
    double[] totals = new double[decisions.size()];
    for (int row = 0; row < totals.length; row++) {
      double sum = kept(row, changed);
      for (Map.Entry<Integer, Double> size : sizes.entrySet()) {
        sum += size.getValue() * unit(row, size.getKey());
      }
      totals[row] = sum;
    }
    return totals;
  }
}
