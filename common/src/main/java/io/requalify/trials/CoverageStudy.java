package io.requalify.trials;

import io.requalify.statistics.AgreementSet;
import io.requalify.statistics.Conclusion;
import io.requalify.statistics.ConversionEstimator;
import io.requalify.statistics.DirectMethod;
import io.requalify.statistics.DoublyRobust;
import io.requalify.statistics.DoublyRobustAllCohorts;
import io.requalify.statistics.InversePropensityWeighting;
import io.requalify.statistics.SelfNormalisedWeighting;
import io.requalify.statistics.SwapEvidence;
import io.requalify.statistics.TrustGates;
import io.requalify.statistics.WorstCaseBounds;
import io.requalify.trials.Trial.Truth;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Repeats a world and holds what each estimator says against the truth: the acceptance of all
 * contacts of all repetitions that the version qualifies.
 *
 * @param world what was repeated
 * @param repetitions how often
 * @param candidate true acceptance of the candidate
 * @param difference the same minus that of production
 * @param swapInShare share of swap-ins in the candidate's volume
 * @param effectiveSample mean effective sample of the swap-ins
 * @param performances by {@link Figure}, in its order
 */
public record CoverageStudy(
    TrialWorld world,
    int repetitions,
    double candidate,
    double difference,
    double swapInShare,
    double effectiveSample,
    Map<Figure, Performance> performances) {
  public CoverageStudy {
    performances = Collections.unmodifiableMap(new EnumMap<>(performances));
  }

  /** Gives and trusts whatever can be computed. */
  private static final TrustGates OPEN =
      new TrustGates(Trial.SMALLEST_PROPENSITY, 1e-9, 1e-9, 0, 0, 1, 0, 0);

  /** What is studied. */
  public enum Figure {
    AGREEMENT_SET("agreement set"),
    HAND_RAISERS("SNIPS, hand-raisers taken for drawn"),
    WORST_CASE("worst case bounds"),
    DIRECT("direct method"),
    IPS("IPS"),
    SNIPS("SNIPS"),
    IMMATURE("doubly robust, not known taken for no"),
    DOUBLY_ROBUST("doubly robust"),
    ALL_COHORTS("doubly robust, all cohorts"),
    AGREEMENT_SET_DIFFERENCE("agreement set, against production"),
    DOUBLY_ROBUST_DIFFERENCE("doubly robust, against production"),
    ALL_COHORTS_DIFFERENCE("doubly robust, all cohorts, against production");

    private final String text;

    Figure(String text) {
      this.text = text;
    }

    /** Its name in a report. */
    public String text() {
      return text;
    }

    /** True for a difference against production, false for a conversion. */
    public boolean isDifference() {
      return this == AGREEMENT_SET_DIFFERENCE
          || this == DOUBLY_ROBUST_DIFFERENCE
          || this == ALL_COHORTS_DIFFERENCE;
    }

    private ConversionEstimator estimator() {
      return switch (this) {
        case AGREEMENT_SET, AGREEMENT_SET_DIFFERENCE -> new AgreementSet();
        case HAND_RAISERS, SNIPS -> new SelfNormalisedWeighting();
        case WORST_CASE -> new WorstCaseBounds();
        case DIRECT -> new DirectMethod();
        case IPS -> new InversePropensityWeighting();
        case IMMATURE, DOUBLY_ROBUST, DOUBLY_ROBUST_DIFFERENCE -> new DoublyRobust();
        case ALL_COHORTS, ALL_COHORTS_DIFFERENCE -> new DoublyRobustAllCohorts();
      };
    }

    private Conclusion conclusion(Trial trial, TrustGates gates) {
      SwapEvidence evidence =
          switch (this) {
            case HAND_RAISERS -> trial.withHandRaisers();
            case IMMATURE -> trial.withImmatureLabels();
            case AGREEMENT_SET,
                WORST_CASE,
                DIRECT,
                IPS,
                SNIPS,
                DOUBLY_ROBUST,
                ALL_COHORTS,
                AGREEMENT_SET_DIFFERENCE,
                DOUBLY_ROBUST_DIFFERENCE,
                ALL_COHORTS_DIFFERENCE ->
                trial.evidence();
          };
      return isDifference()
          ? estimator().difference(evidence, gates)
          : estimator().conversion(evidence, gates);
    }
  }

  /** What was said in one repetition, without gates and under those in force. */
  private record Said(
      Truth truth,
      long swapIns,
      double effectiveSample,
      Map<Figure, Conclusion> open,
      Map<Figure, Conclusion> printed) {
    static Said of(Trial trial) {
      SwapEvidence evidence = trial.evidence();
      Map<Figure, Conclusion> open = conclusions(trial, OPEN);
      return new Said(
          trial.truth(),
          evidence.swapIn().contacts(),
          open.get(Figure.DOUBLY_ROBUST).support().effectiveSample().orElse(0),
          open,
          conclusions(trial, TrustGates.standard()));
    }

    private static Map<Figure, Conclusion> conclusions(Trial trial, TrustGates gates) {
      Map<Figure, Conclusion> conclusions = new EnumMap<>(Figure.class);
      for (Figure figure : Figure.values()) {
        conclusions.put(figure, figure.conclusion(trial, gates));
      }
      return conclusions;
    }
  }

  /**
   * Repeats a world. The same seed gives the same study, however many threads take part.
   *
   * @param repetitions how often, at least 2
   */
  public static CoverageStudy of(TrialWorld world, int repetitions, long seed) {
    if (repetitions < 2) {
      throw new IllegalArgumentException(
          "%d repetitions; at least 2 are needed to see a spread".formatted(repetitions));
    }
    List<Said> said =
        IntStream.range(0, repetitions)
            .parallel()
            .mapToObj(repetition -> Said.of(Trial.of(world, seed, repetition)))
            .toList();
    Truth truth = said.stream().map(Said::truth).reduce(Truth::plus).orElseThrow();
    Map<Figure, Performance> performances = new EnumMap<>(Figure.class);
    for (Figure figure : Figure.values()) {
      performances.put(
          figure,
          Performance.of(
              said.stream().map(one -> one.open().get(figure)).toList(),
              said.stream().map(one -> one.printed().get(figure)).toList(),
              figure.isDifference() ? truth.difference() : truth.candidate()));
    }
    long swapIns = said.stream().mapToLong(Said::swapIns).sum();
    double effective = said.stream().mapToDouble(Said::effectiveSample).sum() / repetitions;
    return new CoverageStudy(
        world,
        repetitions,
        truth.candidate(),
        truth.difference(),
        (double) swapIns / truth.candidateContacts(),
        effective,
        performances);
  }

  /** What was shown of a figure. */
  public Performance of(Figure figure) {
    return performances.get(figure);
  }
}
