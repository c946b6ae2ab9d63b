package io.requalify.rules;

import java.util.Optional;

/** What earns or costs points. */
public sealed interface Rule {
  /** Name of the rule, unique in its version. */
  String id();

  /** Dimension that the points go to. */
  String dimension();

  /** Group within the dimension, if any. */
  Optional<String> group();

  /** Points of one contribution. */
  Points points();

  /** Limits of the rule's own sum. */
  Cap cap();

  /** Condition that selects. */
  ConditionText condition();

  /** Points while a condition on attributes holds. */
  record AttributeRule(
      String id,
      String dimension,
      Optional<String> group,
      ConditionText condition,
      Points points,
      Cap cap)
      implements Rule {}

  /** Points for events that a condition selects. */
  record EventRule(
      String id,
      String dimension,
      Optional<String> group,
      ConditionText condition,
      Points points,
      Counting counting,
      Fading fading,
      Cap cap)
      implements Rule {}
}
