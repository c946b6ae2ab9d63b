package io.requalify.channels;

import io.requalify.scoring.Micros;
import io.requalify.statistics.channels.AttributionSums;
import io.requalify.statistics.channels.AttributionSums.Fate;
import io.requalify.statistics.channels.Touch;
import io.requalify.tables.SumsAggregator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Puts contacts to the channels of their touches, under every model. The built-in functions cannot
 * share out whole numbers by largest remainders, which the exact sums need.
 */
final class AttributionAggregator extends SumsAggregator<AttributionSums> {
  private static final long serialVersionUID = 1;

  private final Duration halfLife;

  AttributionAggregator(Duration halfLife) {
    super(AttributionSums.class);
    this.halfLife = halfLife;
  }

  /** A touch: microseconds since 1970, and the channel. */
  static StructType touch() {
    return new StructType()
        .add("at", DataTypes.LongType, false)
        .add("channel", DataTypes.StringType, false);
  }

  /** What comes in: a contact with its touches, null where it has none, and what came of it. */
  static StructType input() {
    return new StructType()
        .add("entry", DataTypes.LongType, false)
        .add("touches", DataTypes.createArrayType(touch(), false), true)
        .add("mature", DataTypes.BooleanType, false)
        .add("converted", DataTypes.BooleanType, false)
        .add("hundredths", DataTypes.LongType, true)
        .add("currency", DataTypes.StringType, true);
  }

  @Override
  public AttributionSums zero() {
    return new AttributionSums();
  }

  @Override
  public AttributionSums reduce(AttributionSums sums, Row contact) {
    List<Touch> touches = new ArrayList<>();
    if (!contact.isNullAt(1)) {
      for (Row touch : contact.<Row>getList(1)) {
        touches.add(new Touch(touch.getString(1), Micros.instant(touch.getLong(0))));
      }
    }
    Fate fate =
        new Fate(
            contact.getBoolean(2),
            contact.getBoolean(3),
            contact.isNullAt(4) ? 0 : contact.getLong(4),
            Optional.ofNullable(contact.getString(5)));
    sums.add(touches, Micros.instant(contact.getLong(0)), fate, halfLife);
    return sums;
  }

  @Override
  public AttributionSums merge(AttributionSums one, AttributionSums other) {
    one.add(other);
    return one;
  }
}
