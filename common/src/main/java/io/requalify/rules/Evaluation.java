package io.requalify.rules;

import java.io.Serializable;
import java.time.Duration;
import java.time.LocalTime;

/** When a contact is looked at; it can only qualify then. */
public sealed interface Evaluation extends Serializable {
  /** Whenever something changes, and at each midnight of the version's zone. */
  record OnEvent() implements Evaluation {}

  /** At whole multiples of a duration since 1970-01-01T00:00:00Z. */
  record Every(Duration every) implements Evaluation {
    public Every {
      if (every.isNegative() || every.isZero()) {
        throw new IllegalArgumentException("every is not positive: " + every);
      }
    }
  }

  /**
   * Once a day at a time of the version's zone; where the clocks skip it, as much later as they
   * skip, and where they show it twice, the first time.
   */
  record DailyAt(LocalTime time) implements Evaluation {}
}
