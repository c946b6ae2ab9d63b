package io.requalify.estimates;

import io.requalify.statistics.SwapEvidence.Term;
import io.requalify.tables.SumsAggregator;
import java.math.BigDecimal;
import java.math.BigInteger;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Adds up accounts. The products of every two terms as columns of Spark would be 300 sums of
 * decimals, for which Spark would generate more code than Java compiles; and there would be as many
 * objects for each account.
 */
final class EvidenceAggregator extends SumsAggregator<EvidenceSums> {
  private static final long serialVersionUID = 1;

  private final int counts;

  /**
   * Sums over accounts.
   *
   * @param counts how many columns are summed without products; those of squares, maxima and terms
   *     follow
   */
  EvidenceAggregator(int counts) {
    super(EvidenceSums.class);
    this.counts = counts;
  }

  /** What comes in, in this order. */
  StructType input() {
    StructType input = new StructType();
    for (int place = 0; place < counts; place++) {
      input = input.add("count_" + place, DataTypes.LongType, false);
    }
    for (String name : EvidenceCounts.SQUARES) {
      input = input.add(name, DataTypes.createDecimalType(38, 0), false);
    }
    for (String name : EvidenceCounts.LARGEST) {
      input = input.add(name, DataTypes.LongType, false);
    }
    for (Term term : Term.values()) {
      input = input.add("term_" + term.component(), DataTypes.LongType, false);
    }
    return input;
  }

  @Override
  public EvidenceSums zero() {
    return new EvidenceSums(counts);
  }

  @Override
  public EvidenceSums reduce(EvidenceSums sums, Row account) {
    long[] counted = new long[counts];
    int place = 0;
    for (; place < counts; place++) {
      counted[place] = account.getLong(place);
    }
    BigInteger[] squares = new BigInteger[EvidenceCounts.SQUARES.size()];
    for (int square = 0; square < squares.length; square++) {
      BigDecimal whole = account.getDecimal(place++);
      squares[square] = whole.toBigIntegerExact();
    }
    long[] largest = new long[EvidenceCounts.LARGEST.size()];
    for (int most = 0; most < largest.length; most++) {
      largest[most] = account.getLong(place++);
    }
    long[] terms = new long[Term.values().length];
    for (int term = 0; term < terms.length; term++) {
      terms[term] = account.getLong(place++);
    }
    sums.add(counted, squares, largest, terms);
    return sums;
  }

  @Override
  public EvidenceSums merge(EvidenceSums one, EvidenceSums other) {
    one.add(other);
    return one;
  }
}
