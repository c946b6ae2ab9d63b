package io.requalify.suggestions;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sort_array;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.unix_micros;

import io.requalify.documents.Constants;
import io.requalify.outcomes.DecidedOutcomes;
import io.requalify.outcomes.DecidedOutcomes.Use;
import io.requalify.tables.result.TimelinesTable;
import io.requalify.tables.source.RoutingsTable;
import io.requalify.timelines.KnownContacts;
import io.requalify.timelines.Timelines;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The timelines of the contacts about whom something was decided, with the decisions. */
final class DecidedTimelines {
  /** The account, else the contact itself: what varies together. */
  static final String CLUSTER = "_cluster";

  /** Part of the accounts that it belongs to, by a hash of the cluster, from 0. */
  static final String FOLD = "_fold";

  /** Decisions in order of time: instant in microseconds, explored, weight, converted. */
  static final String DECISIONS = "_decisions";

  static final int FOLDS = 5;

  private DecidedTimelines() {}

  /**
   * The rows of each contact follow each other in one partition, in the order of their parts.
   *
   * @param timelines rows of {@link TimelinesTable}
   * @param outcomes rows of {@link DecidedOutcomes}; those that are of no use are left out
   */
  static Dataset<Row> of(Dataset<Row> timelines, Dataset<Row> outcomes) {
    Dataset<Row> decisions =
        outcomes
            .where(col(DecidedOutcomes.USE).equalTo(lit(Constants.word(Use.USED))))
            .groupBy(RoutingsTable.CONTACT_ID)
            .agg(
                sort_array(
                        collect_list(
                            struct(
                                unix_micros(col(RoutingsTable.DECIDED_AT)),
                                col(DecidedOutcomes.EXPLORED),
                                col(DecidedOutcomes.WEIGHT),
                                col(DecidedOutcomes.CONVERTED))))
                    .as(DECISIONS));
    return Timelines.inOrder(
        timelines
            .join(decisions, TimelinesTable.CONTACT_ID)
            .withColumn(
                CLUSTER,
                KnownContacts.cluster(
                    col(TimelinesTable.ACCOUNT_ID), col(TimelinesTable.CONTACT_ID)))
            .withColumn(FOLD, KnownContacts.fold(col(CLUSTER), FOLDS)));
  }
}
