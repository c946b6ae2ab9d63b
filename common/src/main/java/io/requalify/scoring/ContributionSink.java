package io.requalify.scoring;

/** Takes what a contact contributes to its accounts. */
public interface ContributionSink {
  /**
   * Called where a contribution begins or changes.
   *
   * @param scorecard place of the version
   * @param account whom it goes to
   * @param instant from when, in microseconds UTC
   * @param millionths how much
   */
  void contributes(int scorecard, String account, long instant, long millionths);

  /** Called where the contact ceases to contribute, in the same terms. */
  void ceases(int scorecard, String account, long instant);
}
