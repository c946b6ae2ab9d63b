package io.requalify.statistics;

import static org.hipparchus.special.Gamma.logGamma;

import java.util.List;
import java.util.Optional;
import org.hipparchus.optim.InitialGuess;
import org.hipparchus.optim.MaxEval;
import org.hipparchus.optim.SimpleValueChecker;
import org.hipparchus.optim.nonlinear.scalar.GoalType;
import org.hipparchus.optim.nonlinear.scalar.ObjectiveFunction;
import org.hipparchus.optim.nonlinear.scalar.noderiv.NelderMeadSimplex;
import org.hipparchus.optim.nonlinear.scalar.noderiv.SimplexOptimizer;

/**
 * A way to learn from many groups how their true rates are spread: empirical Bayes with a beta
 * prior. The posterior of a group is then {@code prior.after(its tally)}, whose mean {@code (alpha
 * + s) / (alpha + beta + n)} lies between the rate of the group and that of all.
 */
public sealed interface BetaBinomial {
  /** Stable name in tables and reports. */
  String shortName();

  /**
   * The prior of the groups; groups without a trial say nothing and are passed over.
   *
   * @param groups in any order
   */
  Fit fit(List<BinomialTally> groups);

  /**
   * What came of a fit.
   *
   * @param prior none where the groups do not tell it
   * @param reason why there is none, in words; empty where there is one
   */
  record Fit(Optional<Beta> prior, String reason) {
    public Fit {
      if (prior.isPresent() != reason.isEmpty()) {
        throw new IllegalArgumentException("Either a prior or a reason: " + reason);
      }
    }

    static Fit of(Beta prior) {
      return new Fit(Optional.of(prior), "");
    }

    static Fit none(String reason) {
      return new Fit(Optional.empty(), reason);
    }
  }

  /**
   * The beta distribution with the mean {@code m} and variance {@code v} of the groups' raw rates:
   * {@code alpha + beta = m(1-m)/v - 1}.
   *
   * <p>Exact when every group is large. It takes the chance within small groups for spread between
   * them and so shrinks too little. Gelman and others, Bayesian Data Analysis, 3rd edition, section
   * 5.1.
   */
  record Moments() implements BetaBinomial {
    @Override
    public String shortName() {
      return "moments";
    }

    @Override
    public Fit fit(List<BinomialTally> groups) {
      double[] rates =
          groups.stream()
              .filter(group -> group.trials() > 0)
              .mapToDouble(BinomialTally::rate)
              .toArray();
      if (rates.length < 2) {
        return Fit.none("fewer than 2 groups can be compared");
      }
      double mean = 0;
      for (double rate : rates) {
        mean += rate / rates.length;
      }
      double variance = 0;
      for (double rate : rates) {
        variance += (rate - mean) * (rate - mean) / (rates.length - 1);
      }
      double size = mean * (1 - mean) / variance - 1;
      // Also when the variance is nought, or when all rates are 0 or all 1 and the size is no
      // number.
      if (!(size > 0) || !Double.isFinite(size)) {
        return Fit.none("the rates have no mean and variance of a beta distribution");
      }
      return Fit.of(new Beta(mean * size, (1 - mean) * size));
    }
  }

  /**
   * The prior under which the counts are likeliest: maximises {@code Sum log B(alpha + s, beta + n
   * - s) - log B(alpha, beta)} over the logarithms of mean odds and size, from the moments as
   * start.
   *
   * <p>Consistent as the groups become many. Three or four groups tell the spread badly, and groups
   * that are not exchangeable (a total among its parts) ruin it. Where the likelihood still rises
   * as the spread goes to nought there is no such prior, and it is refused: the sign of {@code Sum
   * s(s-1)/p + (n-s)(n-s-1)/(1-p) - n(n-1)}, with the pooled rate p, tells. Tarone 1979; Griffiths
   * 1973.
   */
  record MaximumLikelihood() implements BetaBinomial {
    private static final int FEWEST_GROUPS = 3;
    private static final double SMALLEST_SIZE = 1e-3;

    @Override
    public String shortName() {
      return "maximum_likelihood";
    }

    @Override
    public Fit fit(List<BinomialTally> groups) {
      List<BinomialTally> tried = groups.stream().filter(group -> group.trials() > 0).toList();
      if (tried.size() < FEWEST_GROUPS) {
        return Fit.none("fewer than %d groups can be compared".formatted(FEWEST_GROUPS));
      }
      long trials = tried.stream().mapToLong(BinomialTally::trials).sum();
      long successes = tried.stream().mapToLong(BinomialTally::successes).sum();
      if (successes == 0 || successes == trials) {
        return Fit.none(successes == 0 ? "nothing converted in any group" : "everything converted");
      }
      double pooled = (double) successes / trials;
      if (spreadBeyondChance(tried, pooled) <= 0) {
        return Fit.none("the groups differ no more than chance makes them");
      }
      Beta start = new Moments().fit(tried).prior().orElseGet(() -> new Beta(pooled, 1 - pooled));
      Beta likeliest = likeliest(tried, likeliest(tried, start));
      if (likeliest.alpha() + likeliest.beta() < SMALLEST_SIZE) {
        return Fit.none("in every group nearly all or nearly nothing converted");
      }
      return Fit.of(likeliest);
    }

    private static double spreadBeyondChance(List<BinomialTally> groups, double pooled) {
      double slope = 0;
      for (BinomialTally group : groups) {
        double n = group.trials();
        double s = group.successes();
        double f = group.failures();
        slope += s * (s - 1) / pooled + f * (f - 1) / (1 - pooled) - n * (n - 1);
      }
      return slope;
    }

    /** One search; a second from its end makes sure that the simplex had not collapsed too soon. */
    private static Beta likeliest(List<BinomialTally> groups, Beta start) {
      double[] end =
          new SimplexOptimizer(new SimpleValueChecker(1e-15, 1e-13))
              .optimize(
                  new MaxEval(10_000),
                  GoalType.MAXIMIZE,
                  new ObjectiveFunction(point -> logLikelihood(groups, beta(point))),
                  new InitialGuess(
                      new double[] {
                        Math.log(start.alpha() / start.beta()),
                        Math.log(start.alpha() + start.beta())
                      }),
                  new NelderMeadSimplex(new double[] {0.25, 0.5}))
              .getPoint();
      return beta(end);
    }

    /**
     * From log odds of the mean and log size; the bounds keep both parameters finite and positive.
     */
    private static Beta beta(double[] point) {
      double mean = 1 / (1 + Math.exp(-Math.max(-30, Math.min(30, point[0]))));
      double size = Math.exp(Math.max(-12, Math.min(30, point[1])));
      return new Beta(mean * size, (1 - mean) * size);
    }

    private static double logLikelihood(List<BinomialTally> groups, Beta prior) {
      double sum = 0;
      for (BinomialTally group : groups) {
        sum += logBeta(prior.after(group)) - logBeta(prior);
      }
      return sum;
    }

    private static double logBeta(Beta of) {
      return logGamma(of.alpha()) + logGamma(of.beta()) - logGamma(of.alpha() + of.beta());
    }
  }
}
