package io.requalify.reviews;

import io.requalify.tables.ContractViolationException;
import io.requalify.tables.Review;
import io.requalify.tables.Tables;
import java.util.Map;

/**
 * Draws a review as one HTML file that opens from disk without a network.
 *
 * <p>It reads only result tables, each once, and only the rows of the review; these are small
 * whatever the number of contacts. The same rows give the same bytes.
 */
public final class Report {
  private final Tables tables;

  public Report(Tables tables) {
    this.tables = tables;
  }

  /**
   * The report of a review of real contacts, whose truth nobody knows.
   *
   * @return a whole HTML document
   * @throws ContractViolationException when the warehouse holds nothing of this review
   */
  public String render(Review review) {
    return render(review, Map.of());
  }

  /**
   * The report of a review of a simulated world.
   *
   * @param truthByVersion for each version that the world knows the truth of, the share of its
   *     contacts that sales would really have accepted; versions that are not there have none
   * @return a whole HTML document
   * @throws ContractViolationException when the warehouse holds nothing of this review
   */
  public String render(Review review, Map<String, Double> truthByVersion) {
    ReviewResults results =
        ResultRows.read(contract -> tables.read(contract, review.slice()).collectAsList());
    if (results.isEmpty()) {
      throw new ContractViolationException(
          "The warehouse holds no results of the review %s: run the commands estimate or channels for the same --as-of, window and versions first"
              .formatted(review.id()));
    }
    return Page.of(new Evidence(review, results, Map.copyOf(truthByVersion))).html();
  }
}
