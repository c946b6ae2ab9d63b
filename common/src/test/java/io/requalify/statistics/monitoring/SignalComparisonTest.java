package io.requalify.statistics.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.requalify.statistics.monitoring.SignalComparison.Verdict;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class SignalComparisonTest {
  /** Contacts of a world in pairs of one account; about a fifth of them win. */
  private static final class World {
    private final double[] worth;
    private final boolean[] won;
    private final SplittableRandom random;

    World(long seed, int size) {
      random = new SplittableRandom(seed);
      worth = new double[size];
      won = new boolean[size];
      double ofAccount = 0;
      for (int contact = 0; contact < size; contact++) {
        ofAccount = contact % 2 == 0 ? random.nextGaussian() : ofAccount;
        worth[contact] = (ofAccount + random.nextGaussian()) / Math.sqrt(2);
        won[contact] = worth[contact] + random.nextGaussian() > 1.2;
      }
    }

    /** A score that knows the worth but for noise; a binary one where it is above 0.5. */
    Signal signal(String name, double noise, boolean binary, double daysBeforeWin) {
      double[] scores = new double[worth.length];
      for (int contact = 0; contact < scores.length; contact++) {
        double score = worth[contact] + noise * random.nextGaussian();
        scores[contact] = binary ? (score > 0.5 ? 1 : 0) : score;
      }
      double[] days = new double[wins()];
      Arrays.fill(days, daysBeforeWin);
      return new Signal(name, scores, days);
    }

    int wins() {
      int wins = 0;
      for (boolean each : won) {
        wins += each ? 1 : 0;
      }
      return wins;
    }

    /** Wins come after 60 days; everybody was followed for 180. */
    WonContacts contacts() {
      int[] accounts = new int[won.length];
      Arrays.setAll(accounts, contact -> contact / 2);
      double[] cycle = new double[wins()];
      Arrays.fill(cycle, 60);
      return new WonContacts(won, accounts, cycle, 180);
    }
  }

  @Test
  void aScoreThatKnowsMoreAndSpeaksInTimeIsBetterThanTheMql() {
    World world = new World(71, 1_200);
    Signal mql = world.signal("mql", 2, true, 50);
    Signal product = world.signal("product use", 0.5, false, 45);

    SignalComparison comparison = compared(world, mql, product);

    assertThat(comparison.verdict()).isEqualTo(Verdict.ANOTHER_IS_BETTER);
    assertThat(comparison.others().get(0).difference())
        .isCloseTo(
            comparison.others().get(0).signal().area() - comparison.reference().area(),
            within(1e-12));
    assertThat(comparison.medianCycleDays()).isEqualTo(60);
    assertThat(comparison.inWords()).startsWith("product use (0.").contains("mql has the area 0.");
  }

  @Test
  void whatIsOnlyKnownWhenADealIsNearlyWonIsNoBetterMeasure() {
    World world = new World(72, 1_200);
    Signal mql = world.signal("mql", 1, true, 50);
    Signal order = world.signal("order form", 0.1, false, 2);

    SignalComparison comparison = compared(world, mql, order);

    assertThat(comparison.others().get(0).better()).isTrue();
    assertThat(comparison.others().get(0).late()).isTrue();
    assertThat(comparison.verdict()).isEqualTo(Verdict.ONLY_LATE_ONES_ARE_BETTER);
    assertThat(comparison.inWords())
        .contains("with less than half of the 60 days of a sales cycle left");
  }

  @Test
  void anMqlThatSaysNothingIsCalledSo() {
    World world = new World(73, 600);
    Signal mql = world.signal("mql", 1_000, true, 50);
    Signal other = world.signal("newsletter", 1_000, true, 50);

    assertThat(compared(world, mql, other).verdict()).isEqualTo(Verdict.SAYS_NOTHING);
  }

  @Test
  void ofThreeSignalsAsGoodAsTheMqlOneInFortyWorldsCallsOneBetter() {
    int called = 0;
    int worlds = 600;
    for (int seed = 0; seed < worlds; seed++) {
      World world = new World(9_000 + seed, 600);
      Signal mql = world.signal("mql", 1, false, 50);
      Verdict verdict =
          compared(
                  world,
                  mql,
                  world.signal("a", 1, false, 50),
                  world.signal("b", 1, false, 50),
                  world.signal("c", 1, false, 50))
              .verdict();
      called += verdict == Verdict.ANOTHER_IS_BETTER ? 1 : 0;
    }

    // Bonferroni leaves 2.5% above at most; a little less, because the three hang together.
    assertThat((double) called / worlds).isBetween(0.005, 0.04);
  }

  @Test
  void fewWinsFewAccountsAndAShortFollowUpAreRefused() {
    double[] none = {};
    Signal signal = new Signal("mql", new double[60], none);
    boolean[] won = new boolean[60];
    Arrays.fill(won, 0, 30, true);
    int[] accounts = new int[60];
    Arrays.setAll(accounts, contact -> contact);
    double[] cycles = new double[30];
    Arrays.setAll(cycles, win -> 3.0 * win + 3);

    assertThat(reason(new WonContacts(new boolean[60], accounts, none, 100), signal))
        .isEqualTo("0 contacts won and 60 did not; at least 30 of each are needed");
    assertThat(reason(new WonContacts(won, new int[60], cycles, 200), signal))
        .isEqualTo("the contacts are of 1 accounts; at least 30 are needed to judge chance");
    // Nine of ten came within 81.3 days; of those that need longer than 100 some are still to come.
    assertThat(reason(new WonContacts(won, accounts, cycles, 100), signal))
        .isEqualTo(
            "contacts were followed for 100 days; the sales cycle asks for 102, so many wins are still to come");
  }

  private static String reason(WonContacts contacts, Signal signal) {
    return SignalComparison.of(contacts, signal, List.of(signal), 0.95).reason();
  }

  @Test
  void whatDoesNotFitTogetherIsAnError() {
    World world = new World(74, 600);
    double[] none = {};
    Signal mql = world.signal("mql", 1, true, 50);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> SignalComparison.of(world.contacts(), mql, List.of(), 0.95))
        .withMessage("There is no signal beside 'mql'; name one to compare it with");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> compared(world, mql, new Signal("short", new double[3], none)))
        .withMessage("Signal 'short' has 3 scores, but there are 600 contacts; give one for each");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Signal("mql", new double[] {Double.NaN}, none))
        .withMessageContaining("leave the contact out");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Signal("mql", none, new double[] {-1}))
        .withMessageContaining("-1.0 days before a win");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new WonContacts(new boolean[] {true}, new int[1], none, 10))
        .withMessage("1 contacts won, but the cycles of 0 are given");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new WonContacts(new boolean[] {true}, new int[1], new double[] {11}, 10))
        .withMessageContaining("count a later win as none");
  }

  private static SignalComparison compared(World world, Signal reference, Signal... others) {
    return SignalComparison.of(world.contacts(), reference, List.of(others), 0.95)
        .value()
        .orElseThrow();
  }
}
