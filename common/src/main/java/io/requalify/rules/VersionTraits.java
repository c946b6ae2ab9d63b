package io.requalify.rules;

import static java.util.stream.Collectors.joining;

import io.requalify.rules.Rule.InactivityRule;
import io.requalify.rules.Rule.PeriodicRule;
import io.requalify.rules.RuleVersion.Dimension;
import io.requalify.rules.RuleVersion.Group;
import io.requalify.rules.RuleVersion.Segment;
import io.requalify.rules.RuleVersion.Suppression;
import io.requalify.rules.VersionChange.Part;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * All that a version means, taken apart: for each of its parts the traits, each in words. Versions
 * with one fingerprint have the same traits. The order of rules is not among them: it is told for
 * the rules that both versions have.
 */
final class VersionTraits {
  private static final String POINTS = "points";
  private static final String CONDITION = "condition";
  private static final String COUNTING = "counting";

  /** Traits that say what they are by themselves. */
  static final List<String> SELF_EVIDENT = List.of(POINTS, CONDITION, COUNTING);

  private static final String MINIMUM = "minimum";
  private static final String MAXIMUM = "maximum";

  private final Map<NamedPart, Map<String, String>> parts = new LinkedHashMap<>();

  /** Names a part. */
  record NamedPart(Part part, String name) {}

  private VersionTraits() {}

  /** Traits by part, in the order in which the version has them. */
  static Map<NamedPart, Map<String, String>> of(RuleVersion version) {
    VersionTraits traits = new VersionTraits();
    traits.version(version);
    version
        .segments()
        .forEach(segment -> traits.segment(segment, version.qualify().get(segment.name())));
    version.dimensions().forEach(traits::dimension);
    version.groups().forEach(traits::group);
    version.rules().forEach(rule -> traits.rule(rule, version.fastTracks().contains(rule.id())));
    version.suppressions().forEach(traits::suppression);
    version.account().ifPresent(traits::account);
    return traits.parts;
  }

  private Map<String, String> part(Part part, String name) {
    return parts.computeIfAbsent(new NamedPart(part, name), key -> new LinkedHashMap<>());
  }

  private void version(RuleVersion version) {
    Map<String, String> traits = part(Part.VERSION, "");
    traits.put("time zone", version.timezone().getId());
    traits.put("evaluated", VersionWords.of(version.evaluation()));
    version
        .total()
        .weights()
        .forEach((dimension, weight) -> traits.put("weight of " + dimension, weight.toString()));
    cap(traits, "total ", version.total().cap());
    VersionWords.of(version.cells()).ifPresent(cells -> traits.put("cells", cells));
    version.exit().ifPresent(exit -> traits.put("exit", VersionWords.of(exit, "total")));
    requalification(traits, version);
    // The first segment that holds is that of a contact, so a new one takes from those after it.
    traits.put(
        "order of segments", version.segments().stream().map(Segment::name).collect(joining(", ")));
  }

  private static void requalification(Map<String, String> traits, RuleVersion version) {
    Requalification requalification = version.requalification();
    VersionWords.cooldown(requalification).ifPresent(words -> traits.put("cooldown", words));
    if (!requalification.reset().isEmpty()) {
      traits.put("reset", String.join(", ", VersionWords.reset(version)));
    }
    requalification.booster().ifPresent(booster -> traits.put("booster", VersionWords.of(booster)));
    traits.put("requalifies after", VersionWords.after(requalification));
  }

  private void segment(Segment segment, Requirement requirement) {
    Map<String, String> traits = part(Part.SEGMENT, segment.name());
    traits.put(
        "who", segment.when().map(ConditionText::normalised).orElse(RuleWords.EVERYONE_ELSE));
    traits.put("qualifies with", RuleWords.of(requirement));
  }

  private void dimension(Dimension dimension) {
    Map<String, String> traits = part(Part.DIMENSION, dimension.name());
    cap(traits, "", dimension.cap());
    VersionWords.of(dimension.floor()).ifPresent(floor -> traits.put("floor", floor));
  }

  private void group(Group group) {
    Map<String, String> traits = part(Part.GROUP, group.name());
    traits.put("dimension", group.dimension());
    cap(traits, "", group.cap());
  }

  private void rule(Rule rule, boolean fastTrack) {
    Map<String, String> traits = part(Part.RULE, rule.id());
    traits.put(POINTS, RuleWords.gives(rule));
    traits.put("dimension", rule.dimension());
    rule.group().ifPresent(group -> traits.put("group", group));
    traits.put(CONDITION, RuleWords.selection(rule));
    rule.during().ifPresent(facts -> traits.put("while", facts.normalised()));
    RuleWords.counting(rule).ifPresent(counting -> traits.put(COUNTING, counting));
    if (rule instanceof InactivityRule silence) {
      traits.put("for", DurationText.inWords(silence.after()));
      silence.every().ifPresent(every -> traits.put("then each", DurationText.inWords(every)));
    } else if (rule instanceof PeriodicRule periodic) {
      traits.put("each", DurationText.inWords(periodic.every()));
    }
    fading(traits, rule.fading());
    cap(traits, "", rule.cap());
    if (fastTrack) {
      traits.put("fast track", "yes");
    }
  }

  private static void fading(Map<String, String> traits, Fading fading) {
    fading.window().ifPresent(window -> traits.put("window", DurationText.inWords(window)));
    fading
        .decay()
        .ifPresent(
            decay -> {
              if (decay instanceof Decay.HalfLife half) {
                traits.put("half-life", DurationText.inWords(half.halfLife()));
              } else {
                traits.put("decay", RuleWords.of(decay));
              }
            });
  }

  private void suppression(Suppression suppression) {
    Map<String, String> traits = part(Part.SUPPRESSION, suppression.id());
    traits.put(CONDITION, "while " + suppression.when().normalised());
    traits.put("effect", VersionWords.of(suppression.effect()));
  }

  private void account(AccountTerms account) {
    Map<String, String> traits = part(Part.ACCOUNT, "");
    traits.put("score", VersionWords.score(account));
    account
        .roles()
        .forEach((role, weight) -> traits.put("weight of role " + role, weight.toString()));
    account.breadth().ifPresent(breadth -> traits.put("breadth", VersionWords.of(breadth)));
    traits.put("qualifies with", account.qualify().toString());
    account.exit().ifPresent(exit -> traits.put("exit", VersionWords.of(exit, "score")));
    traits.put("rolls down to", VersionWords.of(account.rollDown()));
  }

  private static void cap(Map<String, String> traits, String of, Cap cap) {
    cap.min().ifPresent(min -> traits.put(of + MINIMUM, RuleWords.limit(min, cap)));
    cap.max().ifPresent(max -> traits.put(of + MAXIMUM, RuleWords.limit(max, cap)));
    if (cap.rounded()) {
      traits.put(of + "rounding", "to whole points");
    }
  }
}
