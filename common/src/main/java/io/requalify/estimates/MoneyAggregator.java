package io.requalify.estimates;

import io.requalify.statistics.MoneyEvidence.Term;
import io.requalify.statistics.counterfactual.MoneySums;
import io.requalify.tables.SumsAggregator;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Adds up the money of accounts, as {@link EvidenceAggregator} does their conversions. */
final class MoneyAggregator extends SumsAggregator<MoneySums> {
  private static final long serialVersionUID = 1;
  private static final int TERMS = Term.values().length;

  MoneyAggregator() {
    super(MoneySums.class);
  }

  /** What comes in: the terms in the order of their components. */
  static StructType input() {
    StructType input = new StructType();
    for (int term = 0; term < TERMS; term++) {
      input = input.add("term_" + term, DataTypes.LongType, false);
    }
    return input;
  }

  @Override
  public MoneySums zero() {
    return new MoneySums();
  }

  @Override
  public MoneySums reduce(MoneySums sums, Row account) {
    long[] terms = new long[TERMS];
    for (int term = 0; term < TERMS; term++) {
      terms[term] = account.getLong(term);
    }
    sums.add(terms);
    return sums;
  }

  @Override
  public MoneySums merge(MoneySums one, MoneySums other) {
    one.add(other);
    return one;
  }
}
