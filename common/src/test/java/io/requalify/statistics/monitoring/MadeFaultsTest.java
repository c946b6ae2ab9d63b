package io.requalify.statistics.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.requalify.statistics.monitoring.FollowUpSplit.Verdict;
import io.requalify.statistics.monitoring.FollowUpSums.Base;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * Faults that are made, and what is said of them; and how often something is said where none was
 * made. 150 accounts with two to eight contacts in either period, which go together: an account as
 * a whole is worth more or less.
 */
final class MadeFaultsTest {
  private static final List<String> BANDS =
      List.of("within 1 hour", "within 1 day", "later", "never");
  private static final double[] RATES = {0.45, 0.35, 0.20, 0};
  private static final double[] USUAL = {0.5, 0.3, 0.15, 0.05};
  private static final int WORLDS = 400;

  @Test
  void aTeamThatStopsCallingIsFollowUpAndNotQuality() {
    double[] stopped = {0.3, 0.2, 0.1, 0.4};

    Map<Verdict, Integer> found = verdicts(stopped, 1, Base.QUALIFIED);

    assertThat(found.getOrDefault(Verdict.FOLLOW_UP, 0)).isGreaterThan(WORLDS * 95 / 100);
    assertThat(found.getOrDefault(Verdict.LEAD_QUALITY, 0)).isZero();
    // Of those whom it still calls nothing has changed.
    assertThat(verdicts(stopped, 1, Base.TOUCHED).get(Verdict.NO_FALL))
        .isGreaterThan(WORLDS * 95 / 100);
  }

  @Test
  void aTeamThatCallsLaterIsFollowUpOnBothBases() {
    double[] late = {0.1, 0.3, 0.55, 0.05};

    for (Base base : Base.values()) {
      assertThat(verdicts(late, 1, base).getOrDefault(Verdict.FOLLOW_UP, 0))
          .isGreaterThan(WORLDS * 85 / 100);
    }
  }

  @Test
  void poorerLeadsAreQualityAndNotFollowUp() {
    for (Base base : Base.values()) {
      Map<Verdict, Integer> found = verdicts(USUAL, 0.65, base);
      assertThat(found.getOrDefault(Verdict.LEAD_QUALITY, 0)).isGreaterThan(WORLDS * 85 / 100);
      assertThat(found.getOrDefault(Verdict.FOLLOW_UP, 0)).isLessThan(WORLDS * 3 / 100);
    }
  }

  @Test
  void worldsWithoutAFaultAreCalledAFallInOneOfForty() {
    for (Base base : Base.values()) {
      int falls = WORLDS - verdicts(USUAL, 1, base).get(Verdict.NO_FALL);
      // 2.5% lie below, 10 of 400; two Monte Carlo errors are 6.
      assertThat(falls).isBetween(3, 17);
    }
  }

  private static Map<Verdict, Integer> verdicts(double[] now, double worth, Base base) {
    Map<Verdict, Integer> verdicts = new EnumMap<>(Verdict.class);
    for (int world = 0; world < WORLDS; world++) {
      Verdict verdict =
          world(world, now, worth).split(BANDS, base, 0.95).value().orElseThrow().verdict();
      verdicts.merge(verdict, 1, Integer::sum);
    }
    return verdicts;
  }

  private static FollowUpSums world(long seed, double[] now, double worth) {
    SplittableRandom random = new SplittableRandom(seed);
    FollowUpSums sums = new FollowUpSums(BANDS.size());
    for (int account = 0; account < 150; account++) {
      double leaning = 0.6 + 0.8 * random.nextDouble();
      long[] counts = new long[4 * BANDS.size()];
      add(counts, sums, 0, random, USUAL, leaning);
      add(counts, sums, 1, random, now, leaning * worth);
      sums.add(counts);
    }
    return sums;
  }

  private static void add(
      long[] counts,
      FollowUpSums places,
      int period,
      SplittableRandom random,
      double[] shares,
      double worth) {
    int contacts = 2 + random.nextInt(7);
    for (int contact = 0; contact < contacts; contact++) {
      double place = random.nextDouble();
      int band = 0;
      while (band < BANDS.size() - 1 && place >= shares[band]) {
        place -= shares[band];
        band++;
      }
      counts[places.contacts(period, band)]++;
      counts[places.accepted(period, band)] += random.nextDouble() < RATES[band] * worth ? 1 : 0;
    }
  }
}
