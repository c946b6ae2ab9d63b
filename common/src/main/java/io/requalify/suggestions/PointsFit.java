package io.requalify.suggestions;

import io.requalify.rules.Points;
import io.requalify.statistics.LogisticFit;
import io.requalify.tables.ContractViolationException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Points that were fitted to decisions.
 *
 * @param model what they were fitted in
 * @param fitted places of the rules that were fitted
 * @param separated places of the rules on which the decisions separate, which keep their points
 * @param fit coefficients of the fitted rules, in the same order
 * @param logOddsPerPoint what a point is worth
 */
record PointsFit(
    PointsModel model,
    List<Integer> fitted,
    List<Integer> separated,
    LogisticFit fit,
    double logOddsPerPoint) {
  /** The language of the rules has no more. */
  private static final double MOST_POINTS = 1_000_000;

  PointsFit {
    fitted = List.copyOf(fitted);
    separated = List.copyOf(separated);
  }

  /** Sum of the coefficients; 0 where no rule helps. */
  double sumOfCoefficients() {
    double sum = 0;
    for (int column = 0; column < fitted.size(); column++) {
      sum += fit.coefficient(column);
    }
    return sum;
  }

  /** The same fit with another worth of a point; only right where no rule keeps points. */
  PointsFit at(double otherLogOddsPerPoint) {
    return new PointsFit(model, fitted, separated, fit, otherLogOddsPerPoint);
  }

  /** Sizes of the points of the fitted rules, before they are rounded. */
  SortedMap<Integer, Double> sizes() {
    SortedMap<Integer, Double> sizes = new TreeMap<>();
    for (int column = 0; column < fitted.size(); column++) {
      sizes.put(fitted.get(column), fit.coefficient(column) / logOddsPerPoint);
    }
    return sizes;
  }

  /**
   * Sizes of the points in whole points, half up.
   *
   * @throws ContractViolationException when one is larger than a rule can say
   */
  SortedMap<Integer, Double> roundedSizes() {
    SortedMap<Integer, Double> rounded = new TreeMap<>();
    sizes()
        .forEach(
            (place, size) -> {
              if (size + 0.5 > MOST_POINTS) {
                throw new ContractViolationException(
                    "Rule %s would get %.0f points, more than the %.0f that a rule can have: choose a smaller --points-to-double-odds"
                        .formatted(model.roles().get(place).rule(), size, MOST_POINTS));
              }
              rounded.put(place, Math.floor(size + 0.5));
            });
    return rounded;
  }

  /** New points of the fitted rules by their ids. */
  SortedMap<String, Points> points() {
    SortedMap<String, Points> points = new TreeMap<>();
    roundedSizes()
        .forEach(
            (place, size) -> {
              RuleRole role = model.roles().get(place);
              points.put(role.rule(), Points.of(role.sign() * size.longValue()));
            });
    return points;
  }

  /** Standard error of the points of a rule; none where there is none for its coefficient. */
  OptionalDouble standardError(int place) {
    int column = fitted.indexOf(place);
    OptionalDouble error = column < 0 ? OptionalDouble.empty() : fit.standardError(column);
    return error.isPresent()
        ? OptionalDouble.of(error.getAsDouble() / logOddsPerPoint)
        : OptionalDouble.empty();
  }

  /** Ids of rules that the decisions cannot tell apart. */
  List<String> indistinct() {
    List<String> names = new ArrayList<>();
    for (int column : fit.indistinct()) {
      names.add(model.roles().get(fitted.get(column)).rule());
    }
    return names;
  }
}
