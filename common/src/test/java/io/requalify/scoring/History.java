package io.requalify.scoring;

import io.requalify.rules.ConditionText;
import io.requalify.rules.ExitCause;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;

/**
 * The timeline of one contact in words, up to the instant at which it is looked at.
 *
 * @param entries in the order of a timeline
 */
record History(long createdAt, long until, List<Entry> entries) {
  /** Kinds of entries in the order in which they take effect at one instant. */
  enum Kind {
    CEASES,
    BEGINS,
    EVENT,
    ENDS
  }

  /**
   * One entry.
   *
   * @param condition none for {@link Kind#ENDS}
   * @param cause only for {@link Kind#ENDS}
   * @param value what the event has in the field that the condition carries, if any
   */
  record Entry(
      long visibleAt,
      long occurredAt,
      Kind kind,
      Optional<ConditionText> condition,
      Optional<ExitCause> cause,
      Optional<String> value) {

    /** An event by a condition that carries no field. */
    static Entry event(long visibleAt, long occurredAt, ConditionText condition) {
      return event(visibleAt, occurredAt, condition, Optional.empty());
    }

    static Entry event(
        long visibleAt, long occurredAt, ConditionText condition, Optional<String> value) {
      return new Entry(
          visibleAt, occurredAt, Kind.EVENT, Optional.of(condition), Optional.empty(), value);
    }

    /** A change of what holds. */
    static Entry fact(long at, Kind kind, ConditionText condition) {
      return new Entry(at, at, kind, Optional.of(condition), Optional.empty(), Optional.empty());
    }

    static Entry ends(long at, ExitCause cause) {
      return new Entry(at, at, Kind.ENDS, Optional.empty(), Optional.of(cause), Optional.empty());
    }

    /** The same, known as soon as it happens. */
    Entry at(long instant) {
      return new Entry(instant, instant, kind, condition, cause, value);
    }

    int code(ToIntFunction<ConditionText> numbers) {
      return switch (kind) {
        case CEASES -> TimelineCode.ceases(numbers.applyAsInt(condition.orElseThrow()));
        case BEGINS -> TimelineCode.begins(numbers.applyAsInt(condition.orElseThrow()));
        case EVENT -> TimelineCode.event(numbers.applyAsInt(condition.orElseThrow()));
        case ENDS ->
            TimelineCode.ends(
                cause.orElseThrow() == ExitCause.LOST ? TimelineCode.LOST : TimelineCode.RECYCLED);
      };
    }

    Entry with(Optional<String> newValue) {
      return new Entry(visibleAt, occurredAt, kind, condition, cause, newValue);
    }

    /** Number that stands for the value, or -1 for none. */
    int value(ToIntFunction<String> numbers) {
      return value.map(numbers::applyAsInt).orElse(-1);
    }

    @Override
    public String toString() {
      String what = condition.map(ConditionText::sql).orElseGet(() -> cause.toString());
      String late = occurredAt == visibleAt ? "" : " (occurred " + instant(occurredAt) + ")";
      String with = value.map(" with value "::concat).orElse("");
      return "%s %s %s%s%s".formatted(instant(visibleAt), kind, what, with, late);
    }
  }

  History {
    entries = List.copyOf(entries);
  }

  /** The history with the entries put into the order of a timeline. */
  static History inOrder(long createdAt, long until, List<Entry> entries) {
    List<Entry> sorted = new ArrayList<>(entries);
    sorted.sort(
        Comparator.comparingLong(Entry::visibleAt)
            .thenComparing(Entry::kind)
            .thenComparingLong(Entry::occurredAt));
    return new History(createdAt, until, sorted);
  }

  /** What had become visible by an earlier instant. */
  History knownBy(long instant) {
    return new History(
        createdAt,
        instant,
        entries.stream().filter(entry -> entry.visibleAt() <= instant).toList());
  }

  static Instant instant(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }

  static long micros(Instant instant) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("created " + instant(createdAt) + "\n");
    entries.forEach(entry -> text.append(entry).append('\n'));
    return text.append("until ").append(instant(until)).toString();
  }
}
