package io.requalify.channels;

import io.requalify.statistics.PoissonBootstrap;
import io.requalify.statistics.decomposition.DrawnFunnel;
import io.requalify.tables.SumsAggregator;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Adds up the funnels of accounts, as they are and in every draw of the bootstrap. */
final class FunnelAggregator extends SumsAggregator<DrawnFunnel> {
  private static final long serialVersionUID = 1;

  private static final PoissonBootstrap BOOTSTRAP = PoissonBootstrap.usual();

  private final int stages;

  /**
   * An aggregator.
   *
   * @param stages how many there are, that of all leads among them
   */
  FunnelAggregator(int stages) {
    super(DrawnFunnel.class);
    this.stages = stages;
  }

  /** What comes in: a hash of the account, its contacts at each stage, and money in hundredths. */
  StructType input() {
    StructType input = new StructType().add("account", DataTypes.LongType, false);
    for (int stage = 0; stage < stages; stage++) {
      input = input.add("stage" + stage, DataTypes.LongType, false);
    }
    return input.add("hundredths", DataTypes.LongType, false);
  }

  @Override
  public DrawnFunnel zero() {
    return new DrawnFunnel(stages, BOOTSTRAP.draws());
  }

  @Override
  public DrawnFunnel reduce(DrawnFunnel sums, Row account) {
    long[] counts = new long[stages + 1];
    for (int place = 0; place < counts.length; place++) {
      counts[place] = account.getLong(place + 1);
    }
    sums.add(BOOTSTRAP, account.getLong(0), counts);
    return sums;
  }

  @Override
  public DrawnFunnel merge(DrawnFunnel one, DrawnFunnel other) {
    one.add(other);
    return one;
  }
}
