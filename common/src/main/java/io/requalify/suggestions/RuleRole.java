package io.requalify.suggestions;

import static java.util.Objects.requireNonNull;

import io.requalify.rules.Points;
import java.util.Optional;

/**
 * What becomes of one rule of the version in a refit.
 *
 * @param rule id of the rule, or {@code booster}
 * @param points points that it has; none where it gives no number of its own
 * @param weight of its dimension in the total
 * @param with decisions at which it contributed something
 * @param converted those of them whose outcome came
 * @param kept why it keeps its points, in words; none where it is refitted
 */
public record RuleRole(
    String rule,
    Optional<Points> points,
    double weight,
    long with,
    long converted,
    Optional<String> kept) {
  public RuleRole {
    requireNonNull(rule, "rule");
    if (converted > with) {
      throw new IllegalArgumentException("%d of %d converted".formatted(converted, with));
    }
  }

  /** True where its points are refitted. */
  public boolean refitted() {
    return kept.isEmpty();
  }

  RuleRole keptBecause(String reason) {
    return new RuleRole(rule, points, weight, with, converted, Optional.of(reason));
  }

  /** 1 for a gain, −1 for a loss: what a refit keeps. */
  int sign() {
    return Long.signum(points.orElseThrow().millionths());
  }
}
