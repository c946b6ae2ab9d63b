package io.requalify.channels;

import static io.requalify.channels.FunnelLeads.AMOUNT;
import static io.requalify.channels.FunnelLeads.CHANNEL;
import static io.requalify.channels.FunnelLeads.CLUSTER;
import static io.requalify.channels.FunnelLeads.CURRENCY;
import static io.requalify.channels.FunnelLeads.VERSION;
import static io.requalify.channels.FunnelLeads.WON;
import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.datediff;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.percentile;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.to_date;
import static org.apache.spark.sql.functions.when;

import io.requalify.outcomes.LocalCalendar;
import io.requalify.statistics.channels.DealCounts;
import io.requalify.statistics.channels.FunnelStage;
import io.requalify.statistics.channels.StepCounts;
import io.requalify.tables.Review;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Adds up what a plan needs to know of the followed leads: over accounts, by version and channel
 * and for all channels; and the median days from stage to stage.
 */
final class FunnelTargetCounts {
  private static final String ACCEPTED = "accepted";
  private static final String OPPORTUNITY = "opportunity";

  /** Stages of the leads that a plan asks for. */
  static final List<String> OUTCOMES = List.of(ACCEPTED, OPPORTUNITY, WON);

  /** From which stage of the leads each step of a plan starts, and to which it leads. */
  private enum Step {
    TO_MQL(FunnelStage.MQL, FunnelLeads.LEAD, FunnelLeads.LEAD, FunnelLeads.MQL),
    // Of MQLs that nobody worked it is not known whether sales would accept them.
    TO_SQL(FunnelStage.SQL, FunnelLeads.WORKED, FunnelLeads.MQL, ACCEPTED),
    TO_OPPORTUNITY(FunnelStage.OPPORTUNITY, ACCEPTED, ACCEPTED, OPPORTUNITY),
    TO_WON(FunnelStage.WON, OPPORTUNITY, OPPORTUNITY, WON);

    private final FunnelStage stage;
    private final String among;
    private final String since;
    private final String to;

    Step(FunnelStage stage, String among, String since, String to) {
      this.stage = stage;
      this.among = among;
      this.since = since;
      this.to = to;
    }

    String named(String figure) {
      return figure + "_" + to;
    }
  }

  private static final String AMONG = "_among";
  private static final String REACHED = "_reached";
  private static final String ACCOUNTS = "_accounts";
  private static final String SQUARED = "_squared";
  private static final String PRODUCTS = "_products";
  private static final String DAYS = "_days";
  private static final String WINS = "_wins";
  private static final String HUNDREDTHS = "_hundredths";
  private static final String FIRST_CURRENCY = "_first_currency";
  private static final String LAST_CURRENCY = "_last_currency";

  /** Squares of hundredths of a large account do not fit into a long. */
  private static final String WIDE = "decimal(38,0)";

  private static final double HUNDREDTHS_OF_ONE = 100;

  private FunnelTargetCounts() {}

  /**
   * What is known of each version and channel, {@link Review#ALL} among them.
   *
   * @param leads as {@link FunnelLeads} gives them, of a review that asks for all stages
   */
  static SortedMap<String, SortedMap<String, ChannelSteps>> of(Dataset<Row> leads, Review review) {
    Dataset<Row> grouped = grouped(leads, review);
    Map<String, Map<String, Row>> lags = new TreeMap<>();
    for (Row row : lags(grouped, review).collectAsList()) {
      lags.computeIfAbsent(row.getAs(VERSION), missing -> new TreeMap<>())
          .put(row.getAs(CHANNEL), row);
    }
    SortedMap<String, SortedMap<String, ChannelSteps>> steps = new TreeMap<>();
    for (Row row : sums(grouped).collectAsList()) {
      String version = row.getAs(VERSION);
      String channel = row.getAs(CHANNEL);
      steps
          .computeIfAbsent(version, missing -> new TreeMap<>())
          .put(channel, channelSteps(row, lags.get(version).get(channel)));
    }
    return steps;
  }

  /** Every lead under every version, in its channel and in all. */
  private static Dataset<Row> grouped(Dataset<Row> leads, Review review) {
    Column versions =
        when(col(VERSION).equalTo(Review.NO_VERSION), lit(review.versions().toArray(String[]::new)))
            .otherwise(array(col(VERSION)));
    return leads
        .withColumn(VERSION, explode(versions))
        .withColumn(CHANNEL, explode(array(col(CHANNEL), lit(Review.ALL))));
  }

  private static Dataset<Row> lags(Dataset<Row> grouped, Review review) {
    List<Column> medians = new ArrayList<>();
    for (Step step : Step.values()) {
      Column days =
          datediff(
              to_date(LocalCalendar.local(col(FunnelLeads.at(step.to)), review.timezone())),
              to_date(LocalCalendar.local(col(FunnelLeads.at(step.since)), review.timezone())));
      // A stage that was recorded before the one that it follows came at once.
      medians.add(
          percentile(when(days.isNotNull(), greatest(days, lit(0))), lit(0.5))
              .as(step.named(DAYS)));
    }
    return grouped
        .groupBy(VERSION, CHANNEL)
        .agg(medians.get(0), medians.subList(1, medians.size()).toArray(Column[]::new));
  }

  private static Dataset<Row> sums(Dataset<Row> grouped) {
    List<Column> ofAccount = new ArrayList<>();
    for (Step step : Step.values()) {
      ofAccount.add(sum(FunnelLeads.reached(step.among)).as(step.named(AMONG)));
      ofAccount.add(sum(FunnelLeads.reached(step.to)).as(step.named(REACHED)));
    }
    ofAccount.add(
        coalesce(sum(col(AMOUNT).multiply(lit(100)).cast("bigint")), lit(0L)).as(HUNDREDTHS));
    ofAccount.add(count_if(col(AMOUNT).isNotNull()).as(WINS));
    ofAccount.add(min(CURRENCY).as(FIRST_CURRENCY));
    Dataset<Row> accounts =
        grouped
            .groupBy(VERSION, CHANNEL, CLUSTER)
            .agg(max(CURRENCY).as(LAST_CURRENCY), ofAccount.toArray(Column[]::new));
    List<Column> sums = new ArrayList<>();
    for (Step step : Step.values()) {
      sums.addAll(moments(step.named(AMONG), step.named(REACHED), "bigint"));
    }
    sums.addAll(moments(WINS, HUNDREDTHS, WIDE));
    sums.add(min(FIRST_CURRENCY).as(FIRST_CURRENCY));
    return accounts
        .groupBy(VERSION, CHANNEL)
        .agg(max(LAST_CURRENCY).as(LAST_CURRENCY), sums.toArray(Column[]::new));
  }

  /** Accounts with something in the first column, both sums, both squares and the product. */
  private static List<Column> moments(String one, String other, String type) {
    Column first = col(one).cast(type);
    Column second = col(other).cast(type);
    return List.of(
        count_if(col(one).gt(lit(0L))).as(one + ACCOUNTS),
        sum(one).as(one),
        sum(other).as(other),
        sum(first.multiply(first)).as(one + SQUARED),
        sum(second.multiply(second)).as(other + SQUARED),
        sum(first.multiply(second)).as(one + PRODUCTS));
  }

  private static ChannelSteps channelSteps(Row sums, Row lags) {
    Map<FunnelStage, StepCounts> steps = new EnumMap<>(FunnelStage.class);
    Map<FunnelStage, Double> lagDays = new EnumMap<>(FunnelStage.class);
    for (Step step : Step.values()) {
      String among = step.named(AMONG);
      String to = step.named(REACHED);
      steps.put(
          step.stage,
          new StepCounts(
              sums.getAs(among + ACCOUNTS),
              sums.getAs(among),
              sums.getAs(to),
              sums.getAs(among + SQUARED),
              sums.getAs(among + PRODUCTS),
              sums.getAs(to + SQUARED)));
      Double days = lags.getAs(step.named(DAYS));
      if (days != null) {
        lagDays.put(step.stage, days);
      }
    }
    return new ChannelSteps(
        steps, lagDays, sums.getAs(Step.TO_WON.named(REACHED)), deals(sums), currencies(sums));
  }

  private static DealCounts deals(Row sums) {
    return new DealCounts(
        sums.getAs(WINS + ACCOUNTS),
        sums.getAs(WINS),
        sums.<Long>getAs(HUNDREDTHS) / HUNDREDTHS_OF_ONE,
        number(sums, WINS + SQUARED),
        number(sums, WINS + PRODUCTS) / HUNDREDTHS_OF_ONE,
        number(sums, HUNDREDTHS + SQUARED) / HUNDREDTHS_OF_ONE / HUNDREDTHS_OF_ONE);
  }

  private static double number(Row sums, String name) {
    return sums.<BigDecimal>getAs(name).doubleValue();
  }

  private static SortedSet<String> currencies(Row sums) {
    SortedSet<String> currencies = new TreeSet<>();
    for (String name : List.of(FIRST_CURRENCY, LAST_CURRENCY)) {
      String currency = sums.getAs(name);
      if (currency != null) {
        currencies.add(currency);
      }
    }
    return currencies;
  }
}
