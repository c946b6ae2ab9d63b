package io.requalify.estimates;

import io.requalify.statistics.ClusterMoments;
import io.requalify.statistics.counterfactual.TermSums;
import java.io.Serializable;
import java.math.BigInteger;
import java.util.Arrays;

/**
 * Exact sums over accounts: counts, squares and maxima of weights, and the terms with the products
 * of every two. Whole numbers, in whatever order they come. Public only because Spark's encoders
 * ask for it.
 */
public final class EvidenceSums implements Serializable {
  private static final long serialVersionUID = 1;

  private final long[] counts;
  private final BigInteger[] squares = new BigInteger[EvidenceCounts.SQUARES.size()];
  private final long[] largest = new long[EvidenceCounts.LARGEST.size()];
  private final TermSums terms = new TermSums();

  /** Sums of nothing. */
  EvidenceSums(int counts) {
    this.counts = new long[counts];
    Arrays.fill(squares, BigInteger.ZERO);
  }

  /** Adds one account. */
  void add(long[] counted, BigInteger[] squared, long[] most, long[] account) {
    for (int place = 0; place < counts.length; place++) {
      counts[place] = Math.addExact(counts[place], counted[place]);
    }
    addWeights(squared, most);
    terms.add(account);
  }

  /** Adds other accounts. */
  void add(EvidenceSums other) {
    for (int place = 0; place < counts.length; place++) {
      counts[place] = Math.addExact(counts[place], other.counts[place]);
    }
    addWeights(other.squares, other.largest);
    terms.add(other.terms);
  }

  private void addWeights(BigInteger[] squared, long[] most) {
    for (int place = 0; place < squares.length; place++) {
      squares[place] = squares[place].add(squared[place]);
      largest[place] = Math.max(largest[place], most[place]);
    }
  }

  /** What was summed under a name of {@link EvidenceCounts#counted}. */
  long count(int place) {
    return counts[place];
  }

  /** Sum of squared weights, where a weight of 1 is a million. */
  BigInteger squares(int place) {
    return squares[place];
  }

  /** The largest weight, in millionths. */
  long largest(int place) {
    return largest[place];
  }

  /** The moments over accounts, counts as such and weights in ones. */
  ClusterMoments moments() {
    return terms.moments();
  }
}
