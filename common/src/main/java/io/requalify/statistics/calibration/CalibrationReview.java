package io.requalify.statistics.calibration;

import io.requalify.statistics.Answer;
import io.requalify.statistics.BinomialTally;
import io.requalify.statistics.Interval;
import io.requalify.statistics.calibration.BandCalibration.HosmerLemeshow;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Everything that a table of scores says of calibration and of order. Below the fewest events all
 * is refused but the counts of the bands, whose intervals and tests are right for any number.
 *
 * @param workedRange the scores of which anything is known, in points; nothing here holds beyond
 * @param total all contacts, and how many of them had the event
 * @param curve what each promised probability is worth
 * @param brier the mean Brier score and what it is made of
 * @param logLoss the mean log loss and what it is made of
 * @param consistency where the curve would lie if every promise were kept, and how much
 *     miscalibration chance makes
 * @param error how far promised and observed rates lie apart, by bins
 * @param debiasedSquare the same squared, less what chance adds
 * @param slope which line of the promised log-odds the outcomes follow
 * @param discrimination how well the scores put contacts in order
 * @param gains what working from the highest score down finds
 * @param evidence weight of evidence of the levels
 * @param bands promise and outcome of each level
 * @param hosmerLemeshow all levels in one figure; nothing is decided by it
 * @param monotone whether a higher score means a higher rate
 */
public record CalibrationReview(
    Interval workedRange,
    BinomialTally total,
    Answer<ReliabilityCurve> curve,
    Answer<ScoreDecomposition> brier,
    Answer<ScoreDecomposition> logLoss,
    Answer<ConsistencyBand> consistency,
    Answer<CalibrationError> error,
    Answer<Double> debiasedSquare,
    Answer<CalibrationSlope> slope,
    Answer<Discrimination> discrimination,
    Answer<GainsTable> gains,
    Answer<WeightOfEvidence> evidence,
    BandCalibration bands,
    Answer<HosmerLemeshow> hosmerLemeshow,
    MonotoneBands monotone) {

  /** What a table says, with errors of independent contacts. */
  public static CalibrationReview of(ScoreTable table, CalibrationSettings settings) {
    return of(table, settings, () -> CalibrationSlope.of(table), () -> Discrimination.of(table));
  }

  /**
   * What the same contacts say, with errors between accounts of the slope and the area. The tests
   * of the bands and the consistency band take contacts for independent all the same.
   */
  public static CalibrationReview of(AccountScores scores, CalibrationSettings settings) {
    return of(
        scores.table(),
        settings,
        () -> CalibrationSlope.of(scores),
        () -> Discrimination.of(scores));
  }

  private static CalibrationReview of(
      ScoreTable table,
      CalibrationSettings settings,
      Supplier<Answer<CalibrationSlope>> slope,
      Supplier<Answer<Discrimination>> discrimination) {
    Optional<String> tooFew = tooFew(table, settings);
    ReliabilityCurve curve = ReliabilityCurve.of(table);
    BandCalibration bands = BandCalibration.of(table, settings.level());
    return new CalibrationReview(
        table.workedRange(),
        table.total(),
        unless(tooFew, () -> Answer.of(curve)),
        unless(tooFew, () -> curve.decompose(new ProperScore.Brier())),
        unless(tooFew, () -> curve.decompose(new ProperScore.LogLoss())),
        unless(tooFew, () -> Answer.of(ConsistencyBand.of(table, settings.bandLevel()))),
        unless(tooFew, () -> Answer.of(CalibrationError.of(table, settings.binning()))),
        unless(tooFew, () -> CalibrationError.of(table, settings.binning()).debiasedSquare()),
        unless(tooFew, slope),
        unless(tooFew, discrimination),
        unless(tooFew, () -> GainsTable.of(table)),
        unless(tooFew, () -> WeightOfEvidence.of(table)),
        bands,
        unless(tooFew, bands::hosmerLemeshow),
        MonotoneBands.of(table));
  }

  /** Why a table is not judged; none where it is. */
  private static Optional<String> tooFew(ScoreTable table, CalibrationSettings settings) {
    long events = table.total().successes();
    long without = table.withoutEvent();
    if (Math.min(events, without) >= settings.fewestEvents()) {
      return Optional.empty();
    }
    return Optional.of(
        "only %d of %d contacts %s; calibration and order are judged from %d of either kind on"
            .formatted(
                Math.min(events, without),
                table.total().trials(),
                events <= without ? "had the event" : "did not have the event",
                settings.fewestEvents()));
  }

  private static <T> Answer<T> unless(Optional<String> reason, Supplier<Answer<T>> otherwise) {
    return reason.isPresent() ? Answer.refused(reason.get()) : otherwise.get();
  }
}
