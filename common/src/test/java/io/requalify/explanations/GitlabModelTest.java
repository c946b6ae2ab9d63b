package io.requalify.explanations;

import static io.requalify.explanations.ModelScenarios.episodes;
import static io.requalify.explanations.ModelScenarios.notes;
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
 * GitLab's public Marketo model. All figures are worked out by hand from what is published. Where
 * silence is not the point, a scenario is over before 30 days of it.
 */
@ExtendWith(SparkFixture.class)
@TestInstance(Lifecycle.PER_CLASS)
final class GitlabModelTest {
  private static final String MAIL = "contact.mail_domain_class";

  private final ModelScenarios model;

  GitlabModelTest(SparkSession spark, @TempDir Path folder) {
    model = new ModelScenarios(spark, folder, "gitlab");
    trials();
    limits();
    silence();
    fastTracks();
    losses();
    afterAnMql();
    suppressed();
  }

  // A trial of each class of mail domain, once a day.
  private void trials() {
    model
        .contact("trial-business", "2026-01-01")
        .fact("2026-01-01", MAIL, "business")
        .event("2026-01-05 10:00", "trial")
        .event("2026-01-05 15:00", "trial")
        .event("2026-01-06 10:00", "trial")
        .contact("trial-generic", "2026-01-01")
        .fact("2026-01-01", MAIL, "generic")
        .event("2026-01-05 10:00", "trial")
        .contact("trial-unknown", "2026-01-01")
        .event("2026-01-05 10:00", "trial");
  }

  @Test
  void aTrialGivesTenTwentyOrThirtyByClassOfMailDomainOnceADay() {
    // Business: 35 for the domain; trials on the 5th (the second does not count) and 6th, 30 each.
    assertThat(model.sums("trial-business", "2026-01-06 12:00"))
        .isEqualTo("demographic 35, behavior 60, total 95");
    // Generic: the domain costs 10, the trial gives 10.
    assertThat(model.sums("trial-generic", "2026-01-06 12:00"))
        .isEqualTo("demographic -10, behavior 10, total 0");
    // No class known: nothing for the domain, 20 for the trial.
    assertThat(model.sums("trial-unknown", "2026-01-06 12:00"))
        .isEqualTo("demographic 0, behavior 20, total 20");
  }

  private void limits() {
    model
        .contact("demographic", "2026-01-01")
        .fact("2026-01-01", "contact.company_use", "true")
        .fact("2026-01-01", MAIL, "business")
        .fact("2026-01-10", "contact.seniority", "high")
        .fact("2026-01-12", "contact.job_function", "high")
        .fact("2026-01-14", MAIL, "generic")
        .contact("at-hundred", "2026-01-01")
        .fact("2026-01-01", "contact.company_use", "true")
        .fact("2026-01-01", MAIL, "business")
        .fact("2026-01-01", "contact.seniority", "low")
        .event("2026-01-05 10:00", "trial")
        .fact("2026-01-08 10:00", "contact.country_tier", "2")
        .contact("key-pages", "2026-01-01")
        .visit("2026-01-05 10:00", "https://about.example/pricing/")
        .visit("2026-01-07 10:00", "https://about.example/features")
        .visit("2026-01-11 23:00", "https://about.example/sales")
        .visit("2026-01-12", "https://about.example/pricing/");
  }

  @Test
  void theDemographicScoreStopsAtSeventyAndFallsFromThere() {
    // 1 January: 25 for use in a company, 35 for the domain: 60.
    // 10th: +15 for seniority, 75, stops at 70. 12th: +20 for the function, stays at 70.
    assertThat(model.sums("demographic", "2026-01-13"))
        .isEqualTo("demographic 70, behavior 0, total 70");
    // 14th: the domain turns generic, -10: from 70, not from 95. What was given once stays.
    Explanation later = model.at("demographic", "2026-01-14");
    assertThat(sums(later)).isEqualTo("demographic 60, behavior 0, total 60");
    assertThat(rules(later))
        .isEqualTo(
            "company-use 25, business-domain 35, seniority-high 15, function-high 20, generic-domain -10");
    assertThat(later.episodes()).isEmpty();
  }

  @Test
  void oneHundredPointsAreAnMql() {
    // 25 + 35 + 5 = 65 demographic; the trial of a company gives 30: 95, none yet. On the 8th the
    // country gives the last 5.
    Explanation explanation = model.at("at-hundred", "2026-01-08 12:00");
    assertThat(sums(explanation)).isEqualTo("demographic 70, behavior 30, total 100");
    assertThat(episodes(explanation))
        .containsExactly("1 from 2026-01-08T10:00:00Z with 100.0 by country");
  }

  @Test
  void aKeyPageCountsOnceAWeekFromMonday() {
    // Monday 5 January 25, Wednesday and Sunday of that week nothing, Monday 12th 25 again.
    Explanation explanation = model.at("key-pages", "2026-01-12 12:00");
    assertThat(sums(explanation)).isEqualTo("demographic 0, behavior 50, total 50");
    assertThat(notes(explanation, "key-page"))
        .containsExactly(
            "2026-01-05T10:00:00Z counted 25",
            "2026-01-07T10:00:00Z not_counted 0",
            "2026-01-11T23:00:00Z not_counted 0",
            "2026-01-12T00:00:00Z counted 25");
  }

  private void silence() {
    model
        .contact("silent", "2026-01-01")
        .event("2026-01-11 12:00", "registration")
        .event("2026-02-05 12:00", "email_sent")
        .event("2026-04-20 12:00", "subscription")
        .contact("partner", "2026-01-01")
        .event("2026-01-02 12:00", "registration")
        .fact("2026-01-10", "contact.partner_status", "sending")
        .event("2026-01-15 12:00", "contact_request")
        .fact("2026-02-10", "contact.partner_status", "rejected")
        .event("2026-02-11 12:00", "contact_request");
  }

  @Test
  void thirtyDaysOfSilenceCostTenAndTheNightMakesNothingOfWhatIsBelow() {
    // Registered on 11 January, 20. 30 days later, 10 February, -10; a mail that was sent to them
    // is no activity.
    assertThat(model.sums("silent", "2026-02-10 12:00"))
        .isEqualTo("demographic 0, behavior 10, total 10");
    // 12 March: 0. 11 April: -10, until midnight.
    assertThat(model.sums("silent", "2026-04-11 12:00"))
        .isEqualTo("demographic 0, behavior -10, total -10");
    assertThat(model.sums("silent", "2026-04-12")).isEqualTo("demographic 0, behavior 0, total 0");
    // 20 April: a subscription gives 5, on top of 0.
    assertThat(model.sums("silent", "2026-04-20 12:00"))
        .isEqualTo("demographic 0, behavior 5, total 5");
  }

  @Test
  void whoIsFrozenForAPartnerGainsNothingButStillLosesBySilence() {
    // Registered on 2 January, 20; frozen from the 10th, so the request of the 15th gives nothing
    // and is no activity: 30 days after the 2nd, 1 February, -10.
    Explanation frozen = model.at("partner", "2026-02-05");
    assertThat(sums(frozen)).isEqualTo("demographic 0, behavior 10, total 10");
    assertThat(frozen.breakdown().frozen()).isTrue();
    assertThat(frozen.episodes()).isEmpty();
    // The partner is done on 10 February; the request of the 11th gives 100.
    Explanation free = model.at("partner", "2026-02-12");
    assertThat(sums(free)).isEqualTo("demographic 0, behavior 110, total 110");
    assertThat(episodes(free))
        .containsExactly("1 from 2026-02-11T12:00:00Z with 110.0 by contact-request");
  }

  private void fastTracks() {
    model
        .contact("requests", "2026-01-01")
        .fact("2026-01-01", MAIL, "generic")
        .fact("2026-01-01", "contact.job_function", "negative")
        .event("2026-01-05 10:00", "contact_request")
        .event("2026-01-05 11:00", "contact_request")
        .event("2026-01-06 10:00", "contact_request")
        .contact("propensity", "2026-01-01")
        .value("2026-01-03 12:00", "propensity", 5)
        .fact("2026-01-10", "contact.lead_class", "B")
        .value("2026-01-11 12:00", "propensity", 3)
        .value("2026-01-12 12:00", "propensity", 4)
        .value("2026-02-11 12:00", "propensity", 5)
        .value("2026-04-12 11:59", "propensity", 5)
        .value("2026-04-12 12:00", "propensity", 5);
  }

  @Test
  void aContactRequestGivesOneHundredOnceADayAndQualifiesAtOnce() {
    // -10 for the domain, -20 for the function. The request of the 5th gives 100, so 70: an MQL
    // all the same. The second of that day does not count, that of the 6th does.
    Explanation explanation = model.at("requests", "2026-01-06 12:00");
    assertThat(sums(explanation)).isEqualTo("demographic -30, behavior 200, total 170");
    assertThat(episodes(explanation))
        .containsExactly("1 from 2026-01-05T10:00:00Z with 70.0 by contact-request");
  }

  @Test
  void propensityCountsFromFourOnInClassesAAndBOnceInNinetyDays() {
    // 3 January: no class yet. 11th: a 3 is too little. 12th: counts. 11 February is 30 days later,
    // 12 April at 11:59 a minute short of 90 days, at 12:00 it is 90 days.
    Explanation explanation = model.at("propensity", "2026-04-12 12:00");
    assertThat(notes(explanation, "propensity"))
        .containsExactly(
            "2026-01-12T12:00:00Z counted 100",
            "2026-02-11T12:00:00Z not_counted 0",
            "2026-04-12T11:59:00Z not_counted 0",
            "2026-04-12T12:00:00Z counted 100");
    // Propensity is no activity: -10 on 31 January, 2 March and 1 April, counted from creation.
    assertThat(rules(explanation)).isEqualTo("propensity 200, no-activity -30");
    assertThat(sums(explanation)).isEqualTo("demographic 0, behavior 170, total 170");
    assertThat(episodes(explanation))
        .containsExactly("1 from 2026-01-12T12:00:00Z with 100.0 by propensity");
  }

  private void losses() {
    model
        .contact("bounces", "2026-01-01")
        .prop("2026-01-02 12:00", "program", "tier", "high")
        .prop("2026-01-03 12:00", "program", "tier", "high")
        .prop("2026-01-05 12:00", "email_bounce", "kind", "hard")
        .prop("2026-01-25 12:00", "email_bounce", "kind", "hard")
        .prop("2026-01-28 12:00", "email_bounce", "kind", "soft")
        .prop("2026-02-01", "email_bounce", "kind", "hard")
        .contact("unsubscribes", "2026-01-01")
        .fact("2026-01-01", MAIL, "business")
        .event("2026-01-02 12:00", "registration")
        .prop("2026-01-03 12:00", "program", "tier", "high")
        .event("2026-01-10 12:00", "unsubscribe")
        .prop("2026-01-12 12:00", "program", "tier", "low")
        .event("2026-01-20 12:00", "unsubscribe")
        .event("2026-02-01 12:00", "unsubscribe");
  }

  @Test
  void aHardBounceCostsTwentyOnceAMonth() {
    // Two programs of 40: 80. 5 January -20; the 25th is the same month, the 28th a soft bounce.
    assertThat(model.sums("bounces", "2026-01-31"))
        .isEqualTo("demographic 0, behavior 60, total 60");
    // 1 February: a new month.
    assertThat(model.sums("bounces", "2026-02-01"))
        .isEqualTo("demographic 0, behavior 40, total 40");
  }

  @Test
  void whoUnsubscribesIsBackAtTheDemographicScore() {
    // 20 for the registration and 40 for the program, forgotten on 10 January.
    assertThat(model.sums("unsubscribes", "2026-01-10 12:00"))
        .isEqualTo("demographic 35, behavior 0, total 35");
    // 12th: +10. On the 20th, in the same month, nothing is reset again.
    assertThat(model.sums("unsubscribes", "2026-01-20 12:00"))
        .isEqualTo("demographic 35, behavior 10, total 45");
    assertThat(model.sums("unsubscribes", "2026-02-01 12:00"))
        .isEqualTo("demographic 35, behavior 0, total 35");
  }

  private void afterAnMql() {
    model
        .contact("recycled", "2026-01-01")
        .fact("2026-01-01", MAIL, "business")
        .event("2026-01-05 12:00", "hand_raise")
        .prop("2026-01-06 12:00", "program", "tier", "high")
        .stage("2026-01-20 12:00", "recycled")
        .prop("2026-01-25 12:00", "content", "tier", "medium")
        .prop("2026-01-27 12:00", "content", "tier", "high")
        .stage("2026-02-10 12:00", "recycled")
        .visit("2026-02-15 12:00", "https://about.example/jobs")
        .contact("lost", "2026-01-01")
        .event("2026-01-05 12:00", "hand_raise")
        .stage("2026-01-20 12:00", "lost")
        .event("2026-02-02 12:00", "contact_request");
  }

  @Test
  void recyclingSetsBehaviorToNothingAndTheNextBehaviorGivesTwentyMoreOnceAMonth() {
    // 5 January: 35 + 100. 6th: +40. Recycled on the 20th: the 140 are gone, the 35 stay.
    assertThat(model.sums("recycled", "2026-01-20 12:00"))
        .isEqualTo("demographic 35, behavior 0, total 35");
    // 25th: +15, and +20 as it is the first behavior after an MQL.
    assertThat(model.sums("recycled", "2026-01-25 12:00"))
        .isEqualTo("demographic 35, behavior 35, total 70");
    // 27th: +35, no +20 in the same month: 105, an MQL again. Recycled on 10 February: 35.
    // 15th: -10 for a page of jobs, and +20 in the new month: 45.
    Explanation explanation = model.at("recycled", "2026-02-15 12:00");
    assertThat(sums(explanation)).isEqualTo("demographic 35, behavior 10, total 45");
    assertThat(episodes(explanation))
        .containsExactly(
            "1 from 2026-01-05T12:00:00Z with 135.0 by hand-raise until 2026-01-20T12:00:00Z, recycled",
            "2 from 2026-01-27T12:00:00Z with 105.0 by content-high until 2026-02-10T12:00:00Z, recycled");
  }

  @Test
  void whoWasLostNeverBecomesAnMqlAgain() {
    // 100 forgotten on 20 January; the request of 2 February gives 100, and 20 after an MQL.
    Explanation explanation = model.at("lost", "2026-02-02 12:00");
    assertThat(sums(explanation)).isEqualTo("demographic 0, behavior 120, total 120");
    assertThat(explanation.breakdown().cooling()).isTrue();
    assertThat(episodes(explanation))
        .containsExactly(
            "1 from 2026-01-05T12:00:00Z with 100.0 by hand-raise until 2026-01-20T12:00:00Z, lost");
  }

  private void suppressed() {
    model
        .contact("colleague", "2026-01-01", "gitlab.com")
        .event("2026-01-05 12:00", "contact_request")
        .contact("competitor", "2026-01-01")
        .event("2026-01-05 12:00", "contact_request")
        .fact("2026-01-10 12:00", "account.competitor", "true")
        .contact("student", "2026-01-01")
        .fact("2026-01-01", "account.name", "Student")
        .event("2026-01-05 12:00", "hand_raise");
  }

  @Test
  void ownPeopleAndStudentsNeverQualify() {
    Explanation colleague = model.at("colleague", "2026-01-06");
    assertThat(sums(colleague)).isEqualTo("demographic 0, behavior 100, total 100");
    assertThat(colleague.breakdown().dropped()).isTrue();
    assertThat(colleague.episodes()).isEmpty();

    Explanation student = model.at("student", "2026-01-06");
    assertThat(student.breakdown().dropped()).isTrue();
    assertThat(student.episodes()).isEmpty();
  }

  @Test
  void anMqlThatTurnsOutToBeACompetitorIsDropped() {
    assertThat(episodes(model.at("competitor", "2026-01-11")))
        .containsExactly(
            "1 from 2026-01-05T12:00:00Z with 100.0 by contact-request until 2026-01-10T12:00:00Z, dropped");
  }
}
