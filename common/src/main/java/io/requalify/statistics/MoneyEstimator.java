package io.requalify.statistics;

import java.util.List;

/**
 * A way to say what a contact that a version qualifies would have brought, had sales worked it, and
 * by how much that differs from production; in units of one currency per contact, contacts that do
 * not convert as 0. Names are those of {@link ConversionEstimator}.
 *
 * <p>Money has no largest value, so nothing can be said of contacts without evidence: there are no
 * worst-case bounds. {@link MoneyOfEvidence} then speaks of the others, and says so.
 */
public sealed interface MoneyEstimator permits MoneySeen, MoneyOfEvidence {

  /** The one to read. */
  MoneyEstimator DEFAULT = MoneyOfEvidence.doublyRobust();

  /** Stable name in tables and reports. */
  String shortName();

  /** Money per contact that the candidate qualifies. */
  Conclusion perContact(MoneyEvidence evidence, TrustGates gates);

  /** That of the candidate minus that of production, paired by account. */
  Conclusion difference(MoneyEvidence evidence, TrustGates gates);

  /** All of them, in the order of a report. */
  static List<MoneyEstimator> all() {
    return List.of(
        MoneySeen.OBSERVED,
        MoneySeen.AGREEMENT_SET,
        MoneyOfEvidence.inversePropensityWeighting(),
        MoneyOfEvidence.directMethod(),
        DEFAULT);
  }

  /** What is concluded where no money was recorded, or none that may be summed. */
  static Conclusion withoutMoney(SwapEvidence contacts, String why) {
    return Conclusion.refused(Cohorts.DUE.support(contacts, 0), why);
  }
}
