package io.requalify.monitoring;

import java.util.Comparator;

/**
 * Whose conversion is watched.
 *
 * @param channel of the contacts, or {@link io.requalify.tables.Review#ALL}
 */
record ChartKey(String version, String outcome, String channel) implements Comparable<ChartKey> {
  private static final Comparator<ChartKey> ORDER =
      Comparator.comparing(ChartKey::version)
          .thenComparing(ChartKey::outcome)
          .thenComparing(ChartKey::channel);

  @Override
  public int compareTo(ChartKey other) {
    return ORDER.compare(this, other);
  }
}
