package io.requalify.tables;

import java.io.Serializable;
import org.apache.spark.sql.Encoder;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Aggregator;

/**
 * Adds up accounts, and hands the sums over as bytes.
 *
 * @param <S> the sums; public, because Spark's encoders ask for it
 */
public abstract class SumsAggregator<S extends Serializable> extends Aggregator<Row, S, byte[]> {
  private static final long serialVersionUID = 1;

  private final Class<S> type;

  protected SumsAggregator(Class<S> type) {
    this.type = type;
  }

  @Override
  public final byte[] finish(S sums) {
    return SerializedSums.toBytes(sums);
  }

  @Override
  public final Encoder<S> bufferEncoder() {
    return Encoders.javaSerialization(type);
  }

  @Override
  public final Encoder<byte[]> outputEncoder() {
    return Encoders.BINARY();
  }
}
