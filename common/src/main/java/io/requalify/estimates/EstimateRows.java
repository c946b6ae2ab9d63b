package io.requalify.estimates;

import io.requalify.documents.Constants;
import io.requalify.statistics.Conclusion;
import io.requalify.statistics.Conclusion.IntervalKind;
import io.requalify.statistics.ConversionEstimator;
import io.requalify.statistics.GradedEvidence;
import io.requalify.statistics.GradedVolume;
import io.requalify.statistics.Interval;
import io.requalify.statistics.MoneyEstimator;
import io.requalify.statistics.MoneyEvidence;
import io.requalify.statistics.MoneyMeasure;
import io.requalify.statistics.Support;
import io.requalify.statistics.SwapEvidence;
import io.requalify.statistics.TrustGates;
import io.requalify.tables.OpportunityLink;
import io.requalify.tables.Review;
import io.requalify.tables.result.ConversionEstimatesTable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.BiFunction;
import java.util.function.ToLongFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** Conclusions as rows of {@link ConversionEstimatesTable}. */
final class EstimateRows {
  /** In the order of the table. */
  private static final List<ToLongFunction<GradedVolume>> GRADES =
      List.of(
          GradedVolume::observed,
          GradedVolume::explored,
          GradedVolume::history,
          GradedVolume::nearThreshold,
          GradedVolume::none);

  private final Review review;
  private final String production;

  EstimateRows(Review review, String production) {
    this.review = review;
    this.production = production;
  }

  /** What every estimator says; production is compared with nothing. */
  List<Row> rows(EvidenceKey key, SliceEvidence known) {
    SwapEvidence evidence = known.swaps();
    boolean won = TrustGates.WON.equals(key.outcome());
    TrustGates gates = TrustGates.of(key.outcome());
    List<Row> rows = new ArrayList<>();
    for (ConversionEstimator estimator : ConversionEstimator.all()) {
      Figure figure = Figure.withoutCurrency(key, estimator.shortName(), "conversion");
      rows.add(row(figure, evidence, concluded(known, estimator, estimator::conversion, gates)));
      if (isCompared(key)) {
        figure = Figure.withoutCurrency(key, estimator.shortName(), "difference");
        rows.add(row(figure, evidence, concluded(known, estimator, estimator::difference, gates)));
      }
    }
    known.money().forEach((measure, money) -> rows.addAll(ofMoney(key, measure, money, gates)));
    if (won && key.isOfWholeVersion() && known.money().isEmpty()) {
      rows.addAll(withoutMoney(key, evidence));
    }
    return rows;
  }

  /**
   * What is trusted stands on no line drawn on below the threshold; other bounds may, and say so.
   */
  private static Conclusion concluded(
      SliceEvidence known,
      ConversionEstimator estimator,
      BiFunction<SwapEvidence, TrustGates, Conclusion> figure,
      TrustGates gates) {
    Conclusion conclusion = figure.apply(known.swaps(), gates);
    boolean drawsLine =
        conclusion.intervalKind() == IntervalKind.BOUNDS_WITH_CONFIDENCE
            && !estimator.boundsThoseNearThreshold();
    return conclusion.trusted() || !drawsLine
        ? conclusion
        : known
            .nearThreshold()
            .map(near -> figure.apply(near.swaps(), gates).remarking(near.words()))
            .orElse(conclusion);
  }

  private boolean isCompared(EvidenceKey key) {
    return !key.version().equals(production);
  }

  private List<Row> ofMoney(
      EvidenceKey key, MoneyMeasure measure, MoneyEvidence money, TrustGates gates) {
    String word = Constants.word(measure.kind());
    List<Row> rows = new ArrayList<>();
    for (MoneyEstimator estimator : MoneyEstimator.all()) {
      String name = estimator.shortName();
      Figure figure = new Figure(key, name, word, measure.currency());
      rows.add(row(figure, money.contacts(), estimator.perContact(money, gates)));
      if (isCompared(key)) {
        figure = new Figure(key, name, word + "_difference", measure.currency());
        rows.add(row(figure, money.contacts(), estimator.difference(money, gates)));
      }
    }
    return rows;
  }

  /** Says of the whole version, by the default estimator, why there is no money. */
  private List<Row> withoutMoney(EvidenceKey key, SwapEvidence evidence) {
    String reason =
        review.link() == OpportunityLink.EVERY
            ? "an opportunity is put down to each of its contacts, so its money would count several times; label and estimate with --opportunity-link latest"
            : "no conversion that is seen here carries an amount or a margin";
    List<Row> rows = new ArrayList<>();
    for (MoneyMeasure.Kind kind : MoneyMeasure.Kind.values()) {
      String name = MoneyEstimator.DEFAULT.shortName();
      Figure figure = Figure.withoutCurrency(key, name, Constants.word(kind));
      rows.add(row(figure, evidence, MoneyEstimator.withoutMoney(evidence, reason)));
    }
    return rows;
  }

  /**
   * What a row is about.
   *
   * @param currency of the figure, or {@link ConversionEstimatesTable#NO_CURRENCY}
   */
  private record Figure(EvidenceKey key, String estimator, String measure, String currency) {
    static Figure withoutCurrency(EvidenceKey key, String estimator, String measure) {
      return new Figure(key, estimator, measure, ConversionEstimatesTable.NO_CURRENCY);
    }
  }

  private Row row(Figure figure, SwapEvidence evidence, Conclusion conclusion) {
    EvidenceKey key = figure.key();
    List<Object> values = new ArrayList<>();
    Collections.addAll(
        values,
        review.id(),
        review.asOf(),
        key.version(),
        key.segment(),
        key.channel(),
        key.cohort(),
        key.outcome(),
        figure.estimator(),
        figure.measure(),
        figure.currency());
    addConclusion(values, conclusion);
    for (ToLongFunction<GradedVolume> grade : GRADES) {
      values.add(OptionalValues.orNull(share(evidence, grade)));
    }
    return RowFactory.create(values.toArray());
  }

  private static void addConclusion(List<Object> values, Conclusion conclusion) {
    Support support = conclusion.support();
    Collections.addAll(
        values,
        OptionalValues.orNull(conclusion.estimate()),
        conclusion.interval().map(Interval::lower).orElse(null),
        conclusion.interval().map(Interval::upper).orElse(null),
        conclusion.intervalKind().text(),
        support.contacts(),
        support.observed(),
        OptionalValues.orNull(support.effectiveSample()),
        OptionalValues.orNull(support.supportedShare()),
        OptionalValues.orNull(support.largestWeight()),
        conclusion.trusted(),
        conclusion.reason());
  }

  /** Without a model nothing is graded. */
  private static OptionalDouble share(SwapEvidence evidence, ToLongFunction<GradedVolume> grade) {
    Optional<GradedVolume> volume = evidence.graded().map(GradedEvidence::candidate);
    return volume.isPresent()
        ? volume.get().share(grade.applyAsLong(volume.get()))
        : OptionalDouble.empty();
  }
}
