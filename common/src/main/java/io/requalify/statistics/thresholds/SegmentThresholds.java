package io.requalify.statistics.thresholds;

import io.requalify.statistics.ImbensManskiInterval;
import io.requalify.statistics.Interval;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A threshold for each segment, and what it would qualify of some contacts: of those that the
 * thresholds were chosen by, or of others.
 *
 * <p>Thresholds that were chosen as the best of many look better by the contacts that they were
 * chosen by than they are. Hold them against contacts of a later time, {@code on(later)}, before
 * anything is claimed.
 */
public final class SegmentThresholds {
  private final SortedMap<String, FrontierPoint> points;

  private SegmentThresholds(SortedMap<String, FrontierPoint> points) {
    this.points = Collections.unmodifiableSortedMap(points);
  }

  /** These points, one for each segment. */
  static SegmentThresholds of(SortedMap<String, FrontierPoint> points) {
    return new SegmentThresholds(new TreeMap<>(points));
  }

  /** The same threshold in all segments. */
  static SegmentThresholds global(SortedMap<String, ThresholdFrontier> segments, int threshold) {
    SortedMap<String, FrontierPoint> points = new TreeMap<>();
    segments.forEach((segment, frontier) -> points.put(segment, frontier.at(threshold)));
    return new SegmentThresholds(points);
  }

  /** The point of each segment's frontier. */
  public SortedMap<String, FrontierPoint> points() {
    return points;
  }

  /** Contacts that qualify, of all segments. */
  public long volume() {
    return points.values().stream().mapToLong(FrontierPoint::volume).sum();
  }

  /** What is expected of an objective, of all segments; scores that nobody worked count nothing. */
  public double expected(Objective objective) {
    double sum = 0;
    for (FrontierPoint point : points.values()) {
      sum += point.expected(objective).supported();
    }
    return sum;
  }

  /**
   * These thresholds on other contacts.
   *
   * @throws IllegalArgumentException when a segment is missing, or there is another one
   */
  public SegmentThresholds on(SortedMap<String, ThresholdFrontier> others) {
    if (!others.keySet().equals(points.keySet())) {
      throw new IllegalArgumentException(
          "Thresholds of %s cannot be held against the segments %s; give the same"
              .formatted(points.keySet(), others.keySet()));
    }
    SortedMap<String, FrontierPoint> held = new TreeMap<>();
    points.forEach(
        (segment, point) -> held.put(segment, others.get(segment).at(point.threshold())));
    return new SegmentThresholds(held);
  }

  /**
   * By how much these thresholds bring more than others of the same contacts. Only contacts that
   * one of them qualifies alone can differ, and only their chance and those of them that nobody
   * worked make up the interval.
   *
   * @param level share of samples whose interval should hold the truth, such as 0.95
   */
  public Interval gainOver(SegmentThresholds others, Objective objective, double level) {
    double gain = 0;
    double variance = 0;
    long unsupportedHere = 0;
    long unsupportedThere = 0;
    for (Map.Entry<String, FrontierPoint> entry : points.entrySet()) {
      Expected here = entry.getValue().expected(objective);
      Expected there = others.point(entry.getKey()).expected(objective);
      // Of two thresholds of one segment the lower one qualifies all of the higher one's contacts,
      // so what is left is a sum over the scores between them.
      gain += here.supported() - there.supported();
      variance += Math.abs(here.variance() - there.variance());
      unsupportedHere += Math.max(0, here.unsupported() - there.unsupported());
      unsupportedThere += Math.max(0, there.unsupported() - here.unsupported());
    }
    double error = Math.sqrt(variance);
    Interval bounds = new Interval(gain - unsupportedThere, gain + unsupportedHere);
    return new ImbensManskiInterval(bounds, error, error).at(level);
  }

  private FrontierPoint point(String segment) {
    FrontierPoint point = points.get(segment);
    if (point == null) {
      throw new IllegalArgumentException(
          "There is no threshold of the segment '%s'; there are %s"
              .formatted(segment, points.keySet()));
    }
    return point;
  }
}
