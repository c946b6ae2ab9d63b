package io.requalify.channels;

import static org.apache.spark.sql.functions.col;

import io.requalify.statistics.DoublyRobust;
import io.requalify.tables.Review;
import io.requalify.tables.result.ChannelQualityTable;
import io.requalify.tables.result.ConversionEstimatesTable;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What the estimates of the review say that the MQLs of each version would have converted, had the
 * version decided whom sales works; as far as the review was estimated before.
 */
final class Counterfactuals {
  /** The measure of conversion. */
  private static final String CONVERSION = "conversion";

  private final Map<ChannelKey, Estimate> estimates;

  private Counterfactuals(Map<ChannelKey, Estimate> estimates) {
    this.estimates = estimates;
  }

  /**
   * An estimate.
   *
   * @param rate none where it was refused
   * @param lower of its interval or bounds; none where there are none
   * @param upper likewise
   * @param reason why it is refused or not trusted; empty where it is trusted
   */
  record Estimate(
      Optional<Double> rate, Optional<Double> lower, Optional<Double> upper, String reason) {
    private static Estimate missing(String reason) {
      return new Estimate(Optional.empty(), Optional.empty(), Optional.empty(), reason);
    }
  }

  /** Of rows of {@code conversion_estimates}; none where the review was not estimated. */
  static Counterfactuals of(Dataset<Row> conversionEstimates) {
    Map<ChannelKey, Estimate> estimates = new TreeMap<>();
    Dataset<Row> wanted =
        conversionEstimates
            .where(col(ConversionEstimatesTable.ESTIMATOR).equalTo(new DoublyRobust().shortName()))
            .where(col(ConversionEstimatesTable.MEASURE).equalTo(CONVERSION));
    for (Row row : wanted.collectAsList()) {
      estimates.put(
          key(row),
          new Estimate(
              Optional.ofNullable(row.getAs(ConversionEstimatesTable.ESTIMATE)),
              Optional.ofNullable(row.getAs(ConversionEstimatesTable.LOWER)),
              Optional.ofNullable(row.getAs(ConversionEstimatesTable.UPPER)),
              row.getAs(ConversionEstimatesTable.REASON)));
    }
    return new Counterfactuals(estimates);
  }

  /** Of a review that was not estimated. */
  static Counterfactuals none() {
    return new Counterfactuals(Map.of());
  }

  private static ChannelKey key(Row row) {
    String channel = row.getAs(ConversionEstimatesTable.CHANNEL);
    String cohort = row.getAs(ConversionEstimatesTable.COHORT);
    return new ChannelKey(
        ChannelUnits.MQL,
        row.getAs(ConversionEstimatesTable.RULE_VERSION),
        channel.equals(Review.ALL) ? ChannelQualityTable.WHOLE : ChannelQualityTable.OF_CHANNEL,
        channel,
        Review.ALL,
        Review.ALL,
        row.getAs(ConversionEstimatesTable.SEGMENT),
        cohort.equals(Review.ALL) ? ChannelQualityTable.WHOLE_WINDOW : ChannelQualityTable.BY_MONTH,
        cohort,
        row.getAs(ConversionEstimatesTable.OUTCOME));
  }

  /** The estimate for a row, or why there is none. */
  Estimate of(ChannelKey key) {
    if (!key.population().equals(ChannelUnits.MQL)) {
      return Estimate.missing("leads are under no version");
    }
    return estimates.getOrDefault(
        key,
        Estimate.missing(
            estimates.isEmpty()
                ? "the review was not estimated; run estimate, then channels again"
                : "conversion_estimates has no such cut"));
  }
}
