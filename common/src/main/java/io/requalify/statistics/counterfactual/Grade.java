package io.requalify.statistics.counterfactual;

/** What is known of the conversion of a due unit; the ladder of identification, from its top. */
public enum Grade {
  /**
   * Production qualifies it, too, in a week in which sales worked enough of those; or a person
   * qualified it, in a week in which sales worked enough of those by hand.
   */
  OBSERVED(true),
  /** Grade A: from its support cell some were drawn at random with a logged probability. */
  EXPLORED(true),
  /** Grade B: nobody was drawn, but other rules had sales work some of its support cell. */
  HISTORY(true),
  /** Grade C: neither, but it stands close below the threshold of production. */
  NEAR_THRESHOLD(false),
  /** Grade D: nothing. */
  NONE(false);

  private final boolean supported;

  Grade(boolean supported) {
    this.supported = supported;
  }

  /** True where the estimators sum over it, false where it has bounds only. */
  public boolean supported() {
    return supported;
  }
}
