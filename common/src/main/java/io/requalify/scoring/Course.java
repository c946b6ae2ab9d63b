package io.requalify.scoring;

import io.requalify.rules.ExitCause;
import io.requalify.scoring.Journal.Cause;
import io.requalify.scoring.Journal.Note;
import io.requalify.scoring.RulePlan.Kind;
import java.util.Optional;

/**
 * The course of one contact under one version, instant by instant. An instant is opened (what time
 * alone does), filled (entries of the timeline) and, once time moves on, closed (silence, nightly
 * floors, evaluation). The order is that of {@code docs/scoring.md}.
 */
final class Course {
  private static final int NO_MEASURE = -1;

  private final int index;
  private final Scorecard card;
  private final Journal journal;
  private final ReadingSink readings;
  private final boolean isRead;
  private final int measure;
  private final Optional<Ascent> ascent;
  private final int[][] eventRules;
  private final int[][] factRules;
  private final int[] nightlyFloors;
  private final PassageTerms terms;
  private final Contributions contributions;
  private final Circumstances circumstances;
  private final Silences silences;
  private final Periods periods;
  private final Passages passages;
  private final Standing standing;
  private final Clockwork clockwork;
  private final EvaluationGrid midnights;
  private final EvaluationGrid grid;
  private final Outlook outlook;

  private long createdAt;
  private long now;

  /** Whether something happened since the evaluation before. */
  private boolean unevaluated;

  Course(
      int index,
      Scorecard card,
      ZoneCalendar calendar,
      EpisodeSink sink,
      Journal journal,
      ReadingSink readings,
      Optional<Ascent> ascent) {
    this.index = index;
    this.card = card;
    this.journal = journal;
    this.readings = readings;
    isRead = readings != ReadingSink.NONE && card.account().isPresent();
    measure = isRead ? card.account().get().measure() : NO_MEASURE;
    this.ascent = ascent;
    eventRules = card.events().rules();
    factRules = card.facts().rules();
    nightlyFloors = card.nightlyFloors();
    terms = card.terms();
    contributions = new Contributions(card.layout(), card.rules(), calendar);
    circumstances = new Circumstances(card.guards(), factRules.length);
    silences = new Silences(card.rules(), card.activities());
    periods = new Periods(card.rules(), contributions);
    passages = new Passages(index, sink, terms);
    midnights = new EvaluationGrid.Midnights(calendar);
    grid = EvaluationGrid.of(card.evaluation(), calendar);
    clockwork = new Clockwork(card, contributions, isRead, ascent.isPresent());
    standing = new Standing(card, contributions, circumstances, clockwork, passages);
    outlook = new Outlook(contributions, standing, card, grid);
  }

  void begin(long creation) {
    createdAt = creation;
    now = creation;
    contributions.clear(creation);
    circumstances.clear();
    silences.clear(creation);
    periods.clear(creation);
    unevaluated = true;
    standing.begin(creation);
    ascent.ifPresent(Ascent::begin);
  }

  // Entries.

  void event(long instant, long occurredAt, int place, int value) {
    moveTo(instant);
    if (circumstances.frozen()) {
      return;
    }

    silences.activity(place, now, occurredAt);
    boolean counted = false;
    for (int rule : eventRules[place]) {
      int during = card.factOf(rule);
      if (during == Scorecard.NO_FACT || circumstances.holds(during)) {
        counted |= hit(rule, occurredAt, value);
      }
    }
    if (counted) {
      silences.activity(Silences.WHATEVER_COUNTS, now, occurredAt);
      if (terms.booster() != PassageTerms.NO_BOOSTER && passages.isBetween()) {
        hit(terms.booster(), occurredAt, value);
      }
    }
  }

  void fact(long instant, int place, boolean holds) {
    moveTo(instant);
    boolean begins = holds && !circumstances.holds(place);
    boolean thaws = circumstances.frozen();
    if (circumstances.set(place, holds)) {
      standing.took();
    }
    if (circumstances.frozen()) {
      if (!holds) {
        for (int rule : factRules[place]) {
          contributions.ceaseWhileFrozen(rule);
        }
      }
      return;
    }
    if (thaws) {
      takeOnWhatHolds();
    }
    for (int rule : factRules[place]) {
      if (card.rules().get(rule).kind() != Kind.STATE) {
        if (begins) {
          hit(rule, now, Counter.NO_VALUE);
        }
      } else {
        takeOn(rule, holds);
      }
    }
  }

  void ends(long instant, ExitCause cause) {
    moveTo(instant);
    standing.exit(cause);
  }

  /** The account of the contact qualified, and takes it along. */
  void takeAlong(long instant) {
    moveTo(instant);
    standing.eligibility().takeAlong();
    standing.took();
  }

  /** Evaluates all that falls due until then, and hands over the open episode. */
  void end(long until) {
    if (until >= createdAt) {
      close();
      passUntil(until);
      contributions.lookAt(until);
      standing.fade();
    }
    passages.handOver();
  }

  /** Whether an evaluation found the way into an episode that has not ended. */
  boolean isInEpisode() {
    return passages.isOpen();
  }

  /** Hands over the open episode, where nothing to come can end it or begin another. */
  void handOver() {
    passages.handOver();
  }

  /** What is read of the dimensions and last of the total, in millionths, as of the end. */
  long[] measures() {
    return contributions.measures();
  }

  /** What the score lacks of the requirement, in millionths, as of the end. */
  long missing() {
    return standing.missing();
  }

  /** What the score is made of as of the end. */
  Breakdown breakdown() {
    return new Breakdown(
        contributions.parts(card.names()),
        card.guards().segments().get(circumstances.segment()),
        circumstances.blocked(),
        circumstances.dropped(),
        circumstances.frozen(),
        passages.isCooling(now),
        passages.wasOpen(),
        standing.holds());
  }

  /** What each rule does to the score as of the end. */
  RuleEffects effects() {
    boolean free = !standing.isBarred() && !circumstances.dropped() && !passages.wasOpen();
    return contributions.effects(
        card.guards().segments().get(circumstances.segment()), free, standing.gate());
  }

  private boolean hit(int rule, long occurredAt, int value) {
    if (!contributions.counts(rule, occurredAt, value)) {
      note(rule, Cause.NOT_COUNTED, occurredAt, contributions.contribution(rule));
      return false;
    }

    final long before = contributions.contribution(rule);
    boolean moved = contributions.take(rule, now, occurredAt);
    note(rule, Cause.COUNTED, occurredAt, before);
    boolean admits = card.isFastTrack(rule);
    if (admits) {
      standing.eligibility().hitFastTrack(rule);
    }
    if (moved || admits) {
      standing.took(rule);
    }
    return true;
  }

  /** After a freeze, what rules missed that give points while a condition holds. */
  private void takeOnWhatHolds() {
    for (int rule = 0; rule < card.rules().size(); rule++) {
      if (card.rules().get(rule).kind() == Kind.STATE) {
        takeOn(rule, circumstances.holds(card.factOf(rule)));
      }
    }
  }

  private void takeOn(int rule, boolean holds) {
    long before = contributions.contribution(rule);
    boolean moved = contributions.takeOn(rule, holds);
    if (contributions.contribution(rule) != before) {
      note(rule, holds ? Cause.HOLDS : Cause.CEASES, now, before);
    }
    if (moved) {
      standing.took(rule);
    }
  }

  /** Gives points that no hit gives. */
  private void give(int rule, long points, Cause cause) {
    long before = contributions.contribution(rule);
    boolean moved = contributions.give(rule, points);
    if (points != 0) {
      note(rule, cause, now, before);
    }
    if (moved) {
      standing.took(rule);
    }
  }

  private void note(int rule, Cause cause, long occurredAt, long before) {
    if (journal.isKept()) {
      long points = contributions.contribution(rule) - before;
      journal.note(new Note(index, card.rules().get(rule).id(), cause, now, occurredAt, points));
    }
  }

  // Time.

  /** Closes the open instant and opens another, unless it is the same. */
  private void moveTo(long instant) {
    // What was known before the creation is felt at it.
    if (instant > now) {
      close();
      passUntil(instant - 1);
      open(instant);
    }
  }

  private void passUntil(long last) {
    long due = nextDue();
    boolean turned = passGrid(Math.min(due - 1, last));
    while (turned || due <= last) {
      if (!turned) {
        open(due);
        close();
      }
      due = nextDue();
      turned = passGrid(Math.min(due - 1, last));
    }
  }

  /** The next instant at which something happens by itself, fading left aside. */
  private long nextDue() {
    long due = Math.min(contributions.nextChange(), contributions.nextEnd());
    if (clockwork.isPlain()) {
      return due;
    }

    due = Math.min(due, silences.next());
    due = Math.min(due, periods.nextAfter(now, passages.dwell().awaitsEvaluation(now)));
    due = Math.min(due, passages.nextDue(now, grid, clockwork.onEvent()));
    if (clockwork.needsMidnight()) {
      due = Math.min(due, midnights.at(midnights.firstAfter(now)));
    }
    if (!clockwork.onEvent() && unevaluated) {
      due = Math.min(due, grid.at(grid.firstAfter(now)));
    }
    return due;
  }

  private void open(long instant) {
    final long before = now;
    Eligibility eligibility = standing.eligibility();
    boolean stepwise = standing.isStepwise();
    now = instant;
    unevaluated = true;
    standing.moveTo(instant);
    contributions.lookAt(instant);
    // What ends now was still there at the midnight before, so that is asked first.
    boolean ends = contributions.nextEnd() == instant && !stepwise && eligibility.before();
    final boolean still = ends && wasStillEligible(before);
    contributions.endAt(instant);
    // A cooldown ends before anything fades, seen by the points of the evaluation before.
    standing.beginToFade();
    if (passages.cooldownEndsAt(instant)) {
      standing.took();
    }
    if (stepwise) {
      standing.fadeStepByStep();
    } else if (eligibility.before() && !standing.isEligible()) {
      eligibility.foundBefore(ends ? still : wasStillEligible(before));
    }
    while (contributions.nextChange() == instant) {
      int rule = contributions.nextRule();
      if (contributions.change(rule, instant)) {
        standing.took(rule);
      }
    }
    for (int place = 0; place < periods.size(); place++) {
      if (periods.isDue(place, instant)) {
        give(periods.rule(place), periods.change(place), Cause.PERIOD);
      }
    }
  }

  private void close() {
    standing.catchUp();
    for (int place = 0; place < silences.size(); place++) {
      if (silences.isDue(place, now)) {
        int rule = silences.rule(place);
        silences.passed(place);
        give(rule, card.rules().get(rule).points(), Cause.SILENCE);
      }
    }
    if (nightlyFloors.length > 0 && midnights.contains(now)) {
      floorDimensions();
    }
    if (clockwork.onEvent() || grid.contains(now)) {
      standing.evaluate();
      unevaluated = false;
      if (isRead) {
        readings.reading(index, now, standing.read(measure), !circumstances.blocked());
      }
      if (ascent.isPresent()) {
        ascent.get().evaluated(now, standing);
      }
    }
  }

  /** Whether an eligible contact still was so at the last midnight before the open instant. */
  private boolean wasStillEligible(long before) {
    boolean still = outlook.isStillEligible(before, now - 1);
    contributions.lookAt(now);
    return still;
  }

  private void floorDimensions() {
    for (int dimension : nightlyFloors) {
      if (contributions.floorAtNight(dimension)) {
        standing.took();
      }
    }
  }

  /**
   * Passes the evaluations by the clock after the open instant, which is closed, up to another;
   * only fading happens. Where fading can only turn the requirement false, {@link #open} looks back
   * instead.
   *
   * @return whether one of them was opened and closed, because something turns at it
   */
  private boolean passGrid(long last) {
    if (!standing.isStepwise() || !contributions.isFading() || clockwork.mayIgnore(circumstances)) {
      return false;
    }
    long first = grid.firstAfter(now);
    if (grid.at(first) > last) {
      return false;
    }

    long end = grid.firstAfter(last) - 1;
    long turn = clockwork.isRead() ? first : outlook.nextTurn(first, end);
    if (turn <= end) {
      if (turn > first) {
        settle(turn - 1);
      }
      open(grid.at(turn));
      close();
      return true;
    }

    standing.eligibility().foundBefore(outlook.isFoundEligible(end));
    settle(end);
    return false;
  }

  /** Lets the points fade until an instant of the grid that is passed over. */
  private void settle(long number) {
    contributions.lookAt(grid.at(number));
    standing.fade();
    if (clockwork.onEvent()) {
      for (int dimension : nightlyFloors) {
        contributions.floorAtNight(dimension);
      }
    }
  }
}
