package io.requalify.statistics.calibration;

import io.requalify.statistics.Logistic;
import java.util.List;

/**
 * How much the contacts tell of an intercept and a slope on the log-odds of their promises: the
 * information of a logistic regression with one predictor, round the mean by the weights {@code n
 * p(1-p)} of the fitted probabilities, where the two do not disturb each other.
 */
final class SlopeInformation {
  private final double intercept;
  private final double slope;
  private final double total;
  private final double mean;
  private final double squares;

  /**
   * The information at fitted coefficients.
   *
   * @param groups none promised with certainty
   */
  SlopeInformation(List<PromisedRate> groups, double intercept, double slope) {
    this.intercept = intercept;
    this.slope = slope;
    double sum = 0;
    double moment = 0;
    for (PromisedRate group : groups) {
      double weight = weight(group);
      sum += weight;
      moment += weight * Logistic.logOdds(group.expected());
    }
    this.total = sum;
    this.mean = moment / sum;
    double round = 0;
    for (PromisedRate group : groups) {
      double off = distance(group);
      round += weight(group) * off * off;
    }
    this.squares = round;
  }

  /**
   * Variances of the coefficients.
   *
   * @param intercept where the promised log-odds are 0
   * @param interceptAlone of the intercept where the slope is known
   */
  record Variances(double intercept, double slope, double interceptAlone) {}

  /** Of independent contacts: the inverse of the information. */
  Variances ofContacts() {
    return variances(total, 0, squares);
  }

  /**
   * Of contacts that go together by account: the sandwich {@code G/(G-1) H^-1 (Sum s s') H^-1} of
   * the summed scores {@code s} of each account. Liang and Zeger 1986.
   *
   * @param scores of two or more accounts
   */
  Variances ofAccounts(AccountScores scores) {
    double[] levels = new double[scores.accounts()];
    double[] tilts = new double[scores.accounts()];
    for (int row = 0; row < scores.rows().size(); row++) {
      PromisedRate promised = scores.rows().get(row).level().promised();
      double missed =
          promised.tally().successes() - promised.tally().trials() * probability(promised);
      levels[scores.account(row)] += missed;
      tilts[scores.account(row)] += missed * distance(promised);
    }
    double spreadOfLevels = 0;
    double product = 0;
    double spreadOfTilts = 0;
    for (int account = 0; account < levels.length; account++) {
      spreadOfLevels += levels[account] * levels[account];
      product += levels[account] * tilts[account];
      spreadOfTilts += tilts[account] * tilts[account];
    }
    double finite = scores.accounts() / (scores.accounts() - 1.0);
    return variances(finite * spreadOfLevels, finite * product, finite * spreadOfTilts);
  }

  /** From the variances and the covariance of the two score equations. */
  private Variances variances(double ofLevel, double product, double ofTilt) {
    double level = ofLevel / (total * total);
    double covariance = product / (total * squares);
    double tilt = ofTilt / (squares * squares);
    return new Variances(level - 2 * mean * covariance + mean * mean * tilt, tilt, level);
  }

  private double probability(PromisedRate group) {
    return Logistic.probability(intercept + slope * Logistic.logOdds(group.expected()));
  }

  private double weight(PromisedRate group) {
    double probability = probability(group);
    return group.tally().trials() * probability * (1 - probability);
  }

  private double distance(PromisedRate group) {
    return Logistic.logOdds(group.expected()) - mean;
  }
}
