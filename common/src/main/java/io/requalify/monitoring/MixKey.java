package io.requalify.monitoring;

import java.util.Comparator;

/**
 * Whose mix of what is watched.
 *
 * @param measure score, channel or segment
 */
record MixKey(String version, String measure) implements Comparable<MixKey> {
  private static final Comparator<MixKey> ORDER =
      Comparator.comparing(MixKey::version).thenComparing(MixKey::measure);

  @Override
  public int compareTo(MixKey other) {
    return ORDER.compare(this, other);
  }
}
