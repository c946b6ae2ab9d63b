package io.requalify.scoring;

import io.requalify.rules.Decay.Linear;
import java.math.BigInteger;

/**
 * The exact sum of hits of one rule that each lose points evenly with their age. Hits that have
 * nothing left must have been taken away.
 *
 * <p>n hits of p points, with ages that add up to D, give n·p − p·rate·D ÷ per. Ages are kept as
 * days and rests, so that no number of hits that fits into memory makes them overflow.
 */
final class LinearSum {
  private static final BigInteger MILLION = BigInteger.valueOf(1_000_000);
  private static final long MICROS_PER_DAY = 86_400_000_000L;

  /** Days whose microseconds leave room in a long for the rests. */
  private static final long SAFE_DAYS = 50_000_000;

  private static final int SAFE_BITS = 62;
  private static final long LARGE = 1L << SAFE_BITS;

  private final long points;
  private final long end;
  private final BigInteger lost;
  private final BigInteger per;
  private final boolean isSmall;
  private long base;
  private long hits;
  private long days;
  private long rests;

  LinearSum(long points, Linear linear) {
    this.points = points;
    BigInteger rate = BigInteger.valueOf(linear.rate().millionths());
    BigInteger period = BigInteger.valueOf(Micros.of(linear.per())).multiply(MILLION);
    BigInteger[] whole = period.divideAndRemainder(rate);
    end = whole[0].add(BigInteger.valueOf(whole[1].signum())).longValueExact();
    BigInteger losing = rate.multiply(BigInteger.valueOf(points));
    BigInteger shared = period.gcd(losing);
    lost = losing.divide(shared);
    per = period.divide(shared);
    isSmall = lost.bitLength() < SAFE_BITS && per.bitLength() < SAFE_BITS;
  }

  /** Age at which nothing is left. */
  long end() {
    return end;
  }

  /** Forgets the hits; ages are reckoned from this instant, which keeps the numbers small. */
  void clear(long instant) {
    base = instant;
    empty();
  }

  /** Forgets the hits. */
  void empty() {
    hits = 0;
    days = 0;
    rests = 0;
  }

  void add(long occurredAt) {
    count(occurredAt, 1);
  }

  void remove(long occurredAt) {
    count(occurredAt, -1);
  }

  private void count(long occurredAt, int sign) {
    long since = occurredAt - base;
    hits += sign;
    days += sign * Math.floorDiv(since, MICROS_PER_DAY);
    rests += sign * Math.floorMod(since, MICROS_PER_DAY);
  }

  /** Millionths of points at an instant, rounded half up. */
  long millionths(long instant) {
    if (hits == 0) {
      return 0;
    }

    long since = instant - base;
    long ageDays = hits * Math.floorDiv(since, MICROS_PER_DAY) - days;
    long ageRests = hits * Math.floorMod(since, MICROS_PER_DAY) - rests;
    if (isSmall && Math.abs(ageDays) < SAFE_DAYS) {
      long ages = ageDays * MICROS_PER_DAY + ageRests;
      long twice = 2 * lost.longValue();
      long losing = twice * ages;
      boolean fits = Math.multiplyHigh(twice, ages) == losing >> (Long.SIZE - 1);
      if (fits && Math.abs(losing) < LARGE) {
        long half = per.longValue();
        return Math.multiplyExact(points, hits) + Math.floorDiv(half - losing, 2 * half);
      }
    }

    return large(ageDays, ageRests);
  }

  private long large(long ageDays, long ageRests) {
    BigInteger ages =
        BigInteger.valueOf(ageDays)
            .multiply(BigInteger.valueOf(MICROS_PER_DAY))
            .add(BigInteger.valueOf(ageRests));
    BigInteger given = BigInteger.valueOf(points).multiply(BigInteger.valueOf(hits)).multiply(per);
    BigInteger twice = given.subtract(lost.multiply(ages)).shiftLeft(1).add(per);
    BigInteger[] parts = twice.divideAndRemainder(per.shiftLeft(1));
    return (parts[1].signum() < 0 ? parts[0].subtract(BigInteger.ONE) : parts[0]).longValueExact();
  }
}
