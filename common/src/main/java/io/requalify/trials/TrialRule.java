package io.requalify.trials;

import java.util.List;

/**
 * A yes-or-no rule of the trial worlds.
 *
 * @param frequency share of contacts that it hits
 * @param production points under production
 * @param candidate points under the candidate
 * @param effect by how much it raises the log odds of being accepted
 */
record TrialRule(double frequency, int production, int candidate, double effect) {
  static final int PRODUCTION_THRESHOLD = 50;
  static final int CANDIDATE_THRESHOLD = 45;

  /**
   * Production's points go roughly with the effects; the candidate has shifted some of them to the
   * sixth, which people do much and buy little after.
   */
  static final List<TrialRule> ALL =
      List.of(
          new TrialRule(0.30, 20, 20, 0.7),
          new TrialRule(0.10, 30, 30, 0.9),
          new TrialRule(0.25, 20, 10, 0.2),
          new TrialRule(0.35, 15, 10, 0.3),
          new TrialRule(0.25, 10, 10, 0.3),
          new TrialRule(0.40, 5, 15, -0.2),
          new TrialRule(0.45, 5, 5, 0),
          new TrialRule(0.20, 15, 15, 0.6));
}
