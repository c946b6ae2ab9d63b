package io.requalify.estimates;

import io.requalify.statistics.BinomialInterval.Wilson;
import io.requalify.statistics.Conclusion;
import io.requalify.statistics.Followed;
import io.requalify.statistics.Interval;
import io.requalify.statistics.SwapEvidence;
import io.requalify.tables.Review;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** The two by two as rows of {@link io.requalify.tables.result.SwapSetsTable}. */
final class SwapSetRows {
  private final Review review;

  SwapSetRows(Review review) {
    this.review = review;
  }

  /**
   * The four quadrants, or three.
   *
   * @param neither contacts that neither version qualifies, where that is known
   */
  List<Row> rows(EvidenceKey key, SliceEvidence evidence, OptionalLong neither) {
    SwapEvidence swaps = evidence.swaps();
    List<Row> rows = new ArrayList<>();
    rows.add(row(key, "agree_in", swaps.agreeIn(), Optional.of(evidence.lead())));
    rows.add(row(key, "swap_out", swaps.swapOut(), Optional.empty()));
    rows.add(row(key, "swap_in", swaps.swapIn(), Optional.empty()));
    neither.ifPresent(
        contacts -> {
          Followed followed = new Followed(contacts, 0, 0, 0, 0);
          rows.add(row(key, "agree_out", followed, Optional.empty()));
        });
    return rows;
  }

  private Row row(EvidenceKey key, String quadrant, Followed followed, Optional<Lead> lead) {
    Optional<Interval> wilson =
        followed.mature() == 0
            ? Optional.empty()
            : Optional.of(new Wilson().around(followed.outcomes(), Conclusion.LEVEL));
    return RowFactory.create(
        review.id(),
        review.asOf(),
        key.version(),
        key.channel(),
        key.segment(),
        key.outcome(),
        quadrant,
        followed.contacts(),
        followed.worked(),
        followed.explored(),
        followed.mature(),
        followed.converted(),
        OptionalValues.orNull(followed.observedRate()),
        wilson.map(Interval::lower).orElse(null),
        wilson.map(Interval::upper).orElse(null),
        lead.map(Lead::shiftedEarlier).orElse(null),
        lead.map(Lead::shiftedLater).orElse(null),
        lead.map(both -> OptionalValues.orNull(both.meanDays(followed.contacts()))).orElse(null));
  }
}
