package io.requalify.statistics;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;

/**
 * Everything that is known about a candidate against production, in counts and sums: the volumes of
 * the two by two, the outcomes as far as they were seen, the random draw from the swap-ins, and the
 * moments over accounts that variances need.
 *
 * @param agreeIn qualified by both; outcomes at the episode of the candidate
 * @param agreeInUnderProduction the same contacts; outcomes at the episode of production
 * @param swapIn qualified by the candidate alone
 * @param swapOut qualified by production alone
 * @param shared the part of {@code agreeIn} with one outcome for both versions
 * @param exploration the random draw from {@code swapIn}
 * @param moments over accounts, with the components of {@link Term}
 */
public record SwapEvidence(
    Followed agreeIn,
    Followed agreeInUnderProduction,
    Followed swapIn,
    Followed swapOut,
    SharedDecisions shared,
    Exploration exploration,
    ClusterMoments moments) {

  /** What is summed over the contacts of an account. */
  public enum Term {
    AGREE_IN_CONVERTED(0),
    AGREE_IN_MATURE(1),
    SWAP_IN_CONVERTED(2),
    SWAP_IN_MATURE(3),
    EXPLORED_WEIGHT_CONVERTED(4),
    EXPLORED_WEIGHT(5),
    PRODUCTION_CONVERTED(6),
    PRODUCTION_MATURE(7);

    private final int component;

    Term(int component) {
      this.component = component;
    }

    /** Its place in the moments. */
    public int component() {
      return component;
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
        ClusterMoments.of(0, new double[terms], new double[terms][terms]));
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

  /** Contacts that production qualifies. */
  public long productionContacts() {
    return agreeIn.contacts() + swapOut.contacts();
  }

  /** True when both versions qualify the same contacts by the same decisions. */
  boolean versionsCoincide() {
    return swapIn.contacts() == 0
        && swapOut.contacts() == 0
        && shared.contacts() == agreeIn.contacts();
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
