package io.requalify.statistics;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;

/**
 * What the conversions of a candidate and of production brought, in one currency: sums over
 * accounts beside what is known of the same contacts without money. A contact that converted
 * without such money counts as 0, and how many did is counted.
 *
 * @param contacts the contacts, their grades and weights
 * @param moments over accounts, with the components of {@link Term}; money in units of its currency
 * @param largestSeenShare of all money that was seen of the candidate's contacts, by its absolute
 *     value, the share of the account with the most; 0 where none was seen
 * @param largestWeightedShare likewise of the money by weight that stands for the candidate's
 *     contacts with evidence
 */
public record MoneyEvidence(
    SwapEvidence contacts,
    ClusterMoments moments,
    double largestSeenShare,
    double largestWeightedShare) {

  /**
   * What is summed over the contacts of an account: as {@link SwapEvidence.Term}, with the money
   * {@code R} that a unit brought in the place of whether it converted, and {@code m} the money
   * that the model expects.
   */
  public enum Term {
    AGREE_IN_MONEY(0),
    AGREE_IN_MATURE(1),
    SWAP_IN_MONEY(2),
    SWAP_IN_MATURE(3),
    PRODUCTION_MONEY(4),
    PRODUCTION_MATURE(5),
    CANDIDATE_SUPPORTED(6),
    /** Sum of {@code m + (W/e)(R - m)}. */
    CANDIDATE_DOUBLY_ROBUST(7),
    /** Sum of m. */
    CANDIDATE_MODEL(8),
    /** Sum of {@code W R / e}. */
    CANDIDATE_WEIGHTED(9),
    PRODUCTION_SUPPORTED(10),
    PRODUCTION_DOUBLY_ROBUST(11),
    PRODUCTION_MODEL(12),
    PRODUCTION_WEIGHTED(13),
    /** Conversions of the candidate's contacts with such money. */
    CONVERSIONS_WITH_MONEY(14),
    /** Those for which nobody recorded any, in whichever currency. */
    CONVERSIONS_WITHOUT_MONEY(15),
    /** Likewise of production's contacts. */
    PRODUCTION_WITHOUT_MONEY(16);

    private final int component;

    Term(int component) {
      this.component = component;
    }

    /** Its place in the moments. */
    public int component() {
      return component;
    }

    /** True for a number of contacts, false for money. */
    public boolean isCount() {
      return switch (this) {
        case AGREE_IN_MATURE,
            SWAP_IN_MATURE,
            PRODUCTION_MATURE,
            CANDIDATE_SUPPORTED,
            PRODUCTION_SUPPORTED,
            CONVERSIONS_WITH_MONEY,
            CONVERSIONS_WITHOUT_MONEY,
            PRODUCTION_WITHOUT_MONEY ->
            true;
        case AGREE_IN_MONEY,
            SWAP_IN_MONEY,
            PRODUCTION_MONEY,
            CANDIDATE_DOUBLY_ROBUST,
            CANDIDATE_MODEL,
            CANDIDATE_WEIGHTED,
            PRODUCTION_DOUBLY_ROBUST,
            PRODUCTION_MODEL,
            PRODUCTION_WEIGHTED ->
            false;
      };
    }
  }

  public MoneyEvidence {
    requireNonNull(contacts, "contacts");
    if (moments.size() != Term.values().length) {
      throw new IllegalArgumentException("Moments of %d terms of money".formatted(moments.size()));
    }
    requireSame(contacts, moments, Term.AGREE_IN_MATURE, SwapEvidence.Term.AGREE_IN_MATURE);
    requireSame(contacts, moments, Term.SWAP_IN_MATURE, SwapEvidence.Term.SWAP_IN_MATURE);
    requireSame(contacts, moments, Term.PRODUCTION_MATURE, SwapEvidence.Term.PRODUCTION_MATURE);
    requireSame(contacts, moments, Term.CANDIDATE_SUPPORTED, SwapEvidence.Term.CANDIDATE_SUPPORTED);
    requireSame(
        contacts, moments, Term.PRODUCTION_SUPPORTED, SwapEvidence.Term.PRODUCTION_SUPPORTED);
    requireShare(largestSeenShare);
    requireShare(largestWeightedShare);
  }

  private static void requireSame(
      SwapEvidence contacts, ClusterMoments moments, Term money, SwapEvidence.Term plain) {
    double counted = contacts.moments().sum(plain.component());
    if (moments.sum(money.component()) != counted) {
      throw new IllegalArgumentException(
          "%s is %s beside the money and %s without it"
              .formatted(money, moments.sum(money.component()), counted));
    }
  }

  private static void requireShare(double share) {
    if (!(share >= 0 && share <= 1)) {
      throw new IllegalArgumentException("One account has the share %s of all".formatted(share));
    }
  }

  /** Sum of a term that counts contacts. */
  long count(Term term) {
    return (long) moments.sum(term.component());
  }

  /** Money over contacts. */
  LinearisedEstimate ratio(Term[] money, Term[] units) {
    return LinearisedEstimate.ratio(moments, components(money), components(units));
  }

  LinearisedEstimate ratio(Term money, Term units) {
    return ratio(new Term[] {money}, new Term[] {units});
  }

  private static int[] components(Term[] terms) {
    return Arrays.stream(terms).mapToInt(Term::component).toArray();
  }
}
