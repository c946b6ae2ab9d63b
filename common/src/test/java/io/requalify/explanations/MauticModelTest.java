package io.requalify.explanations;

import static io.requalify.explanations.ModelScenarios.episodes;
import static io.requalify.explanations.ModelScenarios.notes;
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

/** Mautic's points, with figures worked out by hand. */
@ExtendWith(SparkFixture.class)
@TestInstance(Lifecycle.PER_CLASS)
final class MauticModelTest {
  private final ModelScenarios model;

  MauticModelTest(SparkSession spark, @TempDir Path folder) {
    model =
        new ModelScenarios(spark, folder, "mautic")
            .contact("reader", "2026-01-01")
            .event("2026-01-05 10:00", "email_open")
            .event("2026-01-06 10:00", "email_open")
            .visit("2026-01-07 10:00", "https://site.example/pricing")
            .visit("2026-01-08 10:00", "https://site.example/pricing")
            .visit("2026-01-08 11:00", "https://site.example/product/tour")
            .contact("buyer", "2026-01-01")
            .events(3, "2026-01-05 10:00", "download")
            .event("2026-01-06 10:00", "form")
            .event("2026-01-07 10:00", "email_open")
            .stage("2026-01-10 10:00", "recycled")
            .event("2026-01-11 10:00", "unsubscribe")
            .event("2026-01-12 10:00", "unsubscribe")
            .events(2, "2026-02-01 10:00", "form");
  }

  @Test
  void aRepeatableActionGivesPointsEachTimeAndAnyOtherOnceEver() {
    // Opening a mail gives 10, once. Three pages give 1 each, the price 15 once: 10 + 3 + 15 = 28.
    // The page of the product gives 5 to its group, beside the points.
    Explanation explanation = model.at("reader", "2026-01-09");
    assertThat(sums(explanation)).isEqualTo("points 28, product_group 5, total 28");
    assertThat(notes(explanation, "opens-mail"))
        .containsExactly("2026-01-05T10:00:00Z counted 10", "2026-01-06T10:00:00Z not_counted 0");
    assertThat(notes(explanation, "visits-pricing"))
        .containsExactly("2026-01-07T10:00:00Z counted 15", "2026-01-08T10:00:00Z not_counted 0");
  }

  @Test
  void nothingFades() {
    // Three years later.
    assertThat(model.sums("reader", "2029-01-09"))
        .isEqualTo("points 28, product_group 5, total 28");
  }

  @Test
  void aContactQualifiesOnceEver() {
    // 3 downloads 60, a form 30, a mail 10: 100 on 7 January.
    Explanation first = model.at("buyer", "2026-01-07 10:00");
    assertThat(sums(first)).isEqualTo("points 100, product_group 0, total 100");
    assertThat(episodes(first))
        .containsExactly("1 from 2026-01-07T10:00:00Z with 100.0 by opens-mail");
    // Sent back on the 10th. Unsubscribing costs 50, once; two forms bring 110: no second time.
    Explanation second = model.at("buyer", "2026-02-01 10:00");
    assertThat(sums(second)).isEqualTo("points 110, product_group 0, total 110");
    assertThat(second.breakdown().fulfilled()).isTrue();
    assertThat(second.breakdown().cooling()).isTrue();
    assertThat(episodes(second))
        .containsExactly(
            "1 from 2026-01-07T10:00:00Z with 100.0 by opens-mail until 2026-01-10T10:00:00Z, recycled");
  }
}
