package io.requalify.calibration;

import static io.requalify.tables.result.CalibrationTable.ALL_MONTHS;
import static io.requalify.tables.result.CalibrationTable.EARLIER_MONTHS;
import static io.requalify.tables.result.CalibrationTable.LATER_MONTHS;

import io.requalify.statistics.BinomialTally;
import io.requalify.statistics.Conclusion;
import io.requalify.statistics.Interval;
import io.requalify.statistics.calibration.CalibrationReview;
import io.requalify.statistics.calibration.CalibrationSlope;
import io.requalify.statistics.calibration.CalibrationSlope.Coefficient;
import io.requalify.statistics.calibration.MonotoneBands;
import io.requalify.statistics.survival.Answer;
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
    add(ALL_MONTHS, "lowest_points", map(order, one -> one.workedRange().lower()));
    add(ALL_MONTHS, "highest_points", map(order, one -> one.workedRange().upper()));
    add(
        ALL_MONTHS,
        "area_under_curve",
        then(order, one -> map(one.discrimination(), found -> found.area())),
        order
            .value()
            .flatMap(one -> one.discrimination().value())
            .flatMap(found -> found.interval(Conclusion.LEVEL)));
    add(
        ALL_MONTHS,
        "kolmogorov_smirnov",
        then(order, one -> map(one.discrimination(), found -> found.kolmogorovSmirnov())));
    add(
        ALL_MONTHS,
        "separating_points",
        then(order, one -> map(one.discrimination(), found -> found.separatingScore())));
    add(
        ALL_MONTHS,
        "information_value",
        then(bands, one -> map(one.evidence(), found -> found.informationValue())));
    add(ALL_MONTHS, "rising_blocks", map(bands, one -> (double) one.monotone().blocks().size()));
    add(ALL_MONTHS, "surest_fall", map(bands, one -> surestFall(one.monotone())));
  }

  /** Standard errors by which a band lies below the one before it; 0 where none does. */
  private static double surestFall(MonotoneBands bands) {
    return bands.worst().map(MonotoneBands.Violation::z).orElse(0.0);
  }

  private void ofPromise() {
    add(EARLIER_MONTHS, "log_odds_at_no_points", map(judged.promise(), one -> one.intercept()));
    add(EARLIER_MONTHS, "log_odds_of_ten_points", map(judged.promise(), one -> one.ofTenPoints()));
  }

  private void ofLoss() {
    Answer<CalibrationReview> kept = judged.kept();
    add(LATER_MONTHS, "brier_score", then(kept, one -> map(one.brier(), s -> s.score())));
    add(
        LATER_MONTHS,
        "miscalibration",
        then(kept, one -> map(one.brier(), s -> s.miscalibration())));
    add(
        LATER_MONTHS,
        "discrimination",
        then(kept, one -> map(one.brier(), s -> s.discrimination())));
    add(LATER_MONTHS, "uncertainty", then(kept, one -> map(one.brier(), s -> s.uncertainty())));
    add(
        LATER_MONTHS,
        "miscalibration_by_chance",
        then(kept, one -> map(one.consistency(), band -> band.miscalibrationByChance())));
    add(
        LATER_MONTHS,
        "miscalibration_p_value",
        then(kept, one -> map(one.consistency(), band -> band.probability())));
    add(LATER_MONTHS, "log_loss", then(kept, one -> map(one.logLoss(), s -> s.score())));
  }

  private void ofError() {
    Answer<CalibrationReview> kept = judged.kept();
    add(LATER_MONTHS, "mean_error", then(kept, one -> map(one.error(), error -> error.mean())));
    add(
        LATER_MONTHS,
        "largest_error",
        then(kept, one -> map(one.error(), error -> error.largest())));
    add(LATER_MONTHS, "debiased_squared_error", then(kept, CalibrationReview::debiasedSquare));
  }

  private void ofSlope() {
    addCoefficient("slope", slope -> slope.slope());
    addCoefficient("intercept", slope -> slope.intercept());
    addCoefficient("in_the_large", slope -> slope.inTheLarge());
  }

  private void addCoefficient(String figure, Function<CalibrationSlope, Coefficient> of) {
    Answer<Coefficient> found = then(judged.kept(), one -> map(one.slope(), of));
    add(
        LATER_MONTHS,
        figure,
        map(found, Coefficient::value),
        found.value().map(coefficient -> coefficient.interval(Conclusion.LEVEL)));
  }

  private void ofBands() {
    Answer<CalibrationReview> bands = judged.keptByBands();
    add(
        LATER_MONTHS,
        "hosmer_lemeshow",
        then(bands, one -> map(one.hosmerLemeshow(), test -> test.chiSquared())));
    add(
        LATER_MONTHS,
        "hosmer_lemeshow_p_value",
        then(bands, one -> map(one.hosmerLemeshow(), test -> test.probability())));
  }

  private void add(String months, String figure, Answer<Double> value) {
    add(months, figure, value, Optional.empty());
  }

  private void add(
      String months, String figure, Answer<Double> value, Optional<Interval> interval) {
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
            interval.map(Interval::lower).orElse(null),
            interval.map(Interval::upper).orElse(null),
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

  private static <T, R> Answer<R> map(Answer<T> answer, Function<T, R> part) {
    return then(answer, value -> Answer.of(part.apply(value)));
  }

  private static <T, R> Answer<R> then(Answer<T> answer, Function<T, Answer<R>> next) {
    return answer.value().map(next).orElseGet(() -> Answer.refused(answer.reason()));
  }
}
