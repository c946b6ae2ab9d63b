package io.requalify.estimates;

import static io.requalify.estimates.ContactUnits.CANDIDATE;
import static io.requalify.estimates.ContactUnits.CLUSTER;
import static io.requalify.estimates.ContactUnits.CONVERTED;
import static io.requalify.estimates.ContactUnits.DUE;
import static io.requalify.estimates.ContactUnits.EXPLORED;
import static io.requalify.estimates.ContactUnits.PRODUCTION;
import static io.requalify.estimates.ContactUnits.UNIT_CHANNEL;
import static io.requalify.estimates.ContactUnits.WEIGHT;
import static io.requalify.estimates.ContactUnits.WORKED_BY_ROUTE;
import static io.requalify.estimates.ContactUnits.field;
import static io.requalify.tables.result.LabelledEpisodesTable.OUTCOME;
import static io.requalify.tables.result.LabelledEpisodesTable.RULE_VERSION;
import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.requalify.statistics.SwapEvidence.Term;
import io.requalify.tables.Review;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Sums the evidence of every version, channel and outcome at once: the units of an account, then
 * the accounts. All sums are of whole numbers, so that they are the same in any order.
 */
final class EvidenceCounts {
  static final String ACCOUNTS = "_accounts";

  /** Places of the sums of a quadrant in its names. */
  static final List<String> STEPS =
      List.of("contacts", "worked", "explored", "mature", "converted");

  static final String AGREE_IN = "_agree_in_";
  static final String AGREE_IN_UNDER_PRODUCTION = "_agree_in_under_production_";
  static final String SWAP_IN = "_swap_in_";
  static final String SWAP_OUT = "_swap_out_";
  static final String SHARED = "_shared_";
  static final String DRAWN = "_drawn";
  static final String DRAWN_WEIGHTS = "_drawn_weights";
  static final String DRAWN_SQUARES = "_drawn_squares";
  static final String DRAWN_LARGEST = "_drawn_largest";
  static final String DRAWN_REACH = "_drawn_reach";
  static final String SWAP_IN_DUE = "_swap_in_due";

  /** Products of two weights are too long for a bigint. */
  private static final String LONG_PRODUCT = "decimal(19,0)";

  /** What is summed in this pass. */
  static final List<Term> WITHOUT_MODEL =
      Arrays.stream(Term.values()).filter(term -> !term.needsModel()).toList();

  private EvidenceCounts() {}

  /**
   * One row for each version, channel (and {@link Review#ALL}) and outcome.
   *
   * @param units rows of {@link ContactUnits}
   */
  static Dataset<Row> of(Dataset<Row> units) {
    Dataset<Row> byAccount =
        aggregated(
            units.withColumn(UNIT_CHANNEL, explode(array(col(UNIT_CHANNEL), lit(Review.ALL)))),
            new String[] {CLUSTER, RULE_VERSION, UNIT_CHANNEL, OUTCOME},
            ofAccount());
    return aggregated(byAccount, new String[] {RULE_VERSION, UNIT_CHANNEL, OUTCOME}, ofAccounts());
  }

  private static Dataset<Row> aggregated(
      Dataset<Row> rows, String[] keys, List<Column> aggregates) {
    Column[] columns = new Column[keys.length];
    for (int key = 0; key < keys.length; key++) {
      columns[key] = col(keys[key]);
    }
    return rows.groupBy(columns)
        .agg(aggregates.get(0), aggregates.subList(1, aggregates.size()).toArray(Column[]::new));
  }

  private static List<Column> ofAccount() {
    List<Column> sums = new ArrayList<>();
    counts().forEach((name, holds) -> sums.add(sum(holds.cast("bigint")).as(name)));
    Column weight = field(CANDIDATE, WEIGHT);
    Column drawn = when(swapIn().and(field(CANDIDATE, DUE)), weight);
    sums.add(sum(drawn).as(DRAWN_WEIGHTS));
    sums.add(sum(drawn.cast(LONG_PRODUCT).multiply(drawn.cast(LONG_PRODUCT))).as(DRAWN_SQUARES));
    sums.add(max(drawn).as(DRAWN_LARGEST));
    sums.add(sum(when(swapIn(), weight)).as(DRAWN_REACH));
    Column convertedWeight = when(field(CANDIDATE, CONVERTED), drawn);
    sums.add(sum(convertedWeight).as(term(Term.EXPLORED_WEIGHT_CONVERTED)));
    return sums;
  }

  private static List<Column> ofAccounts() {
    List<Column> sums = new ArrayList<>();
    counts().keySet().forEach(name -> sums.add(sum(name).as(name)));
    for (String name : List.of(DRAWN_WEIGHTS, DRAWN_SQUARES, DRAWN_REACH)) {
      sums.add(sum(name).as(name));
    }
    sums.add(max(DRAWN_LARGEST).as(DRAWN_LARGEST));
    Column observed = lit(false);
    for (Term term : List.of(Term.AGREE_IN_MATURE, Term.SWAP_IN_MATURE, Term.PRODUCTION_MATURE)) {
      observed = observed.or(value(term).gt(0));
    }
    sums.add(sum(observed.cast("bigint")).as(ACCOUNTS));
    for (Term row : WITHOUT_MODEL) {
      sums.add(sum(value(row)).as(total(row)));
      for (Term column : WITHOUT_MODEL) {
        if (column.component() >= row.component()) {
          sums.add(sum(multiplied(row, column)).as(product(row, column)));
        }
      }
    }
    return sums;
  }

  /** What is counted of the units, in whole numbers. */
  private static Map<String, Column> counts() {
    Map<String, Column> counts = new LinkedHashMap<>();
    addQuadrant(counts, AGREE_IN, agreeIn(), CANDIDATE);
    addQuadrant(counts, AGREE_IN_UNDER_PRODUCTION, agreeIn(), PRODUCTION);
    addQuadrant(counts, SWAP_IN, swapIn(), CANDIDATE);
    addQuadrant(counts, SWAP_OUT, col(CANDIDATE).isNull(), PRODUCTION);
    Column shared = agreeIn().and(ContactUnits.sameDecision());
    addQuadrant(counts, SHARED, shared, CANDIDATE);
    counts.put(
        DRAWN, swapIn().and(field(CANDIDATE, DUE)).and(field(CANDIDATE, WEIGHT).isNotNull()));
    counts.put(SWAP_IN_DUE, swapIn().and(field(CANDIDATE, DUE)));
    counts.replaceAll((name, holds) -> coalesce(holds, lit(false)));
    return counts;
  }

  private static void addQuadrant(
      Map<String, Column> counts, String quadrant, Column member, String episode) {
    Column worked = member.and(field(episode, WORKED_BY_ROUTE));
    counts.put(quadrant + STEPS.get(0), member);
    counts.put(quadrant + STEPS.get(1), worked);
    counts.put(quadrant + STEPS.get(2), member.and(field(episode, EXPLORED)));
    counts.put(quadrant + STEPS.get(3), worked.and(field(episode, DUE)));
    counts.put(quadrant + STEPS.get(4), member.and(field(episode, CONVERTED)));
  }

  private static Column agreeIn() {
    return col(CANDIDATE).isNotNull().and(col(PRODUCTION).isNotNull());
  }

  private static Column swapIn() {
    return col(CANDIDATE).isNotNull().and(col(PRODUCTION).isNull());
  }

  /** Value of a term in an account. */
  private static Column value(Term term) {
    return switch (term) {
      case AGREE_IN_CONVERTED -> col(AGREE_IN + STEPS.get(4));
      case AGREE_IN_MATURE -> col(AGREE_IN + STEPS.get(3));
      case SWAP_IN_CONVERTED -> col(SWAP_IN + STEPS.get(4));
      case SWAP_IN_MATURE -> col(SWAP_IN + STEPS.get(3));
      case EXPLORED_WEIGHT_CONVERTED -> coalesce(col(term(term)), lit(0L));
      case EXPLORED_WEIGHT -> coalesce(col(DRAWN_WEIGHTS), lit(0L));
      case PRODUCTION_CONVERTED ->
          col(AGREE_IN_UNDER_PRODUCTION + STEPS.get(4)).plus(col(SWAP_OUT + STEPS.get(4)));
      case PRODUCTION_MATURE ->
          col(AGREE_IN_UNDER_PRODUCTION + STEPS.get(3)).plus(col(SWAP_OUT + STEPS.get(3)));
      case CANDIDATE_SUPPORTED,
          CANDIDATE_DOUBLY_ROBUST,
          CANDIDATE_MODEL,
          CANDIDATE_WEIGHTED_CONVERTED,
          CANDIDATE_WEIGHT,
          PRODUCTION_SUPPORTED,
          PRODUCTION_DOUBLY_ROBUST,
          PRODUCTION_MODEL,
          PRODUCTION_WEIGHTED_CONVERTED,
          PRODUCTION_WEIGHT ->
          throw new IllegalArgumentException(
              "%s needs an outcome model, which there is only after this pass".formatted(term));
    };
  }

  private static Column multiplied(Term row, Term column) {
    return !row.isCount() && !column.isCount()
        ? value(row).cast(LONG_PRODUCT).multiply(value(column).cast(LONG_PRODUCT))
        : value(row).multiply(value(column));
  }

  private static String term(Term term) {
    return "_term_" + term.component();
  }

  static String total(Term term) {
    return "_total_" + term.component();
  }

  static String product(Term row, Term column) {
    return "_product_%d_%d"
        .formatted(
            Math.min(row.component(), column.component()),
            Math.max(row.component(), column.component()));
  }
}
