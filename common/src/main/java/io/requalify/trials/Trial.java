package io.requalify.trials;

import io.requalify.simulation.Chance;
import io.requalify.statistics.SwapEvidence;
import io.requalify.statistics.TrustGates;
import io.requalify.statistics.counterfactual.DecisionUnit;
import io.requalify.statistics.counterfactual.UnitLedger;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * One repetition of a world: what is known of candidate and production in it, and its truth.
 *
 * @param evidence what is known
 * @param withHandRaisers what who takes hand-raisers for a random draw would have
 * @param withImmatureLabels what who takes for a no what is not known yet would have
 * @param truth acceptance of the contacts of this repetition
 */
record Trial(
    SwapEvidence evidence,
    SwapEvidence withHandRaisers,
    SwapEvidence withImmatureLabels,
    Truth truth) {
  static final double SMALLEST_PROPENSITY = TrustGates.standard().smallestPropensity();

  private static final int[] CANDIDATE_POINTS =
      TrialRule.ALL.stream().mapToInt(TrialRule::candidate).toArray();

  /**
   * Sums over the contacts that a version qualifies.
   *
   * @param candidateAccepted sum of the probabilities of acceptance under the candidate
   * @param candidateContacts contacts that the candidate qualifies
   * @param productionAccepted the same under production
   * @param productionContacts the same under production
   */
  record Truth(
      double candidateAccepted,
      long candidateContacts,
      double productionAccepted,
      long productionContacts) {
    Truth plus(Truth other) {
      return new Truth(
          candidateAccepted + other.candidateAccepted,
          candidateContacts + other.candidateContacts,
          productionAccepted + other.productionAccepted,
          productionContacts + other.productionContacts);
    }

    double candidate() {
      return candidateAccepted / candidateContacts;
    }

    double difference() {
      return candidate() - productionAccepted / productionContacts;
    }
  }

  static Trial of(TrialWorld world, long seed, int repetition) {
    List<TrialContact> contacts = contacts(world, seed, repetition);
    int threshold = TrialRule.CANDIDATE_THRESHOLD;
    double candidateAccepted = 0;
    double productionAccepted = 0;
    long candidateContacts = 0;
    long productionContacts = 0;
    for (TrialContact contact : contacts) {
      if (contact.score(CANDIDATE_POINTS) >= threshold) {
        candidateAccepted += contact.acceptance();
        candidateContacts++;
      }
      if (contact.productionQualifies()) {
        productionAccepted += contact.acceptance();
        productionContacts++;
      }
    }
    return new Trial(
        evidence(contacts, CANDIDATE_POINTS, threshold, contact -> contact.unit(world)),
        evidence(contacts, CANDIDATE_POINTS, threshold, TrialContact::unitWithHandRaisers),
        evidence(
            contacts,
            CANDIDATE_POINTS,
            threshold,
            contact -> contact.unitWithImmatureLabels(world)),
        new Truth(candidateAccepted, candidateContacts, productionAccepted, productionContacts));
  }

  static List<TrialContact> contacts(TrialWorld world, long seed, int repetition) {
    Chance chance = TrialChance.of(seed, repetition);
    Chance delays = TrialChance.ofDelays(seed, repetition);
    List<TrialContact> contacts = new ArrayList<>();
    for (int account = 0; account < world.accounts(); account++) {
      double effect = world.accountSpread() * chance.normal();
      int size = chance.between(world.fewestContacts(), world.mostContacts());
      for (int contact = 0; contact < size; contact++) {
        contacts.add(TrialContact.draw(world, account, effect, chance, delays));
      }
    }
    return contacts;
  }

  /** What is known of a candidate against production; who qualifies under both, does so at once. */
  static SwapEvidence evidence(
      List<TrialContact> contacts,
      int[] points,
      int threshold,
      Function<TrialContact, DecisionUnit> unit) {
    UnitLedger ledger = new UnitLedger(SMALLEST_PROPENSITY);
    for (TrialContact contact : contacts) {
      boolean candidate = contact.score(points) >= threshold;
      if (candidate && contact.productionQualifies()) {
        ledger.addShared(unit.apply(contact));
      } else if (candidate) {
        ledger.addSwapIn(unit.apply(contact));
      } else if (contact.productionQualifies()) {
        ledger.addSwapOut(unit.apply(contact));
      }
    }
    return ledger.evidence();
  }
}
