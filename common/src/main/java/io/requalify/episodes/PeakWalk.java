package io.requalify.episodes;

import io.requalify.scoring.PeakReplay;
import io.requalify.scoring.ScorePeak;
import io.requalify.scoring.Scorecard;
import io.requalify.tables.result.ScorePeaksTable;
import io.requalify.timelines.GroupWalk;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalLong;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * Walks the timelines of one partition through the kernel, once for all versions, and gives how
 * near each contact came to what they ask.
 */
final class PeakWalk extends GroupWalk<Row> {
  private static final int TAKEN_ALONG_PLACE = TimelineFeed.COLUMNS.size();
  private static final int TAKEN_ALONG_FIELDS = 2;
  private static final double MILLIONTHS = 1_000_000;

  /** Peaks as they leave the kernel; instants in microseconds since 1970. */
  static final StructType PEAKS =
      new StructType()
          .add(ScorePeaksTable.RULE_VERSION, DataTypes.StringType, false)
          .add(ScorePeaksTable.CONTACT_ID, DataTypes.StringType, false)
          .add(ScorePeaksTable.ACCOUNT_ID, DataTypes.StringType)
          .add(ScorePeaksTable.SEGMENT, DataTypes.StringType, false)
          .add(ScorePeaksTable.CHANNEL, DataTypes.StringType)
          .add(ScorePeaksTable.ASKED_POINTS, DataTypes.DoubleType)
          .add(ScorePeaksTable.POINTS_ABOVE, DataTypes.DoubleType)
          .add(ScorePeaksTable.REACHED_AT, DataTypes.LongType, false)
          .add(ScorePeaksTable.ABOVE_BEFORE, DataTypes.DoubleType)
          .add(ScorePeaksTable.ENTERED_AT, DataTypes.LongType);

  private final List<Scorecard> scorecards;
  private final PeakReplay peaks;
  private final TimelineFeed feed;
  private UTF8String contact;
  private UTF8String account;
  private UTF8String channel;

  /**
   * A walk.
   *
   * @param timelines the rows of one contact follow each other in the order of their parts; with a
   *     column {@link AccountEpisodes#TAKEN_ALONG} or without
   * @param from begin of the window, in microseconds UTC
   * @param to its end, exclusive
   */
  PeakWalk(Iterator<InternalRow> timelines, List<Scorecard> scorecards, long from, long to) {
    super(timelines);
    this.scorecards = scorecards;
    peaks = new PeakReplay(scorecards, from);
    // Nothing that comes after the window can change an entry in it.
    feed = new TimelineFeed(peaks.replay(), to - 1);
  }

  @Override
  protected boolean belongs(InternalRow row) {
    return row.getUTF8String(TimelineFeed.CONTACT_ID).equals(contact);
  }

  @Override
  protected void begin(InternalRow first) {
    contact = copy(first, TimelineFeed.CONTACT_ID);
    account = copy(first, TimelineFeed.ACCOUNT_ID);
    channel = copy(first, TimelineFeed.CHANNEL);
    peaks.replay().begin(first.getLong(TimelineFeed.CREATED_AT));
    boolean isTaken = first.numFields() > TAKEN_ALONG_PLACE && !first.isNullAt(TAKEN_ALONG_PLACE);
    if (isTaken) {
      takeAlong(first.getArray(TAKEN_ALONG_PLACE));
    } else {
      feed.begin();
    }
  }

  private void takeAlong(ArrayData taken) {
    long[] instants = new long[taken.numElements()];
    int[] versions = new int[instants.length];
    for (int i = 0; i < instants.length; i++) {
      InternalRow one = taken.getStruct(i, TAKEN_ALONG_FIELDS);
      instants[i] = one.getLong(0);
      versions[i] = one.getInt(1);
    }
    feed.begin(instants, versions);
  }

  @Override
  protected void give(InternalRow row) {
    feed.give(row);
  }

  @Override
  protected void end() {
    feed.end();
    for (ScorePeak peak : peaks.peaks()) {
      find(row(peak));
    }
  }

  private Row row(ScorePeak peak) {
    return RowFactory.create(
        scorecards.get(peak.scorecard()).version(),
        contact.toString(),
        text(account),
        peak.segment(),
        text(channel),
        points(peak.asked()),
        points(peak.surplus()),
        peak.reachedAt(),
        points(peak.before()),
        peak.enteredAt().isPresent() ? peak.enteredAt().getAsLong() : null);
  }

  private static Double points(OptionalLong millionths) {
    return millionths.isPresent() ? millionths.getAsLong() / MILLIONTHS : null;
  }

  private static String text(UTF8String text) {
    return text == null ? null : text.toString();
  }

  /** Spark uses the memory of a row again for the next. */
  private static UTF8String copy(InternalRow row, int column) {
    return row.isNullAt(column) ? null : row.getUTF8String(column).copy();
  }
}
