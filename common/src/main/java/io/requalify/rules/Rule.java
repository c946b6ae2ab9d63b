package io.requalify.rules;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What earns or costs points. */
public sealed interface Rule {
  /** Name of the rule, unique in its version. */
  String id();

  /** Dimension that the points go to. */
  String dimension();

  /** Group within the dimension, if any. */
  default Optional<String> group() {
    return Optional.empty();
  }

  /** Limits of the rule's own sum. */
  default Cap cap() {
    return Cap.NONE;
  }

  /** How points lose value with the age of the hit that they are for. */
  default Fading fading() {
    return Fading.NONE;
  }

  /** Condition on attributes that must hold when an event is felt, if any. */
  default Optional<ConditionText> during() {
    return Optional.empty();
  }

  /** Conditions that the rule asks for. */
  List<ConditionText> conditions();

  /**
   * Points for a condition on attributes.
   *
   * @param fading only where the mode is not {@link Mode#STATE}
   */
  record AttributeRule(
      String id,
      String dimension,
      Optional<String> group,
      ConditionText condition,
      Mode mode,
      Points points,
      Fading fading,
      Cap cap)
      implements Rule {
    public AttributeRule {
      if (mode == Mode.STATE && !fading.equals(Fading.NONE)) {
        throw new IllegalArgumentException("points that last while a condition holds do not fade");
      }
    }

    @Override
    public List<ConditionText> conditions() {
      return List.of(condition);
    }
  }

  /** When a condition on attributes gives its points. */
  enum Mode {
    /** While it holds. */
    STATE,
    /** At each change into holding. */
    ACCRUE,
    /** At the first change into holding, once ever. */
    FIRST
  }

  /**
   * Points for events that a condition selects.
   *
   * @param condition carries a field of the event where the counting is {@link Counting.Distinct}
   * @param during condition on attributes that must hold when the event is felt, if any
   */
  record EventRule(
      String id,
      String dimension,
      Optional<String> group,
      ConditionText condition,
      Optional<ConditionText> during,
      Points points,
      Counting counting,
      Fading fading,
      Cap cap)
      implements Rule {
    public EventRule {
      requireCarried(condition, counting);
      if (counting instanceof Counting.Between && !fading.equals(Fading.NONE)) {
        throw new IllegalArgumentException("counting between limits has a window of its own");
      }
    }

    @Override
    public List<ConditionText> conditions() {
      return conditionsOf(condition, during);
    }
  }

  /**
   * Sets its dimension to a value: all that the rules of the dimension have given is forgotten, and
   * this rule gives the value.
   *
   * @param condition as in {@link EventRule}
   * @param during as in {@link EventRule}
   */
  record SetRule(
      String id,
      String dimension,
      ConditionText condition,
      Optional<ConditionText> during,
      Counting counting,
      Points value)
      implements Rule {
    public SetRule {
      requireCarried(condition, counting);
      if (counting instanceof Counting.Between) {
        throw new IllegalArgumentException("a value is set by single events");
      }
    }

    @Override
    public List<ConditionText> conditions() {
      return conditionsOf(condition, during);
    }
  }

  /**
   * Points for silence.
   *
   * @param activity events that break the silence; none for those that any rule counts
   * @param after length of the silence before the first points
   * @param every length of each further silence; none for no further points
   */
  record InactivityRule(
      String id,
      String dimension,
      Optional<String> group,
      Optional<ConditionText> activity,
      Points points,
      Duration after,
      Optional<Duration> every,
      Cap cap)
      implements Rule {
    @Override
    public List<ConditionText> conditions() {
      return activity.stream().toList();
    }
  }

  /**
   * A share of the running dimension, time after time from the creation of the contact.
   *
   * @param change share that is added; negative for a loss
   */
  record PeriodicRule(String id, String dimension, Share change, Duration every) implements Rule {
    @Override
    public List<ConditionText> conditions() {
      return List.of();
    }
  }

  private static void requireCarried(ConditionText condition, Counting counting) {
    Optional<String> counted =
        counting instanceof Counting.Distinct distinct
            ? Optional.of(distinct.field())
            : Optional.empty();
    if (!condition.carried().equals(counted)) {
      throw new IllegalArgumentException(
          "the condition carries %s, the counting asks for %s"
              .formatted(condition.carried(), counted));
    }
  }

  private static List<ConditionText> conditionsOf(
      ConditionText condition, Optional<ConditionText> during) {
    List<ConditionText> conditions = new ArrayList<>(List.of(condition));
    during.ifPresent(conditions::add);
    return List.copyOf(conditions);
  }
}
