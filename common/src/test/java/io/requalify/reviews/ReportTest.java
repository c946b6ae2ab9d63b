package io.requalify.reviews;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.requalify.SparkFixture;
import io.requalify.tables.ContractViolationException;
import io.requalify.tables.Tables;
import io.requalify.tables.Warehouse;
import java.nio.file.Path;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SparkFixture.class)
final class ReportTest {
  private final Tables tables;

  ReportTest(SparkSession spark, @TempDir Path folder) {
    this.tables = new Tables(spark, new Warehouse(folder.toString()));
  }

  @Test
  void theTablesOfAReviewBecomeItsPage() {
    MadeReview made = ExampleReviews.calibration();
    made.write(tables);

    String html = Report.of(tables, made.review(), ExampleReviews.TRUTH).html();

    assertThat(html.equals(made.page(ExampleReviews.TRUTH).html())).isTrue();
    assertThat(html).contains("the truth is known");
  }

  @Test
  void tablesThatWereNeverMadeAreLeftOut() {
    MadeReview made = ExampleReviews.leadsAlone();
    made.write(tables);

    assertThat(Report.of(tables, made.review(), Map.of()).html())
        .contains("676,851.48 BRL", "not recorded")
        .doesNotContain("the truth is known");
  }

  @Test
  void aReviewThatNobodyRanIsRefused() {
    assertThatThrownBy(() -> Report.of(tables, ExampleReviews.review(), Map.of()))
        .isInstanceOf(ContractViolationException.class)
        .hasMessageContaining("no results of the review " + ExampleReviews.review().id())
        .hasMessageContaining("run the commands");
  }
}
