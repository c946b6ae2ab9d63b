package io.requalify.channels;

import static io.requalify.channels.ChannelUnits.CONTACT;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.size;

import io.requalify.tables.Review;
import io.requalify.tables.result.ChannelQualityTable;
import io.requalify.tables.source.ContactsTable;
import io.requalify.tables.source.StageChangesTable;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.ToLongFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * What was odd about the leads, as rows of the data quality; a check that found nothing says so.
 */
final class InputOddities {
  static final String FOUND_BY = "channels";
  private static final int EXAMPLES = 5;

  private final Review review;
  private final SortedMap<ChannelKey, ChannelTally> tallies;
  private final Dataset<Row> outcomes;

  InputOddities(Review review, SortedMap<ChannelKey, ChannelTally> tallies, Dataset<Row> outcomes) {
    this.review = review;
    this.tallies = tallies;
    this.outcomes = outcomes;
  }

  List<Row> rows() {
    return List.of(outcomeBeforeStart(), contactWithoutChannel());
  }

  private Row outcomeBeforeStart() {
    return oddity(
        "outcome_before_start",
        StageChangesTable.CONTRACT.name(),
        sum(Review.ALL, ChannelTally::stagesBeforeStart),
        sum(Review.ALL, ChannelTally::stages),
        size(ChannelCounts.beforeStart()).gt(0),
        "The outcome is dated before the contact was created. It stays on record with its days,"
            + " which are negative, and is no conversion of the lead; the examples are contacts.");
  }

  private Row contactWithoutChannel() {
    // Every contact is there once for each outcome.
    long outcomesOfEach = Math.max(1, review.horizonDays().size());
    return oddity(
        "contact_without_channel",
        ContactsTable.CONTRACT.name(),
        sum(Review.EMPTY, ChannelTally::contacts) / outcomesOfEach,
        sum(Review.ALL, ChannelTally::contacts) / outcomesOfEach,
        col(ChannelUnits.CHANNEL).equalTo(Review.EMPTY),
        "The source names no channel. These contacts are shown as the channel (empty), apart from"
            + " any channel that the source calls unknown.");
  }

  /** Sum over the outcomes of the leads of a channel. */
  private long sum(String channel, ToLongFunction<ChannelTally> count) {
    String level =
        channel.equals(Review.ALL) ? ChannelQualityTable.WHOLE : ChannelQualityTable.OF_CHANNEL;
    return tallies.entrySet().stream()
        .filter(
            entry ->
                entry.getKey().population().equals(ChannelUnits.LEAD)
                    && entry.getKey().version().equals(Review.NO_VERSION)
                    && entry.getKey().level().equals(level)
                    && entry.getKey().channel().equals(channel)
                    && entry.getKey().isOfWindow())
        .map(Map.Entry::getValue)
        .mapToLong(count)
        .sum();
  }

  private Row oddity(
      String check, String table, long affected, long examined, Column odd, String explanation) {
    return RowFactory.create(
        review.id(),
        review.asOf(),
        FOUND_BY,
        check,
        table,
        affected,
        examined,
        affected == 0 ? List.of() : examples(odd),
        explanation);
  }

  private List<String> examples(Column odd) {
    return outcomes
        .where(col(ChannelUnits.POPULATION).equalTo(ChannelUnits.LEAD))
        .where(col(ChannelUnits.VERSION).equalTo(Review.NO_VERSION).and(odd))
        .select(CONTACT)
        .distinct()
        .orderBy(CONTACT)
        .limit(EXAMPLES)
        .as(Encoders.STRING())
        .collectAsList();
  }
}
