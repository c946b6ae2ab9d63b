package io.requalify.channels;

import static io.requalify.channels.ChannelUnits.CAMPAIGN;
import static io.requalify.channels.ChannelUnits.CHANNEL;
import static io.requalify.channels.ChannelUnits.ENTERED_AT;
import static io.requalify.channels.ChannelUnits.MEDIUM;
import static io.requalify.channels.ChannelUnits.OUTCOME;
import static io.requalify.channels.ChannelUnits.POPULATION;
import static io.requalify.channels.ChannelUnits.SEGMENT;
import static io.requalify.channels.ChannelUnits.VERSION;
import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_compact;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import io.requalify.outcomes.LocalCalendar;
import io.requalify.tables.Review;
import io.requalify.tables.result.ChannelQualityTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What is counted together. The whole and every channel: in all segments by all kinds of cohorts,
 * in one segment over the window and by month. Media and campaigns: over the window. Other cuts
 * would have few contacts, and rows without end.
 */
final class ChannelGroups {
  static final String MONTH = "_month";
  static final String QUARTER = "_quarter";
  static final String WEEK = "_week";

  /** Columns of the finest cells; all groups are sums of them. */
  static final Column[] CELL =
      columns(
          POPULATION, VERSION, CHANNEL, MEDIUM, CAMPAIGN, SEGMENT, MONTH, QUARTER, WEEK, OUTCOME);

  private static final String LEVEL = "_level";
  private static final String COHORT_KIND = "_cohort_kind";
  private static final String COHORT = "_cohort";

  /** Columns of a group, in the order of {@link ChannelKey}. */
  static final Column[] KEY =
      columns(
          POPULATION,
          VERSION,
          LEVEL,
          CHANNEL,
          MEDIUM,
          CAMPAIGN,
          SEGMENT,
          COHORT_KIND,
          COHORT,
          OUTCOME);

  private static final String GROUP = "_group";
  private static final Column ALL = lit(Review.ALL);

  private ChannelGroups() {}

  private static Column[] columns(String... names) {
    return List.of(names).stream().map(name -> col(name)).toArray(Column[]::new);
  }

  /** Adds month, quarter and week of the entry by the calendar of the review's zone. */
  static Dataset<Row> withCohorts(Dataset<Row> rows, Review review) {
    return rows.withColumns(
        Map.of(
            MONTH, LocalCalendar.month(col(ENTERED_AT), review.timezone()),
            QUARTER, LocalCalendar.quarter(col(ENTERED_AT), review.timezone()),
            WEEK, LocalCalendar.week(col(ENTERED_AT), review.timezone())));
  }

  /** Each row once in every group that it belongs to. */
  static Dataset<Row> of(Dataset<Row> rows) {
    return rows.withColumn(GROUP, explode(array_compact(array(groups()))))
        .drop(CHANNEL, MEDIUM, CAMPAIGN, SEGMENT, MONTH, QUARTER, WEEK)
        .select(col("*"), col(GROUP + ".*"))
        .drop(GROUP);
  }

  private static Column[] groups() {
    List<Column> groups = new ArrayList<>();
    List<Place> places =
        List.of(
            new Place(ChannelQualityTable.WHOLE, ALL, ALL, ALL),
            new Place(ChannelQualityTable.OF_CHANNEL, col(CHANNEL), ALL, ALL));
    for (Place place : places) {
      groups.add(place.group(ALL, ChannelQualityTable.WHOLE_WINDOW, ALL));
      groups.add(place.group(ALL, ChannelQualityTable.BY_WEEK, col(WEEK)));
      groups.add(place.group(ALL, ChannelQualityTable.BY_MONTH, col(MONTH)));
      groups.add(place.group(ALL, ChannelQualityTable.BY_QUARTER, col(QUARTER)));
      Column known = col(SEGMENT).isNotNull();
      groups.add(when(known, place.group(col(SEGMENT), ChannelQualityTable.WHOLE_WINDOW, ALL)));
      groups.add(when(known, place.group(col(SEGMENT), ChannelQualityTable.BY_MONTH, col(MONTH))));
    }
    Place medium = new Place(ChannelQualityTable.OF_MEDIUM, col(CHANNEL), col(MEDIUM), ALL);
    groups.add(
        when(col(MEDIUM).isNotNull(), medium.group(ALL, ChannelQualityTable.WHOLE_WINDOW, ALL)));
    Column mediumOrEmpty = coalesce(col(MEDIUM), lit(Review.EMPTY));
    Place campaign =
        new Place(ChannelQualityTable.OF_CAMPAIGN, col(CHANNEL), mediumOrEmpty, col(CAMPAIGN));
    groups.add(
        when(
            col(CAMPAIGN).isNotNull(), campaign.group(ALL, ChannelQualityTable.WHOLE_WINDOW, ALL)));
    return groups.toArray(Column[]::new);
  }

  private record Place(String level, Column channel, Column medium, Column campaign) {
    Column group(Column segment, String cohortKind, Column cohort) {
      return struct(
          lit(level).as(LEVEL),
          channel.as(CHANNEL),
          medium.as(MEDIUM),
          campaign.as(CAMPAIGN),
          segment.as(SEGMENT),
          lit(cohortKind).as(COHORT_KIND),
          cohort.as(COHORT));
    }
  }
}
