package io.requalify.statistics.calibration;

import io.requalify.statistics.Answer;
import io.requalify.statistics.BinomialInterval.Wilson;
import io.requalify.statistics.Interval;
import java.util.List;
import org.hipparchus.special.Beta;
import org.hipparchus.special.Gamma;

/**
 * The bands of a score one by one: what was promised, what came, and whether chance explains the
 * difference.
 *
 * <p>Each test is of one band by itself: of twenty bands one has a probability below 0.05 by
 * chance, see {@link io.requalify.statistics.multiplicity.PValueAdjustment}. The promises must have
 * been made before: those that were fitted to the same contacts look too good. Contacts of one
 * account that go together ruin the tests: they find too much. Tasche 2008, "Validation of internal
 * rating systems and PD estimates".
 *
 * @param bands the lowest score first
 */
public record BandCalibration(List<Band> bands) {
  public BandCalibration {
    bands = List.copyOf(bands);
  }

  /**
   * One band.
   *
   * @param level its score, promise and counts
   * @param interval Wilson's, round the observed rate
   * @param more whether more came than was promised: probabilities of at least as many events
   * @param fewer whether less came than was promised: probabilities of at most as many events
   */
  public record Band(ScoreLevel level, Interval interval, OneSided more, OneSided fewer) {
    /**
     * Observed over expected events; 1 is as promised. Infinite where events came and none was
     * promised, no number where neither.
     */
    public double observedOverExpected() {
      return level.tally().successes() / level.promised().expectedEvents();
    }
  }

  /**
   * Two tests against one side. Small is evidence that the promise is off to that side.
   *
   * @param binomial the probability under the promised rate of what came or something further out.
   *     Exact, and too large by about half of what came itself
   * @param jeffreys the belief that the true rate lies at the promise or to its other side, after
   *     Jeffreys' prior {@code Beta(1/2, 1/2)}. Between the two exact tests
   */
  public record OneSided(double binomial, double jeffreys) {}

  /**
   * All bands in one figure: {@code Sum n (y - p)²/(p(1-p))}, chi-squared with as many degrees of
   * freedom as bands, because the promises were made before. It depends on where the bands are cut
   * and says no direction, so nothing is decided by it; with few expected events in a band it is
   * wrong. Hosmer and Lemeshow 1980.
   *
   * @param probability of so large a chi-squared where every promise is kept
   */
  public record HosmerLemeshow(double chiSquared, int degreesOfFreedom, double probability) {}

  /**
   * The bands of a table, each level one band.
   *
   * @param level of the intervals, such as 0.95
   * @throws IllegalArgumentException when the level is not between 0 and 1
   */
  public static BandCalibration of(ScoreTable table, double level) {
    return new BandCalibration(
        table.levels().stream()
            .map(
                band ->
                    new Band(
                        band,
                        new Wilson().around(band.tally(), level),
                        more(band.promised()),
                        fewer(band.promised())))
            .toList());
  }

  /** At least as many events; the upper tail of the binomial is a beta distribution function. */
  private static OneSided more(PromisedRate promised) {
    long events = promised.tally().successes();
    double atLeast =
        events == 0
            ? 1
            : below(promised.expected(), (double) events, promised.withoutEvent() + 1.0);
    return new OneSided(
        atLeast, below(promised.expected(), events + 0.5, promised.withoutEvent() + 0.5));
  }

  /** At most as many events: at least as many without, of whom the rest was promised. */
  private static OneSided fewer(PromisedRate promised) {
    long without = promised.withoutEvent();
    long events = promised.tally().successes();
    double rest = 1 - promised.expected();
    double atMost = without == 0 ? 1 : below(rest, (double) without, events + 1.0);
    return new OneSided(atMost, below(rest, without + 0.5, events + 0.5));
  }

  private static double below(double probability, double alpha, double beta) {
    return Beta.regularizedBeta(probability, alpha, beta);
  }

  /**
   * All bands in one figure.
   *
   * @return refused where a certainty was promised, which leaves nothing to chance
   */
  public Answer<HosmerLemeshow> hosmerLemeshow() {
    double chiSquared = 0;
    for (Band band : bands) {
      PromisedRate promised = band.level().promised();
      double chance = promised.expected() * (1 - promised.expected());
      if (chance == 0) {
        return Answer.refused(
            "the band from %s points was promised with certainty, %s, which leaves nothing to chance"
                .formatted(band.level().score(), promised.expected()));
      }
      double distance = promised.observed() - promised.expected();
      chiSquared += promised.tally().trials() * distance * distance / chance;
    }
    return Answer.of(
        new HosmerLemeshow(
            chiSquared, bands.size(), Gamma.regularizedGammaQ(bands.size() / 2.0, chiSquared / 2)));
  }
}
