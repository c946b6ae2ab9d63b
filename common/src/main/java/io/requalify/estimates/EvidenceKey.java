package io.requalify.estimates;

import java.util.Comparator;

/** What a piece of evidence is about. */
record EvidenceKey(String version, String channel, String outcome)
    implements Comparable<EvidenceKey> {
  private static final Comparator<EvidenceKey> ORDER =
      Comparator.comparing(EvidenceKey::version)
          .thenComparing(EvidenceKey::channel)
          .thenComparing(EvidenceKey::outcome);

  @Override
  public int compareTo(EvidenceKey other) {
    return ORDER.compare(this, other);
  }
}
