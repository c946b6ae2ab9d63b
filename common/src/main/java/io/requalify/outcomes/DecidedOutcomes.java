package io.requalify.outcomes;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import io.requalify.documents.Constants;
import io.requalify.statistics.TrustGates;
import io.requalify.tables.OpportunityLink;
import io.requalify.tables.Tables;
import io.requalify.tables.result.LabelledEpisodesTable;
import io.requalify.tables.source.RoutingsTable;
import io.requalify.tables.source.StageChangesTable;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;

/**
 * The real decisions about contacts, and what came of each. Of two sources that log one decision
 * the first by name stands for it.
 */
public final class DecidedOutcomes {
  /** How a decision can be used: the name of a {@link Use} in lower case. */
  public static final String USE = "_use";

  /** Whether the decision was a random draw. */
  public static final String EXPLORED = "_explored";

  /** Whether the outcome came within its horizon. */
  public static final String CONVERTED = "_converted";

  /**
   * One over the logged probability, in millionths, so that sums are the same in any order; 1 for
   * the rule where none was logged. Null where the decision is of no use.
   */
  public static final String WEIGHT = "_weight";

  private static final String LOGGED = "_logged";
  private static final String NO_VERSION = "";

  /** What a decision tells about the outcome of those who are worked by a score. */
  public enum Use {
    /** Worked, by the rule or a draw, long enough ago. */
    USED,
    /** Sales never worked it: what would have come of it is not known. */
    NOT_WORKED,
    /** A hand-raise or by hand: another process made it than any score. */
    OTHER_ROUTE,
    /** Its horizon is not over: nobody knows yet. */
    NOT_MATURE,
    /** Drawn with a probability that was not logged, or any with too small a one. */
    NO_PROBABILITY
  }

  private DecidedOutcomes() {}

  /** The decisions of a window, as the tables know them. */
  public static Dataset<Row> of(Tables tables, DecisionWindow window) {
    return plan(
        window, tables.read(RoutingsTable.CONTRACT), tables.read(StageChangesTable.CONTRACT));
  }

  /**
   * One row for each contact and instant of a decision in the window.
   *
   * @param routings decisions, of any time
   * @param stages stages that were reached, of any time
   */
  static Dataset<Row> plan(DecisionWindow window, Dataset<Row> routings, Dataset<Row> stages) {
    Dataset<Row> known =
        stages
            .where(col(StageChangesTable.KNOWN_AT).leq(lit(window.asOf())))
            .where(col(StageChangesTable.OCCURRED_AT).leq(lit(window.asOf())));
    Dataset<Row> decisions =
        decisions(window, routings)
            .withColumn(LabelledEpisodesTable.RULE_VERSION, lit(NO_VERSION))
            .withColumn(
                LabelledEpisodesTable.CYCLE,
                row_number()
                    .over(
                        Window.partitionBy(RoutingsTable.CONTACT_ID)
                            .orderBy(RoutingsTable.DECIDED_AT)))
            .withColumn(LabelledEpisodesTable.START_AT, col(RoutingsTable.DECIDED_AT));
    return FirstOutcome.of(
            Map.of(window.outcome(), window.horizonDays()), OpportunityLink.EVERY, decisions, known)
        .withColumn(LabelledEpisodesTable.STATE, Label.state(window.asOf()))
        .withColumn(EXPLORED, Routes.explored(col(RoutingsTable.ROUTE)))
        .withColumn(CONVERTED, col(LabelledEpisodesTable.STATE).equalTo(lit("converted")))
        .withColumn(USE, use(window))
        .withColumn(WEIGHT, when(col(USE).equalTo(lit(Constants.word(Use.USED))), weight()))
        .select(
            RoutingsTable.CONTACT_ID, RoutingsTable.DECIDED_AT, USE, EXPLORED, CONVERTED, WEIGHT);
  }

  private static Dataset<Row> decisions(DecisionWindow window, Dataset<Row> routings) {
    return routings
        .where(col(RoutingsTable.DECIDED_AT).leq(lit(window.asOf())))
        .where(col(RoutingsTable.DECIDED_AT).geq(lit(window.from())))
        .where(col(RoutingsTable.DECIDED_AT).lt(lit(window.to())))
        .groupBy(RoutingsTable.CONTACT_ID, RoutingsTable.DECIDED_AT)
        .agg(
            min(struct(
                    RoutingsTable.SOURCE,
                    RoutingsTable.ROUTE,
                    RoutingsTable.PROPENSITY,
                    RoutingsTable.WORKED))
                .as(LOGGED))
        .select(
            col(RoutingsTable.CONTACT_ID),
            col(RoutingsTable.DECIDED_AT),
            col(LOGGED).getField(RoutingsTable.ROUTE).as(RoutingsTable.ROUTE),
            col(LOGGED).getField(RoutingsTable.PROPENSITY).as(RoutingsTable.PROPENSITY),
            col(LOGGED).getField(RoutingsTable.WORKED).as(RoutingsTable.WORKED));
  }

  /** A conversion that is known before its horizon is over does not count: only the quick are. */
  private static Column use(DecisionWindow window) {
    Column ends = col(RoutingsTable.DECIDED_AT).plus(Horizon.days(lit(window.horizonDays())));
    return when(not(Routes.byScore(col(RoutingsTable.ROUTE))), name(Use.OTHER_ROUTE))
        .when(not(col(RoutingsTable.WORKED)), name(Use.NOT_WORKED))
        .when(ends.gt(lit(window.asOf())), name(Use.NOT_MATURE))
        .when(
            probability().lt(TrustGates.standard().smallestPropensity()), name(Use.NO_PROBABILITY))
        .otherwise(name(Use.USED));
  }

  private static Column name(Use use) {
    return lit(Constants.word(use));
  }

  private static Column weight() {
    return InverseProbability.millionths(probability());
  }

  /** A draw whose probability nobody logged stands for nobody knows how many: 0. */
  private static Column probability() {
    return coalesce(
        col(RoutingsTable.PROPENSITY), when(col(EXPLORED), lit(0.0)).otherwise(lit(1.0)));
  }
}
