package io.requalify.statistics;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Everything that is known about a candidate against production, in counts and sums: the volumes of
 * the two by two, the outcomes as far as they were seen, the random draw from the swap-ins, what an
 * outcome model and propensities make of the units, and the moments over accounts that variances
 * need.
 *
 * @param agreeIn qualified by both; outcomes at the episode of the candidate
 * @param agreeInUnderProduction the same contacts; outcomes at the episode of production
 * @param swapIn qualified by the candidate alone
 * @param swapOut qualified by production alone
 * @param shared the part of {@code agreeIn} with one outcome for both versions
 * @param exploration the random draw from {@code swapIn}
 * @param moments over accounts, with the components of {@link Term}
 * @param graded the units by evidence; empty where there is no outcome model because nothing was
 *     worked, and then the terms that need a model are 0
 * @param swapInsSeen true where the swap-ins were worked as they came, because people qualified
 *     them by hand: what came of them is a fact about them, and no draw has to stand for them
 */
public record SwapEvidence(
    Followed agreeIn,
    Followed agreeInUnderProduction,
    Followed swapIn,
    Followed swapOut,
    SharedDecisions shared,
    Exploration exploration,
    ClusterMoments moments,
    Optional<GradedEvidence> graded,
    boolean swapInsSeen) {

  /**
   * What is summed over the contacts of an account. Those from {@link #CANDIDATE_SUPPORTED} on are
   * over units with support only, up to {@link #PRODUCTION_WEIGHT} over the due among them, with
   * {@code m} the conversion that the outcome model expects, {@code W} whether sales worked the
   * unit, {@code e} with which probability, and {@code A} whether it converted.
   */
  public enum Term {
    AGREE_IN_CONVERTED(0),
    AGREE_IN_MATURE(1),
    SWAP_IN_CONVERTED(2),
    SWAP_IN_MATURE(3),
    EXPLORED_WEIGHT_CONVERTED(4),
    EXPLORED_WEIGHT(5),
    PRODUCTION_CONVERTED(6),
    PRODUCTION_MATURE(7),
    /** Number of units. */
    CANDIDATE_SUPPORTED(8),
    /** Sum of {@code m + (W/e)(A - m)}. */
    CANDIDATE_DOUBLY_ROBUST(9),
    /** Sum of m. */
    CANDIDATE_MODEL(10),
    /** Sum of {@code W A / e}. */
    CANDIDATE_WEIGHTED_CONVERTED(11),
    /** Sum of {@code W / e}. */
    CANDIDATE_WEIGHT(12),
    /** Like that of the candidate, over the units of production. */
    PRODUCTION_SUPPORTED(13),
    /** Like that of the candidate, over the units of production. */
    PRODUCTION_DOUBLY_ROBUST(14),
    /** Like that of the candidate, over the units of production. */
    PRODUCTION_MODEL(15),
    /** Like that of the candidate, over the units of production. */
    PRODUCTION_WEIGHTED_CONVERTED(16),
    /** Like that of the candidate, over the units of production. */
    PRODUCTION_WEIGHT(17),
    /** Number of units of all cohorts with evidence, due or not; so are the last five. */
    CANDIDATE_ALL_SUPPORTED(18),
    /** Sum of {@code m + (W/e)(K/G)(A - m)}, see {@link DoublyRobustAllCohorts}. */
    CANDIDATE_ALL_DOUBLY_ROBUST(19),
    /** Sum of {@code (W/e)(K/G - 1)}: 0 in expectation. */
    CANDIDATE_ALL_SURPLUS(20),
    /** Like that of the candidate, over the units of production. */
    PRODUCTION_ALL_SUPPORTED(21),
    /** Like that of the candidate, over the units of production. */
    PRODUCTION_ALL_DOUBLY_ROBUST(22),
    /** Like that of the candidate, over the units of production. */
    PRODUCTION_ALL_SURPLUS(23);

    private final int component;

    Term(int component) {
      this.component = component;
    }

    /** Its place in the moments. */
    public int component() {
      return component;
    }

    /** True for a number of contacts, false for what is summed in whole millionths. */
    public boolean isCount() {
      return switch (this) {
        case AGREE_IN_CONVERTED,
            AGREE_IN_MATURE,
            SWAP_IN_CONVERTED,
            SWAP_IN_MATURE,
            PRODUCTION_CONVERTED,
            PRODUCTION_MATURE,
            CANDIDATE_SUPPORTED,
            PRODUCTION_SUPPORTED,
            CANDIDATE_ALL_SUPPORTED,
            PRODUCTION_ALL_SUPPORTED ->
            true;
        case EXPLORED_WEIGHT_CONVERTED,
            EXPLORED_WEIGHT,
            CANDIDATE_DOUBLY_ROBUST,
            CANDIDATE_MODEL,
            CANDIDATE_WEIGHTED_CONVERTED,
            CANDIDATE_WEIGHT,
            PRODUCTION_DOUBLY_ROBUST,
            PRODUCTION_MODEL,
            PRODUCTION_WEIGHTED_CONVERTED,
            PRODUCTION_WEIGHT,
            CANDIDATE_ALL_DOUBLY_ROBUST,
            CANDIDATE_ALL_SURPLUS,
            PRODUCTION_ALL_DOUBLY_ROBUST,
            PRODUCTION_ALL_SURPLUS ->
            false;
      };
    }
  }

  public SwapEvidence {
    requireNonNull(moments, "moments");
    if (moments.size() != Term.values().length) {
      throw new IllegalArgumentException("Moments of %d terms".formatted(moments.size()));
    }
    if (agreeIn.contacts() != agreeInUnderProduction.contacts()) {
      throw new IllegalArgumentException(
          "%d and %d contacts in agreement"
              .formatted(agreeIn.contacts(), agreeInUnderProduction.contacts()));
    }
    if (swapInsSeen && !exploration.equals(Exploration.NONE)) {
      throw new IllegalArgumentException(
          "The swap-ins were seen themselves, but here is a draw: " + exploration);
    }
    requireCounts(moments, Term.AGREE_IN_CONVERTED, agreeIn.converted());
    requireCounts(moments, Term.AGREE_IN_MATURE, agreeIn.mature());
    requireCounts(moments, Term.SWAP_IN_CONVERTED, swapIn.converted());
    requireCounts(moments, Term.SWAP_IN_MATURE, swapIn.mature());
    requireCounts(
        moments,
        Term.PRODUCTION_CONVERTED,
        agreeInUnderProduction.converted() + swapOut.converted());
    requireCounts(
        moments, Term.PRODUCTION_MATURE, agreeInUnderProduction.mature() + swapOut.mature());
    requireCounts(
        moments, Term.CANDIDATE_SUPPORTED, graded.map(g -> g.candidate().supported()).orElse(0L));
    requireCounts(
        moments, Term.PRODUCTION_SUPPORTED, graded.map(g -> g.production().supported()).orElse(0L));
    requireCounts(
        moments,
        Term.CANDIDATE_ALL_SUPPORTED,
        graded.map(g -> g.allCohorts().candidate().supported()).orElse(0L));
    requireCounts(
        moments,
        Term.PRODUCTION_ALL_SUPPORTED,
        graded.map(g -> g.allCohorts().production().supported()).orElse(0L));
    requireWithin(moments, Term.CANDIDATE_MODEL, Term.CANDIDATE_SUPPORTED);
    requireWithin(moments, Term.PRODUCTION_MODEL, Term.PRODUCTION_SUPPORTED);
    requireWithin(moments, Term.CANDIDATE_WEIGHTED_CONVERTED, Term.CANDIDATE_WEIGHT);
    requireWithin(moments, Term.PRODUCTION_WEIGHTED_CONVERTED, Term.PRODUCTION_WEIGHT);
    graded.ifPresent(
        units -> {
          requireVolume("The candidate", units.candidate(), agreeIn.contacts() + swapIn.contacts());
          requireVolume("Production", units.production(), agreeIn.contacts() + swapOut.contacts());
        });
  }

  /** Evidence of a version whose swap-ins sales mostly did not see. */
  public SwapEvidence(
      Followed agreeIn,
      Followed agreeInUnderProduction,
      Followed swapIn,
      Followed swapOut,
      SharedDecisions shared,
      Exploration exploration,
      ClusterMoments moments,
      Optional<GradedEvidence> graded) {
    this(
        agreeIn,
        agreeInUnderProduction,
        swapIn,
        swapOut,
        shared,
        exploration,
        moments,
        graded,
        false);
  }

  /** Nobody qualifies under either version. */
  public static SwapEvidence nothing() {
    int terms = Term.values().length;
    return new SwapEvidence(
        Followed.NOBODY,
        Followed.NOBODY,
        Followed.NOBODY,
        Followed.NOBODY,
        SharedDecisions.NONE,
        Exploration.NONE,
        ClusterMoments.of(0, new double[terms], new double[terms][terms]),
        Optional.empty());
  }

  private static void requireWithin(ClusterMoments moments, Term part, Term whole) {
    double sum = moments.sum(part.component());
    if (!(sum >= 0 && sum <= moments.sum(whole.component()))) {
      throw new IllegalArgumentException(
          "%s is %s and %s %s".formatted(part, sum, whole, moments.sum(whole.component())));
    }
  }

  private static void requireVolume(String version, GradedVolume graded, long contacts) {
    if (graded.due() > contacts) {
      throw new IllegalArgumentException(
          "%s has %d graded units, but qualifies %d contacts"
              .formatted(version, graded.due(), contacts));
    }
  }

  private static void requireCounts(ClusterMoments moments, Term term, long counted) {
    double summed = moments.sum(term.component());
    if (summed != (double) counted) {
      throw new IllegalArgumentException(
          "%s is %s by account and %d by quadrant".formatted(term, summed, counted));
    }
  }

  /** Contacts that the candidate qualifies. */
  public long candidateContacts() {
    return agreeIn.contacts() + swapIn.contacts();
  }

  /** True where there are swap-ins of whom sales saw at most those that were drawn. */
  boolean hasUnseenSwapIns() {
    return swapIn.contacts() > 0 && !swapInsSeen;
  }

  /** Mature contacts of the candidate whose outcomes speak for themselves, without a weight. */
  long seenWithoutWeight() {
    return agreeIn.mature() + (swapInsSeen ? swapIn.mature() : 0);
  }

  /** Contacts that production qualifies. */
  public long productionContacts() {
    return agreeIn.contacts() + swapOut.contacts();
  }

  /**
   * The same evidence, where of the candidate's due contacts near the threshold a share between
   * bounds converts. Of those that are not due nothing is assumed.
   *
   * @param share within [0, 1]
   */
  public SwapEvidence withNearThreshold(Interval share) {
    return with(units -> units.with(units.candidate().withNearThreshold(share)));
  }

  /** The same evidence, where this is known of the candidate's swap-ins without evidence. */
  public SwapEvidence withUnseen(UnseenSwapIns unseen) {
    return with(units -> units.with(unseen));
  }

  /** The same evidence, where no larger share of them converts than is known. */
  SwapEvidence withUnseenBounded() {
    return with(
        units ->
            units.with(
                units
                    .candidate()
                    .withUnseen(
                        units.unseen().contacts(), units.unseen().upperShare().orElseThrow())));
  }

  private SwapEvidence with(UnaryOperator<GradedEvidence> change) {
    return new SwapEvidence(
        agreeIn,
        agreeInUnderProduction,
        swapIn,
        swapOut,
        shared,
        exploration,
        moments,
        graded.map(change),
        swapInsSeen);
  }

  /** True when both versions qualify the same contacts by the same decisions. */
  boolean versionsCoincide() {
    return swapIn.contacts() == 0
        && swapOut.contacts() == 0
        && shared.contacts() == agreeIn.contacts();
  }

  /** Weights of the swap-ins with support, drawn at random or worked in cells with a history. */
  WeightSums supportedSwapInWeights(GradedEvidence units) {
    return exploration.sums().plus(units.history());
  }

  /** Conversions over mature contacts, of some terms of the moments. */
  LinearisedEstimate ratio(Term[] numerators, Term[] denominators) {
    return LinearisedEstimate.ratio(moments, components(numerators), components(denominators));
  }

  LinearisedEstimate ratio(Term numerator, Term denominator) {
    return ratio(new Term[] {numerator}, new Term[] {denominator});
  }

  private static int[] components(Term[] terms) {
    return Arrays.stream(terms).mapToInt(Term::component).toArray();
  }
}
