package io.requalify.explanations;

import static io.requalify.explanations.ModelScenarios.episodes;
import static io.requalify.explanations.ModelScenarios.rules;
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

/** Adobe's daily engagement score, with figures worked out by hand. */
@ExtendWith(SparkFixture.class)
@TestInstance(Lifecycle.PER_CLASS)
final class AdobeModelTest {
  private final ModelScenarios model;

  AdobeModelTest(SparkSession spark, @TempDir Path folder) {
    model =
        new ModelScenarios(spark, folder, "adobe")
            .contact("reader", "2026-01-01")
            .events(25, "2026-01-05 10:00", "page_view")
            .events(2, "2026-01-06", "page_view")
            .contact("attendee", "2026-01-01")
            .events(7, "2026-01-10 15:00", "webinar")
            .events(7, "2026-01-10 16:00", "page_view")
            .contact("opener", "2026-01-01")
            .event("2026-01-05 10:00", "email_open")
            .event("2026-01-06 10:00", "email_open");
  }

  @Test
  void ofOneKindTwentyADayCount() {
    // 5 January: 25 pages of 0.5, of which 20 count: 10.
    assertThat(model.sums("reader", "2026-01-05 23:59")).isEqualTo("engagement 10, total 10");
    // The 6th is another day: 2 more.
    assertThat(model.sums("reader", "2026-01-06")).isEqualTo("engagement 11, total 11");
  }

  @Test
  void activitiesOfTheLastThirtyDaysCount() {
    // 4 February, 10:00: the pages of 5 January are 30 days old, those of the 6th are not until the
    // 5th of February.
    assertThat(model.sums("reader", "2026-02-04 09:59")).isEqualTo("engagement 11, total 11");
    assertThat(model.sums("reader", "2026-02-04 10:00")).isEqualTo("engagement 1, total 1");
    assertThat(model.sums("reader", "2026-02-05")).isEqualTo("engagement 0, total 0");
  }

  @Test
  void theScoreIsShownInWholePoints() {
    // A mail that is opened is 0.25: shown as 0. Two are 0.5: shown as 1.
    assertThat(model.sums("opener", "2026-01-05 12:00")).isEqualTo("engagement 0.25, total 0");
    assertThat(model.sums("opener", "2026-01-06 12:00")).isEqualTo("engagement 0.5, total 1");
  }

  @Test
  void theBatchOfTheNextNightFindsWhoQualifies() {
    // 10 January: 7 webinars of 8 and 7 pages of 0.5 are 59.5, shown as 60, which qualifies, but
    // the
    // batch is due at 02:00.
    Explanation evening = model.at("attendee", "2026-01-11 01:59");
    assertThat(sums(evening)).isEqualTo("engagement 59.5, total 60");
    assertThat(rules(evening)).isEqualTo("page-view 3.5, webinar 56");
    assertThat(evening.breakdown().fulfilled()).isTrue();
    assertThat(evening.episodes()).isEmpty();
    // With the webinars 56; the seventh page takes 59 over 59.5.
    assertThat(episodes(model.at("attendee", "2026-01-11 02:00")))
        .containsExactly("1 from 2026-01-11T02:00:00Z with 60.0 by page-view");
  }
}
