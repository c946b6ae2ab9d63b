package io.requalify.episodes;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.timestamp_micros;

import io.requalify.conditions.ConditionSet;
import io.requalify.rules.AttributeCatalogue;
import io.requalify.rules.ManualVersion;
import io.requalify.rules.RuleVersion;
import io.requalify.scoring.Micros;
import io.requalify.scoring.Scorecard;
import io.requalify.tables.ContractViolationException;
import io.requalify.tables.Oddity;
import io.requalify.tables.Review;
import io.requalify.tables.TableContract;
import io.requalify.tables.Tables;
import io.requalify.tables.WriteReceipt;
import io.requalify.tables.result.AccountEpisodesTable;
import io.requalify.tables.result.EpisodesTable;
import io.requalify.tables.result.ReviewsTable;
import io.requalify.tables.result.ScorePeaksTable;
import io.requalify.tables.result.TimelinesTable;
import io.requalify.tables.source.AccountMembersTable;
import io.requalify.tables.source.AccountSignalsTable;
import io.requalify.tables.source.AttributeChangesTable;
import io.requalify.tables.source.ContactsTable;
import io.requalify.tables.source.EventsTable;
import io.requalify.tables.source.RoutingsTable;
import io.requalify.tables.source.StageChangesTable;
import io.requalify.timelines.AccountStays;
import io.requalify.timelines.BuiltTimelines;
import io.requalify.timelines.KnownContacts;
import io.requalify.timelines.Timelines;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scala.jdk.javaapi.CollectionConverters;

/** Replays the history of all contacts under the versions of a review. */
public final class Rescore {
  private static final Logger LOG = LoggerFactory.getLogger(Rescore.class);
  private static final String NAME = "rescore";

  /** What the steps of a review read, each in the state that it has when the review begins. */
  private static final List<TableContract> INPUTS =
      List.of(
          AccountMembersTable.CONTRACT,
          AccountSignalsTable.CONTRACT,
          AttributeChangesTable.CONTRACT,
          ContactsTable.CONTRACT,
          EventsTable.CONTRACT,
          RoutingsTable.CONTRACT,
          StageChangesTable.CONTRACT);

  private final Tables tables;

  public Rescore(Tables tables) {
    this.tables = tables;
  }

  /**
   * Writes the episodes whose entry lies in the window, those of {@link ManualVersion} where the
   * review names it, the versions, what was odd in the input, and last the review itself.
   *
   * @param files versions of the rule files; those that the review does not name are left out
   * @throws io.requalify.rules.InvalidRulesException with every fault of the conditions
   * @throws ContractViolationException when the review names a version that is not there, a version
   *     is not what it was in an earlier review, or there is no contact
   */
  public List<WriteReceipt> run(
      Review review, List<RuleVersion> files, AttributeCatalogue catalogue) {
    List<RuleVersion> versions = RuleVersionRows.chosen(review, files);
    ConditionSet conditions = ConditionSet.of(versions, catalogue);
    RuleVersionRows.requireUnchanged(tables, review, versions);
    requireContacts();
    Map<String, Long> inputs = inputs();
    LOG.info("Rescore {} under {} from {}", review.id(), review.versions(), inputs);
    BuiltTimelines timelines = new Timelines(tables).of(conditions);
    List<WriteReceipt> receipts = new ArrayList<>();
    WriteReceipt episodes = writeEpisodes(review, versions, conditions, timelines, receipts);
    receipts.add(
        Oddity.replace(
            tables, review, NAME, new InputChecks(tables, review, catalogue).oddities()));
    receipts.add(RuleVersionRows.write(tables, review, versions));
    receipts.add(writeReview(review, inputs, timelines, episodes.rows()));
    return List.copyOf(receipts);
  }

  /** Those of accounts first, if there are any, since contacts can qualify with their account. */
  private WriteReceipt writeEpisodes(
      Review review,
      List<RuleVersion> versions,
      ConditionSet conditions,
      BuiltTimelines timelines,
      List<WriteReceipt> receipts) {
    List<Scorecard> scorecards = scorecards(versions, conditions);
    Optional<Dataset<Row>> accounts = accounts(review, scorecards, timelines).map(Dataset::persist);
    try {
      accounts.ifPresent(
          found ->
              receipts.add(
                  tables.replace(
                      AccountEpisodesTable.CONTRACT, withinWindow(review, found), review.slice())));
      WriteReceipt episodes =
          tables.replace(
              EpisodesTable.CONTRACT,
              withManual(review, episodes(review, versions, scorecards, timelines, accounts)),
              review.slice());
      receipts.add(episodes);
      receipts.add(
          tables.replace(
              ScorePeaksTable.CONTRACT,
              peaks(review, scorecards, walked(review, scorecards, timelines, accounts)),
              review.slice()));
      return episodes;
    } finally {
      accounts.ifPresent(Dataset::unpersist);
    }
  }

  private Dataset<Row> withManual(Review review, Dataset<Row> replayed) {
    return ManualVersion.isAmong(review.versions())
        ? replayed.unionByName(ManualEpisodes.of(tables, review))
        : replayed;
  }

  private static List<Scorecard> scorecards(List<RuleVersion> versions, ConditionSet conditions) {
    return versions.stream().map(version -> Scorecard.of(version, conditions::number)).toList();
  }

  /** All episodes of accounts, where accounts qualify under one of the versions. */
  private Optional<Dataset<Row>> accounts(
      Review review, List<Scorecard> scorecards, BuiltTimelines timelines) {
    if (!AccountEpisodes.wanted(scorecards)) {
      return Optional.empty();
    }

    return Optional.of(
        new AccountEpisodes(scorecards, Micros.of(review.asOf()))
            .of(tables.read(TimelinesTable.CONTRACT, timelines.slice()), AccountStays.in(tables)));
  }

  private static Dataset<Row> withinWindow(Review review, Dataset<Row> accounts) {
    return ofReview(review, accounts)
        .where(
            col(AccountEpisodesTable.ENTRY_AT)
                .geq(lit(review.from()))
                .and(col(AccountEpisodesTable.ENTRY_AT).lt(lit(review.to()))))
        .drop(ContributionWalk.SCORECARD);
  }

  private static Dataset<Row> ofReview(Review review, Dataset<Row> episodes) {
    return episodes
        .withColumn(EpisodesTable.REVIEW_ID, lit(review.id()))
        .withColumn(EpisodesTable.AS_OF, lit(review.asOf()))
        .withColumn(EpisodesTable.ENTRY_AT, timestamp_micros(col(EpisodesTable.ENTRY_AT)))
        .withColumn(EpisodesTable.EXIT_AT, timestamp_micros(col(EpisodesTable.EXIT_AT)));
  }

  private void requireContacts() {
    if (tables.read(ContactsTable.CONTRACT).isEmpty()) {
      throw new ContractViolationException(
          "There are no contacts in the warehouse, so there is nothing to rescore: run ingest first");
    }
  }

  private Map<String, Long> inputs() {
    Map<String, Long> inputs = new TreeMap<>();
    INPUTS.stream()
        .filter(tables::exists)
        .forEach(contract -> inputs.put(contract.name(), tables.version(contract)));
    return inputs;
  }

  /**
   * The replayed episodes whose entry lies in the window, from timelines that are there; nothing is
   * written.
   *
   * @param versions versions of the review, in its order
   * @param conditions those that the timelines were made for
   */
  public Dataset<Row> episodes(
      Review review,
      List<RuleVersion> versions,
      ConditionSet conditions,
      BuiltTimelines timelines) {
    List<Scorecard> scorecards = scorecards(versions, conditions);
    return episodes(
        review, versions, scorecards, timelines, accounts(review, scorecards, timelines));
  }

  private Dataset<Row> episodes(
      Review review,
      List<RuleVersion> versions,
      List<Scorecard> scorecards,
      BuiltTimelines timelines,
      Optional<Dataset<Row>> accounts) {
    TimelineReplay replay = new TimelineReplay(review, versions, scorecards);
    // Arrays of numbers come out of Spark's own rows as they are; an encoder would box each one.
    JavaRDD<Row> found =
        walked(review, scorecards, timelines, accounts)
            .queryExecution()
            .toRdd()
            .toJavaRDD()
            .mapPartitions(replay::episodes);
    return ofReview(review, tables.spark().createDataFrame(found, TimelineReplay.EPISODES));
  }

  /** How near contacts came to entering, in a walk of its own: episodes are found without it. */
  private Dataset<Row> peaks(Review review, List<Scorecard> scorecards, Dataset<Row> walked) {
    List<Scorecard> cards = new ArrayList<>(scorecards);
    long from = Micros.of(review.from());
    long to = Micros.of(review.to());
    JavaRDD<Row> found =
        walked
            .queryExecution()
            .toRdd()
            .toJavaRDD()
            .mapPartitions(rows -> new PeakWalk(rows, cards, from, to));
    return tables
        .spark()
        .createDataFrame(found, PeakWalk.PEAKS)
        .withColumn(ScorePeaksTable.REVIEW_ID, lit(review.id()))
        .withColumn(ScorePeaksTable.AS_OF, lit(review.asOf()))
        .withColumn(ScorePeaksTable.REACHED_AT, timestamp_micros(col(ScorePeaksTable.REACHED_AT)))
        .withColumn(ScorePeaksTable.ENTERED_AT, timestamp_micros(col(ScorePeaksTable.ENTERED_AT)));
  }

  /** The timelines that are replayed, with what accounts do where they take contacts along. */
  private Dataset<Row> walked(
      Review review,
      List<Scorecard> scorecards,
      BuiltTimelines timelines,
      Optional<Dataset<Row>> accounts) {
    return accounts.isPresent() && AccountEpisodes.rollDown(scorecards)
        ? inOrder(timelines, review.to(), accounts.get())
        : inOrder(timelines, review.to());
  }

  /** The timelines that can have an entry before the end, each contact's rows in order. */
  private Dataset<Row> inOrder(BuiltTimelines timelines, Instant end) {
    Dataset<Row> rows = createdBefore(timelines, end);
    if (rows.where(col(TimelinesTable.PART).gt(0)).isEmpty()) {
      return rows.select(columns(TimelineFeed.COLUMNS));
    }
    return Timelines.inOrder(rows).select(columns(TimelineFeed.COLUMNS));
  }

  /** The same, with what accounts do to contacts. */
  private Dataset<Row> inOrder(BuiltTimelines timelines, Instant end, Dataset<Row> accounts) {
    List<String> read = new ArrayList<>(TimelineFeed.COLUMNS);
    read.add(AccountEpisodes.TAKEN_ALONG);
    return Timelines.inOrder(
            createdBefore(timelines, end)
                .join(
                    AccountEpisodes.takenAlong(accounts),
                    col(TimelinesTable.CONTACT_ID).equalTo(col(AccountEpisodes.CONTACT)),
                    "left_outer"))
        .select(columns(read));
  }

  private Dataset<Row> createdBefore(BuiltTimelines timelines, Instant end) {
    return tables
        .read(TimelinesTable.CONTRACT, timelines.slice())
        .where(col(TimelinesTable.CREATED_AT).lt(lit(end)));
  }

  private static Column[] columns(List<String> names) {
    return names.stream().map(name -> col(name)).toArray(Column[]::new);
  }

  private WriteReceipt writeReview(
      Review review, Map<String, Long> inputs, BuiltTimelines timelines, long episodes) {
    long contacts =
        KnownContacts.oneRowEach(tables.read(ContactsTable.CONTRACT))
            .where(col(ContactsTable.CREATED_AT).lt(lit(review.to())))
            .count();
    Row row =
        RowFactory.create(
            review.id(),
            Timestamp.from(review.asOf()),
            Timestamp.from(review.from()),
            Timestamp.from(review.to()),
            review.timezone().getId(),
            review.production().orElse(null),
            review.candidates().toArray(String[]::new),
            CollectionConverters.asScala(inputs),
            timelines.timelineId(),
            codeVersion(),
            CollectionConverters.asScala(review.configuration()),
            contacts,
            episodes);
    return tables.replace(
        ReviewsTable.CONTRACT,
        tables.spark().createDataFrame(List.of(row), ReviewsTable.CONTRACT.schema()),
        review.slice());
  }

  /** Version of the jar; "development" outside of one. */
  private static String codeVersion() {
    String version = Rescore.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }
}
