package io.requalify.delays;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.requalify.delays.RevenueOutlook.Expected;
import io.requalify.tables.OpportunityLink;
import io.requalify.tables.Review;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

final class RevenueOutlookTest {
  @Test
  void developmentBeginsWhereEveryOlderCohortHadBroughtSomething() {
    // Nobody buys in the month of the entry, and the second cohort not in the next one either.
    RevenueOutlook outlook =
        RevenueOutlook.of(
            List.of(
                cohort(1, 0, 50, 100, 200),
                cohort(2, 0, 0, 100, 150),
                cohort(3, 0, 40, 80),
                cohort(4, 0, 30),
                cohort(5, 0)),
            3);

    assertThat(money(outlook, 0)).isEqualTo(200);
    assertThat(money(outlook, 2)).isCloseTo(80 * 350 / 200.0, within(1e-9));
    assertThat(outlook.cohorts().get(3).reason())
        .isEqualTo(
            "it was seen to lag 1, where not every older cohort had brought money; they develop from lag 2 on");
    assertThat(outlook.cohorts().get(4).reason())
        .isEqualTo(
            "it has brought nothing yet, and nothing stays nothing however it is multiplied");
  }

  @Test
  void aCohortWhoseMonthIsNotOverSaysSo() {
    RevenueOutlook outlook =
        RevenueOutlook.of(List.of(cohort(1, 10, 20), cohort(2, 10), cohort(3)), 3);

    assertThat(outlook.cohorts().get(2).reason())
        .isEqualTo("its month is not over, so nothing of it is counted yet");
  }

  @Test
  void moneyAfterTheLastMonthThatAnyCohortWasSeenForIsADoubt() {
    RevenueOutlook outlook =
        RevenueOutlook.of(List.of(cohort(1, 10, 20), cohort(2, 10, 30), cohort(3, 20)), 3);

    assertThat(money(outlook, 2)).isCloseTo(20 * 50 / 20.0, within(1e-9));
    assertThat(outlook.doubts())
        .containsExactly(
            "no cohort was seen for more than 1 months after that of the entry, and money may come for 3; what comes later is not counted");
  }

  @Test
  void oneCohortAloneTellsNothingUnlessItIsClosed() {
    assertThat(RevenueOutlook.of(List.of(cohort(1, 10, 20)), 3).cohorts().get(0).reason())
        .startsWith("there is one cohort, '2026-01'");
    RevenueOutlook closed = RevenueOutlook.of(List.of(cohort(1, 10, 20)), 1);
    assertThat(money(closed, 0)).isEqualTo(20);
    assertThat(closed.doubts()).isEmpty();
  }

  @Test
  void moreRefundsThanMoneyAreRefusedAndNotMultiplied() {
    RevenueOutlook outlook =
        RevenueOutlook.of(List.of(cohort(1, 10, -20, 30), cohort(2, 10, 20), cohort(3, 5)), 3);

    assertThat(outlook.cohorts()).allSatisfy(answer -> assertThat(answer.value()).isEmpty());
    assertThat(outlook.cohorts().get(0).reason())
        .startsWith("cohort '2026-01' had brought less than nothing at one time");
  }

  @Test
  void linkingADealToEveryContactAndTooMuchStillToComeAreReasonsNotToTrustIt() {
    Revenue revenue =
        new Revenue(
            List.of(cohort(1, 10, 40), cohort(2, 10, 40), cohort(3, 10)), 1, 0, BigDecimal.ONE);
    Row whole = rows(OpportunityLink.EVERY, revenue).get(3);

    assertThat(whole.getString(15)).contains("a deal counts once for every contact");
    assertThat(rows(OpportunityLink.LATEST, revenue).get(2).getString(15))
        .isEqualTo(
            "too much is still to come: it will be 4.00 times what has come, and at most 1.5 times is trusted");
  }

  private static List<Row> rows(OpportunityLink link, Revenue revenue) {
    Review review =
        new Review(
            Instant.parse("2026-05-01T00:00:00Z"),
            Instant.parse("2026-01-01T00:00:00Z"),
            Instant.parse("2026-05-01T00:00:00Z"),
            ZoneOffset.UTC,
            Optional.of("live"),
            List.of(),
            Map.of("won", 20),
            10,
            link);
    return new OpenRevenueRows(review).rows(new RevenueKey("live", Review.ALL, "EUR"), revenue);
  }

  private static double money(RevenueOutlook outlook, int cohort) {
    return outlook.cohorts().get(cohort).value().map(Expected::money).orElseThrow();
  }

  private static RevenueCohort cohort(int month, int... cumulative) {
    return new RevenueCohort(
        YearMonth.of(2026, month),
        20,
        20,
        Arrays.stream(cumulative).mapToObj(BigDecimal::valueOf).toList(),
        BigDecimal.ZERO);
  }
}
