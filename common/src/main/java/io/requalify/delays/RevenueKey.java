package io.requalify.delays;

import io.requalify.tables.Review;
import java.util.Comparator;

/**
 * What revenue is about.
 *
 * @param channel or {@link Review#ALL}
 * @param currency never summed with another
 */
record RevenueKey(String version, String channel, String currency)
    implements Comparable<RevenueKey> {
  private static final Comparator<RevenueKey> ORDER =
      Comparator.comparing(RevenueKey::version)
          .thenComparing(RevenueKey::channel)
          .thenComparing(RevenueKey::currency);

  boolean isOfWhole() {
    return channel.equals(Review.ALL);
  }

  @Override
  public int compareTo(RevenueKey other) {
    return ORDER.compare(this, other);
  }
}
