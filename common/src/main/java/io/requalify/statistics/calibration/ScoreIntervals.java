package io.requalify.statistics.calibration;

import io.requalify.statistics.Answer;
import io.requalify.statistics.BinomialTally;
import io.requalify.statistics.DrawnTally;
import io.requalify.statistics.Interval;
import io.requalify.statistics.PoissonBootstrap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Intervals of figures of a table of scores that no formula gives an error for, such as the parts
 * of a score, with accounts as the clusters; see {@link PoissonBootstrap}.
 */
public final class ScoreIntervals {
  private static final PoissonBootstrap BOOTSTRAP = PoissonBootstrap.usual();

  private final ScoreTable observed;
  private final int accounts;
  private final List<Optional<ScoreTable>> drawn;

  private ScoreIntervals(ScoreTable observed, int accounts, List<Optional<ScoreTable>> drawn) {
    this.observed = observed;
    this.accounts = accounts;
    this.drawn = drawn;
  }

  /**
   * Takes the tables of sums that were drawn already, where the accounts are too many to be kept.
   *
   * @param observed the table when every account counts once
   * @param accounts how many there are
   * @param byScore the sums of every level of the table, in the draws of {@link
   *     PoissonBootstrap#usual}
   * @throws IllegalArgumentException when a level of the table has no sums
   */
  public static ScoreIntervals of(
      ScoreTable observed, int accounts, Map<Integer, DrawnTally> byScore) {
    List<ScoreLevel> levels = observed.levels();
    long[][] contacts = new long[levels.size()][BOOTSTRAP.draws()];
    long[][] events = new long[levels.size()][BOOTSTRAP.draws()];
    for (int place = 0; place < contacts.length; place++) {
      DrawnTally sums = byScore.get((int) levels.get(place).score());
      if (sums == null) {
        throw new IllegalArgumentException(
            "The score %s was not drawn".formatted(levels.get(place).score()));
      }
      for (int draw = 0; draw < BOOTSTRAP.draws(); draw++) {
        contacts[place][draw] = sums.drawn(draw).trials();
        events[place][draw] = sums.drawn(draw).successes();
      }
    }
    return new ScoreIntervals(observed, accounts, tables(levels, contacts, events));
  }

  /** Draws the tables, for the intervals of as many figures as are asked for. */
  public static ScoreIntervals of(AccountScores scores) {
    List<ScoreLevel> levels = scores.table().levels();
    double[] points = levels.stream().mapToDouble(ScoreLevel::score).toArray();
    long[][] contacts = new long[points.length][BOOTSTRAP.draws()];
    long[][] events = new long[points.length][BOOTSTRAP.draws()];
    for (AccountScores.Row row : scores.rows()) {
      int place = Arrays.binarySearch(points, row.level().score());
      for (int draw = 0; draw < BOOTSTRAP.draws(); draw++) {
        int times = BOOTSTRAP.weight(row.account(), draw);
        contacts[place][draw] += times * row.level().tally().trials();
        events[place][draw] += times * row.level().tally().successes();
      }
    }
    return new ScoreIntervals(scores.table(), scores.accounts(), tables(levels, contacts, events));
  }

  private static List<Optional<ScoreTable>> tables(
      List<ScoreLevel> levels, long[][] contacts, long[][] events) {
    List<Optional<ScoreTable>> drawn = new ArrayList<>();
    for (int draw = 0; draw < BOOTSTRAP.draws(); draw++) {
      drawn.add(table(levels, contacts, events, draw));
    }
    return drawn;
  }

  /** The table of one draw; none where nobody counts in it. */
  private static Optional<ScoreTable> table(
      List<ScoreLevel> levels, long[][] contacts, long[][] events, int draw) {
    List<ScoreLevel> counted = new ArrayList<>();
    for (int place = 0; place < contacts.length; place++) {
      if (contacts[place][draw] > 0) {
        ScoreLevel level = levels.get(place);
        BinomialTally tally = new BinomialTally(contacts[place][draw], events[place][draw]);
        counted.add(
            new ScoreLevel(level.score(), new PromisedRate(level.promised().expected(), tally)));
      }
    }
    return counted.isEmpty() ? Optional.empty() : Optional.of(ScoreTable.of(counted));
  }

  /**
   * The interval round a figure.
   *
   * @param figure of a table, which depends on nothing else
   * @param level such as 0.95
   * @return refused where the figure is, of the table or of a draw, and with fewer than ten
   *     accounts
   * @throws IllegalArgumentException when the level is not between 0 and 1
   */
  public Answer<Interval> interval(Function<ScoreTable, Answer<Double>> figure, double level) {
    return intervals(table -> figure.apply(table).map(List::of), level)
        .map(intervals -> intervals.get(0));
  }

  /**
   * The intervals round several figures that are found together.
   *
   * @param figures of a table, always as many in the same order, which depend on nothing else
   * @param level such as 0.95
   * @return one for each figure; refused as above
   * @throws IllegalArgumentException when the level is not between 0 and 1
   */
  public Answer<List<Interval>> intervals(
      Function<ScoreTable, Answer<List<Double>>> figures, double level) {
    return BOOTSTRAP.intervals(
        accounts,
        figures.apply(observed),
        draw -> drawn.get(draw).map(figures).orElseGet(() -> Answer.refused("no account is left")),
        level);
  }
}
