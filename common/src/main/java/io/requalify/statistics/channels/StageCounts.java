package io.requalify.statistics.channels;

import java.time.YearMonth;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.DoubleUnaryOperator;

/** How many reach each stage in each month, for each of several channels. */
final class StageCounts {
  /** Beyond it a number of contacts is a mistake in a rate, and no longer exact as a double. */
  private static final double MOST = 1e12;

  private final int channels;
  private final SortedMap<Key, double[]> counts = new TreeMap<>();

  /** By stage, then month. */
  record Key(FunnelStage stage, YearMonth month) implements Comparable<Key> {
    private static final Comparator<Key> ORDER =
        Comparator.comparing(Key::stage).thenComparing(Key::month);

    @Override
    public int compareTo(Key other) {
      return ORDER.compare(this, other);
    }
  }

  StageCounts(int channels) {
    this.channels = channels;
  }

  void add(FunnelStage stage, YearMonth month, int channel, double count) {
    if (!(count >= 0 && count <= MOST)) {
      throw new IllegalArgumentException(
          "%s contacts at the stage %s in %s: give targets and leads of 0 or more, and rates that need fewer than 10^12"
              .formatted(count, stage, month));
    }
    counts.computeIfAbsent(new Key(stage, month), key -> new double[channels])[channel] += count;
  }

  /**
   * Whole numbers: the sum over the channels is rounded, and they share it by largest remainders.
   */
  StageCounts rounded(DoubleUnaryOperator rounding) {
    StageCounts rounded = new StageCounts(channels);
    counts.forEach(
        (key, exact) -> {
          double sum = 0;
          for (double count : exact) {
            sum += count;
          }
          long whole = Math.max(0, Math.round(rounding.applyAsDouble(sum)));
          long[] parts = whole == 0 ? new long[channels] : LargestRemainder.of(whole, exact);
          double[] ofChannels = new double[channels];
          for (int channel = 0; channel < channels; channel++) {
            ofChannels[channel] = parts[channel];
          }
          rounded.counts.put(key, ofChannels);
        });
    return rounded;
  }

  /** Stages and months with a count, in order. */
  List<Key> keys() {
    return List.copyOf(counts.keySet());
  }

  /** The count of a channel, once rounded. */
  long whole(Key key, int channel) {
    return Math.round(counts.get(key)[channel]);
  }
}
