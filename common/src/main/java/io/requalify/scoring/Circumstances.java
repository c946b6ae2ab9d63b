package io.requalify.scoring;

import java.util.Arrays;

/**
 * The facts of one contact that a version watches, and the segment and suppressions they lead to.
 */
final class Circumstances {
  private final Guards guards;
  private final boolean[] holds;
  private final boolean[] asked;
  private int segment;
  private boolean blocked;
  private boolean dropped;
  private boolean frozen;

  Circumstances(Guards guards, int facts) {
    this.guards = guards;
    holds = new boolean[facts];
    asked = guards.asked(facts);
    clear();
  }

  /** Forgets the contact: no fact holds. */
  void clear() {
    Arrays.fill(holds, false);
    decide();
  }

  /** Takes in what holds of a fact; true when the segment or a suppression changed. */
  boolean set(int fact, boolean value) {
    holds[fact] = value;
    if (!asked[fact]) {
      return false;
    }

    int formerSegment = segment;
    boolean formerlyBlocked = blocked;
    boolean formerlyFrozen = frozen;
    decide();
    return segment != formerSegment || blocked != formerlyBlocked || frozen != formerlyFrozen;
  }

  boolean holds(int fact) {
    return holds[fact];
  }

  int segment() {
    return segment;
  }

  /** Whether a suppression bars from qualifying. */
  boolean blocked() {
    return blocked;
  }

  /** Whether the contact is out of the population. */
  boolean dropped() {
    return dropped;
  }

  /** Whether the score stands still. */
  boolean frozen() {
    return frozen;
  }

  private void decide() {
    segment = guards.segment(holds);
    blocked = Guards.any(guards.blocking(), holds);
    dropped = Guards.any(guards.dropping(), holds);
    frozen = Guards.any(guards.freezing(), holds);
  }
}
