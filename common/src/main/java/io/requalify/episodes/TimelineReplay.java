package io.requalify.episodes;

import io.requalify.rules.RuleVersion;
import io.requalify.rules.RuleVersion.Dimension;
import io.requalify.scoring.Episode;
import io.requalify.scoring.Replay;
import io.requalify.scoring.Scorecard;
import io.requalify.scoring.ScreenedReplay;
import io.requalify.scoring.WholeTimeline;
import io.requalify.tables.Review;
import io.requalify.tables.result.EpisodesTable;
import io.requalify.tables.result.TimelinesTable;
import java.io.Serializable;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Queue;
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
 * episodes as rows. What becomes visible after the review's instant is not looked at.
 */
final class TimelineReplay implements Serializable {
  /** What is read of a timeline, in this order. */
  static final List<String> COLUMNS =
      List.of(
          TimelinesTable.CONTACT_ID,
          TimelinesTable.ACCOUNT_ID,
          TimelinesTable.CHANNEL,
          TimelinesTable.CREATED_AT,
          TimelinesTable.VISIBLE_AT,
          TimelinesTable.OCCURRED_AT,
          TimelinesTable.CODE,
          TimelinesTable.VALUE);

  private static final int CONTACT_ID = COLUMNS.indexOf(TimelinesTable.CONTACT_ID);
  private static final int ACCOUNT_ID = COLUMNS.indexOf(TimelinesTable.ACCOUNT_ID);
  private static final int CHANNEL = COLUMNS.indexOf(TimelinesTable.CHANNEL);
  private static final int CREATED_AT = COLUMNS.indexOf(TimelinesTable.CREATED_AT);
  private static final int VISIBLE_AT = COLUMNS.indexOf(TimelinesTable.VISIBLE_AT);
  private static final int OCCURRED_AT = COLUMNS.indexOf(TimelinesTable.OCCURRED_AT);
  private static final int CODE = COLUMNS.indexOf(TimelinesTable.CODE);
  private static final int VALUE = COLUMNS.indexOf(TimelinesTable.VALUE);
  private static final int NO_VALUE = -1;
  private static final int[] NO_VALUES = {};

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
          .add(EpisodesTable.EXIT_AT, DataTypes.LongType)
          .add(EpisodesTable.EXIT_CAUSE, DataTypes.StringType);

  private final ArrayList<Scorecard> scorecards;
  private final ArrayList<ArrayList<String>> dimensions;
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
    this.from = micros(review.from());
    this.to = micros(review.to());
    this.asOf = micros(review.asOf());
  }

  private static long micros(Instant instant) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
  }

  /**
   * The episodes of these timelines that begin within the window.
   *
   * @param timelines the rows of one contact follow each other in the order of their parts
   */
  Iterator<Row> episodes(Iterator<InternalRow> timelines) {
    return new Walk(timelines);
  }

  private final class Walk implements Iterator<Row> {
    private final Iterator<InternalRow> timelines;
    private final Queue<Row> found = new ArrayDeque<>();
    private final ScreenedReplay screened = new ScreenedReplay(scorecards, this::take);
    private final Replay replay = new Replay(scorecards, this::take);
    private final Map<UTF8String, Integer> values = new HashMap<>();
    private UTF8String contact;
    private UTF8String account;
    private UTF8String channel;

    /** The first row of the contact, as long as there may be no other. */
    private WholeTimeline first;

    Walk(Iterator<InternalRow> timelines) {
      this.timelines = timelines;
    }

    @Override
    public boolean hasNext() {
      while (found.isEmpty() && timelines.hasNext()) {
        walk(timelines.next());
      }
      if (found.isEmpty()) {
        endContact();
      }
      return !found.isEmpty();
    }

    @Override
    public Row next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      return found.remove();
    }

    private void walk(InternalRow row) {
      UTF8String next = row.getUTF8String(CONTACT_ID);
      boolean begins = !next.equals(contact);
      if (begins) {
        endContact();
        // Spark uses the memory of a row again for the next.
        contact = next.copy();
        account = copy(row, ACCOUNT_ID);
        channel = copy(row, CHANNEL);
      }
      WholeTimeline part = entries(row);
      if (begins) {
        first = part;
      } else {
        if (first != null) {
          replay.begin(first.createdAt());
          walk(first);
          first = null;
        }
        walk(part);
      }
    }

    /** What of a row is visible by the review's instant. */
    private WholeTimeline entries(InternalRow row) {
      long[] visible = row.getArray(VISIBLE_AT).toLongArray();
      long[] occurred =
          row.isNullAt(OCCURRED_AT) ? visible : row.getArray(OCCURRED_AT).toLongArray();
      int size = visible.length;
      while (size > 0 && visible[size - 1] > asOf) {
        size--;
      }
      return new WholeTimeline(
          row.getLong(CREATED_AT),
          visible,
          occurred,
          row.getArray(CODE).toIntArray(),
          row.isNullAt(VALUE) ? NO_VALUES : numbers(row.getArray(VALUE), size),
          size);
    }

    private int[] numbers(ArrayData carried, int size) {
      int[] numbers = new int[size];
      for (int i = 0; i < size; i++) {
        numbers[i] = number(carried, i);
      }
      return numbers;
    }

    /** Number of a value, from 0 for each contact in the order of their first appearance. */
    private int number(ArrayData carried, int place) {
      if (carried.isNullAt(place)) {
        return NO_VALUE;
      }

      UTF8String value = carried.getUTF8String(place);
      Integer known = values.get(value);
      if (known != null) {
        return known;
      }
      values.put(value.copy(), values.size());
      return values.size() - 1;
    }

    /** Walks one part of a timeline that is too long to be held as a whole. */
    private void walk(WholeTimeline part) {
      boolean hasValues = part.values().length > 0;
      for (int i = 0; i < part.size(); i++) {
        replay.entry(
            part.visibleAt()[i],
            part.occurredAt()[i],
            part.codes()[i],
            hasValues ? part.values()[i] : NO_VALUE);
      }
    }

    private void endContact() {
      if (contact == null) {
        return;
      }
      if (first != null) {
        screened.contact(first, asOf);
        first = null;
      } else {
        replay.end(asOf);
      }
      contact = null;
      values.clear();
    }

    private void take(Episode episode) {
      if (episode.entryAt() >= from && episode.entryAt() < to) {
        found.add(row(episode));
      }
    }

    private Row row(Episode episode) {
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
          episode.exitAt().isPresent() ? episode.exitAt().getAsLong() : null,
          episode.exitCause().map(cause -> cause.name().toLowerCase(Locale.ROOT)).orElse(null));
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

  private static UTF8String copy(InternalRow row, int column) {
    return row.isNullAt(column) ? null : row.getUTF8String(column).copy();
  }
}
