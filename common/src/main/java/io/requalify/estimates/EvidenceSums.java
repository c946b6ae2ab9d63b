package io.requalify.estimates;

import io.requalify.statistics.ClusterMoments;
import io.requalify.statistics.SwapEvidence.Term;
import io.requalify.statistics.counterfactual.Millionths;
import io.requalify.statistics.counterfactual.WideSum;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;

/**
 * Exact sums over accounts: counts, squares and maxima of weights, and the terms with the products
 * of every two. Whole numbers, in whatever order they come. Public only because Spark's encoders
 * ask for it.
 */
public final class EvidenceSums implements Serializable {
  private static final long serialVersionUID = 1;
  private static final int TERMS = Term.values().length;

  /** With one of these above 0 something was observed of an account. */
  private static final List<Term> OBSERVED =
      List.of(Term.AGREE_IN_MATURE, Term.SWAP_IN_MATURE, Term.PRODUCTION_MATURE);

  private final long[] counts;
  private final BigInteger[] squares = new BigInteger[EvidenceCounts.SQUARES.size()];
  private final long[] largest = new long[EvidenceCounts.LARGEST.size()];
  private long clusters;
  private final long[] terms = new long[TERMS];

  /** Products of each two terms, the second not before the first; null for the others. */
  private final WideSum[] products = new WideSum[TERMS * TERMS];

  /** Sums of nothing. */
  EvidenceSums(int counts) {
    this.counts = new long[counts];
    Arrays.fill(squares, BigInteger.ZERO);
    for (int row = 0; row < TERMS; row++) {
      for (int column = row; column < TERMS; column++) {
        products[row * TERMS + column] = new WideSum();
      }
    }
  }

  /** Adds one account. */
  void add(long[] counted, BigInteger[] squared, long[] most, long[] account) {
    for (int place = 0; place < counts.length; place++) {
      counts[place] = Math.addExact(counts[place], counted[place]);
    }
    addWeights(squared, most);
    if (OBSERVED.stream().anyMatch(term -> account[term.component()] > 0)) {
      clusters++;
    }
    for (int row = 0; row < TERMS; row++) {
      if (account[row] != 0) {
        terms[row] = Math.addExact(terms[row], account[row]);
        for (int column = row; column < TERMS; column++) {
          if (account[column] != 0) {
            product(row, column).addProduct(account[row], account[column]);
          }
        }
      }
    }
  }

  /** Adds other accounts. */
  void add(EvidenceSums other) {
    for (int place = 0; place < counts.length; place++) {
      counts[place] = Math.addExact(counts[place], other.counts[place]);
    }
    addWeights(other.squares, other.largest);
    clusters = Math.addExact(clusters, other.clusters);
    for (int row = 0; row < TERMS; row++) {
      terms[row] = Math.addExact(terms[row], other.terms[row]);
    }
    for (int row = 0; row < TERMS; row++) {
      for (int column = row; column < TERMS; column++) {
        product(row, column).add(other.product(row, column));
      }
    }
  }

  private void addWeights(BigInteger[] squared, long[] most) {
    for (int place = 0; place < squares.length; place++) {
      squares[place] = squares[place].add(squared[place]);
      largest[place] = Math.max(largest[place], most[place]);
    }
  }

  private WideSum product(int row, int column) {
    return products[row * TERMS + column];
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
    double[] sums = new double[TERMS];
    double[][] scaled = new double[TERMS][TERMS];
    for (Term row : Term.values()) {
      int place = row.component();
      sums[place] = terms[place] / one(row);
      for (Term column : Term.values()) {
        int other = column.component();
        scaled[place][other] =
            product(Math.min(place, other), Math.max(place, other)).doubleValue()
                / (one(row) * one(column));
      }
    }
    return ClusterMoments.of(clusters, sums, scaled);
  }

  private static double one(Term term) {
    return term.isCount() ? 1 : Millionths.ONE;
  }

  byte[] toBytes() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(this);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  static EvidenceSums of(byte[] bytes) {
    try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes))) {
      return (EvidenceSums) in.readObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException("The sums are of another program", e);
    }
  }
}
