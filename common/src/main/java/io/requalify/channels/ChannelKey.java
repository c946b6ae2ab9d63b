package io.requalify.channels;

import java.util.Comparator;
import org.apache.spark.sql.Row;

/** What a row of channel quality is about. */
record ChannelKey(String population, String version, String channel, String cohort, String outcome)
    implements Comparable<ChannelKey> {
  private static final Comparator<ChannelKey> ORDER =
      Comparator.comparing(ChannelKey::population)
          .thenComparing(ChannelKey::version)
          .thenComparing(ChannelKey::channel)
          .thenComparing(ChannelKey::cohort)
          .thenComparing(ChannelKey::outcome);

  /** The key of a counted row, whose first columns it is. */
  static ChannelKey of(Row row) {
    return new ChannelKey(
        row.getString(0), row.getString(1), row.getString(2), row.getString(3), row.getString(4));
  }

  /** The same for another channel. */
  ChannelKey inChannel(String other) {
    return new ChannelKey(population, version, other, cohort, outcome);
  }

  @Override
  public int compareTo(ChannelKey other) {
    return ORDER.compare(this, other);
  }
}
