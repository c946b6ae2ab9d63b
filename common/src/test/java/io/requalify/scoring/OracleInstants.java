package io.requalify.scoring;

import static io.requalify.scoring.History.instant;
import static io.requalify.scoring.OracleFading.micros;

import io.requalify.rules.ConditionText;
import io.requalify.rules.Evaluation;
import io.requalify.rules.Evaluation.DailyAt;
import io.requalify.rules.Evaluation.Every;
import io.requalify.rules.Evaluation.OnEvent;
import io.requalify.rules.Rule.PeriodicRule;
import io.requalify.rules.RuleVersion;
import io.requalify.rules.RuleVersion.Floor;
import io.requalify.scoring.History.Entry;
import io.requalify.scoring.History.Kind;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.HashSet;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** The instants of one contact under one version that are known beforehand. */
final class OracleInstants {
  private final RuleVersion version;
  private final History history;
  private final Set<ConditionText> own;
  private final TreeSet<Long> midnights = new TreeSet<>();
  private final TreeSet<Long> scheduled = new TreeSet<>();
  private final TreeSet<Long> all = new TreeSet<>();

  OracleInstants(RuleVersion version, History history) {
    this.version = version;
    this.history = history;
    own = new HashSet<>(version.conditions());
    addDaily(midnights, day -> day.atStartOfDay(version.timezone()));
    addScheduled(version.evaluation());

    all.add(history.createdAt());
    all.addAll(scheduled);
    if (isEvaluatedOnEvent() || hasNightlyFloor()) {
      all.addAll(midnights);
    }
    for (Entry entry : history.entries()) {
      if (isOwn(entry)) {
        all.add(feltAt(entry));
      }
    }
    version.rules().stream()
        .filter(PeriodicRule.class::isInstance)
        .forEach(rule -> addPeriods(((PeriodicRule) rule).every()));
  }

  /** The first instant after another. */
  OptionalLong next(long after) {
    Long next = all.higher(after);
    return next == null ? OptionalLong.empty() : OptionalLong.of(next);
  }

  /** When an entry is felt. */
  long feltAt(Entry entry) {
    return Math.max(entry.visibleAt(), history.createdAt());
  }

  /** Whether an entry concerns the version. */
  boolean isOwn(Entry entry) {
    return entry.kind() == Kind.ENDS || own.contains(entry.condition().orElseThrow());
  }

  boolean isMidnight(long instant) {
    return midnights.contains(instant);
  }

  /** Whether a contact is evaluated whenever something happens. */
  boolean isEvaluatedOnEvent() {
    return version.evaluation() instanceof OnEvent;
  }

  /** Whether the contact is evaluated at an instant at which something happens. */
  boolean isEvaluated(long instant) {
    return isEvaluatedOnEvent() || scheduled.contains(instant);
  }

  /** Whether a periodic rule is due at an instant. */
  boolean isDue(PeriodicRule rule, long instant) {
    return instant > history.createdAt()
        && (instant - history.createdAt()) % micros(rule.every()) == 0;
  }

  private boolean hasNightlyFloor() {
    return version.dimensions().stream().anyMatch(each -> each.floor() == Floor.NIGHTLY_ZERO);
  }

  private void addPeriods(Duration every) {
    long at = history.createdAt() + micros(every);
    while (at <= history.until()) {
      all.add(at);
      at += micros(every);
    }
  }

  private void addScheduled(Evaluation evaluation) {
    if (evaluation instanceof Every every) {
      long step = micros(every.every());
      long at = Math.floorDiv(history.createdAt(), step) * step;
      while (at <= history.until()) {
        addSince(scheduled, at);
        at += step;
      }
    } else if (evaluation instanceof DailyAt daily) {
      addDaily(scheduled, day -> day.atTime(daily.time()).atZone(version.timezone()));
    }
  }

  /** Adds an instant of each local day, from the creation on. */
  private void addDaily(Set<Long> instants, Function<LocalDate, ZonedDateTime> ofDay) {
    LocalDate day = localDate(history.createdAt()).minusDays(1);
    while (day.isBefore(localDate(history.until()).plusDays(2))) {
      addSince(instants, History.micros(ofDay.apply(day).toInstant()));
      day = day.plusDays(1);
    }
  }

  private void addSince(Set<Long> instants, long at) {
    if (at >= history.createdAt() && at <= history.until()) {
      instants.add(at);
    }
  }

  private LocalDate localDate(long at) {
    return instant(at).atZone(version.timezone()).toLocalDate();
  }
}
