package io.requalify.episodes;

import io.requalify.scoring.AccountEpisode;
import io.requalify.scoring.AccountReplay;
import io.requalify.scoring.Scorecard;
import io.requalify.tables.result.AccountEpisodesTable;
import io.requalify.timelines.GroupWalk;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;
import scala.jdk.javaapi.CollectionConverters;

/** Walks contributions through the kernel, and gives the episodes of accounts. */
final class AccountWalk extends GroupWalk<Row> {
  private static final int SCORECARD = place(ContributionWalk.SCORECARD);
  private static final int ACCOUNT = place(ContributionWalk.ACCOUNT);
  private static final int INSTANT = place(ContributionWalk.INSTANT);
  private static final int CONTACT = place(ContributionWalk.CONTACT);
  private static final int CONTRIBUTION = place(ContributionWalk.CONTRIBUTION);

  /** Episodes as they leave the kernel; instants in microseconds since 1970. */
  static final StructType EPISODES =
      new StructType()
          .add(ContributionWalk.SCORECARD, DataTypes.IntegerType, false)
          .add(AccountEpisodesTable.RULE_VERSION, DataTypes.StringType, false)
          .add(AccountEpisodesTable.ACCOUNT_ID, DataTypes.StringType, false)
          .add(AccountEpisodesTable.CYCLE, DataTypes.IntegerType, false)
          .add(AccountEpisodesTable.ENTRY_AT, DataTypes.LongType, false)
          .add(AccountEpisodesTable.SCORE, DataTypes.DoubleType, false)
          .add(AccountEpisodesTable.CONTACTS, DataTypes.IntegerType, false)
          .add(AccountEpisodesTable.BROAD_CONTACTS, DataTypes.IntegerType)
          .add(AccountEpisodesTable.MOST_ENGAGED, DataTypes.StringType)
          .add(
              AccountEpisodesTable.ROLLED_DOWN_TO,
              DataTypes.createArrayType(DataTypes.StringType, false),
              false)
          .add(AccountEpisodesTable.EXIT_AT, DataTypes.LongType);

  private final List<Scorecard> scorecards;
  private final long asOf;
  private int scorecard;
  private UTF8String account;
  private AccountReplay replay;

  /**
   * A walk.
   *
   * @param contributions rows of {@link ContributionWalk#CONTRIBUTIONS}; those of one account under
   *     one version follow each other in the order of time
   * @param asOf instant in microseconds up to which episodes last that have no end
   */
  AccountWalk(Iterator<InternalRow> contributions, List<Scorecard> scorecards, long asOf) {
    super(contributions);
    this.scorecards = scorecards;
    this.asOf = asOf;
  }

  private static int place(String column) {
    return ContributionWalk.CONTRIBUTIONS.fieldIndex(column);
  }

  @Override
  protected boolean belongs(InternalRow row) {
    return row.getInt(SCORECARD) == scorecard && row.getUTF8String(ACCOUNT).equals(account);
  }

  @Override
  protected void begin(InternalRow first) {
    // Rows of one version follow each other, so that its replay serves for all of its accounts.
    if (replay == null || first.getInt(SCORECARD) != scorecard) {
      scorecard = first.getInt(SCORECARD);
      replay = new AccountReplay(scorecards.get(scorecard), episode -> find(row(episode)));
    }
    account = first.getUTF8String(ACCOUNT).copy();
    replay.begin();
  }

  @Override
  protected void give(InternalRow row) {
    String contact = row.getUTF8String(CONTACT).toString();
    if (row.isNullAt(CONTRIBUTION)) {
      replay.ceases(row.getLong(INSTANT), contact);
    } else {
      replay.contributes(row.getLong(INSTANT), contact, row.getLong(CONTRIBUTION));
    }
  }

  @Override
  protected void end() {
    replay.end(asOf);
  }

  private Row row(AccountEpisode episode) {
    return RowFactory.create(
        scorecard,
        scorecards.get(scorecard).version(),
        account.toString(),
        episode.cycle(),
        episode.entryAt(),
        episode.score(),
        episode.contacts(),
        episode.broadContacts().orElse(null),
        episode.mostEngaged().orElse(null),
        CollectionConverters.asScala(episode.takenAlong()).toSeq(),
        episode.exitAt().isPresent() ? episode.exitAt().getAsLong() : null);
  }
}
