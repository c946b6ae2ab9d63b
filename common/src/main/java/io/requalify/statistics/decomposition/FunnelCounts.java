package io.requalify.statistics.decomposition;

import java.util.List;

/**
 * One cohort of leads through the funnel.
 *
 * @param stages names of the stages, the first that of all leads, such as lead, mql, sql,
 *     opportunity, won; at least two
 * @param reached how many of the cohort reached each stage, none more than the one before
 * @param value money of those that reached the last stage, in whole hundredths of one currency, 0
 *     or more
 */
public record FunnelCounts(List<String> stages, List<Long> reached, long value) {
  public FunnelCounts {
    stages = List.copyOf(stages);
    reached = List.copyOf(reached);
    if (stages.size() < 2 || reached.size() != stages.size() || value < 0) {
      throw new IllegalArgumentException(
          "%d stages with %d counts and the value %d: give two stages or more, a count for each, and no negative value"
              .formatted(stages.size(), reached.size(), value));
    }
    for (int stage = 0; stage < reached.size(); stage++) {
      long most = stage == 0 ? Long.MAX_VALUE : reached.get(stage - 1);
      if (reached.get(stage) < 0 || reached.get(stage) > most) {
        throw new IllegalArgumentException(
            "%d contacts reached %s, which is negative or more than the stage before; count one cohort of leads through all stages"
                .formatted(reached.get(stage), stages.get(stage)));
      }
    }
  }
}
