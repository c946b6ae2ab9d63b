package io.requalify.estimates;

import java.util.Comparator;

/** A version and what was asked of those whom it qualifies. */
record VersionOutcome(String version, String outcome) implements Comparable<VersionOutcome> {
  private static final Comparator<VersionOutcome> ORDER =
      Comparator.comparing(VersionOutcome::version).thenComparing(VersionOutcome::outcome);

  @Override
  public int compareTo(VersionOutcome other) {
    return ORDER.compare(this, other);
  }
}
