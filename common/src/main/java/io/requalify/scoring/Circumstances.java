package io.requalify.scoring;

import java.util.Arrays;

/**
 * The facts of one contact that a version watches, and the segment and suppression they lead to.
 */
final class Circumstances {
  private final Guards guards;
  private final boolean[] holds;
  private final boolean[] asked;
  private int segment;
  private boolean blocked;

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

  /** Takes in what holds of a fact; true when the segment or the suppression changed. */
  boolean set(int fact, boolean value) {
    holds[fact] = value;
    if (!asked[fact]) {
      return false;
    }
    int formerSegment = segment;
    boolean formerlyBlocked = blocked;
    decide();
    return segment != formerSegment || blocked != formerlyBlocked;
  }

  int segment() {
    return segment;
  }

  boolean blocked() {
    return blocked;
  }

  private void decide() {
    segment = guards.segment(holds);
    blocked = guards.blocked(holds);
  }
}
