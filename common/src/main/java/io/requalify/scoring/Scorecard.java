package io.requalify.scoring;

import io.requalify.rules.ConditionText;
import io.requalify.rules.Rule;
import io.requalify.rules.Rule.AttributeRule;
import io.requalify.rules.RuleVersion;
import java.io.Serializable;
import java.time.ZoneId;
import java.util.List;
import java.util.function.ToIntFunction;

/** A rule version made ready for replay: names resolved to numbers. Immutable. */
public final class Scorecard implements Serializable {
  private final String version;
  private final ZoneId zone;
  private final ScoreLayout layout;
  private final List<RulePlan> rules;
  private final Watch events;
  private final Watch facts;
  private final Guards guards;

  private Scorecard(
      RuleVersion version, ScoreLayout layout, Watch events, Watch facts, Guards guards) {
    this.version = version.version();
    this.zone = version.timezone();
    this.layout = layout;
    this.rules = version.rules().stream().map(RulePlan::of).toList();
    this.events = events;
    this.facts = facts;
    this.guards = guards;
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
    Watch events = new Watch();
    Watch facts = new Watch();
    for (int rule = 0; rule < version.rules().size(); rule++) {
      Rule each = version.rules().get(rule);
      Watch watch = each instanceof AttributeRule ? facts : events;
      watch.add(numbers.applyAsInt(each.conditions().get(0)), rule);
    }
    ScoreLayout layout = ScoreLayout.of(version);
    Guards guards = Guards.of(version, layout, text -> facts.place(numbers.applyAsInt(text)));
    return new Scorecard(version, layout, events, facts, guards);
  }

  /** Name of the version. */
  public String version() {
    return version;
  }

  ZoneId zone() {
    return zone;
  }

  ScoreLayout layout() {
    return layout;
  }

  List<RulePlan> rules() {
    return rules;
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
}
