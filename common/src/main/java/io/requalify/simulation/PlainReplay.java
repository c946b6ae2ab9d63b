package io.requalify.simulation;

import static io.requalify.simulation.History.DAY;
import static io.requalify.simulation.History.END_SECOND;

import io.requalify.simulation.PlainVersion.EventRule;
import io.requalify.simulation.PlainVersion.FactRule;
import io.requalify.simulation.PlainVersion.Repetition;
import io.requalify.simulation.PlainVersion.Score;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Evaluates a version on one contact straight from the definitions: at each instant of change the
 * score is taken afresh from all that is known by then.
 */
final class PlainReplay {
  private static final long NEVER = Long.MAX_VALUE;
  private static final double MILLIONTHS = 1e6;

  /**
   * The score at one instant.
   *
   * @param blocked suppressed, so that it cannot qualify
   */
  record Evaluation(long at, double total, boolean blocked, boolean qualifies) {}

  /** An event that earned points, from when it is known until its window ends. */
  private record Hit(EventRule rule, long occurredAt, long from, long until) {
    double pointsAt(long instant) {
      if (instant < from || instant >= until) {
        return 0;
      }
      if (rule.halfLifeDays() == 0) {
        return rule.points();
      }
      double age = (double) (instant - occurredAt) / (rule.halfLifeDays() * DAY);
      return rule.points() * StrictMath.pow(0.5, age);
    }
  }

  private final PlainVersion version;
  private final Contact contact;
  private final List<FactChange> changes;
  private final List<Hit> hits;

  private PlainReplay(PlainVersion version, Story story) {
    this.version = version;
    this.contact = story.contact();
    this.changes = contact.allFacts();
    this.hits = hits(version, story.events());
  }

  /** The score at each instant at which something about it changes, from the creation on. */
  static List<Evaluation> evaluations(PlainVersion version, Story story) {
    return new PlainReplay(version, story).evaluations();
  }

  /** The first instant at which the contact qualifies, with its score then. */
  static Optional<Evaluation> entry(PlainVersion version, Story story) {
    return evaluations(version, story).stream().filter(Evaluation::qualifies).findFirst();
  }

  private List<Evaluation> evaluations() {
    SortedSet<Long> factInstants = new TreeSet<>();
    changes.forEach(change -> factInstants.add(change.knownAt()));
    List<Evaluation> evaluations = new ArrayList<>();
    Facts facts = Facts.asOf(contact, contact.createdAt());
    for (long instant : instants()) {
      if (factInstants.contains(instant)) {
        facts = Facts.asOf(contact, instant);
      }
      evaluations.add(at(instant, facts));
    }
    return evaluations;
  }

  private static List<Hit> hits(PlainVersion version, List<Event> events) {
    List<Event> asKnown = events.stream().sorted(Comparator.comparingLong(Event::knownAt)).toList();
    List<Hit> hits = new ArrayList<>();
    for (EventRule rule : version.eventRules()) {
      Set<Long> counted = new HashSet<>();
      for (Event event : asKnown) {
        boolean daily = rule.repetition() == Repetition.ONCE_A_DAY;
        long stretch = daily ? event.occurredAt() / DAY : 0;
        if (rule.when().test(event) && counted.add(stretch)) {
          long until =
              rule.windowDays() == 0 ? NEVER : event.occurredAt() + rule.windowDays() * DAY;
          hits.add(new Hit(rule, event.occurredAt(), event.knownAt(), until));
        }
      }
    }
    return hits;
  }

  private SortedSet<Long> instants() {
    SortedSet<Long> instants = new TreeSet<>();
    instants.add(contact.createdAt());
    changes.forEach(change -> instants.add(change.knownAt()));
    for (Hit hit : hits) {
      instants.add(hit.from());
      instants.add(hit.until());
    }
    return instants.subSet(contact.createdAt(), END_SECOND);
  }

  private Evaluation at(long instant, Facts facts) {
    double fit = 0;
    for (FactRule rule : version.factRules()) {
      fit += rule.when().test(facts) ? rule.points() : 0;
    }
    double content = 0;
    double other = 0;
    for (Hit hit : hits) {
      if (hit.rule().isContent()) {
        content += hit.pointsAt(instant);
      } else {
        other += hit.pointsAt(instant);
      }
    }
    double engagement =
        Math.min(
            version.limits().engagement(), Math.min(version.limits().content(), content) + other);
    double cappedFit = Math.min(version.limits().fit(), fit);
    Score score =
        new Score(rounded(cappedFit + engagement), rounded(cappedFit), rounded(engagement));
    boolean blocked = version.blocked().test(facts);
    boolean qualifies = !blocked && version.qualification().holds(facts, score);
    return new Evaluation(instant, score.total(), blocked, qualifies);
  }

  /** Scores are compared at a resolution of one millionth. */
  private static double rounded(double score) {
    return Math.floor(score * MILLIONTHS + 0.5) / MILLIONTHS;
  }
}
