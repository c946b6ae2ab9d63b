package io.requalify.monitoring;

import io.requalify.statistics.monitoring.FollowUpSums;
import io.requalify.tables.ColumnTypes;
import io.requalify.tables.SumsAggregator;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/** Adds up accounts by the time to the first touch of their contacts. */
final class FollowUpAggregator extends SumsAggregator<FollowUpSums> {
  private static final long serialVersionUID = 1;

  FollowUpAggregator() {
    super(FollowUpSums.class);
  }

  /** What comes in: the counts of an account in the places of {@link FollowUpSums}. */
  static StructType input() {
    return new StructType().add("account", ColumnTypes.LONGS, false);
  }

  @Override
  public FollowUpSums zero() {
    return new FollowUpSums(TouchBands.names().size());
  }

  @Override
  public FollowUpSums reduce(FollowUpSums sums, Row account) {
    List<Long> counts = account.getList(0);
    sums.add(counts.stream().mapToLong(Long::longValue).toArray());
    return sums;
  }

  @Override
  public FollowUpSums merge(FollowUpSums one, FollowUpSums other) {
    one.add(other);
    return one;
  }
}
