package io.requalify.episodes;

import io.requalify.scoring.ContributionReplay;
import io.requalify.scoring.ContributionSink;
import io.requalify.scoring.Scorecard;
import io.requalify.scoring.Stay;
import io.requalify.timelines.GroupWalk;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * Walks the timelines of one partition through the kernel, once for all versions by which accounts
 * qualify, and gives what contacts contribute to their accounts.
 */
final class ContributionWalk extends GroupWalk<Row> implements ContributionSink {
  static final String SCORECARD = "_scorecard";
  static final String ACCOUNT = "_account";
  static final String INSTANT = "_instant";
  static final String CONTACT = "_contact";
  static final String CONTRIBUTION = "_contribution";

  /** A contribution that begins or changes; null where it ceases. Microseconds, millionths. */
  static final StructType CONTRIBUTIONS =
      new StructType()
          .add(SCORECARD, DataTypes.IntegerType, false)
          .add(ACCOUNT, DataTypes.StringType, false)
          .add(INSTANT, DataTypes.LongType, false)
          .add(CONTACT, DataTypes.StringType, false)
          .add(CONTRIBUTION, DataTypes.LongType);

  /** Column behind {@link TimelineFeed#COLUMNS}: account, role, begin and end of each stay. */
  static final String STAYS = "_stays";

  private static final int STAYS_PLACE = TimelineFeed.COLUMNS.size();
  private static final int STAY_FIELDS = 4;

  private final long asOf;
  private final ContributionReplay replay;
  private final TimelineFeed feed;
  private UTF8String contact;

  /**
   * A walk.
   *
   * @param timelines the rows of one contact follow each other in the order of their parts
   * @param asOf instant in microseconds after which nothing is looked at
   */
  ContributionWalk(Iterator<InternalRow> timelines, List<Scorecard> scorecards, long asOf) {
    super(timelines);
    this.asOf = asOf;
    replay = new ContributionReplay(scorecards, this);
    feed = new TimelineFeed(replay.replay(), asOf);
  }

  @Override
  protected boolean belongs(InternalRow row) {
    return row.getUTF8String(TimelineFeed.CONTACT_ID).equals(contact);
  }

  @Override
  protected void begin(InternalRow first) {
    contact = first.getUTF8String(TimelineFeed.CONTACT_ID).copy();
    ArrayData rows = first.getArray(STAYS_PLACE);
    List<Stay> stays = new ArrayList<>();
    for (int i = 0; i < rows.numElements(); i++) {
      InternalRow stay = rows.getStruct(i, STAY_FIELDS);
      stays.add(
          new Stay(
              stay.getUTF8String(0).toString(),
              stay.isNullAt(1) ? Optional.empty() : Optional.of(stay.getUTF8String(1).toString()),
              stay.getLong(2),
              stay.getLong(3)));
    }
    replay.begin(first.getLong(TimelineFeed.CREATED_AT), stays);
    feed.begin();
  }

  @Override
  protected void give(InternalRow row) {
    feed.give(row);
  }

  @Override
  protected void end() {
    replay.end(asOf);
  }

  @Override
  public void contributes(int scorecard, String account, long instant, long millionths) {
    find(RowFactory.create(scorecard, account, instant, contact.toString(), millionths));
  }

  @Override
  public void ceases(int scorecard, String account, long instant) {
    find(RowFactory.create(scorecard, account, instant, contact.toString(), null));
  }
}
