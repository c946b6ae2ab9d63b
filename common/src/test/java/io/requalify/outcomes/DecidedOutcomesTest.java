package io.requalify.outcomes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.requalify.SourceRows;
import io.requalify.SparkFixture;
import io.requalify.tables.source.RoutingsTable;
import io.requalify.tables.source.StageChangesTable;
import java.time.Instant;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Decisions from 1 January to 1 April, known as of 1 April; accepted within 30 days. */
@ExtendWith(SparkFixture.class)
final class DecidedOutcomesTest {
  private static final DecisionWindow WINDOW =
      new DecisionWindow(
          Instant.parse("2026-01-01T00:00:00Z"),
          Instant.parse("2026-04-01T00:00:00Z"),
          Instant.parse("2026-04-01T00:00:00Z"),
          "accepted",
          30);

  private final SparkSession spark;

  DecidedOutcomesTest(SparkSession spark) {
    this.spark = spark;
  }

  @Test
  void anAcceptanceWithinTheHorizonIsAConversionAndALaterOneANo() {
    assertThat(
            outcomes(
                List.of(
                    routing("a", "2026-01-10", "rule", "1", true),
                    routing("b", "2026-01-10", "rule", "1", true),
                    routing("c", "2026-01-10", "rule", "1", true)),
                List.of(
                    accepted("a", "2026-02-08T23:59:59Z", "2026-02-10"),
                    accepted("b", "2026-02-09", "2026-02-09"),
                    accepted("c", "2026-01-09", "2026-01-09"))))
        .containsExactly("a used converted 1000000", "b used no 1000000", "c used no 1000000");
  }

  @Test
  void whatBecameKnownAfterwardsIsNotUsed() {
    assertThat(
            outcomes(
                List.of(routing("a", "2026-02-10", "rule", "1", true)),
                List.of(accepted("a", "2026-02-20", "2026-04-02"))))
        .containsExactly("a used no 1000000");
  }

  @Test
  void whatIsNotOverIsNoNoEvenWhereItConvertedAlready() {
    assertThat(
            outcomes(
                List.of(
                    routing("a", "2026-03-02T00:00:00Z", "rule", "1", true),
                    routing("b", "2026-03-02T00:00:01Z", "rule", "1", true),
                    routing("c", "2026-03-20", "rule", "1", true)),
                List.of(accepted("c", "2026-03-21", "2026-03-21"))))
        .containsExactly(
            "a used no 1000000", "b not_mature no null", "c not_mature converted null");
  }

  @Test
  void onlyTheRuleAndTheDrawAreLearntFromAndOnlyWhereSalesWorked() {
    assertThat(
            outcomes(
                List.of(
                    routing("a", "2026-01-10", "exploration", "0.125", true),
                    routing("b", "2026-01-10", "hand_raise", null, true),
                    routing("c", "2026-01-10", "manual", null, true),
                    routing("d", "2026-01-10", "rule", "1", false),
                    routing("e", "2026-01-10", "exploration", "0.2", false)),
                List.of()))
        .containsExactly(
            "a used no 8000000",
            "b other_route no null",
            "c other_route no null",
            "d not_worked no null",
            "e not_worked no null");
  }

  @Test
  void aRuleWithoutAProbabilityTakesAllButADrawWithoutOneStandsForNobody() {
    assertThat(
            outcomes(
                List.of(
                    routing("a", "2026-01-10", "rule", null, true),
                    routing("b", "2026-01-10", "exploration", null, true),
                    routing("c", "2026-01-10", "exploration", "0.009", true),
                    routing("d", "2026-01-10", "exploration", "0.01", true),
                    routing("e", "2026-01-10", "rule", "0.5", true)),
                List.of()))
        .containsExactly(
            "a used no 1000000",
            "b no_probability no null",
            "c no_probability no null",
            "d used no 100000000",
            "e used no 2000000");
  }

  @Test
  void everyDecisionAboutAContactInTheWindowIsOne() {
    assertThat(
            outcomes(
                List.of(
                    routing("a", "2025-12-31T23:59:59Z", "rule", "1", true),
                    routing("a", "2026-01-01", "rule", "1", true),
                    routing("a", "2026-02-10", "rule", "1", true),
                    routing("a", "2026-04-01", "rule", "1", true)),
                List.of(accepted("a", "2026-02-15", "2026-02-15"))))
        .containsExactly("a used no 1000000", "a used converted 1000000");
  }

  @Test
  void aWindowThatIsEmptyOrEndsTooLateIsNone() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new DecisionWindow(WINDOW.to(), WINDOW.to(), WINDOW.asOf(), "accepted", 30))
        .withMessageStartingWith("The window is empty");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new DecisionWindow(
                    WINDOW.from(), WINDOW.asOf().plusSeconds(1), WINDOW.asOf(), "won", 30))
        .withMessageContaining("after 2026-04-01T00:00:00Z, as of which is asked");
  }

  private List<String> outcomes(List<String> routings, List<String> stages) {
    SourceRows rows = new SourceRows(spark, "test");
    if (!stages.isEmpty()) {
      rows.stages(stages.toArray(String[]::new));
    }
    rows.with(
        RoutingsTable.CONTRACT,
        spark.sql(
            "SELECT * FROM VALUES %s AS t(contact_id, decided_at, route, propensity, worked)"
                .formatted(String.join(", ", routings))));
    return DecidedOutcomes.plan(
            WINDOW, rows.read(RoutingsTable.CONTRACT), rows.read(StageChangesTable.CONTRACT))
        .orderBy(RoutingsTable.CONTACT_ID, RoutingsTable.DECIDED_AT)
        .collectAsList()
        .stream()
        .map(
            row ->
                "%s %s %s %s"
                    .formatted(
                        row.getAs(RoutingsTable.CONTACT_ID),
                        row.getAs(DecidedOutcomes.USE),
                        row.<Boolean>getAs(DecidedOutcomes.CONVERTED) ? "converted" : "no",
                        row.getAs(DecidedOutcomes.WEIGHT)))
        .toList();
  }

  private static String routing(
      String contact, String decidedAt, String route, String propensity, boolean worked) {
    return "('%s', '%s', '%s', %s, %s)".formatted(contact, decidedAt, route, propensity, worked);
  }

  private static String accepted(String contact, String occurredAt, String knownAt) {
    return "('D-%s', '%s', 'accepted', '%s', '%s')"
        .formatted(contact, contact, occurredAt, knownAt);
  }
}
