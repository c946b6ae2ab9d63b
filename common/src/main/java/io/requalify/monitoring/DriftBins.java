package io.requalify.monitoring;

import io.requalify.statistics.monitoring.PopulationStability.Bin;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Bins for a population stability index. Those that expect fewer than five contacts in the smaller
 * period are joined, because they hide drift; both periods together say which, so that none is
 * chosen for how it moved.
 */
final class DriftBins {
  /** Points of a band, as in calibration_bands. */
  static final int BAND_WIDTH = 10;

  /** Name of the bin of all that are rare. */
  static final String RARE = "(rare)";

  private static final double FEWEST_EXPECTED = 5;

  private final double smallerShare;

  private DriftBins(SortedMap<String, Long> before, SortedMap<String, Long> now) {
    long earlier = total(before);
    long later = total(now);
    smallerShare = earlier + later == 0 ? 0 : (double) Math.min(earlier, later) / (earlier + later);
  }

  /** How many contacts there are. */
  static long total(SortedMap<String, Long> parts) {
    return parts.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Channels or segments; rare ones are one bin. */
  static List<Bin> ofNames(SortedMap<String, Long> before, SortedMap<String, Long> now) {
    DriftBins rule = new DriftBins(before, now);
    List<Bin> bins = new ArrayList<>();
    Bin rare = new Bin(RARE, 0, 0);
    TreeSet<String> names = new TreeSet<>(before.keySet());
    names.addAll(now.keySet());
    for (String name : names) {
      Bin bin = new Bin(name, before.getOrDefault(name, 0L), now.getOrDefault(name, 0L));
      if (rule.isRare(bin)) {
        rare = sum(RARE, rare, bin);
      } else {
        bins.add(bin);
      }
    }
    if (rare.before() + rare.now() > 0) {
      bins.add(rare);
    }
    return List.copyOf(bins);
  }

  /** Bands of points, each from a whole number of tens; a rare one is joined with the next. */
  static List<Bin> ofPoints(SortedMap<String, Long> before, SortedMap<String, Long> now) {
    DriftBins rule = new DriftBins(before, now);
    SortedMap<Long, Bin> bands = new TreeMap<>();
    addBands(bands, before, true);
    addBands(bands, now, false);
    SortedMap<Long, Bin> joined = new TreeMap<>();
    long from = 0;
    Bin open = new Bin("", 0, 0);
    for (Map.Entry<Long, Bin> band : bands.entrySet()) {
      from = isEmpty(open) ? band.getKey() : from;
      open = sum(name(from, band.getKey()), open, band.getValue());
      if (!rule.isRare(open)) {
        joined.put(from, open);
        open = new Bin("", 0, 0);
      }
    }
    if (!isEmpty(open)) {
      closeWithTheLast(joined, from, open, bands.lastKey());
    }
    return List.copyOf(joined.values());
  }

  private static void closeWithTheLast(
      SortedMap<Long, Bin> joined, long from, Bin rest, long lastBand) {
    if (joined.isEmpty()) {
      joined.put(from, rest);
    } else {
      long last = joined.lastKey();
      joined.put(last, sum(name(last, lastBand), joined.get(last), rest));
    }
  }

  private static void addBands(
      SortedMap<Long, Bin> bands, SortedMap<String, Long> points, boolean earlier) {
    points.forEach(
        (text, contacts) -> {
          long from = Math.floorDiv(Long.parseLong(text), BAND_WIDTH) * BAND_WIDTH;
          Bin added = new Bin("", earlier ? contacts : 0, earlier ? 0 : contacts);
          bands.merge(from, added, (one, other) -> sum("", one, other));
        });
  }

  private static String name(long from, long lastBand) {
    return "%d to %d".formatted(from, lastBand + BAND_WIDTH - 1);
  }

  private static Bin sum(String name, Bin one, Bin other) {
    return new Bin(name, one.before() + other.before(), one.now() + other.now());
  }

  private static boolean isEmpty(Bin bin) {
    return bin.before() + bin.now() == 0;
  }

  private boolean isRare(Bin bin) {
    return (bin.before() + bin.now()) * smallerShare < FEWEST_EXPECTED;
  }
}
