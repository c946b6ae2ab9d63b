package io.requalify.suggestions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.requalify.SparkFixture;
import io.requalify.outcomes.DecidedOutcomes.Use;
import io.requalify.outcomes.DecisionWindow;
import io.requalify.rules.Points;
import io.requalify.rules.RuleVersion;
import io.requalify.rules.VersionFile;
import io.requalify.suggestions.Losses.Score;
import io.requalify.suggestions.Suggestion.Line;
import io.requalify.tables.ContractViolationException;
import io.requalify.tables.Tables;
import io.requalify.tables.Warehouse;
import io.requalify.timelines.RuleText;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.OptionalDouble;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Suggestions for the world of {@link PlantedWorld}, through real tables. */
@ExtendWith(SparkFixture.class)
@TestInstance(Lifecycle.PER_CLASS)
final class SuggestionsTest {
  private static final Instant AS_OF = Instant.parse("2026-06-01T00:00:00Z");

  private final SparkSession spark;
  private final Path folder;
  private final Tables tables;
  private final RuleVersion wrong;
  private final Suggestion suggestion;

  SuggestionsTest(SparkSession spark, @TempDir Path folder) {
    this.spark = spark;
    this.folder = folder;
    tables = new Tables(spark, new Warehouse(folder.resolve("warehouse").toString()));
    PlantedWorld.write(spark, tables);
    wrong =
        RuleText.version(
            folder,
            "wrong",
            30,
            "id: trial, event: \"type = 'trial'\", points: 4, count: once",
            "id: newsletter, event: \"type = 'newsletter'\", points: 22, count: once",
            "id: director, attribute: \"contact.seniority = 'director'\", points: 20",
            "id: complaint, event: \"type = 'complaint'\", points: -10, count: once",
            "id: webinar, event: \"type = 'webinar'\", points: 9, count: once",
            "id: meeting, event: \"type = 'meeting'\", points: 15",
            "id: unsubscribed, event: \"type = 'unsubscribed'\", set_to: 0");
    suggestion = suggested(asked(OptionalDouble.empty()));
  }

  @Test
  void whatIsPlainlyWrongIsMendedAndWhatIsWorthlessGoesTowardsNothing() {
    // Planted: a trial 1.5 on the log-odds, a director 0.75, a complaint -1, a newsletter nothing.
    Map<String, Double> planted = Map.of("trial", 1.5, "director", 0.75, "complaint", -1.0);
    planted.forEach(
        (rule, logOdds) -> {
          double points = logOdds / Math.log(2) * suggestion.pointsToDoubleOdds();
          double error = line(rule).standardError().orElseThrow();
          assertThat(line(rule).fitted().orElseThrow())
              .as(rule)
              .isCloseTo(points, within(3 * error));
          assertThat(points(rule)).isCloseTo(line(rule).fitted().orElseThrow(), within(0.5));
        });
    assertThat(points("trial")).isGreaterThan(3 * 4);
    assertThat(points("trial")).isGreaterThan(points("director"));
    assertThat(points("complaint")).isLessThan(0);
    assertThat(points("newsletter")).isBetween(0.0, points("trial") / 4);
  }

  @Test
  void rulesThatTellTooLittleKeepTheirPointsAndSayWhy() {
    assertThat(line("webinar").proposed()).contains(Points.of(9));
    assertThat(line("webinar").with()).isEqualTo(PlantedWorld.WEBINARS);
    assertThat(line("webinar").note()).isEqualTo("kept: too few have it: fewer than 10");
    assertThat(line("unsubscribed").proposed()).isEmpty();
    assertThat(line("unsubscribed").note())
        .isEqualTo("kept: sets its dimension to a value, no points of its own");
    assertThat(suggestion.proposal().points())
        .containsOnlyKeys("complaint", "director", "newsletter", "trial");
  }

  @Test
  void whatHappenedAfterTheDecisionIsNotSeen() {
    // Whoever is accepted has a meeting the day after the decision, and nobody else has one.
    assertThat(line("meeting").with()).isZero();
    assertThat(line("meeting").proposed()).contains(Points.of(15));
  }

  @Test
  void aboutAsManyDecisionsReachTheThresholdAsBefore() {
    assertThat(suggestion.reachedThen()).isCloseTo(suggestion.reachedNow(), within(0.08));
    assertThat(suggestion.reachedNow()).isBetween(0.1, 0.9);
  }

  @Test
  void theGainHoldsOnAccountsThatItWasNotFittedTo() {
    Losses losses = suggestion.losses();

    assertThat(losses.inSample())
        .extracting(Losses.Loss::score)
        .containsExactly(
            Score.OLD_POINTS, Score.FIT, Score.ROUNDED_FIT, Score.OLD_TOTAL, Score.PROPOSED_TOTAL);
    assertThat(losses.devianceGain().value()).isGreaterThan(0);
    assertThat(losses.devianceGain().withinNoise()).isFalse();
    assertThat(losses.areaGain().value()).isGreaterThan(0.05);
    double fitted = losses.inSample().get(1).deviance();
    assertThat(losses.inSample().get(0).deviance()).isGreaterThan(fitted + 0.05);
    assertThat(losses.inSample().get(2).deviance())
        .as("what rounding costs")
        .isBetween(fitted - 1e-9, fitted + 0.005);
    assertThat(losses.crossFitted().get(1).deviance()).isGreaterThan(fitted);
    // No rule of this version has a limit, so that what is read is what is summed.
    assertThat(losses.inSample().get(4).area()).isEqualTo(losses.inSample().get(2).area());
  }

  @Test
  void whatIsLeftOutIsCounted() {
    Evidence evidence = suggestion.evidence();

    assertThat(evidence.leftOut())
        .containsOnly(
            Map.entry(Use.NOT_WORKED, 2L),
            Map.entry(Use.OTHER_ROUTE, 3L),
            Map.entry(Use.NOT_MATURE, 1L),
            Map.entry(Use.NO_PROBABILITY, 1L));
    assertThat(evidence.unknown()).isEqualTo(2);
    assertThat(evidence.explored()).isBetween(100L, evidence.decisions() - 100);
    assertThat(evidence.exploredWeight()).isEqualTo(4.0 * evidence.explored());
  }

  @Test
  void theFileSaysTheSameButForThePoints() {
    String text = VersionFile.read(folder.resolve("wrong.yaml")).with(suggestion.proposal());

    assertThat(text)
        .contains("id: trial, event: \"type = 'trial'\", points: " + (int) points("trial"))
        .contains("id: webinar, event: \"type = 'webinar'\", points: 9")
        .contains("parent: wrong")
        .contains("reason: \"Points refitted by requalify suggest on ");
  }

  @Test
  void theSameInputGivesTheSameSuggestionWhateverThePartitions() {
    String before = spark.conf().get("spark.sql.shuffle.partitions");
    try {
      spark.conf().set("spark.sql.shuffle.partitions", "5");
      Suggestion again = suggested(asked(OptionalDouble.empty()));

      assertThat(SuggestionJson.of(again)).isEqualTo(SuggestionJson.of(suggestion));
      assertThat(SuggestionText.of(again)).isEqualTo(SuggestionText.of(suggestion));
    } finally {
      spark.conf().set("spark.sql.shuffle.partitions", before);
    }
  }

  @Test
  void aScaleThatIsAskedForIsTaken() {
    Suggestion doubled = suggested(asked(OptionalDouble.of(40)));

    assertThat(doubled.pointsToDoubleOdds()).isCloseTo(40, within(1e-9));
    assertThat(SuggestionText.of(doubled)).contains("40.0 points double the odds, as asked for");
  }

  @Test
  void thePagesWarnOfTheColliderAndPromiseNothing() {
    assertThat(SuggestionText.of(suggestion))
        .startsWith("A proposal, better: wrong with other points\n")
        .containsPattern("trial +4 +\\d+ +\\d+\\.\\d +\\d+\\.\\d ")
        .contains("Left out: 3 hand-raises and manual ones, which no score made")
        .contains("Do not rank rules by acceptance among MQLs.")
        .contains("On accounts that it was not fitted to it tells better who converts.")
        .endsWith(
            "This is a proposal, not a finding. Review it like any other: requalify run --production wrong --candidates better");
  }

  @Test
  void tooLittleToLearnFromIsRefusedWithTheWayOut() {
    assertRefused("2026-02-01T00:00:00Z", "there is no decision at all");
    assertRefused("2026-03-03T00:00:00Z", "not mature");
    assertThatThrownBy(
            () ->
                suggested(
                    new SuggestionRequest(
                        new DecisionWindow(
                            Instant.EPOCH,
                            Instant.parse("2026-03-03T00:00:00Z"),
                            AS_OF,
                            "accepted",
                            30),
                        "better",
                        OptionalDouble.empty())))
        .isInstanceOf(ContractViolationException.class)
        .hasMessageStartingWith("Too little to learn from: ")
        .hasMessageContaining("widen the window with --from and --to");
    assertThatThrownBy(
            () ->
                suggested(
                    new SuggestionRequest(
                        new DecisionWindow(Instant.EPOCH, AS_OF, AS_OF, "won", 30),
                        "better",
                        OptionalDouble.empty())))
        .isInstanceOf(ContractViolationException.class)
        .hasMessageStartingWith("Too little to learn from: 0 decisions with the outcome and ");
  }

  private void assertRefused(String asOf, String words) {
    Instant instant = Instant.parse(asOf);
    assertThatThrownBy(
            () ->
                suggested(
                    new SuggestionRequest(
                        new DecisionWindow(
                            Instant.parse("2026-01-01T00:00:00Z"),
                            instant,
                            instant,
                            "accepted",
                            30),
                        "better",
                        OptionalDouble.empty())))
        .isInstanceOf(ContractViolationException.class)
        .hasMessageStartingWith("Nothing can be learnt")
        .hasMessageContaining(words);
  }

  private static SuggestionRequest asked(OptionalDouble pointsToDoubleOdds) {
    return new SuggestionRequest(
        new DecisionWindow(Instant.EPOCH, AS_OF, AS_OF, "accepted", 30),
        "better",
        pointsToDoubleOdds);
  }

  private Suggestion suggested(SuggestionRequest asked) {
    return new Suggestions(tables).of(wrong, RuleText.CATALOGUE, asked);
  }

  private double points(String rule) {
    return line(rule).proposed().orElseThrow().decimal().doubleValue();
  }

  private Line line(String rule) {
    return suggestion.lines().stream()
        .filter(line -> line.rule().equals(rule))
        .findFirst()
        .orElseThrow();
  }
}
