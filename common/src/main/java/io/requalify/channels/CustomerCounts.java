package io.requalify.channels;

import static io.requalify.channels.ChannelUnits.CHANNEL;
import static io.requalify.channels.ChannelUnits.CONTACT;
import static io.requalify.channels.ChannelUnits.OUTCOME;
import static io.requalify.channels.ChannelUnits.POPULATION;
import static io.requalify.channels.ChannelUnits.VERSION;
import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_max;
import static org.apache.spark.sql.functions.array_min;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.filter;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.unix_micros;

import io.requalify.outcomes.Horizon;
import io.requalify.scoring.Micros;
import io.requalify.statistics.BinomialTally;
import io.requalify.statistics.channels.NetPromoterScore;
import io.requalify.tables.Review;
import io.requalify.tables.source.SatisfactionTable;
import io.requalify.tables.source.StageChangesTable;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Counts the customers of each channel: contacts that won from their start on. Whether they left,
 * and what they answered, counts from the win; of several answers the last.
 */
final class CustomerCounts {
  /** The stage of a customer that left. */
  static final String CHURNED = "churned";

  private static final String WON = "won";
  private static final String WON_AT = "_won_at";
  private static final String LEFT = "_left";
  private static final String ANSWERS = "_answers";
  private static final String SCORE = "_score";
  private static final String FOLLOWED = "_followed";
  private static final String STAYED = "_stayed";
  private static final String PROMOTERS = "_promoters";
  private static final String DETRACTORS = "_detractors";

  private CustomerCounts() {}

  /** Customers that left, as known as of the review. */
  static Dataset<Row> churned(Dataset<Row> stageChanges, Review review) {
    return stageChanges
        .where(col(StageChangesTable.STAGE).equalTo(CHURNED))
        .where(col(StageChangesTable.KNOWN_AT).leq(lit(review.asOf())));
  }

  /** Counts by population, version and channel, and for the whole of the channels. */
  static Map<EconomicsKey, CustomerTally> of(
      Dataset<Row> outcomes, Dataset<Row> churned, Dataset<Row> satisfaction, Review review) {
    Column end = Horizon.endMicros(col(WON_AT), lit(review.channels().retentionDays()));
    Column followed = end.leq(lit(Micros.of(review.asOf())));
    Column leftAt = array_min(filter(col(LEFT), instant -> instant.geq(col(WON_AT))));
    Column left = coalesce(unix_micros(leftAt).lt(end), lit(false));
    Column score =
        array_max(
                filter(
                    col(ANSWERS),
                    answer -> answer.getField(SatisfactionTable.RESPONDED_AT).geq(col(WON_AT))))
            .getField(SatisfactionTable.SCORE);
    Dataset<Row> counts =
        customers(outcomes, churned, satisfaction, review)
            .withColumn(SCORE, score)
            .withColumn(CHANNEL, explode(array(col(CHANNEL), lit(Review.ALL))))
            .groupBy(POPULATION, VERSION, CHANNEL)
            .agg(
                count_if(followed).as(FOLLOWED),
                count_if(followed.and(not(left))).as(STAYED),
                count(col(SCORE)).as(ANSWERS),
                count_if(col(SCORE).geq(NetPromoterScore.leastOfPromoter())).as(PROMOTERS),
                count_if(col(SCORE).leq(NetPromoterScore.mostOfDetractor())).as(DETRACTORS));
    Map<EconomicsKey, CustomerTally> tallies = new TreeMap<>();
    for (Row row : counts.collectAsList()) {
      tallies.put(
          new EconomicsKey(row.getAs(POPULATION), row.getAs(VERSION), row.getAs(CHANNEL)),
          new CustomerTally(
              new BinomialTally(row.<Long>getAs(FOLLOWED), row.<Long>getAs(STAYED)),
              row.<Long>getAs(ANSWERS),
              row.<Long>getAs(PROMOTERS),
              row.<Long>getAs(DETRACTORS)));
    }
    return tallies;
  }

  private static Dataset<Row> customers(
      Dataset<Row> outcomes, Dataset<Row> churned, Dataset<Row> satisfaction, Review review) {
    Dataset<Row> left =
        churned
            .groupBy(col(StageChangesTable.CONTACT_ID).as(CONTACT))
            .agg(collect_list(StageChangesTable.OCCURRED_AT).as(LEFT));
    // Whoever answered twice at one instant is taken by the higher score: the order is of the pair.
    Dataset<Row> answers =
        satisfaction
            .where(col(SatisfactionTable.RESPONDED_AT).leq(lit(review.asOf())))
            .groupBy(col(SatisfactionTable.CONTACT_ID).as(CONTACT))
            .agg(
                collect_list(
                        struct(col(SatisfactionTable.RESPONDED_AT), col(SatisfactionTable.SCORE)))
                    .as(ANSWERS));
    return outcomes
        .where(col(OUTCOME).equalTo(WON).and(col(ChannelCounts.CONVERTED_AT).isNotNull()))
        .select(
            col(POPULATION),
            col(VERSION),
            col(CONTACT),
            col(CHANNEL),
            col(ChannelCounts.CONVERTED_AT).as(WON_AT))
        .join(left, new String[] {CONTACT}, "left")
        .join(answers, new String[] {CONTACT}, "left");
  }
}
