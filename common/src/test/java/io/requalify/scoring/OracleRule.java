package io.requalify.scoring;

import io.requalify.rules.Cap;
import io.requalify.rules.ConditionText;
import io.requalify.rules.Counting;
import io.requalify.rules.Counting.Between;
import io.requalify.rules.Fading;
import io.requalify.rules.Points;
import io.requalify.rules.Requalification;
import io.requalify.rules.Requalification.Booster;
import io.requalify.rules.Rule;
import io.requalify.rules.Rule.AttributeRule;
import io.requalify.rules.Rule.Mode;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** One rule of a version, or its booster, and what it contributes to its dimension. */
final class OracleRule {
  private final String id;
  private final String dimension;
  private final Optional<String> group;
  private final Cap cap;
  private final Optional<Rule> rule;
  private final Counting counting;
  private final OracleCounting counted;
  private final OracleFading fading;

  /** Hits that counted and are not forgotten. */
  private final List<OracleHit> hits = new ArrayList<>();

  /** What the rule gives for good, or until it is told otherwise. */
  private long lasting;

  /** Whether the condition of a rule in the mode state has to cease before it gives again. */
  private boolean hasToCease;

  private long agedTo;
  private long steppedTo;

  OracleRule(Rule rule, ZoneId zone) {
    id = rule.id();
    dimension = rule.dimension();
    group = rule.group();
    cap = rule.cap();
    this.rule = Optional.of(rule);
    counting = counting(rule);
    counted = new OracleCounting(counting, zone);
    long points = RuleCopies.points(rule).map(Points::millionths).orElse(0L);
    Fading ofHits =
        counting instanceof Between between
            ? new Fading(Optional.of(between.within()), Optional.empty())
            : rule.fading();
    fading = new OracleFading(points, ofHits);
  }

  OracleRule(Booster booster, ZoneId zone) {
    id = Requalification.BOOSTER;
    dimension = booster.dimension();
    group = Optional.empty();
    cap = Cap.NONE;
    rule = Optional.empty();
    counting = booster.counting();
    counted = new OracleCounting(counting, zone);
    fading = new OracleFading(booster.points().millionths(), Fading.NONE);
  }

  String id() {
    return id;
  }

  String dimension() {
    return dimension;
  }

  Optional<String> group() {
    return group;
  }

  Cap cap() {
    return cap;
  }

  /** The rule of the version; none for a booster. */
  Optional<Rule> rule() {
    return rule;
  }

  /** What the rule contributes as of what it has taken in. */
  long contribution() {
    long left = fading.left(hits, agedTo, steppedTo);
    return lasting + (counting instanceof Between between ? limited(left, between) : left);
  }

  /** Lets continuous decays go on until an instant. */
  void ageTo(long instant) {
    agedTo = instant;
  }

  /** Lets windows and steps go on until an instant. */
  void stepTo(long instant) {
    steppedTo = instant;
  }

  /** The next instant at which a window or step of a hit changes, or its decay ends. */
  OptionalLong nextChange(long after) {
    return hits.stream()
        .map(hit -> fading.nextChange(hit, after))
        .flatMapToLong(OptionalLong::stream)
        .min();
  }

  /** Whether a hit counts, which it is asked once. */
  boolean count(OracleHit hit) {
    return counted.count(hit);
  }

  void give(OracleHit hit) {
    hits.add(hit);
  }

  void giveForGood(long points) {
    lasting += points;
  }

  /** Gives the points of the rule once more, for good. */
  void giveForGood() {
    giveForGood(fading.points());
  }

  boolean isInMode(Mode mode) {
    return rule.isPresent()
        && rule.get() instanceof AttributeRule attribute
        && attribute.mode() == mode;
  }

  /** A rule in the mode state gives its points while its condition holds. */
  void takeOn(OracleFacts facts) {
    boolean holds = facts.holds(condition());
    hasToCease &= holds;
    lasting = holds && !hasToCease ? fading.points() : 0;
  }

  /** A rule in the mode state notes that its condition does not hold, also while frozen. */
  void noteWhatCeased(OracleFacts facts) {
    hasToCease &= facts.holds(condition());
  }

  void forget(OracleFacts facts) {
    hits.clear();
    lasting = 0;
    hasToCease = isInMode(Mode.STATE) && facts.holds(condition());
  }

  private ConditionText condition() {
    return ((AttributeRule) rule.orElseThrow()).condition();
  }

  private long limited(long left, Between between) {
    long number = fading.points() == 0 ? 0 : left / fading.points();
    return number < between.min() ? 0 : fading.points() * Math.min(number, between.max());
  }

  private static Counting counting(Rule rule) {
    boolean once = rule instanceof AttributeRule attribute && attribute.mode() == Mode.FIRST;
    return once ? new Counting.Once() : RuleCopies.counting(rule).orElseGet(Counting.Every::new);
  }
}
