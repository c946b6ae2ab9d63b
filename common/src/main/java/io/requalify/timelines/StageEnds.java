package io.requalify.timelines;

import static io.requalify.timelines.TimelineEntries.micros;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import io.requalify.scoring.TimelineCode;
import io.requalify.tables.source.StageChangesTable;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** One entry for each stage that ends an episode: recycled by sales, or lost. */
final class StageEnds {
  static final String RECYCLED = "recycled";
  static final String LOST = "lost";

  private StageEnds() {}

  static Dataset<Row> entries(Dataset<Row> stageChanges) {
    Column stage = col(StageChangesTable.STAGE);
    Column code =
        when(stage.equalTo(RECYCLED), lit(TimelineCode.ends(TimelineCode.RECYCLED)))
            .otherwise(lit(TimelineCode.ends(TimelineCode.LOST)));
    return TimelineEntries.of(
        stageChanges.where(stage.isin(RECYCLED, LOST)),
        StageChangesTable.CONTACT_ID,
        micros(StageChangesTable.OCCURRED_AT),
        micros(StageChangesTable.KNOWN_AT),
        col(StageChangesTable.SUBJECT_ID),
        code);
  }
}
