package io.requalify.episodes;

import io.requalify.scoring.Replay;
import io.requalify.scoring.Scorecard;
import io.requalify.scoring.WholeTimeline;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How far contacts were from qualifying under production when a candidate qualified them. The
 * timeline is walked anew for every instant that is asked for: to evaluate production at an instant
 * that is not its own, and to go on from there, would change what it does later.
 */
final class ProductionShortfall {
  private static final double MILLIONTHS_OF_A_POINT = 1e6;

  private final int production;
  private final Replay replay;
  private final TimelineFeed feed;
  private long[] takenAlongAt = {};
  private int[] takenAlongBy = {};

  /**
   * Shortfalls of contacts.
   *
   * @param production place of production among the versions
   * @param scorecard production made ready
   * @param asOf microseconds since 1970, after which nothing is looked at
   */
  ProductionShortfall(int production, Scorecard scorecard, long asOf) {
    this.production = production;
    replay = new Replay(List.of(scorecard), episode -> {});
    feed = new TimelineFeed(replay, asOf);
  }

  /**
   * Begins a contact.
   *
   * @param instants at which accounts take it along, in order
   * @param versions under which version each does
   */
  void begin(long[] instants, int[] versions) {
    takenAlongAt =
        IntStream.range(0, instants.length)
            .filter(place -> versions[place] == production)
            .mapToLong(place -> instants[place])
            .toArray();
    takenAlongBy = new int[takenAlongAt.length];
  }

  /**
   * Points that the contact's score lacked, at least, of what production asks; 0 where it had them.
   *
   * @param timeline all of the contact's parts, in order
   * @param instant microseconds since 1970, not before the creation of the contact
   */
  double points(List<WholeTimeline> timeline, long instant) {
    replay.begin(timeline.get(0).createdAt());
    feed.begin(takenAlongAt, takenAlongBy);
    for (WholeTimeline part : timeline) {
      feed.give(part, instant);
    }
    feed.end(instant);
    return replay.missing(0) / MILLIONTHS_OF_A_POINT;
  }
}
