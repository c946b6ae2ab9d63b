package io.requalify.estimates;

import static io.requalify.statistics.SwapEvidence.Term.CANDIDATE_DOUBLY_ROBUST;
import static io.requalify.statistics.SwapEvidence.Term.CANDIDATE_SUPPORTED;
import static io.requalify.statistics.SwapEvidence.Term.PRODUCTION_DOUBLY_ROBUST;
import static io.requalify.statistics.SwapEvidence.Term.PRODUCTION_SUPPORTED;

import io.requalify.statistics.ClusterMoments;
import io.requalify.statistics.Conclusion;
import io.requalify.statistics.DoublyRobust;
import io.requalify.statistics.GradedVolume;
import io.requalify.statistics.Interval;
import io.requalify.statistics.SwapEvidence;
import io.requalify.statistics.SwapEvidence.Term;
import io.requalify.statistics.TrustGates;
import io.requalify.statistics.WorstCaseBounds;
import io.requalify.statistics.counterfactual.SwapInCell;
import io.requalify.statistics.proposals.BorrowedEvidence;
import io.requalify.statistics.proposals.CandidateCase;
import io.requalify.statistics.proposals.ChannelVolume;
import io.requalify.statistics.proposals.PromotionRule;
import io.requalify.statistics.proposals.VersionFamily;
import io.requalify.statistics.proposals.VersionFamily.Bounds;
import io.requalify.tables.Review;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Puts together what is known of each candidate when it is decided on. */
final class CandidateCases {
  private static final double DAYS_OF_A_WEEK = 7;

  private final Review review;
  private final PromotionRule rule;
  private final ReviewEvidence evidence;
  private final CalibrationSlopes slopes;
  private final Map<String, Conclusion> differences = new TreeMap<>();
  private final VersionFamily family;
  private final Bounds conversions;
  private final Bounds yields;
  private final SortedMap<String, Double> screen;

  CandidateCases(Review review, ReviewEvidence evidence, CalibrationSlopes slopes) {
    this.review = review;
    this.rule = review.promotion();
    this.evidence = evidence;
    this.slopes = slopes;
    TrustGates gates = TrustGates.of(rule.outcome());
    Map<String, Integer> estimated = new HashMap<>();
    for (String candidate : review.candidates()) {
      Conclusion difference = new DoublyRobust().difference(swaps(candidate), gates);
      differences.put(candidate, difference);
      if (difference.estimate().isPresent()) {
        estimated.put(candidate, review.versions().indexOf(candidate));
      }
    }
    this.family = new VersionFamily(evidence.versions(), estimated);
    this.conversions = family.conversions();
    this.yields = family.yields();
    this.screen = family.screen();
  }

  /** All that is known of a candidate. */
  CandidateCase of(String candidate) {
    Conclusion difference = differences.get(candidate);
    Optional<Interval> simultaneous = conversions.of(candidate);
    return new CandidateCase(
        difference.estimate(),
        simultaneous,
        rule.plannedAccounts().isPresent()
            ? family.sequence(candidate, rule.plannedAccounts().getAsDouble())
            : Optional.empty(),
        yieldPerWeek(candidate),
        worst(candidate),
        difference.trusted() ? "" : difference.reason(),
        tippingShift(candidate),
        laterDifference(candidate),
        slopes.of(candidate),
        channels(candidate),
        weeks(review.to()));
  }

  /** By how many standard errors the simultaneous bounds lie off. */
  OptionalDouble criticalValue() {
    return conversions.criticalValue();
  }

  /** The adjusted p-value of converting no better than production. */
  OptionalDouble screen(String candidate) {
    Double p = screen.get(candidate);
    return p == null ? OptionalDouble.empty() : OptionalDouble.of(p);
  }

  SwapEvidence swaps(String candidate) {
    return slice(candidate, Review.ALL).orElseThrow();
  }

  List<SwapInCell> swapIns(String candidate) {
    return evidence.swapIns(new VersionOutcome(candidate, rule.outcome()));
  }

  private Optional<SwapEvidence> slice(String version, String channel) {
    return Optional.ofNullable(
            evidence.slices().get(EvidenceKey.ofChannel(version, channel, rule.outcome())))
        .map(SliceEvidence::swaps);
  }

  /** Where no estimate is given, the bounds that assume nothing. */
  private Optional<Interval> worst(String candidate) {
    Optional<Interval> round = differences.get(candidate).interval();
    return round.isPresent()
        ? round
        : new WorstCaseBounds()
            .difference(swaps(candidate), TrustGates.of(rule.outcome()))
            .interval();
  }

  /** Of due contacts without evidence all or none may convert. */
  private Optional<Interval> yieldPerWeek(String candidate) {
    double weeks = weeks(matureUntil());
    if (!(weeks > 0)) {
      return Optional.empty();
    }
    long unknown = unknown(swaps(candidate).graded().map(units -> units.candidate()));
    long unknownOfProduction = unknown(swaps(candidate).graded().map(units -> units.production()));
    return yields
        .of(candidate)
        .map(
            ends ->
                new Interval(
                    (ends.lower() - unknownOfProduction) / weeks,
                    (ends.upper() + unknown) / weeks));
  }

  private static long unknown(Optional<GradedVolume> volume) {
    return volume.map(units -> units.due() - units.supported()).orElse(0L);
  }

  private OptionalDouble tippingShift(String candidate) {
    Optional<Interval> simultaneous = conversions.of(candidate);
    return simultaneous.isEmpty()
        ? OptionalDouble.empty()
        : BorrowedEvidence.tippingShift(
            swapIns(candidate),
            swaps(candidate).graded().orElseThrow().candidate().supported(),
            simultaneous.get().lower(),
            rule.leastDifference());
  }

  /** The difference in the later half of the months of entry; a middle month is of the earlier. */
  private OptionalDouble laterDifference(String candidate) {
    List<SwapEvidence> months = new ArrayList<>();
    evidence
        .slices()
        .forEach(
            (key, known) -> {
              boolean whole = key.channel().equals(Review.ALL) && key.segment().equals(Review.ALL);
              boolean wanted =
                  key.version().equals(candidate) && key.outcome().equals(rule.outcome());
              if (whole && wanted && !key.cohort().equals(Review.ALL) && hasEvidence(known)) {
                months.add(known.swaps());
              }
            });
    List<SwapEvidence> later = months.subList((months.size() + 1) / 2, months.size());
    OptionalDouble mine = ratio(later, CANDIDATE_DOUBLY_ROBUST, CANDIDATE_SUPPORTED);
    OptionalDouble theirs = ratio(later, PRODUCTION_DOUBLY_ROBUST, PRODUCTION_SUPPORTED);
    return mine.isPresent() && theirs.isPresent()
        ? OptionalDouble.of(mine.getAsDouble() - theirs.getAsDouble())
        : OptionalDouble.empty();
  }

  private static boolean hasEvidence(SliceEvidence known) {
    ClusterMoments moments = known.swaps().moments();
    return moments.sum(CANDIDATE_SUPPORTED.component())
            + moments.sum(PRODUCTION_SUPPORTED.component())
        > 0;
  }

  private static OptionalDouble ratio(List<SwapEvidence> slices, Term numerator, Term denominator) {
    double above = 0;
    double below = 0;
    for (SwapEvidence slice : slices) {
      above += slice.moments().sum(numerator.component());
      below += slice.moments().sum(denominator.component());
    }
    return below == 0 ? OptionalDouble.empty() : OptionalDouble.of(above / below);
  }

  private List<ChannelVolume> channels(String candidate) {
    return evidence.slices().keySet().stream()
        .filter(key -> key.version().equals(candidate) && key.isOfWholeChannel())
        .filter(key -> key.outcome().equals(rule.outcome()) && !key.channel().equals(Review.ALL))
        .flatMap(key -> slice(candidate, key.channel()).map(swaps -> volume(key, swaps)).stream())
        .toList();
  }

  private static ChannelVolume volume(EvidenceKey key, SwapEvidence swaps) {
    return new ChannelVolume(key.channel(), swaps.productionContacts(), swaps.candidateContacts());
  }

  /** Entries before this instant are mature as of the review. */
  private Instant matureUntil() {
    int days = review.horizonDays().get(rule.outcome());
    return Stream.of(review.to(), review.asOf().minus(Duration.ofDays(days)))
        .min(Instant::compareTo)
        .orElseThrow();
  }

  private double weeks(Instant until) {
    return Duration.between(review.from(), until).toMillis()
        / (DAYS_OF_A_WEEK * Duration.ofDays(1).toMillis());
  }
}
