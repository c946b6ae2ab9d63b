package io.requalify.statistics.counterfactual;

import static io.requalify.statistics.SwapEvidence.Term.AGREE_IN_CONVERTED;
import static io.requalify.statistics.SwapEvidence.Term.AGREE_IN_MATURE;
import static io.requalify.statistics.SwapEvidence.Term.EXPLORED_WEIGHT;
import static io.requalify.statistics.SwapEvidence.Term.EXPLORED_WEIGHT_CONVERTED;
import static io.requalify.statistics.SwapEvidence.Term.PRODUCTION_CONVERTED;
import static io.requalify.statistics.SwapEvidence.Term.PRODUCTION_MATURE;
import static io.requalify.statistics.SwapEvidence.Term.SWAP_IN_CONVERTED;
import static io.requalify.statistics.SwapEvidence.Term.SWAP_IN_MATURE;

import io.requalify.statistics.AllCohorts;
import io.requalify.statistics.Exploration;
import io.requalify.statistics.Followed;
import io.requalify.statistics.GradedEvidence;
import io.requalify.statistics.MoneyEvidence;
import io.requalify.statistics.MoneyMeasure;
import io.requalify.statistics.SharedDecisions;
import io.requalify.statistics.SwapEvidence;
import io.requalify.statistics.UnseenSwapIns;
import io.requalify.statistics.WeightSums;
import io.requalify.statistics.counterfactual.Cell.Quadrant;
import io.requalify.statistics.counterfactual.MoneyAccounts.GradedMoney;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Collects the units of a candidate and of production, and makes the evidence of them in two
 * passes: counts by cell first, then, with the model, the propensities and the grades that follow
 * from these, the sums by account. Spark does the same over tables; sums are of whole millionths,
 * so that both are equal to the digit.
 */
public final class UnitLedger {
  private final double smallestPropensity;
  private final boolean byHand;
  private final List<Contact> contacts = new ArrayList<>();

  /** What the episodes of a contact under the two versions have to do with each other. */
  private enum Relation {
    ONE_DECISION,
    TWO_DECISIONS,
    SHIFTED,
    ALONE
  }

  /** A contact under the candidate, production or both. */
  private record Contact(
      Optional<DecisionUnit> candidate, Optional<DecisionUnit> production, Relation relation) {
    /** The unit that says into which slice it falls. */
    DecisionUnit first() {
      return candidate.or(() -> production).orElseThrow();
    }

    boolean isAgreeIn() {
      return candidate.isPresent() && production.isPresent();
    }

    /** That of its unit under the candidate. */
    Quadrant quadrant() {
      return isAgreeIn() ? Quadrant.AGREE_IN : Quadrant.SWAP_IN;
    }

    /** Whether what is known of it speaks of the candidate. */
    boolean counts() {
      return relation != Relation.SHIFTED;
    }
  }

  /**
   * An empty ledger.
   *
   * @param smallestPropensity a smaller probability of being worked is no support, in (0, 1]
   */
  public UnitLedger(double smallestPropensity) {
    this(smallestPropensity, false);
  }

  private UnitLedger(double smallestPropensity, boolean byHand) {
    this.smallestPropensity = smallestPropensity;
    this.byHand = byHand;
  }

  /**
   * An empty ledger of a candidate by which people qualify contacts by hand: sales works them as
   * they come, so each is graded like production's own, and the swap-ins need no draw.
   *
   * @param smallestPropensity a smaller share that was worked of a week is no support, in (0, 1]
   */
  public static UnitLedger byHand(double smallestPropensity) {
    return new UnitLedger(smallestPropensity, true);
  }

  /** Adds a contact that both versions qualify at one instant, by the same decision. */
  public void addShared(DecisionUnit unit) {
    addShared(unit, unit);
  }

  /** Adds a contact that both versions qualify by the same decision. */
  public void addShared(DecisionUnit underCandidate, DecisionUnit underProduction) {
    addAgreeIn(underCandidate, underProduction, Relation.ONE_DECISION);
  }

  /** Adds a contact that both versions qualify, by a decision of its own under each. */
  public void addAgreeIn(DecisionUnit underCandidate, DecisionUnit underProduction) {
    addAgreeIn(underCandidate, underProduction, Relation.TWO_DECISIONS);
  }

  /**
   * Adds a contact that both versions qualify, but so far apart that what came of production's
   * decision says nothing of the candidate's: it has no evidence under the candidate.
   */
  public void addShifted(DecisionUnit underCandidate, DecisionUnit underProduction) {
    addAgreeIn(underCandidate, underProduction, Relation.SHIFTED);
  }

  private void addAgreeIn(
      DecisionUnit underCandidate, DecisionUnit underProduction, Relation relation) {
    if (!underCandidate.account().equals(underProduction.account())
        || !underCandidate.channel().equals(underProduction.channel())) {
      throw new IllegalArgumentException(
          "One contact, but the accounts %s and %s and the channels %s and %s"
              .formatted(
                  underCandidate.account(),
                  underProduction.account(),
                  underCandidate.channel(),
                  underProduction.channel()));
    }
    contacts.add(
        new Contact(Optional.of(own(underCandidate)), Optional.of(underProduction), relation));
  }

  /** Adds a contact that the candidate alone qualifies. */
  public void addSwapIn(DecisionUnit unit) {
    contacts.add(new Contact(Optional.of(own(unit)), Optional.empty(), Relation.ALONE));
  }

  /** Adds a contact that production alone qualifies. */
  public void addSwapOut(DecisionUnit unit) {
    contacts.add(new Contact(Optional.empty(), Optional.of(unit), Relation.ALONE));
  }

  /** The evidence of all contacts. */
  public SwapEvidence evidence() {
    return evidence(unit -> true);
  }

  /**
   * The evidence of some contacts; model and grades are those of all.
   *
   * @param asked of the unit under the candidate, else of that under production
   */
  public SwapEvidence evidence(Predicate<DecisionUnit> asked) {
    List<Contact> slice = contacts.stream().filter(contact -> asked.test(contact.first())).toList();
    Observed observed = Observed.of(slice);
    AccountSums sums = new AccountSums();
    observed.addTo(sums, smallestPropensity);
    Optional<GradedEvidence> graded = addGraded(sums, slice);
    Followed ofShared =
        followed(
            slice.stream()
                .filter(contact -> contact.relation() == Relation.ONE_DECISION)
                .map(Contact::first)
                .toList());
    return new SwapEvidence(
        followed(observed.agreeIn()),
        followed(observed.agreeInUnderProduction()),
        followed(observed.swapIn()),
        followed(observed.swapOut()),
        new SharedDecisions(ofShared.contacts(), ofShared.mature(), ofShared.converted()),
        byHand ? Exploration.NONE : observed.exploration(smallestPropensity),
        sums.moments(),
        graded,
        byHand);
  }

  private Quadrant quadrant(Contact contact) {
    return byHand ? Quadrant.AGREE_IN : contact.quadrant();
  }

  private boolean counts(Contact contact) {
    return byHand || contact.counts();
  }

  private DecisionUnit own(DecisionUnit unit) {
    if (byHand && unit.explored()) {
      throw new IllegalArgumentException(
          "A contact of account %s was drawn at random, but people qualified it by hand"
              .formatted(unit.account()));
    }
    return unit;
  }

  /** The second pass; without a model nothing of it. */
  private Optional<GradedEvidence> addGraded(AccountSums sums, List<Contact> slice) {
    CountedModel ofCandidateCounts = countedOfCandidate().model();
    CountedModel ofProductionCounts = countedOfProduction().model();
    if (ofCandidateCounts.model().isEmpty()) {
      return Optional.empty();
    }
    GradedSums ofCandidate =
        new GradedSums(ofCandidateCounts, smallestPropensity, GradedTerms.OF_CANDIDATE, sums);
    GradedSums ofProduction =
        new GradedSums(ofProductionCounts, smallestPropensity, GradedTerms.OF_PRODUCTION, sums);
    for (Contact contact : slice) {
      contact
          .candidate()
          .ifPresent(unit -> ofCandidate.add(quadrant(contact), unit, counts(contact)));
      contact.production().ifPresent(unit -> ofProduction.add(Quadrant.AGREE_IN, unit, true));
    }
    return Optional.of(
        new GradedEvidence(
            ofCandidate.volume(),
            ofProduction.volume(),
            ofCandidate.history(),
            allCohorts(sums, slice, ofCandidateCounts, ofProductionCounts),
            ofCandidateCounts.unusedHistory(),
            UnseenSwapIns.NOT_COUNTED));
  }

  private AllCohorts allCohorts(
      AccountSums sums, List<Contact> slice, CountedModel candidate, CountedModel production) {
    CohortSums ofCandidate =
        new CohortSums(candidate, smallestPropensity, CohortTerms.OF_CANDIDATE, sums);
    CohortSums ofProduction =
        new CohortSums(production, smallestPropensity, CohortTerms.OF_PRODUCTION, sums);
    long knownAgreeIn = 0;
    long knownSwapOut = 0;
    for (Contact contact : slice) {
      boolean known = contact.first().followUp().known();
      boolean sent = contact.isAgreeIn() || (byHand && contact.candidate().isPresent());
      knownAgreeIn += sent && known ? 1 : 0;
      knownSwapOut += contact.candidate().isEmpty() && known ? 1 : 0;
      contact
          .candidate()
          .ifPresent(unit -> ofCandidate.add(quadrant(contact), unit, counts(contact)));
      contact.production().ifPresent(unit -> ofProduction.add(Quadrant.AGREE_IN, unit, true));
    }
    return new AllCohorts(
        ofCandidate.volume(),
        ofProduction.volume(),
        ofCandidate.swapIns(),
        knownAgreeIn,
        knownSwapOut);
  }

  /** That of the units; of an empty ledger 0. */
  private int horizonDays() {
    List<Integer> horizons =
        contacts.stream()
            .flatMap(contact -> Stream.of(contact.candidate(), contact.production()))
            .flatMap(Optional::stream)
            .map(unit -> unit.followUp().horizonDays())
            .distinct()
            .toList();
    if (horizons.size() > 1) {
      throw new IllegalArgumentException(
          "Units with horizons of %s days are of different outcomes; give each a ledger of its own"
              .formatted(horizons));
    }
    return horizons.isEmpty() ? 0 : horizons.get(0);
  }

  private VersionUnits countedOfCandidate() {
    VersionUnits units = new VersionUnits(smallestPropensity, horizonDays());
    for (Contact contact : contacts) {
      if (counts(contact)) {
        contact.candidate().ifPresent(unit -> units.count(quadrant(contact), unit));
      }
    }
    return units;
  }

  private VersionUnits countedOfProduction() {
    VersionUnits units = new VersionUnits(smallestPropensity, horizonDays());
    for (Contact contact : contacts) {
      // Against itself production has only contacts that both qualify.
      contact.production().ifPresent(unit -> units.count(Quadrant.AGREE_IN, unit));
    }
    return units;
  }

  /**
   * The money that some contacts brought; model and grades are those of all.
   *
   * @param asked of the unit under the candidate, else of that under production
   */
  public MoneyEvidence money(MoneyMeasure measure, Predicate<DecisionUnit> asked) {
    MoneyAccounts accounts = new MoneyAccounts(measure);
    List<Contact> slice = contacts.stream().filter(contact -> asked.test(contact.first())).toList();
    for (Contact contact : slice) {
      contact.candidate().ifPresent(unit -> accounts.addSeen(unit, contact.isAgreeIn()));
      contact.production().ifPresent(accounts::addProduction);
    }
    addGradedMoney(accounts, measure, slice);
    return accounts.evidence(evidence(asked));
  }

  private void addGradedMoney(MoneyAccounts accounts, MoneyMeasure measure, List<Contact> slice) {
    GradedMoneySums candidate =
        new GradedMoneySums(
            countedOfCandidate(),
            smallestPropensity,
            moneyOfCandidate(measure),
            GradedMoney.OF_CANDIDATE,
            accounts);
    if (!candidate.hasModel()) {
      return;
    }
    GradedMoneySums production =
        new GradedMoneySums(
            countedOfProduction(),
            smallestPropensity,
            moneyOfProduction(measure),
            GradedMoney.OF_PRODUCTION,
            accounts);
    for (Contact contact : slice) {
      contact
          .candidate()
          .ifPresent(unit -> candidate.add(quadrant(contact), unit, counts(contact)));
      contact.production().ifPresent(unit -> production.add(Quadrant.AGREE_IN, unit, true));
    }
  }

  private MoneyTable moneyOfCandidate(MoneyMeasure measure) {
    MoneyTable money = new MoneyTable();
    for (Contact contact : contacts) {
      if (counts(contact)) {
        contact
            .candidate()
            .ifPresent(
                unit -> money.add(unit.fold(), unit.cell(quadrant(contact)), unit.money(measure)));
      }
    }
    return money;
  }

  private MoneyTable moneyOfProduction(MoneyMeasure measure) {
    MoneyTable money = new MoneyTable();
    for (Contact contact : contacts) {
      contact
          .production()
          .ifPresent(
              unit -> money.add(unit.fold(), unit.cell(Quadrant.AGREE_IN), unit.money(measure)));
    }
    return money;
  }

  private static Followed followed(List<DecisionUnit> units) {
    return new Followed(
        units.size(),
        units.stream().filter(DecisionUnit::worked).count(),
        units.stream().filter(DecisionUnit::explored).count(),
        units.stream().filter(DecisionUnit::mature).count(),
        units.stream().filter(DecisionUnit::converted).count());
  }

  /** The units by quadrant, and what is known of them without a model. */
  private record Observed(
      List<DecisionUnit> agreeIn,
      List<DecisionUnit> agreeInUnderProduction,
      List<DecisionUnit> swapIn,
      List<DecisionUnit> swapOut) {

    static Observed of(List<Contact> contacts) {
      List<Contact> both = contacts.stream().filter(Contact::isAgreeIn).toList();
      return new Observed(
          both.stream().map(contact -> contact.candidate().orElseThrow()).toList(),
          both.stream().map(contact -> contact.production().orElseThrow()).toList(),
          contacts.stream()
              .filter(contact -> contact.production().isEmpty())
              .map(Contact::first)
              .toList(),
          contacts.stream()
              .filter(contact -> contact.candidate().isEmpty())
              .map(Contact::first)
              .toList());
    }

    void addTo(AccountSums sums, double smallestPropensity) {
      agreeIn.forEach(unit -> sums.addMature(unit, AGREE_IN_CONVERTED, AGREE_IN_MATURE));
      swapIn.forEach(unit -> sums.addMature(unit, SWAP_IN_CONVERTED, SWAP_IN_MATURE));
      agreeInUnderProduction.forEach(
          unit -> sums.addMature(unit, PRODUCTION_CONVERTED, PRODUCTION_MATURE));
      swapOut.forEach(unit -> sums.addMature(unit, PRODUCTION_CONVERTED, PRODUCTION_MATURE));
      for (DecisionUnit unit : swapIn) {
        if (unit.due() && unit.drawn(smallestPropensity)) {
          long weight = unit.drawWeight();
          sums.add(unit, EXPLORED_WEIGHT, weight);
          sums.add(unit, EXPLORED_WEIGHT_CONVERTED, unit.converted() ? weight : 0);
        }
      }
    }

    Exploration exploration(double smallestPropensity) {
      WeightTotals mature = new WeightTotals();
      WeightTotals reached = new WeightTotals();
      for (DecisionUnit unit : swapIn) {
        if (unit.drawn(smallestPropensity)) {
          reached.add(1, unit.drawWeight());
          if (unit.due()) {
            mature.add(1, unit.drawWeight());
          }
        }
      }
      WeightSums sums = mature.sums();
      return new Exploration(
          sums.contacts(),
          sums.weights(),
          sums.squaredWeights(),
          sums.largestWeight(),
          reached.sums().weights(),
          swapIn.stream().filter(DecisionUnit::due).count());
    }
  }
}
