package io.requalify.statistics.calibration;

import io.requalify.statistics.Answer;
import java.util.List;

/**
 * How far promised and observed rates lie apart, bin by bin, weighed by contacts.
 *
 * @param bins with a contact in them, the lowest promise first
 * @param mean the expected calibration error {@code Sum n_b/N |p_b - y_b|}, in shares. Plugged in,
 *     so chance alone makes it larger than 0, the more so the more bins; and promises that are off
 *     in both directions within one bin cancel. Naeini, Cooper and Hauskrecht 2015
 * @param largest the largest {@code |p_b - y_b|} of a bin
 */
public record CalibrationError(List<PromisedRate> bins, double mean, double largest) {
  public CalibrationError {
    bins = List.copyOf(bins);
  }

  /** The error of a table by these bins. */
  public static CalibrationError of(ScoreTable table, Binning binning) {
    List<PromisedRate> bins = binning.bins(table);
    double contacts = table.total().trials();
    double mean = 0;
    double largest = 0;
    for (PromisedRate bin : bins) {
      double distance = Math.abs(bin.expected() - bin.observed());
      mean += bin.tally().trials() / contacts * distance;
      largest = Math.max(largest, distance);
    }
    return new CalibrationError(bins, mean, largest);
  }

  /**
   * The squared calibration error less what chance adds to it: {@code Sum n_b/N ((p_b - y_b)² -
   * y_b(1 - y_b)/(n_b - 1))}, in squared shares.
   *
   * <p>Unbiased where contacts are independent and the contacts of a bin were promised one
   * probability; so it may come out below 0, which says: no more than chance. Kumar, Liang and Ma
   * 2019; Bröcker 2012.
   *
   * @return refused where a bin has one contact only, whose chance cannot be judged
   */
  public Answer<Double> debiasedSquare() {
    double contacts = ScoreTable.total(bins.stream().map(PromisedRate::tally).toList()).trials();
    double sum = 0;
    for (PromisedRate bin : bins) {
      double size = bin.tally().trials();
      if (size < 2) {
        return Answer.refused(
            "a bin with the expected probability %s has one contact only, whose chance cannot be judged; take fewer bins"
                .formatted(bin.expected()));
      }
      double observed = bin.observed();
      double distance = bin.expected() - observed;
      sum += size / contacts * (distance * distance - observed * (1 - observed) / (size - 1));
    }
    return Answer.of(sum);
  }
}
