package io.requalify.calibration;

import static io.requalify.tables.result.LabelledEpisodesTable.CONTACT_ID;
import static io.requalify.tables.result.LabelledEpisodesTable.ENTRY_AT;
import static io.requalify.tables.result.LabelledEpisodesTable.HORIZON_DAYS;
import static io.requalify.tables.result.LabelledEpisodesTable.OUTCOME;
import static io.requalify.tables.result.LabelledEpisodesTable.PROPENSITY;
import static io.requalify.tables.result.LabelledEpisodesTable.ROUTE;
import static io.requalify.tables.result.LabelledEpisodesTable.RULE_VERSION;
import static io.requalify.tables.result.LabelledEpisodesTable.START_AT;
import static io.requalify.tables.result.ScorePeaksTable.ABOVE_BEFORE;
import static io.requalify.tables.result.ScorePeaksTable.ASKED_POINTS;
import static io.requalify.tables.result.ScorePeaksTable.ENTERED_AT;
import static io.requalify.tables.result.ScorePeaksTable.POINTS_ABOVE;
import static io.requalify.tables.result.ScorePeaksTable.SEGMENT;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.floor;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.unix_micros;
import static org.apache.spark.sql.functions.when;

import io.requalify.outcomes.FirstEpisodes;
import io.requalify.outcomes.Horizon;
import io.requalify.outcomes.InverseProbability;
import io.requalify.outcomes.LabelledEpisodes;
import io.requalify.outcomes.LocalCalendar;
import io.requalify.outcomes.NearMisses;
import io.requalify.outcomes.Routes;
import io.requalify.statistics.TrustGates;
import io.requalify.tables.Review;
import io.requalify.tables.Tables;
import io.requalify.tables.result.ScorePeaksTable;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Counts contacts by how far above or below what is asked they came, of all versions at once, those
 * that did not enter included.
 */
final class FrontierCounts {
  static final String LATER = "_later";
  static final String LEVEL = "_level";
  static final String BEFORE = "_before";
  static final String CONTACTS = "_contacts";
  static final String ENTERED = "_entered";
  static final String CAME = "_came";
  static final String WORKED = "_worked";
  static final String WEIGHTS = "_weights";
  static final String SQUARES = "_squares";
  static final String CONVERTED = "_converted";

  private static final String WEIGHT = "_weight";
  private static final String HAS_COME = "_has_come";
  private static final String DOES_CONVERT = "_does_convert";

  private FrontierCounts() {}

  /**
   * One row for each version, segment, outcome, half of the window and pair of whole points: how
   * far above what is asked contacts came, null for those that something else let in, and up to
   * where they had been in before the window. Weights are millionths, their squares the square of
   * these; both are whole numbers, so that the sums are the same in any order.
   */
  static Dataset<Row> of(Tables tables, Review review) {
    Column weight = col(WEIGHT);
    Column squared = weight.cast("decimal(18,0)").multiply(weight.cast("decimal(18,0)"));
    return contacts(tables, review)
        .groupBy(RULE_VERSION, SEGMENT, OUTCOME, ASKED_POINTS, LATER, LEVEL, BEFORE)
        .agg(
            count(lit(1)).as(CONTACTS),
            count(ENTERED_AT).as(ENTERED),
            count_if(col(HAS_COME)).as(CAME),
            count(weight).as(WORKED),
            coalesce(sum(weight), lit(0L)).as(WEIGHTS),
            coalesce(sum(squared).cast("double"), lit(0.0)).as(SQUARES),
            coalesce(sum(when(col(DOES_CONVERT), weight)), lit(0L)).as(CONVERTED));
  }

  private static Dataset<Row> contacts(Tables tables, Review review) {
    Dataset<Row> peaks =
        tables
            .read(ScorePeaksTable.CONTRACT, review.slice())
            .select(
                col(RULE_VERSION),
                col(CONTACT_ID),
                col(SEGMENT),
                col(ASKED_POINTS),
                col(ENTERED_AT),
                floor(col(POINTS_ABOVE)).cast("int").as(LEVEL),
                floor(col(ABOVE_BEFORE)).cast("int").as(BEFORE));
    String firstLaterMonth = review.firstLaterMonth().toString();
    String[] contact = {RULE_VERSION, CONTACT_ID};
    String[] ofContact = {RULE_VERSION, CONTACT_ID, OUTCOME};
    return labelled(tables, review)
        .join(peaks, contact)
        .join(NearMisses.outcomes(tables, review), ofContact, "left_outer")
        .withColumn(
            LATER, LocalCalendar.month(col(ENTRY_AT), review.timezone()).geq(lit(firstLaterMonth)))
        .withColumn(
            HAS_COME,
            coalesce(
                unix_micros(col(NearMisses.CAME_AT))
                    .lt(Horizon.endMicros(col(START_AT), col(HORIZON_DAYS))),
                lit(false)));
  }

  /** The first episode of who entered, and who did not as if it had at its highest score. */
  private static Dataset<Row> labelled(Tables tables, Review review) {
    Column evidence = FirstEpisodes.seen().and(FirstEpisodes.due(review));
    return FirstEpisodes.of(
        LabelledEpisodes.of(tables, review).unionByName(NearMisses.labelled(tables, review)),
        col(START_AT),
        col(HORIZON_DAYS),
        FirstEpisodes.converted().as(DOES_CONVERT),
        when(evidence, weight()).as(WEIGHT));
  }

  /** Null where the probability of the draw was not logged, or is too small to weigh by. */
  private static Column weight() {
    Column unlogged = when(Routes.explored(col(ROUTE)), lit(0.0)).otherwise(lit(1.0));
    Column probability = coalesce(col(PROPENSITY), unlogged);
    return when(
        probability.geq(TrustGates.standard().smallestPropensity()),
        InverseProbability.millionths(probability));
  }
}
