package io.requalify.calibration;

import io.requalify.statistics.Conclusion;
import io.requalify.statistics.Interval;
import io.requalify.statistics.thresholds.CapacityThresholds;
import io.requalify.statistics.thresholds.FrontierPoint;
import io.requalify.statistics.thresholds.Objective;
import io.requalify.statistics.thresholds.SegmentThresholds;
import io.requalify.statistics.thresholds.ThresholdFrontier;
import io.requalify.tables.Review;
import io.requalify.tables.result.ThresholdFrontierTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** The frontiers of one version and outcome as rows of {@link ThresholdFrontierTable}. */
final class FrontierRows {
  private static final String NO_CAPACITY =
      "insufficient: nobody stated what sales can work, and production has no score; state weekly_capacity in the promotion rule";
  private static final String TOO_MANY =
      "insufficient: there are too many contacts to plan exactly; review a shorter window";
  private static final String NOTHING_IN_COMMON =
      "insufficient: the segments are asked for different scores, so they have no threshold in common";

  /** A {@link LevelCounts} counts one outcome as both; the first stands for it. */
  private static final Objective OUTCOME = Objective.ACCEPTED;

  private final Review review;
  private final Capacity capacity;
  private final ScoreKey key;
  private final SortedMap<String, LevelCounts> segments;
  private final SortedMap<String, ThresholdFrontier> frontiers = new TreeMap<>();
  private final boolean isComparable;
  private final OptionalDouble commonlyAsked;
  private final Optional<CapacityThresholds> best;
  private final String reason;

  FrontierRows(
      Review review, Capacity capacity, ScoreKey key, SortedMap<String, LevelCounts> segments) {
    this.review = review;
    this.capacity = capacity;
    this.key = key;
    this.segments = segments;
    segments.forEach((segment, counts) -> frontiers.put(segment, counts.frontier(zero(counts))));
    isComparable = segments.values().stream().allMatch(counts -> counts.asked().isPresent());
    List<OptionalDouble> asked =
        segments.values().stream().map(LevelCounts::asked).distinct().toList();
    commonlyAsked = asked.size() == 1 ? asked.get(0) : OptionalDouble.empty();
    reason = reason();
    best =
        reason.isEmpty()
            ? Optional.of(
                CapacityThresholds.best(frontiers, capacity.contacts().getAsLong(), OUTCOME))
            : Optional.empty();
  }

  private String reason() {
    if (capacity.contacts().isEmpty()) {
      return NO_CAPACITY;
    }
    boolean small = CapacityThresholds.isPlannable(frontiers, capacity.contacts().getAsLong());
    return small ? "" : TOO_MANY;
  }

  /** Whole points of the version's own threshold; 0 where it has none, and is moved as a whole. */
  private static int zero(LevelCounts counts) {
    return (int) Math.floor(counts.asked().orElse(0));
  }

  /** Each segment from its lowest threshold up, and then all of them together. */
  List<Row> rows() {
    List<Row> rows = new ArrayList<>();
    frontiers.forEach((segment, frontier) -> rows.addAll(ofSegment(segment, frontier)));
    rows.addAll(ofAll());
    return rows;
  }

  private List<Row> ofSegment(String segment, ThresholdFrontier frontier) {
    LevelCounts counts = segments.get(segment);
    int zero = zero(counts);
    List<FrontierPoint> points = frontier.points();
    // Nobody is kept out by a threshold who comes in whatever it is.
    int last = counts.hasLetIn() ? points.size() - 1 : points.size();
    List<Row> rows = new ArrayList<>();
    for (FrontierPoint point : points.subList(0, last)) {
      int more = point.threshold() - zero;
      Boolean bySegment = best.map(found -> isAt(found.bySegment(), segment, point)).orElse(null);
      Boolean global =
          best.filter(found -> isComparable)
              .map(found -> isAt(found.global(), segment, point))
              .orElse(null);
      rows.add(row(segment, more, counts.asked(), point, bySegment, global, ofBoth(isComparable)));
    }
    return rows;
  }

  private String ofBoth(boolean hasGlobal) {
    return reason.isEmpty() && !hasGlobal ? NOTHING_IN_COMMON : reason;
  }

  private static boolean isAt(SegmentThresholds best, String segment, FrontierPoint point) {
    return best.points().get(segment).threshold() == point.threshold();
  }

  private List<Row> ofAll() {
    SortedSet<Integer> shifts = new TreeSet<>();
    frontiers.forEach(
        (segment, frontier) ->
            frontier
                .points()
                .forEach(point -> shifts.add(point.threshold() - zero(segments.get(segment)))));
    boolean hasLetIn = segments.values().stream().anyMatch(LevelCounts::hasLetIn);
    if (hasLetIn) {
      shifts.remove(shifts.last());
    }
    // Of the one threshold each segment has the next at which something changes.
    Optional<Integer> global =
        best.filter(found -> commonlyAsked.isPresent())
            .map(
                found ->
                    found.global().points().values().stream()
                        .mapToInt(FrontierPoint::threshold)
                        .min()
                        .getAsInt());
    List<Row> rows = new ArrayList<>();
    for (int more : shifts) {
      Boolean isGlobal =
          global
              .map(threshold -> threshold == more + (int) Math.floor(commonlyAsked.getAsDouble()))
              .orElse(null);
      rows.add(
          row(
              Review.ALL,
              more,
              commonlyAsked,
              together(more),
              null,
              isGlobal,
              ofBoth(commonlyAsked.isPresent())));
    }
    return rows;
  }

  private FrontierPoint together(int more) {
    return frontiers.entrySet().stream()
        .map((Map.Entry<String, ThresholdFrontier> each) -> at(each, more))
        .reduce((one, other) -> one.plus(other, more))
        .orElseThrow();
  }

  private FrontierPoint at(Map.Entry<String, ThresholdFrontier> segment, int more) {
    return segment.getValue().at(more + zero(segments.get(segment.getKey())));
  }

  private Row row(
      String segment,
      int more,
      OptionalDouble asked,
      FrontierPoint point,
      Boolean bySegment,
      Boolean global,
      String why) {
    Interval interval = point.expected(OUTCOME).interval(Conclusion.LEVEL);
    Optional<Interval> missed = point.missedShare(Conclusion.LEVEL);
    return RowFactory.create(
        review.id(),
        review.asOf(),
        key.version(),
        segment,
        key.outcome(),
        more,
        asked.isPresent() ? asked.getAsDouble() + more : null,
        point.volume(),
        point.volume() / capacity.weeks(),
        capacity.weekly(),
        capacity.source(),
        capacity.use(point.volume()),
        point.expected(OUTCOME).supported(),
        interval.lower(),
        interval.upper(),
        point.expected(OUTCOME).unsupported(),
        point.falseNegatives().trials(),
        point.falseNegatives().successes(),
        point.falseNegatives().trials() == 0 ? null : point.falseNegatives().rate(),
        missed.map(Interval::lower).orElse(null),
        missed.map(Interval::upper).orElse(null),
        bySegment,
        global,
        why);
  }
}
