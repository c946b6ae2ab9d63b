package io.requalify.statistics.decomposition;

import io.requalify.statistics.Answer;
import java.util.List;

/**
 * Two cohorts of leads through the funnel, whose draws are those of one bootstrap.
 *
 * @param stages names of the stages, the first that of all leads
 * @param before the earlier cohort
 * @param after the later
 */
public record DrawnFunnels(List<String> stages, DrawnFunnel before, DrawnFunnel after) {
  public DrawnFunnels {
    stages = List.copyOf(stages);
  }

  /** The parts as they are, in hundredths of money per lead; refused as {@link FunnelChain} is. */
  public Answer<Decomposition> decompose() {
    return FunnelChain.of(before.observed(stages), after.observed(stages));
  }

  /**
   * The intervals of the parts; refused as {@link DecompositionIntervals} refuses.
   *
   * @param level such as 0.95
   */
  public Answer<DecompositionIntervals> intervals(double level) {
    return DecompositionIntervals.of(
        Math.toIntExact(Math.max(before.accounts(), after.accounts())),
        decompose(),
        draw -> FunnelChain.of(before.drawn(stages, draw), after.drawn(stages, draw)),
        level);
  }
}
