package io.requalify.scoring;

import static io.requalify.scoring.History.instant;
import static io.requalify.scoring.History.micros;
import static java.time.DayOfWeek.MONDAY;

import io.requalify.rules.Cap;
import io.requalify.rules.ConditionText;
import io.requalify.rules.Counting;
import io.requalify.rules.Counting.AtMostPerPeriod;
import io.requalify.rules.Counting.AtMostWithin;
import io.requalify.rules.Counting.CalendarPeriod;
import io.requalify.rules.ExitCause;
import io.requalify.rules.Requirement;
import io.requalify.rules.Rule;
import io.requalify.rules.Rule.AttributeRule;
import io.requalify.rules.Rule.EventRule;
import io.requalify.rules.RuleVersion;
import io.requalify.rules.RuleVersion.Dimension;
import io.requalify.rules.RuleVersion.Group;
import io.requalify.rules.RuleVersion.Segment;
import io.requalify.scoring.History.Entry;
import io.requalify.scoring.History.Kind;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeSet;

/**
 * The second scorer: says what {@code docs/scoring.md} defines, as plainly as it can, by looking at
 * the whole history for every instant. Shares nothing with the kernel but the records of rules, of
 * histories and of episodes. Times are microseconds, points millionths.
 */
final class Oracle {
  private final RuleVersion version;
  private final List<Rule> rules;
  private final History history;
  private final List<Entry> entries;

  /** For each rule, the entries that count. */
  private final boolean[][] counted;

  Oracle(RuleVersion version, History history) {
    this.version = version;
    this.rules = version.rules();
    this.history = history;
    this.entries = history.entries();
    this.counted = new boolean[rules.size()][entries.size()];
    for (int rule = 0; rule < rules.size(); rule++) {
      if (rules.get(rule) instanceof EventRule event) {
        for (int entry = 0; entry < entries.size(); entry++) {
          counted[rule][entry] = counts(event, counted[rule], entry);
        }
      }
    }
  }

  /**
   * What each part of the version has taken in of the history. At an instant all of them have taken
   * in the same; in between the effects of one instant, they have not.
   */
  private final class View {
    int guardsHaveRead;
    final int[] hasRead = new int[rules.size()];
    final long[] agedTo = new long[rules.size()];
    final long[] windowsTo = new long[rules.size()];

    View(int read, long instant) {
      guardsHaveRead = read;
      Arrays.fill(hasRead, read);
      Arrays.fill(agedTo, instant);
      Arrays.fill(windowsTo, instant);
    }
  }

  List<Long> measuresAt(long instant) {
    return measures(at(instant));
  }

  List<Episode> episodes(int scorecard) {
    List<Episode> episodes = new ArrayList<>();
    Optional<Episode> open = Optional.empty();
    boolean before = false;
    OptionalLong last = OptionalLong.empty();
    for (long instant : evaluations()) {
      for (Entry entry : entries) {
        if (entry.kind() == Kind.ENDS && feltAt(entry) == instant && open.isPresent()) {
          episodes.add(ended(open.get(), instant, entry.cause().orElseThrow()));
          open = Optional.empty();
        }
      }
      boolean now = isEligible(at(instant));
      if (now && !before && open.isEmpty()) {
        open =
            Optional.of(
                begun(scorecard, episodes.size() + 1, instant, crossingRule(last, instant)));
      }
      before = now;
      last = OptionalLong.of(instant);
    }
    open.ifPresent(episodes::add);
    return episodes;
  }

  // When.

  private TreeSet<Long> evaluations() {
    TreeSet<Long> instants = new TreeSet<>();
    instants.add(history.createdAt());
    for (int entry = 0; entry < entries.size(); entry++) {
      if (concerns(entries.get(entry))) {
        instants.add(feltAt(entries.get(entry)));
      }
      for (int rule = 0; rule < rules.size(); rule++) {
        long end = windowEnd(rule, entries.get(entry));
        if (counted[rule][entry] && end != Long.MAX_VALUE && end > feltAt(entries.get(entry))) {
          instants.add(end);
        }
      }
    }
    LocalDate day = instant(history.createdAt()).atZone(version.timezone()).toLocalDate();
    while (midnight(day) <= history.until()) {
      if (midnight(day) > history.createdAt()) {
        instants.add(midnight(day));
      }
      day = day.plusDays(1);
    }
    return new TreeSet<>(instants.headSet(history.until(), true));
  }

  private long midnight(LocalDate day) {
    return micros(day.atStartOfDay(version.timezone()).toInstant());
  }

  private long feltAt(Entry entry) {
    return Math.max(entry.visibleAt(), history.createdAt());
  }

  private boolean concerns(Entry entry) {
    return entry.kind() == Kind.ENDS
        || rules.stream().anyMatch(rule -> isAbout(entry, rule.conditions().get(0)))
        || version.suppressions().stream().anyMatch(s -> isAbout(entry, s.when()))
        || version.segments().stream()
            .anyMatch(s -> s.when().isPresent() && isAbout(entry, s.when().get()));
  }

  private static boolean isAbout(Entry entry, ConditionText condition) {
    return entry.condition().isPresent()
        && entry.condition().get().scope() == condition.scope()
        && entry.condition().get().sql().equals(condition.sql());
  }

  // The score.

  private View at(long instant) {
    return new View(
        (int) entries.stream().filter(entry -> feltAt(entry) <= instant).count(), instant);
  }

  private List<Long> measures(View view) {
    List<Long> measures = new ArrayList<>();
    long total = 0;
    for (Dimension dimension : version.dimensions()) {
      long sum = 0;
      for (Group group : version.groups()) {
        if (group.dimension().equals(dimension.name())) {
          sum += clip(sumOfRules(view, dimension.name(), Optional.of(group.name())), group.cap());
        }
      }
      sum += sumOfRules(view, dimension.name(), Optional.empty());
      measures.add(clip(sum, dimension.cap()));
      total += clip(sum, dimension.cap());
    }
    measures.add(clip(total, version.total().cap()));
    return measures;
  }

  private long sumOfRules(View view, String dimension, Optional<String> group) {
    long sum = 0;
    for (int rule = 0; rule < rules.size(); rule++) {
      if (rules.get(rule).dimension().equals(dimension) && rules.get(rule).group().equals(group)) {
        sum += clip(sum(view, rule), rules.get(rule).cap());
      }
    }
    return sum;
  }

  private long sum(View view, int rule) {
    if (rules.get(rule) instanceof AttributeRule attribute) {
      return holds(attribute.condition(), view.hasRead[rule]) ? attribute.points().millionths() : 0;
    }
    EventRule event = (EventRule) rules.get(rule);
    double fading = 0;
    long lasting = 0;
    for (int entry = 0; entry < view.hasRead[rule]; entry++) {
      boolean inWindow = view.windowsTo[rule] < windowEnd(rule, entries.get(entry));
      if (counted[rule][entry] && inWindow) {
        long age = view.agedTo[rule] - entries.get(entry).occurredAt();
        lasting += event.points().millionths();
        fading += event.points().millionths() * share(event, age);
      }
    }
    return event.fading().decay().isPresent() ? rounded(fading) : lasting;
  }

  private static double share(EventRule rule, long age) {
    return rule.fading().decay().isPresent()
        ? Math.pow(
            0.5,
            age
                / (((io.requalify.rules.Decay.HalfLife) rule.fading().decay().get())
                        .halfLife()
                        .toNanos()
                    / 1000.0))
        : 1;
  }

  /** Half up; what misses the half by a thousandth is taken for it. */
  private static long rounded(double millionths) {
    return (long) Math.floor(millionths + 0.501);
  }

  private long windowEnd(int rule, Entry entry) {
    return rules.get(rule) instanceof EventRule event && event.fading().window().isPresent()
        ? micros(instant(entry.occurredAt()).plus(event.fading().window().get()))
        : Long.MAX_VALUE;
  }

  private static long clip(long sum, Cap cap) {
    long atLeast = cap.min().isPresent() ? Math.max(sum, cap.min().get().millionths()) : sum;
    return cap.max().isPresent() ? Math.min(atLeast, cap.max().get().millionths()) : atLeast;
  }

  // Counting.

  private boolean counts(EventRule rule, boolean[] before, int entry) {
    if (entries.get(entry).kind() != Kind.EVENT
        || !isAbout(entries.get(entry), rule.conditions().get(0))) {
      return false;
    }
    List<Long> earlier = new ArrayList<>();
    for (int i = 0; i < entry; i++) {
      if (before[i]) {
        earlier.add(entries.get(i).occurredAt());
      }
    }
    long occurredAt = entries.get(entry).occurredAt();
    Counting counting = rule.counting();
    if (counting instanceof Counting.Once) {
      return earlier.isEmpty();
    }
    if (counting instanceof AtMostWithin within) {
      long per = within.per().toNanos() / 1000;
      return earlier.stream().filter(other -> Math.abs(other - occurredAt) < per).count()
          < within.times();
    }
    if (counting instanceof AtMostPerPeriod periodic) {
      Object period = period(periodic.per(), occurredAt);
      return earlier.stream().filter(o -> period(periodic.per(), o).equals(period)).count()
          < periodic.times();
    }
    return true;
  }

  private Object period(CalendarPeriod per, long occurredAt) {
    LocalDate date = instant(occurredAt).atZone(version.timezone()).toLocalDate();
    return switch (per) {
      case DAY -> date;
      case WEEK -> date.with(TemporalAdjusters.previousOrSame(MONDAY));
      case MONTH -> YearMonth.from(date);
    };
  }

  // Who qualifies.

  private boolean holds(ConditionText condition, int read) {
    boolean holds = false;
    for (Entry entry : entries.subList(0, read)) {
      if (isAbout(entry, condition)) {
        holds = entry.kind() == Kind.BEGINS;
      }
    }
    return holds;
  }

  private String segment(View view) {
    for (Segment segment : version.segments()) {
      if (segment.when().isEmpty() || holds(segment.when().get(), view.guardsHaveRead)) {
        return segment.name();
      }
    }
    throw new IllegalStateException("no default segment");
  }

  private boolean isEligible(View view) {
    boolean blocked =
        version.suppressions().stream().anyMatch(s -> holds(s.when(), view.guardsHaveRead));
    return !blocked && holds(version.qualify().get(segment(view)), measures(view));
  }

  private boolean holds(Requirement requirement, List<Long> measures) {
    if (requirement instanceof Requirement.All all) {
      return all.parts().stream().allMatch(part -> holds(part, measures));
    }
    if (requirement instanceof Requirement.Any any) {
      return any.parts().stream().anyMatch(part -> holds(part, measures));
    }
    Requirement.Comparison comparison = (Requirement.Comparison) requirement;
    List<String> names = version.dimensions().stream().map(Dimension::name).toList();
    int measure =
        comparison.measure().equals("total") ? names.size() : names.indexOf(comparison.measure());
    int sign = Long.compare(measures.get(measure), comparison.threshold().millionths());
    return switch (comparison.operator()) {
      case AT_LEAST -> sign >= 0;
      case ABOVE -> sign > 0;
      case AT_MOST -> sign <= 0;
      case BELOW -> sign < 0;
    };
  }

  // By what it crossed.

  /** Rule of the last effect after the evaluation before, up to this one, that turned it true. */
  private Optional<String> crossingRule(OptionalLong lastEvaluation, long instant) {
    int read = 0;
    if (lastEvaluation.isPresent()) {
      read = at(lastEvaluation.getAsLong()).guardsHaveRead;
    }
    Steps steps = new Steps(new View(read, lastEvaluation.orElse(instant)));
    for (int rule = 0; rule < rules.size(); rule++) {
      steps.view.agedTo[rule] = instant;
      steps.took(Optional.of(rules.get(rule).id()));
    }
    for (int rule = 0; rule < rules.size(); rule++) {
      steps.view.windowsTo[rule] = instant;
      steps.took(Optional.of(rules.get(rule).id()));
    }
    for (int entry = read; entry < at(instant).guardsHaveRead; entry++) {
      steps.view.guardsHaveRead = entry + 1;
      steps.took(Optional.empty());
      for (int rule = 0; rule < rules.size(); rule++) {
        steps.view.hasRead[rule] = entry + 1;
        steps.took(Optional.of(rules.get(rule).id()));
      }
    }
    return steps.crossing;
  }

  private final class Steps {
    final View view;
    boolean eligible;
    Optional<String> crossing = Optional.empty();

    Steps(View view) {
      this.view = view;
      this.eligible = isEligible(view);
    }

    void took(Optional<String> rule) {
      boolean before = eligible;
      eligible = isEligible(view);
      if (eligible && !before) {
        crossing = rule;
      }
    }
  }

  // Episodes.

  private Episode begun(int scorecard, int cycle, long instant, Optional<String> crossingRule) {
    List<Long> measures = measures(at(instant));
    double[] points = measures.stream().mapToDouble(measure -> measure / 1e6).toArray();
    return new Episode(
        scorecard,
        cycle,
        instant,
        points[points.length - 1],
        Arrays.copyOf(points, points.length - 1),
        segment(at(instant)),
        crossingRule,
        OptionalLong.empty(),
        Optional.empty());
  }

  private static Episode ended(Episode open, long instant, ExitCause cause) {
    return new Episode(
        open.scorecard(),
        open.cycle(),
        open.entryAt(),
        open.score(),
        open.dimensionScores(),
        open.segment(),
        open.crossingRule(),
        OptionalLong.of(instant),
        Optional.of(cause));
  }
}
