package io.requalify.episodes;

import io.requalify.documents.Constants;
import io.requalify.rules.RuleVersion;
import io.requalify.rules.RuleVersion.Dimension;
import io.requalify.scoring.Episode;
import io.requalify.scoring.Micros;
import io.requalify.scoring.Replay;
import io.requalify.scoring.Scorecard;
import io.requalify.scoring.ScreenedReplay;
import io.requalify.scoring.WholeTimeline;
import io.requalify.tables.Review;
import io.requalify.tables.result.EpisodesTable;
import io.requalify.timelines.GroupWalk;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Walks the timelines of one partition through the kernel, once for all versions, and gives their
 * episodes as rows.
 */
final class TimelineReplay implements Serializable {
  /** Beside {@link TimelineFeed#COLUMNS}: {@link AccountEpisodes#TAKEN_ALONG}; null for never. */
  private static final int TAKEN_ALONG_PLACE = TimelineFeed.COLUMNS.size();

  private static final int TAKEN_ALONG_FIELDS = 2;
  private static final int NO_PRODUCTION = -1;
  private static final long[] NEVER = {};
  private static final int[] NO_VERSIONS = {};

  /** Episodes as they leave the kernel; instants in microseconds since 1970. */
  static final StructType EPISODES =
      new StructType()
          .add(EpisodesTable.RULE_VERSION, DataTypes.StringType, false)
          .add(EpisodesTable.CONTACT_ID, DataTypes.StringType, false)
          .add(EpisodesTable.ACCOUNT_ID, DataTypes.StringType)
          .add(EpisodesTable.CYCLE, DataTypes.IntegerType, false)
          .add(EpisodesTable.ENTRY_AT, DataTypes.LongType, false)
          .add(EpisodesTable.SCORE, DataTypes.DoubleType, false)
          .add(
              EpisodesTable.DIMENSION_SCORES,
              DataTypes.createMapType(DataTypes.StringType, DataTypes.DoubleType, false),
              false)
          .add(EpisodesTable.CELL, DataTypes.StringType)
          .add(EpisodesTable.SEGMENT, DataTypes.StringType, false)
          .add(EpisodesTable.CHANNEL, DataTypes.StringType)
          .add(EpisodesTable.CROSSING_RULE, DataTypes.StringType)
          .add(EpisodesTable.ROLLED_DOWN, DataTypes.BooleanType, false)
          .add(EpisodesTable.PRODUCTION_SHORTFALL, DataTypes.DoubleType)
          .add(EpisodesTable.EXIT_AT, DataTypes.LongType)
          .add(EpisodesTable.EXIT_CAUSE, DataTypes.StringType);

  private final ArrayList<Scorecard> scorecards;
  private final ArrayList<ArrayList<String>> dimensions;
  private final int production;
  private final long from;
  private final long to;
  private final long asOf;

  /**
   * Replay of versions.
   *
   * @param scorecards one for each version, in the same order
   */
  TimelineReplay(Review review, List<RuleVersion> versions, List<Scorecard> scorecards) {
    this.scorecards = new ArrayList<>(scorecards);
    this.dimensions = new ArrayList<>();
    for (RuleVersion version : versions) {
      dimensions.add(new ArrayList<>(version.dimensions().stream().map(Dimension::name).toList()));
    }
    this.production = production(review, scorecards);
    this.from = Micros.of(review.from());
    this.to = Micros.of(review.to());
    this.asOf = Micros.of(review.asOf());
  }

  private static int production(Review review, List<Scorecard> scorecards) {
    List<String> names = scorecards.stream().map(Scorecard::version).toList();
    return review.production().map(names::indexOf).orElse(NO_PRODUCTION);
  }

  /**
   * The episodes of these timelines that begin within the window.
   *
   * @param timelines the rows of one contact follow each other in the order of their parts; with a
   *     column {@link AccountEpisodes#TAKEN_ALONG} or without
   */
  Iterator<Row> episodes(Iterator<InternalRow> timelines) {
    return new Walk(timelines);
  }

  private final class Walk extends GroupWalk<Row> {
    private final ScreenedReplay screened = new ScreenedReplay(scorecards, this::take);
    private final Replay replay = new Replay(scorecards, this::take);
    private final TimelineFeed feed = new TimelineFeed(replay, asOf);
    private final Optional<ProductionShortfall> shortfall =
        production == NO_PRODUCTION
            ? Optional.empty()
            : Optional.of(new ProductionShortfall(production, scorecards.get(production), asOf));
    private final List<WholeTimeline> parts = new ArrayList<>();
    private final List<Episode> entered = new ArrayList<>();
    private UTF8String contact;
    private UTF8String account;
    private UTF8String channel;

    /** Whether the contact is replayed entry by entry: it is too long, or an account takes it. */
    private boolean isFed;

    /** The first row of the contact, as long as there may be no other. */
    private WholeTimeline whole;

    Walk(Iterator<InternalRow> timelines) {
      super(timelines);
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
      whole = null;
      parts.clear();
      entered.clear();
      isFed = first.numFields() > TAKEN_ALONG_PLACE && !first.isNullAt(TAKEN_ALONG_PLACE);
      if (isFed) {
        takeAlong(first.getArray(TAKEN_ALONG_PLACE));
        replay.begin(first.getLong(TimelineFeed.CREATED_AT));
      } else {
        begin(NEVER, NO_VERSIONS);
      }
    }

    private void begin(long[] takenAlongAt, int[] takenAlongBy) {
      feed.begin(takenAlongAt, takenAlongBy);
      shortfall.ifPresent(production -> production.begin(takenAlongAt, takenAlongBy));
    }

    private void takeAlong(ArrayData taken) {
      long[] instants = new long[taken.numElements()];
      int[] versions = new int[instants.length];
      for (int i = 0; i < instants.length; i++) {
        InternalRow one = taken.getStruct(i, TAKEN_ALONG_FIELDS);
        instants[i] = one.getLong(0);
        versions[i] = one.getInt(1);
      }
      begin(instants, versions);
    }

    @Override
    protected void give(InternalRow row) {
      WholeTimeline part = feed.read(row);
      if (shortfall.isPresent()) {
        parts.add(part);
      }
      if (!isFed && whole == null) {
        whole = part;
        return;
      }
      if (!isFed) {
        isFed = true;
        replay.begin(whole.createdAt());
        feed.give(whole);
        whole = null;
      }
      feed.give(part);
    }

    @Override
    protected void end() {
      if (isFed) {
        feed.end();
      } else {
        screened.contact(whole, asOf);
      }
      boolean isBeside =
          shortfall.isPresent()
              && entered.stream().noneMatch(episode -> episode.scorecard() == production);
      for (Episode episode : entered) {
        find(row(episode, isBeside ? shortfall.get().points(parts, episode.entryAt()) : null));
      }
    }

    private void take(Episode episode) {
      if (episode.entryAt() >= from && episode.entryAt() < to) {
        entered.add(episode);
      }
    }

    /** An episode; without a shortfall where production qualifies the contact, or there is none. */
    private Row row(Episode episode, Double lacking) {
      return RowFactory.create(
          scorecards.get(episode.scorecard()).version(),
          contact.toString(),
          account == null ? null : account.toString(),
          episode.cycle(),
          episode.entryAt(),
          episode.score(),
          CollectionConverters.asScala(dimensionScores(episode)),
          scorecards.get(episode.scorecard()).cell(episode).orElse(null),
          episode.segment(),
          channel == null ? null : channel.toString(),
          episode.crossingRule().orElse(null),
          episode.rolledDown(),
          lacking,
          episode.exitAt().isPresent() ? episode.exitAt().getAsLong() : null,
          episode.exitCause().map(Constants::word).orElse(null));
    }

    private Map<String, Double> dimensionScores(Episode episode) {
      List<String> names = dimensions.get(episode.scorecard());
      Map<String, Double> scores = new LinkedHashMap<>();
      for (int i = 0; i < names.size(); i++) {
        scores.put(names.get(i), episode.dimensionScores()[i]);
      }
      return scores;
    }
  }

  /** Spark uses the memory of a row again for the next. */
  private static UTF8String copy(InternalRow row, int column) {
    return row.isNullAt(column) ? null : row.getUTF8String(column).copy();
  }
}
