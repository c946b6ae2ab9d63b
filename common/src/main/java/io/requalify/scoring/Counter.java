package io.requalify.scoring;

import io.requalify.rules.Counting;
import io.requalify.rules.Counting.AtMostPerPeriod;
import io.requalify.rules.Counting.AtMostWithin;
import io.requalify.rules.Counting.Every;
import io.requalify.rules.Counting.Once;

/**
 * Decides which events of one contact count for one rule. Asked in the order in which the events
 * become known; what once counted stays counted, also when an earlier event comes to light.
 */
sealed interface Counter permits EveryCounter, OnceCounter, RollingCounter, PeriodCounter {
  /** Whether the event counts; if so, it is remembered. */
  boolean counts(long occurredAt);

  /** Forgets the contact. */
  void clear();

  static Counter of(Counting counting, ZoneCalendar calendar) {
    if (counting instanceof Every) {
      return new EveryCounter();
    }
    if (counting instanceof Once) {
      return new OnceCounter();
    }
    if (counting instanceof AtMostWithin rolling) {
      return new RollingCounter(rolling.times(), Micros.of(rolling.per()));
    }
    if (counting instanceof AtMostPerPeriod periodic) {
      return new PeriodCounter(periodic.times(), periodic.per(), calendar);
    }
    throw new IllegalStateException("No counter for " + counting);
  }
}
