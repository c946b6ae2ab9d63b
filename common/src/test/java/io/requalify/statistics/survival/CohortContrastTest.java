package io.requalify.statistics.survival;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.requalify.statistics.Answer;
import io.requalify.statistics.BinomialTally;
import org.junit.jupiter.api.Test;

final class CohortContrastTest {
  @Test
  void itsErrorIsWhatTheMatureOnesLackOfTheErrorOfAll() {
    // Of 200 contacts 50 leave on the tenth day; 100 were followed to it and to the horizon, too.
    RiskTable table =
        new Counted("accepted").left(10, 0, 50).censored(15, 90).censored(30, 60).table();

    CohortContrast contrast = contrast(new BinomialTally(100, 40), table);

    assertThat(contrast.difference()).isCloseTo(0.15, within(1e-12));
    assertThat(contrast.standardError())
        .isCloseTo(Math.sqrt(0.25 * 0.75 / 100 - 0.25 * 0.75 / 200), within(1e-12));
    assertThat(contrast.drifts()).isTrue();
  }

  @Test
  void whereCohortsAreAlikeDriftIsSeenInOneOfTwentyWorlds() {
    int repetitions = 1000;
    int drifting = 0;
    double squares = 0;
    for (int repetition = 0; repetition < repetitions; repetition++) {
      DelayedOutcomes world = new DelayedOutcomes(1500, 9000 + repetition);
      CohortContrast contrast = contrast(mature(world), world.daily());
      drifting += contrast.drifts() ? 1 : 0;
      squares += contrast.inErrors() * contrast.inErrors() / repetitions;
    }

    // 4.55 in 100 lie beyond two errors; two Monte Carlo errors of that are 1.3.
    assertThat(drifting).isBetween(32, 59);
    assertThat(squares).isCloseTo(1, within(0.1));
  }

  private static BinomialTally mature(DelayedOutcomes world) {
    int accepted = 0;
    int followed = 0;
    for (int contact = 0; contact < world.contacts(); contact++) {
      if (world.followUp(contact) >= DelayedOutcomes.HORIZON) {
        followed++;
        accepted += world.knownAccepted(contact) ? 1 : 0;
      }
    }
    return new BinomialTally(followed, accepted);
  }

  @Test
  void fewOutcomesAndCohortsThatTellNothingMoreAreRefused() {
    RiskTable mature = new Counted("accepted").left(10, 0, 20).censored(30, 80).table();

    assertThat(answer(new BinomialTally(100, 4), mature).reason())
        .isEqualTo(
            "of 100 contacts that were followed to the horizon 4 have the outcome; 5 with it and 5 without are needed to compare them with all");
    assertThat(answer(new BinomialTally(100, 96), mature).value()).isEmpty();
    assertThat(answer(new BinomialTally(100, 20), mature).reason())
        .isEqualTo(
            "the cohorts whose horizon is not over tell nothing that the mature ones do not");
  }

  private static Answer<CohortContrast> answer(BinomialTally mature, RiskTable table) {
    return CohortContrast.of(
        mature, AalenJohansen.of(table).at("accepted", DelayedOutcomes.HORIZON).orElseThrow());
  }

  private static CohortContrast contrast(BinomialTally mature, RiskTable table) {
    return answer(mature, table).value().orElseThrow();
  }
}
