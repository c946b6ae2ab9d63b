package io.requalify.statistics.calibration;

import io.requalify.statistics.Answer;
import io.requalify.statistics.BinomialTally;
import java.util.ArrayList;
import java.util.List;

/**
 * What a promised probability is worth: against each the rate that was observed, made to never fall
 * by isotonic regression (CORP: consistent, optimally binned, reproducible). Where the curve lies
 * above the diagonal, more happened than was promised.
 *
 * <p>No bins have to be chosen, and mean scores fall apart exactly. It takes for granted that a
 * higher promise never means a lower rate; where the order is wrong the curve is flat, and what is
 * wrong counts as miscalibration. Few contacts ruin it: the steps then follow chance. Dimitriadis,
 * Gneiting and Jordan 2021, Proceedings of the National Academy of Sciences 118, e2016191118.
 */
public final class ReliabilityCurve {
  private final List<Point> points;
  private final BinomialTally total;

  private ReliabilityCurve(List<Point> points, BinomialTally total) {
    this.points = points;
    this.total = total;
  }

  /**
   * One promised probability.
   *
   * @param promised what was expected and what was observed
   * @param recalibrated the rate of the curve, 0 to 1; never falls from point to point
   */
  public record Point(PromisedRate promised, double recalibrated) {}

  /** The curve of a table. Only its promised probabilities count, not its scores. */
  public static ReliabilityCurve of(ScoreTable table) {
    return of(table.byExpected());
  }

  /**
   * The curve of groups.
   *
   * @param promised by the expected probability, rising; at least one
   */
  static ReliabilityCurve of(List<PromisedRate> promised) {
    List<BinomialTally> tallies = promised.stream().map(PromisedRate::tally).toList();
    double[] rates = IsotonicRegression.risingRates(tallies);
    List<Point> points = new ArrayList<>();
    for (int place = 0; place < rates.length; place++) {
      points.add(new Point(promised.get(place), rates[place]));
    }
    return new ReliabilityCurve(List.copyOf(points), ScoreTable.total(tallies));
  }

  /** The points, the lowest promise first. */
  public List<Point> points() {
    return points;
  }

  /**
   * What a mean score is made of.
   *
   * @return refused where the score is infinite, because something happened that was promised with
   *     a probability of 0, or did not that was promised with 1
   */
  public Answer<ScoreDecomposition> decompose(ProperScore kind) {
    double promised = 0;
    double recalibrated = 0;
    for (Point point : points) {
      BinomialTally tally = point.promised().tally();
      double cost = kind.sum(point.promised().expected(), tally);
      if (cost == Double.POSITIVE_INFINITY) {
        return Answer.refused(
            "of %d contacts with the expected probability %s %d had the event, which costs without bound; promise no certainties"
                .formatted(tally.trials(), point.promised().expected(), tally.successes()));
      }
      promised += cost;
      recalibrated += kind.sum(point.recalibrated(), tally);
    }
    double contacts = total.trials();
    double uncertainty = kind.sum(total.rate(), total) / contacts;
    return Answer.of(
        new ScoreDecomposition(
            promised / contacts,
            // The recalibrated rates are the best there are; what is left below 0 is rounding.
            Math.max(0, (promised - recalibrated) / contacts),
            Math.max(0, uncertainty - recalibrated / contacts),
            uncertainty));
  }
}
