package io.requalify.delays;

import static io.requalify.delays.FollowedContact.worked;
import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.requalify.SparkFixture;
import io.requalify.tables.OpportunityLink;
import io.requalify.tables.Review;
import io.requalify.tables.Tables;
import io.requalify.tables.Warehouse;
import io.requalify.tables.result.OpenRevenueTable;
import java.nio.file.Path;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Contacts that enter on the 20th of each month from January to April and buy for 10 euros within
 * 60 days, as of 10 June: on the 25th, or on the 10th of the next month or the one after it.
 */
@ExtendWith(SparkFixture.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class OpenRevenueTest {
  private static final Review REVIEW =
      new Review(
          Instant.parse("2026-06-10T00:00:00Z"),
          Instant.parse("2026-01-01T00:00:00Z"),
          Instant.parse("2026-05-01T00:00:00Z"),
          ZoneOffset.UTC,
          Optional.of("live"),
          List.of("vague", "without wins"),
          Map.of("won", 60),
          10,
          OpportunityLink.LATEST);

  private final Tables tables;

  OpenRevenueTest(SparkSession spark, @TempDir Path folder) {
    this.tables = new Tables(spark, new Warehouse(folder.toString()));
    List<FollowedContact> contacts = new ArrayList<>();
    contacts.addAll(buyers(1, 10, 10, 10));
    contacts.addAll(buyers(2, 20, 20, 10));
    contacts.addAll(buyers(3, 10, 20, 10));
    contacts.addAll(buyers(4, 10, 5, 0));
    contacts.add(entered("of June", 4).won(Instant.parse("2026-06-05T00:00:00Z"), "10.00", "EUR"));
    contacts.add(
        entered("in dollars", 2)
            .of("social", "default")
            .won(Instant.parse("2026-03-01T00:00:00Z"), "5000.50", "USD"));
    Instant early = Instant.parse("2026-02-25T00:00:00Z");
    contacts.add(entered("never worked", 2).neverWorked().won(early, "999.00", "EUR"));
    contacts.add(
        entered("known too late", 2)
            .with(
                new FollowedContact.Stage(
                    "deal", "won", early, Instant.parse("2026-06-11T00:00:00Z"), "999", "EUR")));
    contacts.add(entered("paid", 1).won(early, "40.00", "EUR").under("vague"));
    contacts.add(entered("of no amount", 1).won(early, null, null).under("vague"));
    contacts.add(entered("silent", 1).under("without wins"));
    new LabelledHistory(tables, REVIEW).write(contacts);
    new Delays(tables).run(REVIEW);
  }

  private static List<FollowedContact> buyers(int month, int... wins) {
    List<FollowedContact> contacts = new ArrayList<>();
    for (int lag = 0; lag < wins.length; lag++) {
      Instant when =
          YearMonth.of(2026, month + lag)
              .atDay(lag == 0 ? 25 : 10)
              .atStartOfDay(ZoneOffset.UTC)
              .toInstant();
      for (int number = 0; number < wins[lag]; number++) {
        String id = "buyer %d of month %d after %d".formatted(number, month, lag);
        contacts.add(entered(id, month).won(when, "10.00", "EUR"));
      }
    }
    return contacts;
  }

  private static FollowedContact entered(String id, int month) {
    return worked(id, "2026-%02d-20T00:00:00Z".formatted(month));
  }

  @Test
  void eachCohortIsDevelopedAsTheOlderOnesWere() {
    // By lags: 100, 200, 300, 300; 200, 400, 500, 500; 100, 300, 400; 100, 150. So the factors are
    // 1050/500, 1200/900 and 800/800.
    assertThat(rows("live", "EUR", "contacts", "wins", "last_lag", "paid", "paid_in_open_month"))
        .containsExactly(
            "(all) 138 136 null 1350.00 10.00",
            "2026-01 30 30 3 300.00 0.00",
            "2026-02 52 50 3 500.00 0.00",
            "2026-03 40 40 2 400.00 0.00",
            "2026-04 16 16 1 150.00 10.00");
    assertThat(number("live", "EUR", "2026-02", "expected")).isEqualTo(500);
    assertThat(number("live", "EUR", "2026-03", "expected")).isCloseTo(400, within(1e-9));
    assertThat(number("live", "EUR", "2026-04", "expected")).isCloseTo(200, within(1e-9));
    assertThat(number("live", "EUR", "2026-04", "completion_factor"))
        .isCloseTo(4.0 / 3, within(1e-12));
    // Mack: 200 (300/200 - 4/3)² + 400 (500/400 - 4/3)² over 2, by (4/3)², times 1/150 + 1/900.
    double relative = (200 / 36.0 + 400 / 144.0) / 2 / (16 / 9.0) * (1 / 150.0 + 1 / 900.0);
    assertThat(number("live", "EUR", "2026-04", "standard_error"))
        .isCloseTo(200 * Math.sqrt(relative), within(1e-9));
    assertThat(number("live", "EUR", "2026-01", "standard_error")).isZero();
  }

  @Test
  void theWholeIsTheSumOfTheCohortsAndTrusted() {
    assertThat(number("live", "EUR", "(all)", "expected")).isCloseTo(1400, within(1e-9));
    assertThat(number("live", "EUR", "(all)", "standard_error"))
        .isCloseTo(number("live", "EUR", "2026-04", "standard_error"), within(1e-9));
    assertThat(rows("live", "EUR", "trusted", "reason"))
        .containsExactly(
            "(all) true ", "2026-01 true ", "2026-02 true ", "2026-03 true ", "2026-04 true ");
  }

  @Test
  void anotherCurrencyStandsByItselfAndFewWinsAreNotTrusted() {
    assertThat(rows("live", "USD", "wins", "paid", "trusted"))
        .containsExactly(
            "(all) 1 5000.50 false",
            "2026-01 0 0.00 false",
            "2026-02 1 5000.50 false",
            "2026-03 0 0.00 false",
            "2026-04 0 0.00 false");
    assertThat(row("live", "USD", "2026-04").<Double>getAs("expected")).isNull();
    assertThat(row("live", "USD", "2026-04").<String>getAs("reason"))
        .isEqualTo(
            "refused: it has brought nothing yet, and nothing stays nothing however it is multiplied");
    assertThat(row("live", "USD", "(all)").<String>getAs("reason"))
        .isEqualTo(
            "only 1 wins, at least 30 are needed; one account brought 100% of the money, at most 20% may come from one; without the cohorts 2026-03, 2026-04, of which nothing can be said");
  }

  @Test
  void channelsWithWinsEnoughAreDevelopedByThemselves() {
    List<String> channels =
        tables
            .read(OpenRevenueTable.CONTRACT)
            .where("rule_version = 'live' AND cohort = '(all)'")
            .orderBy("channel", "currency")
            .collectAsList()
            .stream()
            .map(
                row ->
                    "%s %s %s"
                        .formatted(
                            row.getAs("channel"), row.getAs("currency"), row.getAs("expected")))
            .toList();

    assertThat(channels)
        .containsExactly(
            "(all) EUR 1400.0", "(all) USD 5000.5", "search EUR 1400.0", "social USD 5000.5");
  }

  @Test
  void winsWithoutAmountAreSpokenOf() {
    assertThat(row("vague", "EUR", "2026-01").<String>getAs("reason"))
        .contains("1 wins have no amount and are in no currency");
    assertThat(row("vague", "EUR", "2026-01").<Long>getAs("wins")).isEqualTo(1);
  }

  @Test
  void aVersionWithoutMoneyHasNoRows() {
    assertThat(
            tables.read(OpenRevenueTable.CONTRACT).where("rule_version = 'without wins'").isEmpty())
        .isTrue();
  }

  private List<String> rows(String version, String currency, String... columns) {
    return whole(version, currency).stream()
        .map(
            row ->
                row.<String>getAs("cohort")
                    + " "
                    + String.join(
                        " ",
                        List.of(columns).stream()
                            .map(column -> "" + row.<Object>getAs(column))
                            .toList()))
        .toList();
  }

  private Row row(String version, String currency, String cohort) {
    return whole(version, currency).stream()
        .filter(row -> row.<String>getAs("cohort").equals(cohort))
        .findFirst()
        .orElseThrow();
  }

  private double number(String version, String currency, String cohort, String column) {
    return row(version, currency, cohort).<Double>getAs(column);
  }

  private List<Row> whole(String version, String currency) {
    return tables
        .read(OpenRevenueTable.CONTRACT)
        .where("channel = '(all)'")
        .where(col(OpenRevenueTable.RULE_VERSION).equalTo(version))
        .where(col(OpenRevenueTable.CURRENCY).equalTo(currency))
        .orderBy(OpenRevenueTable.COHORT)
        .collectAsList();
  }
}
