package io.requalify.explanations;

import static io.requalify.explanations.ModelScenarios.episodes;
import static io.requalify.explanations.ModelScenarios.sums;
import static org.assertj.core.api.Assertions.assertThat;

import io.requalify.SparkFixture;
import java.nio.file.Path;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The activity model of Breadcrumbs, with figures worked out by hand from what is published. */
@ExtendWith(SparkFixture.class)
@TestInstance(Lifecycle.PER_CLASS)
final class BreadcrumbsModelTest {
  private static final String SUPPORT = "https://site.example/support/start";
  private static final String PRICING = "https://site.example/pricing";

  private final ModelScenarios model;

  BreadcrumbsModelTest(SparkSession spark, @TempDir Path folder) {
    model =
        new ModelScenarios(spark, folder, "breadcrumbs")
            .contact("five", "2026-01-01")
            .visits(5, "2026-01-01 10:00", SUPPORT)
            .contact("seven", "2026-01-01")
            .visits(7, "2026-01-01 10:00", SUPPORT)
            .contact("two", "2026-01-01")
            .visit("2026-01-01 10:00", SUPPORT)
            .visit("2026-02-15 10:00", SUPPORT)
            .contact("pricing", "2026-01-01")
            .visits(5, "2026-01-01 10:00", PRICING)
            .contact("both", "2026-01-01")
            .visits(5, "2026-01-01 10:00", SUPPORT)
            .visits(5, "2026-01-01 10:00", PRICING);
  }

  @Test
  void fiveVisitsGiveFortyInDaysOneToFortyFiveAndFifteenPercentLessWithEachFurtherFortyFive() {
    // 5 visits of 8 on 1 January. 45 days later is 15 February, 90 is 1 April, 135 is 16 May.
    assertThat(model.sums("five", "2026-02-15 09:59")).isEqualTo("activity 40, total 40");
    // 40 - 15% = 34, 40 - 30% = 28.
    assertThat(model.sums("five", "2026-02-15 10:00")).isEqualTo("activity 34, total 34");
    assertThat(model.sums("five", "2026-04-01 10:00")).isEqualTo("activity 28, total 28");
    // 270 days, 28 September: 40 - 90% = 4. 315 days, 12 November: 40 - 105%, so nothing.
    assertThat(model.sums("five", "2026-09-28 10:00")).isEqualTo("activity 4, total 4");
    assertThat(model.sums("five", "2026-11-12 10:00")).isEqualTo("activity 0, total 0");
  }

  @Test
  void aScoreIsLookedAtEverySixHours() {
    // 40 from 10:00 on is the grade 2, noticed at 12:00. The episode outlives the score.
    assertThat(episodes(model.at("five", "2026-02-15 10:00")))
        .containsExactly("1 from 2026-01-01T12:00:00Z with 40.0 by support-and-resources");
  }

  @Test
  void moreThanFiveVisitsGiveNoMoreThanForty() {
    // 7 x 8 = 56, of which 40 are read.
    assertThat(model.sums("seven", "2026-01-01 12:00")).isEqualTo("activity 40, total 40");
    // After 45 days 56 - 15% = 47.6, still 40: visits above the limit fill up what others have
    // lost.
    // After 90 days 56 - 30% = 39.2.
    assertThat(model.sums("seven", "2026-02-15 10:00")).isEqualTo("activity 40, total 40");
    assertThat(model.sums("seven", "2026-04-01 10:00")).isEqualTo("activity 39.2, total 39.2");
  }

  @Test
  void eachVisitAgesByItself() {
    // The visit of 1 January has 8 - 15% = 6.8 left when the next gives 8.
    assertThat(model.sums("two", "2026-02-15 10:00")).isEqualTo("activity 14.8, total 14.8");
  }

  @Test
  void aPriceLosesTenPercentWithEachFiveDays() {
    // 5 visits of 6: 30. After 5 days 27, after 50 days nothing.
    Explanation after = model.at("pricing", "2026-01-06 10:00");
    assertThat(sums(after)).isEqualTo("activity 27, total 27");
    assertThat(after.episodes()).isEmpty();
    assertThat(model.sums("pricing", "2026-02-20 10:00")).isEqualTo("activity 0, total 0");
  }

  @Test
  void categoriesAddUp() {
    // 6 January: 40 + 27.
    assertThat(model.sums("both", "2026-01-06 10:00")).isEqualTo("activity 67, total 67");
    assertThat(episodes(model.at("both", "2026-01-01 12:00")))
        .containsExactly("1 from 2026-01-01T12:00:00Z with 70.0 by support-and-resources");
  }
}
