package io.requalify.channels;

import io.requalify.statistics.BinomialTally;
import io.requalify.statistics.DrawnTally;
import io.requalify.statistics.PoissonBootstrap;
import io.requalify.tables.SumsAggregator;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Adds up the accounts of a cell, as they are and in every draw of the bootstrap. */
final class MixAggregator extends SumsAggregator<DrawnTally> {
  private static final long serialVersionUID = 1;

  private static final PoissonBootstrap BOOTSTRAP = PoissonBootstrap.usual();

  MixAggregator() {
    super(DrawnTally.class);
  }

  /** What comes in: a hash of the account, its contacts in the cell and how many converted. */
  static StructType input() {
    return new StructType()
        .add("account", DataTypes.LongType, false)
        .add("contacts", DataTypes.LongType, false)
        .add("converted", DataTypes.LongType, false);
  }

  @Override
  public DrawnTally zero() {
    return new DrawnTally(BOOTSTRAP.draws());
  }

  @Override
  public DrawnTally reduce(DrawnTally sums, Row account) {
    sums.add(
        BOOTSTRAP, account.getLong(0), new BinomialTally(account.getLong(1), account.getLong(2)));
    return sums;
  }

  @Override
  public DrawnTally merge(DrawnTally one, DrawnTally other) {
    one.add(other);
    return one;
  }
}
