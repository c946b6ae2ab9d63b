package io.requalify.statistics.calibration;

import io.requalify.statistics.Answer;
import io.requalify.statistics.BinomialTally;
import io.requalify.statistics.Interval;
import io.requalify.statistics.PoissonBootstrap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Intervals of figures of a table of scores that no formula gives an error for, such as the parts
 * of a score, with accounts as the clusters; see {@link PoissonBootstrap}.
 */
public final class ScoreIntervals {
  private static final PoissonBootstrap BOOTSTRAP = PoissonBootstrap.usual();

  private final AccountScores observed;
  private final List<Optional<ScoreTable>> drawn;

  private ScoreIntervals(AccountScores observed, List<Optional<ScoreTable>> drawn) {
    this.observed = observed;
    this.drawn = drawn;
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
    List<Optional<ScoreTable>> drawn = new ArrayList<>();
    for (int draw = 0; draw < BOOTSTRAP.draws(); draw++) {
      drawn.add(table(levels, contacts, events, draw));
    }
    return new ScoreIntervals(scores, drawn);
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
    return BOOTSTRAP
        .intervals(
            observed.accounts(),
            figure.apply(observed.table()).map(List::of),
            draw ->
                drawn
                    .get(draw)
                    .map(table -> figure.apply(table).<List<Double>>map(List::of))
                    .orElseGet(() -> Answer.refused("no account is left")),
            level)
        .map(intervals -> intervals.get(0));
  }
}
