package io.requalify.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.requalify.statistics.BinomialTally;
import io.requalify.statistics.monitoring.LoweredThreshold.Account;
import io.requalify.statistics.monitoring.VolumeAgainstValue.Week;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;

/** Simulated faults are found, and clean worlds alarm no more often than is said. */
final class GamingFaultsTest {
  private static final int WORLDS = 400;
  private static final int CONTACTS = 4_000;
  private static final int WEEKS_BEFORE = 12;

  /** How often those above the former threshold convert; half of it is worth a call. */
  private static final double ABOVE = 0.20;

  @Test
  void aScannerThatClicksEverythingIsFound() {
    double clean = scannedShare(0, 1);
    double growing = scannedShare(0, 1.3);
    double scanner = scannedShare(60, 1);
    System.out.printf(
        "scanner found in %.3f; unchanged alarms in %.3f, growth in %.3f%n",
        scanner, clean, growing);

    assertThat(clean).isLessThanOrEqualTo(0.01);
    assertThat(growing).isLessThanOrEqualTo(0.01);
    assertThat(scanner).isGreaterThanOrEqualTo(0.95);
  }

  @Test
  void pointsThatAreGivenToReachTheThresholdAreFoundByWhatWasThereBefore() {
    double clean = liftedShare(0);
    double some = liftedShare(0.2);
    double lifted = liftedShare(0.3);
    System.out.printf(
        "lifting of 20%% found in %.3f, of 30%% in %.3f, clean alarms in %.3f%n",
        some, lifted, clean);

    assertThat(clean).isLessThanOrEqualTo(0.02);
    assertThat(some).isGreaterThanOrEqualTo(0.5);
    assertThat(lifted).isGreaterThanOrEqualTo(0.9);
  }

  @Test
  void scoresThatAreLumpyByTheirMakingAlarmFrandsensTestAlone() {
    // Points of 25 and 5: 50 is made of two forms as often as 45 of anything.
    int heaped = 0;
    for (int world = 0; world < WORLDS; world++) {
      heaped += alarms(GamingFinding.heaped(scores(new SplittableRandom(world), 0))) ? 1 : 0;
    }
    System.out.printf("Frandsen's test alarms in %.3f of lumpy worlds%n", (double) heaped / WORLDS);
    assertThat((double) heaped / WORLDS).isGreaterThan(0.5);
  }

  @Test
  void aThresholdLoweredForVolumeIsFound() {
    double worthless = loweredShare(0.03);
    double justWorth = loweredShare(0.10);
    double worth = loweredShare(0.15);
    System.out.printf(
        "let in at 3%%: found in %.3f; at 10%%, just worth a call: %.3f; at 15%%: %.3f%n",
        worthless, justWorth, worth);

    assertThat(worthless).isGreaterThanOrEqualTo(0.95);
    // A tail of 2.5%, and the rate of those above, of which half is asked, is known by chance, too.
    assertThat(justWorth).isLessThanOrEqualTo(0.09);
    assertThat(worth).isZero();
  }

  /**
   * How often volume without value is called, where a scanner brings so many contacts a week beside
   * some hundred real ones. Sales works a hundred a week, of real contacts every fifth with an
   * opportunity, of scanned ones nobody.
   */
  private static double scannedShare(int scanned, double growth) {
    return over(
        world -> {
          SplittableRandom random = new SplittableRandom(world);
          List<Week> before = weeks(random, 0, 1);
          return alarms(GamingFinding.volumeAgainstValue(before, weeks(random, scanned, growth)));
        });
  }

  private static List<Week> weeks(SplittableRandom random, int scanned, double growth) {
    List<Week> weeks = new ArrayList<>();
    for (int week = 0; week < 16; week++) {
      long real = Math.round(growth * tally(random, 200, 0.5).successes());
      long all = real + tally(random, 2 * scanned, 0.5).successes();
      long worked = Math.min(real, Math.round(100.0 * growth * real / all));
      double pipeline = 0;
      for (int contact = 0; contact < worked; contact++) {
        pipeline += random.nextDouble() < 0.2 ? 500 + 1_000 * random.nextDouble() : 0;
      }
      weeks.add(new Week(all, pipeline));
    }
    return weeks;
  }

  /** How often the difference in bunching alarms, the time before being clean. */
  private static double liftedShare(double lifted) {
    return over(
        world -> {
          SplittableRandom random = new SplittableRandom(world);
          SortedMap<Integer, Long> before = scores(random, 0);
          return alarms(GamingFinding.moreHeaped(scores(random, lifted), before, WEEKS_BEFORE));
        });
  }

  /**
   * Points above a threshold of 50. Forms give 25, visits 5 each; of those who lack up to 10 points
   * a share is given them.
   */
  private static SortedMap<Integer, Long> scores(SplittableRandom random, double lifted) {
    SortedMap<Integer, Long> scores = new TreeMap<>();
    for (int contact = 0; contact < CONTACTS; contact++) {
      int points = 0;
      for (int form = 0; form < 3; form++) {
        points += random.nextDouble() < 0.3 ? 25 : 0;
      }
      while (random.nextDouble() < 0.6) {
        points += 5;
      }
      boolean isLifted = points >= 40 && points < 50 && random.nextDouble() < lifted;
      points = isLifted ? 50 : points;
      scores.merge(points - 50, 1L, Long::sum);
    }
    return scores;
  }

  private static double loweredShare(double letInRate) {
    return over(
        world -> {
          SplittableRandom random = new SplittableRandom(world);
          List<Account> accounts = new ArrayList<>();
          for (int account = 0; account < 300; account++) {
            // Accounts differ, so that their contacts turn out alike.
            double likes = 0.5 + random.nextDouble();
            accounts.add(
                new Account(tally(random, 2, likes * letInRate), tally(random, 2, likes * ABOVE)));
          }
          return alarms(GamingFinding.lowered(accounts));
        });
  }

  private static BinomialTally tally(SplittableRandom random, int contacts, double rate) {
    int converted = 0;
    for (int contact = 0; contact < contacts; contact++) {
      converted += random.nextDouble() < rate ? 1 : 0;
    }
    return new BinomialTally(contacts, converted);
  }

  private static double over(IntPredicate alarm) {
    int alarms = 0;
    for (int world = 0; world < WORLDS; world++) {
      alarms += alarm.test(world) ? 1 : 0;
    }
    return (double) alarms / WORLDS;
  }

  private static boolean alarms(GamingFinding finding) {
    return finding.said().value().map(GamingFinding.Said::alarm).orElse(false);
  }
}
