package io.requalify.scoring;

import io.requalify.rules.Decay;
import io.requalify.rules.Decay.AgeBands;
import io.requalify.rules.Decay.HalfLife;
import io.requalify.rules.Decay.Linear;
import io.requalify.rules.Decay.Step;
import io.requalify.rules.Fading;
import io.requalify.rules.Share;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * What is left of the points of hits. Times are microseconds, points millionths.
 *
 * @param points points of one hit
 */
record OracleFading(long points, Fading fading) {
  private static final BigDecimal HALF = new BigDecimal("0.5");
  private static final BigInteger WHOLE = BigInteger.valueOf(Share.WHOLE.millionths());

  static long micros(Duration duration) {
    return duration.toNanos() / 1_000;
  }

  /**
   * What hits contribute together.
   *
   * @param agedTo instant until which continuous decays have gone
   * @param steppedTo instant until which windows and steps have gone
   */
  long left(List<OracleHit> hits, long agedTo, long steppedTo) {
    List<OracleHit> open = hits.stream().filter(hit -> isOpen(hit, steppedTo)).toList();
    if (fading.decay().isEmpty()) {
      return points * open.size();
    }
    Decay decay = fading.decay().get();
    if (decay instanceof HalfLife halfLife) {
      return leftByHalfLife(halfLife, open, agedTo);
    }
    if (decay instanceof Linear linear) {
      return leftOfLinear(linear, open, agedTo);
    }
    return open.stream().mapToLong(hit -> leftOfSteps(decay, steppedTo - hit.occurredAt())).sum();
  }

  /**
   * The next instant at which a window or step changes what a hit gives, or its decay ends. Once
   * nothing can be left of it any more, there is none.
   */
  OptionalLong nextChange(OracleHit hit, long after) {
    long age = after - hit.occurredAt();
    if (!isOpen(hit, after) || fading.decay().stream().anyMatch(decay -> isOver(decay, age))) {
      return OptionalLong.empty();
    }
    List<Long> ages = new ArrayList<>();
    fading.window().ifPresent(window -> ages.add(micros(window)));
    fading.decay().ifPresent(decay -> nextAge(decay, age).ifPresent(ages::add));
    return ages.stream().mapToLong(next -> hit.occurredAt() + next).min();
  }

  private boolean isOpen(OracleHit hit, long instant) {
    return fading.window().isEmpty() || instant - hit.occurredAt() < micros(fading.window().get());
  }

  private boolean isOver(Decay decay, long age) {
    if (decay instanceof Linear linear) {
      return age >= endOfLinear(linear);
    }
    if (decay instanceof Step step) {
      return leftAfter(step, age / micros(step.per())) == 0;
    }
    return decay instanceof AgeBands table
        && age >= micros(table.bands().get(table.bands().size() - 1).before());
  }

  /** Age of the next change of a decay that is not over. */
  private static OptionalLong nextAge(Decay decay, long age) {
    if (decay instanceof Linear linear) {
      return OptionalLong.of(endOfLinear(linear));
    }
    if (decay instanceof Step step) {
      return OptionalLong.of((age / micros(step.per()) + 1) * micros(step.per()));
    }
    if (decay instanceof AgeBands table) {
      return table.bands().stream()
          .mapToLong(band -> micros(band.before()))
          .filter(end -> age < end)
          .findFirst();
    }
    return OptionalLong.empty();
  }

  // Continuous.

  /** Half up; what misses the half by a thousandth is taken for it. */
  private long leftByHalfLife(HalfLife halfLife, List<OracleHit> open, long agedTo) {
    double sum = 0;
    for (OracleHit hit : open) {
      double age = agedTo - hit.occurredAt();
      sum += points * Math.pow(0.5, age / micros(halfLife.halfLife()));
    }
    return (long) Math.floor(sum + 0.501);
  }

  /** With a whole of per × 1,000,000 there are no fractions before the division. */
  private long leftOfLinear(Linear linear, List<OracleHit> open, long agedTo) {
    BigInteger whole = BigInteger.valueOf(micros(linear.per())).multiply(WHOLE);
    BigInteger sum = BigInteger.ZERO;
    for (OracleHit hit : open) {
      BigInteger age = BigInteger.valueOf(agedTo - hit.occurredAt());
      BigInteger lost = age.multiply(BigInteger.valueOf(linear.rate().millionths()));
      BigInteger share = whole.subtract(lost).max(BigInteger.ZERO);
      sum = sum.add(share.multiply(BigInteger.valueOf(points)));
    }
    return halfUp(new BigDecimal(sum), new BigDecimal(whole));
  }

  private static long endOfLinear(Linear linear) {
    BigDecimal whole = new BigDecimal(WHOLE).multiply(BigDecimal.valueOf(micros(linear.per())));
    BigDecimal rate = BigDecimal.valueOf(linear.rate().millionths());
    return whole.divide(rate, 0, RoundingMode.CEILING).longValueExact();
  }

  // By steps.

  private long leftOfSteps(Decay decay, long age) {
    if (decay instanceof Step step) {
      return leftAfter(step, age / micros(step.per()));
    }
    AgeBands table = (AgeBands) decay;
    return table.bands().stream()
        .filter(band -> age < micros(band.before()))
        .findFirst()
        .map(band -> halfUp(band.share().decimal().multiply(BigDecimal.valueOf(points))))
        .orElse(0L);
  }

  private long leftAfter(Step step, long steps) {
    BigDecimal rate = step.rate().decimal();
    BigDecimal share =
        step.compound()
            ? BigDecimal.ONE.subtract(rate).pow(Math.toIntExact(steps))
            : BigDecimal.ONE
                .subtract(rate.multiply(BigDecimal.valueOf(steps)))
                .max(BigDecimal.ZERO);
    return halfUp(share.multiply(BigDecimal.valueOf(points)));
  }

  // Rounding: the half towards more points, below zero too.

  static long halfUp(BigDecimal number) {
    return number.add(HALF).setScale(0, RoundingMode.FLOOR).longValueExact();
  }

  static long halfUp(BigDecimal dividend, BigDecimal divisor) {
    BigDecimal two = BigDecimal.valueOf(2);
    return dividend
        .multiply(two)
        .add(divisor)
        .divide(divisor.multiply(two), 0, RoundingMode.FLOOR)
        .longValueExact();
  }
}
