package io.requalify.scoring;

import io.requalify.rules.Counting;
import io.requalify.rules.Counting.AtMostPerPeriod;
import io.requalify.rules.Counting.AtMostWithin;
import io.requalify.rules.Counting.Between;
import io.requalify.rules.Counting.Distinct;
import io.requalify.rules.Counting.Every;
import io.requalify.rules.Counting.Once;

/**
 * Decides which events of one contact count for one rule. Asked in the order in which the events
 * become known; what once counted stays counted, also when an earlier event comes to light.
 */
sealed interface Counter
    permits EveryCounter, OnceCounter, RollingCounter, PeriodCounter, DistinctCounter {
  /** Of an event that has no value to be told apart by. */
  int NO_VALUE = -1;

  /**
   * Whether the hit counts; if so, it is remembered.
   *
   * @param value number of the value by which hits are told apart, or {@link #NO_VALUE}
   */
  boolean counts(long occurredAt, int value);

  /** Forgets the contact. */
  void clear();

  static Counter of(Counting counting, ZoneCalendar calendar) {
    if (counting instanceof Every || counting instanceof Between) {
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
    if (counting instanceof Distinct) {
      return new DistinctCounter();
    }

    throw new IllegalStateException("No counter for " + counting);
  }
}
