package io.requalify.monitoring;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.udaf;

import io.requalify.documents.Constants;
import io.requalify.statistics.Answer;
import io.requalify.statistics.Conclusion;
import io.requalify.statistics.Interval;
import io.requalify.statistics.monitoring.FollowUpSplit;
import io.requalify.statistics.monitoring.FollowUpSplit.Part;
import io.requalify.statistics.monitoring.FollowUpSums;
import io.requalify.statistics.monitoring.FollowUpSums.Base;
import io.requalify.tables.Review;
import io.requalify.tables.SerializedSums;
import io.requalify.tables.result.FollowUpTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** Whose a fall of conversion is, sales' or the leads', as rows of {@link FollowUpTable}. */
final class FollowUpRows {
  /** Above this share of contacts that were touched at an unknown time nothing is said. */
  private static final double MOST_UNKNOWN = 0.05;

  private static final String SUMS = "_sums";

  private final Review review;
  private final List<Row> rows = new ArrayList<>();

  FollowUpRows(Review review) {
    this.review = review;
  }

  /** Of every route that somebody came by. */
  List<Row> rows(Dataset<Row> decided, SlaCounts counts) {
    sums(decided, review)
        .forEach(
            (route, sums) -> {
              SlaTally all = counts.tallies().get(new SlaKey(route, Review.ALL, Review.ALL));
              for (Base base : List.of(Base.QUALIFIED, Base.TOUCHED)) {
                add(route, base, sums, all);
              }
            });
    return List.copyOf(rows);
  }

  private static SortedMap<String, FollowUpSums> sums(Dataset<Row> decided, Review review) {
    FollowUpSums places = new FollowUpSums(TouchBands.names().size());
    Column later = col(DecidedContacts.COHORT).geq(lit(review.firstLaterMonth().toString()));
    Column accepted = coalesce(col(DecidedContacts.DISPOSITION).equalTo("accepted"), lit(false));
    Column[] account = new Column[4 * TouchBands.names().size()];
    for (int period = 0; period < 2; period++) {
      for (int band = 0; band < TouchBands.names().size(); band++) {
        Column inCell = col(DecidedContacts.BAND).equalTo(band).and(later.equalTo(period == 1));
        account[places.contacts(period, band)] = count_if(inCell);
        account[places.accepted(period, band)] = count_if(inCell.and(accepted));
      }
    }
    SortedMap<String, FollowUpSums> sums = new TreeMap<>();
    decided
        .where(col(DecidedContacts.DUE))
        .groupBy(DecidedContacts.ROUTE, DecidedContacts.CLUSTER)
        .agg(array(account).as(SUMS))
        .groupBy(DecidedContacts.ROUTE)
        .agg(
            udaf(new FollowUpAggregator(), Encoders.row(FollowUpAggregator.input()))
                .apply(col(SUMS))
                .as(SUMS))
        .collectAsList()
        .forEach(
            row ->
                sums.put(
                    row.getAs(DecidedContacts.ROUTE),
                    SerializedSums.of(row.getAs(SUMS), FollowUpSums.class)));
    return sums;
  }

  private void add(String route, Base base, FollowUpSums sums, SlaTally all) {
    Answer<FollowUpSplit> split =
        all.inBand(TouchBands.UNKNOWN) > MOST_UNKNOWN * all.due()
            ? Answer.refused(
                "nobody logged when sales first touched %d of %d contacts"
                    .formatted(all.inBand(TouchBands.UNKNOWN), all.due()))
            : sums.split(TouchBands.names(), base, Conclusion.LEVEL);
    add(route, base, sums, FollowUpTable.TOTAL, split, FollowUpSplit::total);
    add(route, base, sums, FollowUpTable.FOLLOW_UP, split, FollowUpSplit::followUp);
    add(route, base, sums, FollowUpTable.QUALITY, split, FollowUpSplit::quality);
  }

  private void add(
      String route,
      Base base,
      FollowUpSums sums,
      String name,
      Answer<FollowUpSplit> split,
      Function<FollowUpSplit, Part> which) {
    Optional<Part> part = split.value().map(which);
    Optional<Interval> interval = part.flatMap(Part::interval);
    rows.add(
        RowFactory.create(
            review.id(),
            review.asOf(),
            route,
            Constants.word(base),
            name,
            split.value().map(FollowUpSplit::before).orElse(null),
            split.value().map(FollowUpSplit::now).orElse(null),
            part.map(Part::value).orElse(null),
            interval.map(Interval::lower).orElse(null),
            interval.map(Interval::upper).orElse(null),
            split
                .value()
                .filter(found -> found.total().value() != 0)
                .map(found -> which.apply(found).value() / found.total().value())
                .orElse(null),
            sums.contacts(0, base),
            sums.contacts(1, base),
            touched(sums, 0),
            touched(sums, 1),
            split.value().map(found -> Constants.word(found.verdict())).orElse(null),
            split.value().map(found -> finding(base, sums, found)).orElse(""),
            Refusals.insufficient(split)));
  }

  private static Double touched(FollowUpSums sums, int period) {
    long qualified = sums.contacts(period, Base.QUALIFIED);
    return qualified == 0
        ? null
        : (Double) ((double) sums.contacts(period, Base.TOUCHED) / qualified);
  }

  private static String finding(Base base, FollowUpSums sums, FollowUpSplit split) {
    if (base == Base.TOUCHED) {
      return split.inWords();
    }
    String said =
        switch (split.verdict()) {
          case NO_FALL -> "that conversion fell cannot be said";
          case FOLLOW_UP -> "conversion fell because sales came later or not at all";
          case LEAD_QUALITY -> "conversion fell because the contacts convert more rarely";
          case BOTH -> "sales came later or not at all, and the contacts convert more rarely";
          case UNDECIDED -> "conversion fell, but whose the fall is cannot be said";
        };
    return said
        + String.format(
            Locale.ROOT,
            ": from %.1f%% to %.1f%% of the qualified, %+.1f points by follow-up and %+.1f by what the contacts are; sales touched %.1f%% before and %.1f%% now",
            100 * split.before(),
            100 * split.now(),
            100 * split.followUp().value(),
            100 * split.quality().value(),
            100 * touched(sums, 0),
            100 * touched(sums, 1));
  }
}
