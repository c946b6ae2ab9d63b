package io.requalify.suggestions;

import io.requalify.rules.Points;
import io.requalify.rules.RepointedVersion;
import io.requalify.rules.Requalification;
import io.requalify.rules.Requalification.Booster;
import io.requalify.rules.Rule;
import io.requalify.rules.Rule.PeriodicRule;
import io.requalify.rules.RuleVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Decides which rules of a version are refitted. */
final class RuleRoles {
  /** A rule that fewer decisions have, or lack, says too little: its points stay. */
  static final int FEWEST_DECISIONS = 10;

  private RuleRoles() {}

  /** One for each rule in the order of the version, the booster last if there is one. */
  static List<RuleRole> of(RuleVersion version, List<SeenDecision> decisions) {
    List<RuleRole> roles = new ArrayList<>();
    for (Rule rule : version.rules()) {
      Optional<Points> points = RepointedVersion.points(rule);
      double weight = weight(version, rule.dimension());
      Optional<String> noPoints =
          points.isPresent()
              ? Optional.empty()
              : Optional.of(
                  rule instanceof PeriodicRule
                      ? "takes a share of its dimension, no points of its own"
                      : "sets its dimension to a value, no points of its own");
      roles.add(role(rule.id(), points, weight, noPoints, roles.size(), decisions));
    }
    Optional<Booster> booster = version.requalification().booster();
    if (booster.isPresent()) {
      double weight = weight(version, booster.get().dimension());
      Optional<String> why = Optional.of("is the booster between two episodes, no rule");
      roles.add(
          role(
              Requalification.BOOSTER,
              Optional.of(booster.get().points()),
              weight,
              why,
              roles.size(),
              decisions));
    }
    return List.copyOf(roles);
  }

  private static double weight(RuleVersion version, String dimension) {
    return version.total().weight(dimension).millionths() / 1e6;
  }

  private static RuleRole role(
      String id,
      Optional<Points> points,
      double weight,
      Optional<String> whyNot,
      int place,
      List<SeenDecision> decisions) {
    long with = decisions.stream().filter(each -> each.contribution(place) != 0).count();
    long converted =
        decisions.stream()
            .filter(each -> each.contribution(place) != 0 && each.converted())
            .count();
    Optional<String> kept =
        whyNot.or(() -> tooLittle(points.orElseThrow(), weight, with, decisions.size() - with));
    return new RuleRole(id, points, weight, with, converted, kept);
  }

  private static Optional<String> tooLittle(Points points, double weight, long with, long without) {
    if (points.millionths() == 0) {
      return Optional.of("has 0 points, so that its hits leave no trace in the score");
    }
    if (weight == 0) {
      return Optional.of("its dimension has the weight 0 in the total");
    }
    if (with < FEWEST_DECISIONS) {
      return Optional.of("too few have it: fewer than " + FEWEST_DECISIONS);
    }
    return without < FEWEST_DECISIONS
        ? Optional.of("too few lack it: fewer than " + FEWEST_DECISIONS)
        : Optional.empty();
  }
}
