package io.requalify.outcomes;

import io.requalify.tables.ContractViolationException;
import io.requalify.tables.Review;
import io.requalify.tables.Tables;
import io.requalify.tables.result.EpisodesTable;
import io.requalify.tables.result.LabelledEpisodesTable;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The labelled episodes of a review, for the steps that need them to be there. */
public final class LabelledEpisodes {
  private LabelledEpisodes() {}

  /**
   * Rows of {@code labelled_episodes}; none where the review has no episodes.
   *
   * @throws ContractViolationException when it has episodes and they were not labelled
   */
  public static Dataset<Row> of(Tables tables, Review review) {
    Dataset<Row> labelled = tables.read(LabelledEpisodesTable.CONTRACT, review.slice());
    if (labelled.isEmpty() && !tables.read(EpisodesTable.CONTRACT, review.slice()).isEmpty()) {
      throw new ContractViolationException(
          "The episodes of review %s have no labels in table %s; run label with the same options first"
              .formatted(review.id(), LabelledEpisodesTable.CONTRACT.name()));
    }
    return labelled;
  }
}
