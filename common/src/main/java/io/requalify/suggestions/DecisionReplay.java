package io.requalify.suggestions;

import io.requalify.scoring.Breakdown;
import io.requalify.scoring.Breakdown.Level;
import io.requalify.scoring.Breakdown.Part;
import io.requalify.scoring.Replay;
import io.requalify.scoring.Scorecard;
import io.requalify.suggestions.SeenDecision.Decision;
import io.requalify.tables.result.TimelinesTable;
import io.requalify.timelines.ContactTimeline;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.sql.Row;

/**
 * Replays versions over the timelines of one partition up to each decision, and says what they saw
 * at it. What became visible later is not looked at.
 */
final class DecisionReplay implements Serializable {
  private final ArrayList<Scorecard> scorecards;

  /** Replay of versions whose conditions share one numbering. */
  DecisionReplay(List<Scorecard> scorecards) {
    this.scorecards = new ArrayList<>(scorecards);
  }

  /**
   * What the first version saw at each decision. A decision about a contact that was not there yet
   * is left out.
   *
   * @param timelines rows of {@link DecidedTimelines}
   */
  Iterator<SeenDecision> seen(Iterator<Row> timelines) {
    List<SeenDecision> seen = new ArrayList<>();
    walk(
        timelines,
        (contact, decision, replay) -> {
          Breakdown breakdown = replay.breakdown(0);
          List<Part> parts = breakdown.parts();
          seen.add(
              new SeenDecision(
                  contact.getAs(TimelinesTable.CONTACT_ID),
                  contact.getAs(DecidedTimelines.CLUSTER),
                  contact.getAs(DecidedTimelines.FOLD),
                  decision,
                  parts.stream()
                      .filter(part -> part.level() == Level.RULE)
                      .mapToLong(Part::sum)
                      .toArray(),
                  parts.get(parts.size() - 1).read(),
                  breakdown.fulfilled()));
        });
    return seen.iterator();
  }

  /**
   * For each version the summed weight of the decisions at which it was reached, in millionths: one
   * list for the partition.
   *
   * @param timelines rows of {@link DecidedTimelines}
   */
  Iterator<List<Long>> reached(Iterator<Row> timelines) {
    long[] sums = new long[scorecards.size()];
    walk(
        timelines,
        (contact, decision, replay) -> {
          for (int version = 0; version < sums.length; version++) {
            sums[version] += replay.breakdown(version).fulfilled() ? decision.weight() : 0;
          }
        });
    List<Long> boxed = new ArrayList<>();
    for (long sum : sums) {
      boxed.add(sum);
    }
    return List.of(boxed).iterator();
  }

  private interface Look {
    void at(Row contact, Decision decision, Replay replay);
  }

  private void walk(Iterator<Row> timelines, Look look) {
    Replay replay = new Replay(scorecards, episode -> {});
    List<Row> parts = new ArrayList<>();
    while (timelines.hasNext()) {
      Row row = timelines.next();
      if (!parts.isEmpty() && !contact(row).equals(contact(parts.get(0)))) {
        walk(parts, replay, look);
        parts.clear();
      }
      parts.add(row);
    }
    if (!parts.isEmpty()) {
      walk(parts, replay, look);
    }
  }

  private static String contact(Row row) {
    return row.getAs(TimelinesTable.CONTACT_ID);
  }

  private static void walk(List<Row> parts, Replay replay, Look look) {
    ContactTimeline timeline = ContactTimeline.of(parts);
    Row first = parts.get(0);
    List<Row> decisions = first.getList(first.fieldIndex(DecidedTimelines.DECISIONS));
    for (Row each : decisions) {
      Decision decision =
          new Decision(each.getLong(0), each.getBoolean(1), each.getLong(2), each.getBoolean(3));
      if (decision.decidedAt() >= timeline.createdAt()) {
        timeline.walk(replay, decision.decidedAt());
        look.at(first, decision, replay);
      }
    }
  }
}
