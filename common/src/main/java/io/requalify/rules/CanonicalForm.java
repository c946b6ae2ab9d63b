package io.requalify.rules;

import io.requalify.documents.Constants;
import io.requalify.rules.Requirement.All;
import io.requalify.rules.Requirement.Any;
import io.requalify.rules.Requirement.Comparison;
import io.requalify.rules.Requirement.InCells;
import io.requalify.rules.Rule.AttributeRule;
import io.requalify.rules.Rule.EventRule;
import io.requalify.rules.Rule.InactivityRule;
import io.requalify.rules.Rule.PeriodicRule;
import io.requalify.rules.Rule.SetRule;
import io.requalify.rules.RuleVersion.Dimension;
import io.requalify.rules.RuleVersion.Floor;
import io.requalify.rules.RuleVersion.Group;
import io.requalify.rules.RuleVersion.Segment;
import io.requalify.rules.RuleVersion.Suppression;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The meaning of a version as JSON, always written the same way: what a replay depends on, and
 * nothing else. Names of the version and its parent, status, owner, reasons and dates are not part
 * of it; names of rules, segments and dimensions are, for results carry them. The order of rules
 * and of segments counts, the order of dimensions, groups and suppressions does not.
 */
public final class CanonicalForm {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final int FORMAT = 1;

  private CanonicalForm() {}

  /** Compact JSON of the meaning. */
  public static String json(RuleVersion version) {
    ObjectNode json = JSON.objectNode();
    json.put("requalify", FORMAT);
    json.put("timezone", version.timezone().getId());
    evaluation(json, version.evaluation());
    ArrayNode segments = json.putArray("segments");
    version.segments().forEach(segment -> segments.add(segment(segment)));
    ObjectNode dimensions = json.putObject("dimensions");
    version.dimensions().stream()
        .sorted(Comparator.comparing(Dimension::name))
        .forEach(dimension -> dimensions.set(dimension.name(), dimension(dimension)));
    json.set("total", total(version.total()));
    ObjectNode groups = json.putObject("groups");
    version.groups().stream()
        .sorted(Comparator.comparing(Group::name))
        .forEach(
            group ->
                groups.set(group.name(), capped(group.cap()).put("dimension", group.dimension())));
    ArrayNode rules = json.putArray("rules");
    version.rules().forEach(rule -> rules.add(rule(rule)));
    ObjectNode qualify = json.putObject("qualify");
    version.segments().stream()
        .map(Segment::name)
        .sorted()
        .forEach(name -> qualify.set(name, requirement(version.qualify().get(name))));
    ArrayNode suppressions = json.putArray("suppress");
    version.suppressions().stream()
        .sorted(Comparator.comparing(Suppression::id))
        .forEach(suppression -> suppressions.add(suppression(suppression)));
    putEpisodes(json, version);
    return json.toString();
  }

  private static void evaluation(ObjectNode json, Evaluation evaluation) {
    if (evaluation instanceof Evaluation.Every every) {
      json.putObject("evaluate").put("every", every.every().toString());
    } else if (evaluation instanceof Evaluation.DailyAt daily) {
      json.putObject("evaluate").put("daily_at", daily.time().toString());
    } else {
      json.put("evaluate", "on_event");
    }
  }

  private static ObjectNode dimension(Dimension dimension) {
    ObjectNode json = capped(dimension.cap());
    if (dimension.floor() != Floor.NONE) {
      json.put("floor", Constants.word(dimension.floor()));
    }
    return json;
  }

  private static ObjectNode total(Total total) {
    ObjectNode json = capped(total.cap());
    if (!total.weights().isEmpty()) {
      ObjectNode weights = json.putObject("weighted");
      new TreeMap<>(total.weights())
          .forEach((dimension, weight) -> weights.put(dimension, weight.decimal()));
    }
    return json;
  }

  /** What the language did not have at first is only written where a version uses it. */
  private static void putEpisodes(ObjectNode json, RuleVersion version) {
    if (!version.cells().isEmpty()) {
      ArrayNode cells = json.putArray("cells");
      version.cells().forEach(axis -> cells.add(axis(axis)));
    }
    if (!version.fastTracks().isEmpty()) {
      ArrayNode fastTracks = json.putArray("fast_track");
      version.fastTracks().stream().sorted().forEach(fastTracks::add);
    }
    version.exit().ifPresent(exit -> json.set("exit", exit(exit)));
    if (!version.requalification().equals(Requalification.FREE)) {
      json.set("requalify_after", requalification(version));
    }
    version.account().ifPresent(account -> json.set("account", account(account)));
  }

  private static ObjectNode axis(CellAxis axis) {
    ObjectNode json = JSON.objectNode().put("dimension", axis.dimension());
    ObjectNode bands = json.putObject("bands");
    axis.bands().forEach(band -> bands.put(band.label(), band.from().decimal()));
    return json;
  }

  private static ObjectNode requalification(RuleVersion version) {
    Requalification requalification = version.requalification();
    ObjectNode json = JSON.objectNode().put("cooldown", requalification.cooldown().toString());
    ArrayNode reset = json.putArray("reset");
    VersionWords.reset(version).forEach(reset::add);
    requalification
        .booster()
        .ifPresent(
            booster ->
                json.putObject("booster")
                    .put("dimension", booster.dimension())
                    .put("points", booster.points().decimal())
                    .set("count", counting(booster.counting())));
    ArrayNode after = json.putArray("after");
    requalification.after().stream().map(Constants::word).sorted().forEach(after::add);
    return json;
  }

  private static ObjectNode exit(Exit exit) {
    return JSON.objectNode()
        .put("below", exit.below().decimal())
        .put("dwell", exit.dwell().toString());
  }

  private static ObjectNode account(AccountTerms account) {
    ObjectNode json = JSON.objectNode();
    ObjectNode aggregate = json.putObject("aggregate");
    aggregate.put(Constants.word(account.aggregate()), account.measure());
    account.top().ifPresent(top -> aggregate.put("top", top));
    ObjectNode roles = json.putObject("roles");
    account.roles().forEach((role, weight) -> roles.put(role, weight.decimal()));
    account
        .breadth()
        .ifPresent(
            breadth ->
                json.putObject("breadth")
                    .put("contacts", breadth.contacts())
                    .put("at_least", breadth.atLeast().decimal()));
    json.put("qualify", account.qualify().toString());
    account.exit().ifPresent(exit -> json.set("exit", exit(exit)));
    return json.put("roll_down", Constants.word(account.rollDown()));
  }

  private static ObjectNode segment(Segment segment) {
    ObjectNode json = JSON.objectNode().put("name", segment.name());
    segment.when().ifPresent(when -> json.put("when", when.normalised()));
    return json;
  }

  private static ObjectNode suppression(Suppression suppression) {
    return JSON.objectNode()
        .put("id", suppression.id())
        .put("when", suppression.when().normalised())
        .put("effect", Constants.word(suppression.effect()));
  }

  private static ObjectNode capped(Cap cap) {
    ObjectNode json = JSON.objectNode();
    putPoints(json, "min", cap.min());
    putPoints(json, "max", cap.max());
    if (cap.saturates()) {
      json.put("cap", "saturate");
    }
    if (cap.rounded()) {
      json.put("round", "half_up");
    }
    return json;
  }

  private static void putPoints(ObjectNode json, String key, Optional<Points> points) {
    points.ifPresent(some -> json.put(key, some.decimal()));
  }

  private static ObjectNode rule(Rule rule) {
    ObjectNode json = capped(rule.cap());
    json.put("id", rule.id());
    json.put("dimension", rule.dimension());
    rule.group().ifPresent(group -> json.put("group", group));
    putPoints(json, "points", RuleWords.points(rule));
    if (rule instanceof EventRule event) {
      putSelection(json, event.condition(), event.during(), event.counting());
    } else if (rule instanceof SetRule set) {
      putSelection(json, set.condition(), set.during(), set.counting());
      json.put("set_to", set.value().decimal());
    } else if (rule instanceof AttributeRule attribute) {
      json.put("attribute", attribute.condition().normalised());
      json.put("mode", Constants.word(attribute.mode()));
    } else if (rule instanceof InactivityRule silence) {
      silence.activity().ifPresent(activity -> json.put("event", activity.normalised()));
      ObjectNode inactivity = json.putObject("inactivity");
      inactivity.put("after", silence.after().toString());
      silence.every().ifPresent(every -> inactivity.put("every", every.toString()));
    } else if (rule instanceof PeriodicRule periodic) {
      json.putObject("periodic")
          .put("change", periodic.change().decimal())
          .put("every", periodic.every().toString());
    }
    putFading(json, rule.fading());
    return json;
  }

  private static void putSelection(
      ObjectNode json, ConditionText condition, Optional<ConditionText> during, Counting counting) {
    json.put("event", condition.normalised());
    during.ifPresent(facts -> json.put("while", facts.normalised()));
    json.set("count", counting(counting));
  }

  private static void putFading(ObjectNode json, Fading fading) {
    fading.window().ifPresent(window -> json.put("window", window.toString()));
    fading
        .decay()
        .ifPresent(
            decay -> {
              if (decay instanceof Decay.HalfLife half) {
                json.put("half_life", half.halfLife().toString());
              } else {
                json.set("decay", decay(decay));
              }
            });
  }

  private static ObjectNode decay(Decay decay) {
    ObjectNode json = JSON.objectNode();
    if (decay instanceof Decay.Linear linear) {
      json.putObject("linear")
          .put("rate", linear.rate().decimal())
          .put("per", linear.per().toString());
    } else if (decay instanceof Decay.Step step) {
      json.putObject("step")
          .put("rate", step.rate().decimal())
          .put("per", step.per().toString())
          .put("compound", step.compound());
    } else if (decay instanceof Decay.AgeBands table) {
      ArrayNode bands = json.putArray("table");
      table
          .bands()
          .forEach(
              band ->
                  bands
                      .addObject()
                      .put("before", band.before().toString())
                      .put("share", band.share().decimal()));
    }
    return json;
  }

  private static ObjectNode counting(Counting counting) {
    ObjectNode json = JSON.objectNode();
    if (counting instanceof Counting.AtMostWithin within) {
      return json.put("at_most", within.times()).put("per", within.per().toString());
    }
    if (counting instanceof Counting.AtMostPerPeriod period) {
      return json.put("at_most", period.times()).put("per", period.per().name());
    }
    if (counting instanceof Counting.Distinct distinct) {
      return json.put("distinct", distinct.field());
    }
    if (counting instanceof Counting.Between between) {
      json.putArray("between").add(between.min()).add(between.max());
      return json.put("within", between.within().toString());
    }

    return json.put("each", counting instanceof Counting.Once ? "once" : "every");
  }

  private static ObjectNode requirement(Requirement requirement) {
    ObjectNode json = JSON.objectNode();
    if (requirement instanceof Comparison comparison) {
      return json.put(
          comparison.measure(), comparison.operator().symbol() + " " + comparison.threshold());
    }
    if (requirement instanceof InCells inCells) {
      ArrayNode cells = json.putArray("cell");
      inCells.cells().stream().sorted().forEach(cells::add);
      return json;
    }

    boolean all = requirement instanceof All;
    List<Requirement> parts = all ? ((All) requirement).parts() : ((Any) requirement).parts();
    ArrayNode array = json.putArray(all ? "all" : "any");
    parts.forEach(part -> array.add(requirement(part)));
    return json;
  }
}
