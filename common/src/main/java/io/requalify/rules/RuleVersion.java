package io.requalify.rules;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One immutable version of the rules, free of faults.
 *
 * @param model model that the version belongs to
 * @param version name of the version, unique in a warehouse
 * @param parent version it was made from
 * @param effectiveFrom from when the version was or is live
 * @param timezone zone of its calendar days, weeks and months, and of its evaluation at midnight
 * @param segments in the order in which they are tried; the last is the default
 * @param dimensions in the order of the file
 * @param totalCap limits of the total, which is the sum of the dimensions
 * @param rules in the order of the file
 * @param qualify requirement of each segment, one for every segment
 */
public record RuleVersion(
    String model,
    String version,
    Optional<String> parent,
    Status status,
    Optional<Instant> effectiveFrom,
    Optional<String> owner,
    List<String> agreedWith,
    Optional<String> reason,
    ZoneId timezone,
    List<Segment> segments,
    List<Dimension> dimensions,
    Cap totalCap,
    List<Group> groups,
    List<Rule> rules,
    Map<String, Requirement> qualify,
    List<Suppression> suppressions) {

  /** Where a version stands in its life. */
  public enum Status {
    DRAFT,
    CANDIDATE,
    PRODUCTION,
    RETIRED
  }

  /**
   * Contacts that share thresholds.
   *
   * @param when none for the default segment
   */
  public record Segment(String name, Optional<ConditionText> when) {}

  /** A part of the score, with its limits. */
  public record Dimension(String name, Cap cap) {}

  /** Rules of one dimension that share limits. */
  public record Group(String name, String dimension, Cap cap) {}

  /** Contacts that cannot qualify while the condition holds. */
  public record Suppression(String id, ConditionText when) {}

  public RuleVersion {
    agreedWith = List.copyOf(agreedWith);
    segments = List.copyOf(segments);
    dimensions = List.copyOf(dimensions);
    groups = List.copyOf(groups);
    rules = List.copyOf(rules);
    qualify = Map.copyOf(qualify);
    suppressions = List.copyOf(suppressions);
  }

  /** Every condition of the version, in the order of segments, rules and suppressions. */
  public List<ConditionText> conditions() {
    List<ConditionText> conditions = new ArrayList<>();
    segments.forEach(segment -> segment.when().ifPresent(conditions::add));
    rules.forEach(rule -> conditions.add(rule.condition()));
    suppressions.forEach(suppression -> conditions.add(suppression.when()));
    return List.copyOf(conditions);
  }
}
