package io.requalify.scoring;

import io.requalify.rules.Counting;
import io.requalify.rules.Counting.Between;
import io.requalify.rules.Decay;
import io.requalify.rules.Decay.HalfLife;
import io.requalify.rules.Decay.Linear;
import io.requalify.rules.Fading;
import io.requalify.rules.Points;
import io.requalify.rules.Requalification.Booster;
import io.requalify.rules.Rule;
import io.requalify.rules.Rule.AttributeRule;
import io.requalify.rules.Rule.EventRule;
import io.requalify.rules.Rule.InactivityRule;
import io.requalify.rules.Rule.Mode;
import io.requalify.rules.Rule.PeriodicRule;
import io.requalify.rules.Rule.SetRule;
import java.io.Serializable;
import java.time.Duration;
import java.util.Optional;

/**
 * What the kernel needs of one rule.
 *
 * @param points millionths of one contribution; of a periodic rule the share in millionths
 * @param counting which hits count
 * @param stairs what a hit gives by its age, where that changes at definite ages; null where it
 *     does not. Of a rule that counts between limits, 1 while a hit is one of those counted
 * @param halfLife microseconds, or {@link #NONE}
 * @param linear even loss with age; null for none
 * @param window microseconds for which a continuously fading hit contributes, or {@link #NONE}
 * @param first microseconds of silence before the first points; of a periodic rule its period
 * @param every microseconds of each further silence, or {@link #NONE} for no further points
 */
record RulePlan(
    String id,
    Kind kind,
    long points,
    Counting counting,
    Staircase stairs,
    long halfLife,
    LinearForm linear,
    long window,
    long first,
    long every)
    implements Serializable {
  static final long NONE = 0;

  /** By what a rule is moved. */
  enum Kind {
    /** What holds. */
    STATE,
    /** Changes into holding. */
    CHANGE,
    /** Events. */
    EVENT,
    /** Events that set the dimension. */
    SETTING,
    /** Silence. */
    SILENCE,
    /** Time alone. */
    PERIOD
  }

  /** Even loss, as it stands in the rule: sums of it are made for each contact. */
  record LinearForm(long points, Linear linear) implements Serializable {
    LinearSum sum() {
      return new LinearSum(points, linear);
    }
  }

  static RulePlan of(Rule rule) {
    if (rule instanceof AttributeRule attribute) {
      Counting counting =
          attribute.mode() == Mode.FIRST ? new Counting.Once() : new Counting.Every();
      Kind kind = attribute.mode() == Mode.STATE ? Kind.STATE : Kind.CHANGE;
      return hits(attribute.id(), kind, attribute.points(), counting, attribute.fading());
    }
    if (rule instanceof EventRule event) {
      return hits(event.id(), Kind.EVENT, event.points(), event.counting(), event.fading());
    }
    if (rule instanceof SetRule set) {
      return hits(set.id(), Kind.SETTING, set.value(), set.counting(), Fading.NONE);
    }
    if (rule instanceof InactivityRule silence) {
      return timed(
          silence.id(),
          Kind.SILENCE,
          silence.points().millionths(),
          silence.after(),
          silence.every());
    }
    if (rule instanceof PeriodicRule periodic) {
      return timed(
          periodic.id(),
          Kind.PERIOD,
          periodic.change().millionths(),
          periodic.every(),
          Optional.of(periodic.every()));
    }

    throw new IllegalStateException("No plan for " + rule);
  }

  /** Points for what a contact does after an end; a rule that no condition of its own moves. */
  static RulePlan of(Booster booster, String id) {
    return hits(id, Kind.EVENT, booster.points(), booster.counting(), Fading.NONE);
  }

  boolean hasWindow() {
    return window != NONE;
  }

  boolean hasHalfLife() {
    return halfLife != NONE;
  }

  boolean isContinuous() {
    return hasHalfLife() || linear != null;
  }

  private static RulePlan hits(
      String id, Kind kind, Points points, Counting counting, Fading fading) {
    long each = points.millionths();
    boolean continuous = fading.isContinuous();
    return new RulePlan(
        id,
        kind,
        each,
        counting,
        continuous ? null : stairs(each, counting, fading),
        fading.decay().filter(HalfLife.class::isInstance).map(RulePlan::halfLife).orElse(NONE),
        fading
            .decay()
            .filter(Linear.class::isInstance)
            .map(decay -> new LinearForm(each, (Linear) decay))
            .orElse(null),
        continuous ? fading.window().map(Micros::of).orElse(NONE) : NONE,
        NONE,
        NONE);
  }

  private static Staircase stairs(long points, Counting counting, Fading fading) {
    if (counting instanceof Between between) {
      return Staircase.window(1, between.within());
    }
    if (fading.decay().isPresent()) {
      return Staircase.of(points, fading.decay().get(), fading.window());
    }

    return fading.window().map(window -> Staircase.window(points, window)).orElse(null);
  }

  private static long halfLife(Decay decay) {
    return Micros.of(((HalfLife) decay).halfLife());
  }

  private static RulePlan timed(
      String id, Kind kind, long points, Duration first, Optional<Duration> every) {
    return new RulePlan(
        id,
        kind,
        points,
        new Counting.Every(),
        null,
        NONE,
        null,
        NONE,
        Micros.of(first),
        every.map(Micros::of).orElse(NONE));
  }
}
