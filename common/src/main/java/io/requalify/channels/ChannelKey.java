package io.requalify.channels;

import io.requalify.tables.Review;
import io.requalify.tables.result.ChannelQualityTable;
import java.util.Comparator;
import org.apache.spark.sql.Row;

/** What a row of channel quality is about: the columns of its key but the review. */
record ChannelKey(
    String population,
    String version,
    String level,
    String channel,
    String medium,
    String campaign,
    String segment,
    String cohortKind,
    String cohort,
    String outcome)
    implements Comparable<ChannelKey> {
  private static final Comparator<ChannelKey> ORDER =
      Comparator.comparing(ChannelKey::population)
          .thenComparing(ChannelKey::version)
          .thenComparing(ChannelKey::level)
          .thenComparing(ChannelKey::channel)
          .thenComparing(ChannelKey::medium)
          .thenComparing(ChannelKey::campaign)
          .thenComparing(ChannelKey::segment)
          .thenComparing(ChannelKey::cohortKind)
          .thenComparing(ChannelKey::cohort)
          .thenComparing(ChannelKey::outcome);

  /** The key of a counted row, whose first columns it is. */
  static ChannelKey of(Row row) {
    return new ChannelKey(
        row.getString(0),
        row.getString(1),
        row.getString(2),
        row.getString(3),
        row.getString(4),
        row.getString(5),
        row.getString(6),
        row.getString(7),
        row.getString(8),
        row.getString(9));
  }

  boolean isWhole() {
    return level.equals(ChannelQualityTable.WHOLE);
  }

  boolean isOfWindow() {
    return cohortKind.equals(ChannelQualityTable.WHOLE_WINDOW);
  }

  /** The same for all parts of its level, which are compared with each other. */
  ChannelKey family() {
    return new ChannelKey(
        population,
        version,
        level,
        Review.ALL,
        Review.ALL,
        Review.ALL,
        segment,
        cohortKind,
        cohort,
        outcome);
  }

  @Override
  public int compareTo(ChannelKey other) {
    return ORDER.compare(this, other);
  }
}
