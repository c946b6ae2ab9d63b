package io.requalify.delays;

import io.requalify.tables.Review;
import java.util.Comparator;

/**
 * What counts of delays are about.
 *
 * @param channel or {@link Review#ALL}, as segment; one of the two always is
 * @param family place of the family among those of the review
 */
record DelayKey(String version, String channel, String segment, int family)
    implements Comparable<DelayKey> {
  private static final Comparator<DelayKey> ORDER =
      Comparator.comparing(DelayKey::version)
          .thenComparing(DelayKey::channel)
          .thenComparing(DelayKey::segment)
          .thenComparing(DelayKey::family);

  /** All contacts of a version. */
  static DelayKey ofWhole(String version, int family) {
    return new DelayKey(version, Review.ALL, Review.ALL, family);
  }

  @Override
  public int compareTo(DelayKey other) {
    return ORDER.compare(this, other);
  }
}
