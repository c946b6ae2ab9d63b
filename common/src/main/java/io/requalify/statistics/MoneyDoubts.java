package io.requalify.statistics;

import io.requalify.statistics.MoneyEvidence.Term;
import java.util.Optional;

/** Why money in particular is refused, or not to be trusted. */
final class MoneyDoubts {
  /** Above this share of conversions without recorded money the sums say too little of it. */
  private static final double MOST_WITHOUT_MONEY = 0.20;

  private MoneyDoubts() {}

  /** Of a version whose conversions say nothing, or not enough, of money. */
  static Optional<String> refusal(MoneyEvidence evidence) {
    long with = evidence.count(Term.CONVERSIONS_WITH_MONEY);
    if (with == 0) {
      return Optional.of("no conversion with such money in this currency was seen here");
    }
    long without = evidence.count(Term.CONVERSIONS_WITHOUT_MONEY);
    return share(without, conversions(evidence)) > MOST_WITHOUT_MONEY
        ? Optional.of(
            "%d of %d conversions carry no such money; record it at the source"
                .formatted(without, conversions(evidence)))
        : Optional.empty();
  }

  /**
   * Adds the doubts that every estimator of money has.
   *
   * @param largestShare share of the money that one account brought
   */
  static Doubts onMoney(
      Doubts doubts, MoneyEvidence evidence, double largestShare, TrustGates gates) {
    long without = evidence.count(Term.CONVERSIONS_WITHOUT_MONEY);
    return doubts
        .onConversions(evidence.count(Term.CONVERSIONS_WITH_MONEY), gates)
        .when(
            largestShare > TrustGates.MOST_OF_ONE_ACCOUNT,
            "one account brought %s of the money; none should more than %s"
                .formatted(
                    Doubts.percent(largestShare), Doubts.percent(TrustGates.MOST_OF_ONE_ACCOUNT)))
        .when(
            without > 0,
            "%d of %d conversions carry no such money and count as 0"
                .formatted(without, conversions(evidence)));
  }

  /** Adds those on what is compared with. */
  static Doubts onProduction(Doubts doubts, MoneyEvidence evidence) {
    long without = evidence.count(Term.PRODUCTION_WITHOUT_MONEY);
    return doubts.when(
        without > 0,
        "%d conversions of production carry no such money and count as 0".formatted(without));
  }

  /** Those of the candidate's contacts, in whichever currency. */
  private static long conversions(MoneyEvidence evidence) {
    SwapEvidence contacts = evidence.contacts();
    return contacts.agreeIn().converted() + contacts.swapIn().converted();
  }

  private static double share(long part, long whole) {
    return (double) part / whole;
  }
}
