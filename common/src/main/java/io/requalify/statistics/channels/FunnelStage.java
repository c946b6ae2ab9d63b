package io.requalify.statistics.channels;

import java.util.List;

/** The stages of the funnel, in the order in which a contact passes them. */
public enum FunnelStage {
  LEAD,
  MQL,
  SQL,
  OPPORTUNITY,
  WON;

  /** Those that are reached from another one: all but the first. */
  public static List<FunnelStage> reachedFromAnother() {
    return List.of(MQL, SQL, OPPORTUNITY, WON);
  }

  /**
   * The stage before this one.
   *
   * @throws IllegalStateException for the first
   */
  public FunnelStage before() {
    if (this == LEAD) {
      throw new IllegalStateException("No stage comes before that of all leads");
    }
    List<FunnelStage> stages = List.of(values());
    return stages.get(stages.indexOf(this) - 1);
  }
}
