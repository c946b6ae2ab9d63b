package io.requalify.scoring;

import static io.requalify.scoring.OracleFading.micros;

import io.requalify.rules.Exit;
import io.requalify.rules.ExitCause;
import io.requalify.rules.Requalification;
import io.requalify.rules.RuleVersion;
import io.requalify.rules.RuleVersion.Dimension;
import io.requalify.rules.RuleVersion.Suppression.Effect;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Episodes of one contact under one version, and what lets it in and out. */
final class OracleEpisodes {
  private static final long FOR_GOOD = Long.MAX_VALUE;

  private final int scorecard;
  private final RuleVersion version;
  private final OracleFacts facts;
  private final OracleScore score;

  private final List<Episode> ended = new ArrayList<>();
  private Optional<Episode> open = Optional.empty();

  /** Since when the evaluations have found the total of an open episode below the limit. */
  private OptionalLong belowSince = OptionalLong.empty();

  /** The instant at which the contact will have cooled down, while it has not. */
  private OptionalLong coolsUntil = OptionalLong.empty();

  /** Whether the evaluation before found the contact eligible. */
  private boolean wasEligible;

  // Effects since the evaluation before.

  /** Whether the contact is eligible by the effects so far, or by a fast track among them. */
  private boolean eligible;

  /** Rule of the last effect by which it turned eligible. */
  private Optional<String> crossingRule = Optional.empty();

  /** Rule of the last fast track. */
  private Optional<String> fastTrack = Optional.empty();

  /** Whether the account of the contact takes it along. */
  private boolean takenAlong;

  OracleEpisodes(int scorecard, RuleVersion version, OracleFacts facts, OracleScore score) {
    this.scorecard = scorecard;
    this.version = version;
    this.facts = facts;
    this.score = score;
    eligible = isEligible();
  }

  List<Episode> all() {
    List<Episode> all = new ArrayList<>(ended);
    open.ifPresent(all::add);
    return all;
  }

  boolean isBetweenEpisodes() {
    return open.isEmpty() && !ended.isEmpty();
  }

  /** The end of the cooldown, and that of the dwell, where they are to come. */
  OptionalLong endOfCooldown() {
    return coolsUntil;
  }

  OptionalLong endOfDwell() {
    return belowSince.isPresent()
        ? OptionalLong.of(belowSince.getAsLong() + micros(version.exit().orElseThrow().dwell()))
        : OptionalLong.empty();
  }

  /** Notes that a rule has had an effect, or something that is no rule. */
  void took(Optional<String> rule) {
    boolean before = eligible;
    eligible = isEligible() || isLetIn();
    if (eligible && !before) {
      crossingRule = rule;
    }
  }

  /** Notes a hit that counts on one of the rules that let a contact in at once. */
  void fastTrack(String rule) {
    fastTrack = Optional.of(rule);
  }

  /** The account of the contact takes it along. */
  void takeAlong() {
    takenAlong = true;
    took(Optional.empty());
  }

  private boolean isLetIn() {
    return (fastTrack.isPresent() || takenAlong) && !isBarred();
  }

  void coolDown(long instant) {
    if (coolsUntil.equals(OptionalLong.of(instant))) {
      coolsUntil = OptionalLong.empty();
      took(Optional.empty());
    }
  }

  /** Ends the open episode, if there is one. */
  void end(long instant, ExitCause cause) {
    if (open.isEmpty()) {
      return;
    }
    ended.add(ended(open.get(), instant, cause));
    open = Optional.empty();
    belowSince = OptionalLong.empty();
    Requalification requalification = version.requalification();
    for (Dimension dimension : version.dimensions()) {
      if (requalification.reset().contains(dimension.name())) {
        score.rulesOf(dimension.name()).forEach(rule -> rule.forget(facts));
        score.set(dimension.name());
        took(Optional.empty());
      }
    }
    if (!requalification.after().contains(cause)) {
      coolsUntil = OptionalLong.of(FOR_GOOD);
    } else if (!requalification.cooldown().isZero()) {
      coolsUntil = OptionalLong.of(instant + micros(requalification.cooldown()));
    }
    took(Optional.empty());
  }

  /** Looks at the exit, then at the entry. */
  void evaluate(long instant) {
    if (open.isPresent() && facts.isSuppressed(Effect.DROP)) {
      end(instant, ExitCause.DROPPED);
    } else if (open.isPresent()) {
      noteWhetherBelow(instant);
      if (endOfDwell().isPresent() && endOfDwell().getAsLong() <= instant) {
        end(instant, ExitCause.FELL);
      }
    }

    boolean edge = isEligible() && !wasEligible;
    if (open.isEmpty() && (edge || isLetIn())) {
      boolean rolledDown = !edge && fastTrack.isEmpty();
      open = Optional.of(begun(instant, wasEligible ? fastTrack : crossingRule, rolledDown));
      noteWhetherBelow(instant);
    }

    wasEligible = isEligible();
    eligible = wasEligible;
    crossingRule = Optional.empty();
    fastTrack = Optional.empty();
    takenAlong = false;
  }

  private void noteWhetherBelow(long instant) {
    Optional<Exit> exit = version.exit();
    if (exit.isEmpty() || score.total() >= exit.get().below().millionths()) {
      belowSince = OptionalLong.empty();
    } else if (belowSince.isEmpty()) {
      belowSince = OptionalLong.of(instant);
    }
  }

  private boolean isEligible() {
    return !isBarred()
        && new OracleRequirement(version, score.measures())
            .holds(version.qualify().get(facts.segment()));
  }

  /** Whether a suppression keeps the contact from qualifying. */
  boolean isBarredByFacts() {
    return facts.isSuppressed(Effect.BLOCK) || facts.isSuppressed(Effect.DROP);
  }

  private boolean isBarred() {
    return coolsUntil.isPresent() || isBarredByFacts();
  }

  private Episode begun(long instant, Optional<String> rule, boolean rolledDown) {
    double[] points = score.measures().stream().mapToDouble(measure -> measure / 1e6).toArray();
    return new Episode(
        scorecard,
        ended.size() + 1,
        instant,
        points[points.length - 1],
        Arrays.copyOf(points, points.length - 1),
        facts.segment(),
        rule,
        rolledDown,
        OptionalLong.empty(),
        Optional.empty());
  }

  private static Episode ended(Episode open, long instant, ExitCause cause) {
    return new Episode(
        open.scorecard(),
        open.cycle(),
        open.entryAt(),
        open.score(),
        open.dimensionScores(),
        open.segment(),
        open.crossingRule(),
        open.rolledDown(),
        OptionalLong.of(instant),
        Optional.of(cause));
  }
}
