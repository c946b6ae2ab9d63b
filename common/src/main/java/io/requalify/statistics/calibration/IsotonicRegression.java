package io.requalify.statistics.calibration;

import io.requalify.statistics.BinomialTally;
import java.util.ArrayList;
import java.util.List;

/**
 * The rates that never fall along an order and lie nearest to those observed, every contact
 * counting the same: by least squares, and under every other proper score, too. By pooling adjacent
 * violators: neighbours whose rates fall become one block with their common rate, until none falls.
 *
 * <p>Ayer and others 1955; that one answer is best under all proper scores: Brümmer and du Preez
 * 2013. Counts are whole numbers, so the order of the pooling leaves no trace in the rates.
 */
final class IsotonicRegression {
  private IsotonicRegression() {}

  /**
   * Neighbours with one rate.
   *
   * @param first place of the first of them
   * @param last place of the last of them
   */
  record Block(int first, int last, BinomialTally tally) {
    private Block with(Block next) {
      return new Block(first, next.last, tally.plus(next.tally));
    }
  }

  /**
   * The blocks, in order; their rates never fall. Equal neighbours stay apart, because nothing is
   * wrong with them.
   *
   * @param ordered each with at least one trial
   */
  static List<Block> rising(List<BinomialTally> ordered) {
    List<Block> blocks = new ArrayList<>();
    for (int place = 0; place < ordered.size(); place++) {
      Block block = new Block(place, place, ordered.get(place));
      while (!blocks.isEmpty()
          && blocks.get(blocks.size() - 1).tally().rate() > block.tally().rate()) {
        block = blocks.remove(blocks.size() - 1).with(block);
      }
      blocks.add(block);
    }
    return blocks;
  }

  /** The rate of each place. */
  static double[] risingRates(List<BinomialTally> ordered) {
    double[] rates = new double[ordered.size()];
    for (Block block : rising(ordered)) {
      for (int place = block.first(); place <= block.last(); place++) {
        rates[place] = block.tally().rate();
      }
    }
    return rates;
  }
}
