package io.requalify.channels;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.unix_micros;

import io.requalify.scoring.Micros;
import io.requalify.tables.Review;
import io.requalify.tables.source.ChannelCostsTable;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What channels cost in the window. Of a period that is partly in it, the same part of its amount
 * counts: costs are taken to be spent evenly.
 */
final class ChannelSpend {
  private static final String START = "_start";
  private static final String END = "_end";
  private static final int PLACES = 2;

  /** Enough that thousands of periods cannot round to another hundredth. */
  private static final int PLACES_OF_PARTS = 10;

  private final SortedMap<String, Amount> byChannel = new TreeMap<>();

  private static final class Amount {
    private BigDecimal sum = BigDecimal.ZERO;
    private final SortedSet<String> currencies = new TreeSet<>();
  }

  private ChannelSpend() {}

  /** The costs of a review; of the whole the sum over all channels. */
  static ChannelSpend of(Dataset<Row> costs, Review review) {
    ChannelSpend spend = new ChannelSpend();
    List<Row> rows =
        costs
            .where(col(ChannelCostsTable.PERIOD_START).lt(lit(review.to())))
            .where(col(ChannelCostsTable.PERIOD_END).gt(lit(review.from())))
            .select(
                col(ChannelCostsTable.CHANNEL),
                unix_micros(col(ChannelCostsTable.PERIOD_START)).as(START),
                unix_micros(col(ChannelCostsTable.PERIOD_END)).as(END),
                col(ChannelCostsTable.AMOUNT),
                col(ChannelCostsTable.CURRENCY))
            .collectAsList();
    for (Row row : rows) {
      BigDecimal part = partInWindow(row, review);
      for (String channel : List.of(row.<String>getAs(ChannelCostsTable.CHANNEL), Review.ALL)) {
        Amount amount = spend.byChannel.computeIfAbsent(channel, missing -> new Amount());
        amount.sum = amount.sum.add(part);
        amount.currencies.add(row.getAs(ChannelCostsTable.CURRENCY));
      }
    }
    return spend;
  }

  private static BigDecimal partInWindow(Row row, Review review) {
    long start = row.<Long>getAs(START);
    long end = row.<Long>getAs(END);
    long inWindow =
        Math.min(end, Micros.of(review.to())) - Math.max(start, Micros.of(review.from()));
    return row.<BigDecimal>getAs(ChannelCostsTable.AMOUNT)
        .multiply(BigDecimal.valueOf(inWindow))
        .divide(BigDecimal.valueOf(end - start), PLACES_OF_PARTS, RoundingMode.HALF_EVEN);
  }

  /** The costs of a channel; none where none are recorded, or where their currencies differ. */
  Optional<BigDecimal> of(String channel) {
    return Optional.ofNullable(byChannel.get(channel))
        .filter(amount -> amount.currencies.size() == 1)
        .map(amount -> amount.sum.setScale(PLACES, RoundingMode.HALF_EVEN));
  }

  /** The currency of the costs of a channel, or {@link ChannelMoney#SEVERAL}; none without any. */
  Optional<String> currency(String channel) {
    return Optional.ofNullable(byChannel.get(channel))
        .map(
            amount ->
                amount.currencies.size() == 1 ? amount.currencies.first() : ChannelMoney.SEVERAL);
  }
}
