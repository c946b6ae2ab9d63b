package io.requalify.scoring;

import io.requalify.rules.ExitCause;
import io.requalify.rules.Requalification;
import io.requalify.rules.Rule;
import io.requalify.rules.Rule.AttributeRule;
import io.requalify.rules.Rule.InactivityRule;
import io.requalify.rules.Rule.PeriodicRule;
import io.requalify.rules.Rule.SetRule;
import io.requalify.rules.RuleVersion;
import io.requalify.rules.RuleVersion.Floor;
import io.requalify.scoring.Shrinker.Case;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** How often each way into MQL and out of it is gone. */
final class Ways {
  private static final String AT_CREATION = "entry at the creation";
  private static final String BY_ENTRY = "entry when something becomes visible";
  private static final String IN_SILENCE = "entry when nothing becomes visible, by a rule";
  private static final String AT_MIDNIGHT = "entry at a midnight, by fading alone";
  private static final String AT_STEP = "entry at a window's or step's end, nothing visible";
  private static final String ON_SCHEDULE = "entry on a schedule, nothing visible";
  private static final String AFTER_COOLDOWN = "entry at the end of a cooldown";
  private static final String BY_FLOOR = "entry by a nightly floor";
  private static final String BY_FAST_TRACK = "entry by a fast track, whatever the score";
  private static final String NO_RULE = "crossing by no rule";
  private static final String NEGATIVE_RULE = "crossing by a rule of negative points";
  private static final String ATTRIBUTE_RULE = "crossing by an attribute rule";
  private static final String SILENCE = "crossing by an inactivity rule";
  private static final String PERIODIC = "crossing by a periodic rule";
  private static final String SETTING = "crossing by a rule with set_to";
  private static final String BOOSTED = "crossing by a booster";
  private static final String AGAIN = "re-entry";
  private static final String AT_EXIT = "re-entry at the instant of the exit";
  private static final List<String> ALL =
      List.of(
          AT_CREATION,
          BY_ENTRY,
          IN_SILENCE,
          AT_MIDNIGHT,
          AT_STEP,
          ON_SCHEDULE,
          AFTER_COOLDOWN,
          BY_FLOOR,
          BY_FAST_TRACK,
          NO_RULE,
          NEGATIVE_RULE,
          ATTRIBUTE_RULE,
          SILENCE,
          PERIODIC,
          SETTING,
          BOOSTED,
          AGAIN,
          AT_EXIT);

  private final Map<String, Long> times = new TreeMap<>();

  Ways() {
    ALL.forEach(way -> times.put(way, 0L));
    Arrays.stream(ExitCause.values()).forEach(cause -> times.put(exit(cause), 0L));
  }

  /** Notes how the episodes of a case came about and ended. */
  void note(Case each, List<Episode> episodes) {
    Optional<Episode> before = Optional.empty();
    for (Episode episode : episodes) {
      noteWhen(each, episode, before);
      noteCrossing(each.version(), episode);
      episode.exitCause().ifPresent(cause -> go(exit(cause)));
      before.ifPresent(
          last -> go(last.exitAt().orElseThrow() == episode.entryAt() ? AT_EXIT : AGAIN));
      before = Optional.of(episode);
    }
  }

  /** Ways that were gone less often than asked. */
  List<String> rare(long gone) {
    List<String> rare = new ArrayList<>();
    times.forEach(
        (way, number) -> {
          if (number < gone) {
            rare.add(way);
          }
        });
    return rare;
  }

  @Override
  public String toString() {
    StringBuilder table = new StringBuilder();
    times.forEach((way, number) -> table.append("%-55s %10d%n".formatted(way, number)));
    return table.toString();
  }

  private void noteWhen(Case each, Episode episode, Optional<Episode> before) {
    OracleInstants instants = new OracleInstants(each.version(), each.history());
    long at = episode.entryAt();
    boolean visible =
        each.history().entries().stream()
            .anyMatch(entry -> instants.isOwn(entry) && instants.feltAt(entry) == at);
    if (at == each.history().createdAt()) {
      go(AT_CREATION);
    } else if (visible) {
      go(BY_ENTRY);
    } else if (isEndOfCooldown(each.version(), at, before)) {
      go(AFTER_COOLDOWN);
    } else if (!instants.isEvaluatedOnEvent()) {
      go(ON_SCHEDULE);
    } else if (episode.crossingRule().isEmpty()
        && instants.isMidnight(at)
        && each.version().dimensions().stream().anyMatch(d -> d.floor() == Floor.NIGHTLY_ZERO)) {
      go(BY_FLOOR);
    } else {
      crossing(each.version(), episode).ifPresent(rule -> noteSilent(rule, instants, at));
    }
  }

  private void noteSilent(Rule rule, OracleInstants instants, long at) {
    go(IN_SILENCE);
    if (rule.fading().isContinuous() && instants.isMidnight(at)) {
      go(AT_MIDNIGHT);
    } else if (!(rule instanceof InactivityRule || rule instanceof PeriodicRule)) {
      go(AT_STEP);
    }
  }

  private void noteCrossing(RuleVersion version, Episode episode) {
    if (isAgainstTheScore(version, episode)) {
      go(BY_FAST_TRACK);
    }
    if (episode.crossingRule().isEmpty()) {
      go(NO_RULE);
    }
    if (episode.crossingRule().equals(Optional.of(Requalification.BOOSTER))) {
      go(BOOSTED);
    }
    crossing(version, episode)
        .ifPresent(
            rule -> {
              if (RuleCopies.points(rule).stream().anyMatch(p -> p.millionths() < 0)) {
                go(NEGATIVE_RULE);
              }
              kind(rule).ifPresent(this::go);
            });
  }

  private static Optional<String> kind(Rule rule) {
    if (rule instanceof AttributeRule) {
      return Optional.of(ATTRIBUTE_RULE);
    }
    if (rule instanceof InactivityRule) {
      return Optional.of(SILENCE);
    }
    if (rule instanceof PeriodicRule) {
      return Optional.of(PERIODIC);
    }
    return rule instanceof SetRule ? Optional.of(SETTING) : Optional.empty();
  }

  private static Optional<Rule> crossing(RuleVersion version, Episode episode) {
    return version.rules().stream()
        .filter(rule -> episode.crossingRule().equals(Optional.of(rule.id())))
        .findFirst();
  }

  private static boolean isEndOfCooldown(RuleVersion version, long at, Optional<Episode> before) {
    return before.isPresent()
        && History.instant(before.get().exitAt().orElseThrow())
            .plus(version.requalification().cooldown())
            .equals(History.instant(at));
  }

  /** Whether the score at the entry does not fulfil the requirement. */
  private static boolean isAgainstTheScore(RuleVersion version, Episode episode) {
    List<Long> measures = new ArrayList<>();
    for (double dimension : episode.dimensionScores()) {
      measures.add(Math.round(dimension * 1e6));
    }
    measures.add(Math.round(episode.score() * 1e6));
    return !new OracleRequirement(version, measures)
        .holds(version.qualify().get(episode.segment()));
  }

  private void go(String way) {
    times.merge(way, 1L, Long::sum);
  }

  private static String exit(ExitCause cause) {
    return "exit, " + cause.name().toLowerCase(Locale.ROOT);
  }
}
