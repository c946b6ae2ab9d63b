package io.requalify.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.requalify.statistics.LogisticRegression.Result;
import io.requalify.statistics.LogisticRegression.Separated;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.hipparchus.optim.InitialGuess;
import org.hipparchus.optim.MaxEval;
import org.hipparchus.optim.SimpleValueChecker;
import org.hipparchus.optim.nonlinear.scalar.GoalType;
import org.hipparchus.optim.nonlinear.scalar.ObjectiveFunction;
import org.hipparchus.optim.nonlinear.scalar.ObjectiveFunctionGradient;
import org.hipparchus.optim.nonlinear.scalar.gradient.NonLinearConjugateGradientOptimizer;
import org.junit.jupiter.api.Test;

final class LogisticRegressionTest {
  /** Observations that are written down, and where they come from. */
  private static final class Made {
    private final List<double[]> predictors = new ArrayList<>();
    private final List<Double> offsets = new ArrayList<>();
    private final List<Boolean> converted = new ArrayList<>();
    private final List<Double> weights = new ArrayList<>();
    private final List<Integer> clusters = new ArrayList<>();

    Made add(double weight, boolean outcome, double... row) {
      return add(weight, outcome, 0, clusters.size(), row);
    }

    Made add(double weight, boolean outcome, double offset, int cluster, double... row) {
      predictors.add(row);
      offsets.add(offset);
      converted.add(outcome);
      weights.add(weight);
      clusters.add(cluster);
      return this;
    }

    /** So many that converted and so many that did not. */
    Made add(int yes, int no, double... row) {
      IntStream.range(0, yes).forEach(one -> add(1, true, row));
      IntStream.range(0, no).forEach(one -> add(1, false, row));
      return this;
    }

    LogisticSample sample() {
      boolean[] outcomes = new boolean[converted.size()];
      for (int i = 0; i < outcomes.length; i++) {
        outcomes[i] = converted.get(i);
      }
      return LogisticSample.of(
          predictors.toArray(double[][]::new),
          offsets.stream().mapToDouble(Double::doubleValue).toArray(),
          outcomes,
          weights.stream().mapToDouble(Double::doubleValue).toArray(),
          clusters.stream().mapToInt(Integer::intValue).toArray());
    }

    double[] slopes(LogisticFit fit) {
      double[] slopes = new double[predictors.get(0).length + 1];
      for (int i = 0; i < predictors.size(); i++) {
        double missed = weights.get(i) * (probability(fit, i) - (converted.get(i) ? 1 : 0));
        slopes[0] += missed;
        for (int j = 1; j < slopes.length; j++) {
          slopes[j] += missed * predictors.get(i)[j - 1];
        }
      }
      return slopes;
    }

    private double probability(LogisticFit fit, int row) {
      double logOdds = fit.intercept() + offsets.get(row);
      for (int j = 0; j < predictors.get(row).length; j++) {
        logOdds += fit.coefficient(j) * predictors.get(row)[j];
      }
      return 1 / (1 + Math.exp(-logOdds));
    }
  }

  @Test
  void oneRuleGivesTheLogOfTheOddsRatio() {
    // With the rule 30 of 40, odds 3; without 10 of 50, odds 1/4. The ratio of the odds is 12.
    Made made = new Made().add(30, 10, 1).add(10, 40, 0);

    LogisticFit fit = fitted(LogisticRegression.nonNegative(), made.sample());

    assertThat(fit.intercept()).isCloseTo(Math.log(0.25), within(1e-9));
    assertThat(fit.coefficient(0)).isCloseTo(Math.log(12), within(1e-9));
    // Woolf: the root of the sum of one over each cell, times G/(G-1) of the 90 clusters.
    double woolf = Math.sqrt((1.0 / 30 + 1.0 / 10 + 1.0 / 10 + 1.0 / 40) * 90 / 89);
    assertThat(fit.standardError(0)).hasValueCloseTo(woolf, within(1e-9));
  }

  @Test
  void aRuleThatGoesWithFewerConversionsStaysAtItsBound() {
    Made made = new Made().add(10, 40, 1).add(30, 10, 0);

    LogisticFit bounded = fitted(LogisticRegression.nonNegative(), made.sample());
    LogisticFit free = fitted(LogisticRegression.unbounded(), made.sample());

    assertThat(bounded.coefficient(0)).isZero();
    assertThat(bounded.standardError(0)).isEmpty();
    assertThat(bounded.intercept()).isCloseTo(Math.log(40.0 / 50), within(1e-9));
    assertThat(free.coefficient(0)).isCloseTo(-Math.log(12), within(1e-9));
  }

  @Test
  void aWeightOfThreeIsTheSameAsThreeObservations() {
    Made weighted = new Made();
    Made repeated = new Made();
    SplittableRandom random = new SplittableRandom(7);
    for (int i = 0; i < 60; i++) {
      double[] row = {random.nextInt(2), random.nextDouble()};
      boolean outcome = random.nextInt(3) == 0;
      int weight = 1 + 2 * (i % 2);
      weighted.add(weight, outcome, 0.1, i, row);
      for (int j = 0; j < weight; j++) {
        repeated.add(1, outcome, 0.1, i, row);
      }
    }

    LogisticFit first = fitted(LogisticRegression.unbounded(), weighted.sample());
    LogisticFit second = fitted(LogisticRegression.unbounded(), repeated.sample());

    for (int j = 0; j < 2; j++) {
      assertThat(first.coefficient(j)).isCloseTo(second.coefficient(j), within(1e-8));
      assertThat(first.standardError(j))
          .hasValueCloseTo(second.standardError(j).orElseThrow(), within(1e-8));
    }
  }

  @Test
  void aKnownOffsetIsTakenOutOfWhatIsFitted() {
    Made plain = new Made().add(30, 10, 1).add(10, 40, 0);
    Made offset = new Made();
    for (int i = 0; i < 90; i++) {
      boolean with = i < 40;
      boolean outcome = with ? i < 30 : i < 50;
      offset.add(1, outcome, with ? 0.7 : 0, i, with ? 1 : 0);
    }

    double moved = fitted(LogisticRegression.nonNegative(), offset.sample()).coefficient(0);

    assertThat(moved)
        .isCloseTo(
            fitted(LogisticRegression.nonNegative(), plain.sample()).coefficient(0) - 0.7,
            within(1e-9));
  }

  @Test
  void withoutBoundsAnIndependentOptimiserFindsTheSame() {
    SplittableRandom random = new SplittableRandom(11);
    for (int problem = 0; problem < 20; problem++) {
      Made made = made(random, 200, 1 + problem % 5);
      double total = made.weights.stream().mapToDouble(Double::doubleValue).sum();

      LogisticFit fit = fitted(LogisticRegression.unbounded(), made.sample());

      double[] other = byConjugateGradients(made);
      double[] found = new double[other.length];
      found[0] = fit.intercept();
      for (int j = 1; j < other.length; j++) {
        found[j] = fit.coefficient(j - 1);
        assertThat(found[j]).isCloseTo(other[j], within(1e-3 * (1 + Math.abs(other[j]))));
      }
      assertThat(found[0]).isCloseTo(other[0], within(1e-3));
      // It must not find anything better than what is claimed to be the best.
      assertThat(value(made, found)).isLessThanOrEqualTo(value(made, other) + 1e-10 * total);
    }
  }

  @Test
  void theConditionsOfKarushKuhnAndTuckerHoldOnRandomProblems() {
    SplittableRandom random = new SplittableRandom(13);
    int atBound = 0;
    int within = 0;
    for (int problem = 0; problem < 200; problem++) {
      Made made = made(random, 60 + random.nextInt(200), 1 + random.nextInt(8));
      LogisticFit fit = fitted(LogisticRegression.nonNegative(), made.sample());

      double[] slopes = made.slopes(fit);
      assertThat(slopes[0]).isCloseTo(0, within(1e-6));
      for (int j = 1; j < slopes.length; j++) {
        assertThat(fit.coefficient(j - 1)).isGreaterThanOrEqualTo(0);
        if (fit.coefficient(j - 1) > 0) {
          within++;
          assertThat(slopes[j]).isCloseTo(0, within(1e-6));
        } else {
          atBound++;
          assertThat(slopes[j]).isGreaterThan(-1e-6);
        }
      }
    }
    assertThat(atBound).isGreaterThan(100);
    assertThat(within).isGreaterThan(100);
  }

  @Test
  void plantedCoefficientsLieWithinTheirIntervalsAsOftenAsPromised() {
    double[] truth = {0.8, 0.4, 0.0, 1.2};
    int repetitions = 300;
    int[] covered = new int[truth.length];
    double[] sums = new double[truth.length];
    for (int repetition = 0; repetition < repetitions; repetition++) {
      LogisticFit fit =
          fitted(LogisticRegression.unbounded(), explored(truth, 1000 + repetition).sample());
      for (int j = 0; j < truth.length; j++) {
        double error = fit.standardError(j).orElseThrow();
        sums[j] += fit.coefficient(j);
        covered[j] += Math.abs(fit.coefficient(j) - truth[j]) <= 1.96 * error ? 1 : 0;
      }
    }
    for (int j = 0; j < truth.length; j++) {
      assertThat(sums[j] / repetitions).isCloseTo(truth[j], within(0.05));
      assertThat((double) covered[j] / repetitions).isBetween(0.91, 0.985);
    }
  }

  /**
   * Accounts of three contacts that share a liking. A contact with little is drawn with a
   * probability of one in three only, and then counts threefold.
   */
  private static Made explored(double[] truth, int seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Made made = new Made();
    for (int account = 0; account < 500; account++) {
      double shared = 0.3 * random.nextGaussian();
      for (int contact = 0; contact < 3; contact++) {
        double[] row = new double[truth.length];
        double logOdds = -1 + shared;
        int rules = 0;
        for (int j = 0; j < row.length; j++) {
          row[j] = random.nextInt(3) == 0 ? 1 : 0;
          logOdds += truth[j] * row[j];
          rules += (int) row[j];
        }
        boolean outcome = random.nextDouble() < 1 / (1 + Math.exp(-logOdds));
        if (rules >= 2) {
          made.add(1, outcome, 0, account, row);
        } else if (random.nextInt(3) == 0) {
          made.add(3, outcome, 0, account, row);
        }
      }
    }
    return made;
  }

  @Test
  void aRuleWithConversionsAloneIsSeparated() {
    Made made = new Made().add(12, 0, 1, 0).add(30, 30, 0, 0).add(20, 10, 0, 1);

    assertThat(LogisticRegression.nonNegative().fit(made.sample())).isEqualTo(new Separated(0));
  }

  @Test
  void aRareRuleAmongManyContactsIsSeparatedToo() {
    Made made = new Made().add(3, 0, 1, 0).add(3000, 3000, 0, 0).add(2000, 1000, 0, 1);

    assertThat(LogisticRegression.nonNegative().fit(made.sample())).isEqualTo(new Separated(0));
  }

  @Test
  void aRuleWithoutConversionsIsSeparatedOnlyWhereItMayCostPoints() {
    Made made = new Made().add(0, 12, 1, 0).add(30, 30, 0, 0).add(20, 10, 0, 1);

    assertThat(LogisticRegression.unbounded().fit(made.sample())).isEqualTo(new Separated(0));
    assertThat(fitted(LogisticRegression.nonNegative(), made.sample()).coefficient(0)).isZero();
  }

  @Test
  void rulesThatAlwaysGoTogetherShareAndAreNamed() {
    Made made =
        new Made()
            .add(30, 10, 1, 1, 0)
            .add(10, 40, 0, 0, 0)
            .add(20, 20, 0, 0, 1)
            .add(9, 3, 1, 1, 1);

    LogisticFit fit = fitted(LogisticRegression.nonNegative(), made.sample());

    assertThat(fit.indistinct()).containsExactly(0, 1);
    assertThat(fit.coefficient(0)).isCloseTo(fit.coefficient(1), within(1e-6));
    assertThat(fit.standardError(2)).isEmpty();
  }

  @Test
  void outcomesOfOneKindAndRulesOfNobodyAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LogisticRegression.unbounded().fit(new Made().add(5, 0, 1).sample()))
        .withMessage("Of 5 observations all converted, so there is nothing to tell apart");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LogisticRegression.unbounded().fit(new Made().add(5, 5, 1, 0).sample()))
        .withMessage("Predictor 1 is 0 in all 10 observations");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Made().add(0, true, 1.0).sample())
        .withMessageContaining("Row 0 has the weight 0.0, which must be above 0");
  }

  /**
   * Reference case woe: on the levels of one attribute the coefficients are the differences of the
   * weights of evidence.
   */
  @Test
  void woeOfTheStatusOfGermanCredit() throws IOException {
    Path file = Path.of(System.getProperty("requalify.shared"), "reference", "germancredit.csv");
    assumeTrue(Files.exists(file), "the file lies only beside the project's own clone");
    List<String> levels =
        List.of(
            "... < 0 DM",
            "0 <= ... < 200 DM",
            "... >= 200 DM / salary assignments for at least 1 year",
            "no checking account");
    double[] published = {-0.818099, -0.401392, 0.405465, 1.176263};
    Made made = new Made();
    for (String line : Files.readAllLines(file).subList(1, 1001)) {
      int level =
          IntStream.range(0, 4)
              .filter(each -> line.replace("\"", "").startsWith(levels.get(each)))
              .findFirst()
              .orElseThrow();
      double[] row = new double[3];
      if (level > 0) {
        row[level - 1] = 1;
      }
      made.add(1, line.endsWith("good"), row);
    }

    LogisticFit fit = fitted(LogisticRegression.nonNegative(), made.sample());

    // 700 of the 1,000 are good: that is what the weights of evidence are reckoned from.
    assertThat(fit.intercept() - Math.log(700.0 / 300)).isCloseTo(published[0], within(1e-6));
    for (int level = 1; level < 4; level++) {
      assertThat(fit.coefficient(level - 1))
          .isCloseTo(published[level] - published[0], within(2e-6));
    }
  }

  private static LogisticFit fitted(LogisticRegression regression, LogisticSample sample) {
    Result result = regression.fit(sample);
    assertThat(result).isInstanceOf(LogisticFit.class);
    return (LogisticFit) result;
  }

  /** Some rules that help, some that hurt, of different sizes. */
  private static Made made(SplittableRandom random, int size, int columns) {
    double[] truth = new double[columns];
    double[] scales = new double[columns];
    Arrays.setAll(truth, j -> random.nextDouble(-1, 1));
    Arrays.setAll(scales, j -> Math.pow(10, random.nextInt(-1, 2)));
    Made made = new Made();
    for (int i = 0; i < size; i++) {
      double[] row = new double[columns];
      double offset = random.nextDouble(-0.5, 0.5);
      double logOdds = offset;
      for (int j = 0; j < columns; j++) {
        double drawn = random.nextInt(2) * random.nextDouble(0.5, 1);
        row[j] = scales[j] * drawn;
        logOdds += truth[j] * drawn;
      }
      boolean outcome = random.nextDouble() < 1 / (1 + Math.exp(-logOdds));
      made.add(random.nextDouble(0.5, 8), outcome, offset, i, row);
    }
    return made;
  }

  /** In units in which all predictors are of one size, for it is slow where they differ. */
  private static double[] byConjugateGradients(Made made) {
    double[] units = new double[made.predictors.get(0).length + 1];
    units[0] = 1;
    for (int j = 1; j < units.length; j++) {
      int column = j - 1;
      units[j] = 1 / made.predictors.stream().mapToDouble(row -> row[column]).max().orElseThrow();
    }
    double[] point = new double[units.length];
    // It ends too soon now and then; a fresh start picks it up again.
    for (int start = 0; start < 10; start++) {
      point =
          new NonLinearConjugateGradientOptimizer(
                  NonLinearConjugateGradientOptimizer.Formula.POLAK_RIBIERE,
                  new SimpleValueChecker(1e-15, -1))
              .optimize(
                  new MaxEval(1_000_000),
                  GoalType.MINIMIZE,
                  new ObjectiveFunction(tried -> value(made, times(tried, units))),
                  new ObjectiveFunctionGradient(
                      tried -> times(gradient(made, times(tried, units)), units)),
                  new InitialGuess(point))
              .getPoint();
    }
    return times(point, units);
  }

  private static double[] times(double[] point, double[] units) {
    return IntStream.range(0, point.length).mapToDouble(j -> point[j] * units[j]).toArray();
  }

  private static double value(Made made, double[] point) {
    double sum = 0;
    for (int i = 0; i < made.predictors.size(); i++) {
      double logOdds = logOdds(made, i, point);
      double signed = made.converted.get(i) ? logOdds : -logOdds;
      sum += made.weights.get(i) * Math.log(1 + Math.exp(-signed));
    }
    return sum;
  }

  private static double[] gradient(Made made, double[] point) {
    double[] gradient = new double[point.length];
    for (int i = 0; i < made.predictors.size(); i++) {
      double probability = 1 / (1 + Math.exp(-logOdds(made, i, point)));
      double missed = made.weights.get(i) * (probability - (made.converted.get(i) ? 1 : 0));
      gradient[0] += missed;
      for (int j = 1; j < point.length; j++) {
        gradient[j] += missed * made.predictors.get(i)[j - 1];
      }
    }
    return gradient;
  }

  private static double logOdds(Made made, int row, double[] point) {
    double sum = point[0] + made.offsets.get(row);
    for (int j = 1; j < point.length; j++) {
      sum += point[j] * made.predictors.get(row)[j - 1];
    }
    return sum;
  }
}
