package io.requalify.monitoring;

import static io.requalify.tables.result.DriftTable.NO_OUTCOME;
import static io.requalify.tables.result.LabelledEpisodesTable.CHANNEL;
import static io.requalify.tables.result.LabelledEpisodesTable.ENTRY_AT;
import static io.requalify.tables.result.LabelledEpisodesTable.OUTCOME;
import static io.requalify.tables.result.LabelledEpisodesTable.ROUTE;
import static io.requalify.tables.result.LabelledEpisodesTable.RULE_VERSION;
import static io.requalify.tables.result.LabelledEpisodesTable.SCORE;
import static io.requalify.tables.result.LabelledEpisodesTable.SEGMENT;
import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.date_format;
import static org.apache.spark.sql.functions.date_trunc;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.floor;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import io.requalify.outcomes.FirstEpisodes;
import io.requalify.outcomes.LocalCalendar;
import io.requalify.outcomes.Routes;
import io.requalify.statistics.BinomialTally;
import io.requalify.tables.Review;
import io.requalify.tables.result.DriftTable;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Contacts of all versions, each by its first episode in the window: by month and what they are,
 * and by week and what came of them. One pass over the episodes counts all of it.
 *
 * @param mixes contacts by version and measure, month, and band of points, channel or segment
 * @param weeks mature contacts that sales worked on the rule route (of a version that is made by
 *     hand: by hand) by version, outcome and channel, and the Monday of their week
 */
record DriftCounts(
    SortedMap<MixKey, SortedMap<YearMonth, SortedMap<String, Long>>> mixes,
    SortedMap<ChartKey, SortedMap<LocalDate, BinomialTally>> weeks) {
  private static final String COHORT = "_cohort";
  private static final String WEEK = "_week";
  private static final String POINTS = "_points";
  private static final String KNOWN = "_known";
  private static final String CAME = "_came";
  private static final String FACT = "_fact";
  private static final String MEASURE = "_measure";
  private static final String PART = "_part";
  private static final String PERIOD = "_period";
  private static final String CONTACTS = "_contacts";
  private static final String CONVERTED = "_converted";

  /**
   * Counts.
   *
   * @param labelled labelled episodes of the review
   */
  static DriftCounts of(Dataset<Row> labelled, Review review) {
    DriftCounts counts = new DriftCounts(new TreeMap<>(), new TreeMap<>());
    // Any outcome will do to count a contact once; without one there are no labels to count.
    Optional<String> anyOutcome = review.horizonDays().keySet().stream().findFirst();
    if (anyOutcome.isEmpty()) {
      return counts;
    }
    firsts(labelled, review)
        .withColumn(FACT, explode(facts(anyOutcome.get())))
        .select(col(RULE_VERSION), col(CAME), col(FACT + ".*"))
        .where(col(PART).isNotNull())
        .groupBy(RULE_VERSION, MEASURE, OUTCOME, CHANNEL, PART, PERIOD)
        .agg(count(lit(1)).as(CONTACTS), count_if(col(CAME)).as(CONVERTED))
        .collectAsList()
        .forEach(counts::add);
    return counts;
  }

  private static Dataset<Row> firsts(Dataset<Row> labelled, Review review) {
    Column local = LocalCalendar.local(col(ENTRY_AT), review.timezone());
    Column known =
        FirstEpisodes.seen().and(not(Routes.explored(col(ROUTE)))).and(FirstEpisodes.due(review));
    return FirstEpisodes.of(
        labelled,
        coalesce(col(CHANNEL), lit(Review.EMPTY)).as(CHANNEL),
        col(SEGMENT),
        LocalCalendar.month(col(ENTRY_AT), review.timezone()).as(COHORT),
        date_format(date_trunc("week", local), "yyyy-MM-dd").as(WEEK),
        floor(col(SCORE)).cast("string").as(POINTS),
        known.as(KNOWN),
        FirstEpisodes.converted().as(CAME));
  }

  /** What a contact adds to; the mixes only once, however many outcomes are asked for. */
  private static Column facts(String anyOutcome) {
    Column mixes =
        array(
            mix(DriftTable.OF_SCORE, POINTS),
            mix(DriftTable.OF_CHANNEL, CHANNEL),
            mix(DriftTable.OF_SEGMENT, SEGMENT));
    Column conversions = array(conversion(lit(Review.ALL)), conversion(col(CHANNEL)));
    return concat(
        when(col(OUTCOME).equalTo(anyOutcome), mixes).otherwise(array()),
        when(col(KNOWN), conversions).otherwise(array()));
  }

  private static Column mix(String measure, String part) {
    return fact(measure, lit(NO_OUTCOME), lit(Review.ALL), col(part), col(COHORT));
  }

  private static Column conversion(Column channel) {
    return fact(DriftTable.OF_CONVERSION, col(OUTCOME), channel, lit(""), col(WEEK));
  }

  private static Column fact(
      String measure, Column outcome, Column channel, Column part, Column period) {
    return struct(
        lit(measure).as(MEASURE),
        outcome.as(OUTCOME),
        channel.as(CHANNEL),
        part.as(PART),
        period.as(PERIOD));
  }

  private void add(Row row) {
    String version = row.getAs(RULE_VERSION);
    String measure = row.getAs(MEASURE);
    String period = row.getAs(PERIOD);
    long contacts = row.<Long>getAs(CONTACTS);
    if (measure.equals(DriftTable.OF_CONVERSION)) {
      weeks
          .computeIfAbsent(
              new ChartKey(version, row.getAs(OUTCOME), row.getAs(CHANNEL)),
              missing -> new TreeMap<>())
          .put(LocalDate.parse(period), new BinomialTally(contacts, row.<Long>getAs(CONVERTED)));
    } else {
      mixes
          .computeIfAbsent(new MixKey(version, measure), missing -> new TreeMap<>())
          .computeIfAbsent(YearMonth.parse(period), missing -> new TreeMap<>())
          .put(row.getAs(PART), contacts);
    }
  }
}
