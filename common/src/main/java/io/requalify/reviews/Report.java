package io.requalify.reviews;

import io.requalify.tables.ContractViolationException;
import io.requalify.tables.Review;
import io.requalify.tables.Tables;
import java.util.List;
import java.util.Map;

/**
 * Tells a review: as one HTML file that opens from disk without a network, and in a few lines of
 * text.
 *
 * <p>It reads only result tables, each once, and only the rows of the review; these are small
 * whatever the number of contacts. The same rows give the same bytes.
 */
public final class Report {
  private final Evidence evidence;

  private Report(Evidence evidence) {
    this.evidence = evidence;
  }

  /**
   * Reads what a review wrote.
   *
   * @param truthByVersion for each version that a simulated world knows the truth of, the share of
   *     its contacts that sales would really have accepted; empty for real contacts
   * @throws ContractViolationException when the warehouse holds nothing of this review
   */
  public static Report of(Tables tables, Review review, Map<String, Double> truthByVersion) {
    ReviewResults results =
        ResultRows.read(contract -> tables.read(contract, review.slice()).collectAsList());
    if (results.isEmpty()) {
      throw new ContractViolationException(
          "The warehouse holds no results of the review %s: run the commands estimate or channels for the same --as-of, window and versions first"
              .formatted(review.id()));
    }
    return new Report(new Evidence(review, results, Map.copyOf(truthByVersion)));
  }

  /** The whole HTML document. */
  public String html() {
    return Page.of(evidence).html();
  }

  /** The answer in lines of text, none longer than a terminal is wide. */
  public List<String> findings() {
    return Findings.of(evidence);
  }
}
