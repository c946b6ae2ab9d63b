package io.requalify.reviews;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.requalify.tables.Review;
import io.requalify.tables.TableContract;
import io.requalify.tables.Tables;
import io.requalify.tables.result.CalibrationTable;
import io.requalify.tables.result.ChannelQualityTable;
import io.requalify.tables.result.ConversionEstimatesTable;
import io.requalify.tables.result.DataQualityTable;
import io.requalify.tables.result.DecisionGatesTable;
import io.requalify.tables.result.DecisionsProposedTable;
import io.requalify.tables.result.ExplorationPlansTable;
import io.requalify.tables.result.ReviewsTable;
import io.requalify.tables.result.RuleContributionsTable;
import io.requalify.tables.result.RuleVersionsTable;
import io.requalify.tables.result.SwapSetsTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.GenericRowWithSchema;
import scala.collection.immutable.ArraySeq;
import scala.jdk.javaapi.CollectionConverters;
import scala.reflect.ClassTag;

/** Result rows of a review that nobody ran, as the tables would hold them. */
final class MadeReview {
  private final Review review;
  private final Map<TableContract, List<Row>> rows = new LinkedHashMap<>();

  MadeReview(Review review) {
    this.review = review;
  }

  Review review() {
    return review;
  }

  ReviewResults results() {
    return ResultRows.read(contract -> rows.getOrDefault(contract, List.of()));
  }

  Page page(Map<String, Double> truth) {
    return Page.of(new Evidence(review, results(), truth));
  }

  Page page() {
    return page(Map.of());
  }

  /** The same rows in the opposite order. */
  MadeReview reversed() {
    MadeReview other = new MadeReview(review);
    rows.forEach(
        (contract, list) -> {
          List<Row> copy = new ArrayList<>(list);
          Collections.reverse(copy);
          other.rows.put(contract, copy);
        });
    return other;
  }

  /** Writes the rows as a real run would. */
  void write(Tables tables) {
    rows.forEach(
        (contract, list) ->
            tables.replace(
                contract, tables.spark().createDataFrame(list, contract.schema()), review.slice()));
  }

  MadeReview request(String... tablesRead) {
    Map<String, Object> inputs = new HashMap<>();
    for (int i = 0; i < tablesRead.length; i++) {
      inputs.put(tablesRead[i], (long) i);
    }
    return add(
        ReviewsTable.CONTRACT,
        Map.of(
            ReviewsTable.WINDOW_FROM, Timestamp.from(review.from()),
            ReviewsTable.WINDOW_TO, Timestamp.from(review.to()),
            ReviewsTable.TIMEZONE, review.timezone().getId(),
            ReviewsTable.CANDIDATE_VERSIONS, strings(review.candidates()),
            ReviewsTable.INPUTS, map(inputs),
            ReviewsTable.CODE_VERSION, "0.1.0",
            ReviewsTable.CONFIGURATION, map(review.configuration()),
            ReviewsTable.CONTACTS, 12_480L,
            ReviewsTable.EPISODES, 3_921L));
  }

  MadeReview version(String name, String role, String owner, String reason) {
    return add(
        RuleVersionsTable.CONTRACT,
        Map.of(
            RuleVersionsTable.RULE_VERSION, name,
            RuleVersionsTable.MODEL, "demo",
            RuleVersionsTable.FINGERPRINT, "0123456789abcdef".repeat(4),
            RuleVersionsTable.ROLE, role,
            RuleVersionsTable.STATUS, role,
            RuleVersionsTable.OWNER, owner,
            RuleVersionsTable.REASON, reason,
            RuleVersionsTable.DOCUMENT,
                "{\"version\":\"%s\",\"threshold\":50,\"rules\":[{\"id\":\"demo_request\",\"points\":30}]}"
                    .formatted(name.replace("\"", "\\\""))));
  }

  /** Contacts, worked, explored, mature, converted of one quadrant over all channels. */
  MadeReview swap(String version, String quadrant, long... counts) {
    return swapOfChannel(version, Review.ALL, quadrant, counts);
  }

  MadeReview swapOfChannel(String version, String channel, String quadrant, long... counts) {
    Map<String, Object> values = new HashMap<>();
    values.put(SwapSetsTable.RULE_VERSION, version);
    values.put(SwapSetsTable.CHANNEL, channel);
    values.put(SwapSetsTable.SEGMENT, Review.ALL);
    values.put(SwapSetsTable.OUTCOME, "accepted");
    values.put(SwapSetsTable.QUADRANT, quadrant);
    values.put(SwapSetsTable.CONTACTS, counts[0]);
    values.put(SwapSetsTable.WORKED, counts[1]);
    values.put(SwapSetsTable.EXPLORED, counts[2]);
    values.put(SwapSetsTable.MATURE, counts[3]);
    values.put(SwapSetsTable.CONVERTED, counts[4]);
    if (counts[3] > 0) {
      double rate = (double) counts[4] / counts[3];
      values.put(SwapSetsTable.OBSERVED_RATE, rate);
      values.put(SwapSetsTable.OBSERVED_LOWER, rate * 0.9);
      values.put(SwapSetsTable.OBSERVED_UPPER, rate + (1 - rate) * 0.1);
    }
    return add(SwapSetsTable.CONTRACT, values);
  }

  /** An estimate with its interval; without figures it was refused for the reason. */
  MadeReview estimate(
      String version,
      String estimator,
      String measure,
      long contacts,
      String reason,
      double... figures) {
    boolean bounds = estimator.equals("manski");
    Map<String, Object> values = new HashMap<>();
    values.put(ConversionEstimatesTable.RULE_VERSION, version);
    values.put(ConversionEstimatesTable.SEGMENT, Review.ALL);
    values.put(ConversionEstimatesTable.CHANNEL, Review.ALL);
    values.put(ConversionEstimatesTable.COHORT, Review.ALL);
    values.put(ConversionEstimatesTable.OUTCOME, "accepted");
    values.put(ConversionEstimatesTable.ESTIMATOR, estimator);
    values.put(ConversionEstimatesTable.MEASURE, measure);
    values.put(ConversionEstimatesTable.CURRENCY, ConversionEstimatesTable.NO_CURRENCY);
    values.put(ConversionEstimatesTable.CONTACTS, contacts);
    values.put(ConversionEstimatesTable.OBSERVED, contacts / 2);
    values.put(ConversionEstimatesTable.TRUSTED, reason.isEmpty());
    values.put(ConversionEstimatesTable.REASON, reason);
    values.put(
        ConversionEstimatesTable.INTERVAL,
        figures.length < 2 ? "none" : bounds ? "worst case bounds" : "confidence interval");
    if (figures.length == 1 || figures.length == 3) {
      values.put(ConversionEstimatesTable.ESTIMATE, figures[0]);
    }
    if (figures.length >= 2) {
      values.put(ConversionEstimatesTable.LOWER, figures[figures.length - 2]);
      values.put(ConversionEstimatesTable.UPPER, figures[figures.length - 1]);
    }
    if (estimator.equals("snips")) {
      values.put(ConversionEstimatesTable.EFFECTIVE_SAMPLE, figures.length == 0 ? 11.4 : 187.25);
      values.put(ConversionEstimatesTable.SUPPORTED_SHARE, 0.972);
      values.put(ConversionEstimatesTable.LARGEST_WEIGHT, 0.0124);
    }
    return add(ConversionEstimatesTable.CONTRACT, values);
  }

  MadeReview proposal(
      String version, String proposal, String reason, LocalDate matureOn, String exploration) {
    Map<String, Object> values = new HashMap<>();
    values.put(DecisionsProposedTable.RULE_VERSION, version);
    values.put(DecisionsProposedTable.OUTCOME, "accepted");
    values.put(DecisionsProposedTable.PROPOSAL, proposal);
    values.put(DecisionsProposedTable.BINDING_GATE, "trust");
    values.put(DecisionsProposedTable.REASON, reason);
    values.put(DecisionsProposedTable.MATURE_ON, matureOn == null ? null : Date.valueOf(matureOn));
    values.put(DecisionsProposedTable.EXPLORATION_REMARK, exploration);
    return add(DecisionsProposedTable.CONTRACT, values);
  }

  MadeReview gate(
      String version, String gate, int place, boolean passed, String limit, String finding) {
    return add(
        DecisionGatesTable.CONTRACT,
        Map.of(
            DecisionGatesTable.RULE_VERSION, version,
            DecisionGatesTable.GATE, gate,
            DecisionGatesTable.PLACE, place,
            DecisionGatesTable.PASSED, passed,
            DecisionGatesTable.LIMIT, limit,
            DecisionGatesTable.FINDING, finding));
  }

  /** Draws from swap-ins that production qualifies with ten points more. */
  MadeReview draw(
      String version, String channel, String segment, long contacts, double expected, long draws) {
    return add(
        ExplorationPlansTable.CONTRACT,
        Map.of(
            ExplorationPlansTable.RULE_VERSION, version,
            ExplorationPlansTable.CHANNEL, channel,
            ExplorationPlansTable.SEGMENT, segment,
            ExplorationPlansTable.SCORE_BAND, -1,
            ExplorationPlansTable.LACKED_ABOVE, 0.0,
            ExplorationPlansTable.LACKED_UP_TO, 10.0,
            ExplorationPlansTable.CONTACTS, contacts,
            ExplorationPlansTable.EXPECTED_RATE, expected,
            ExplorationPlansTable.DRAWS, draws,
            ExplorationPlansTable.PROBABILITY, (double) draws / contacts));
  }

  MadeReview leads(String channel, String cohort, String outcome, Map<String, Object> more) {
    return channel("lead", Review.NO_VERSION, channel, cohort, outcome, more);
  }

  MadeReview channel(
      String population,
      String version,
      String channel,
      String cohort,
      String outcome,
      Map<String, Object> more) {
    Map<String, Object> values = new HashMap<>();
    values.put(ChannelQualityTable.POPULATION, population);
    values.put(ChannelQualityTable.RULE_VERSION, version);
    values.put(
        ChannelQualityTable.LEVEL,
        channel.equals(Review.ALL) ? ChannelQualityTable.WHOLE : ChannelQualityTable.OF_CHANNEL);
    values.put(ChannelQualityTable.CHANNEL, channel);
    values.put(ChannelQualityTable.MEDIUM, Review.ALL);
    values.put(ChannelQualityTable.CAMPAIGN, Review.ALL);
    values.put(ChannelQualityTable.SEGMENT, Review.ALL);
    values.put(
        ChannelQualityTable.COHORT_KIND,
        cohort.equals(Review.ALL)
            ? ChannelQualityTable.WHOLE_WINDOW
            : ChannelQualityTable.BY_MONTH);
    values.put(ChannelQualityTable.COHORT, cohort);
    values.put(ChannelQualityTable.OUTCOME, outcome);
    values.put(ChannelQualityTable.RECORDED_BEFORE_START, 0L);
    values.put(ChannelQualityTable.HORIZON_DAYS, review.horizonDays().get(outcome));
    values.put(ChannelQualityTable.COUNTERFACTUAL_REASON, "the review was not estimated");
    values.put(ChannelQualityTable.VERDICT, "sufficient");
    values.putAll(more);
    values.put(ChannelQualityTable.ENTRIES, values.get(ChannelQualityTable.CONTACTS));
    return add(ChannelQualityTable.CONTRACT, values);
  }

  /** A figure of the points of a version; without figures it was refused for the reason. */
  MadeReview points(String version, String figure, String reason, double... figures) {
    Map<String, Object> values = new HashMap<>();
    values.put(CalibrationTable.RULE_VERSION, version);
    values.put(CalibrationTable.SEGMENT, Review.ALL);
    values.put(CalibrationTable.OUTCOME, "accepted");
    values.put(CalibrationTable.MONTHS, figure.equals("slope") ? "later" : "all");
    values.put(CalibrationTable.FIGURE, figure);
    if (figures.length > 0) {
      values.put(CalibrationTable.VALUE, figures[0]);
      values.put(CalibrationTable.LOWER, figures[1]);
      values.put(CalibrationTable.UPPER, figures[2]);
    }
    values.put(CalibrationTable.INTERVAL, figures.length > 0 ? "between accounts" : "");
    values.put(CalibrationTable.CONTACTS, 980L);
    values.put(CalibrationTable.CONVERTED, 443L);
    values.put(CalibrationTable.REASON, reason);
    return add(CalibrationTable.CONTRACT, values);
  }

  /** Of 12,480 contacts those with points by a rule, its share, the pivotal, lost and gained. */
  MadeReview rule(String version, String rule, double share, String verdict, long... counts) {
    Map<String, Object> values = new HashMap<>();
    values.put(RuleContributionsTable.RULE_VERSION, version);
    values.put(RuleContributionsTable.SEGMENT, Review.ALL);
    values.put(RuleContributionsTable.OUTCOME, "accepted");
    values.put(RuleContributionsTable.RULE, rule);
    values.put(RuleContributionsTable.CONTACTS, 12_480L);
    values.put(RuleContributionsTable.QUALIFIED, 1_024L);
    values.put(RuleContributionsTable.FIRED, counts[0]);
    values.put(RuleContributionsTable.FIRED_SHARE, counts[0] / 12_480.0);
    values.put(RuleContributionsTable.MEAN_POINTS, counts[0] / 1_000.0);
    values.put(RuleContributionsTable.SHAPLEY_SHUBIK, share);
    values.put(RuleContributionsTable.PIVOTAL, counts[1]);
    values.put(RuleContributionsTable.KEPT_OUT, 0L);
    values.put(RuleContributionsTable.PIVOTAL_MATURE, counts[1]);
    values.put(RuleContributionsTable.PIVOTAL_CONVERTED, counts[1] / 2);
    if (counts[1] > 0) {
      values.put(RuleContributionsTable.PIVOTAL_RATE, (counts[1] / 2) / (double) counts[1]);
      values.put(RuleContributionsTable.PIVOTAL_LOWER, 0.4);
      values.put(RuleContributionsTable.PIVOTAL_UPPER, 0.6);
    }
    values.put(RuleContributionsTable.LOST, counts[2]);
    values.put(RuleContributionsTable.LOST_MATURE, counts[2]);
    values.put(RuleContributionsTable.LOST_CONVERTED, counts[2] / 2);
    values.put(RuleContributionsTable.GAINED, counts[3]);
    values.put(RuleContributionsTable.GAINED_MATURE, 0L);
    values.put(RuleContributionsTable.GAINED_CONVERTED, 0L);
    values.put(RuleContributionsTable.MOVED, 0L);
    values.put(RuleContributionsTable.VERDICT, verdict);
    values.put(
        RuleContributionsTable.REASON,
        counts[1] > 0 ? "" : "no pivotal_rate: it is pivotal for nobody");
    return add(RuleContributionsTable.CONTRACT, values);
  }

  MadeReview finding(
      String check,
      String table,
      long affected,
      long examined,
      String explanation,
      String... examples) {
    return add(
        DataQualityTable.CONTRACT,
        Map.of(
            DataQualityTable.FOUND_BY, "channels",
            DataQualityTable.CHECK_NAME, check,
            DataQualityTable.TABLE_NAME, table,
            DataQualityTable.AFFECTED, affected,
            DataQualityTable.EXAMINED, examined,
            DataQualityTable.EXAMPLES, strings(List.of(examples)),
            DataQualityTable.EXPLANATION, explanation));
  }

  private MadeReview add(TableContract contract, Map<String, Object> values) {
    Map<String, Object> whole = new HashMap<>(values);
    whole.put(ReviewsTable.REVIEW_ID, review.id());
    whole.put(ReviewsTable.AS_OF, Timestamp.from(review.asOf()));
    Object[] fields =
        contract.columns().stream().map(column -> whole.remove(column.name())).toArray();
    if (!whole.isEmpty()) {
      throw new IllegalArgumentException(
          "No such columns of %s: %s".formatted(contract.name(), whole));
    }
    rows.computeIfAbsent(contract, key -> new ArrayList<>())
        .add(new GenericRowWithSchema(fields, contract.schema()));
    return this;
  }

  private static Object strings(List<String> texts) {
    return ArraySeq.from(CollectionConverters.asScala(texts), ClassTag.apply(String.class));
  }

  private static Object map(Map<String, ?> values) {
    return CollectionConverters.asScala(values);
  }

  /** Writes the example to a file, to look at it: the argument is the path. */
  public static void main(String[] arguments) throws IOException {
    Files.writeString(
        Path.of(arguments[0]),
        ExampleReviews.calibration().page(ExampleReviews.TRUTH).html(),
        UTF_8);
  }
}
