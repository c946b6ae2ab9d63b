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

/** The example of product-led qualification, with figures worked out by hand. */
@ExtendWith(SparkFixture.class)
@TestInstance(Lifecycle.PER_CLASS)
final class ProductLedModelTest {
  private final ModelScenarios model;

  ProductLedModelTest(SparkSession spark, @TempDir Path folder) {
    model =
        new ModelScenarios(spark, folder, "product-led")
            .contact("user", "2026-01-01")
            .asset("2026-01-02", "product_use", "activated")
            .asset("2026-01-02", "product_use", "dashboard")
            .asset("2026-01-03", "product_use", "report")
            .asset("2026-01-03", "product_use", "report")
            .asset("2026-01-04", "product_use", "automation")
            .prop("2026-01-05", "invite", "invitee", "ann")
            .prop("2026-01-05", "invite", "invitee", "ann")
            .prop("2026-01-06", "invite", "invitee", "bob")
            .contact("looker", "2026-01-01")
            .asset("2026-01-02", "product_use", "dashboard")
            .asset("2026-01-03", "product_use", "report")
            .asset("2026-01-04", "product_use", "automation")
            .asset("2026-01-05", "limit_reached", "seats")
            .contact("customer", "2026-01-01")
            .fact("2026-01-01", "account.customer", "true")
            .asset("2026-01-02", "product_use", "activated")
            .asset("2026-01-02", "product_use", "dashboard")
            .asset("2026-01-03", "product_use", "report")
            .asset("2026-01-04", "product_use", "automation")
            .asset("2026-01-05", "limit_reached", "seats");
  }

  @Test
  void aUserWhomTheProductConvincedAndWhoInvitesColleaguesQualifies() {
    // Activated 20; three features 18 and three days 6; two colleagues, of whom one twice, 20.
    Explanation explanation = model.at("user", "2026-01-06");

    assertThat(sums(explanation))
        .isEqualTo("colleagues 20, activation 20, adoption 24, expansion 20, total 64");
    assertThat(episodes(explanation))
        .containsExactly("1 from 2026-01-06T00:00:00Z with 64.0 by colleague-invited");
  }

  @Test
  void whoStopsUsingTheProductIsNoLongerQualifiedByIt() {
    // On 5 February, 30 days after the last invitation, 20 are left; 14 days later it is over.
    assertThat(episodes(model.at("user", "2026-03-01")))
        .containsExactly(
            "1 from 2026-01-06T00:00:00Z with 64.0 by colleague-invited until 2026-02-19T00:00:00Z, fell");
  }

  @Test
  void muchOfOneThingStandsForNoneOfAnother() {
    // Adoption and expansion are enough, but the user never did what the product is for.
    Explanation explanation = model.at("looker", "2026-01-05");

    assertThat(sums(explanation))
        .isEqualTo("colleagues 0, activation 0, adoption 24, expansion 20, total 44");
    assertThat(episodes(explanation)).isEmpty();
  }

  @Test
  void whoPaysAlreadyIsNoLead() {
    Explanation explanation = model.at("customer", "2026-01-05");

    assertThat(sums(explanation))
        .isEqualTo("colleagues 0, activation 20, adoption 24, expansion 20, total 64");
    assertThat(episodes(explanation)).isEmpty();
  }
}
