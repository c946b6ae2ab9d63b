package io.requalify.scoring;

import io.requalify.rules.Counting;
import io.requalify.rules.Fading;
import io.requalify.rules.Points;
import io.requalify.rules.Rule;
import io.requalify.rules.Rule.AttributeRule;
import io.requalify.rules.Rule.EventRule;
import java.io.Serializable;

/**
 * What the kernel needs of one rule.
 *
 * @param points millionths of one contribution
 * @param counting which events count; every one for an attribute rule
 * @param window microseconds, or {@link #NONE}
 * @param halfLife microseconds, or {@link #NONE}
 */
record RulePlan(String id, long points, Counting counting, long window, long halfLife)
    implements Serializable {
  static final long NONE = 0;

  static RulePlan of(Rule rule) {
    if (rule instanceof AttributeRule attribute) {
      return plan(attribute, attribute.points(), new Counting.Every(), Fading.NONE);
    }
    if (rule instanceof EventRule event) {
      return plan(event, event.points(), event.counting(), event.fading());
    }
    throw new IllegalStateException("No plan for " + rule);
  }

  boolean hasWindow() {
    return window != NONE;
  }

  boolean hasHalfLife() {
    return halfLife != NONE;
  }

  private static RulePlan plan(Rule rule, Points points, Counting counting, Fading fading) {
    return new RulePlan(
        rule.id(),
        points.millionths(),
        counting,
        fading.window().map(Micros::of).orElse(NONE),
        fading
            .decay()
            .map(decay -> ((io.requalify.rules.Decay.HalfLife) decay).halfLife())
            .map(Micros::of)
            .orElse(NONE));
  }
}
