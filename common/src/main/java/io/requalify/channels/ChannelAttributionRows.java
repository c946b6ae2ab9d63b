package io.requalify.channels;

import io.requalify.statistics.channels.AttributionSums;
import io.requalify.statistics.channels.AttributionSums.Credit;
import io.requalify.tables.Review;
import io.requalify.tables.result.ChannelAttributionTable;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.SortedSet;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** What each channel is credited with, as rows of {@link ChannelAttributionTable}. */
final class ChannelAttributionRows {
  private static final double ONE = 1e6;
  private static final int PLACES_OF_MONEY = 2;

  private final Review review;
  private final List<Row> rows = new ArrayList<>();

  private ChannelAttributionRows(Review review) {
    this.review = review;
  }

  /** All rows, by version, outcome, model and channel; the whole after its parts. */
  static List<Row> of(Review review, SortedMap<MixKey, AttributionSums> credits) {
    ChannelAttributionRows rows = new ChannelAttributionRows(review);
    credits.forEach(
        (key, sums) ->
            sums.credits()
                .forEach(
                    (model, channels) -> {
                      channels.forEach(
                          (channel, credit) ->
                              rows.add(key, model, channel, credit, sums.currencies()));
                      rows.add(key, model, Review.ALL, whole(channels), sums.currencies());
                    }));
    return List.copyOf(rows.rows);
  }

  private static Credit whole(SortedMap<String, Credit> channels) {
    return channels.values().stream()
        .reduce(
            new Credit(0, 0, 0, 0),
            (one, other) ->
                new Credit(
                    one.contacts() + other.contacts(),
                    one.mature() + other.mature(),
                    one.converted() + other.converted(),
                    one.hundredths() + other.hundredths()));
  }

  private void add(
      MixKey key, String model, String channel, Credit credit, SortedSet<String> currencies) {
    double mature = credit.mature() / ONE;
    boolean enough = mature >= ChannelQualityRows.FEWEST_CONTACTS;
    rows.add(
        RowFactory.create(
            review.id(),
            review.asOf(),
            key.version(),
            key.outcome(),
            model,
            channel,
            credited(credit.contacts()),
            credited(credit.mature()),
            credited(credit.converted()),
            enough ? (Double) (credit.converted() / (double) credit.mature()) : null,
            currencies.size() == 1
                ? BigDecimal.valueOf(credit.hundredths(), PLACES_OF_MONEY)
                : null,
            currencies.isEmpty()
                ? null
                : currencies.size() == 1 ? currencies.first() : ChannelMoney.SEVERAL,
            enough
                ? ""
                : String.format(
                    Locale.ROOT,
                    "insufficient: %.1f mature contacts, at least %d are needed",
                    mature,
                    ChannelQualityRows.FEWEST_CONTACTS)));
  }

  private static BigDecimal credited(long millionths) {
    return BigDecimal.valueOf(millionths, ChannelAttributionTable.PLACES);
  }
}
