package io.requalify.scoring;

import io.requalify.rules.ExitCause;
import io.requalify.scoring.RulePlan.Kind;

/**
 * Where one contact stands under one version: whether it qualifies by what was taken in, and what
 * an evaluation makes of it. The order of things is that of {@code docs/scoring.md}.
 */
final class Standing {
  private static final int NO_RULE = -1;

  private final Scorecard card;
  private final PassageTerms terms;
  private final Contributions contributions;
  private final Circumstances circumstances;
  private final Clockwork clockwork;
  private final Passages passages;
  private final Eligibility eligibility;

  private long now;

  /** Whether all points have faded until now, or some are as they were before. */
  private boolean faded;

  Standing(
      Scorecard card,
      Contributions contributions,
      Circumstances circumstances,
      Clockwork clockwork,
      Passages passages) {
    this.card = card;
    this.contributions = contributions;
    this.circumstances = circumstances;
    this.clockwork = clockwork;
    this.passages = passages;
    terms = card.terms();
    eligibility = new Eligibility(card);
  }

  /** Begins a contact, of which nothing is known yet. */
  void begin(long creation) {
    now = creation;
    faded = true;
    passages.clear();
    eligibility.begin(isEligible());
  }

  /** Moves to an instant; points stay as they were until they fade. */
  void moveTo(long instant) {
    now = instant;
  }

  /** What evaluations have found, and by what the contact came to it. */
  Eligibility eligibility() {
    return eligibility;
  }

  Passages passages() {
    return passages;
  }

  /** Notes an effect by no rule. */
  void took() {
    took(NO_RULE);
  }

  /** Notes an effect of a rule. */
  void took(int rule) {
    if (!eligibility.before()) {
      eligibility.took(rule, isAdmitted() || isEligible());
    }
  }

  /** Evaluates: exit, then entry. */
  void evaluate() {
    if (circumstances.dropped()) {
      exit(ExitCause.DROPPED);
    } else if (passages.isOpen() && terms.hasExit() && passages.dwell().isOver(now, isBelow())) {
      exit(ExitCause.FELL);
    }
    boolean eligible =
        (eligibility.before() || eligibility.isOnFastTrack()) ? isEligible() : eligibility.now();
    if (!passages.isOpen() && (isAdmitted() || (eligible && !eligibility.before()))) {
      enter(eligibility.isOnlyTakenAlong(eligible));
    }
    eligibility.evaluated(eligible);
  }

  /** Ends the open episode, if there is one, with all that follows from it. */
  void exit(ExitCause cause) {
    if (passages.isOpen()) {
      passages.exit(now, cause);
      if (terms.changesAnything()) {
        for (int dimension : terms.resets()) {
          restart(dimension);
          took();
        }
        took();
      }
    }
  }

  private void restart(int dimension) {
    contributions.restart(dimension);
    for (int rule = 0; rule < card.rules().size(); rule++) {
      if (card.rules().get(rule).kind() == Kind.STATE
          && card.layout().dimensionOf(rule) == dimension) {
        contributions.forgetAsItStands(rule, circumstances.holds(card.factOf(rule)));
      }
    }
  }

  private void enter(boolean rolledDown) {
    if (!faded) {
      fade();
    }
    passages.enter(
        now,
        contributions.measures(),
        card.guards().segments().get(circumstances.segment()),
        eligibility.crossingRule(),
        rolledDown);
    if (terms.hasExit()) {
      passages.dwell().note(now, isBelow());
    }
  }

  private boolean isAdmitted() {
    return eligibility.isOnFastTrack() && !isBarred();
  }

  /**
   * Whether the contact qualifies by what was taken in. Where fading can only turn the requirement
   * false, points from before it are tried first: if they do not fulfil it, no faded ones will.
   */
  boolean isEligible() {
    if (isBarred()) {
      return false;
    }
    if (!faded && (isStepwise() || holds())) {
      fade();
    }
    return holds();
  }

  /** Whether something else than the score keeps the contact from qualifying. */
  boolean isBarred() {
    return circumstances.blocked() || passages.isCooling(now);
  }

  private boolean isBelow() {
    return terms.below().holds(contributions.reads(), contributions.reads());
  }

  /** What is read of a measure, in millionths, as of the last fading. */
  long read(int measure) {
    return contributions.reads()[measure];
  }

  /** Whether the score as it is read fulfils the requirement. */
  boolean holds() {
    return gate().holds(contributions.reads(), contributions.reads());
  }

  /** Millionths that the score as it is read lacks, at least, of the requirement. */
  long missing() {
    return gate().missing(contributions.reads());
  }

  /**
   * Surplus of the requirement's bounds, in millionths; see {@link Gate#surplus}. Points fade only
   * where the surplus may be above another one, so that a smaller one may be too large.
   */
  long surplus(int moved, long other) {
    long surplus = gate().surplus(contributions.reads(), moved);
    if (!faded && surplus > other) {
      fade();
      surplus = gate().surplus(contributions.reads(), moved);
    }
    return surplus;
  }

  /** Place of the contact's segment. */
  int segment() {
    return circumstances.segment();
  }

  /** Requirement of the contact's segment. */
  Gate gate() {
    return card.guards().gates().get(circumstances.segment());
  }

  /** Whether points have to fade at every evaluation, in the segment of the contact. */
  boolean isStepwise() {
    return clockwork.isStepwise(circumstances.segment());
  }

  /** Lets points that fade at every evaluation stand, until they do, for those of the last one. */
  void beginToFade() {
    faded = isStepwise();
  }

  /** Lets the points fade until now, each rule an effect by itself. */
  void fadeStepByStep() {
    faded = true;
    for (int place = 0; place < contributions.fadingRules(); place++) {
      if (contributions.fade(place)) {
        took(contributions.fadingRule(place));
      }
    }
  }

  /** Lets points fade that have not, where a change of segment has made it matter. */
  void catchUp() {
    if (!faded && isStepwise()) {
      fade();
    }
  }

  /** Lets the points fade until the instant that they are looked at. */
  void fade() {
    faded = true;
    for (int place = 0; place < contributions.fadingRules(); place++) {
      contributions.fade(place);
    }
  }
}
