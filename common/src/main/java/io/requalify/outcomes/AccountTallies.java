package io.requalify.outcomes;

import static org.apache.spark.sql.functions.udaf;
import static org.apache.spark.sql.functions.xxhash64;

import io.requalify.statistics.BinomialTally;
import io.requalify.statistics.DrawnTally;
import io.requalify.statistics.PoissonBootstrap;
import io.requalify.tables.SumsAggregator;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Adds up the accounts of a cell, as they are and in every draw of the bootstrap. */
public final class AccountTallies extends SumsAggregator<DrawnTally> {
  private static final long serialVersionUID = 1;

  private static final PoissonBootstrap BOOTSTRAP = PoissonBootstrap.usual();

  private AccountTallies() {
    super(DrawnTally.class);
  }

  /**
   * The sums of a group of rows, one for each account, to be read by {@link
   * io.requalify.tables.SerializedSums}.
   *
   * @param account what varies together by chance
   * @param contacts of the account in the cell
   * @param converted of these
   */
  public static Column of(Column account, Column contacts, Column converted) {
    return udaf(new AccountTallies(), Encoders.row(input()))
        .apply(xxhash64(account), contacts, converted);
  }

  private static StructType input() {
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
