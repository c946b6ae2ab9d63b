package io.requalify.statistics.decomposition;

import static java.util.Objects.requireNonNull;

import io.requalify.statistics.CriticalValue;
import io.requalify.statistics.Interval;
import java.util.List;
import java.util.Map.Entry;
import java.util.stream.Collectors;

/**
 * Which parts of a difference are beyond chance. Each is held against the interval that Bonferroni
 * leaves it, so that where nothing moved, all parts together are mistaken for moved in at most one
 * minus the level of the samples.
 *
 * @param raised parts that raised the figure, in their order
 * @param lowered parts that lowered it, in their order
 */
public record MovedParts(List<String> raised, List<String> lowered) {
  /** Where no part is beyond chance. */
  public static final String NOTHING = "nothing beyond chance";

  public MovedParts {
    raised = List.copyOf(raised);
    lowered = List.copyOf(lowered);
  }

  /**
   * The parts whose intervals leave 0 out.
   *
   * @param intervals of each part by itself, at the level
   * @param level at which the intervals were made, such as 0.95
   * @throws IllegalArgumentException when the level is not between 0 and 1
   */
  public static MovedParts of(DecompositionIntervals intervals, double level) {
    requireNonNull(intervals, "intervals");
    int parts = intervals.parts().size();
    double wider = CriticalValue.twoSided(1 - (1 - level) / parts) / CriticalValue.twoSided(level);
    return new MovedParts(
        intervals.parts().entrySet().stream()
            .filter(part -> least(part.getValue(), wider) > 0)
            .map(Entry::getKey)
            .toList(),
        intervals.parts().entrySet().stream()
            .filter(part -> most(part.getValue(), wider) < 0)
            .map(Entry::getKey)
            .toList());
  }

  /** The intervals of the bootstrap are the same number of errors wide on either side. */
  private static double least(Interval interval, double wider) {
    return middle(interval) - wider * interval.width() / 2;
  }

  private static double most(Interval interval, double wider) {
    return middle(interval) + wider * interval.width() / 2;
  }

  private static double middle(Interval interval) {
    return interval.lower() + interval.width() / 2;
  }

  /** Such as {@code raised by rate; lowered by channel}. */
  public String inWords() {
    if (raised.isEmpty() && lowered.isEmpty()) {
      return NOTHING;
    }
    return List.of(words("raised by ", raised), words("lowered by ", lowered)).stream()
        .filter(words -> !words.isEmpty())
        .collect(Collectors.joining("; "));
  }

  private static String words(String what, List<String> parts) {
    return parts.isEmpty() ? "" : what + String.join(" and ", parts);
  }
}
