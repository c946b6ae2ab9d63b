package io.requalify.monitoring;

import io.requalify.documents.Constants;
import io.requalify.statistics.Answer;
import io.requalify.statistics.BinomialTally;
import io.requalify.statistics.decomposition.Decomposition;
import io.requalify.statistics.decomposition.Decomposition.Part;
import io.requalify.statistics.decomposition.RestatedChange;
import io.requalify.statistics.decomposition.RestatedChange.Figures;
import io.requalify.tables.Review;
import io.requalify.tables.result.RestatementTable;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** The months of a review under each of its versions, as rows of {@link RestatementTable}. */
final class RestatementRows {
  private final Review review;
  private final RestatementCounts counts;
  private final NotableDates notable;
  private final ReviewMonths months;
  private final List<Row> rows = new ArrayList<>();

  RestatementRows(Review review, RestatementCounts counts, NotableDates notable) {
    this.review = review;
    this.counts = counts;
    this.notable = notable;
    this.months = ReviewMonths.of(review);
  }

  List<Row> rows() {
    List<String> outcomes = List.copyOf(review.horizonDays().keySet());
    for (String version : review.versions()) {
      if (!outcomes.isEmpty()) {
        // A contact counts once for each outcome, so any of them will do.
        add(Measure.QUALIFIED, version, outcomes.get(0));
      }
      for (String outcome : outcomes) {
        add(Measure.CONVERSION, version, outcome);
        add(Measure.CONVERTED, version, outcome);
      }
    }
    return List.copyOf(rows);
  }

  /** A figure of a month. */
  private enum Measure {
    QUALIFIED,
    CONVERSION,
    CONVERTED;

    Optional<Double> of(Figures month) {
      return switch (this) {
        case QUALIFIED -> Optional.of((double) month.qualified());
        case CONVERSION -> conversion(month);
        case CONVERTED -> conversion(month).map(rate -> month.qualified() * rate);
      };
    }

    Answer<Decomposition> change(RestatedChange.Month before, RestatedChange.Month now) {
      return switch (this) {
        case QUALIFIED -> RestatedChange.ofQualified(before, now);
        case CONVERSION -> RestatedChange.ofConversion(before, now);
        case CONVERTED -> RestatedChange.ofConverted(before, now);
      };
    }
  }

  private static Optional<Double> conversion(Figures month) {
    return month.known().trials() == 0 ? Optional.empty() : Optional.of(month.known().rate());
  }

  private void add(Measure measure, String version, String outcome) {
    for (YearMonth month : months.all()) {
      RestatedChange.Month now = figures(version, outcome, month);
      Answer<Decomposition> change = change(measure, version, outcome, month);
      rows.add(
          RowFactory.create(
              review.id(),
              review.asOf(),
              version,
              Constants.word(measure),
              measure == Measure.QUALIFIED ? RestatementTable.NO_OUTCOME : outcome,
              month.toString(),
              counts.liveVersions(month),
              measure.of(now.reported()).orElse(null),
              measure.of(now.restated()).orElse(null),
              change.value().map(found -> found.total().doubleValue()).orElse(null),
              part(change, RestatedChange.RULE),
              part(change, RestatedChange.DEMAND),
              part(change, RestatedChange.QUALITY),
              contacts(measure, now.reported()),
              contacts(measure, now.restated()),
              notable.between(
                  months.start(month.minusMonths(1)), months.start(month.plusMonths(1))),
              Refusals.insufficient(change)));
    }
  }

  private Answer<Decomposition> change(
      Measure measure, String version, String outcome, YearMonth month) {
    YearMonth before = month.minusMonths(1);
    if (!months.all().contains(before)) {
      return Answer.refused("the window holds no month before this one");
    }
    for (YearMonth compared : List.of(before, month)) {
      if (!months.isWhole(compared)) {
        return Answer.refused("the window holds only a part of " + compared);
      }
    }
    return measure.change(figures(version, outcome, before), figures(version, outcome, month));
  }

  private RestatedChange.Month figures(String version, String outcome, YearMonth month) {
    return new RestatedChange.Month(
        figures(counts.of(RestatementCounts.REPORTED, outcome, month)),
        figures(counts.of(version, outcome, month)));
  }

  private static Figures figures(RestatementCounts.Month month) {
    return new Figures(month.qualified(), month.known());
  }

  private static long contacts(Measure measure, Figures month) {
    BinomialTally known = month.known();
    return measure == Measure.QUALIFIED ? month.qualified() : known.trials();
  }

  /** 0 where the measure has no such part. */
  private static Double part(Answer<Decomposition> change, String name) {
    return change
        .value()
        .map(
            found ->
                found.parts().stream()
                    .filter(part -> part.factor().equals(name))
                    .mapToDouble(RestatementRows::difference)
                    .sum())
        .orElse(null);
  }

  private static double difference(Part part) {
    return part.difference().doubleValue();
  }
}
