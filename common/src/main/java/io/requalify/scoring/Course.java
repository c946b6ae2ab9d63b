package io.requalify.scoring;

import io.requalify.rules.ExitCause;
import java.util.Optional;

/**
 * The course of one contact under one version, instant by instant. An instant is opened (fading and
 * window ends), filled (entries of the timeline) and, once time moves on, evaluated.
 *
 * <p>{@code wasEligible} speaks of the evaluation before the open instant; {@code eligible} of the
 * effects in it so far, and is only kept up to date while an upward edge is possible.
 */
final class Course {
  private static final int NO_RULE = -1;

  private final Scorecard card;
  private final int[][] eventRules;
  private final int[][] factRules;
  private final Contributions contributions;
  private final Circumstances circumstances;
  private final Midnights midnights;
  private final Passages passages;
  private final boolean[] fadesIntoIt;

  private long createdAt;
  private long now;
  private boolean wasEligible;
  private boolean eligible;
  private int crossingRule;

  /** Whether all points have faded until the open instant, or some are as they were before it. */
  private boolean faded;

  Course(int index, Scorecard card, ZoneCalendar calendar, EpisodeSink sink) {
    this.card = card;
    eventRules = card.events().rules();
    factRules = card.facts().rules();
    contributions = new Contributions(card.layout(), card.rules(), calendar);
    circumstances = new Circumstances(card.guards(), factRules.length);
    midnights = new Midnights(contributions, calendar, card.layout().nodes());
    passages = new Passages(index, sink);
    fadesIntoIt = fadesIntoIt(card, contributions);
  }

  void begin(long creation) {
    createdAt = creation;
    now = creation;
    contributions.clear(creation);
    circumstances.clear();
    passages.clear();
    wasEligible = false;
    crossingRule = NO_RULE;
    faded = true;
    eligible = isEligible();
  }

  void event(long instant, long occurredAt, int place) {
    moveTo(instant);
    for (int rule : eventRules[place]) {
      if (contributions.event(rule, now, occurredAt)) {
        take(rule);
      }
    }
  }

  void fact(long instant, int place, boolean holds) {
    moveTo(instant);
    if (circumstances.set(place, holds)) {
      take(NO_RULE);
    }
    for (int rule : factRules[place]) {
      if (contributions.fact(rule, holds)) {
        take(rule);
      }
    }
  }

  void ends(long instant, ExitCause cause) {
    moveTo(instant);
    passages.exit(now, cause);
  }

  /** Evaluates all that falls due until then, and hands over the open episode. */
  void end(long until) {
    if (until >= createdAt) {
      evaluate();
      passUntil(until);
      settle(until);
    }
    passages.handOver();
  }

  /** What is read of the dimensions and last of the total, in millionths, as of the end. */
  long[] measures() {
    return contributions.measures();
  }

  /** Closes the open instant and opens another, unless it is the same. */
  private void moveTo(long instant) {
    // What was known before the creation is felt at it.
    if (instant > now) {
      evaluate();
      passUntil(instant - 1);
      open(instant);
    }
  }

  private void passUntil(long last) {
    long end = contributions.nextWindowEnd();
    while (end <= last) {
      passMidnights(end - 1);
      open(end);
      evaluate();
      end = contributions.nextWindowEnd();
    }
    passMidnights(last);
  }

  private void open(long instant) {
    long before = now;
    now = instant;
    crossingRule = NO_RULE;
    eligible = false;
    contributions.lookAt(instant);
    faded = false;
    if (fadesIntoIt[circumstances.segment()]) {
      fadeStepByStep();
    } else if (wasEligible && !isEligible()) {
      wasEligible = isStillEligibleAtMidnight(before, instant - 1);
    }
    while (contributions.nextWindowEnd() == instant) {
      int rule = contributions.nextWindowRule();
      if (contributions.endWindows(rule, instant)) {
        take(rule);
      }
    }
  }

  /** Notes an effect; the last that makes the contact eligible is the one by which it crosses. */
  private void take(int rule) {
    if (wasEligible) {
      return;
    }
    boolean before = eligible;
    eligible = isEligible();
    if (eligible && !before) {
      crossingRule = rule;
    }
  }

  private void evaluate() {
    boolean holds = wasEligible ? isEligible() : eligible;
    if (holds && !wasEligible && !passages.isOpen()) {
      passages.enter(
          now,
          contributions.measures(),
          card.guards().segments().get(circumstances.segment()),
          crossingRule == NO_RULE
              ? Optional.empty()
              : Optional.of(card.rules().get(crossingRule).id()));
    }
    wasEligible = holds;
  }

  /**
   * Whether the contact qualifies by what was taken in. Where fading can only turn the requirement
   * false, points from before it are tried first: if they do not fulfil it, no faded ones will.
   */
  private boolean isEligible() {
    if (circumstances.blocked()) {
      return false;
    }
    if (!faded && (fadesIntoIt[circumstances.segment()] || holds())) {
      fade();
    }
    return holds();
  }

  private boolean holds() {
    return gate().holds(contributions.reads(), contributions.reads());
  }

  private Gate gate() {
    return card.guards().gates().get(circumstances.segment());
  }

  /**
   * Evaluates at the midnights after the open instant, which is evaluated; only fading happens.
   * Where fading can only turn the requirement false, {@link #open} looks back instead.
   */
  private void passMidnights(long last) {
    if (!fadesIntoIt[circumstances.segment()]
        || circumstances.blocked()
        || !contributions.isFading()) {
      return;
    }
    long firstDay = midnights.firstDayAfter(now);
    if (midnights.of(firstDay) > last) {
      return;
    }
    long lastDay = midnights.firstDayAfter(last) - 1;
    long day = firstDay;
    while (day <= lastDay && !passages.isOpen()) {
      day = passMidnightOfChange(firstDay, day, lastDay);
    }
    if (day <= lastDay) {
      wasEligible = midnights.holds(gate(), lastDay);
    }
    if (!wasEligible) {
      settle(midnights.of(lastDay));
    }
  }

  /**
   * Whether a contact that was eligible at one instant still was at the last midnight after it, if
   * there is one up to another; only fading happens.
   */
  private boolean isStillEligibleAtMidnight(long from, long last) {
    long lastDay = midnights.firstDayAfter(last) - 1;
    boolean still = midnights.of(lastDay) <= from || midnights.holds(gate(), lastDay);
    contributions.lookAt(now);
    return still;
  }

  /** Finds the midnight at which eligibility turns, evaluates it, and answers the day after. */
  private long passMidnightOfChange(long firstDay, long day, long lastDay) {
    long found = midnights.first(gate(), !wasEligible, day, lastDay);
    if (found > lastDay) {
      return found;
    }
    if (wasEligible) {
      wasEligible = false;
    } else {
      if (found > firstDay) {
        settle(midnights.of(found - 1));
      }
      open(midnights.of(found));
      evaluate();
    }
    return found + 1;
  }

  /** Lets the points fade until the open instant, each rule an effect by itself. */
  private void fadeStepByStep() {
    faded = true;
    for (int place = 0; place < contributions.fadingRules(); place++) {
      if (contributions.fade(place)) {
        take(contributions.fadingRule(place));
      }
    }
  }

  /** Lets the points fade until an instant, without an evaluation. */
  private void settle(long instant) {
    contributions.lookAt(instant);
    fade();
  }

  private void fade() {
    faded = true;
    for (int place = 0; place < contributions.fadingRules(); place++) {
      contributions.fade(place);
    }
  }

  /** For each segment, whether fading alone can turn its requirement true. */
  private static boolean[] fadesIntoIt(Scorecard card, Contributions contributions) {
    boolean[] rising = new boolean[card.layout().nodes()];
    boolean[] falling = new boolean[card.layout().nodes()];
    contributions.markFading(rising, falling);
    boolean[] fadesIntoIt = new boolean[card.guards().gates().size()];
    for (int segment = 0; segment < fadesIntoIt.length; segment++) {
      fadesIntoIt[segment] = card.guards().gates().get(segment).canTurnTrue(rising, falling);
    }
    return fadesIntoIt;
  }
}
