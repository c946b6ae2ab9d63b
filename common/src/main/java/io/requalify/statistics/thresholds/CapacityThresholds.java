package io.requalify.statistics.thresholds;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The thresholds by segment that bring the most within what sales can work, beside the one
 * threshold for all segments that does.
 *
 * <p>The optimum is exact, by dynamic programming over whole contacts (the multiple-choice knapsack
 * problem; Dudzinski and Walukiewicz 1987, European Journal of Operational Research 28, 3-21). Let
 * {@code B(k, c)} be the most that the first {@code k} segments can bring with exactly {@code c}
 * contacts. Whatever the last of them takes, the others must bring the most with the rest, or
 * another choice of theirs would do better; so {@code B(k, c) = max over its thresholds t of B(k -
 * 1, c - volume(t)) + expected(t)}. Greedy choices on the concave hulls miss the optimum by up to
 * one step of a threshold, and thresholds of lumpy scores have large steps.
 *
 * <p>Scores that nobody worked count nothing, so no threshold goes below what is known. Of equal
 * sums the one with fewer contacts is taken, and then the one whose later segments, by name, have
 * the lower thresholds. See {@link SegmentThresholds} for the optimism of the best of many.
 *
 * @param bySegment the best thresholds by segment
 * @param global the best single threshold
 */
public record CapacityThresholds(SegmentThresholds bySegment, SegmentThresholds global) {
  /** Beyond so many pairs of a segment and a number of contacts the table takes too much room. */
  private static final long MOST_CELLS = 20_000_000;

  /** Whether a plan for these is small enough for {@link #best}. */
  public static boolean isPlannable(SortedMap<String, ThresholdFrontier> segments, long capacity) {
    return (room(segments, capacity) + 1) * segments.size() <= MOST_CELLS;
  }

  private static long room(SortedMap<String, ThresholdFrontier> segments, long capacity) {
    // Who was in already before the period comes in under high thresholds alone.
    long most =
        segments.values().stream()
            .mapToLong(
                each -> each.points().stream().mapToLong(FrontierPoint::volume).max().orElseThrow())
            .sum();
    return Math.min(capacity, most);
  }

  /**
   * Finds the best thresholds.
   *
   * @param segments the frontier of each segment by its name, at least one
   * @param capacity contacts that sales can work of these, 0 or more; in the unit of the frontiers'
   *     volumes, so for the whole time that their contacts are of
   * @throws IllegalArgumentException when there is no segment, the capacity is negative, or
   *     segments times contacts are more than 20 millions
   */
  public static CapacityThresholds best(
      SortedMap<String, ThresholdFrontier> segments, long capacity, Objective objective) {
    if (segments.isEmpty() || capacity < 0) {
      throw new IllegalArgumentException(
          "%d segments share a capacity of %d contacts; give at least one, and 0 or more"
              .formatted(segments.size(), capacity));
    }
    long room = room(segments, capacity);
    if (!isPlannable(segments, capacity)) {
      throw new IllegalArgumentException(
          "%d segments with room for %d contacts are too many to plan exactly; plan a shorter time"
              .formatted(segments.size(), room));
    }
    return new CapacityThresholds(
        bySegment(segments, (int) room, objective), global(segments, room, objective));
  }

  private static SegmentThresholds bySegment(
      SortedMap<String, ThresholdFrontier> segments, int room, Objective objective) {
    double[] most = new double[room + 1];
    Arrays.fill(most, Double.NEGATIVE_INFINITY);
    most[0] = 0;
    List<int[]> choices = new ArrayList<>();
    for (ThresholdFrontier frontier : segments.values()) {
      double[] before = most;
      most = new double[room + 1];
      int[] chosen = new int[room + 1];
      Arrays.fill(most, Double.NEGATIVE_INFINITY);
      for (int place = 0; place < frontier.points().size(); place++) {
        choose(frontier.points().get(place), place, objective, before, most, chosen);
      }
      choices.add(chosen);
    }
    int volume = 0;
    for (int contacts = 1; contacts <= room; contacts++) {
      volume = most[contacts] > most[volume] ? contacts : volume;
    }
    return traced(segments, choices, volume);
  }

  /** Takes a point wherever it brings more than those before it. */
  private static void choose(
      FrontierPoint point,
      int place,
      Objective objective,
      double[] before,
      double[] most,
      int[] chosen) {
    double expected = point.expected(objective).supported();
    // A point with more contacts than there is room for is never reached.
    int volume = (int) Math.min(most.length, point.volume());
    for (int contacts = volume; contacts < most.length; contacts++) {
      double brought = before[contacts - volume] + expected;
      if (brought > most[contacts]) {
        most[contacts] = brought;
        chosen[contacts] = place;
      }
    }
  }

  /** The thresholds behind a volume, from the last segment back to the first. */
  private static SegmentThresholds traced(
      SortedMap<String, ThresholdFrontier> segments, List<int[]> choices, int volume) {
    List<String> names = List.copyOf(segments.keySet());
    SortedMap<String, FrontierPoint> points = new TreeMap<>();
    int left = volume;
    for (int segment = names.size() - 1; segment >= 0; segment--) {
      FrontierPoint point =
          segments.get(names.get(segment)).points().get(choices.get(segment)[left]);
      points.put(names.get(segment), point);
      left -= (int) point.volume();
    }
    return SegmentThresholds.of(points);
  }

  private static SegmentThresholds global(
      SortedMap<String, ThresholdFrontier> segments, long room, Objective objective) {
    SortedSet<Integer> thresholds = new TreeSet<>();
    segments
        .values()
        .forEach(frontier -> frontier.points().forEach(point -> thresholds.add(point.threshold())));
    // The highest qualifies nobody, so there is always one that fits.
    SegmentThresholds best = SegmentThresholds.global(segments, thresholds.last());
    for (int threshold : thresholds) {
      SegmentThresholds tried = SegmentThresholds.global(segments, threshold);
      boolean more = tried.expected(objective) > best.expected(objective);
      boolean cheaper =
          tried.expected(objective) == best.expected(objective) && tried.volume() < best.volume();
      if (tried.volume() <= room && (more || cheaper)) {
        best = tried;
      }
    }
    return best;
  }
}
