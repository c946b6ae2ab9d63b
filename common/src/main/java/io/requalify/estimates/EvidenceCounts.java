package io.requalify.estimates;

import static io.requalify.estimates.ContactUnits.CANDIDATE;
import static io.requalify.estimates.ContactUnits.CLUSTER;
import static io.requalify.estimates.ContactUnits.COHORT;
import static io.requalify.estimates.ContactUnits.CONVERTED;
import static io.requalify.estimates.ContactUnits.DUE;
import static io.requalify.estimates.ContactUnits.EPISODE_SEGMENT;
import static io.requalify.estimates.ContactUnits.EXPLORED;
import static io.requalify.estimates.ContactUnits.KNOWN_CONVERTED;
import static io.requalify.estimates.ContactUnits.KNOWN_ON;
import static io.requalify.estimates.ContactUnits.PRODUCTION;
import static io.requalify.estimates.ContactUnits.UNIT_CHANNEL;
import static io.requalify.estimates.ContactUnits.WEIGHT;
import static io.requalify.estimates.ContactUnits.WORKED_BY_ROUTE;
import static io.requalify.estimates.ContactUnits.field;
import static io.requalify.estimates.GradedUnits.CANDIDATE_ALL_GRADE;
import static io.requalify.estimates.GradedUnits.CANDIDATE_ALL_SURPLUS;
import static io.requalify.estimates.GradedUnits.CANDIDATE_ALL_WEIGHT;
import static io.requalify.estimates.GradedUnits.CANDIDATE_EXPECTED;
import static io.requalify.estimates.GradedUnits.CANDIDATE_GRADE;
import static io.requalify.estimates.GradedUnits.CANDIDATE_WEIGHT;
import static io.requalify.estimates.GradedUnits.PRODUCTION_ALL_GRADE;
import static io.requalify.estimates.GradedUnits.PRODUCTION_ALL_SURPLUS;
import static io.requalify.estimates.GradedUnits.PRODUCTION_ALL_WEIGHT;
import static io.requalify.estimates.GradedUnits.PRODUCTION_EXPECTED;
import static io.requalify.estimates.GradedUnits.PRODUCTION_GRADE;
import static io.requalify.estimates.GradedUnits.PRODUCTION_WEIGHT;
import static io.requalify.tables.result.LabelledEpisodesTable.OUTCOME;
import static io.requalify.tables.result.LabelledEpisodesTable.RULE_VERSION;
import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.call_function;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.udaf;
import static org.apache.spark.sql.functions.when;

import io.requalify.statistics.SwapEvidence.Term;
import io.requalify.statistics.counterfactual.Grade;
import io.requalify.statistics.counterfactual.Millionths;
import io.requalify.tables.Review;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;

/**
 * The second pass: sums the evidence of every version, slice and outcome at once; the units of an
 * account, then the accounts. All sums are of whole numbers, so that they are the same in any
 * order.
 */
final class EvidenceCounts {
  /** What was summed: {@link EvidenceSums} as bytes. */
  static final String SUMS = "_sums";

  /** Steps of a quadrant, in the order of {@link io.requalify.statistics.Followed}. */
  static final List<String> STEPS =
      List.of("contacts", "worked", "explored", "mature", "converted");

  static final String AGREE_IN = "_agree_in_";
  static final String AGREE_IN_UNDER_PRODUCTION = "_agree_in_under_production_";
  static final String SWAP_IN = "_swap_in_";
  static final String SWAP_OUT = "_swap_out_";
  static final String SHARED = "_shared_";

  /** Due swap-ins for whom the draw has to stand. */
  static final String SWAP_IN_DUE = "_swap_in_due";

  static final String SHIFTED_EARLIER = "_shifted_earlier";
  static final String SHIFTED_LATER = "_shifted_later";

  /** Seconds by which the candidate is earlier, summed over those whom both qualify. */
  static final String LEAD_SECONDS = "_lead_seconds";

  static final String DRAWN = "_drawn";
  static final String DRAWN_WEIGHTS = "_drawn_weights";
  static final String DRAWN_REACH = "_drawn_reach";
  static final String HISTORY = "_history";
  static final String HISTORY_WEIGHTS = "_history_weights";
  static final String KNOWN_AGREE_IN = "_known_agree_in";
  static final String KNOWN_SWAP_OUT = "_known_swap_out";
  static final String KNOWN_SWAP_IN = "_known_swap_in";
  static final String KNOWN_SWAP_IN_WEIGHTS = "_known_swap_in_weights";
  static final String CANDIDATE_GRADED = "_candidate_graded_";
  static final String PRODUCTION_GRADED = "_production_graded_";
  static final String CANDIDATE_ALL_GRADED = "_candidate_all_graded_";
  static final String PRODUCTION_ALL_GRADED = "_production_all_graded_";

  /** Sums of the squares of weights, in the order of {@link #LARGEST}. */
  static final List<String> SQUARES =
      List.of("_drawn_squares", "_history_squares", "_known_swap_in_squares");

  static final List<String> LARGEST =
      List.of("_drawn_largest", "_history_largest", "_known_swap_in_largest");

  /** Column of the slice: channel, segment and cohort, each a value or {@link Review#ALL}. */
  static final String SLICE = "_slice";

  private static final String SQUARE = "decimal(38,0)";
  private static final long MICROS_OF_A_SECOND = 1_000_000L;

  private EvidenceCounts() {}

  /**
   * One row for each version, slice and outcome.
   *
   * @param units rows of {@link GradedUnits}
   */
  static Dataset<Row> of(Dataset<Row> units) {
    Map<String, Column> sums = sums();
    Map<String, Column> all = new LinkedHashMap<>(sums);
    all.putAll(squares());
    all.putAll(largest());
    terms().forEach((term, value) -> all.put(name(term), value));
    Column[] read =
        all.entrySet().stream()
            .map(entry -> entry.getValue().as(entry.getKey()))
            .toArray(Column[]::new);
    List<Column> selected =
        new ArrayList<>(List.of(col(CLUSTER), col(RULE_VERSION), col(OUTCOME), slices()));
    selected.addAll(List.of(read));
    Dataset<Row> byAccount =
        aggregated(
            units.select(selected.toArray(Column[]::new)),
            List.of(CLUSTER, RULE_VERSION, SLICE, OUTCOME),
            ofAccount(sums));
    Column[] given = all.keySet().stream().map(name -> col(name)).toArray(Column[]::new);
    EvidenceAggregator aggregator = new EvidenceAggregator(sums.size());
    return byAccount
        .groupBy(RULE_VERSION, SLICE, OUTCOME)
        .agg(udaf(aggregator, Encoders.row(aggregator.input())).apply(given).as(SUMS));
  }

  /** Names of what is summed without products, in the order of {@link EvidenceSums#counts}. */
  static List<String> counted() {
    return List.copyOf(sums().keySet());
  }

  private static Dataset<Row> aggregated(
      Dataset<Row> rows, List<String> keys, List<Column> aggregates) {
    return rows.groupBy(keys.stream().map(key -> col(key)).toArray(Column[]::new))
        .agg(aggregates.get(0), aggregates.subList(1, aggregates.size()).toArray(Column[]::new));
  }

  private static List<Column> ofAccount(Map<String, Column> sums) {
    List<Column> aggregates = new ArrayList<>();
    sums.keySet().forEach(name -> aggregates.add(sum(name).as(name)));
    SQUARES.forEach(name -> aggregates.add(sum(name).cast(SQUARE).as(name)));
    LARGEST.forEach(name -> aggregates.add(max(name).as(name)));
    terms().keySet().forEach(term -> aggregates.add(sum(name(term)).as(name(term))));
    return aggregates;
  }

  /**
   * The whole, each channel, segment and cohort, and each channel within each segment. A contact
   * has the segment and cohort of its episode under the candidate, else under production.
   */
  static Column slices() {
    Column all = lit(Review.ALL);
    Column channel = col(UNIT_CHANNEL);
    Column segment = own(EPISODE_SEGMENT);
    return explode(
            array(
                slice(all, all, all),
                slice(channel, all, all),
                slice(all, segment, all),
                slice(channel, segment, all),
                slice(all, all, own(COHORT))))
        .as(SLICE);
  }

  private static Column slice(Column channel, Column segment, Column cohort) {
    return struct(channel.as(UNIT_CHANNEL), segment.as(EPISODE_SEGMENT), cohort.as(COHORT));
  }

  private static Column own(String name) {
    return coalesce(field(CANDIDATE, name), field(PRODUCTION, name));
  }

  /** What is summed over units as it is. */
  private static Map<String, Column> sums() {
    Map<String, Column> sums = new LinkedHashMap<>();
    addQuadrant(sums, AGREE_IN, agreeIn(), CANDIDATE);
    addQuadrant(sums, AGREE_IN_UNDER_PRODUCTION, agreeIn(), PRODUCTION);
    addQuadrant(sums, SWAP_IN, swapIn(), CANDIDATE);
    addQuadrant(sums, SWAP_OUT, col(CANDIDATE).isNull(), PRODUCTION);
    addQuadrant(sums, SHARED, agreeIn().and(ContactUnits.sameDecision()), CANDIDATE);
    sums.put(SWAP_IN_DUE, swapIn().and(not(ContactUnits.isByHand())).and(field(CANDIDATE, DUE)));
    sums.put(SHIFTED_EARLIER, ContactUnits.shifted().and(ContactUnits.lead().gt(0)));
    sums.put(SHIFTED_LATER, ContactUnits.shifted().and(ContactUnits.lead().lt(0)));
    sums.put(DRAWN, drawn().isNotNull());
    sums.put(HISTORY, history().and(field(CANDIDATE, WORKED_BY_ROUTE)));
    for (Grade grade : Grade.values()) {
      Column word = GradedUnits.word(grade);
      sums.put(CANDIDATE_GRADED + grade, col(CANDIDATE_GRADE).equalTo(word));
      sums.put(PRODUCTION_GRADED + grade, col(PRODUCTION_GRADE).equalTo(word));
      sums.put(CANDIDATE_ALL_GRADED + grade, col(CANDIDATE_ALL_GRADE).equalTo(word));
      sums.put(PRODUCTION_ALL_GRADED + grade, col(PRODUCTION_ALL_GRADE).equalTo(word));
    }
    Column sent = ContactUnits.isSent().and(col(CANDIDATE).isNotNull());
    sums.put(KNOWN_AGREE_IN, sent.and(field(CANDIDATE, KNOWN_ON).isNotNull()));
    Column swapOut = col(CANDIDATE).isNull();
    sums.put(KNOWN_SWAP_OUT, swapOut.and(field(PRODUCTION, KNOWN_ON).isNotNull()));
    sums.put(KNOWN_SWAP_IN, weights().get(2).gt(0));
    sums.replaceAll((name, holds) -> coalesce(holds, lit(false)).cast("bigint"));
    Column seconds = call_function("div", ContactUnits.lead(), lit(MICROS_OF_A_SECOND));
    sums.put(LEAD_SECONDS, orNothing(seconds));
    sums.put(DRAWN_WEIGHTS, weights().get(0));
    sums.put(DRAWN_REACH, orNothing(when(swapIn(), field(CANDIDATE, WEIGHT))));
    sums.put(HISTORY_WEIGHTS, weights().get(1));
    sums.put(KNOWN_SWAP_IN_WEIGHTS, weights().get(2));
    return sums;
  }

  static Column orNothing(Column number) {
    return coalesce(number, lit(0L));
  }

  private static void addQuadrant(
      Map<String, Column> sums, String quadrant, Column member, String episode) {
    Column worked = member.and(field(episode, WORKED_BY_ROUTE));
    sums.put(quadrant + STEPS.get(0), member);
    sums.put(quadrant + STEPS.get(1), worked);
    sums.put(quadrant + STEPS.get(2), member.and(field(episode, EXPLORED)));
    sums.put(quadrant + STEPS.get(3), worked.and(field(episode, DUE)));
    sums.put(quadrant + STEPS.get(4), member.and(field(episode, CONVERTED)));
  }

  private static Column history() {
    return col(CANDIDATE_GRADE).equalTo(GradedUnits.word(Grade.HISTORY));
  }

  /**
   * Weights of the random draw, of those worked in cells with a history, and of the swap-ins of all
   * cohorts whose outcome is known.
   */
  private static List<Column> weights() {
    return List.of(
        orNothing(drawn()),
        orNothing(when(history(), col(CANDIDATE_WEIGHT))),
        orNothing(when(swapIn().and(not(ContactUnits.isByHand())), col(CANDIDATE_ALL_WEIGHT))));
  }

  /** Products of two weights are too long for a bigint once there are many. */
  private static Map<String, Column> squares() {
    Map<String, Column> squares = new LinkedHashMap<>();
    for (int place = 0; place < SQUARES.size(); place++) {
      Column weight = weights().get(place);
      squares.put(SQUARES.get(place), weight.multiply(weight).cast(SQUARE));
    }
    return squares;
  }

  private static Map<String, Column> largest() {
    Map<String, Column> largest = new LinkedHashMap<>();
    for (int place = 0; place < LARGEST.size(); place++) {
      largest.put(LARGEST.get(place), weights().get(place));
    }
    return largest;
  }

  static Column agreeIn() {
    return col(CANDIDATE).isNotNull().and(col(PRODUCTION).isNotNull());
  }

  static Column swapIn() {
    return col(CANDIDATE).isNotNull().and(col(PRODUCTION).isNull());
  }

  /** Weight of a due swap-in that was drawn; null for others. */
  private static Column drawn() {
    return when(swapIn().and(field(CANDIDATE, DUE)), field(CANDIDATE, WEIGHT));
  }

  private static String name(Term term) {
    return "_term_" + term.component();
  }

  /** What of a unit goes into the terms, whose products are summed, too. */
  private static Map<Term, Column> terms() {
    Map<Term, Column> terms = new LinkedHashMap<>();
    for (Term term : Term.values()) {
      terms.put(term, orNothing(value(term)));
    }
    return terms;
  }

  private static Column value(Term term) {
    return switch (term) {
      case AGREE_IN_CONVERTED -> when(agreeIn().and(field(CANDIDATE, CONVERTED)), lit(1L));
      case AGREE_IN_MATURE -> when(agreeIn().and(mature(CANDIDATE)), lit(1L));
      case SWAP_IN_CONVERTED -> when(swapIn().and(field(CANDIDATE, CONVERTED)), lit(1L));
      case SWAP_IN_MATURE -> when(swapIn().and(mature(CANDIDATE)), lit(1L));
      case EXPLORED_WEIGHT_CONVERTED -> when(field(CANDIDATE, CONVERTED), drawn());
      case EXPLORED_WEIGHT -> drawn();
      case PRODUCTION_CONVERTED -> when(field(PRODUCTION, CONVERTED), lit(1L));
      case PRODUCTION_MATURE -> when(mature(PRODUCTION), lit(1L));
      case CANDIDATE_SUPPORTED -> when(candidateSupported(), lit(1L));
      case CANDIDATE_DOUBLY_ROBUST -> when(candidateSupported(), candidateDoublyRobust());
      case CANDIDATE_MODEL -> when(candidateSupported(), col(CANDIDATE_EXPECTED));
      case CANDIDATE_WEIGHTED_CONVERTED ->
          when(candidateSupported().and(field(CANDIDATE, CONVERTED)), col(CANDIDATE_WEIGHT));
      case CANDIDATE_WEIGHT -> when(candidateSupported(), col(CANDIDATE_WEIGHT));
      case PRODUCTION_SUPPORTED -> when(productionSupported(), lit(1L));
      case PRODUCTION_DOUBLY_ROBUST ->
          when(
              productionSupported(),
              doublyRobust(PRODUCTION_EXPECTED, PRODUCTION_WEIGHT, field(PRODUCTION, CONVERTED)));
      case PRODUCTION_MODEL -> when(productionSupported(), col(PRODUCTION_EXPECTED));
      case PRODUCTION_WEIGHTED_CONVERTED ->
          when(productionSupported().and(field(PRODUCTION, CONVERTED)), col(PRODUCTION_WEIGHT));
      case PRODUCTION_WEIGHT -> when(productionSupported(), col(PRODUCTION_WEIGHT));
      case CANDIDATE_ALL_SUPPORTED -> when(supported(CANDIDATE_ALL_GRADE), lit(1L));
      case CANDIDATE_ALL_DOUBLY_ROBUST ->
          when(
              supported(CANDIDATE_ALL_GRADE),
              doublyRobust(
                  CANDIDATE_EXPECTED, CANDIDATE_ALL_WEIGHT, field(CANDIDATE, KNOWN_CONVERTED)));
      case CANDIDATE_ALL_SURPLUS ->
          when(supported(CANDIDATE_ALL_GRADE), col(CANDIDATE_ALL_SURPLUS));
      case PRODUCTION_ALL_SUPPORTED -> when(supported(PRODUCTION_ALL_GRADE), lit(1L));
      case PRODUCTION_ALL_DOUBLY_ROBUST ->
          when(
              supported(PRODUCTION_ALL_GRADE),
              doublyRobust(
                  PRODUCTION_EXPECTED, PRODUCTION_ALL_WEIGHT, field(PRODUCTION, KNOWN_CONVERTED)));
      case PRODUCTION_ALL_SURPLUS ->
          when(supported(PRODUCTION_ALL_GRADE), col(PRODUCTION_ALL_SURPLUS));
    };
  }

  static Column mature(String episode) {
    return field(episode, WORKED_BY_ROUTE).and(field(episode, DUE));
  }

  /** True for a due unit with evidence under the version. */
  static Column candidateSupported() {
    return supported(CANDIDATE_GRADE);
  }

  static Column productionSupported() {
    return supported(PRODUCTION_GRADE);
  }

  private static Column supported(String grade) {
    return col(grade)
        .isin(
            Arrays.stream(Grade.values())
                .filter(Grade::supported)
                .map(GradedUnits::text)
                .toArray());
  }

  /** What a unit with evidence adds to the doubly robust sum of the version, in millionths. */
  static Column candidateDoublyRobust() {
    return doublyRobust(CANDIDATE_EXPECTED, CANDIDATE_WEIGHT, field(CANDIDATE, CONVERTED));
  }

  /** {@link Millionths#doublyRobust} as a column. */
  private static Column doublyRobust(String expected, String weight, Column converted) {
    Column seen = when(converted, lit(Millionths.ONE)).otherwise(lit(0L));
    Column product = col(weight).multiply(seen.minus(col(expected)));
    Column half = when(product.lt(0), lit(-Millionths.ONE / 2)).otherwise(lit(Millionths.ONE / 2));
    return col(expected).plus(call_function("div", product.plus(half), lit(Millionths.ONE)));
  }
}
