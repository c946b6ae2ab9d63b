package io.requalify.channels;

import java.util.Comparator;

/** Whose conversion is compared. */
record MixKey(String version, String outcome) implements Comparable<MixKey> {
  private static final Comparator<MixKey> ORDER =
      Comparator.comparing(MixKey::version).thenComparing(MixKey::outcome);

  @Override
  public int compareTo(MixKey other) {
    return ORDER.compare(this, other);
  }
}
