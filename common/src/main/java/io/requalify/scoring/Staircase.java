package io.requalify.scoring;

import io.requalify.rules.Decay;
import io.requalify.rules.Decay.AgeBands;
import io.requalify.rules.Decay.Band;
import io.requalify.rules.Decay.Step;
import io.requalify.rules.Share;
import java.io.Serializable;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What one hit gives by its age, where that changes at definite ages and comes to an end.
 *
 * @param ages microseconds at which it changes, rising
 * @param points millionths that it gives before each of these ages; nothing from the last one on
 */
@SuppressWarnings("ArrayRecordComponent") // Looked up for every hit; never compared.
record Staircase(long[] ages, long[] points) implements Serializable {
  static final long NEVER = Long.MAX_VALUE;

  /** Some thirty thousand years: no review lasts longer, and adding it to an instant is safe. */
  private static final long OLDEST = 1_000_000_000_000_000_000L;

  /** Digits enough that a share of points lies on a half of a millionth only if it truly does. */
  private static final MathContext DIGITS = new MathContext(100, RoundingMode.HALF_EVEN);

  private static final BigDecimal HALF = new BigDecimal("0.5");

  /** All of the points up to an age. */
  static Staircase window(long points, Duration window) {
    return new Staircase(new long[] {Micros.of(window)}, new long[] {points});
  }

  /** The points that a decay in steps leaves, within a window if there is one. */
  static Staircase of(long points, Decay decay, Optional<Duration> window) {
    List<Long> ages = new ArrayList<>();
    List<Long> left = new ArrayList<>();
    if (decay instanceof Step step) {
      steps(points, step, ages, left);
    } else {
      for (Band band : ((AgeBands) decay).bands()) {
        ages.add(Micros.of(band.before()));
        left.add(millionths(share(points, band.share())));
      }
    }
    window.ifPresent(end -> cutOff(Micros.of(end), ages, left));
    return new Staircase(
        ages.stream().mapToLong(Long::longValue).toArray(),
        left.stream().mapToLong(Long::longValue).toArray());
  }

  private static void steps(long points, Step step, List<Long> ages, List<Long> left) {
    long per = Micros.of(step.per());
    BigDecimal lost = step.rate().decimal();
    BigDecimal share = BigDecimal.ONE;
    long now = points;
    for (long age = per; (now != 0 || age == per) && age < OLDEST; age += per) {
      ages.add(age);
      left.add(now);
      share =
          step.compound()
              ? share.multiply(BigDecimal.ONE.subtract(lost), DIGITS)
              : share.subtract(lost).max(BigDecimal.ZERO);
      now = millionths(BigDecimal.valueOf(points).multiply(share, DIGITS));
    }
  }

  private static void cutOff(long end, List<Long> ages, List<Long> left) {
    int last = ages.size() - 1;
    while (last > 0 && ages.get(last - 1) >= end) {
      last--;
    }
    ages.set(last, Math.min(ages.get(last), end));
    ages.subList(last + 1, ages.size()).clear();
    left.subList(last + 1, left.size()).clear();
  }

  private static BigDecimal share(long points, Share share) {
    return BigDecimal.valueOf(points).multiply(share.decimal());
  }

  /** Half up: towards more points, below zero too. */
  private static long millionths(BigDecimal exact) {
    return exact.add(HALF).setScale(0, RoundingMode.FLOOR).longValueExact();
  }

  /** Millionths that a hit of this age gives. */
  long pointsAt(long age) {
    int step = stepAt(age);
    return step == points.length ? 0 : points[step];
  }

  /** The next age at which it changes, or {@link #NEVER}. */
  long nextChange(long age) {
    int step = stepAt(age);
    return step == ages.length ? NEVER : ages[step];
  }

  private int stepAt(long age) {
    if (age < ages[0]) {
      return 0;
    }

    int found = Arrays.binarySearch(ages, age);
    return found >= 0 ? found + 1 : -found - 1;
  }
}
