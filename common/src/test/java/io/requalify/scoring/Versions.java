package io.requalify.scoring;

import io.requalify.rules.AccountTerms;
import io.requalify.rules.Cap;
import io.requalify.rules.CellAxis;
import io.requalify.rules.ConditionText;
import io.requalify.rules.Counting;
import io.requalify.rules.Decay;
import io.requalify.rules.Evaluation;
import io.requalify.rules.Exit;
import io.requalify.rules.ExitCause;
import io.requalify.rules.Fading;
import io.requalify.rules.Points;
import io.requalify.rules.Requalification;
import io.requalify.rules.Requalification.Booster;
import io.requalify.rules.Requirement;
import io.requalify.rules.Requirement.Comparison;
import io.requalify.rules.Requirement.Operator;
import io.requalify.rules.Rule;
import io.requalify.rules.Rule.AttributeRule;
import io.requalify.rules.Rule.EventRule;
import io.requalify.rules.Rule.InactivityRule;
import io.requalify.rules.Rule.PeriodicRule;
import io.requalify.rules.Rule.SetRule;
import io.requalify.rules.RuleVersion;
import io.requalify.rules.RuleVersion.Dimension;
import io.requalify.rules.RuleVersion.Group;
import io.requalify.rules.RuleVersion.Segment;
import io.requalify.rules.RuleVersion.Suppression;
import io.requalify.rules.RuleVersion.Suppression.Effect;
import io.requalify.rules.Share;
import io.requalify.rules.Total;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** Rule versions for tests: a plain one, and copies of it that differ in one part. */
final class Versions {
  static final String ALL = "all";

  /** Field whose values are told apart where a counting asks for it. */
  static final String FIELD = "asset";

  private Versions() {}

  /** One dimension {@code engagement}, one segment, qualified at 10 points in total, in UTC. */
  static RuleVersion plain(Rule... rules) {
    return new RuleVersion(
        "model",
        "v1",
        Optional.empty(),
        RuleVersion.Status.CANDIDATE,
        Optional.empty(),
        Optional.empty(),
        List.of(),
        Optional.empty(),
        ZoneId.of("UTC"),
        new Evaluation.OnEvent(),
        List.of(new Segment(ALL, Optional.empty())),
        List.of(new Dimension("engagement", Cap.NONE)),
        Total.SUM,
        List.of(),
        List.of(rules),
        Map.of(ALL, totalAtLeast(10)),
        List.of(),
        List.of(),
        List.of(),
        Optional.empty(),
        Requalification.FREE,
        Optional.empty());
  }

  static Requirement totalAtLeast(long points) {
    return new Comparison(Comparison.TOTAL, Operator.AT_LEAST, Points.of(points));
  }

  static Points points(String decimal) {
    return Points.of(new BigDecimal(decimal));
  }

  static Cap between(long min, long max) {
    return new Cap(Optional.of(Points.of(min)), Optional.of(Points.of(max)));
  }

  static Cap atMost(long max) {
    return new Cap(Optional.empty(), Optional.of(Points.of(max)));
  }

  /** An event rule of dimension {@code engagement}, with its id as its condition. */
  static EventRule event(String id, long points, Counting counting, Fading fading) {
    return new EventRule(
        id,
        "engagement",
        Optional.empty(),
        ConditionText.onEvent(id),
        Optional.empty(),
        Points.of(points),
        counting,
        fading,
        Cap.NONE);
  }

  static EventRule event(String id, long points) {
    return event(id, points, new Counting.Every(), Fading.NONE);
  }

  /** An attribute rule of dimension {@code engagement}, with its id as its condition. */
  static AttributeRule attribute(String id, long points) {
    return attribute(id, points, Rule.Mode.STATE, Fading.NONE);
  }

  static AttributeRule attribute(String id, long points, Rule.Mode mode, Fading fading) {
    return new AttributeRule(
        id,
        "engagement",
        Optional.empty(),
        ConditionText.onFacts(id),
        mode,
        Points.of(points),
        fading,
        Cap.NONE);
  }

  /** A rule that sets dimension {@code engagement}, with its id as its condition. */
  static SetRule set(String id, long value) {
    return new SetRule(
        id,
        "engagement",
        ConditionText.onEvent(id),
        Optional.empty(),
        new Counting.Every(),
        Points.of(value));
  }

  /** A rule of dimension {@code engagement} for silence of any length of days, once. */
  static InactivityRule silence(String id, long points, long days) {
    return new InactivityRule(
        id,
        "engagement",
        Optional.empty(),
        Optional.empty(),
        Points.of(points),
        Duration.ofDays(days),
        Optional.empty(),
        Cap.NONE);
  }

  static PeriodicRule periodic(String id, String change, long days) {
    return new PeriodicRule(id, "engagement", share(change), Duration.ofDays(days));
  }

  static Share share(String decimal) {
    return Share.of(new BigDecimal(decimal));
  }

  static Fading fading(Decay decay) {
    return new Fading(Optional.empty(), Optional.of(decay));
  }

  static Fading window(long days) {
    return new Fading(Optional.of(Duration.ofDays(days)), Optional.empty());
  }

  /** The same limits, which stop the sum itself. */
  static Cap saturating(Cap cap) {
    return new Cap(cap.min(), cap.max(), Cap.Effect.SATURATE, cap.rounded());
  }

  /** The same limits, with what is read in whole points. */
  static Cap rounded(Cap cap) {
    return new Cap(cap.min(), cap.max(), cap.effect(), true);
  }

  /** One condition on facts that keeps something from contacts. */
  static RuleVersion suppressing(RuleVersion version, String condition, Effect effect) {
    return withSuppressions(
        version, List.of(new Suppression(condition, ConditionText.onFacts(condition), effect)));
  }

  /** Whether hits of a rule can let a contact in at once. */
  static boolean canBeFastTrack(Rule rule) {
    return rule instanceof EventRule
        || rule instanceof SetRule
        || rule instanceof AttributeRule attribute && attribute.mode() != Rule.Mode.STATE;
  }

  static RuleVersion withZone(RuleVersion version, ZoneId zone) {
    return copy(version, parts -> parts.timezone = zone);
  }

  static RuleVersion withRules(RuleVersion version, List<? extends Rule> newRules) {
    return copy(version, parts -> parts.rules = List.copyOf(newRules));
  }

  static RuleVersion mapRules(RuleVersion version, UnaryOperator<Rule> change) {
    return withRules(version, version.rules().stream().map(change).toList());
  }

  static RuleVersion withTotalCap(RuleVersion version, Cap cap) {
    return copy(version, parts -> parts.total = new Total(version.total().weights(), cap));
  }

  static RuleVersion withWeights(RuleVersion version, Map<String, Share> weights) {
    return copy(version, parts -> parts.total = new Total(weights, version.total().cap()));
  }

  static RuleVersion withEvaluation(RuleVersion version, Evaluation evaluation) {
    return copy(version, parts -> parts.evaluation = evaluation);
  }

  static RuleVersion withCells(RuleVersion version, List<CellAxis> cells) {
    return copy(version, parts -> parts.cells = cells);
  }

  static RuleVersion withFastTracks(RuleVersion version, List<String> fastTracks) {
    return copy(version, parts -> parts.fastTracks = fastTracks);
  }

  static RuleVersion withExit(RuleVersion version, Optional<Exit> exit) {
    return copy(version, parts -> parts.exit = exit);
  }

  static RuleVersion withRequalification(RuleVersion version, Requalification requalification) {
    return copy(version, parts -> parts.requalification = requalification);
  }

  static RuleVersion withAccount(RuleVersion version, AccountTerms account) {
    return copy(version, parts -> parts.account = Optional.of(account));
  }

  static RuleVersion withDimensions(RuleVersion version, List<Dimension> newDimensions) {
    return copy(version, parts -> parts.dimensions = newDimensions);
  }

  static RuleVersion withGroups(RuleVersion version, List<Group> newGroups) {
    return copy(version, parts -> parts.groups = newGroups);
  }

  static RuleVersion withSuppressions(RuleVersion version, List<Suppression> newSuppressions) {
    return copy(version, parts -> parts.suppressions = newSuppressions);
  }

  static RuleVersion withSegments(RuleVersion version, List<Segment> newSegments) {
    return copy(version, parts -> parts.segments = newSegments);
  }

  static RuleVersion withRequirement(RuleVersion version, String segment, Requirement requirement) {
    Map<String, Requirement> qualify = new HashMap<>(version.qualify());
    qualify.put(segment, requirement);
    return copy(version, parts -> parts.qualify = qualify);
  }

  static RuleVersion withCooldown(RuleVersion version, Duration cooldown) {
    Requalification old = version.requalification();
    return withRequalification(version, cooldown, old.reset(), old.booster(), old.after());
  }

  static RuleVersion withReset(RuleVersion version, String... dimensions) {
    Requalification old = version.requalification();
    return withRequalification(
        version, old.cooldown(), List.of(dimensions), old.booster(), old.after());
  }

  static RuleVersion withBooster(RuleVersion version, Optional<Booster> booster) {
    Requalification old = version.requalification();
    return withRequalification(version, old.cooldown(), old.reset(), booster, old.after());
  }

  /** The ends after which a contact may qualify again. */
  static RuleVersion withAfter(RuleVersion version, Set<ExitCause> after) {
    Requalification old = version.requalification();
    return withRequalification(version, old.cooldown(), old.reset(), old.booster(), after);
  }

  private static RuleVersion withRequalification(
      RuleVersion version,
      Duration cooldown,
      List<String> reset,
      Optional<Booster> booster,
      Set<ExitCause> after) {
    // An empty set can only be taken over from a set of this kind.
    Set<ExitCause> causes = EnumSet.noneOf(ExitCause.class);
    causes.addAll(after);
    return withRequalification(version, new Requalification(cooldown, reset, booster, causes));
  }

  private static RuleVersion copy(RuleVersion version, Consumer<Parts> change) {
    Parts parts = new Parts(version);
    change.accept(parts);
    return parts.version();
  }

  /** The parts that a replay depends on, open to change. */
  private static final class Parts {
    private final RuleVersion from;
    ZoneId timezone;
    List<Segment> segments;
    List<Dimension> dimensions;
    Evaluation evaluation;
    Total total;
    List<Group> groups;
    List<Rule> rules;
    Map<String, Requirement> qualify;
    List<CellAxis> cells;
    List<String> fastTracks;
    List<Suppression> suppressions;
    Optional<Exit> exit;
    Requalification requalification;
    Optional<AccountTerms> account;

    Parts(RuleVersion from) {
      this.from = from;
      timezone = from.timezone();
      segments = from.segments();
      dimensions = from.dimensions();
      evaluation = from.evaluation();
      total = from.total();
      groups = from.groups();
      rules = from.rules();
      qualify = from.qualify();
      cells = from.cells();
      fastTracks = from.fastTracks();
      suppressions = from.suppressions();
      exit = from.exit();
      requalification = from.requalification();
      account = from.account();
    }

    RuleVersion version() {
      return new RuleVersion(
          from.model(),
          from.version(),
          from.parent(),
          from.status(),
          from.effectiveFrom(),
          from.owner(),
          from.agreedWith(),
          from.reason(),
          timezone,
          evaluation,
          segments,
          dimensions,
          total,
          groups,
          rules,
          qualify,
          cells,
          fastTracks,
          suppressions,
          exit,
          requalification,
          account);
    }
  }
}
