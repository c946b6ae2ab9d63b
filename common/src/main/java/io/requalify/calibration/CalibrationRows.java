package io.requalify.calibration;

import static io.requalify.tables.result.CalibrationTable.ALL_MONTHS;
import static io.requalify.tables.result.CalibrationTable.EARLIER_MONTHS;
import static io.requalify.tables.result.CalibrationTable.LATER_MONTHS;

import io.requalify.statistics.Answer;
import io.requalify.statistics.BinomialTally;
import io.requalify.statistics.Conclusion;
import io.requalify.statistics.Interval;
import io.requalify.statistics.calibration.CalibrationReview;
import io.requalify.statistics.calibration.CalibrationSlope;
import io.requalify.statistics.calibration.CalibrationSlope.Coefficient;
import io.requalify.statistics.calibration.Discrimination;
import io.requalify.statistics.calibration.MonotoneBands;
import io.requalify.statistics.calibration.ProperScore;
import io.requalify.statistics.calibration.ReliabilityCurve;
import io.requalify.statistics.calibration.ScoreDecomposition;
import io.requalify.statistics.calibration.ScoreIntervals;
import io.requalify.statistics.calibration.ScoreTable;
import io.requalify.tables.Review;
import io.requalify.tables.result.CalibrationTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** The figures of one score as rows of {@link CalibrationTable}. */
final class CalibrationRows {
  private final Review review;
  private final ScoreKey key;
  private final JudgedScore judged;
  private final List<Row> rows = new ArrayList<>();

  CalibrationRows(Review review, ScoreKey key, JudgedScore judged) {
    this.review = review;
    this.key = key;
    this.judged = judged;
  }

  List<Row> rows() {
    ofOrder();
    ofPromise();
    ofLoss();
    ofError();
    ofSlope();
    ofBands();
    return List.copyOf(rows);
  }

  /** How the points put contacts in order, in all months. */
  private void ofOrder() {
    Answer<CalibrationReview> order = present(judged.order());
    Answer<CalibrationReview> bands = present(judged.orderOfBands());
    add(ALL_MONTHS, "lowest_points", order.map(one -> one.workedRange().lower()));
    add(ALL_MONTHS, "highest_points", order.map(one -> one.workedRange().upper()));
    add(
        ALL_MONTHS,
        "area_under_curve",
        order.then(one -> one.discrimination().map(found -> found.area())),
        round(
            judged.ofAccounts(),
            table -> Discrimination.of(table).map(Discrimination::area),
            order
                .value()
                .flatMap(one -> one.discrimination().value())
                .flatMap(found -> found.interval(Conclusion.LEVEL))));
    add(
        ALL_MONTHS,
        "kolmogorov_smirnov",
        order.then(one -> one.discrimination().map(found -> found.kolmogorovSmirnov())),
        round(
            judged.ofAccounts(),
            table -> Discrimination.of(table).map(Discrimination::kolmogorovSmirnov),
            Optional.empty()));
    add(
        ALL_MONTHS,
        "separating_points",
        order.then(one -> one.discrimination().map(found -> found.separatingScore())));
    add(
        ALL_MONTHS,
        "information_value",
        bands.then(one -> one.evidence().map(found -> found.informationValue())));
    add(ALL_MONTHS, "rising_blocks", bands.map(one -> (double) one.monotone().blocks().size()));
    add(ALL_MONTHS, "surest_fall", bands.map(one -> surestFall(one.monotone())));
  }

  /** Standard errors by which a band lies below the one before it; 0 where none does. */
  private static double surestFall(MonotoneBands bands) {
    return bands.worst().map(MonotoneBands.Violation::z).orElse(0.0);
  }

  private void ofPromise() {
    add(EARLIER_MONTHS, "log_odds_at_no_points", judged.promise().map(one -> one.intercept()));
    add(EARLIER_MONTHS, "log_odds_of_ten_points", judged.promise().map(one -> one.ofTenPoints()));
  }

  private void ofLoss() {
    Answer<CalibrationReview> kept = judged.kept();
    addPart("brier_score", ScoreDecomposition::score);
    addPart("miscalibration", ScoreDecomposition::miscalibration);
    addPart("discrimination", ScoreDecomposition::discrimination);
    add(LATER_MONTHS, "uncertainty", kept.then(one -> one.brier().map(s -> s.uncertainty())));
    add(
        LATER_MONTHS,
        "miscalibration_by_chance",
        kept.then(one -> one.consistency().map(band -> band.miscalibrationByChance())));
    add(
        LATER_MONTHS,
        "miscalibration_p_value",
        kept.then(one -> one.consistency().map(band -> band.probability())));
    add(LATER_MONTHS, "log_loss", kept.then(one -> one.logLoss().map(s -> s.score())));
  }

  private void ofError() {
    Answer<CalibrationReview> kept = judged.kept();
    add(LATER_MONTHS, "mean_error", kept.then(one -> one.error().map(error -> error.mean())));
    add(LATER_MONTHS, "largest_error", kept.then(one -> one.error().map(error -> error.largest())));
    add(LATER_MONTHS, "debiased_squared_error", kept.then(CalibrationReview::debiasedSquare));
  }

  private void addPart(String figure, Function<ScoreDecomposition, Double> of) {
    add(
        LATER_MONTHS,
        figure,
        judged.kept().then(one -> one.brier().map(of)),
        round(
            judged.ofAccountsKept(),
            table -> ReliabilityCurve.of(table).decompose(new ProperScore.Brier()).map(of),
            Optional.empty()));
  }

  private void ofSlope() {
    Optional<Answer<List<Interval>>> drawn =
        judged.kept().then(CalibrationReview::slope).value().isEmpty()
            ? Optional.empty()
            : judged
                .ofAccountsKept()
                .map(
                    accounts ->
                        accounts.intervals(
                            table -> CalibrationSlope.of(table).map(CalibrationRows::line),
                            Conclusion.LEVEL));
    addCoefficient(CalibrationTable.SLOPE, CalibrationSlope::slope, at(drawn, 0));
    addCoefficient("intercept", CalibrationSlope::intercept, at(drawn, 1));
    addCoefficient("in_the_large", CalibrationSlope::inTheLarge, at(drawn, 2));
  }

  private static List<Double> line(CalibrationSlope slope) {
    return List.of(slope.slope().value(), slope.intercept().value(), slope.inTheLarge().value());
  }

  private static Optional<Answer<Interval>> at(Optional<Answer<List<Interval>>> drawn, int place) {
    return drawn.map(intervals -> intervals.map(all -> all.get(place)));
  }

  private void addCoefficient(
      String figure, Function<CalibrationSlope, Coefficient> of, Optional<Answer<Interval>> drawn) {
    Answer<Coefficient> found = judged.kept().then(one -> one.slope().map(of));
    add(
        LATER_MONTHS,
        figure,
        found.map(Coefficient::value),
        drawn
            .map(Round::betweenAccounts)
            .orElseGet(
                () -> Round.ofContacts(found.value().map(one -> one.interval(Conclusion.LEVEL)))));
  }

  /**
   * An interval, and how it was made.
   *
   * @param how as the column says it
   */
  private record Round(Optional<Interval> ends, String how) {
    static final Round NOTHING = new Round(Optional.empty(), "");

    static Round betweenAccounts(Answer<Interval> drawn) {
      return new Round(
          drawn.value(),
          drawn.value().isPresent()
              ? CalibrationTable.BETWEEN_ACCOUNTS
              : "none: " + drawn.reason());
    }

    static Round ofContacts(Optional<Interval> ends) {
      return new Round(ends, ends.isPresent() ? CalibrationTable.OF_CONTACTS : "");
    }
  }

  /** Between accounts, where these were drawn; else with contacts taken as independent. */
  private static Round round(
      Optional<ScoreIntervals> accounts,
      Function<ScoreTable, Answer<Double>> figure,
      Optional<Interval> ofContacts) {
    return accounts
        .map(drawn -> Round.betweenAccounts(drawn.interval(figure, Conclusion.LEVEL)))
        .orElseGet(() -> Round.ofContacts(ofContacts));
  }

  private void ofBands() {
    Answer<CalibrationReview> bands = judged.keptByBands();
    add(
        LATER_MONTHS,
        "hosmer_lemeshow",
        bands.then(one -> one.hosmerLemeshow().map(test -> test.chiSquared())));
    add(
        LATER_MONTHS,
        "hosmer_lemeshow_p_value",
        bands.then(one -> one.hosmerLemeshow().map(test -> test.probability())));
  }

  private void add(String months, String figure, Answer<Double> value) {
    add(months, figure, value, Round.NOTHING);
  }

  private void add(String months, String figure, Answer<Double> value, Round interval) {
    Round round = value.value().isPresent() ? interval : Round.NOTHING;
    BinomialTally contacts =
        ScoreHistory.total(
            switch (months) {
              case EARLIER_MONTHS -> judged.counts().earlier();
              case LATER_MONTHS -> judged.counts().later();
              default -> judged.counts().all();
            });
    rows.add(
        RowFactory.create(
            review.id(),
            review.asOf(),
            key.version(),
            key.segment(),
            key.outcome(),
            months,
            figure,
            value.value().orElse(null),
            round.ends().map(Interval::lower).orElse(null),
            round.ends().map(Interval::upper).orElse(null),
            round.how(),
            contacts.trials(),
            contacts.successes(),
            value.reason()));
  }

  private static <T> Answer<T> present(Optional<T> judged) {
    return judged
        .map(Answer::of)
        .orElseGet(
            () ->
                Answer.refused(
                    "sales worked none of these contacts on the rule route long enough ago"));
  }
}
