package io.requalify.scoring;

import java.util.Optional;

/**
 * Whether one contact qualifies under one version, from evaluation to evaluation, and by what it
 * came to.
 *
 * <p>{@code before} speaks of the evaluation before; {@code now} of the effects since, and is only
 * kept up to date while an upward edge is possible.
 */
final class Eligibility {
  private static final int NO_RULE = -1;

  private final Scorecard card;
  private boolean before;
  private boolean now;
  private int crossingRule;
  private int fastTrack;
  private boolean takenAlong;

  Eligibility(Scorecard card) {
    this.card = card;
  }

  /** Begins a contact, that is eligible already or not, though no evaluation has found it so. */
  void begin(boolean already) {
    before = false;
    now = already;
    crossingRule = NO_RULE;
    fastTrack = NO_RULE;
    takenAlong = false;
  }

  /** Whether the evaluation before found the contact eligible. */
  boolean before() {
    return before;
  }

  /** Corrects what the evaluation before found, of one that was passed over. */
  void foundBefore(boolean eligible) {
    before = eligible;
    now = eligible;
  }

  /** Notes that a rule whose hits let a contact in at once has been hit. */
  void hitFastTrack(int rule) {
    fastTrack = rule;
  }

  /** Notes that the account of the contact takes it along. */
  void takeAlong() {
    takenAlong = true;
  }

  /** Whether something since the evaluation before lets the contact in at once. */
  boolean isOnFastTrack() {
    return fastTrack != NO_RULE || takenAlong;
  }

  /**
   * Whether an entry is owed to the account alone.
   *
   * @param eligible whether the evaluation found the contact eligible by itself
   */
  boolean isOnlyTakenAlong(boolean eligible) {
    return fastTrack == NO_RULE && takenAlong && (before || !eligible);
  }

  /** Notes an effect by no rule. */
  void took(boolean eligible) {
    took(NO_RULE, eligible);
  }

  /** Notes an effect; the last that makes the contact eligible is the one by which it crosses. */
  void took(int rule, boolean eligible) {
    if (eligible && !now) {
      crossingRule = rule;
    }
    now = eligible;
  }

  /** What the effects since the evaluation before have made of it. */
  boolean now() {
    return now;
  }

  /** The rule by which the contact came in. */
  Optional<String> crossingRule() {
    int rule = before ? fastTrack : crossingRule;
    return rule == NO_RULE ? Optional.empty() : Optional.of(card.rules().get(rule).id());
  }

  /** Ends an evaluation that found the requirement fulfilled or not. */
  void evaluated(boolean eligible) {
    before = eligible;
    now = eligible;
    crossingRule = NO_RULE;
    fastTrack = NO_RULE;
    takenAlong = false;
  }
}
