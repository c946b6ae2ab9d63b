package io.requalify.reviews;

import static io.requalify.tables.Review.ALL;

import io.requalify.reviews.ReviewResults.ChannelRow;
import io.requalify.reviews.ReviewResults.EstimateRow;
import io.requalify.reviews.ReviewResults.QualityRow;
import io.requalify.reviews.ReviewResults.RequestRow;
import io.requalify.reviews.ReviewResults.SwapRow;
import io.requalify.reviews.ReviewResults.VersionRow;
import io.requalify.tables.TableContract;
import io.requalify.tables.result.CalibrationTable;
import io.requalify.tables.result.ChannelQualityTable;
import io.requalify.tables.result.ConversionEstimatesTable;
import io.requalify.tables.result.DataQualityTable;
import io.requalify.tables.result.ReviewsTable;
import io.requalify.tables.result.RuleContributionsTable;
import io.requalify.tables.result.RuleVersionsTable;
import io.requalify.tables.result.SwapSetsTable;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.Function;
import org.apache.spark.sql.Row;

/** Turns rows of the result tables into what the report works with. */
final class ResultRows {
  private ResultRows() {}

  /** Asks once for the rows of each table. */
  static ReviewResults read(Function<TableContract, List<Row>> rowsOf) {
    return new ReviewResults(
        rowsOf.apply(ReviewsTable.CONTRACT).stream().findFirst().map(ResultRows::request),
        rowsOf.apply(RuleVersionsTable.CONTRACT).stream().map(ResultRows::version).toList(),
        rowsOf.apply(SwapSetsTable.CONTRACT).stream().map(ResultRows::swap).toList(),
        rowsOf.apply(ConversionEstimatesTable.CONTRACT).stream()
            .filter(ResultRows::isOfTheWholeVersion)
            .filter(ResultRows::isOfShares)
            .map(ResultRows::estimate)
            .toList(),
        ProposalRows.read(rowsOf),
        rowsOf.apply(ChannelQualityTable.CONTRACT).stream()
            .filter(ResultRows::isOfWholeChannels)
            .map(ResultRows::channel)
            .toList(),
        PointsRows.points(rowsOf.apply(CalibrationTable.CONTRACT)),
        PointsRows.rules(rowsOf.apply(RuleContributionsTable.CONTRACT)),
        rowsOf.apply(DataQualityTable.CONTRACT).stream().map(ResultRows::finding).toList());
  }

  private static RequestRow request(Row row) {
    return new RequestRow(
        new TreeMap<>(row.<String, Long>getJavaMap(row.fieldIndex(ReviewsTable.INPUTS))),
        text(row, ReviewsTable.TIMELINE_ID),
        row.getAs(ReviewsTable.CODE_VERSION),
        new TreeMap<>(row.<String, String>getJavaMap(row.fieldIndex(ReviewsTable.CONFIGURATION))),
        row.<Long>getAs(ReviewsTable.CONTACTS),
        row.<Long>getAs(ReviewsTable.EPISODES));
  }

  private static VersionRow version(Row row) {
    return new VersionRow(
        row.getAs(RuleVersionsTable.RULE_VERSION),
        row.getAs(RuleVersionsTable.MODEL),
        row.getAs(RuleVersionsTable.FINGERPRINT),
        row.getAs(RuleVersionsTable.ROLE),
        row.getAs(RuleVersionsTable.STATUS),
        text(row, RuleVersionsTable.PARENT),
        text(row, RuleVersionsTable.OWNER),
        text(row, RuleVersionsTable.REASON),
        row.getAs(RuleVersionsTable.DOCUMENT));
  }

  private static SwapRow swap(Row row) {
    return new SwapRow(
        row.getAs(SwapSetsTable.RULE_VERSION),
        row.getAs(SwapSetsTable.CHANNEL),
        row.getAs(SwapSetsTable.SEGMENT),
        row.getAs(SwapSetsTable.OUTCOME),
        row.getAs(SwapSetsTable.QUADRANT),
        row.<Long>getAs(SwapSetsTable.CONTACTS),
        row.<Long>getAs(SwapSetsTable.WORKED),
        row.<Long>getAs(SwapSetsTable.EXPLORED),
        row.<Long>getAs(SwapSetsTable.MATURE),
        row.<Long>getAs(SwapSetsTable.CONVERTED),
        number(row, SwapSetsTable.OBSERVED_RATE),
        span(row, SwapSetsTable.OBSERVED_LOWER, SwapSetsTable.OBSERVED_UPPER));
  }

  /** The report shows whole versions; the finer cuts are for queries. */
  private static boolean isOfTheWholeVersion(Row row) {
    return ALL.equals(row.getAs(ConversionEstimatesTable.SEGMENT))
        && ALL.equals(row.getAs(ConversionEstimatesTable.CHANNEL))
        && ALL.equals(row.getAs(ConversionEstimatesTable.COHORT));
  }

  /** The report compares conversions; money is for queries. */
  private static boolean isOfShares(Row row) {
    return List.of(EstimateRow.CONVERSION, EstimateRow.DIFFERENCE)
        .contains(row.<String>getAs(ConversionEstimatesTable.MEASURE));
  }

  /** The report shows outcomes of sales by channels and months; the finer cuts are for queries. */
  private static boolean isOfWholeChannels(Row row) {
    return List.of(ChannelQualityTable.WHOLE, ChannelQualityTable.OF_CHANNEL)
            .contains(row.<String>getAs(ChannelQualityTable.LEVEL))
        && ALL.equals(row.getAs(ChannelQualityTable.SEGMENT))
        && List.of(ChannelQualityTable.WHOLE_WINDOW, ChannelQualityTable.BY_MONTH)
            .contains(row.<String>getAs(ChannelQualityTable.COHORT_KIND))
        && !ChannelQualityTable.MQL_OUTCOME.equals(row.getAs(ChannelQualityTable.OUTCOME));
  }

  private static EstimateRow estimate(Row row) {
    return new EstimateRow(
        row.getAs(ConversionEstimatesTable.RULE_VERSION),
        row.getAs(ConversionEstimatesTable.OUTCOME),
        Estimator.named(row.getAs(ConversionEstimatesTable.ESTIMATOR)),
        row.getAs(ConversionEstimatesTable.MEASURE),
        number(row, ConversionEstimatesTable.ESTIMATE),
        span(row, ConversionEstimatesTable.LOWER, ConversionEstimatesTable.UPPER),
        row.getAs(ConversionEstimatesTable.INTERVAL),
        row.<Long>getAs(ConversionEstimatesTable.CONTACTS),
        row.<Long>getAs(ConversionEstimatesTable.OBSERVED),
        number(row, ConversionEstimatesTable.EFFECTIVE_SAMPLE),
        number(row, ConversionEstimatesTable.SUPPORTED_SHARE),
        number(row, ConversionEstimatesTable.LARGEST_WEIGHT),
        row.<Boolean>getAs(ConversionEstimatesTable.TRUSTED),
        row.getAs(ConversionEstimatesTable.REASON));
  }

  private static ChannelRow channel(Row row) {
    return new ChannelRow(
        row.getAs(ChannelQualityTable.POPULATION),
        row.getAs(ChannelQualityTable.RULE_VERSION),
        row.getAs(ChannelQualityTable.CHANNEL),
        row.getAs(ChannelQualityTable.COHORT),
        row.getAs(ChannelQualityTable.OUTCOME),
        row.<Long>getAs(ChannelQualityTable.CONTACTS),
        row.<Long>getAs(ChannelQualityTable.RECORDED),
        row.<Long>getAs(ChannelQualityTable.RECORDED_BEFORE_START),
        row.<Long>getAs(ChannelQualityTable.CONVERTED),
        Optional.ofNullable(row.getAs(ChannelQualityTable.REVENUE)),
        text(row, ChannelQualityTable.CURRENCY),
        number(row, ChannelQualityTable.MEAN_DAYS),
        number(row, ChannelQualityTable.RATE),
        span(row, ChannelQualityTable.WILSON_LOWER, ChannelQualityTable.WILSON_UPPER),
        number(row, ChannelQualityTable.SHRUNKEN_RATE),
        span(row, ChannelQualityTable.SHRUNKEN_LOWER, ChannelQualityTable.SHRUNKEN_UPPER),
        row.<Integer>getAs(ChannelQualityTable.HORIZON_DAYS),
        row.<Long>getAs(ChannelQualityTable.MATURE_CONTACTS),
        row.<Long>getAs(ChannelQualityTable.MATURE_CONVERTED),
        number(row, ChannelQualityTable.MATURE_RATE),
        row.getAs(ChannelQualityTable.VERDICT));
  }

  private static QualityRow finding(Row row) {
    return new QualityRow(
        row.getAs(DataQualityTable.FOUND_BY),
        row.getAs(DataQualityTable.CHECK_NAME),
        row.getAs(DataQualityTable.TABLE_NAME),
        row.<Long>getAs(DataQualityTable.AFFECTED),
        row.<Long>getAs(DataQualityTable.EXAMINED),
        List.copyOf(row.<String>getList(row.fieldIndex(DataQualityTable.EXAMPLES))),
        row.getAs(DataQualityTable.EXPLANATION));
  }

  static Optional<String> text(Row row, String column) {
    return Optional.ofNullable(row.getAs(column));
  }

  static OptionalDouble number(Row row, String column) {
    Double value = row.getAs(column);
    return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
  }

  /** Half an interval is none. */
  static Optional<Span> span(Row row, String lower, String upper) {
    Double from = row.getAs(lower);
    Double to = row.getAs(upper);
    return from == null || to == null ? Optional.empty() : Optional.of(new Span(from, to));
  }
}
