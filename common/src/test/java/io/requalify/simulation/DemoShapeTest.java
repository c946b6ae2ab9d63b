package io.requalify.simulation;

import static io.requalify.simulation.DemoVersion.CONTENT_FIRST;
import static io.requalify.simulation.DemoVersion.INTENT_FIRST;
import static io.requalify.simulation.DemoVersion.PRODUCTION;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * What the demo is to show: the naive figure misleads, and the estimate from the explored contacts
 * does not. {@code -Drequalify.simulation.seeds=200 -Drequalify.simulation.contacts=12000} runs the
 * worlds whose figures stand in docs/simulation.md.
 */
final class DemoShapeTest {
  private static final int SEEDS = Integer.getInteger("requalify.simulation.seeds", 20);
  private static final int CONTACTS = Integer.getInteger("requalify.simulation.contacts", 6000);
  private static final List<ObservedWorld> WORLDS =
      IntStream.rangeClosed(1, SEEDS)
          .mapToObj(seed -> new ObservedWorld(World.of(seed, CONTACTS)))
          .toList();
  private static final ObservedWorld DEMO = new ObservedWorld(World.of(1, World.DEFAULT_CONTACTS));

  @Test
  void contentFirstLooksBetterAndIsWorse() {
    assertThat(DEMO.naive(CONTENT_FIRST)).isGreaterThan(DEMO.naive(PRODUCTION) + 0.01);
    assertThat(DEMO.truth(CONTENT_FIRST) - DEMO.truth(PRODUCTION)).isBetween(-0.04, -0.02);
  }

  @Test
  void intentFirstIsBetterThoughItLooksNoBetterThanContentFirst() {
    assertThat(DEMO.truth(INTENT_FIRST) - DEMO.truth(PRODUCTION)).isGreaterThan(0.02);
    assertThat(DEMO.naive(INTENT_FIRST)).isLessThan(DEMO.naive(CONTENT_FIRST));
  }

  @Test
  void explorationSupportsWhatEachCandidateAdds() {
    for (DemoVersion candidate : List.of(CONTENT_FIRST, INTENT_FIRST)) {
      assertThat(DEMO.effectiveSwapIns(candidate))
          .isGreaterThan(100)
          .isGreaterThan(0.1 * DEMO.swapIns(candidate));
      assertThat(DEMO.supportedShare(candidate)).isGreaterThan(0.8);
    }
  }

  @Test
  void theNaiveFigureOfContentFirstMisleadsInNearlyEveryWorld() {
    assertThat(
            share(
                world ->
                    world.naive(CONTENT_FIRST) > world.naive(PRODUCTION)
                        && world.truth(CONTENT_FIRST) < world.truth(PRODUCTION)))
        .isGreaterThanOrEqualTo(0.9);
  }

  @Test
  void theEstimatesCoverTheTruthAsOftenAsTheySay() {
    for (DemoVersion version : DemoVersion.values()) {
      assertCoverage(
          version + " conversion",
          share(world -> world.conversion(version).covers(world.truth(version))));
    }
    for (DemoVersion candidate : List.of(CONTENT_FIRST, INTENT_FIRST)) {
      assertCoverage(
          candidate + " difference",
          share(
              world ->
                  world
                      .difference(candidate)
                      .covers(world.truth(candidate) - world.truth(PRODUCTION))));
    }
  }

  @Test
  void theNaiveFigureOfContentFirstDoesNotCoverItsTruth() {
    // As if the agreement set stood for the version: the interval of the agreement set's own size.
    assertThat(
            share(
                world -> {
                  double naive = world.naive(CONTENT_FIRST);
                  double error = Math.sqrt(naive * (1 - naive) / world.agreeIn(CONTENT_FIRST));
                  return Math.abs(naive - world.truth(CONTENT_FIRST)) <= 1.96 * error;
                }))
        .isLessThan(0.5);
  }

  /** Within three Monte Carlo standard errors of 95%, downwards. */
  private static void assertCoverage(String what, double coverage) {
    double tolerance = 3 * Math.sqrt(0.95 * 0.05 / SEEDS);
    assertThat(coverage).as(what).isGreaterThanOrEqualTo(0.95 - tolerance);
  }

  private static double share(Predicate<ObservedWorld> property) {
    return (double) WORLDS.stream().filter(property).count() / SEEDS;
  }
}
