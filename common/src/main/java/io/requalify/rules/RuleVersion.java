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
 * @param timezone zone of its calendar days, weeks and months, of its nightly floors and of its
 *     evaluation at midnight
 * @param segments in the order in which they are tried; the last is the default
 * @param dimensions in the order of the file
 * @param evaluation when a contact is looked at
 * @param total how the dimensions make the total
 * @param rules in the order of the file
 * @param qualify requirement of each segment, one for every segment
 * @param cells axes of the cells, in the order in which their labels make a cell's name
 * @param fastTracks rules that let a contact in at once
 * @param exit when an episode ends by itself, if it does
 * @param account how the contacts of an account qualify it together, if they do
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
    Evaluation evaluation,
    List<Segment> segments,
    List<Dimension> dimensions,
    Total total,
    List<Group> groups,
    List<Rule> rules,
    Map<String, Requirement> qualify,
    List<CellAxis> cells,
    List<String> fastTracks,
    List<Suppression> suppressions,
    Optional<Exit> exit,
    Requalification requalification,
    Optional<AccountTerms> account) {

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
  public record Dimension(String name, Cap cap, Floor floor) {
    /** A dimension without a floor. */
    public Dimension(String name, Cap cap) {
      this(name, cap, Floor.NONE);
    }
  }

  /** What becomes of a dimension whose running sum falls below zero. */
  public enum Floor {
    /** It goes on below zero. */
    NONE,
    /** It stays at zero. */
    ZERO,
    /** It is set to zero at the next midnight of the version's zone. */
    NIGHTLY_ZERO
  }

  /** Rules of one dimension that share limits. */
  public record Group(String name, String dimension, Cap cap) {}

  /** What is kept from contacts while the condition holds. */
  public record Suppression(String id, ConditionText when, Effect effect) {
    /** What a suppression does. */
    public enum Effect {
      /** The contact cannot qualify. */
      BLOCK,
      /** The contact's score stands still, but for what time alone does to it. */
      FREEZE,
      /** The contact is not in the population: it cannot qualify, and an open episode ends. */
      DROP
    }

    /** A suppression that blocks. */
    public Suppression(String id, ConditionText when) {
      this(id, when, Effect.BLOCK);
    }
  }

  public RuleVersion {
    agreedWith = List.copyOf(agreedWith);
    segments = List.copyOf(segments);
    dimensions = List.copyOf(dimensions);
    groups = List.copyOf(groups);
    rules = List.copyOf(rules);
    qualify = Map.copyOf(qualify);
    cells = List.copyOf(cells);
    fastTracks = List.copyOf(fastTracks);
    suppressions = List.copyOf(suppressions);
  }

  /** Every condition of the version, in the order of segments, rules and suppressions. */
  public List<ConditionText> conditions() {
    List<ConditionText> conditions = new ArrayList<>();
    segments.forEach(segment -> segment.when().ifPresent(conditions::add));
    rules.forEach(rule -> conditions.addAll(rule.conditions()));
    suppressions.forEach(suppression -> conditions.add(suppression.when()));
    return List.copyOf(conditions);
  }

  /**
   * The same version as if one of its rules had never been written; a fast track by it is gone as
   * well. It has the same name, so it is for comparison alone.
   *
   * @throws IllegalArgumentException when it has no such rule
   */
  public RuleVersion without(String rule) {
    List<Rule> others = rules.stream().filter(each -> !each.id().equals(rule)).toList();
    if (others.size() == rules.size()) {
      throw new IllegalArgumentException("Version %s has no rule '%s'".formatted(version, rule));
    }
    return new RuleVersion(
        model,
        version,
        parent,
        status,
        effectiveFrom,
        owner,
        agreedWith,
        reason,
        timezone,
        evaluation,
        segments,
        dimensions,
        total,
        groups,
        others,
        qualify,
        cells,
        fastTracks.stream().filter(each -> !each.equals(rule)).toList(),
        suppressions,
        exit,
        requalification,
        account);
  }
}
