package io.requalify.statistics.effects;

import java.util.Arrays;
import java.util.function.IntToDoubleFunction;

/**
 * Average effects of a treatment that was not drawn at random, but by what is known of each
 * observation. A probit regression says who is treated, least squares in each arm what comes of it.
 *
 * <p>Errors are those of stacked M-estimation. The equations of the models do not contain the mean,
 * so the sandwich is solved block by block: the influence of an observation on the mean is its own
 * term plus, for each model, its influence on the coefficients times the derivative of the mean in
 * these. Variances are {@code Sum r² / n²}. Newey and McFadden 1994, section 6; Cattaneo 2010.
 */
public final class TreatmentEffects {
  private final Arm treated;
  private final Arm untreated;

  private TreatmentEffects(Arm treated, Arm untreated) {
    this.treated = treated;
    this.untreated = untreated;
  }

  /**
   * Fits the models.
   *
   * @param ofTreatment predictors of the treatment, a row for each observation, without a constant
   * @param ofOutcome predictors of the outcome, likewise
   * @param treated who was treated
   * @param outcome what came of it
   * @throws IllegalArgumentException when the lengths differ, or there is no best fit
   */
  public static TreatmentEffects fit(
      double[][] ofTreatment, double[][] ofOutcome, boolean[] treated, double[] outcome) {
    int size = outcome.length;
    if (ofTreatment.length != size || ofOutcome.length != size || treated.length != size) {
      throw new IllegalArgumentException(
          "%d and %d rows of predictors, %d treatments, %d outcomes"
              .formatted(ofTreatment.length, ofOutcome.length, treated.length, size));
    }
    Predictors ofIndex = new Predictors(ofTreatment);
    ProbitRegression treatment = ProbitRegression.fit(ofIndex, treated);
    Predictors ofMean = new Predictors(ofOutcome);
    return new TreatmentEffects(
        new Arm(ofIndex, treatment, ofMean, treated, true, outcome),
        new Arm(ofIndex, treatment, ofMean, treated, false, outcome));
  }

  /** Mean of what the outcome models expect of everybody in each arm. */
  public AverageEffect regressionAdjustment() {
    return effect(treated.regressionAdjusted(), untreated.regressionAdjusted());
  }

  /** Mean of the outcomes in each arm, weighted by one over their probability. Hájek 1971. */
  public AverageEffect inversePropensityWeighting() {
    return effect(treated.weighted(), untreated.weighted());
  }

  /**
   * Regression adjustment corrected by the weighted residuals; consistent where one of both models
   * is right. Robins, Rotnitzky and Zhao 1994.
   */
  public AverageEffect augmentedInversePropensityWeighting() {
    return effect(treated.augmented(), untreated.augmented());
  }

  private static AverageEffect effect(Mean treated, Mean untreated) {
    return new AverageEffect(
        untreated.value,
        treated.value - untreated.value,
        error(treated.influences, untreated.influences),
        error(treated.plainInfluences, untreated.plainInfluences));
  }

  private static double error(double[] treated, double[] untreated) {
    double squares = 0;
    for (int row = 0; row < treated.length; row++) {
      double influence = treated[row] - untreated[row];
      squares += influence * influence;
    }
    return Math.sqrt(squares) / treated.length;
  }

  /** A mean outcome, and how far each observation moves it, times their number. */
  private static final class Mean {
    private final double value;
    private final double[] influences;

    /** The same as if the models were known. */
    private final double[] plainInfluences;

    Mean(double value, double[] influences, double[] plainInfluences) {
      this.value = value;
      this.influences = influences;
      this.plainInfluences = plainInfluences;
    }

    static Mean of(double[] terms) {
      double value = Arrays.stream(terms).sum() / terms.length;
      double[] plain = Arrays.stream(terms).map(term -> term - value).toArray();
      return new Mean(value, plain, plain);
    }

    Mean plus(double[] ofModel) {
      double[] sum = new double[ofModel.length];
      Arrays.setAll(sum, row -> influences[row] + ofModel[row]);
      return new Mean(value, sum, plainInfluences);
    }
  }

  /** Everybody, as if in one arm. */
  private static final class Arm {
    private final Predictors ofIndex;
    private final ProbitRegression treatment;
    private final LeastSquares model;
    private final double[] outcome;

    /** One over the probability of the arm for those in it, 0 for the others. */
    private final double[] weights;

    /** Derivative of the weights in the index. */
    private final double[] slopes;

    Arm(
        Predictors ofIndex,
        ProbitRegression treatment,
        Predictors ofMean,
        boolean[] treated,
        boolean arm,
        double[] outcome) {
      this.ofIndex = ofIndex;
      this.treatment = treatment;
      this.outcome = outcome;
      this.weights = new double[outcome.length];
      this.slopes = new double[outcome.length];
      double[] used = new double[outcome.length];
      for (int row = 0; row < outcome.length; row++) {
        if (treated[row] == arm) {
          double probability = treatment.probability(row);
          double ofArm = arm ? probability : 1 - probability;
          double slope = arm ? treatment.density(row) : -treatment.density(row);
          used[row] = 1;
          weights[row] = 1 / ofArm;
          slopes[row] = -slope / (ofArm * ofArm);
        }
      }
      this.model = LeastSquares.fit(ofMean, outcome, used);
    }

    Mean regressionAdjusted() {
      double[] all = new double[outcome.length];
      Arrays.fill(all, 1);
      return Mean.of(filled(model::expected)).plus(model.influences(model.meanDirection(all)));
    }

    Mean weighted() {
      double total = Arrays.stream(weights).sum();
      double sum = 0;
      for (int row = 0; row < outcome.length; row++) {
        sum += weights[row] * outcome[row];
      }
      double mean = sum / total;
      double share = total / outcome.length;
      double[] plain = filled(row -> weights[row] * (outcome[row] - mean) / share);
      double[] direction =
          ofIndex.weightedMean(filled(row -> slopes[row] * (outcome[row] - mean) / share));
      return new Mean(mean, plain, plain).plus(treatment.influences(direction));
    }

    Mean augmented() {
      double[] terms =
          filled(row -> model.expected(row) + weights[row] * (outcome[row] - model.expected(row)));
      double[] ofModel = model.meanDirection(filled(row -> 1 - weights[row]));
      double[] ofTreatment =
          ofIndex.weightedMean(filled(row -> slopes[row] * (outcome[row] - model.expected(row))));
      return Mean.of(terms).plus(model.influences(ofModel)).plus(treatment.influences(ofTreatment));
    }

    private double[] filled(IntToDoubleFunction value) {
      double[] values = new double[outcome.length];
      Arrays.setAll(values, value);
      return values;
    }
  }
}
