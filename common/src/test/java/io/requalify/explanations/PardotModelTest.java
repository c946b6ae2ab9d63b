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

/**
 * Pardot's default points and a grade, with figures worked out by hand. Grades are thirds above D.
 */
@ExtendWith(SparkFixture.class)
@TestInstance(Lifecycle.PER_CLASS)
final class PardotModelTest {
  private final ModelScenarios model;

  PardotModelTest(SparkSession spark, @TempDir Path folder) {
    model =
        new ModelScenarios(spark, folder, "pardot")
            .contact("prospect", "2026-01-01")
            .event("2026-01-05 10:00", "form")
            .event("2026-01-05 10:00", "visit")
            .events(4, "2026-01-05 10:00", "page_view")
            .event("2026-01-05 10:00", "site_search")
            .event("2026-01-05 10:00", "tracker_click")
            .event("2026-01-05 10:00", "form_error")
            .asset("2026-01-06 10:00", "automation", "watched-demo")
            .contact("set", "2026-01-01")
            .prop("2026-01-05 10:00", "form", "category", "product")
            .prop("2026-01-05 11:00", "tracker_click", "category", "product")
            .prop("2026-01-05 12:00", "tracker_click", "category", "services")
            .asset("2026-01-07 10:00", "automation", "set-score-to-3")
            .event("2026-01-08 10:00", "form_error")
            .event("2026-01-09 10:00", "visit")
            .contact("graded", "2026-01-01")
            .fact("2026-01-01", "account.employees", "500")
            .fact("2026-01-01", "account.industry", "software")
            .events(2, "2026-01-05 10:00", "form")
            .fact("2026-01-08 10:00", "contact.country", "CA")
            .contact("best", "2026-01-01")
            .fact("2026-01-01", "account.employees", "200")
            .fact("2026-01-01", "account.industry", "finance")
            .fact("2026-01-01", "contact.department", "marketing")
            .fact("2026-01-01", "contact.seniority", "vp")
            .fact("2026-01-01", "contact.country", "GB")
            .events(2, "2026-01-05 10:00", "form")
            .contact("student", "2026-01-01")
            .fact("2026-01-01", "contact.seniority", "student")
            .events(3, "2026-01-05 10:00", "form");
  }

  @Test
  void activitiesGiveTheirDefaultPoints() {
    // A form 50, a visit 3, 4 pages 4, a search 3, a click 3, a form with an error -5: 58.
    assertThat(model.sums("prospect", "2026-01-05 12:00"))
        .isEqualTo("score 58, category_product 0, grade 0, total 58");
    // A completion action adds 20.
    assertThat(model.sums("prospect", "2026-01-06 12:00"))
        .isEqualTo("score 78, category_product 0, grade 0, total 78");
  }

  @Test
  void anAutomationSetsTheScoreToThreeAndItGoesOnFromThere() {
    // 50 + 3 + 3 = 56, of which 53 within the category of the product.
    assertThat(model.sums("set", "2026-01-06"))
        .isEqualTo("score 56, category_product 53, grade 0, total 56");
    Explanation set = model.at("set", "2026-01-07 10:00");
    assertThat(sums(set)).isEqualTo("score 3, category_product 53, grade 0, total 3");
    assertThat(notes(set, "score-set")).containsExactly("2026-01-07T10:00:00Z counted 3");
  }

  @Test
  void aCategoryOnlyRises() {
    // 8 January: an error, 3 - 5 = -2. 9th: a visit, 1. Neither this nor the set score moves the
    // 53.
    assertThat(model.sums("set", "2026-01-08 10:00"))
        .isEqualTo("score -2, category_product 53, grade 0, total -2");
    assertThat(model.sums("set", "2026-01-09 10:00"))
        .isEqualTo("score 1, category_product 53, grade 0, total 1");
  }

  @Test
  void oneHundredPointsQualifyFromTheGradeBOn() {
    // Size 3 and industry 2 are 5 thirds above D: B-. Two forms give the 100, but not the grade.
    Explanation before = model.at("graded", "2026-01-08 09:59");
    assertThat(sums(before)).isEqualTo("score 100, category_product 0, grade 5, total 100");
    assertThat(before.breakdown().fulfilled()).isFalse();
    assertThat(before.episodes()).isEmpty();
    // 8 January: the country gives a third more: B.
    Explanation after = model.at("graded", "2026-01-08 10:00");
    assertThat(sums(after)).isEqualTo("score 100, category_product 0, grade 6, total 100");
    assertThat(episodes(after))
        .containsExactly("1 from 2026-01-08T10:00:00Z with 100.0 by location");
  }

  @Test
  void allCriteriaTogetherAreAPlus() {
    // 3 + 2 + 2 + 2 + 1 = 10. The first form gives 50, the second 100.
    Explanation explanation = model.at("best", "2026-01-05 10:00");
    assertThat(sums(explanation)).isEqualTo("score 100, category_product 0, grade 10, total 100");
    assertThat(episodes(explanation))
        .containsExactly("1 from 2026-01-05T10:00:00Z with 100.0 by form-success");
  }

  @Test
  void aStudentHasTheGradeFAndNeverQualifies() {
    // -3 thirds, but there is nothing below F, which is -2.
    Explanation explanation = model.at("student", "2026-01-05 10:00");
    assertThat(sums(explanation)).isEqualTo("score 150, category_product 0, grade -2, total 150");
    assertThat(explanation.episodes()).isEmpty();
  }
}
