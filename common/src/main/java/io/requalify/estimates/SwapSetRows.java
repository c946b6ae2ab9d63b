package io.requalify.estimates;

import io.requalify.statistics.BinomialInterval.Wilson;
import io.requalify.statistics.Conclusion;
import io.requalify.statistics.Followed;
import io.requalify.statistics.Interval;
import io.requalify.statistics.SwapEvidence;
import io.requalify.tables.Review;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** The two by two as rows of {@link io.requalify.tables.result.SwapSetsTable}. */
final class SwapSetRows {
  private final Review review;

  SwapSetRows(Review review) {
    this.review = review;
  }

  /**
   * The four quadrants.
   *
   * @param neither contacts that neither version qualifies
   */
  List<Row> rows(EvidenceKey key, SwapEvidence evidence, long neither) {
    Map<String, Followed> quadrants = new LinkedHashMap<>();
    quadrants.put("agree_in", evidence.agreeIn());
    quadrants.put("swap_out", evidence.swapOut());
    quadrants.put("swap_in", evidence.swapIn());
    quadrants.put("agree_out", new Followed(neither, 0, 0, 0, 0));
    return quadrants.entrySet().stream()
        .map(quadrant -> row(key, quadrant.getKey(), quadrant.getValue()))
        .toList();
  }

  private Row row(EvidenceKey key, String quadrant, Followed followed) {
    Optional<Interval> wilson =
        followed.mature() == 0
            ? Optional.empty()
            : Optional.of(new Wilson().around(followed.outcomes(), Conclusion.LEVEL));
    return RowFactory.create(
        review.id(),
        review.asOf(),
        key.version(),
        key.channel(),
        Review.ALL,
        key.outcome(),
        quadrant,
        followed.contacts(),
        followed.worked(),
        followed.explored(),
        followed.mature(),
        followed.converted(),
        OptionalValues.orNull(followed.observedRate()),
        wilson.map(Interval::lower).orElse(null),
        wilson.map(Interval::upper).orElse(null));
  }
}
