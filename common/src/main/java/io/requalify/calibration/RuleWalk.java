package io.requalify.calibration;

import io.requalify.calibration.ReplayedRules.Reduced;
import io.requalify.scoring.Episode;
import io.requalify.scoring.Micros;
import io.requalify.scoring.Replay;
import io.requalify.scoring.RuleEffects;
import io.requalify.scoring.Scorecard;
import io.requalify.scoring.ScreenedReplay;
import io.requalify.scoring.WholeTimeline;
import io.requalify.tables.Review;
import io.requalify.tables.result.TimelinesTable;
import io.requalify.timelines.ContactTimeline;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * Walks the timelines of one partition through the kernel, under every version and under every
 * version less one rule, and counts what the rules do.
 *
 * <p>A contact is looked at under a version at its first entry in the window, and where it does not
 * enter at the last instant of the window. In front of an entry all that is visible at its instant
 * is there, as it is for the entry itself.
 */
final class RuleWalk implements Serializable {
  private final ReplayedRules rules;
  private final int outcomes;
  private final long from;
  private final long last;
  private final long asOf;

  /**
   * A walk.
   *
   * @param outcomes number of outcomes that are known by their places
   */
  RuleWalk(ReplayedRules rules, int outcomes, Review review) {
    this.rules = rules;
    this.outcomes = outcomes;
    this.from = Micros.of(review.from());
    this.last = Micros.of(review.to()) - 1;
    this.asOf = Micros.of(review.asOf());
  }

  /**
   * The counts of a partition: rows of version, segment, rule, outcome and every {@link RuleCount}.
   *
   * @param timelines rows of {@link TimelinesTable} with {@link KnownOutcomes#KNOWN}, those of one
   *     contact one after the other in the order of their parts
   */
  Iterator<Row> counts(Iterator<Row> timelines) {
    Walk walk = new Walk();
    List<Row> parts = new ArrayList<>();
    while (timelines.hasNext()) {
      Row row = timelines.next();
      if (!parts.isEmpty() && !contact(row).equals(contact(parts.get(0)))) {
        walk.contact(parts);
        parts.clear();
      }
      parts.add(row);
    }
    if (!parts.isEmpty()) {
      walk.contact(parts);
    }
    return rows(walk.sums).iterator();
  }

  private static String contact(Row row) {
    return row.getAs(TimelinesTable.CONTACT_ID);
  }

  private static List<Row> rows(RuleSums sums) {
    List<Row> rows = new ArrayList<>();
    sums.byKey()
        .forEach(
            (key, counts) -> {
              List<Object> values =
                  new ArrayList<>(List.of(key.version(), key.segment(), key.rule(), key.outcome()));
              for (RuleCount count : RuleCount.values()) {
                values.add(counts.getOrDefault(count, 0L));
              }
              rows.add(RowFactory.create(values.toArray()));
            });
    return rows;
  }

  private final class Walk {
    private static final long NEVER = Long.MIN_VALUE;

    private final RuleSums sums = new RuleSums();
    private final ScreenedReplay entries;
    private final Replay together;
    private final List<Replay> alone;
    private final List<Optional<Episode>> firsts;

    Walk() {
      List<Scorecard> cards = new ArrayList<>(rules.versions());
      rules.reduced().forEach(reduced -> cards.add(reduced.scorecard()));
      entries = new ScreenedReplay(cards, this::take);
      together = new Replay(rules.versions(), episode -> {});
      alone =
          rules.versions().stream().map(card -> new Replay(List.of(card), episode -> {})).toList();
      firsts = new ArrayList<>(Collections.nCopies(cards.size(), Optional.empty()));
    }

    private void take(Episode episode) {
      boolean within = episode.entryAt() >= from && episode.entryAt() <= last;
      if (within && firsts.get(episode.scorecard()).isEmpty()) {
        firsts.set(episode.scorecard(), Optional.of(episode));
      }
    }

    void contact(List<Row> parts) {
      ContactTimeline timeline = ContactTimeline.of(parts);
      WholeTimeline whole = timeline.whole(asOf);
      Collections.fill(firsts, Optional.empty());
      entries.contact(whole, asOf);
      ContactOutcomes known = ContactOutcomes.of(parts.get(0), rules.versions().size(), outcomes);
      boolean isWalked = false;
      String[] segments = new String[rules.versions().size()];
      for (int version = 0; version < segments.length; version++) {
        Replay replay = together;
        int place = version;
        if (firsts.get(version).isPresent()) {
          replay = alone.get(version);
          place = 0;
          walk(replay, whole, firsts.get(version).get().entryAt());
        } else if (!isWalked) {
          walk(together, whole, last);
          isWalked = true;
        }
        RuleEffects effects = replay.effects(place);
        segments[version] = effects.segment();
        addEffects(version, effects, known);
      }
      for (int place = 0; place < rules.reduced().size(); place++) {
        addWithout(place, segments, known);
      }
    }

    private static void walk(Replay replay, WholeTimeline timeline, long until) {
      replay.begin(timeline.createdAt());
      for (int entry = 0; entry < timeline.size(); entry++) {
        if (timeline.visibleAt()[entry] > until) {
          break;
        }
        replay.entry(
            timeline.visibleAt()[entry],
            timeline.occurredAt()[entry],
            timeline.codes()[entry],
            timeline.values()[entry]);
      }
      replay.end(until);
    }

    private void addEffects(int version, RuleEffects effects, ContactOutcomes known) {
      boolean entered = firsts.get(version).isPresent() && effects.isFulfilled();
      RuleKey whole = new RuleKey(version, effects.segment(), RuleKey.WHOLE, RuleKey.WHOLE);
      sums.add(whole, RuleCount.CONTACTS, 1);
      sums.add(whole, RuleCount.QUALIFIED, entered ? 1 : 0);
      Optional<long[]> shares = entered ? effects.shares() : Optional.empty();
      sums.add(whole, RuleCount.UNSHARED, entered && shares.isEmpty() ? 1 : 0);
      // Whom something else keeps from qualifying, or who has already, no rule keeps out.
      boolean outside = firsts.get(version).isEmpty() && effects.isFree() && !effects.isFulfilled();
      for (int rule = 0; rule < effects.rules(); rule++) {
        RuleKey key = new RuleKey(version, effects.segment(), rule, RuleKey.WHOLE);
        addPoints(key, effects.contributed(rule), entered);
        if (entered && effects.isDecisive(rule)) {
          sums.add(key, RuleCount.PIVOTAL, 1);
          addOutcomes(key, known, version, RuleCount.PIVOTAL_MATURE);
        }
        sums.add(key, RuleCount.KEPT_OUT, outside && effects.isDecisive(rule) ? 1 : 0);
        sums.add(key, RuleCount.SHARE, shares.isPresent() ? shares.get()[rule] : 0);
      }
      addPoints(
          new RuleKey(version, effects.segment(), effects.rules(), RuleKey.WHOLE),
          effects.rest(),
          entered);
    }

    private void addPoints(RuleKey key, long millionths, boolean entered) {
      sums.add(key, RuleCount.FIRED, millionths == 0 ? 0 : 1);
      sums.add(key, RuleCount.POINTS, millionths);
      sums.add(key, RuleCount.QUALIFIED_POINTS, entered ? millionths : 0);
    }

    private void addWithout(int place, String[] segments, ContactOutcomes known) {
      Reduced reduced = rules.reduced().get(place);
      Optional<Episode> with = firsts.get(reduced.version());
      Optional<Episode> without = firsts.get(rules.versions().size() + place);
      long at = with.map(Episode::entryAt).orElse(NEVER);
      long otherwise = without.map(Episode::entryAt).orElse(NEVER);
      if (at == otherwise) {
        return;
      }
      String segment =
          without.isPresent() && with.isEmpty()
              ? without.get().segment()
              : segments[reduced.version()];
      RuleKey key = new RuleKey(reduced.version(), segment, reduced.rule(), RuleKey.WHOLE);
      if (without.isEmpty()) {
        sums.add(key, RuleCount.LOST, 1);
        addOutcomes(key, known, reduced.version(), RuleCount.LOST_MATURE);
      } else if (with.isEmpty()) {
        sums.add(key, RuleCount.GAINED, 1);
        addOutcomes(key, known, ContactOutcomes.ANY_VERSION, RuleCount.GAINED_MATURE);
      } else {
        sums.add(key, RuleCount.MOVED, 1);
      }
    }

    /** Adds to the count, and to the counts of the converted and of their money behind it. */
    private void addOutcomes(RuleKey key, ContactOutcomes known, int version, RuleCount mature) {
      for (int outcome = 0; outcome < outcomes; outcome++) {
        if (!known.isKnown(version, outcome)) {
          continue;
        }
        RuleKey ofOutcome = new RuleKey(key.version(), key.segment(), key.rule(), outcome);
        boolean came = known.came(version, outcome);
        sums.add(ofOutcome, mature, 1);
        switch (mature) {
          case PIVOTAL_MATURE -> sums.add(ofOutcome, RuleCount.PIVOTAL_CONVERTED, came ? 1 : 0);
          case LOST_MATURE -> {
            sums.add(ofOutcome, RuleCount.LOST_CONVERTED, came ? 1 : 0);
            sums.add(ofOutcome, RuleCount.LOST_AMOUNT, known.hundredths(version, outcome));
          }
          case GAINED_MATURE -> {
            sums.add(ofOutcome, RuleCount.GAINED_CONVERTED, came ? 1 : 0);
            sums.add(ofOutcome, RuleCount.GAINED_AMOUNT, known.hundredths(version, outcome));
          }
          default -> throw new IllegalArgumentException("Not counted by outcome: " + mature);
        }
      }
    }
  }
}
