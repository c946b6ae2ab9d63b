package io.requalify.monitoring;

import java.util.Comparator;

/**
 * Whose follow-up is counted.
 *
 * @param channel of the contacts, or {@link io.requalify.tables.Review#ALL}
 * @param cohort month of the decision as yyyy-MM, or {@link io.requalify.tables.Review#ALL}
 */
record SlaKey(String route, String channel, String cohort) implements Comparable<SlaKey> {
  private static final Comparator<SlaKey> ORDER =
      Comparator.comparing(SlaKey::route)
          .thenComparing(SlaKey::channel)
          .thenComparing(SlaKey::cohort);

  @Override
  public int compareTo(SlaKey other) {
    return ORDER.compare(this, other);
  }
}
