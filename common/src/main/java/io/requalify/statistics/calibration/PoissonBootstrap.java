package io.requalify.statistics.calibration;

import io.requalify.statistics.BinomialTally;
import io.requalify.statistics.Interval;
import io.requalify.statistics.survival.Answer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.hipparchus.distribution.discrete.PoissonDistribution;

/**
 * Intervals of figures that no formula gives an error for, such as the parts of a score: 400 times
 * every account counts none, one or more times by chance, with mean 1 by Poisson, all its contacts
 * together, and the figure is taken anew.
 *
 * <p>How often an account counts depends on its hash alone, so any order and partitioning of the
 * accounts gives the same, and so does every run. Few accounts, or one that holds most of the
 * contacts, ruin it. Oza and Russell 2001; Chamandy and others 2012, "Estimating uncertainty for
 * massive data streams".
 */
public final class PoissonBootstrap {
  private static final int REPETITIONS = 400;

  /** The start of the draws. Part of every result, so it never changes. */
  private static final long SEED = 20_260_105;

  private final ScoreTable observed;
  private final List<ScoreTable> repetitions;

  private PoissonBootstrap(ScoreTable observed, List<ScoreTable> repetitions) {
    this.observed = observed;
    this.repetitions = repetitions;
  }

  /**
   * Draws the tables.
   *
   * @param scores of two or more accounts
   * @throws IllegalArgumentException for one account: it would always be the same table
   */
  public static PoissonBootstrap of(AccountScores scores) {
    if (scores.accounts() < 2) {
      throw new IllegalArgumentException(
          "One account says nothing of the differences of accounts; give two or more");
    }
    List<ScoreLevel> levels = scores.table().levels();
    double[] points = levels.stream().mapToDouble(ScoreLevel::score).toArray();
    long[][] contacts = new long[REPETITIONS][points.length];
    long[][] events = new long[REPETITIONS][points.length];
    CountDraws chance = new CountDraws(new PoissonDistribution(1));
    int[] times = new int[REPETITIONS];
    for (int row = 0; row < scores.rows().size(); row++) {
      AccountScores.Row each = scores.rows().get(row);
      if (row == 0 || scores.account(row) != scores.account(row - 1)) {
        SplittableRandom random = new SplittableRandom(each.account() ^ SEED);
        Arrays.setAll(times, repetition -> chance.draw(random.nextDouble()));
      }
      int place = Arrays.binarySearch(points, each.level().score());
      for (int repetition = 0; repetition < REPETITIONS; repetition++) {
        contacts[repetition][place] += times[repetition] * each.level().tally().trials();
        events[repetition][place] += times[repetition] * each.level().tally().successes();
      }
    }
    List<ScoreTable> repetitions = new ArrayList<>();
    for (int repetition = 0; repetition < REPETITIONS; repetition++) {
      table(levels, contacts[repetition], events[repetition]).ifPresent(repetitions::add);
    }
    return new PoissonBootstrap(scores.table(), List.copyOf(repetitions));
  }

  /** The table of one repetition; none where nobody counts in it. */
  private static Optional<ScoreTable> table(
      List<ScoreLevel> levels, long[] contacts, long[] events) {
    List<ScoreLevel> counted = new ArrayList<>();
    for (int place = 0; place < contacts.length; place++) {
      if (contacts[place] > 0) {
        ScoreLevel level = levels.get(place);
        counted.add(
            new ScoreLevel(
                level.score(),
                new PromisedRate(
                    level.promised().expected(),
                    new BinomialTally(contacts[place], events[place]))));
      }
    }
    return counted.isEmpty() ? Optional.empty() : Optional.of(ScoreTable.of(counted));
  }

  /**
   * The interval round a figure: twice the figure less the quantiles of the repetitions, which
   * takes out what the figure is too large by, as miscalibration always is. It may leave the range
   * in which the figure itself lies. Davison and Hinkley 1997, section 5.2.
   *
   * @param figure of a table
   * @param level such as 0.95
   * @return refused where the figure is, of the table or of a repetition
   * @throws IllegalArgumentException when the level is not between 0 and 1
   */
  public Answer<Interval> interval(Function<ScoreTable, Answer<Double>> figure, double level) {
    if (!(level > 0 && level < 1)) {
      throw new IllegalArgumentException(
          "Not a level of confidence: %s; it lies between 0 and 1, such as 0.95".formatted(level));
    }
    Answer<Double> whole = figure.apply(observed);
    if (whole.value().isEmpty()) {
      return Answer.refused(whole.reason());
    }
    if (repetitions.size() < REPETITIONS) {
      return Answer.refused("there are so few accounts that by chance none counts");
    }
    double[] drawn = new double[REPETITIONS];
    for (int place = 0; place < REPETITIONS; place++) {
      Answer<Double> each = figure.apply(repetitions.get(place));
      if (each.value().isEmpty()) {
        return Answer.refused(
            "there are so few accounts that by chance the figure cannot be told: " + each.reason());
      }
      drawn[place] = each.value().orElseThrow();
    }
    Arrays.sort(drawn);
    double twice = 2 * whole.value().orElseThrow();
    // However low the level, the two in the midst remain.
    int outside = Math.min(REPETITIONS / 2 - 1, (int) Math.round((1 - level) / 2 * REPETITIONS));
    return Answer.of(
        new Interval(twice - drawn[REPETITIONS - 1 - outside], twice - drawn[outside]));
  }
}
