package io.requalify.scoring;

import io.requalify.rules.ConditionText;
import io.requalify.rules.RuleVersion;
import io.requalify.rules.RuleVersion.Segment;
import io.requalify.rules.RuleVersion.Suppression;
import io.requalify.rules.RuleVersion.Suppression.Effect;
import java.io.Serializable;
import java.util.List;
import java.util.function.ToIntFunction;

/**
 * Segments and suppressions of a version, over the places of the facts that it watches.
 *
 * @param segments names in the order in which they are tried
 * @param segmentFacts fact that each asks for, or {@link #ALWAYS}
 * @param gates requirement of each
 * @param blocking facts of which each bars from qualifying, those that drop among them
 * @param dropping facts of which each takes the contact out of the population
 * @param freezing facts of which each lets the score stand still
 */
@SuppressWarnings("ArrayRecordComponent") // Read for every change of a fact; never compared.
record Guards(
    List<String> segments,
    int[] segmentFacts,
    List<Gate> gates,
    int[] blocking,
    int[] dropping,
    int[] freezing)
    implements Serializable {
  private static final int ALWAYS = -1;

  /**
   * Guards of a version.
   *
   * @throws IllegalArgumentException when no segment is the default, or one has no requirement
   */
  static Guards of(RuleVersion version, ScoreLayout layout, ToIntFunction<ConditionText> facts) {
    List<Segment> segments = version.segments();
    if (segments.stream().allMatch(segment -> segment.when().isPresent())) {
      throw new IllegalArgumentException(
          "Version %s has no default segment".formatted(version.version()));
    }
    return new Guards(
        segments.stream().map(Segment::name).toList(),
        segments.stream()
            .mapToInt(segment -> segment.when().map(facts::applyAsInt).orElse(ALWAYS))
            .toArray(),
        segments.stream().map(segment -> gate(version, segment, layout)).toList(),
        suppressing(version, List.of(Effect.BLOCK, Effect.DROP), facts),
        suppressing(version, List.of(Effect.DROP), facts),
        suppressing(version, List.of(Effect.FREEZE), facts));
  }

  private static int[] suppressing(
      RuleVersion version, List<Effect> effects, ToIntFunction<ConditionText> facts) {
    return version.suppressions().stream()
        .filter(suppression -> effects.contains(suppression.effect()))
        .map(Suppression::when)
        .mapToInt(facts)
        .toArray();
  }

  /** Place of the first segment that holds. */
  int segment(boolean[] holds) {
    int segment = 0;
    while (segmentFacts[segment] != ALWAYS && !holds[segmentFacts[segment]]) {
      segment++;
    }
    return segment;
  }

  /** Whether one of some facts holds. */
  static boolean any(int[] facts, boolean[] holds) {
    for (int fact : facts) {
      if (holds[fact]) {
        return true;
      }
    }
    return false;
  }

  /** Which of so many facts a segment or a suppression asks for. */
  boolean[] asked(int facts) {
    boolean[] asked = new boolean[facts];
    for (int[] some : List.of(segmentFacts, blocking, dropping, freezing)) {
      for (int fact : some) {
        if (fact != ALWAYS) {
          asked[fact] = true;
        }
      }
    }
    return asked;
  }

  private static Gate gate(RuleVersion version, Segment segment, ScoreLayout layout) {
    if (!version.qualify().containsKey(segment.name())) {
      throw new IllegalArgumentException(
          "Version %s has no requirement for segment %s"
              .formatted(version.version(), segment.name()));
    }

    return Gate.of(version.qualify().get(segment.name()), version.cells(), layout);
  }
}
