package io.requalify.scoring;

import io.requalify.rules.ConditionText;
import io.requalify.rules.Rule;
import io.requalify.rules.Rule.AttributeRule;
import io.requalify.rules.Rule.EventRule;
import io.requalify.rules.Rule.InactivityRule;
import io.requalify.rules.Rule.Mode;
import io.requalify.rules.Rule.PeriodicRule;
import io.requalify.rules.Rule.SetRule;
import io.requalify.rules.RuleVersion;
import io.requalify.rules.RuleVersion.Dimension;
import io.requalify.rules.RuleVersion.Floor;
import io.requalify.rules.RuleVersion.Suppression.Effect;
import io.requalify.rules.Share;
import io.requalify.scoring.History.Entry;
import io.requalify.scoring.History.Kind;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The second scorer: does what {@code docs/scoring.md} says, as plainly as it can. Walks all
 * instants at which anything happens, one after the other, and at each takes afresh from its hits
 * what each rule contributes. Shares nothing with the kernel but the records of rules, of histories
 * and of episodes. Times are microseconds, points millionths.
 */
final class Oracle {
  private final RuleVersion version;
  private final History history;
  private final OracleInstants instants;
  private final OracleFacts facts;
  private final List<OracleRule> rules;
  private final Optional<OracleRule> booster;
  private final Map<OracleRule, OracleSilence> silences = new HashMap<>();
  private final OracleScore score;
  private final OracleEpisodes episodes;
  private final Set<Long> takenAlongAt;
  private final TreeMap<Long, Reading> readings = new TreeMap<>();
  private int felt;

  /**
   * What an evaluation leaves.
   *
   * @param takesPart whether no suppression keeps the contact from qualifying
   */
  record Reading(List<Long> measures, boolean takesPart) {}

  /** Walks a history. */
  Oracle(int scorecard, RuleVersion version, History history) {
    this(scorecard, version, history, Set.of());
  }

  /** Walks a history of a contact whose account takes it along at some instants. */
  Oracle(int scorecard, RuleVersion version, History history, Set<Long> takenAlongAt) {
    this.takenAlongAt = takenAlongAt;
    this.version = version;
    this.history = history;
    instants = new OracleInstants(version, history);
    facts = new OracleFacts(version);
    rules = version.rules().stream().map(each -> new OracleRule(each, version.timezone())).toList();
    booster = version.requalification().booster().map(b -> new OracleRule(b, version.timezone()));
    for (OracleRule rule : rules) {
      if (rule.rule().orElseThrow() instanceof InactivityRule silent) {
        silences.put(rule, new OracleSilence(silent, history.createdAt()));
      }
    }
    score = new OracleScore(version, Stream.concat(rules.stream(), booster.stream()).toList());
    episodes = new OracleEpisodes(scorecard, version, facts, score);
    walk();
  }

  List<Episode> episodes() {
    return history.until() < history.createdAt() ? List.of() : episodes.all();
  }

  /** Measures as of the end of the history, or the creation where that comes later. */
  List<Long> measures() {
    return score.measures();
  }

  /** What each evaluation left, by its instant; nothing of a contact that was created later. */
  TreeMap<Long, Reading> readings() {
    return history.until() < history.createdAt() ? new TreeMap<>() : readings;
  }

  private void walk() {
    long last = Math.max(history.createdAt(), history.until());
    OptionalLong next = OptionalLong.of(history.createdAt());
    while (next.isPresent() && next.getAsLong() <= last) {
      long instant = next.getAsLong();
      takeEffect(instant);
      if (instants.isEvaluated(instant)) {
        episodes.evaluate(instant);
        readings.put(instant, new Reading(score.measures(), !episodes.isBarredByFacts()));
      }
      next = next(instant);
    }
    age(last);
  }

  /** The next instant at which anything happens. */
  private OptionalLong next(long instant) {
    List<OptionalLong> next = new ArrayList<>();
    next.add(instants.next(instant));
    rules.forEach(rule -> next.add(rule.nextChange(instant)));
    silences.values().forEach(silence -> next.add(silence.next(instant)));
    next.add(episodes.endOfCooldown());
    takenAlongAt.forEach(at -> next.add(OptionalLong.of(at)));
    if (instants.isEvaluatedOnEvent()) {
      next.add(episodes.endOfDwell());
    }
    return next.stream().flatMapToLong(OptionalLong::stream).filter(at -> at > instant).min();
  }

  /** All that happens at an instant, in order, before it is evaluated. */
  private void takeEffect(long instant) {
    episodes.coolDown(instant);
    age(instant);
    for (OracleRule rule : rules) {
      rule.stepTo(instant);
      move(rule);
    }
    takePeriods(instant);
    while (felt < history.entries().size()
        && instants.feltAt(history.entries().get(felt)) <= instant) {
      feel(history.entries().get(felt), instant);
      felt++;
    }
    if (takenAlongAt.contains(instant)) {
      episodes.takeAlong();
    }
    takeSilence(instant);
    if (instants.isMidnight(instant)) {
      takeNightlyFloors();
    }
  }

  private void move(OracleRule rule) {
    score.move(rule);
    episodes.took(Optional.of(rule.id()));
  }

  private void age(long instant) {
    for (OracleRule rule : rules) {
      rule.ageTo(instant);
      move(rule);
    }
  }

  private void takePeriods(long instant) {
    for (OracleRule rule : rules) {
      if (rule.rule().orElseThrow() instanceof PeriodicRule periodic
          && instants.isDue(periodic, instant)) {
        rule.giveForGood(part(periodic.change(), score.runningSum(rule.dimension())));
        move(rule);
      }
    }
  }

  private static long part(Share share, long sum) {
    return OracleFading.halfUp(share.decimal().multiply(BigDecimal.valueOf(sum)));
  }

  private void takeSilence(long instant) {
    for (OracleRule rule : rules) {
      if (silences.containsKey(rule) && silences.get(rule).isDue(instant)) {
        rule.giveForGood();
        move(rule);
      }
    }
  }

  private void takeNightlyFloors() {
    for (Dimension dimension : version.dimensions()) {
      if (dimension.floor() == Floor.NIGHTLY_ZERO) {
        score.raiseToNothing(dimension.name());
        episodes.took(Optional.empty());
      }
    }
  }

  // Entries.

  private void feel(Entry entry, long instant) {
    if (!instants.isOwn(entry)) {
      return;
    }
    switch (entry.kind()) {
      case CEASES, BEGINS -> feelChange(entry, instant);
      case EVENT -> feelEvent(entry, instant);
      case ENDS -> episodes.end(instant, entry.cause().orElseThrow());
    }
  }

  private void feelChange(Entry entry, long instant) {
    ConditionText condition = entry.condition().orElseThrow();
    boolean wasFrozen = isFrozen();
    boolean changed = facts.set(condition, entry.kind() == Kind.BEGINS);
    episodes.took(Optional.empty());
    List<OracleRule> lasting = rules.stream().filter(r -> r.isInMode(Mode.STATE)).toList();
    lasting.forEach(rule -> rule.noteWhatCeased(facts));
    if (isFrozen()) {
      return;
    }
    if (wasFrozen) {
      lasting.forEach(this::takeOn);
    }
    for (OracleRule rule : rules) {
      if (rule.rule().orElseThrow() instanceof AttributeRule attribute
          && attribute.condition().equals(condition)) {
        if (attribute.mode() == Mode.STATE) {
          takeOn(rule);
        } else if (changed && entry.kind() == Kind.BEGINS) {
          hit(rule, new OracleHit(instant, Optional.empty()));
        }
      }
    }
  }

  private void takeOn(OracleRule rule) {
    rule.takeOn(facts);
    move(rule);
  }

  private void feelEvent(Entry entry, long instant) {
    if (isFrozen()) {
      return;
    }
    OracleHit hit = new OracleHit(entry.occurredAt(), entry.value());
    boolean counted = false;
    for (OracleRule rule : rules) {
      if (isHit(rule.rule().orElseThrow(), entry)) {
        counted |= hit(rule, hit);
      }
    }
    boost(hit, counted);
    for (OracleSilence silence : silences.values()) {
      boolean heard =
          silence.rule().activity().isPresent()
              ? silence.rule().activity().equals(entry.condition())
              : counted;
      if (heard) {
        silence.hear(entry.occurredAt(), instant);
      }
    }
  }

  private boolean isHit(Rule rule, Entry entry) {
    boolean selects =
        rule instanceof EventRule event && entry.condition().equals(Optional.of(event.condition()))
            || rule instanceof SetRule set
                && entry.condition().equals(Optional.of(set.condition()));
    return selects && rule.during().stream().allMatch(facts::holds);
  }

  /** Lets a hit have its effect on a rule if it counts; answers whether it does. */
  private boolean hit(OracleRule rule, OracleHit hit) {
    if (!rule.count(hit)) {
      return false;
    }
    if (version.fastTracks().contains(rule.id())) {
      episodes.fastTrack(rule.id());
    }
    if (rule.rule().orElseThrow() instanceof SetRule) {
      score.rulesOf(rule.dimension()).forEach(each -> each.forget(facts));
      rule.giveForGood();
      score.set(rule.dimension());
      episodes.took(Optional.of(rule.id()));
    } else {
      rule.give(hit);
      move(rule);
    }
    return true;
  }

  private void boost(OracleHit hit, boolean counted) {
    if (booster.isPresent()
        && counted
        && episodes.isBetweenEpisodes()
        && booster.get().count(hit)) {
      booster.get().giveForGood();
      move(booster.get());
    }
  }

  private boolean isFrozen() {
    return facts.isSuppressed(Effect.FREEZE);
  }
}
