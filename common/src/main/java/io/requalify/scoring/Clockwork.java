package io.requalify.scoring;

import io.requalify.rules.Evaluation;
import io.requalify.rules.RuleVersion.Floor;

/** What time alone can do to a contact under one version, and so what has to be watched. */
final class Clockwork {
  private final boolean onEvent;
  private final boolean isRead;
  private final boolean plain;
  private final boolean exact;
  private final boolean[] fadesIntoIt;
  private final int[] nightlyFloors;
  private final boolean walksMidnights;
  private final Contributions contributions;

  /**
   * Clockwork of a contact.
   *
   * @param isRead whether somebody reads the score at every evaluation
   * @param isFollowed whether somebody asks how high it rises
   */
  Clockwork(Scorecard card, Contributions contributions, boolean isRead, boolean isFollowed) {
    this.contributions = contributions;
    onEvent = card.evaluation() instanceof Evaluation.OnEvent;
    nightlyFloors = card.nightlyFloors();
    boolean[] rising = new boolean[card.layout().nodes()];
    boolean[] falling = new boolean[card.layout().nodes()];
    contributions.markFading(rising, falling);
    boolean floorsFade = false;
    for (int node = card.layout().firstDimension(); node < card.layout().total(); node++) {
      boolean fades = rising[node] || falling[node];
      floorsFade |= fades && card.layout().floor(node) != Floor.NONE;
    }
    boolean periodic = has(card, RulePlan.Kind.PERIOD);
    plain =
        onEvent
            && nightlyFloors.length == 0
            && !periodic
            && !has(card, RulePlan.Kind.SILENCE)
            && !card.terms().hasExit()
            && card.terms().cooldown() == 0;
    exact = isRead || !onEvent || floorsFade || periodic || card.terms().hasExit();
    walksMidnights = !onEvent && floorsFade && nightlyFloors.length > 0;
    fadesIntoIt = new boolean[card.guards().gates().size()];
    boolean fadesUpwards = false;
    for (int segment = 0; segment < fadesIntoIt.length; segment++) {
      fadesIntoIt[segment] = card.guards().gates().get(segment).canTurnTrue(rising, falling);
      fadesUpwards |= fadesIntoIt[segment];
    }
    this.isRead = isRead || (isFollowed && fadesUpwards);
  }

  private static boolean has(Scorecard card, RulePlan.Kind kind) {
    return card.rules().stream().anyMatch(rule -> rule.kind() == kind);
  }

  /** Whether the contact is evaluated whenever something happens, and at midnights. */
  boolean onEvent() {
    return onEvent;
  }

  /** Whether every evaluation by the clock has to be made while points fade. */
  boolean isRead() {
    return isRead;
  }

  /** Whether nothing happens by itself but what the ages of hits do. */
  boolean isPlain() {
    return plain;
  }

  /**
   * Whether points have to fade at every evaluation: where fading alone can turn the requirement of
   * the segment true, or something else depends on what they are just then.
   */
  boolean isStepwise(int segment) {
    return exact || fadesIntoIt[segment];
  }

  /** Whether evaluations by the clock cannot matter to a contact, since it is blocked. */
  boolean mayIgnore(Circumstances circumstances) {
    return !exact && circumstances.blocked();
  }

  /** Whether the next midnight changes a dimension with a nightly floor, or could. */
  boolean needsMidnight() {
    for (int dimension : nightlyFloors) {
      if (contributions.isBelowZero(dimension)) {
        return true;
      }
    }
    return walksMidnights && contributions.isFading();
  }
}
