package io.requalify.scoring;

/** Takes what evaluations read of contacts for their accounts. */
@FunctionalInterface
public interface ReadingSink {
  /** Takes nothing, so that the kernel may pass over evaluations that cannot matter. */
  ReadingSink NONE = (scorecard, instant, millionths, takesPart) -> {};

  /**
   * Called after each evaluation of a contact under a version with an account, exit and entry
   * included, in the order of time; evaluations between which nothing but a clock passes are left
   * out where nothing fades.
   *
   * @param scorecard place of the version in the list that the replay was made with
   * @param instant of the evaluation, in microseconds UTC
   * @param millionths reading of the measure that the account asks for
   * @param takesPart false while a suppression bars the contact from qualifying, which keeps it
   *     from contributing, too
   */
  void reading(int scorecard, long instant, long millionths, boolean takesPart);
}
