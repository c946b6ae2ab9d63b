package io.requalify.estimates;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.requalify.SparkFixture;
import io.requalify.statistics.BinomialInterval.Wilson;
import io.requalify.statistics.BinomialTally;
import io.requalify.statistics.Interval;
import io.requalify.statistics.discontinuity.ConversionBelowThreshold;
import io.requalify.statistics.discontinuity.DiscontinuityResult.Estimated;
import io.requalify.statistics.discontinuity.ExtrapolationBelowCutoff.Target;
import io.requalify.statistics.discontinuity.OutcomesAtScore;
import io.requalify.tables.result.ConversionEstimatesTable;
import io.requalify.tables.result.RuleVersionsTable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What is said of contacts below production's threshold whom nobody worked. */
@ExtendWith(SparkFixture.class)
final class BelowThresholdTest extends EstimateWarehouse {
  private static final String REASON = "reason";

  BelowThresholdTest(SparkSession spark, @TempDir Path folder) {
    super(spark, folder);
  }

  @Test
  void contactsJustBelowTheThresholdAreTakenByTheLineThroughThoseAboveIt() {
    putContacts(430);
    putVersions("live", "bold");
    putProduction("{\"qualify\":{\"default\":{\"total\":\">= 50\"}}}");
    putLabelled(aroundTheThreshold());
    new Estimate(tables).run(review);

    List<OutcomesAtScore> above = new ArrayList<>();
    for (int points = 0; points < 20; points++) {
      above.add(OutcomesAtScore.of(points, new BinomialTally(20, 4 + points / 3)));
    }
    Interval share =
        ((Estimated) ConversionBelowThreshold.of(above, List.of(new Target(2, 30)))).interval();
    assertThat(share.width()).isLessThan(0.6);
    Row near = estimate("bold", "doubly_robust", "conversion");
    Row monotone = estimate("bold", "monotone_band", "conversion");
    assertThat(number(near, ConversionEstimatesTable.SHARE_NEAR)).isEqualTo(30 / 430.0);
    assertThat(near.<String>getAs(REASON))
        .endsWith(
            String.format(
                Locale.ROOT,
                "; of the 30 contacts just below production's threshold %.0f%% to %.0f%% are taken to convert, by the line through those above it",
                100 * share.lower(),
                100 * share.upper()));
    assertThat(estimateOf("search", "doubly_robust").<String>getAs(REASON))
        .contains("of the 30 contacts just below production's threshold");
    assertThat(estimateOf("social", "doubly_robust").<String>getAs(REASON))
        .doesNotContain("just below");

    putProduction("{\"qualify\":{\"default\":{\"fit\":\">= 20\",\"total\":\">= 50\"}}}");
    new Estimate(tables).run(review);
    Row any = estimate("bold", "doubly_robust", "conversion");
    assertThat(any.<String>getAs(REASON))
        .endsWith(
            "; any share of the 30 contacts just below production's threshold may convert: production asks of the segment default for something else than at least so much in total, so nobody stands so many points above or below its threshold");
    assertThat(width(any) - width(near)).isCloseTo(30 / 430.0 * (1 - share.width()), within(0.01));
    assertMonotone(monotone, any);
  }

  /** Of those whom nobody worked at most as many convert as of those who are like them. */
  private void assertMonotone(Row monotone, Row any) {
    // 200 had less than ten points more than asked for, of whom six came from elsewhere.
    double most = new Wilson().around(new BinomialTally(194, 51), 0.98).upper();
    assertThat(width(any) - width(monotone)).isCloseTo(30 / 430.0 * (1 - most), within(0.002));
    assertThat(monotone.isNullAt(monotone.fieldIndex(ConversionEstimatesTable.ESTIMATE))).isTrue();
    assertThat(monotone.<Boolean>getAs(ConversionEstimatesTable.TRUSTED)).isFalse();
    assertThat(monotone.<String>getAs(REASON))
        .isEqualTo(
            "not trusted: holds only if, within each channel and ten points of the candidate's score, conversion does not fall as production's score rises, which nothing here shows");
    assertThat(estimate("bold", "monotone_band", "conversion").<String>getAs(REASON))
        .startsWith("refused: production asks of the segment default for something else");
    assertThat(estimate("live", "monotone_band", "conversion").<String>getAs(REASON))
        .startsWith("refused: production asks of the segment default for something else");
  }

  @Test
  void unseenSwapInsOfAnotherBandOfTheirOwnScoreAreBoundedByNobody() {
    putContacts(430);
    putVersions("live", "bold");
    putProduction("{\"qualify\":{\"default\":{\"total\":\">= 50\"}}}");
    putLabelled(
        aroundTheThreshold().stream()
            .map(row -> row.shortfall() == null ? row : row.with(20))
            .toList());
    new Estimate(tables).run(review);

    Row monotone = estimate("bold", "monotone_band", "conversion");
    Row any = estimate("bold", "ips", "conversion");
    assertThat(number(monotone, ConversionEstimatesTable.UPPER))
        .isGreaterThan(number(any, ConversionEstimatesTable.UPPER));
    assertThat(estimate("live", "monotone_band", "conversion").<String>getAs(REASON))
        .isEqualTo("refused: no swap-in here is without evidence, so there is nothing to bound");
  }

  /** Twenty contacts at each of twenty scores from 50 on, and thirty who lacked 1.5 points. */
  private static List<LabelledRow> aroundTheThreshold() {
    List<LabelledRow> rows = new ArrayList<>();
    for (int contact = 0; contact < 400; contact++) {
      int points = contact / 20;
      String state = contact % 20 < 4 + points / 3 ? "converted" : "not_converted";
      for (String version : List.of("live", "bold")) {
        double score = version.equals("live") ? 50.5 + points : 10;
        rows.add(episode(version, contact, EARLY, "rule", null, true, state).with(score));
      }
    }
    for (int contact = 400; contact < 430; contact++) {
      rows.add(lacking(contact, 1.5, null).with(10));
    }
    return rows;
  }

  /** Production as putVersions has it, with another document. */
  private void putProduction(String document) {
    tables.replace(
        RuleVersionsTable.CONTRACT,
        tables
            .read(RuleVersionsTable.CONTRACT, review.slice())
            .withColumn(
                RuleVersionsTable.DOCUMENT,
                when(col(RuleVersionsTable.RULE_VERSION).equalTo("live"), lit(document))
                    .otherwise("{}")),
        review.slice());
  }

  private Row estimateOf(String channel, String estimator) {
    return tables
        .read(ConversionEstimatesTable.CONTRACT, review.slice())
        .where(
            "rule_version = 'bold' AND measure = 'conversion' AND segment = '(all)' AND cohort = '(all)'")
        .where(col(ConversionEstimatesTable.CHANNEL).equalTo(channel))
        .where(col(ConversionEstimatesTable.ESTIMATOR).equalTo(estimator))
        .collectAsList()
        .get(0);
  }

  private static double width(Row row) {
    return number(row, ConversionEstimatesTable.UPPER)
        - number(row, ConversionEstimatesTable.LOWER);
  }
}
