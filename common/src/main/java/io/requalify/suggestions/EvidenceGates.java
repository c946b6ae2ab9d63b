package io.requalify.suggestions;

import io.requalify.documents.Constants;
import io.requalify.outcomes.DecidedOutcomes.Use;
import io.requalify.outcomes.DecisionWindow;
import io.requalify.tables.ContractViolationException;
import java.util.List;
import java.util.Map;

/** What there must be to learn from before points are suggested. */
final class EvidenceGates {
  /** Fewer decisions with the outcome, or without it, tell nothing of many rules. */
  static final int FEWEST_OF_EITHER = 30;

  /**
   * So many of the rarer outcome for each rule that is refitted. Peduzzi and others 1996, Journal
   * of Clinical Epidemiology 49, 1373-1379: below ten events for each coefficient they are biased.
   */
  static final int FEWEST_FOR_EACH_RULE = 10;

  /** With fewer accounts chance between accounts cannot be told. */
  static final int FEWEST_ACCOUNTS = 20;

  /** Each part of the accounts is judged by what the others tell, which must be something. */
  private static final int FEWEST_IN_OTHER_PARTS = 10;

  private static final String REMEDY =
      "widen the window with --from and --to, wait, or choose an outcome that comes more often";

  private EvidenceGates() {}

  static void requireAny(Map<Use, Long> uses, DecisionWindow window) {
    if (!uses.containsKey(Use.USED)) {
      throw new ContractViolationException(
          "Nothing can be learnt: of the decisions from %s to %s none was worked by the rule or an exploration %d days before %s or earlier (%s); %s"
              .formatted(
                  window.from(),
                  window.to(),
                  window.horizonDays(),
                  window.asOf(),
                  uses.isEmpty() ? "there is no decision at all" : "there are: " + words(uses),
                  REMEDY));
    }
  }

  private static String words(Map<Use, Long> uses) {
    return String.join(
        ", ",
        uses.entrySet().stream()
            .map(use -> use.getValue() + " " + Constants.word(use.getKey()).replace('_', ' '))
            .toList());
  }

  static void requireEnough(PointsModel model, Evidence evidence) {
    long without = evidence.decisions() - evidence.converted();
    long rarer = Math.min(evidence.converted(), without);
    if (rarer < FEWEST_OF_EITHER) {
      throw new ContractViolationException(
          "Too little to learn from: %d decisions with the outcome and %d without, and %d of either are needed; %s"
              .formatted(evidence.converted(), without, FEWEST_OF_EITHER, REMEDY));
    }
    int rules = model.refitted().size();
    if (rules == 0) {
      throw new ContractViolationException(
          "No rule can be refitted: "
              + String.join(
                  "; ",
                  model.roles().stream()
                      .map(role -> role.rule() + " " + role.kept().orElseThrow())
                      .toList()));
    }
    if (rarer < (long) FEWEST_FOR_EACH_RULE * rules) {
      throw new ContractViolationException(
          "Too little to learn from: %d of the rarer outcome for %d rules, and %d for each are needed; %s"
              .formatted(rarer, rules, FEWEST_FOR_EACH_RULE, REMEDY));
    }
    requireSpread(model, evidence);
  }

  /** What is learnt is tried on accounts that it was not learnt from. */
  private static void requireSpread(PointsModel model, Evidence evidence) {
    if (evidence.accounts() < FEWEST_ACCOUNTS) {
      throw new ContractViolationException(
          "Too little to learn from: the decisions are about %d accounts, and %d are needed to tell chance between them; %s"
              .formatted(evidence.accounts(), FEWEST_ACCOUNTS, REMEDY));
    }
    for (int part = 0; part < DecidedTimelines.FOLDS; part++) {
      int fold = part;
      List<SeenDecision> others =
          model.decisions().stream().filter(decision -> decision.fold() != fold).toList();
      long converted = others.stream().filter(SeenDecision::converted).count();
      if (Math.min(converted, others.size() - converted) < FEWEST_IN_OTHER_PARTS) {
        throw new ContractViolationException(
            "Too little to learn from: nearly all decisions %s lie in a fifth of the accounts, so that nothing can be tried on others; %s"
                .formatted(
                    converted < FEWEST_IN_OTHER_PARTS ? "with the outcome" : "without the outcome",
                    REMEDY));
      }
    }
  }

  static void requireHelp(PointsFit fit) {
    if (!(fit.sumOfCoefficients() > 0)) {
      throw new ContractViolationException(
          "Nothing to suggest: no rule that can be refitted shows that it helps to tell who converts, so"
              + " each would get 0 points; look whether the version's conditions select what was meant");
    }
  }
}
