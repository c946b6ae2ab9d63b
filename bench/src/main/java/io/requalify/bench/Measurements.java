package io.requalify.bench;

import io.requalify.bench.Contender.Taken;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** What each contender took, in the order in which they were measured first. */
final class Measurements {
  private final Map<String, List<Taken>> all = new LinkedHashMap<>();

  void add(String contender, Taken taken) {
    all.computeIfAbsent(contender, name -> new ArrayList<>()).add(taken);
  }

  List<String> contenders() {
    return List.copyOf(all.keySet());
  }

  int rounds(String contender) {
    return all.get(contender).size();
  }

  /** Seconds by the clock, from the fastest round to the slowest. */
  double[] elapsed(String contender) {
    return sorted(contender, Taken::elapsed);
  }

  /** Median of the seconds by the clock. */
  double median(String contender) {
    return median(elapsed(contender));
  }

  /** Median of the seconds of all cores. */
  double computed(String contender) {
    return median(sorted(contender, Taken::computed));
  }

  private double[] sorted(String contender, ToDoubleFunction<Taken> seconds) {
    return all.get(contender).stream().mapToDouble(seconds).sorted().toArray();
  }

  /** Of an even number the mean of the two in the middle. */
  private static double median(double[] sorted) {
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
