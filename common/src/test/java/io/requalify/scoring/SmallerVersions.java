package io.requalify.scoring;

import io.requalify.rules.Cap;
import io.requalify.rules.Evaluation;
import io.requalify.rules.Exit;
import io.requalify.rules.Points;
import io.requalify.rules.Requalification;
import io.requalify.rules.Requirement;
import io.requalify.rules.Requirement.All;
import io.requalify.rules.Requirement.Any;
import io.requalify.rules.Requirement.Comparison;
import io.requalify.rules.Requirement.InCells;
import io.requalify.rules.Rule;
import io.requalify.rules.RuleVersion;
import io.requalify.rules.RuleVersion.Dimension;
import io.requalify.rules.RuleVersion.Floor;
import io.requalify.rules.RuleVersion.Group;
import io.requalify.rules.RuleVersion.Segment;
import io.requalify.rules.RuleVersion.Suppression;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a version can be made in one step towards a plain one, still without a fault. */
final class SmallerVersions {
  private final RuleVersion from;
  private final List<RuleVersion> smaller = new ArrayList<>();

  private SmallerVersions(RuleVersion from) {
    this.from = from;
  }

  static List<RuleVersion> of(RuleVersion from) {
    SmallerVersions versions = new SmallerVersions(from);
    versions.addFewer();
    versions.addPlainerLimits();
    versions.addPlainerCourse();
    versions.addPlainerRequalification();
    versions.addPlainerRules();
    versions.addPlainerRequirements();
    return List.copyOf(versions.smaller);
  }

  private void addFewer() {
    for (int i = 0; i < from.rules().size(); i++) {
      smaller.add(withoutRule(i));
    }
    for (int i = 0; i < from.suppressions().size(); i++) {
      smaller.add(Versions.withSuppressions(from, without(from.suppressions(), i)));
    }
    for (int i = 0; i < from.segments().size() - 1; i++) {
      smaller.add(Versions.withSegments(from, without(from.segments(), i)));
    }
    for (int i = 0; i < from.fastTracks().size(); i++) {
      smaller.add(Versions.withFastTracks(from, without(from.fastTracks(), i)));
    }
    if (!from.groups().isEmpty()) {
      RuleVersion ungrouped =
          Versions.mapRules(from, rule -> RuleCopies.inGroup(rule, Optional.empty()));
      smaller.add(Versions.withGroups(ungrouped, List.<Group>of()));
    }
  }

  private RuleVersion withoutRule(int place) {
    String id = from.rules().get(place).id();
    return Versions.withFastTracks(
        Versions.withRules(from, without(from.rules(), place)),
        from.fastTracks().stream().filter(each -> !each.equals(id)).toList());
  }

  private void addPlainerLimits() {
    SmallerRules.smallerCaps(from.total().cap())
        .forEach(cap -> smaller.add(Versions.withTotalCap(from, cap)));
    if (!from.total().weights().isEmpty()) {
      smaller.add(Versions.withWeights(from, Map.of()));
    }
    for (int i = 0; i < from.dimensions().size(); i++) {
      Dimension dimension = from.dimensions().get(i);
      for (Cap cap : SmallerRules.smallerCaps(dimension.cap())) {
        addDimension(i, new Dimension(dimension.name(), cap, dimension.floor()));
      }
      if (dimension.floor() != Floor.NONE) {
        addDimension(i, new Dimension(dimension.name(), dimension.cap()));
      }
    }
    for (int i = 0; i < from.groups().size(); i++) {
      Group group = from.groups().get(i);
      for (Cap cap : SmallerRules.smallerCaps(group.cap())) {
        List<Group> groups = new ArrayList<>(from.groups());
        groups.set(i, new Group(group.name(), group.dimension(), cap));
        smaller.add(Versions.withGroups(from, groups));
      }
    }
  }

  private void addDimension(int place, Dimension dimension) {
    List<Dimension> dimensions = new ArrayList<>(from.dimensions());
    dimensions.set(place, dimension);
    smaller.add(Versions.withDimensions(from, dimensions));
  }

  private void addPlainerCourse() {
    if (!from.timezone().equals(ZoneId.of("UTC"))) {
      smaller.add(Versions.withZone(from, ZoneId.of("UTC")));
    }
    if (!(from.evaluation() instanceof Evaluation.OnEvent)) {
      smaller.add(Versions.withEvaluation(from, new Evaluation.OnEvent()));
    }
    for (int i = 0; i < from.suppressions().size(); i++) {
      Suppression suppression = from.suppressions().get(i);
      if (suppression.effect() != Suppression.Effect.BLOCK) {
        List<Suppression> suppressions = new ArrayList<>(from.suppressions());
        suppressions.set(i, new Suppression(suppression.id(), suppression.when()));
        smaller.add(Versions.withSuppressions(from, suppressions));
      }
    }
    if (from.exit().isPresent()) {
      smaller.add(Versions.withExit(from, Optional.empty()));
      Exit exit = from.exit().get();
      if (!exit.dwell().isZero()) {
        Exit atOnce = new Exit(exit.below(), Duration.ZERO);
        smaller.add(Versions.withExit(from, Optional.of(atOnce)));
      }
    }
  }

  private void addPlainerRequalification() {
    addUnlessTheSame(Versions.withRequalification(from, Requalification.FREE));
    addUnlessTheSame(Versions.withCooldown(from, Duration.ZERO));
    addUnlessTheSame(Versions.withReset(from));
    addUnlessTheSame(Versions.withBooster(from, Optional.empty()));
    addUnlessTheSame(Versions.withAfter(from, Requalification.FREE.after()));
  }

  private void addUnlessTheSame(RuleVersion version) {
    if (!version.equals(from)) {
      smaller.add(version);
    }
  }

  private void addPlainerRules() {
    for (int i = 0; i < from.rules().size(); i++) {
      String id = from.rules().get(i).id();
      for (Rule plainer : SmallerRules.of(from.rules().get(i))) {
        // A rule in the mode state cannot be a fast track.
        if (Versions.canBeFastTrack(plainer) || !from.fastTracks().contains(id)) {
          List<Rule> rules = new ArrayList<>(from.rules());
          rules.set(i, plainer);
          smaller.add(Versions.withRules(from, rules));
        }
      }
    }
  }

  private void addPlainerRequirements() {
    for (Segment segment : from.segments()) {
      for (Requirement part : smallerRequirements(from.qualify().get(segment.name()))) {
        smaller.add(Versions.withRequirement(from, segment.name(), part));
      }
    }
  }

  private static List<Requirement> smallerRequirements(Requirement from) {
    if (from instanceof All all) {
      return all.parts();
    }
    if (from instanceof Any any) {
      return any.parts();
    }
    if (from instanceof InCells in) {
      List<Requirement> smaller = new ArrayList<>(List.of(Versions.totalAtLeast(10)));
      for (int i = 0; i < in.cells().size() && in.cells().size() > 1; i++) {
        smaller.add(new InCells(without(in.cells(), i)));
      }
      return smaller;
    }
    Comparison comparison = (Comparison) from;
    List<Requirement> smaller = new ArrayList<>();
    if (comparison.threshold().millionths() != 10_000_000) {
      smaller.add(new Comparison(comparison.measure(), comparison.operator(), Points.of(10)));
    }
    return smaller;
  }

  private static <T> List<T> without(List<T> list, int place) {
    List<T> rest = new ArrayList<>(list);
    rest.remove(place);
    return rest;
  }
}
