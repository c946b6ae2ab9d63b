package io.requalify.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;

/** The seconds of each contender, in the order in which they were measured first. */
final class Measurements {
  private final Map<String, List<Double>> seconds = new LinkedHashMap<>();

  void add(String contender, double taken) {
    seconds.computeIfAbsent(contender, name -> new ArrayList<>()).add(taken);
  }

  List<String> contenders() {
    return List.copyOf(seconds.keySet());
  }

  int rounds(String contender) {
    return seconds.get(contender).size();
  }

  double fastest(String contender) {
    return sorted(contender).findFirst().orElseThrow();
  }

  double slowest(String contender) {
    return sorted(contender).max().orElseThrow();
  }

  /** Of an even number the mean of the two in the middle. */
  double median(String contender) {
    double[] sorted = sorted(contender).toArray();
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  private DoubleStream sorted(String contender) {
    return seconds.get(contender).stream().mapToDouble(Double::doubleValue).sorted();
  }
}
