package io.requalify.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import io.requalify.statistics.CountedEvidence.Contact;
import io.requalify.statistics.CountedEvidence.Seen;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * Worlds whose truth is known: accounts with an effect of their own, a production score, a
 * candidate score that is worse, and a random draw with unequal, logged probabilities from those
 * whom production leaves out. The truth is the mean probability of the contacts that a version
 * qualifies.
 */
final class SimulatedTruthTest {
  private static final int REPETITIONS = 400;
  private static final TrustGates GATES = TrustGates.standard();

  /** What many worlds showed of one estimator. */
  private static final class Showing {
    private int given;
    private int held;
    private int refused;
    private double bias;
    private double squares;

    void add(Conclusion conclusion, double truth) {
      if (conclusion.refused()) {
        refused++;
        return;
      }
      Interval interval = conclusion.interval().orElseThrow();
      given++;
      held += interval.contains(truth) ? 1 : 0;
      double off = conclusion.estimate().orElse(truth) - truth;
      bias += off;
      squares += off * off;
    }

    double coverage() {
      return (double) held / given;
    }

    double meanBias() {
      return bias / given;
    }

    double standardErrorOfBias() {
      double mean = meanBias();
      return Math.sqrt((squares / given - mean * mean) / given);
    }
  }

  private record World(SwapEvidence evidence, double candidate, double production) {}

  @Test
  void selfNormalisedWeightingCoversTheTruthAndTheNaiveFigureDoesNot() {
    Showing conversion = new Showing();
    Showing difference = new Showing();
    Showing naive = new Showing();
    Showing bounds = new Showing();
    int naiveCallsWorseBetter = 0;
    for (int seed = 0; seed < REPETITIONS; seed++) {
      World world = world(seed, 0.4);
      double change = world.candidate() - world.production();
      conversion.add(
          new SelfNormalisedWeighting().conversion(world.evidence(), GATES), world.candidate());
      difference.add(new SelfNormalisedWeighting().difference(world.evidence(), GATES), change);
      Conclusion agreed = new AgreementSet().difference(world.evidence(), GATES);
      naive.add(agreed, change);
      naiveCallsWorseBetter += change < 0 && agreed.estimate().orElseThrow() > 0 ? 1 : 0;
      bounds.add(new WorstCaseBounds().conversion(world.evidence(), GATES), world.candidate());
    }

    // Three Monte Carlo standard errors of a share near .95 in 400 repetitions are .033.
    assertThat(conversion.coverage()).isBetween(0.917, 0.983);
    assertThat(difference.coverage()).isBetween(0.917, 0.983);
    assertThat(Math.abs(conversion.meanBias())).isLessThan(3 * conversion.standardErrorOfBias());
    assertThat(Math.abs(difference.meanBias())).isLessThan(3 * difference.standardErrorOfBias());
    assertThat(conversion.refused).isZero();
    assertThat(naive.coverage()).isLessThan(0.5);
    assertThat(naiveCallsWorseBetter).isGreaterThan(REPETITIONS * 9 / 10);
    assertThat(bounds.coverage()).isEqualTo(1);
  }

  @Test
  void withHardlyAnyDrawEveryWorldIsRefusedAndTheBoundsStillHold() {
    Showing snips = new Showing();
    Showing bounds = new Showing();
    for (int seed = 0; seed < REPETITIONS; seed++) {
      World world = world(seed, 0.011);
      snips.add(
          new SelfNormalisedWeighting().conversion(world.evidence(), GATES), world.candidate());
      bounds.add(new WorstCaseBounds().conversion(world.evidence(), GATES), world.candidate());
    }

    assertThat(snips.refused).isEqualTo(REPETITIONS);
    assertThat(bounds.coverage()).isEqualTo(1);
  }

  @Test
  void withoutAnyDrawTheReasonSaysThatNobodyStandsForTheSwapIns() {
    Conclusion snips = new SelfNormalisedWeighting().conversion(world(1, 0).evidence(), GATES);

    assertThat(snips.estimate()).isEqualTo(OptionalDouble.empty());
    assertThat(snips.reason())
        .isEqualTo("refused: no explored contact stands for the swap-ins; at least 50 are needed");
  }

  /** One world; the draw takes contacts with the given probability or half of it. */
  private static World world(int seed, double propensity) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Contact> contacts = new ArrayList<>();
    double candidateTruth = 0;
    double productionTruth = 0;
    int candidates = 0;
    int produced = 0;
    for (int account = 0; account < 2000; account++) {
      double effect = 0.6 * random.nextGaussian();
      int size = 1 + random.nextInt(4);
      for (int person = 0; person < size; person++) {
        double fit = random.nextGaussian();
        double noise = random.nextGaussian();
        boolean production = fit > 0.3;
        boolean candidate = 0.5 * fit + noise > 0.5;
        double accepted = 1 / (1 + Math.exp(0.9 - effect - fit));
        boolean explored = false;
        double chance = noise > 1 ? propensity : propensity / 2;
        if (!production) {
          explored = random.nextDouble() < chance;
        }
        boolean worked = production ? random.nextDouble() < 0.9 : explored;
        boolean converted = worked && random.nextDouble() < accepted;
        boolean due = random.nextDouble() < 0.95;
        if (!production && !candidate) {
          continue;
        }
        Seen seen =
            new Seen(contacts.size(), worked, explored, explored ? chance : 0, due, converted);
        contacts.add(
            new Contact(
                "account " + account,
                candidate ? Optional.of(seen) : Optional.empty(),
                production ? Optional.of(seen) : Optional.empty()));
        candidateTruth += candidate ? accepted : 0;
        candidates += candidate ? 1 : 0;
        productionTruth += production ? accepted : 0;
        produced += production ? 1 : 0;
      }
    }
    return new World(
        CountedEvidence.of(contacts), candidateTruth / candidates, productionTruth / produced);
  }
}
