package io.requalify.calibration;

import io.requalify.statistics.BinomialTally;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** What came of the contacts of every score, in the earlier and in the later months of a window. */
final class ScoreHistory {
  private final SortedMap<Integer, BinomialTally> earlier = new TreeMap<>();
  private final SortedMap<Integer, BinomialTally> later = new TreeMap<>();

  /** Adds mature contacts; none are left out. */
  void add(boolean isLater, int points, BinomialTally tally) {
    if (tally.trials() > 0) {
      (isLater ? later : earlier).merge(points, tally, BinomialTally::plus);
    }
  }

  SortedMap<Integer, BinomialTally> earlier() {
    return earlier;
  }

  SortedMap<Integer, BinomialTally> later() {
    return later;
  }

  SortedMap<Integer, BinomialTally> all() {
    SortedMap<Integer, BinomialTally> all = new TreeMap<>(earlier);
    later.forEach((points, tally) -> all.merge(points, tally, BinomialTally::plus));
    return all;
  }

  /** All contacts together. */
  static BinomialTally total(SortedMap<Integer, BinomialTally> byPoints) {
    return byPoints.values().stream().reduce(BinomialTally.NONE, BinomialTally::plus);
  }

  /** The lower bounds of bands of so many points that hold all of these. */
  static double[] bands(SortedMap<Integer, BinomialTally> byPoints, int width) {
    List<Integer> lowest =
        byPoints.keySet().stream()
            .map(points -> Math.floorDiv(points, width) * width)
            .distinct()
            .toList();
    return lowest.stream().mapToDouble(Integer::doubleValue).toArray();
  }
}
