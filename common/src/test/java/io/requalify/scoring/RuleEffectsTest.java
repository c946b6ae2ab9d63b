package io.requalify.scoring;

import static io.requalify.scoring.History.micros;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.requalify.rules.Cap;
import io.requalify.rules.ConditionText;
import io.requalify.rules.Fading;
import io.requalify.rules.Points;
import io.requalify.rules.Rule.AttributeRule;
import io.requalify.rules.Rule.Mode;
import io.requalify.rules.RuleVersion;
import io.requalify.rules.RuleVersion.Dimension;
import io.requalify.rules.RuleVersion.Floor;
import io.requalify.rules.RuleVersion.Group;
import io.requalify.statistics.thresholds.ShapleyShubik;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What each rule does to a score, and to whether it fulfils what the version asks. */
final class RuleEffectsTest {
  private static final long CREATION = micros(Instant.parse("2024-01-01T00:00:00Z"));
  private static final int ROUNDS = 2_000;

  @Test
  void whatRulesGiveAndTheRestAreTheScoreUnderAnyVersion() {
    int withoutLimits = 0;
    for (int round = 0; round < ROUNDS; round++) {
      Draw draw = new Draw(7_000_000L + round);
      RuleVersion version = new RandomVersions(draw).next();
      History history = new RandomHistories(draw).next();
      Replay replay = replay(version, history);
      RuleEffects effects = replay.effects(0);
      Breakdown breakdown = replay.breakdown(0);

      long given = effects.rest();
      for (int rule = 0; rule < effects.rules(); rule++) {
        given += effects.contributed(rule);
      }
      assertThat(given).isEqualTo(breakdown.parts().get(breakdown.parts().size() - 1).read());
      if (isWithoutLimits(version)) {
        // A weight rounds each rule to a millionth, and once more the dimension.
        assertThat(Math.abs(effects.rest())).isLessThanOrEqualTo(effects.rules() + 3);
        withoutLimits++;
      }
      assertThat(effects.isFulfilled()).isEqualTo(breakdown.fulfilled());
    }
    assertThat(withoutLimits).isGreaterThan(50);
  }

  /** Whether what rules give, after their own limits, goes into the total as it is. */
  private static boolean isWithoutLimits(RuleVersion version) {
    return version.groups().stream().allMatch(group -> group.cap().equals(Cap.NONE))
        && version.total().cap().equals(Cap.NONE)
        && version.dimensions().stream()
            .allMatch(each -> each.cap().equals(Cap.NONE) && each.floor() == Floor.NONE);
  }

  @Test
  void withoutARuleIsWhatTheVersionWithoutItSays() {
    int decisive = 0;
    for (int round = 0; round < ROUNDS; round++) {
      Draw draw = new Draw(8_000_000L + round);
      int[] points = points(draw, 5);
      RuleVersion version = limited(draw, points);
      History history = allHold(points.length);
      RuleEffects effects = replay(version, history).effects(0);
      for (int rule = 0; rule < points.length; rule++) {
        boolean without = replay(version.without("r" + rule), history).effects(0).isFulfilled();
        assertThat(effects.isDecisive(rule)).isEqualTo(without != effects.isFulfilled());
        decisive += effects.isDecisive(rule) ? 1 : 0;
      }
    }
    assertThat(decisive).isGreaterThan(500);
  }

  @Test
  void sharesAreTheIndexOfShapleyAndShubikWhereNothingLimitsThePoints() {
    int fulfilled = 0;
    for (int round = 0; round < ROUNDS; round++) {
      Draw draw = new Draw(9_000_000L + round);
      int[] points = points(draw, 6);
      RuleEffects effects =
          replay(Versions.plain(rules(points)), allHold(points.length)).effects(0);
      if (effects.isFulfilled()) {
        List<Double> indices =
            ShapleyShubik.of(Arrays.stream(points).boxed().toList(), 10).indices();
        long[] shares = effects.shares().orElseThrow();
        for (int rule = 0; rule < points.length; rule++) {
          assertThat(shares[rule] / 1e9).isCloseTo(indices.get(rule), within(1e-9));
        }
        assertThat(Arrays.stream(shares).sum())
            .isCloseTo(RuleEffects.WHOLE, within((long) points.length));
        fulfilled++;
      }
    }
    assertThat(fulfilled).isGreaterThan(500);
  }

  @Test
  void aRuleBeyondALimitThatOthersReachTakesNothingAway() {
    // Three times 8 points, of which no more than 16 count; 10 qualify.
    RuleVersion version =
        with(
            Versions.plain(rules(8, 8, 8)),
            List.of(new Dimension("engagement", Versions.atMost(16))),
            List.of());

    RuleEffects effects = replay(version, allHold(3)).effects(0);

    assertThat(effects.contributed(0)).isEqualTo(8_000_000);
    assertThat(effects.rest()).isEqualTo(-8_000_000);
    assertThat(effects.isDecisive(0)).isFalse();
    assertThat(effects.shares().orElseThrow())
        .containsExactly(333_333_333L, 333_333_333L, 333_333_333L);
  }

  @Test
  void moreRulesThanOrdersAreCountedForAreNotShared() {
    int[] points = new int[RuleEffects.MOST_PLAYERS + 1];
    Arrays.fill(points, 1);

    assertThat(replay(Versions.plain(rules(points)), allHold(points.length)).effects(0).shares())
        .isEmpty();
  }

  private static int[] points(Draw draw, int rules) {
    int[] points = new int[rules];
    for (int rule = 0; rule < rules; rule++) {
      points[rule] = draw.below(14) - 4;
    }
    return points;
  }

  private static AttributeRule[] rules(int... points) {
    AttributeRule[] rules = new AttributeRule[points.length];
    for (int rule = 0; rule < points.length; rule++) {
      rules[rule] = rule(rule, points[rule], Optional.empty());
    }
    return rules;
  }

  private static AttributeRule rule(int rule, int points, Optional<String> group) {
    return new AttributeRule(
        "r" + rule,
        "engagement",
        group,
        condition(rule),
        Mode.STATE,
        Points.of((long) points),
        Fading.NONE,
        Cap.NONE);
  }

  /** The first two rules share a group; group and dimension clip what is read of them. */
  private static RuleVersion limited(Draw draw, int... points) {
    AttributeRule[] rules = rules(points);
    rules[0] = rule(0, points[0], Optional.of("pair"));
    rules[1] = rule(1, points[1], Optional.of("pair"));
    return with(
        Versions.plain(rules),
        List.of(new Dimension("engagement", Versions.atMost(10 + draw.below(6)))),
        List.of(new Group("pair", "engagement", Versions.atMost(4 + draw.below(8)))));
  }

  private static RuleVersion with(
      RuleVersion version, List<Dimension> dimensions, List<Group> groups) {
    return new RuleVersion(
        version.model(),
        version.version(),
        version.parent(),
        version.status(),
        version.effectiveFrom(),
        version.owner(),
        version.agreedWith(),
        version.reason(),
        version.timezone(),
        version.evaluation(),
        version.segments(),
        dimensions,
        version.total(),
        groups,
        version.rules(),
        version.qualify(),
        version.cells(),
        version.fastTracks(),
        version.suppressions(),
        version.exit(),
        version.requalification(),
        version.account());
  }

  private static ConditionText condition(int rule) {
    return ConditionText.onFacts("fact " + rule);
  }

  private static History allHold(int rules) {
    List<History.Entry> entries = new ArrayList<>();
    for (int rule = 0; rule < rules; rule++) {
      entries.add(History.Entry.fact(CREATION, History.Kind.BEGINS, condition(rule)));
    }
    return History.inOrder(CREATION, CREATION + 1, entries);
  }

  private static Replay replay(RuleVersion version, History history) {
    Map<ConditionText, Integer> numbers = new HashMap<>();
    Replay replay =
        new Replay(
            List.of(Scorecard.of(version, text -> Outcome.of(text, numbers))), episode -> {});
    Map<String, Integer> values = new HashMap<>();
    replay.begin(history.createdAt());
    for (History.Entry entry : history.entries()) {
      Outcome.give(entry, replay, numbers, values);
    }
    replay.end(Math.max(history.until(), history.createdAt()));
    return replay;
  }
}
