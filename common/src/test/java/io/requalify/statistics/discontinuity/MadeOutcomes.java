package io.requalify.statistics.discontinuity;

import io.requalify.statistics.BinomialTally;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;

/** Outcomes by score that are written down or drawn, for the tests. */
final class MadeOutcomes {
  private MadeOutcomes() {}

  /** These outcomes, summed. */
  static OutcomesAtScore at(int score, double... outcomes) {
    return new OutcomesAtScore(
        score,
        outcomes.length,
        DoubleStream.of(outcomes).sum(),
        DoubleStream.of(outcomes).map(each -> each * each).sum());
  }

  /**
   * At every score from the first to the last as many outcomes, one unit above and below a mean.
   */
  static List<OutcomesAtScore> along(
      int first, int last, int observations, DoubleUnaryOperator mean) {
    List<OutcomesAtScore> made = new ArrayList<>();
    for (int score = first; score <= last; score++) {
      double[] outcomes = new double[observations];
      for (int place = 0; place < observations; place++) {
        outcomes[place] = mean.applyAsDouble(score) + (place % 2 == 0 ? 1 : -1);
      }
      made.add(at(score, outcomes));
    }
    return made;
  }

  /** At every score from the first to the last as many draws that happen or do not. */
  static List<OutcomesAtScore> drawn(
      int first, int last, int observations, DoubleUnaryOperator rate, SplittableRandom random) {
    List<OutcomesAtScore> drawn = new ArrayList<>();
    for (int score = first; score <= last; score++) {
      double probability = rate.applyAsDouble(score);
      long happened = 0;
      for (int place = 0; place < observations; place++) {
        happened += random.nextDouble() < probability ? 1 : 0;
      }
      drawn.add(OutcomesAtScore.of(score, new BinomialTally(observations, happened)));
    }
    return drawn;
  }

  static List<OutcomesAtScore> both(List<OutcomesAtScore> some, List<OutcomesAtScore> others) {
    List<OutcomesAtScore> both = new ArrayList<>(some);
    both.addAll(others);
    return both;
  }

  static DiscontinuityResult.Estimated estimated(DiscontinuityResult result) {
    if (result instanceof DiscontinuityResult.Refused refused) {
      throw new AssertionError("Refused: " + refused.reason());
    }
    return (DiscontinuityResult.Estimated) result;
  }

  static String refusal(DiscontinuityResult result) {
    if (result instanceof DiscontinuityResult.Refused refused) {
      return refused.reason();
    }
    throw new AssertionError("Not refused: " + result);
  }
}
