package io.requalify.calibration;

import java.util.Comparator;

/**
 * Whose points are judged.
 *
 * @param segment of the contacts, or {@link io.requalify.tables.Review#ALL}
 */
record ScoreKey(String version, String segment, String outcome) implements Comparable<ScoreKey> {
  private static final Comparator<ScoreKey> ORDER =
      Comparator.comparing(ScoreKey::version)
          .thenComparing(ScoreKey::segment)
          .thenComparing(ScoreKey::outcome);

  @Override
  public int compareTo(ScoreKey other) {
    return ORDER.compare(this, other);
  }
}
