package io.requalify.episodes;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.sort_array;
import static org.apache.spark.sql.functions.struct;

import io.requalify.scoring.AccountPlan;
import io.requalify.scoring.Scorecard;
import io.requalify.tables.result.AccountEpisodesTable;
import io.requalify.tables.result.TimelinesTable;
import io.requalify.timelines.AccountStays;
import io.requalify.timelines.Timelines;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * When accounts qualify under the versions that say how, from the timelines of their contacts: what
 * contacts contribute, each walked by itself; then each account, over the contributions in the
 * order of time. Neither a contact nor an account has to fit into one row.
 */
public final class AccountEpisodes implements Serializable {
  /** Of the rows of {@link #takenAlong}: the contact. */
  public static final String CONTACT = "_contact";

  /** Of the rows of {@link #takenAlong}: pairs of an instant and the place of the version. */
  public static final String TAKEN_ALONG = "_taken_along";

  private final ArrayList<Scorecard> scorecards;
  private final long asOf;

  /**
   * Accounts under versions.
   *
   * @param asOf microseconds since 1970, up to which histories are looked at
   */
  public AccountEpisodes(List<Scorecard> scorecards, long asOf) {
    this.scorecards = new ArrayList<>(scorecards);
    this.asOf = asOf;
  }

  /** Whether accounts qualify under one of these versions. */
  static boolean wanted(List<Scorecard> scorecards) {
    return scorecards.stream().anyMatch(card -> card.account().isPresent());
  }

  /** Whether contacts qualify with their account under one of these versions. */
  public static boolean rollDown(List<Scorecard> scorecards) {
    return scorecards.stream()
        .flatMap(card -> card.account().stream())
        .anyMatch(AccountPlan::rollsDown);
  }

  /**
   * All episodes: rows of {@link AccountEpisodesTable} without those of the review, instants in
   * microseconds since 1970, and the place of the version.
   *
   * @param timelines rows of {@link TimelinesTable}
   * @param stays rows of {@link AccountStays}
   */
  public Dataset<Row> of(Dataset<Row> timelines, Dataset<Row> stays) {
    JavaRDD<Row> contributions =
        withStays(timelines, stays)
            .queryExecution()
            .toRdd()
            .toJavaRDD()
            .mapPartitions(rows -> new ContributionWalk(rows, scorecards, asOf));
    Column scorecard = col(ContributionWalk.SCORECARD);
    Column account = col(ContributionWalk.ACCOUNT);
    JavaRDD<Row> episodes =
        timelines
            .sparkSession()
            .createDataFrame(contributions, ContributionWalk.CONTRIBUTIONS)
            .repartition(scorecard, account)
            .sortWithinPartitions(
                scorecard, account, col(ContributionWalk.INSTANT), col(ContributionWalk.CONTACT))
            .queryExecution()
            .toRdd()
            .toJavaRDD()
            .mapPartitions(rows -> new AccountWalk(rows, scorecards, asOf));
    return timelines.sparkSession().createDataFrame(episodes, AccountWalk.EPISODES);
  }

  /** Timelines of contacts that belong to an account at any time, each contact's rows in order. */
  private static Dataset<Row> withStays(Dataset<Row> timelines, Dataset<Row> stays) {
    Dataset<Row> ofContacts =
        stays
            .groupBy(col(AccountStays.CONTACT_ID).as(CONTACT))
            .agg(
                collect_list(
                        struct(
                            col(AccountStays.ACCOUNT_ID),
                            col(AccountStays.ROLE),
                            col(AccountStays.FROM),
                            col(AccountStays.TO)))
                    .as(ContributionWalk.STAYS));
    Column[] columns =
        Stream.concat(TimelineFeed.COLUMNS.stream(), Stream.of(ContributionWalk.STAYS))
            .map(name -> col(name))
            .toArray(Column[]::new);
    return Timelines.inOrder(
            timelines.join(ofContacts, col(TimelinesTable.CONTACT_ID).equalTo(col(CONTACT))))
        .select(columns);
  }

  /**
   * For each contact that an account takes along, when (in microseconds since 1970) and under which
   * version, in order.
   *
   * @param episodes as {@link #of} gives them
   */
  public static Dataset<Row> takenAlong(Dataset<Row> episodes) {
    return episodes
        .select(
            explode(col(AccountEpisodesTable.ROLLED_DOWN_TO)).as(CONTACT),
            struct(col(AccountEpisodesTable.ENTRY_AT), col(ContributionWalk.SCORECARD))
                .as(TAKEN_ALONG))
        .groupBy(CONTACT)
        .agg(sort_array(collect_list(TAKEN_ALONG)).as(TAKEN_ALONG));
  }
}
