package io.requalify.scoring;

import io.requalify.rules.ExitCause;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Walks the timelines of contacts, one after the other, once for all versions.
 *
 * <p>Points of time are microseconds UTC. What the versions say is defined in {@code
 * docs/scoring.md}; in short:
 *
 * <ul>
 *   <li>A contact is evaluated at its creation and then at each instant at which an entry of one of
 *       the version's own conditions or the end of an episode becomes visible, at which a window
 *       ends, and at each midnight of the version's zone; once at each instant. What became visible
 *       before the creation is felt at it.
 *   <li>At one instant the effects follow each other: fading, window ends, each by the order of the
 *       rules, then the entries as they stand in the timeline; a change of facts first decides
 *       segment and suppression, then moves the rules.
 *   <li>An episode begins where an evaluation finds that the requirement of the segment holds and
 *       nothing suppresses, the evaluation before did not, and no episode is open.
 *   <li>An end closes the episode that was open before its instant, and comes before the
 *       evaluation. So it never closes an episode that begins at the same instant, and an upward
 *       edge at that instant begins the next.
 *   <li>The crossing rule is the rule of the last effect, since the evaluation before, by which the
 *       contact came to fulfil the requirement without suppression.
 * </ul>
 *
 * <p>For one thread. Keeps its memory from contact to contact: what grows are the ends of open
 * windows, and what the limits on counting have to remember.
 */
public final class Replay {
  private final Course[] courses;
  private final Routes events;
  private final Routes facts;
  private boolean begun;
  private long lastVisibleAt;

  /**
   * Replay of versions.
   *
   * @param scorecards versions whose conditions share one numbering
   * @param sink takes the episodes while entries are given and at the end of each contact
   */
  public Replay(List<Scorecard> scorecards, EpisodeSink sink) {
    this(scorecards, sink, Journal.NONE);
  }

  /** Replay of versions that is written down. */
  public Replay(List<Scorecard> scorecards, EpisodeSink sink, Journal journal) {
    this(scorecards, sink, journal, ReadingSink.NONE, List.of());
  }

  /**
   * Replay of versions for the sake of accounts.
   *
   * @param readings takes what evaluations read of each contact
   */
  public Replay(List<Scorecard> scorecards, ReadingSink readings) {
    this(scorecards, episode -> {}, Journal.NONE, readings, List.of());
  }

  /** Replay of versions that is followed by an ascent for each of them. */
  Replay(List<Scorecard> scorecards, List<Ascent> ascents) {
    this(scorecards, episode -> {}, Journal.NONE, ReadingSink.NONE, ascents);
  }

  private Replay(
      List<Scorecard> scorecards,
      EpisodeSink sink,
      Journal journal,
      ReadingSink readings,
      List<Ascent> ascents) {
    courses = new Course[scorecards.size()];
    // Versions of one zone ask for the same days, one after the other.
    Map<ZoneId, ZoneCalendar> calendars = new HashMap<>();
    List<Watch> eventWatches = new ArrayList<>();
    List<Watch> factWatches = new ArrayList<>();
    for (int i = 0; i < courses.length; i++) {
      Scorecard card = scorecards.get(i);
      courses[i] =
          new Course(
              i,
              card,
              calendars.computeIfAbsent(card.zone(), ZoneCalendar::new),
              sink,
              journal,
              readings,
              ascents.isEmpty() ? Optional.empty() : Optional.of(ascents.get(i)));
      eventWatches.add(card.events());
      factWatches.add(card.facts());
    }
    events = Routes.to(eventWatches);
    facts = Routes.to(factWatches);
  }

  /** Begins a contact: forgets the one before. */
  public void begin(long createdAt) {
    begun = true;
    lastVisibleAt = Long.MIN_VALUE;
    for (Course course : courses) {
      course.begin(createdAt);
    }
  }

  /**
   * Takes the next entry of the contact's timeline. Conditions that no version asks for are passed
   * over.
   *
   * @param visibleAt when the entry takes effect: not before that of the entry before
   * @param occurredAt when it happened: not after {@code visibleAt}
   * @param code what it is, by {@link TimelineCode}
   * @param value number of the text, from 0 for each contact, that the condition carries; negative
   *     where there is none
   * @throws IllegalArgumentException when the entries come out of order
   * @throws IllegalStateException before {@link #begin}
   */
  public void entry(long visibleAt, long occurredAt, int code, int value) {
    requireBegun();
    requireOrder(lastVisibleAt, visibleAt, occurredAt);
    lastVisibleAt = visibleAt;
    int subject = TimelineCode.subject(code);
    switch (TimelineCode.kind(code)) {
      case TimelineCode.EVENT ->
          event(visibleAt, occurredAt, subject, Math.max(value, Counter.NO_VALUE));
      case TimelineCode.ENDS -> ends(visibleAt, TimelineCode.cause(subject));
      default -> fact(visibleAt, subject, TimelineCode.kind(code) == TimelineCode.BEGINS);
    }
  }

  /** Takes the next entry, one without a value. */
  public void entry(long visibleAt, long occurredAt, int code) {
    entry(visibleAt, occurredAt, code, Counter.NO_VALUE);
  }

  /**
   * Takes note that the account of the contact qualified under a version that rolls this down: at
   * the evaluation of that instant the contact qualifies, too, unless something bars it or it has.
   *
   * @param scorecard place of the version
   * @param instant not before the last entry; entries of the same instant come first
   * @throws IllegalArgumentException when an entry lies after it
   * @throws IllegalStateException before {@link #begin}
   */
  public void takeAlong(int scorecard, long instant) {
    requireBegun();
    if (instant < lastVisibleAt) {
      throw new IllegalArgumentException(
          "An entry is visible at %d, after the account qualified at %d"
              .formatted(lastVisibleAt, instant));
    }
    lastVisibleAt = instant;
    courses[scorecard].takeAlong(instant);
  }

  /**
   * Ends the contact: evaluates what falls due up to and including an instant, and hands over the
   * episodes that still last.
   *
   * @param until not before the last entry; before the creation of the contact nothing is evaluated
   * @throws IllegalArgumentException when an entry lies after it
   * @throws IllegalStateException before {@link #begin}
   */
  public void end(long until) {
    requireBegun();
    requireEnd(lastVisibleAt, until);
    begun = false;
    for (Course course : courses) {
      course.end(until);
    }
  }

  /**
   * Reading of the score as of the end of the contact that ended last, which {@code end} must have
   * reached: millionths of the dimensions in the order of the version, and last of the total.
   */
  long[] measures(int scorecard) {
    return courses[scorecard].measures();
  }

  /**
   * Millionths by which the score has to rise, at least, before it can fulfil what the version asks
   * in the contact's segment, as of the end of the contact that ended last, which {@code end} must
   * have reached; 0 where it does, whatever else may bar the contact.
   */
  public long missing(int scorecard) {
    return courses[scorecard].missing();
  }

  /**
   * What the score is made of, as of the end of the contact that ended last, which {@code end} must
   * have reached.
   */
  public Breakdown breakdown(int scorecard) {
    return courses[scorecard].breakdown();
  }

  /**
   * What each rule does to the score, as of the end of the contact that ended last, which {@code
   * end} must have reached. To be asked before another contact begins.
   */
  public RuleEffects effects(int scorecard) {
    return courses[scorecard].effects();
  }

  private void event(long visibleAt, long occurredAt, int condition, int value) {
    for (int route = events.first(condition); route < events.end(condition); route++) {
      courses[events.course(route)].event(visibleAt, occurredAt, events.place(route), value);
    }
  }

  private void fact(long visibleAt, int condition, boolean holds) {
    for (int route = facts.first(condition); route < facts.end(condition); route++) {
      courses[facts.course(route)].fact(visibleAt, facts.place(route), holds);
    }
  }

  private void ends(long visibleAt, ExitCause cause) {
    for (Course course : courses) {
      course.ends(visibleAt, cause);
    }
  }

  /** Refuses an entry that comes before the last one, or becomes visible before it occurs. */
  static void requireOrder(long lastVisibleAt, long visibleAt, long occurredAt) {
    if (visibleAt < lastVisibleAt || occurredAt > visibleAt) {
      throw new IllegalArgumentException(
          "Entry visible at %d, occurred at %d, after one visible at %d: a timeline is in the order of visible_at, and nothing is visible before it occurs"
              .formatted(visibleAt, occurredAt, lastVisibleAt));
    }
  }

  /** Refuses an end before the last entry. */
  static void requireEnd(long lastVisibleAt, long until) {
    if (until < lastVisibleAt) {
      throw new IllegalArgumentException(
          "An entry is visible at %d, after the end of the replay at %d"
              .formatted(lastVisibleAt, until));
    }
  }

  private void requireBegun() {
    if (!begun) {
      throw new IllegalStateException("No contact has begun");
    }
  }
}
