package io.requalify.calibration;

import io.requalify.statistics.Interval;
import io.requalify.statistics.calibration.BandCalibration.Band;
import io.requalify.statistics.calibration.BandCalibration.OneSided;
import io.requalify.statistics.calibration.CalibrationReview;
import io.requalify.statistics.calibration.ConsistencyBand;
import io.requalify.statistics.calibration.GainsTable;
import io.requalify.statistics.calibration.ScoreLevel;
import io.requalify.tables.Review;
import io.requalify.tables.result.CalibrationBandsTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** The bands of one score as rows of {@link CalibrationBandsTable}. */
final class CalibrationBandRows {
  private final Review review;
  private final ScoreKey key;
  private final JudgedScore judged;

  CalibrationBandRows(Review review, ScoreKey key, JudgedScore judged) {
    this.review = review;
    this.key = key;
    this.judged = judged;
  }

  /** The lowest band first; none where the later months have no mature contact. */
  List<Row> rows() {
    Optional<CalibrationReview> kept = judged.keptByBands().value();
    List<Row> rows = new ArrayList<>();
    kept.ifPresent(
        bands -> {
          for (Band band : bands.bands().bands()) {
            rows.add(row(bands, band));
          }
        });
    return rows;
  }

  private Row row(CalibrationReview bands, Band band) {
    ScoreLevel level = band.level();
    Interval interval = band.interval();
    double promised = level.promised().expected();
    OneSided side = band.observedOverExpected() >= 1 ? band.more() : band.fewer();
    Optional<ConsistencyBand.Point> point =
        bands
            .consistency()
            .value()
            .flatMap(
                all -> all.points().stream().filter(one -> one.expected() == promised).findFirst());
    Optional<GainsTable.Row> gains =
        bands
            .gains()
            .value()
            .flatMap(
                all ->
                    all.rows().stream()
                        .filter(one -> one.level().score() == level.score())
                        .findFirst());
    return RowFactory.create(
        review.id(),
        review.asOf(),
        key.version(),
        key.segment(),
        key.outcome(),
        (int) level.score(),
        level.tally().trials(),
        level.tally().successes(),
        level.tally().rate(),
        interval.lower(),
        interval.upper(),
        promised,
        point.map(ConsistencyBand.Point::recalibrated).orElse(null),
        point.map(ConsistencyBand.Point::lower).orElse(null),
        point.map(ConsistencyBand.Point::upper).orElse(null),
        side.binomial(),
        side.jeffreys(),
        gains.map(GainsTable.Row::shareOfContacts).orElse(null),
        gains.map(GainsTable.Row::gain).orElse(null),
        gains.map(GainsTable.Row::lift).orElse(null));
  }
}
