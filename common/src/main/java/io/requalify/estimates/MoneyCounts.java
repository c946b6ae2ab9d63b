package io.requalify.estimates;

import static io.requalify.estimates.ContactUnits.CANDIDATE;
import static io.requalify.estimates.ContactUnits.CLUSTER;
import static io.requalify.estimates.ContactUnits.CONVERTED;
import static io.requalify.estimates.ContactUnits.CURRENCY;
import static io.requalify.estimates.ContactUnits.MARGIN;
import static io.requalify.estimates.ContactUnits.PRODUCTION;
import static io.requalify.estimates.ContactUnits.REVENUE;
import static io.requalify.estimates.ContactUnits.field;
import static io.requalify.estimates.EvidenceCounts.SLICE;
import static io.requalify.estimates.EvidenceCounts.agreeIn;
import static io.requalify.estimates.EvidenceCounts.candidateSupported;
import static io.requalify.estimates.EvidenceCounts.mature;
import static io.requalify.estimates.EvidenceCounts.orNothing;
import static io.requalify.estimates.EvidenceCounts.productionSupported;
import static io.requalify.estimates.EvidenceCounts.swapIn;
import static io.requalify.estimates.GradedUnits.CANDIDATE_WEIGHT;
import static io.requalify.estimates.GradedUnits.PRODUCTION_WEIGHT;
import static io.requalify.tables.result.LabelledEpisodesTable.OUTCOME;
import static io.requalify.tables.result.LabelledEpisodesTable.RULE_VERSION;
import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.call_function;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.udaf;
import static org.apache.spark.sql.functions.when;

import io.requalify.statistics.MoneyEvidence.Term;
import io.requalify.statistics.MoneyMeasure;
import io.requalify.statistics.counterfactual.Millionths;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;

/**
 * The second pass over money: what {@link EvidenceCounts} sums of conversions, of money in
 * hundredths, by measure. It is a pass of its own over the units of one outcome, because the
 * products of all terms with these would be three times as many for every outcome.
 */
final class MoneyCounts {
  /** What was summed: {@link io.requalify.statistics.counterfactual.MoneySums} as bytes. */
  static final String SUMS = "_money_sums";

  /** Column of the measure: currency and kind. */
  static final String MEASURE = "_measure";

  static final String MEASURE_CURRENCY = "_measure_currency";
  static final String MEASURE_KIND = "_measure_kind";

  private static final String CANDIDATE_EXPECTED = "_candidate_expected_money";
  private static final String PRODUCTION_EXPECTED = "_production_expected_money";

  private final String production;
  private final MoneyModels models;

  MoneyCounts(String production, MoneyModels models) {
    this.production = production;
    this.models = models;
  }

  /**
   * One row for each version, slice, outcome and measure.
   *
   * @param graded rows of {@link GradedUnits} of the outcome of the models
   */
  Dataset<Row> of(Dataset<Row> graded) {
    List<Column> read =
        new ArrayList<>(
            List.of(
                col(CLUSTER),
                col(RULE_VERSION),
                col(OUTCOME),
                col(MEASURE),
                EvidenceCounts.slices()));
    List<Column> sums = new ArrayList<>();
    for (Term term : Term.values()) {
      read.add(orNothing(value(term)).as(name(term)));
      sums.add(sum(name(term)).as(name(term)));
    }
    Column[] terms =
        Arrays.stream(Term.values()).map(term -> col(name(term))).toArray(Column[]::new);
    return measured(graded)
        .select(read.toArray(Column[]::new))
        .groupBy(CLUSTER, RULE_VERSION, SLICE, OUTCOME, MEASURE)
        .agg(sums.get(0), sums.subList(1, sums.size()).toArray(Column[]::new))
        .groupBy(RULE_VERSION, SLICE, OUTCOME, MEASURE)
        .agg(
            udaf(new MoneyAggregator(), Encoders.row(MoneyAggregator.input()))
                .apply(terms)
                .as(SUMS));
  }

  /** The units, each once for every measure, with what they are expected to bring by it. */
  private Dataset<Row> measured(Dataset<Row> graded) {
    Column agrees = ContactUnits.isSent();
    return graded
        .withColumn(MEASURE, explode(measures()))
        .transform(
            rows -> withExpected(rows, col(RULE_VERSION), CANDIDATE, agrees, CANDIDATE_EXPECTED))
        .transform(
            rows ->
                withExpected(rows, lit(production), PRODUCTION, lit(true), PRODUCTION_EXPECTED));
  }

  private Column measures() {
    return array(
        models.measures().stream()
            .map(
                measure ->
                    struct(
                        lit(measure.currency()).as(MEASURE_CURRENCY),
                        lit(measure.kind().name()).as(MEASURE_KIND)))
            .toArray(Column[]::new));
  }

  /** Adds what a unit of the cell of an episode is expected to bring. */
  private Dataset<Row> withExpected(
      Dataset<Row> units, Column version, String episode, Column agrees, String expected) {
    Dataset<Row> known =
        models.cells(units.sparkSession()).withColumnRenamed(UnitModels.EXPECTED, expected);
    Column same =
        UnitModels.isOfCell(version, episode, agrees)
            .and(col(MoneyModels.CURRENCY).equalTo(col(MEASURE).getField(MEASURE_CURRENCY)))
            .and(col(MoneyModels.KIND).equalTo(col(MEASURE).getField(MEASURE_KIND)));
    return units
        .join(broadcast(known), same, "left_outer")
        .drop(UnitModels.CELL)
        .drop(MoneyModels.CURRENCY, MoneyModels.KIND);
  }

  private static String name(Term term) {
    return "_money_" + term.component();
  }

  private static Column value(Term term) {
    return switch (term) {
      case AGREE_IN_MONEY -> when(agreeIn(), money(CANDIDATE));
      case AGREE_IN_MATURE -> when(agreeIn().and(mature(CANDIDATE)), lit(1L));
      case SWAP_IN_MONEY -> when(swapIn(), money(CANDIDATE));
      case SWAP_IN_MATURE -> when(swapIn().and(mature(CANDIDATE)), lit(1L));
      case PRODUCTION_MONEY -> money(PRODUCTION);
      case PRODUCTION_MATURE -> when(mature(PRODUCTION), lit(1L));
      case CANDIDATE_SUPPORTED -> when(candidateSupported(), lit(1L));
      case CANDIDATE_DOUBLY_ROBUST ->
          when(
              candidateSupported(),
              doublyRobust(col(CANDIDATE_EXPECTED), col(CANDIDATE_WEIGHT), money(CANDIDATE)));
      case CANDIDATE_MODEL -> when(candidateSupported(), col(CANDIDATE_EXPECTED));
      case CANDIDATE_WEIGHTED ->
          when(candidateSupported(), weighted(col(CANDIDATE_WEIGHT), money(CANDIDATE)));
      case PRODUCTION_SUPPORTED -> when(productionSupported(), lit(1L));
      case PRODUCTION_DOUBLY_ROBUST ->
          when(
              productionSupported(),
              doublyRobust(col(PRODUCTION_EXPECTED), col(PRODUCTION_WEIGHT), money(PRODUCTION)));
      case PRODUCTION_MODEL -> when(productionSupported(), col(PRODUCTION_EXPECTED));
      case PRODUCTION_WEIGHTED ->
          when(productionSupported(), weighted(col(PRODUCTION_WEIGHT), money(PRODUCTION)));
      case CONVERSIONS_WITH_MONEY -> when(brought(CANDIDATE).isNotNull(), lit(1L));
      case CONVERSIONS_WITHOUT_MONEY -> when(isUnrecorded(CANDIDATE), lit(1L));
      case PRODUCTION_WITHOUT_MONEY -> when(isUnrecorded(PRODUCTION), lit(1L));
    };
  }

  /** What an episode brought by the measure, in hundredths; null where it brought none. */
  private static Column brought(String episode) {
    return when(
        field(episode, CURRENCY).equalTo(col(MEASURE).getField(MEASURE_CURRENCY)),
        recorded(episode));
  }

  private static Column money(String episode) {
    return orNothing(brought(episode));
  }

  /** What was recorded of the kind that is measured, whichever the currency. */
  private static Column recorded(String episode) {
    return when(
            col(MEASURE).getField(MEASURE_KIND).equalTo(MoneyMeasure.Kind.REVENUE.name()),
            field(episode, REVENUE))
        .otherwise(field(episode, MARGIN));
  }

  private static Column isUnrecorded(String episode) {
    return coalesce(field(episode, CONVERTED), lit(false)).and(recorded(episode).isNull());
  }

  /** {@link Millionths#weighted} as a column; Spark refuses what does not fit, as that does. */
  private static Column weighted(Column weight, Column number) {
    Column one = lit(Millionths.ONE);
    Column part = weight.multiply(number.mod(one));
    Column half = when(part.lt(0), lit(-Millionths.ONE / 2)).otherwise(lit(Millionths.ONE / 2));
    return weight
        .multiply(call_function("div", number, one))
        .plus(call_function("div", part.plus(half), one));
  }

  /** {@link Millionths#doublyRobust(long, long, long)} as a column. */
  private static Column doublyRobust(Column expected, Column weight, Column money) {
    return expected.plus(weighted(weight, money.minus(expected)));
  }
}
