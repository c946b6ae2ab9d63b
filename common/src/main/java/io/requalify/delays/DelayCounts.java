package io.requalify.delays;

import static io.requalify.delays.DelayUnits.FOLLOWED;
import static io.requalify.delays.DelayUnits.SEEN;
import static io.requalify.delays.DelayUnits.UNIT_CHANNEL;
import static io.requalify.tables.result.LabelledEpisodesTable.CONVERTED_AT;
import static io.requalify.tables.result.LabelledEpisodesTable.ENTRY_AT;
import static io.requalify.tables.result.LabelledEpisodesTable.RULE_VERSION;
import static io.requalify.tables.result.LabelledEpisodesTable.SEGMENT;
import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_min;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.inline;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.unix_micros;
import static org.apache.spark.sql.functions.when;

import io.requalify.tables.Review;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Counts of units by how and on which day they left what is followed: one aggregation for all
 * versions, slices and families.
 */
final class DelayCounts {
  private static final String SLICE = "_slice";
  private static final String FAMILY = "_family";
  private static final String NEWER = "_newer";
  private static final String MATURE = "_mature";
  private static final String CAUSE = "_cause";
  private static final String DAY = "_day";
  private static final String CONTACTS = "_contacts";
  private static final String AFTER = "_after_";
  private static final String AT = "_at";

  private final Review review;
  private final List<OutcomeFamily> families;

  DelayCounts(Review review, List<OutcomeFamily> families) {
    this.review = review;
    this.families = List.copyOf(families);
  }

  /** The counts, with nought for a version none of whose contacts has a label. */
  SortedMap<DelayKey, Exits> over(Dataset<Row> units) {
    SortedMap<DelayKey, Exits> counts = new TreeMap<>();
    for (String version : review.versions()) {
      for (int family = 0; family < families.size(); family++) {
        counts.put(DelayKey.ofWhole(version, family), new Exits(families.get(family)));
      }
    }
    for (Row row : of(units).collectAsList()) {
      DelayKey key =
          new DelayKey(
              row.getAs(RULE_VERSION),
              row.getAs(UNIT_CHANNEL),
              row.getAs(SEGMENT),
              row.<Integer>getAs(FAMILY));
      counts
          .computeIfAbsent(key, absent -> new Exits(families.get(absent.family())))
          .add(exit(row));
    }
    return counts;
  }

  private static Exit exit(Row row) {
    List<Long> afterAnother = new ArrayList<>();
    for (int place = 0; place < OutcomeFamily.MOST_OUTCOMES; place++) {
      afterAnother.add(row.<Long>getAs(AFTER + place));
    }
    return new Exit(
        row.<Boolean>getAs(SEEN),
        row.<Boolean>getAs(NEWER),
        row.<Boolean>getAs(MATURE),
        row.<Integer>getAs(CAUSE),
        row.<Integer>getAs(DAY),
        row.<Long>getAs(CONTACTS),
        afterAnother);
  }

  /** One row for each slice, family and exit. */
  Dataset<Row> of(Dataset<Row> units) {
    Column[] exits =
        IntStream.range(0, families.size()).mapToObj(this::exits).toArray(Column[]::new);
    Column[] afterAnother =
        IntStream.range(0, OutcomeFamily.MOST_OUTCOMES)
            .mapToObj(place -> sum(AFTER + place).as(AFTER + place))
            .toArray(Column[]::new);
    return units
        .select(
            col(RULE_VERSION), col(UNIT_CHANNEL), col(SEGMENT), col(SEEN), newer(), inlined(exits))
        .withColumn(SLICE, explode(slices()))
        .withColumn(UNIT_CHANNEL, col(SLICE).getField(UNIT_CHANNEL))
        .withColumn(SEGMENT, col(SLICE).getField(SEGMENT))
        .groupBy(RULE_VERSION, UNIT_CHANNEL, SEGMENT, FAMILY, SEEN, NEWER, MATURE, CAUSE, DAY)
        .agg(count(lit(1)).as(CONTACTS), afterAnother);
  }

  private static Column inlined(Column[] exits) {
    return inline(array(exits));
  }

  /** Entered in the newer half of the window; false for those of whom nothing is known. */
  private Column newer() {
    Duration half = Duration.between(review.from(), review.to()).dividedBy(2);
    Instant middle = review.from().plus(half);
    return col(SEEN).and(col(ENTRY_AT).geq(lit(middle))).as(NEWER);
  }

  /** How a unit left a family; of one that nobody worked nothing is told. */
  private Column exits(int place) {
    OutcomeFamily family = families.get(place);
    Column last = least(col(FOLLOWED), lit(family.horizonDays()));
    List<Column> came =
        family.outcomes().stream().map(outcome -> came(outcome, family, last)).toList();
    Column first = array_min(array(came.toArray(Column[]::new)));
    Column cause = coalesce(first.getField(CAUSE), lit(Exit.STILL_OPEN));
    Stream<Column> known =
        Stream.of(
            lit(place).as(FAMILY),
            col(SEEN).and(col(FOLLOWED).geq(family.horizonDays())).as(MATURE),
            when(col(SEEN), cause).otherwise(lit(Exit.STILL_OPEN)).as(CAUSE),
            when(col(SEEN), coalesce(first.getField(DAY), last)).otherwise(lit(0)).as(DAY));
    Stream<Column> after =
        IntStream.range(0, OutcomeFamily.MOST_OUTCOMES)
            .mapToObj(other -> afterAnother(other, came, cause).as(AFTER + other));
    return struct(Stream.concat(known, after).toArray(Column[]::new));
  }

  /** An outcome as a struct whose order is by time; null where it has not come in a whole day. */
  private static Column came(String outcome, OutcomeFamily family, Column last) {
    Column day = DelayUnits.day(outcome);
    return when(
        day.leq(last),
        struct(
            unix_micros(DelayUnits.field(outcome, CONVERTED_AT)).as(AT),
            lit(family.outcomes().indexOf(outcome)).as(CAUSE),
            day.as(DAY)));
  }

  private static Column afterAnother(int place, List<Column> came, Column cause) {
    if (place >= came.size()) {
      return lit(0L);
    }
    Column later = col(SEEN).and(came.get(place).isNotNull()).and(cause.notEqual(place));
    return when(later, lit(1L)).otherwise(lit(0L));
  }

  /** Each unit three times: in all, in its channel and in its segment. */
  private static Column slices() {
    return array(
        slice(lit(Review.ALL), lit(Review.ALL)),
        slice(col(UNIT_CHANNEL), lit(Review.ALL)),
        slice(lit(Review.ALL), col(SEGMENT)));
  }

  private static Column slice(Column channel, Column segment) {
    return struct(channel.as(UNIT_CHANNEL), segment.as(SEGMENT));
  }
}
