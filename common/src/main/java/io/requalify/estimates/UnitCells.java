package io.requalify.estimates;

import static io.requalify.estimates.ContactUnits.BAND;
import static io.requalify.estimates.ContactUnits.CANDIDATE;
import static io.requalify.estimates.ContactUnits.CONVERTED;
import static io.requalify.estimates.ContactUnits.DUE;
import static io.requalify.estimates.ContactUnits.EPISODE_SEGMENT;
import static io.requalify.estimates.ContactUnits.FOLD;
import static io.requalify.estimates.ContactUnits.FOLLOWED;
import static io.requalify.estimates.ContactUnits.PRODUCTION;
import static io.requalify.estimates.ContactUnits.UNIT_CHANNEL;
import static io.requalify.estimates.ContactUnits.WEEK;
import static io.requalify.estimates.ContactUnits.WEIGHT;
import static io.requalify.estimates.ContactUnits.WORKED_BY_ROUTE;
import static io.requalify.estimates.ContactUnits.field;
import static io.requalify.tables.result.LabelledEpisodesTable.OUTCOME;
import static io.requalify.tables.result.LabelledEpisodesTable.RULE_VERSION;
import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_compact;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.floor;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.requalify.statistics.BinomialTally;
import io.requalify.statistics.counterfactual.Cell;
import io.requalify.statistics.counterfactual.Cell.Quadrant;
import io.requalify.statistics.counterfactual.CellCounts;
import io.requalify.statistics.counterfactual.CountedUnits;
import io.requalify.statistics.counterfactual.CountedUnits.WorkedSwapIns;
import io.requalify.statistics.counterfactual.EpochCounts;
import io.requalify.statistics.counterfactual.Stratum;
import io.requalify.statistics.counterfactual.SupportCell;
import io.requalify.statistics.counterfactual.WeekCounts;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The first pass: how many units of each version and outcome lie in each cell, by fold, due ones
 * and all; how many of those that production qualifies too were entered in each week, by how long
 * they were followed; for how long the worked swap-ins were; and due units by epoch. All are
 * counted at once; a unit that production qualifies at quite another time lies in none. Units by
 * hand are counted as if production qualified them all.
 */
final class UnitCells {
  /** True for a unit that production qualifies, too, or that was qualified by hand. */
  static final String AGREES = "_agrees";

  private static final String KEY = "_key";
  private static final String UNITS = "_units";
  private static final String WORKED = "_worked_units";
  private static final String DRAWN = "_drawn_units";
  private static final String DRAWN_WEIGHTS = "_drawn_weights";
  private static final String DUE_UNITS = "_due_units";
  private static final String DUE_WORKED = "_due_worked_units";
  private static final String DUE_DRAWN = "_due_drawn_units";
  private static final String CONVERTED_UNITS = "_converted_units";

  private UnitCells() {}

  /**
   * One row for each version, outcome, and either fold and cell, or follow-up, or epoch.
   *
   * @param units rows of {@link ContactUnits}
   */
  static Dataset<Row> of(Dataset<Row> units) {
    Column due = field(CANDIDATE, DUE);
    Column worked = field(CANDIDATE, WORKED_BY_ROUTE);
    Column drawn = field(CANDIDATE, WEIGHT).isNotNull().and(col(PRODUCTION).isNull());
    return units
        .where(col(CANDIDATE).isNotNull())
        .where(ContactUnits.counts())
        .withColumn(AGREES, ContactUnits.isSent())
        .withColumn(
            KEY,
            explode(array_compact(array(cell(), followedAgreeIn(), followedSwapIn(), epoch()))))
        .groupBy(col(RULE_VERSION), col(OUTCOME), col(KEY))
        .agg(
            count(lit(1)).as(UNITS),
            count_if(worked).as(WORKED),
            count_if(drawn).as(DRAWN),
            coalesce(sum(when(drawn, field(CANDIDATE, WEIGHT))), lit(0L)).as(DRAWN_WEIGHTS),
            count_if(due).as(DUE_UNITS),
            count_if(due.and(worked)).as(DUE_WORKED),
            count_if(due.and(drawn)).as(DUE_DRAWN),
            count_if(field(CANDIDATE, CONVERTED)).as(CONVERTED_UNITS));
  }

  private static Column cell() {
    return key(
        col(FOLD),
        col(AGREES),
        col(UNIT_CHANNEL),
        field(CANDIDATE, EPISODE_SEGMENT),
        field(CANDIDATE, BAND),
        nothing("int"),
        nothing("int"));
  }

  private static Column followedAgreeIn() {
    return when(
        col(AGREES),
        key(
            nothing("int"),
            col(AGREES),
            nothing("string"),
            nothing("string"),
            nothing("int"),
            field(CANDIDATE, WEEK),
            field(CANDIDATE, FOLLOWED)));
  }

  private static Column followedSwapIn() {
    return when(
        not(col(AGREES)).and(field(CANDIDATE, WORKED_BY_ROUTE)),
        key(
            nothing("int"),
            col(AGREES),
            nothing("string"),
            field(CANDIDATE, EPISODE_SEGMENT),
            field(CANDIDATE, BAND),
            nothing("int"),
            field(CANDIDATE, FOLLOWED)));
  }

  /** Due swap-ins by support cell, and the worked and due of the agree-in by stratum. */
  private static Column epoch() {
    Column due = field(CANDIDATE, DUE);
    Column worked = field(CANDIDATE, WORKED_BY_ROUTE);
    return when(
        due.and(not(col(AGREES)).or(worked)),
        key(
            nothing("int"),
            col(AGREES),
            when(col(AGREES), col(UNIT_CHANNEL)),
            field(CANDIDATE, EPISODE_SEGMENT),
            when(not(col(AGREES)), field(CANDIDATE, BAND)),
            epochOfCandidate(),
            nothing("int")));
  }

  /** {@link EpochCounts#epoch} of the week of entry. */
  static Column epochOfCandidate() {
    Column week = field(CANDIDATE, WEEK);
    return floor(week.divide(lit((double) EpochCounts.WEEKS))).cast("int");
  }

  private static Column nothing(String type) {
    return lit(null).cast(type);
  }

  private static Column key(
      Column fold,
      Column agrees,
      Column channel,
      Column segment,
      Column band,
      Column week,
      Column followed) {
    return struct(
        fold.as(FOLD),
        agrees.as(AGREES),
        channel.as(UNIT_CHANNEL),
        segment.as(EPISODE_SEGMENT),
        band.as(BAND),
        week.as(WEEK),
        followed.as(FOLLOWED));
  }

  /**
   * The rows by version and outcome, as plain Java takes them.
   *
   * @param horizonDays days within which each outcome counts
   */
  static Map<VersionOutcome, CountedUnits> counted(
      Dataset<Row> rows, Map<String, Integer> horizonDays) {
    Map<VersionOutcome, CountedUnits> counted = new TreeMap<>();
    for (Row row : rows.collectAsList()) {
      VersionOutcome key = new VersionOutcome(row.getString(0), row.getString(1));
      add(
          counted.computeIfAbsent(key, missing -> new CountedUnits(horizonDays.get(key.outcome()))),
          row);
    }
    return counted;
  }

  private static void add(CountedUnits counted, Row row) {
    Row place = row.getStruct(2);
    long units = number(row, UNITS);
    long worked = number(row, WORKED);
    if (!place.isNullAt(place.fieldIndex(FOLD))) {
      long converted = number(row, CONVERTED_UNITS);
      CellCounts ofDue =
          new CellCounts(
              number(row, DUE_UNITS), number(row, DUE_WORKED), converted, number(row, DUE_DRAWN));
      counted.add(
          whole(place, FOLD),
          cell(place),
          ofDue,
          new CellCounts(units, worked, converted, number(row, DRAWN)));
    } else if (place.isNullAt(place.fieldIndex(FOLLOWED))) {
      addEpoch(counted.epochs(), row, place);
    } else if (place.getBoolean(place.fieldIndex(AGREES))) {
      counted.addWeek(whole(place, WEEK), whole(place, FOLLOWED), new WeekCounts(units, worked));
    } else {
      counted.addWorkedSwapIns(
          new SupportCell(place.getString(place.fieldIndex(EPISODE_SEGMENT)), whole(place, BAND)),
          whole(place, FOLLOWED),
          new WorkedSwapIns(worked, number(row, DRAWN_WEIGHTS)));
    }
  }

  private static void addEpoch(EpochCounts epochs, Row row, Row place) {
    String segment = place.getString(place.fieldIndex(EPISODE_SEGMENT));
    long worked = number(row, WORKED);
    if (place.getBoolean(place.fieldIndex(AGREES))) {
      epochs.addAgreed(
          new Stratum(place.getString(place.fieldIndex(UNIT_CHANNEL)), segment),
          whole(place, WEEK),
          new BinomialTally(worked, number(row, CONVERTED_UNITS)));
    } else {
      epochs.addSwapIns(
          new SupportCell(segment, whole(place, BAND)),
          whole(place, WEEK),
          new WeekCounts(number(row, UNITS), worked));
    }
  }

  private static int whole(Row place, String name) {
    return place.getInt(place.fieldIndex(name));
  }

  private static long number(Row row, String name) {
    return row.getLong(row.fieldIndex(name));
  }

  /** The cell of a row that names its fields as the units do. */
  static Cell cell(Row place) {
    boolean agrees = place.getBoolean(place.fieldIndex(AGREES));
    return new Cell(
        agrees ? Quadrant.AGREE_IN : Quadrant.SWAP_IN,
        place.getString(place.fieldIndex(UNIT_CHANNEL)),
        place.getString(place.fieldIndex(EPISODE_SEGMENT)),
        place.getInt(place.fieldIndex(BAND)));
  }
}
