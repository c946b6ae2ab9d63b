package io.requalify.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;

final class PoissonBootstrapTest {
  private static final PoissonBootstrap BOOTSTRAP = PoissonBootstrap.usual();

  @Test
  void weightsArePoissonWithTheMeanOne() {
    int[] counts = new int[20];
    int accounts = 500;
    double sum = 0;
    for (int account = 0; account < accounts; account++) {
      for (int draw = 0; draw < BOOTSTRAP.draws(); draw++) {
        int weight = BOOTSTRAP.weight("account " + account, draw);
        counts[weight]++;
        sum += weight;
      }
    }

    double all = accounts * BOOTSTRAP.draws();
    // Four Monte Carlo errors of a mean of 200,000 numbers of variance 1.
    assertThat(sum / all).isCloseTo(1, within(0.009));
    assertThat(counts[0] / all).isCloseTo(Math.exp(-1), within(0.0044));
    assertThat(counts[1] / all).isCloseTo(Math.exp(-1), within(0.0044));
    assertThat(counts[3] / all).isCloseTo(Math.exp(-1) / 6, within(0.0022));
  }

  @Test
  void weightsOfTwoAccountsAndOfTwoDrawsHangTogetherByChanceOnly() {
    double ofAccounts = 0;
    double ofDraws = 0;
    int pairs = 40_000;
    for (int pair = 0; pair < pairs; pair++) {
      int account = pair / 200;
      int draw = pair % 200;
      double one = BOOTSTRAP.weight("account " + account, draw) - 1.0;
      ofAccounts += one * (BOOTSTRAP.weight("account " + (account + 1), draw) - 1.0) / pairs;
      ofDraws += one * (BOOTSTRAP.weight("account " + account, draw + 200) - 1.0) / pairs;
    }

    // Four errors of the covariance of 40,000 pairs.
    assertThat(ofAccounts).isCloseTo(0, within(0.02));
    assertThat(ofDraws).isCloseTo(0, within(0.02));
  }

  @Test
  void theIntervalOfAMeanIsThatOfItsFormula() {
    double[] values = new SplittableRandom(21).doubles(2_000).toArray();

    Interval interval = said(intervals(values, mean -> mean)).get(0);

    double mean = mean(values, account -> 1);
    double squares = 0;
    for (double value : values) {
      squares += (value - mean) * (value - mean);
    }
    double error = Math.sqrt(squares) / values.length;
    // Four errors of a standard deviation that 400 draws tell, and of their mean.
    assertThat(interval.width()).isCloseTo(2 * 1.96 * error, within(0.14 * 2 * 1.96 * error));
    assertThat((interval.lower() + interval.upper()) / 2).isCloseTo(mean, within(0.2 * error));
  }

  /** The square of a mean is too large by its variance; the draws are so once more. */
  @Test
  void whatChanceAddsToOneSideIsTakenOut() {
    SplittableRandom random = new SplittableRandom(22);
    double[] values = random.doubles(400, -1, 1).toArray();

    Interval interval = said(intervals(values, mean -> mean * mean)).get(0);

    double mean = mean(values, account -> 1);
    double variance = 1.0 / 3 / values.length;
    assertThat((interval.lower() + interval.upper()) / 2)
        .isCloseTo(mean * mean - variance, within(0.5 * variance));
  }

  @Test
  void eachFigureHasItsOwnInterval() {
    List<Interval> intervals =
        said(
            BOOTSTRAP.intervals(
                10,
                Answer.of(List.of(3.0, 7.0)),
                draw -> Answer.of(List.of(3.0, 7.0 + (draw % 2 == 0 ? 1 : -1))),
                0.95));

    assertThat(intervals.get(0)).isEqualTo(new Interval(3, 3));
    // Of 400 draws one off to either side: standard deviation sqrt(400/399).
    assertThat(intervals.get(1).width())
        .isCloseTo(2 * 1.959964 * Math.sqrt(400 / 399.0), within(1e-5));
  }

  @Test
  void fewAccountsAndDrawsWithoutFiguresAreRefused() {
    Answer<List<Double>> one = Answer.of(List.of(1.0));

    assertThat(BOOTSTRAP.intervals(9, one, draw -> one, 0.95).reason())
        .isEqualTo("9 accounts are too few to judge chance between them; 10 are needed");
    assertThat(BOOTSTRAP.intervals(10, Answer.refused("no"), draw -> one, 0.95).reason())
        .isEqualTo("no");
    assertThat(
            BOOTSTRAP
                .intervals(10, one, draw -> draw < 399 ? one : Answer.refused("no win"), 0.95)
                .reason())
        .isEqualTo("without some accounts it cannot be told: no win");
  }

  @Test
  void tooFewDrawsNoLevelAndOtherFiguresAreErrors() {
    Answer<List<Double>> one = Answer.of(List.of(1.0));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> new PoissonBootstrap(1, 99))
        .withMessage("99 draws do not tell how large chance is; give 100 or more");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BOOTSTRAP.intervals(20, one, draw -> one, 95))
        .withMessageStartingWith("Not a level of confidence: 95.0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BOOTSTRAP.intervals(20, one, draw -> Answer.of(List.of(1.0, 2.0)), 0.95))
        .withMessage(
            "Draw 0 has 2 figures where 1 were observed; give the same ones in the same order");
  }

  private static Answer<List<Interval>> intervals(double[] values, DoubleUnaryOperator figure) {
    return BOOTSTRAP.intervals(
        values.length,
        Answer.of(List.of(figure.applyAsDouble(mean(values, account -> 1)))),
        draw ->
            Answer.of(
                List.of(
                    figure.applyAsDouble(
                        mean(values, account -> BOOTSTRAP.weight((long) account, draw))))),
        0.95);
  }

  /** The mean where each account counts so often. */
  private static double mean(double[] values, IntUnaryOperator weight) {
    double sum = 0;
    double accounts = 0;
    for (int account = 0; account < values.length; account++) {
      int times = weight.applyAsInt(account);
      sum += times * values[account];
      accounts += times;
    }
    return sum / accounts;
  }

  private static List<Interval> said(Answer<List<Interval>> answer) {
    return answer.value().orElseThrow();
  }
}
