package io.requalify.calibration;

import io.requalify.statistics.Answer;
import io.requalify.statistics.BinomialTally;
import io.requalify.statistics.calibration.CalibrationReview;
import io.requalify.statistics.calibration.CalibrationSettings;
import io.requalify.statistics.calibration.PromisedOdds;
import io.requalify.statistics.calibration.ScoreIntervals;
import io.requalify.statistics.calibration.ScoreLevel;
import io.requalify.statistics.calibration.ScoreTable;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.IntToDoubleFunction;

/**
 * What is said of the points of one version, segment and outcome.
 *
 * @param counts what it is said of
 * @param order by all months: how well the points put contacts in order; none without a mature
 *     contact
 * @param orderOfBands the same by bands of {@link #BAND_WIDTH} points
 * @param promise of the earlier months
 * @param kept by the later months: whether the promise was; refused without a promise, or a mature
 *     contact
 * @param keptByBands the same by bands
 * @param ofAccounts intervals between accounts of figures of {@code order}; none where they were
 *     not drawn
 * @param ofAccountsKept the same of {@code kept}
 */
record JudgedScore(
    ScoreHistory counts,
    Optional<CalibrationReview> order,
    Optional<CalibrationReview> orderOfBands,
    Answer<PromisedOdds> promise,
    Answer<CalibrationReview> kept,
    Answer<CalibrationReview> keptByBands,
    Optional<ScoreIntervals> ofAccounts,
    Optional<ScoreIntervals> ofAccountsKept) {
  /** Points of a band. */
  static final int BAND_WIDTH = 10;

  private static final CalibrationSettings SETTINGS = CalibrationSettings.standard();

  /**
   * Judges a score.
   *
   * @param drawn the same contacts in the draws between accounts; none of a single segment
   */
  static JudgedScore of(ScoreHistory history, Optional<DrawnScores> drawn) {
    Answer<PromisedOdds> promise = PromisedOdds.of(history.earlier(), SETTINGS.fewestEvents());
    Answer<ScoreTable> later = later(history, promise);
    Optional<ScoreTable> all = all(history);
    return new JudgedScore(
        history,
        all.map(JudgedScore::review),
        all.map(table -> review(inBands(table, history.all()))),
        promise,
        later.map(JudgedScore::review),
        later.map(table -> review(inBands(table, history.later()))),
        drawn.flatMap(draws -> all.map(draws::ofAll)),
        drawn.flatMap(draws -> later.value().map(draws::ofLater)));
  }

  private static CalibrationReview review(ScoreTable table) {
    return CalibrationReview.of(table, SETTINGS);
  }

  private static ScoreTable inBands(ScoreTable table, SortedMap<Integer, BinomialTally> byPoints) {
    return table.inBands(ScoreHistory.bands(byPoints, BAND_WIDTH));
  }

  /** Of the order alone: everybody is promised the rate of all. */
  private static Optional<ScoreTable> all(ScoreHistory history) {
    SortedMap<Integer, BinomialTally> all = history.all();
    if (all.isEmpty()) {
      return Optional.empty();
    }
    double rate = ScoreHistory.total(all).rate();
    return Optional.of(table(all, points -> rate));
  }

  private static Answer<ScoreTable> later(ScoreHistory history, Answer<PromisedOdds> promise) {
    if (promise.value().isEmpty()) {
      return Answer.refused(promise.reason());
    }
    return history.later().isEmpty()
        ? Answer.refused("no contact of the later months is mature")
        : Answer.of(table(history.later(), promise.value().get()::expected));
  }

  private static ScoreTable table(
      SortedMap<Integer, BinomialTally> byPoints, IntToDoubleFunction promised) {
    List<ScoreLevel> levels =
        byPoints.entrySet().stream()
            .map(
                level ->
                    ScoreLevel.of(
                        level.getKey(),
                        level.getValue().trials(),
                        level.getValue().successes(),
                        promised.applyAsDouble(level.getKey())))
            .toList();
    return ScoreTable.of(levels);
  }
}
