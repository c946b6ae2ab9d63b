package io.requalify.outcomes;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.unix_micros;
import static org.apache.spark.sql.functions.when;

import io.requalify.tables.OpportunityLink;
import io.requalify.tables.result.LabelledEpisodesTable;
import io.requalify.tables.source.StageChangesTable;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;

/** Puts opportunities of several contacts down to one of them, as {@link OpportunityLink} says. */
final class LinkedContacts {
  /** When the first stage of a decision or opportunity was reached. */
  static final String SUBJECT_CREATED_AT = "_subject_created_at";

  private static final String CHOSEN = "_chosen";
  private static final String CONTACT = "_contact";

  private LinkedContacts() {}

  /** Adds to stages when the decision or opportunity of each came up. */
  static Dataset<Row> withCreation(Dataset<Row> stages) {
    WindowSpec subject = Window.partitionBy(StageChangesTable.SOURCE, StageChangesTable.SUBJECT_ID);
    return stages.withColumn(
        SUBJECT_CREATED_AT, min(col(StageChangesTable.OCCURRED_AT)).over(subject));
  }

  /**
   * Leaves the rows of the contacts that count. All episodes of such a contact stay.
   *
   * @param reached episodes beside stages that they reached within their horizon, with {@link
   *     #SUBJECT_CREATED_AT}
   */
  static Dataset<Row> of(OpportunityLink link, Dataset<Row> reached) {
    if (link == OpportunityLink.EVERY) {
      return reached;
    }

    WindowSpec subject =
        Window.partitionBy(
            LabelledEpisodesTable.RULE_VERSION,
            LabelledEpisodesTable.OUTCOME,
            StageChangesTable.SOURCE,
            StageChangesTable.SUBJECT_ID);
    return reached
        .withColumn(CHOSEN, min(order(link)).over(subject))
        .where(col(CHOSEN).getField(CONTACT).equalTo(col(LabelledEpisodesTable.CONTACT_ID)))
        .drop(CHOSEN);
  }

  /** The least comes first; of contacts that qualified at the same instant the first by name. */
  private static Column order(OpportunityLink link) {
    Column start = col(LabelledEpisodesTable.START_AT);
    Column after = start.gt(col(SUBJECT_CREATED_AT)).as("_after");
    Column sooner = unix_micros(start);
    Column contact = col(LabelledEpisodesTable.CONTACT_ID).as(CONTACT);
    return link == OpportunityLink.FIRST
        ? struct(sooner.as("_sooner"), contact)
        : struct(after, when(after, sooner).otherwise(sooner.multiply(-1)).as("_nearer"), contact);
  }
}
