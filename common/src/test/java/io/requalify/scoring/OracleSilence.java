package io.requalify.scoring;

import static io.requalify.scoring.OracleFading.micros;

import io.requalify.rules.Rule.InactivityRule;
import java.util.OptionalLong;

/** The silence that an inactivity rule listens to. */
final class OracleSilence {
  private final InactivityRule rule;
  private boolean broken;

  /** The latest activity, or the creation. */
  private long since;

  /** When the latest activity was felt; the instants of the rule come after that. */
  private long feltAt;

  OracleSilence(InactivityRule rule, long createdAt) {
    this.rule = rule;
    since = createdAt;
    feltAt = createdAt;
  }

  InactivityRule rule() {
    return rule;
  }

  /** Hears of an activity. */
  void hear(long occurredAt, long instant) {
    if (!broken || occurredAt > since) {
      broken = true;
      since = occurredAt;
      feltAt = instant;
    }
  }

  /** Whether the rule gives its points at an instant. */
  boolean isDue(long instant) {
    return next(instant - 1).equals(OptionalLong.of(instant));
  }

  /** The next instant at which the rule gives its points, if the silence goes on. */
  OptionalLong next(long after) {
    long first = since + micros(rule.after());
    long last = Math.max(after, feltAt);
    if (first > last) {
      return OptionalLong.of(first);
    }
    return rule.every()
        .map(every -> first + ((last - first) / micros(every) + 1) * micros(every))
        .map(OptionalLong::of)
        .orElseGet(OptionalLong::empty);
  }
}
