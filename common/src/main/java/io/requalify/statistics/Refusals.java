package io.requalify.statistics;

/** Reasons for which more than one estimator says nothing. */
final class Refusals {
  static final String PRODUCTION_UNSEEN =
      "sales worked no contact of production on a logged route long enough ago, so there is nothing to compare with";

  static final String ALL_ALIKE =
      "all accounts that were seen turned out alike, so chance cannot be judged";

  static final String NO_MODEL =
      "there is no outcome model of these contacts; it needs worked contacts in more than one fold of the accounts";

  private Refusals() {}

  static String nothingWorked(SwapEvidence evidence) {
    return evidence.candidateContacts() == 0
        ? "this version qualifies no contact here"
        : "sales worked none of these %d contacts on a logged %s route long enough ago"
            .formatted(
                evidence.candidateContacts(),
                evidence.swapInsSeen() ? "manual" : "rule or exploration");
  }

  static boolean productionUnseen(SwapEvidence evidence) {
    return evidence.agreeInUnderProduction().mature() + evidence.swapOut().mature() == 0;
  }
}
