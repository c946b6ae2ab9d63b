package io.requalify.statistics.counterfactual;

import io.requalify.statistics.CriticalValue;
import java.math.BigInteger;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Whether conversion changed between the time of former rules and the rest of the window, judged by
 * the contacts that both versions qualify: a chi-squared test with one degree of freedom of the
 * scores of {@link StabilityScores}, summed by account, since contacts of an account hang together.
 *
 * <p>{@code (Sum u)² / (G/(G-1) Sum u²)} over G accounts. It sees changes that the contacts in
 * agreement share with the swap-ins, and no others; with few accounts it sees little.
 *
 * @param sum of the scores, in millionths
 * @param squares sum over accounts of the squares of their scores
 * @param accounts accounts with a score that is not 0
 */
public record StabilityTest(long sum, BigInteger squares, long accounts) {
  private static final double LEVEL = 0.95;

  /** None of fewer than two accounts, of which none is known to differ from another. */
  OptionalDouble chiSquared() {
    if (accounts < 2) {
      return OptionalDouble.empty();
    }
    double variance = squares.doubleValue() * accounts / (accounts - 1);
    return OptionalDouble.of((double) sum * sum / variance);
  }

  /** Why what former rules worked tells nothing of today; none where it is taken to. */
  public Optional<String> refusal() {
    OptionalDouble statistic = chiSquared();
    if (statistic.isEmpty()) {
      return Optional.of(
          "what former rules worked is no evidence: no contacts that both versions qualify were worked both at their time and later, so whether conversion changed cannot be told");
    }
    double critical = CriticalValue.twoSided(LEVEL);
    return statistic.getAsDouble() <= critical * critical
        ? Optional.empty()
        : Optional.of(
            String.format(
                Locale.ROOT,
                "what former rules worked is no evidence: among the contacts that both versions qualify conversion changed between their time and later (chi-squared %.1f; %.1f would be chance)",
                statistic.getAsDouble(),
                critical * critical));
  }
}
