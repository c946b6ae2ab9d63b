package io.requalify.statistics.survival;

import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * A world of contacts whose decisions are spread over 90 days before the as-of date. Of them 35 in
 * 100 would be accepted, after 12 days in the mean, 25 rejected, after 5, and the others nothing.
 */
final class DelayedOutcomes {
  static final int HORIZON = 30;

  /** Last days of the buckets d0, 1, 2, 3, 4-7, 8-14, 15-21, 22-30, and of what comes later. */
  private static final int[] BUCKETS = {0, 1, 2, 3, 7, 14, 21, 30, 60, 89};

  private static final int LONGEST = 89;
  private static final int ACCEPTED = 0;
  private static final int REJECTED = 1;
  private static final int NONE = -1;

  private final int[] followUps;
  private final int[] days;
  private final int[] causes;

  DelayedOutcomes(int contacts, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    followUps = new int[contacts];
    days = new int[contacts];
    causes = new int[contacts];
    for (int contact = 0; contact < contacts; contact++) {
      followUps[contact] = random.nextInt(LONGEST + 1);
      double draw = random.nextDouble();
      causes[contact] = draw < 0.35 ? ACCEPTED : draw < 0.60 ? REJECTED : NONE;
      double delay = -Math.log(1 - random.nextDouble()) * (causes[contact] == REJECTED ? 5 : 12);
      days[contact] = (int) delay;
    }
  }

  /** Probability of being accepted on one of the days 0 to the horizon. */
  static double acceptedWithinHorizon() {
    return 0.35 * (1 - Math.exp(-(HORIZON + 1) / 12.0));
  }

  /** Probability of being rejected on one of the days 0 to the horizon. */
  static double rejectedWithinHorizon() {
    return 0.25 * (1 - Math.exp(-(HORIZON + 1) / 5.0));
  }

  int contacts() {
    return followUps.length;
  }

  int followUp(int contact) {
    return followUps[contact];
  }

  /** Day on which a contact is known to have left. */
  OptionalInt knownToLeave(int contact) {
    return causes[contact] != NONE && days[contact] <= followUps[contact]
        ? OptionalInt.of(days[contact])
        : OptionalInt.empty();
  }

  /** True where a contact is known to have been accepted within the horizon. */
  boolean knownAccepted(int contact) {
    return causes[contact] == ACCEPTED
        && knownToLeave(contact).isPresent()
        && days[contact] <= HORIZON;
  }

  SortedMap<Integer, Long> contactsByFollowUp() {
    SortedMap<Integer, Long> counts = new TreeMap<>();
    for (int followUp : followUps) {
      counts.merge(followUp, 1L, Long::sum);
    }
    return counts;
  }

  WeightedShare.Known known() {
    SortedMap<Integer, Long> accepted = new TreeMap<>();
    SortedMap<Integer, Long> otherwise = new TreeMap<>();
    long stayed = 0;
    for (int contact = 0; contact < followUps.length; contact++) {
      OptionalInt left = knownToLeave(contact);
      if (left.isPresent() && left.getAsInt() <= HORIZON) {
        (causes[contact] == ACCEPTED ? accepted : otherwise).merge(left.getAsInt(), 1L, Long::sum);
      } else if (followUps[contact] >= HORIZON) {
        stayed++;
      }
    }
    return new WeightedShare.Known(accepted, otherwise, stayed);
  }

  /** By the day. */
  RiskTable daily() {
    Counted counted = new Counted("accepted", "rejected");
    for (int contact = 0; contact < followUps.length; contact++) {
      OptionalInt left = knownToLeave(contact);
      if (left.isPresent()) {
        counted.left(left.getAsInt(), causes[contact], 1);
      } else {
        counted.censored(followUps[contact], 1);
      }
    }
    return counted.table();
  }

  /** By buckets, each contact in those that it was followed to the end of. */
  RiskTable bucketed() {
    Counted counted = new Counted("accepted", "rejected");
    for (int contact = 0; contact < followUps.length; contact++) {
      OptionalInt last = lastBucketBefore(followUps[contact] + 1);
      if (last.isEmpty()) {
        continue;
      }
      OptionalInt left = knownToLeave(contact);
      if (left.isPresent() && left.getAsInt() <= last.getAsInt()) {
        counted.left(bucketOf(left.getAsInt()), causes[contact], 1);
      } else {
        counted.censored(last.getAsInt(), 1);
      }
    }
    return counted.table();
  }

  /** By buckets, with who is censored within one at risk in all of it: too many at risk. */
  RiskTable bucketedCarelessly() {
    Counted counted = new Counted("accepted", "rejected");
    for (int contact = 0; contact < followUps.length; contact++) {
      OptionalInt left = knownToLeave(contact);
      if (left.isPresent()) {
        counted.left(bucketOf(left.getAsInt()), causes[contact], 1);
      } else {
        counted.censored(bucketOf(followUps[contact]), 1);
      }
    }
    return counted.table();
  }

  private static int bucketOf(int day) {
    int place = 0;
    while (BUCKETS[place] < day) {
      place++;
    }
    return BUCKETS[place];
  }

  private static OptionalInt lastBucketBefore(int day) {
    OptionalInt last = OptionalInt.empty();
    for (int end : BUCKETS) {
      if (end < day) {
        last = OptionalInt.of(end);
      }
    }
    return last;
  }
}
