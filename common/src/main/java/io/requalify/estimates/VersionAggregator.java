package io.requalify.estimates;

import io.requalify.statistics.counterfactual.VersionSums;
import io.requalify.tables.SumsAggregator;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Adds up accounts, each with all versions that have evidence of it. */
final class VersionAggregator extends SumsAggregator<VersionSums> {
  private static final long serialVersionUID = 1;

  /** What an account has under one version: its place, contacts and doubly robust sum. */
  static final StructType OF_A_VERSION =
      new StructType()
          .add("place", DataTypes.IntegerType, false)
          .add("supported", DataTypes.LongType, false)
          .add("doubly_robust", DataTypes.LongType, false);

  private final int versions;

  /** Sums of so many versions. */
  VersionAggregator(int versions) {
    super(VersionSums.class);
    this.versions = versions;
  }

  /** What comes in. */
  static StructType input() {
    return new StructType().add("versions", DataTypes.createArrayType(OF_A_VERSION, false), false);
  }

  @Override
  public VersionSums zero() {
    return new VersionSums(versions);
  }

  @Override
  public VersionSums reduce(VersionSums sums, Row account) {
    long[] vector = new long[VersionSums.supported(versions)];
    List<Row> ofVersions = account.getList(0);
    for (Row version : ofVersions) {
      int place = version.getInt(0);
      vector[VersionSums.supported(place)] = version.getLong(1);
      vector[VersionSums.doublyRobust(place)] = version.getLong(2);
    }
    sums.add(vector);
    return sums;
  }

  @Override
  public VersionSums merge(VersionSums one, VersionSums other) {
    one.add(other);
    return one;
  }
}
