package io.requalify.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.requalify.rules.AccountTerms.Aggregate;
import io.requalify.rules.AccountTerms.Breadth;
import io.requalify.rules.AccountTerms.RollDown;
import io.requalify.rules.AccountTerms.Threshold;
import io.requalify.rules.CellAxis.Band;
import io.requalify.rules.Counting.AtMostPerPeriod;
import io.requalify.rules.Counting.AtMostWithin;
import io.requalify.rules.Counting.Between;
import io.requalify.rules.Counting.CalendarPeriod;
import io.requalify.rules.Counting.Distinct;
import io.requalify.rules.Requalification.Booster;
import io.requalify.rules.Requirement.InCells;
import io.requalify.rules.Requirement.Operator;
import io.requalify.rules.Rule.AttributeRule;
import io.requalify.rules.Rule.EventRule;
import io.requalify.rules.Rule.InactivityRule;
import io.requalify.rules.Rule.Mode;
import io.requalify.rules.Rule.PeriodicRule;
import io.requalify.rules.Rule.SetRule;
import io.requalify.rules.RuleVersion.Dimension;
import io.requalify.rules.RuleVersion.Floor;
import io.requalify.rules.RuleVersion.Suppression.Effect;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What each construct of the language becomes. */
final class LanguageReadingTest {
  private static final ConditionText X = ConditionText.onEvent("type = 'x'");
  private static final ConditionText ADS = ConditionText.onFacts("contact.channel = 'ads'");

  @TempDir private Path folder;

  private RuleVersion with(String... replacements) throws IOException {
    return RuleTexts.version(folder, RuleTexts.minimalWith(replacements));
  }

  private Rule first(String keys) throws IOException {
    return with("event: \"type = 'x'\", points: 1}", keys + "}").rules().get(0);
  }

  private static Share share(String decimal) {
    return Share.of(new BigDecimal(decimal));
  }

  static Stream<Arguments> countings() {
    return Stream.of(
        Arguments.of("every", new Counting.Every()),
        Arguments.of("once", new Counting.Once()),
        Arguments.of("{at_most: 3, per: month}", new AtMostPerPeriod(3, CalendarPeriod.MONTH)),
        Arguments.of("{at_most: 3, per: 30d}", new AtMostWithin(3, Duration.ofDays(30))),
        Arguments.of("{distinct: asset}", new Distinct("asset")),
        Arguments.of("{distinct: \"props['item']\"}", new Distinct("props['item']")),
        Arguments.of("{between: [2, 5], within: 7d}", new Between(2, 5, Duration.ofDays(7))));
  }

  @ParameterizedTest
  @MethodSource("countings")
  void anEventRuleCounts(String written, Counting counting) throws IOException {
    ConditionText condition =
        counting instanceof Distinct distinct ? X.carrying(distinct.field()) : X;

    assertThat(first("event: \"type = 'x'\", points: 3, count: " + written))
        .isEqualTo(
            new EventRule(
                "first",
                "fit",
                Optional.empty(),
                condition,
                Optional.empty(),
                Points.of(3),
                counting,
                Fading.NONE,
                Cap.NONE));
  }

  static Stream<Arguments> decays() {
    Duration month = Duration.ofDays(30);
    return Stream.of(
        Arguments.of("{half_life: 30d}", new Decay.HalfLife(month)),
        Arguments.of("{linear: {rate: 0.5, per: 30d}}", new Decay.Linear(share("0.5"), month)),
        Arguments.of(
            "{linear: {rate: 0.5, per: 30d, stepped: true}}",
            new Decay.Step(share("0.5"), month, false)),
        Arguments.of("{step: {rate: 1, per: 30d}}", new Decay.Step(Share.WHOLE, month, false)),
        Arguments.of(
            "{step: {rate: 0.001, per: 30d, compound: true}}",
            new Decay.Step(share("0.001"), month, true)),
        Arguments.of(
            "{table: [{before: 7d, share: 1}, {before: 30d, share: 0.25}]}",
            new Decay.AgeBands(
                List.of(
                    new Decay.Band(Duration.ofDays(7), Share.WHOLE),
                    new Decay.Band(month, share("0.25"))))));
  }

  @ParameterizedTest
  @MethodSource("decays")
  void pointsFade(String written, Decay decay) throws IOException {
    Rule rule = first("event: \"type = 'x'\", points: 3, decay: " + written);

    assertThat(((EventRule) rule).fading())
        .isEqualTo(new Fading(Optional.empty(), Optional.of(decay)));
  }

  @Test
  void anEventRuleCanAskForFactsToo() throws IOException {
    Rule rule = first("event: \"type = 'x'\", while: \"contact.channel = 'ads'\", points: 3");

    assertThat(((EventRule) rule).during()).contains(ADS);
    assertThat(rule.conditions()).containsExactly(X, ADS);
  }

  @Test
  void anAttributeRuleCanCountChangesThatFade() throws IOException {
    assertThat(
            first(
                "attribute: \"contact.channel = 'ads'\", mode: accrue, points: 3, window: 9d,"
                    + " decay: {half_life: 3d}, window_and_decay: true, group: content, max: 6,"
                    + " round: half_up"))
        .isEqualTo(
            new AttributeRule(
                "first",
                "fit",
                Optional.of("content"),
                ADS,
                Mode.ACCRUE,
                Points.of(3),
                Fading.of(Optional.of(Duration.ofDays(9)), Optional.of(Duration.ofDays(3))),
                new Cap(Optional.empty(), Optional.of(Points.of(6)), Cap.Effect.CLIP, true)));
    assertThat(first("attribute: \"contact.channel = 'ads'\", mode: first, points: 3"))
        .isInstanceOfSatisfying(
            AttributeRule.class, rule -> assertThat(rule.mode()).isEqualTo(Mode.FIRST));
  }

  @Test
  void aRuleCanSetItsDimension() throws IOException {
    assertThat(
            first(
                "event: \"type = 'x'\", while: \"contact.channel = 'ads'\", set_to: 2.5,"
                    + " count: {distinct: url}"))
        .isEqualTo(
            new SetRule(
                "first",
                "fit",
                X.carrying("url"),
                Optional.of(ADS),
                new Distinct("url"),
                Points.of(new BigDecimal("2.5"))));
  }

  @Test
  void silenceAndTimeGivePoints() throws IOException {
    assertThat(first("inactivity: {after: 30d, every: 12h}, points: -10, group: content, min: -30"))
        .isEqualTo(
            new InactivityRule(
                "first",
                "fit",
                Optional.of("content"),
                Optional.empty(),
                Points.of(-10),
                Duration.ofDays(30),
                Optional.of(Duration.ofHours(12)),
                new Cap(Optional.of(Points.of(-30)), Optional.empty())));
    assertThat(first("inactivity: {after: 30d}, event: \"type = 'x'\", points: -10"))
        .isEqualTo(
            new InactivityRule(
                "first",
                "fit",
                Optional.empty(),
                Optional.of(X),
                Points.of(-10),
                Duration.ofDays(30),
                Optional.empty(),
                Cap.NONE));
    assertThat(first("periodic: {percent: -12.5, every: 7d}"))
        .isEqualTo(new PeriodicRule("first", "fit", share("-0.125"), Duration.ofDays(7)));
  }

  @Test
  void sumsHaveLimitsFloorsAndRounding() throws IOException {
    RuleVersion version =
        with(
            "{max: 10, cap: clip}",
            "{min: -5, max: 10, cap: saturate, floor: nightly_zero, round: half_up}",
            "product: {}",
            "product: {floor: zero}",
            "max: 5}",
            "max: 5, cap: saturate, round: half_up}");
    Optional<Points> most = Optional.of(Points.of(10));

    assertThat(version.dimensions())
        .containsExactly(
            new Dimension(
                "fit",
                new Cap(Optional.of(Points.of(-5)), most, Cap.Effect.SATURATE, true),
                Floor.NIGHTLY_ZERO),
            new Dimension("product", Cap.NONE, Floor.ZERO));
    assertThat(version.groups().get(0).cap())
        .isEqualTo(new Cap(Optional.empty(), Optional.of(Points.of(5)), Cap.Effect.SATURATE, true));
  }

  @Test
  void theTotalCanWeighTheDimensions() throws IOException {
    Total total =
        with("total: sum", "total: {weighted: {product: 0.4, fit: 0}, max: 9, round: half_up}")
            .total();

    assertThat(total.weights())
        .containsExactlyInAnyOrderEntriesOf(Map.of("product", share("0.4"), "fit", share("0")));
    assertThat(total.cap().max()).contains(Points.of(9));
    assertThat(total.cap().rounded()).isTrue();
    assertThat(with("total: sum", "total: {weighted: {product: 1, fit: 1.0}}").total())
        .as("weights of one are the plain sum")
        .isEqualTo(Total.SUM);
  }

  @Test
  void aScheduleCanEvaluate() throws IOException {
    assertThat(with().evaluation()).isEqualTo(new Evaluation.OnEvent());
    assertThat(with("evaluate: on_event", "evaluate: {every: 6h}").evaluation())
        .isEqualTo(new Evaluation.Every(Duration.ofHours(6)));
    assertThat(with("evaluate: on_event", "evaluate: {daily_at: \"02:30\"}").evaluation())
        .isEqualTo(new Evaluation.DailyAt(LocalTime.of(2, 30)));
    assertThat(with("evaluate: on_event", "evaluate: {daily_at: 23:05}").evaluation())
        .isEqualTo(new Evaluation.DailyAt(LocalTime.of(23, 5)));
  }

  @Test
  void cellsAreNamedInTheOrderOfTheAxesAndTheirBandsSorted() throws IOException {
    RuleVersion version =
        with(
            "total: sum",
            "total: sum\ncells: {product: {2: 10, 1: 50.5}, fit: {B-: -5, A+: 30}}",
            "{total: \">= 1\"}",
            "{any: [{cell: 1A+}, {cell: [2B-, 1B-, 2B-]}]}");

    assertThat(version.cells())
        .containsExactly(
            new CellAxis(
                "product",
                List.of(
                    new Band("1", Points.of(new BigDecimal("50.5"))),
                    new Band("2", Points.of(10)))),
            new CellAxis(
                "fit", List.of(new Band("A+", Points.of(30)), new Band("B-", Points.of(-5)))));
    assertThat(version.qualify().get("everyone"))
        .isEqualTo(
            new Requirement.Any(
                List.of(new InCells(List.of("1A+")), new InCells(List.of("2B-", "1B-")))));
  }

  @Test
  void namesOfCellsMayLookLikeNumbers() throws IOException {
    RuleVersion version =
        with(
            "total: sum",
            "total: sum\ncells: {product: {1: 10}, fit: {1: 5, e5: 0}}",
            "{total: \">= 1\"}",
            "{cell: [11, 1e5]}");

    assertThat(version.qualify().get("everyone")).isEqualTo(new InCells(List.of("11", "1e5")));
  }

  @ParameterizedTest
  @CsvSource({"block, BLOCK", "freeze, FREEZE", "drop, DROP"})
  void aSuppressionHasAnEffect(String written, Effect effect) throws IOException {
    assertThat(with("effect: block", "effect: " + written).suppressions().get(0).effect())
        .isEqualTo(effect);
  }

  @Test
  void rulesThatAreHitCanBeFastTracks() throws IOException {
    RuleVersion version =
        with(
            "points: 1}",
            "points: 1}\n  - {id: third, dimension: fit, event: suspect, set_to: 1}",
            "points: 2}",
            "points: 2, mode: first}",
            "total: sum",
            "total: sum\nfast_track: [third, first, second]");

    assertThat(version.fastTracks()).containsExactly("third", "first", "second");
  }

  @Test
  void episodesEndAndBeginAgain() throws IOException {
    RuleVersion version =
        with(
            "total: sum",
            "total: sum\nexit: {below: 40, dwell: 7d}\nrequalify_after: {cooldown: 90d,"
                + " reset: [product, fit], booster: {points: 20, per: month},"
                + " after: [lost, recycled]}");

    assertThat(version.exit()).contains(new Exit(Points.of(40), Duration.ofDays(7)));
    assertThat(version.requalification())
        .isEqualTo(
            new Requalification(
                Duration.ofDays(90),
                List.of("product", "fit"),
                Optional.of(
                    new Booster(
                        "product", Points.of(20), new AtMostPerPeriod(1, CalendarPeriod.MONTH))),
                EnumSet.of(ExitCause.RECYCLED, ExitCause.LOST)));
  }

  @Test
  void anAccountHasAScoreWeightsBreadthAThresholdAnExitAndARollDown() throws IOException {
    RuleVersion version =
        with(
            "total: sum",
            """
            total: sum
            account:
              aggregate: {mean: fit, top: 3}
              roles: {champion: 1.5, Economic buyer: 2, user: 1}
              breadth: {contacts: 2, at_least: 4.5}
              qualify: "> 12"
              exit: {below: 8, dwell: 7d}
              roll_down: most_engaged""");

    assertThat(version.account())
        .contains(
            new AccountTerms(
                Aggregate.MEAN,
                "fit",
                Optional.of(3),
                Map.of("champion", share("1.5"), "Economic buyer", share("2")),
                Optional.of(new Breadth(2, Points.of(new BigDecimal("4.5")))),
                new Threshold(Operator.ABOVE, Points.of(12)),
                Optional.of(new Exit(Points.of(8), Duration.ofDays(7))),
                RollDown.MOST_ENGAGED));
    assertThat(VersionInWords.text(version))
        .contains(
            """
            Accounts
              score: mean of fit of the 3 highest contacts
              role Economic buyer: × 2
              role champion: × 1.5
              qualifies with: > 12 and at least 2 contacts with at least 4.5 points
              its episode ends with: score below 8 for 7 days
              qualifies with it: its most engaged contact""");
  }

  @Test
  void whatIsLeftOutBetweenEpisodesIsFree() throws IOException {
    assertThat(with().requalification()).isEqualTo(Requalification.FREE);
    assertThat(with("total: sum", "total: sum\nexit: {below: 4}").exit())
        .contains(new Exit(Points.of(4), Duration.ZERO));
    assertThat(with("total: sum", "total: sum\nrequalify_after: {after: []}").requalification())
        .as("once ever")
        .isEqualTo(
            new Requalification(
                Duration.ZERO, List.of(), Optional.empty(), EnumSet.noneOf(ExitCause.class)));
    assertThat(
            with(
                    "total: sum",
                    "total: sum\nrequalify_after: {booster: {points: 1, per: 6h, dimension: fit}}")
                .requalification()
                .booster())
        .contains(new Booster("fit", Points.of(1), new AtMostWithin(1, Duration.ofHours(6))));
  }
}
