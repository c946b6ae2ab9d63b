package io.requalify.statistics.counterfactual;

import io.requalify.statistics.MoneyEvidence;
import io.requalify.statistics.MoneyEvidence.Term;
import io.requalify.statistics.MoneyMeasure;
import io.requalify.statistics.SwapEvidence;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/** Sums over the contacts of each account by one measure: counts as such, money in hundredths. */
final class MoneyAccounts {
  private static final int TERMS = Term.values().length;

  private final MoneyMeasure measure;
  private final SortedMap<String, long[]> accounts = new TreeMap<>();

  MoneyAccounts(MoneyMeasure measure) {
    this.measure = measure;
  }

  /** Terms of one version that are summed over its units with evidence. */
  record GradedMoney(Term supported, Term doublyRobust, Term model, Term weighted) {
    static final GradedMoney OF_CANDIDATE =
        new GradedMoney(
            Term.CANDIDATE_SUPPORTED,
            Term.CANDIDATE_DOUBLY_ROBUST,
            Term.CANDIDATE_MODEL,
            Term.CANDIDATE_WEIGHTED);

    static final GradedMoney OF_PRODUCTION =
        new GradedMoney(
            Term.PRODUCTION_SUPPORTED,
            Term.PRODUCTION_DOUBLY_ROBUST,
            Term.PRODUCTION_MODEL,
            Term.PRODUCTION_WEIGHTED);
  }

  private void add(DecisionUnit unit, Term term, long value) {
    long[] account = accounts.computeIfAbsent(unit.account(), name -> new long[TERMS]);
    account[term.component()] = Math.addExact(account[term.component()], value);
  }

  /** Adds what a unit of the candidate was seen to bring. */
  void addSeen(DecisionUnit unit, boolean agreeIn) {
    addMature(
        unit,
        agreeIn ? Term.AGREE_IN_MONEY : Term.SWAP_IN_MONEY,
        agreeIn ? Term.AGREE_IN_MATURE : Term.SWAP_IN_MATURE);
    add(unit, Term.CONVERSIONS_WITH_MONEY, brought(unit).isPresent() ? 1 : 0);
    add(unit, Term.CONVERSIONS_WITHOUT_MONEY, isUnrecorded(unit) ? 1 : 0);
  }

  /** Adds what a unit of production was seen to bring. */
  void addProduction(DecisionUnit unit) {
    addMature(unit, Term.PRODUCTION_MONEY, Term.PRODUCTION_MATURE);
    add(unit, Term.PRODUCTION_WITHOUT_MONEY, isUnrecorded(unit) ? 1 : 0);
  }

  private void addMature(DecisionUnit unit, Term money, Term mature) {
    add(unit, money, unit.money(measure));
    add(unit, mature, unit.mature() ? 1 : 0);
  }

  private OptionalLong brought(DecisionUnit unit) {
    return unit.money().map(money -> money.of(measure)).orElse(OptionalLong.empty());
  }

  private boolean isUnrecorded(DecisionUnit unit) {
    return unit.converted()
        && unit.money().map(money -> money.recorded(measure.kind()).isEmpty()).orElse(true);
  }

  /**
   * Adds a unit with evidence.
   *
   * @param expected what the model expects, in hundredths
   * @param weight in millionths; 0 where it was not worked
   */
  void addGraded(DecisionUnit unit, GradedMoney terms, long expected, long weight) {
    long money = unit.money(measure);
    add(unit, terms.supported(), 1);
    add(unit, terms.doublyRobust(), Millionths.doublyRobust(expected, weight, money));
    add(unit, terms.model(), expected);
    add(unit, terms.weighted(), Millionths.weighted(weight, money));
  }

  MoneyEvidence evidence(SwapEvidence contacts) {
    MoneySums sums = new MoneySums();
    accounts.values().forEach(sums::add);
    return sums.evidence(contacts);
  }
}
