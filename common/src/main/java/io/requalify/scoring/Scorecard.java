package io.requalify.scoring;

import io.requalify.rules.ConditionText;
import io.requalify.rules.Evaluation;
import io.requalify.rules.Requalification;
import io.requalify.rules.Requirement.Comparison;
import io.requalify.rules.Rule;
import io.requalify.rules.Rule.AttributeRule;
import io.requalify.rules.Rule.EventRule;
import io.requalify.rules.Rule.InactivityRule;
import io.requalify.rules.Rule.SetRule;
import io.requalify.rules.RuleVersion;
import io.requalify.rules.RuleVersion.Floor;
import java.io.Serializable;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;

/** A rule version made ready for replay: names resolved to numbers. Immutable. */
public final class Scorecard implements Serializable {
  /** Of a rule that asks for no fact. */
  static final int NO_FACT = -1;

  private final String version;
  private final ZoneId zone;
  private final Evaluation evaluation;
  private final ScoreLayout layout;
  private final ArrayList<RulePlan> rules = new ArrayList<>();
  private final boolean[] fastTracks;
  private final int[] factOfRule;
  private final int[] activities;
  private final int[] nightlyFloors;
  private final Watch events = new Watch();
  private final Watch facts = new Watch();
  private final Guards guards;
  private final PassageTerms terms;
  private final CellNames cells;
  private final AccountPlan account;
  private final ArrayList<String> names = new ArrayList<>();

  private Scorecard(RuleVersion version, ToIntFunction<ConditionText> numbers) {
    this.version = version.version();
    zone = version.timezone();
    evaluation = version.evaluation();
    layout = ScoreLayout.of(version);
    version.rules().forEach(rule -> rules.add(RulePlan.of(rule)));
    version
        .requalification()
        .booster()
        .ifPresent(booster -> rules.add(RulePlan.of(booster, Requalification.BOOSTER)));
    fastTracks = new boolean[rules.size()];
    factOfRule = new int[rules.size()];
    activities = new int[rules.size()];
    Arrays.fill(factOfRule, NO_FACT);
    Arrays.fill(activities, Silences.WHATEVER_COUNTS);
    for (int rule = 0; rule < version.rules().size(); rule++) {
      fastTracks[rule] = version.fastTracks().contains(version.rules().get(rule).id());
      watch(rule, version.rules().get(rule), numbers);
    }
    nightlyFloors =
        version.dimensions().stream()
            .filter(dimension -> dimension.floor() == Floor.NIGHTLY_ZERO)
            .mapToInt(dimension -> layout.measure(dimension.name()))
            .toArray();
    guards = Guards.of(version, layout, text -> facts.place(numbers.applyAsInt(text)));
    terms = PassageTerms.of(version, layout);
    cells = new CellNames(version);
    account = version.account().map(asked -> AccountPlan.of(asked, layout)).orElse(null);
    rules.forEach(rule -> names.add(rule.id()));
    version.groups().forEach(group -> names.add(group.name()));
    version.dimensions().forEach(dimension -> names.add(dimension.name()));
    names.add(Comparison.TOTAL);
  }

  /**
   * Makes a version ready.
   *
   * @param version a version without faults
   * @param numbers number of each condition in the timelines; equal conditions may share one
   * @throws IllegalArgumentException when the version names what it does not define: a fault that
   *     the reader of rule files reports with its place
   */
  public static Scorecard of(RuleVersion version, ToIntFunction<ConditionText> numbers) {
    return new Scorecard(version, numbers);
  }

  private void watch(int place, Rule rule, ToIntFunction<ConditionText> numbers) {
    if (rule instanceof AttributeRule attribute) {
      int number = numbers.applyAsInt(attribute.condition());
      facts.add(number, place);
      factOfRule[place] = facts.place(number);
    } else if (rule instanceof EventRule event) {
      watch(place, event.condition(), event.during(), numbers);
    } else if (rule instanceof SetRule set) {
      watch(place, set.condition(), set.during(), numbers);
    } else if (rule instanceof InactivityRule silence && silence.activity().isPresent()) {
      activities[place] = events.place(numbers.applyAsInt(silence.activity().get()));
    }
  }

  private void watch(
      int place,
      ConditionText condition,
      Optional<ConditionText> during,
      ToIntFunction<ConditionText> numbers) {
    events.add(numbers.applyAsInt(condition), place);
    if (during.isPresent()) {
      factOfRule[place] = facts.place(numbers.applyAsInt(during.get()));
    }
  }

  /** Name of the version. */
  public String version() {
    return version;
  }

  /** Ids of the rules in the order of the version, and last the booster, if there is one. */
  public List<String> ruleIds() {
    return rules.stream().map(RulePlan::id).toList();
  }

  /** Cell in which an episode of this version began; none where it has no cells, or below all. */
  public Optional<String> cell(Episode episode) {
    return cells.of(episode.dimensionScores());
  }

  /** How accounts qualify under this version; none where they do not. */
  public Optional<AccountPlan> account() {
    return Optional.ofNullable(account);
  }

  ZoneId zone() {
    return zone;
  }

  Evaluation evaluation() {
    return evaluation;
  }

  ScoreLayout layout() {
    return layout;
  }

  /** Rules in the order of the version, and last the booster, if there is one. */
  List<RulePlan> rules() {
    return rules;
  }

  /** Whether a hit of a rule lets a contact in at once. */
  boolean isFastTrack(int rule) {
    return fastTracks[rule];
  }

  /**
   * The fact whose changes move a rule, or which must hold when an event hits it, or {@link
   * #NO_FACT}.
   */
  int factOf(int rule) {
    return factOfRule[rule];
  }

  /** For each rule the events that break its silence, or {@link Silences#WHATEVER_COUNTS}. */
  int[] activities() {
    return activities.clone();
  }

  /** Dimensions that begin each day at zero, if they lie below. */
  int[] nightlyFloors() {
    return nightlyFloors.clone();
  }

  /** Names of the nodes of the layout. */
  List<String> names() {
    return names;
  }

  Watch events() {
    return events;
  }

  Watch facts() {
    return facts;
  }

  Guards guards() {
    return guards;
  }

  PassageTerms terms() {
    return terms;
  }
}
