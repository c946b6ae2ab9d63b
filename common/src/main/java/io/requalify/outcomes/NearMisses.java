package io.requalify.outcomes;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.struct;

import io.requalify.tables.OpportunityLink;
import io.requalify.tables.Review;
import io.requalify.tables.Tables;
import io.requalify.tables.result.EpisodesTable;
import io.requalify.tables.result.LabelledEpisodesTable;
import io.requalify.tables.result.ScorePeaksTable;
import io.requalify.tables.source.RoutingsTable;
import io.requalify.tables.source.StageChangesTable;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;

/** What came of contacts whether they entered or not, and of whom sales worked all the same. */
public final class NearMisses {
  /** When an outcome came first within the window or later. */
  public static final String CAME_AT = "_came_at";

  private static final String CHOSEN = "_chosen";
  private static final String HIGHEST = "_highest";

  private NearMisses() {}

  /**
   * Contacts that did not enter under a version, labelled as if they had at their highest score:
   * rows as of {@link LabelledEpisodesTable}. An opportunity of several of them counts as {@link
   * Label} counts it.
   */
  public static Dataset<Row> labelled(Tables tables, Review review) {
    Dataset<Row> peaks =
        tables
            .read(ScorePeaksTable.CONTRACT, review.slice())
            .where(col(ScorePeaksTable.ENTERED_AT).isNull())
            .select(
                col(ScorePeaksTable.REVIEW_ID),
                col(ScorePeaksTable.AS_OF),
                col(ScorePeaksTable.RULE_VERSION),
                col(ScorePeaksTable.CONTACT_ID),
                col(ScorePeaksTable.ACCOUNT_ID),
                lit(1).as(EpisodesTable.CYCLE),
                col(ScorePeaksTable.REACHED_AT).as(EpisodesTable.ENTRY_AT),
                col(ScorePeaksTable.POINTS_ABOVE).as(EpisodesTable.SCORE),
                col(ScorePeaksTable.SEGMENT),
                col(ScorePeaksTable.CHANNEL),
                lit(null).cast("double").as(EpisodesTable.PRODUCTION_SHORTFALL));
    return Label.plan(review, peaks, routings(tables, review), stages(tables, review));
  }

  /**
   * Which outcome came to which contact, worked or not, by version: rows of {@code rule_version},
   * {@code contact_id}, {@code outcome} and {@link #CAME_AT}. Unless the review counts an
   * opportunity for every one of its contacts, it counts for the one with the highest score, so
   * that it is missed only where all of them are.
   */
  public static Dataset<Row> outcomes(Tables tables, Review review) {
    Column contact = col(ScorePeaksTable.CONTACT_ID);
    Dataset<Row> reached =
        stages(tables, review)
            .where(col(StageChangesTable.OCCURRED_AT).geq(lit(review.from())))
            .where(col(StageChangesTable.STAGE).isInCollection(review.horizonDays().keySet()))
            .groupBy(
                StageChangesTable.CONTACT_ID,
                StageChangesTable.STAGE,
                StageChangesTable.SOURCE,
                StageChangesTable.SUBJECT_ID)
            .agg(min(StageChangesTable.OCCURRED_AT).as(CAME_AT))
            .withColumnRenamed(StageChangesTable.STAGE, LabelledEpisodesTable.OUTCOME);
    Dataset<Row> byVersion =
        tables
            .read(ScorePeaksTable.CONTRACT, review.slice())
            .select(
                col(ScorePeaksTable.RULE_VERSION),
                contact,
                coalesce(col(ScorePeaksTable.POINTS_ABOVE), lit(Double.MAX_VALUE)).as(HIGHEST))
            .join(reached, ScorePeaksTable.CONTACT_ID);
    return ofOne(review.link(), byVersion)
        .groupBy(col(ScorePeaksTable.RULE_VERSION), contact, col(LabelledEpisodesTable.OUTCOME))
        .agg(min(CAME_AT).as(CAME_AT));
  }

  private static Dataset<Row> ofOne(OpportunityLink link, Dataset<Row> byVersion) {
    if (link == OpportunityLink.EVERY) {
      return byVersion;
    }
    return byVersion
        .withColumn(
            CHOSEN,
            max(struct(col(HIGHEST), col(ScorePeaksTable.CONTACT_ID)))
                .over(
                    Window.partitionBy(
                        ScorePeaksTable.RULE_VERSION,
                        LabelledEpisodesTable.OUTCOME,
                        StageChangesTable.SOURCE,
                        StageChangesTable.SUBJECT_ID)))
        .where(
            col(CHOSEN)
                .getField(ScorePeaksTable.CONTACT_ID)
                .equalTo(col(ScorePeaksTable.CONTACT_ID)));
  }

  private static Dataset<Row> routings(Tables tables, Review review) {
    return tables
        .read(RoutingsTable.CONTRACT)
        .where(col(RoutingsTable.DECIDED_AT).leq(lit(review.asOf())));
  }

  private static Dataset<Row> stages(Tables tables, Review review) {
    return tables
        .read(StageChangesTable.CONTRACT)
        .where(col(StageChangesTable.KNOWN_AT).leq(lit(review.asOf())))
        .where(col(StageChangesTable.OCCURRED_AT).leq(lit(review.asOf())));
  }
}
