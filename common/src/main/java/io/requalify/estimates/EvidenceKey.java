package io.requalify.estimates;

import io.requalify.tables.Review;
import java.util.Comparator;

/**
 * What a piece of evidence is about.
 *
 * @param channel or {@link Review#ALL}, as segment and cohort
 */
record EvidenceKey(String version, String channel, String segment, String cohort, String outcome)
    implements Comparable<EvidenceKey> {
  private static final Comparator<EvidenceKey> ORDER =
      Comparator.comparing(EvidenceKey::version)
          .thenComparing(EvidenceKey::channel)
          .thenComparing(EvidenceKey::segment)
          .thenComparing(EvidenceKey::cohort)
          .thenComparing(EvidenceKey::outcome);

  /** The whole of a channel, or of all. */
  static EvidenceKey ofChannel(String version, String channel, String outcome) {
    return new EvidenceKey(version, channel, Review.ALL, Review.ALL, outcome);
  }

  /** True where it is about every segment and cohort, so that it is known who was not qualified. */
  boolean isOfWholeChannel() {
    return segment.equals(Review.ALL) && cohort.equals(Review.ALL);
  }

  /** True where it is about contacts of every month of entry. */
  boolean isOfAllCohorts() {
    return cohort.equals(Review.ALL);
  }

  /** True where it is about every channel, segment and cohort. */
  boolean isOfWholeVersion() {
    return isOfWholeChannel() && channel.equals(Review.ALL);
  }

  VersionOutcome versionOutcome() {
    return new VersionOutcome(version, outcome);
  }

  @Override
  public int compareTo(EvidenceKey other) {
    return ORDER.compare(this, other);
  }
}
