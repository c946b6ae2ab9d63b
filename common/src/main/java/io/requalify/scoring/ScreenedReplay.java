package io.requalify.scoring;

import io.requalify.rules.ExitCause;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Replays contacts whose timelines lie before it as a whole, one version after the other. The
 * episodes are those of {@link Replay}; faster, since it does not replay
 *
 * <ul>
 *   <li>what cannot bring about an episode: versions whose {@link ScoreCeiling} stays below every
 *       requirement;
 *   <li>what cannot end one: the rest of a timeline after an entry into MQL, where nothing in it
 *       and nothing in the version ends an episode.
 * </ul>
 *
 * <p>For one thread. Keeps its memory from contact to contact.
 */
public final class ScreenedReplay {
  private static final int UNWATCHED = -1;

  private final Course[] courses;
  private final int[][] placesOfCodes;
  private final boolean[] endsByItself;
  private final CountedHits hits = new CountedHits();
  private final List<Optional<ScoreCeiling>> ceilings = new ArrayList<>();
  private long passedOver;

  /**
   * Replay of versions.
   *
   * @param scorecards versions whose conditions share one numbering
   * @param sink takes the episodes; those of one contact by version
   */
  public ScreenedReplay(List<Scorecard> scorecards, EpisodeSink sink) {
    courses = new Course[scorecards.size()];
    placesOfCodes = new int[courses.length][];
    endsByItself = new boolean[courses.length];
    Map<ZoneId, ZoneCalendar> calendars = new HashMap<>();
    for (int i = 0; i < courses.length; i++) {
      Scorecard card = scorecards.get(i);
      ZoneCalendar calendar = calendars.computeIfAbsent(card.zone(), ZoneCalendar::new);
      courses[i] =
          new Course(i, card, calendar, sink, Journal.NONE, ReadingSink.NONE, Optional.empty());
      placesOfCodes[i] = placesOfCodes(card);
      endsByItself[i] = card.terms().hasExit() || card.guards().dropping().length > 0;
      ceilings.add(ScoreCeiling.of(card, hits));
    }
  }

  /** Where a version watches the condition of an entry with a code. */
  private static int[] placesOfCodes(Scorecard card) {
    int[] events = card.events().numbers();
    int[] facts = card.facts().numbers();
    int highest =
        Math.max(
            Arrays.stream(events).map(TimelineCode::event).max().orElse(UNWATCHED),
            Arrays.stream(facts).map(TimelineCode::begins).max().orElse(UNWATCHED));
    int[] places = new int[highest + 1];
    Arrays.fill(places, UNWATCHED);
    for (int place = 0; place < events.length; place++) {
      places[TimelineCode.event(events[place])] = place;
    }
    for (int place = 0; place < facts.length; place++) {
      places[TimelineCode.begins(facts[place])] = place;
      places[TimelineCode.ceases(facts[place])] = place;
    }
    return places;
  }

  /**
   * Replays a contact: hands over all of its episodes, those last that still last.
   *
   * @param until evaluated is what falls due up to and including this instant, which is not before
   *     the last entry; microseconds UTC
   * @throws IllegalArgumentException when the entries are out of order, or one lies after the end
   */
  public void contact(WholeTimeline timeline, long until) {
    screen(timeline, until);
    boolean endsEpisodes = timeline.endsEpisodes();
    for (int i = 0; i < courses.length; i++) {
      Optional<ScoreCeiling> ceiling = ceilings.get(i);
      if (ceiling.isEmpty() || ceiling.get().isReached(hits, timeline.createdAt())) {
        replay(i, timeline, until, endsEpisodes || endsByItself[i]);
      } else {
        passedOver++;
      }
    }
  }

  /** How many pairs of a contact and a version were not replayed, so far. */
  long passedOver() {
    return passedOver;
  }

  /** Finds, for all versions, the hits that count. */
  private void screen(WholeTimeline timeline, long until) {
    hits.clear();
    long last = Long.MIN_VALUE;
    for (int entry = 0; entry < timeline.size(); entry++) {
      long visibleAt = timeline.visibleAt()[entry];
      long occurredAt = timeline.occurredAt()[entry];
      Replay.requireOrder(last, visibleAt, occurredAt);
      hits.add(
          timeline.codes()[entry],
          Math.max(visibleAt, timeline.createdAt()),
          occurredAt,
          timeline.value(entry));
      last = visibleAt;
    }
    Replay.requireEnd(last, until);
  }

  private void replay(int version, WholeTimeline timeline, long until, boolean isToTheEnd) {
    Course course = courses[version];
    course.begin(timeline.createdAt());
    for (int entry = 0; entry < timeline.size(); entry++) {
      take(course, placesOfCodes[version], timeline, entry);
      if (!isToTheEnd && course.isInEpisode()) {
        course.handOver();
        return;
      }
    }
    course.end(until);
  }

  private static void take(Course course, int[] places, WholeTimeline timeline, int entry) {
    int code = timeline.codes()[entry];
    long visibleAt = timeline.visibleAt()[entry];
    if (TimelineCode.kind(code) == TimelineCode.ENDS) {
      ExitCause cause = TimelineCode.cause(TimelineCode.subject(code));
      course.ends(visibleAt, cause);
    } else if (code < places.length && places[code] != UNWATCHED) {
      int place = places[code];
      if (TimelineCode.kind(code) == TimelineCode.EVENT) {
        course.event(visibleAt, timeline.occurredAt()[entry], place, timeline.value(entry));
      } else {
        course.fact(visibleAt, place, TimelineCode.kind(code) == TimelineCode.BEGINS);
      }
    }
  }
}
