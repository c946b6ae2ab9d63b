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

/**
 * A combined lead score of HubSpot, with figures worked out by hand. The order of sums is: company,
 * person, website, mail, forms; fit, engagement; total.
 */
@ExtendWith(SparkFixture.class)
@TestInstance(Lifecycle.PER_CLASS)
final class HubspotModelTest {
  private static final String PRICING = "https://site.example/pricing";
  private static final String BLOG = "https://site.example/blog";

  private final ModelScenarios model;

  HubspotModelTest(SparkSession spark, @TempDir Path folder) {
    model = new ModelScenarios(spark, folder, "hubspot");
    model.contact("one-form", "2026-01-01").event("2026-01-01 12:00", "form");
    visitor();
    limits();
    labels();
  }

  @Test
  void tenPointsAtHalfAMonthAreFiveAfterThirtyDaysAndNothingAfterSixty() {
    // Sent on 1 January. 15 days: 10 x (1 - 0.5 x 15/30) = 7.5. 30 days, 31 January: 5.
    // 60 days, 2 March: 0.
    assertThat(rules(model.at("one-form", "2026-01-16 12:00"))).isEqualTo("form 7.5");
    assertThat(rules(model.at("one-form", "2026-01-31 12:00"))).isEqualTo("form 5");
    assertThat(rules(model.at("one-form", "2026-03-02 12:00"))).isEmpty();
  }

  // A page a day from 2 to 13 January.
  private void visitor() {
    model.contact("visitor", "2026-01-01");
    for (int day = 2; day <= 13; day++) {
      model.visit("2026-01-%02d 10:00".formatted(day), BLOG);
    }
  }

  @Test
  void visitsCountFromThreeToTenWithinThirtyDays() {
    // 2 visits by the 3rd: nothing. The third makes 3, twelve make 10.
    assertThat(rules(model.at("visitor", "2026-01-03 12:00"))).isEmpty();
    assertThat(rules(model.at("visitor", "2026-01-04 12:00"))).isEqualTo("visits 3");
    assertThat(rules(model.at("visitor", "2026-01-13 12:00"))).isEqualTo("visits 10");
    // 10 February: the visit of 11 January is 30 days old at 10:00; before, 3 are left, then 2.
    assertThat(rules(model.at("visitor", "2026-02-10 09:59"))).isEqualTo("visits 3");
    assertThat(rules(model.at("visitor", "2026-02-10 10:00"))).isEmpty();
  }

  private void limits() {
    model
        .contact("busy", "2026-01-01", "gmail.com")
        .events(4, "2026-01-10", "form")
        .event("2026-01-10", "meeting")
        .visits(11, "2026-01-10", PRICING)
        .events(6, "2026-01-10", "email_click")
        .event("2026-02-09", "unsubscribe");
  }

  @Test
  void groupsAndDimensionsKeepWithinTheirLimits() {
    // Free mail: person -10; fit is not below 0.
    // Website: 10 visits give 10, 11 pricing pages of 5 give 55, by the rule's limit 15: 25, read
    // 20.
    // Mail: 6 clicks of 2 are 12, read 10. Forms: 4 x 10 + 15 = 55, read 30. Engagement 60, read
    // 50.
    Explanation first = model.at("busy", "2026-01-10");
    assertThat(sums(first))
        .isEqualTo(
            "company 0, person -10, website 20, mail 10, forms 30, fit 0, engagement 50, total 50");
    assertThat(rules(first))
        .isEqualTo("free-mail -10, form 40, meeting 15, visits 10, pricing-page 15, mail-click 12");
  }

  @Test
  void whatIsCutOffGoesOnFadingBeneathTheLimit() {
    // 30 days later. Forms: 4 x 5 + 15 = 35, still 30. Visits are over; pricing pages have lost 25%
    // and give 41.25, read 15. Mail: clicks give 6, and unsubscribing costs 20: -14.
    Explanation later = model.at("busy", "2026-02-09");
    assertThat(sums(later))
        .isEqualTo(
            "company 0, person -10, website 15, mail -14, forms 30, fit 0, engagement 31, total 31");
    // 90 days after 10 January, 10 April: forms have gone after 60, the meeting and the pages leave
    // their time frame. Mail -20, so engagement is 0.
    assertThat(model.sums("busy", "2026-04-10"))
        .isEqualTo(
            "company 0, person -10, website 0, mail -20, forms 0, fit 0, engagement 0, total 0");
  }

  private void labels() {
    model
        .contact("fits-well", "2026-01-01")
        .fact("2026-01-01", "account.employees", "500")
        .fact("2026-01-01", "account.industry", "software")
        .fact("2026-01-01", "contact.buying_role", "decision_maker")
        .event("2026-01-05 10:00", "form")
        .event("2026-01-08 10:00", "meeting")
        .contact("fits", "2026-01-01")
        .fact("2026-01-01", "account.employees", "500")
        .event("2026-01-05 10:00", "form")
        .event("2026-01-08 10:00", "meeting")
        .visits(3, "2026-01-11 10:00", PRICING)
        .contact("fits-badly", "2026-01-01")
        .fact("2026-01-01", "account.industry", "finance")
        .event("2026-01-08 10:00", "form")
        .event("2026-01-08 10:00", "meeting")
        .visits(3, "2026-01-08 10:00", PRICING)
        .contact("customer", "2026-01-01")
        .fact("2026-01-01", "account.employees", "500")
        .fact("2026-01-01", "account.industry", "software")
        .fact("2026-01-01", "contact.buying_role", "decision_maker")
        .fact("2026-01-01", "contact.lifecycle_stage", "customer")
        .event("2026-01-08 10:00", "form")
        .event("2026-01-08 10:00", "meeting");
  }

  @Test
  void aGoodFitQualifiesWithTheLabelA2() {
    // Company 20 + 10, person 15: fit 45, A from 35 on. 5 January: a form, 10, A3. 8th: the form
    // has
    // lost 10 x 0.5 x 3/30 = 0.5; with the meeting 24.5: A2.
    Explanation explanation = model.at("fits-well", "2026-01-08 10:00");
    assertThat(sums(explanation))
        .isEqualTo(
            "company 30, person 15, website 0, mail 0, forms 24.5, fit 45, engagement 24.5, total 69.5");
    assertThat(episodes(explanation))
        .containsExactly("1 from 2026-01-08T10:00:00Z with 69.5 by meeting");
  }

  @Test
  void aMiddlingFitQualifiesWithTheLabelB1ButNotWithB2() {
    // Fit 20: B. 8 January: 9.5 + 15 = 24.5: B2, which does not qualify.
    Explanation second = model.at("fits", "2026-01-08 10:00");
    assertThat(sums(second)).endsWith("fit 20, engagement 24.5, total 44.5");
    assertThat(second.breakdown().fulfilled()).isFalse();
    assertThat(second.episodes()).isEmpty();
    // 11th: forms 9 + 15 = 24; three pricing pages give 15 and as visits 3: 42, B1. With the second
    // page engagement is 24 + 10 = 34; the third is the third visit, which takes it over 35.
    Explanation first = model.at("fits", "2026-01-11 10:00");
    assertThat(sums(first)).endsWith("fit 20, engagement 42, total 62");
    assertThat(episodes(first)).containsExactly("1 from 2026-01-11T10:00:00Z with 62.0 by visits");
  }

  @Test
  void aBadFitNeverQualifies() {
    // Fit 10: C. Forms 25, website 15 + 3: engagement 43, so C1.
    Explanation explanation = model.at("fits-badly", "2026-01-08 10:00");
    assertThat(sums(explanation)).endsWith("fit 10, engagement 43, total 53");
    assertThat(explanation.episodes()).isEmpty();
  }

  @Test
  void aCustomerIsOutOfThePopulation() {
    // Fit 45 and engagement 25 are A2.
    Explanation explanation = model.at("customer", "2026-01-08 10:00");
    assertThat(explanation.breakdown().fulfilled()).isTrue();
    assertThat(explanation.breakdown().dropped()).isTrue();
    assertThat(explanation.episodes()).isEmpty();
  }
}
