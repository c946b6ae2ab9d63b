package io.requalify.monitoring;

import io.requalify.statistics.Answer;
import io.requalify.statistics.BinomialTally;
import io.requalify.statistics.Conclusion;
import io.requalify.statistics.Interval;
import io.requalify.statistics.monitoring.DifferenceInBunching;
import io.requalify.statistics.monitoring.FrandsenBunching;
import io.requalify.statistics.monitoring.LoweredThreshold;
import io.requalify.statistics.monitoring.NearThreshold;
import io.requalify.statistics.monitoring.VolumeAgainstValue;
import java.math.BigInteger;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;

/**
 * What one test of gaming found.
 *
 * @param test its name in the tables
 * @param contacts that it is said of
 * @param said figures and words, or why there are none
 */
record GamingFinding(String test, long contacts, Answer<Said> said) {
  static final String HEAPED = "heaped_at_threshold";
  static final String MORE_HEAPED = "more_heaped_than_before";
  static final String LOWERED = "lowered_threshold";
  static final String VOLUME = "volume_against_value";

  /** So many points on either side of a threshold are near it. */
  static final int NEAR = 10;

  /** A contact is worth a call that converts at least so often as those above, times this. */
  static final double SHARE_WORTH_A_CALL = 0.5;

  private static final int THRESHOLD = 0;

  /**
   * The figures.
   *
   * @param words the finding in a sentence
   */
  record Said(
      double statistic,
      Optional<Interval> interval,
      OptionalDouble probability,
      boolean alarm,
      String words) {}

  /**
   * Whether scores are heaped at the threshold. Neighbouring scores are as far apart as the largest
   * step of which all scores are multiples.
   *
   * @param byPoints contacts by whole points above what is asked
   */
  static GamingFinding heaped(SortedMap<Integer, Long> byPoints) {
    int step =
        Math.max(
            1,
            byPoints.keySet().stream()
                .map(BigInteger::valueOf)
                .reduce(BigInteger.ZERO, BigInteger::gcd)
                .intValue());
    Answer<FrandsenBunching> tested =
        FrandsenBunching.of(byPoints, THRESHOLD, step, FrandsenBunching.BEND);
    return new GamingFinding(HEAPED, contacts(byPoints), tested.map(found -> heaped(found, step)));
  }

  private static Said heaped(FrandsenBunching found, int step) {
    // Fewer at the threshold than beside it are no sign of anybody chasing it.
    boolean isHeap = 2 * found.at() > found.below() + found.above();
    boolean alarm = isHeap && found.probability() < DifferenceInBunching.LARGEST_PROBABILITY;
    return new Said(
        found.shareAtThreshold(),
        Optional.empty(),
        OptionalDouble.of(found.probability()),
        alarm,
        "%d contacts have the threshold, %d are %d below it and %d above: %s"
            .formatted(
                found.at(),
                found.below(),
                step,
                found.above(),
                alarm
                    ? "more than neighbouring scores differ by chance, unless points meet there by their making"
                    : "no more than neighbouring scores differ by chance"));
  }

  /**
   * Whether more contacts lie just above the threshold since the version was live.
   *
   * @param weeksBefore whole weeks of the window before it was
   */
  static GamingFinding moreHeaped(
      SortedMap<Integer, Long> live, SortedMap<Integer, Long> before, int weeksBefore) {
    NearThreshold nearLive = NearThreshold.of(live, THRESHOLD, NEAR);
    NearThreshold nearBefore = NearThreshold.of(before, THRESHOLD, NEAR);
    long near = nearLive.below() + nearLive.above() + nearBefore.below() + nearBefore.above();
    return new GamingFinding(
        MORE_HEAPED,
        near,
        DifferenceInBunching.of(nearLive, nearBefore, weeksBefore).map(GamingFinding::moreHeaped));
  }

  private static Said moreHeaped(DifferenceInBunching found) {
    return new Said(
        found.logRatio(),
        Optional.of(found.interval(Conclusion.LEVEL)),
        OptionalDouble.of(found.probability()),
        found.gamed(),
        String.format(
            Locale.ROOT,
            "within %d points %d contacts lie above the threshold and %d below since the version was live, %d and %d before: %.2f times as many above%s",
            NEAR,
            found.live().above(),
            found.live().below(),
            found.before().above(),
            found.before().below(),
            Math.exp(found.logRatio()),
            found.gamed() ? ", more than chance" : ""));
  }

  /** Whether a lowered threshold let in contacts that are not worth a call. */
  static GamingFinding lowered(List<LoweredThreshold.Account> accounts) {
    BinomialTally above =
        accounts.stream()
            .map(LoweredThreshold.Account::above)
            .reduce(new BinomialTally(0, 0), BinomialTally::plus);
    long letIn = accounts.stream().mapToLong(each -> each.letIn().trials()).sum();
    if (above.successes() == 0) {
      return new GamingFinding(
          LOWERED,
          letIn + above.trials(),
          Answer.refused(
              "of %d contacts above the former threshold that were worked long enough ago none converted, so there is nothing to compare with"
                  .formatted(above.trials())));
    }
    Answer<LoweredThreshold> judged =
        LoweredThreshold.of(accounts, SHARE_WORTH_A_CALL * above.rate(), Conclusion.LEVEL);
    return new GamingFinding(
        LOWERED,
        letIn + above.trials(),
        judged.map(
            found ->
                new Said(
                    found.letIn().rate(),
                    Optional.of(found.letIn().interval()),
                    OptionalDouble.empty(),
                    found.verdict() == LoweredThreshold.Verdict.WITHOUT_CONVERSION,
                    found.inWords() + "; worth a call is half the rate of those above")));
  }

  /** Whether more contacts qualify while their pipeline falls. */
  static GamingFinding volumeAgainstValue(
      List<VolumeAgainstValue.Week> before, List<VolumeAgainstValue.Week> now) {
    long contacts =
        before.stream().mapToLong(VolumeAgainstValue.Week::qualified).sum()
            + now.stream().mapToLong(VolumeAgainstValue.Week::qualified).sum();
    return new GamingFinding(
        VOLUME,
        contacts,
        VolumeAgainstValue.of(before, now, Conclusion.LEVEL)
            .map(
                found ->
                    new Said(
                        found.value().ratio(),
                        Optional.of(found.value().interval()),
                        OptionalDouble.empty(),
                        found.verdict() == VolumeAgainstValue.Verdict.VOLUME_WITHOUT_VALUE,
                        found.inWords())));
  }

  private static long contacts(SortedMap<Integer, Long> byPoints) {
    return byPoints.values().stream().mapToLong(Long::longValue).sum();
  }
}
