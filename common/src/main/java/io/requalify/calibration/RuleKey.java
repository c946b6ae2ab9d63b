package io.requalify.calibration;

import java.util.Comparator;

/**
 * Whose counts they are.
 *
 * @param version place of the version among those replayed
 * @param rule place of the rule, behind the last one the limits, or {@link #WHOLE}
 * @param outcome place of the outcome, or {@link #WHOLE} for what does not depend on it
 */
record RuleKey(int version, String segment, int rule, int outcome) implements Comparable<RuleKey> {
  /** In the place of a rule or outcome: of no single one. */
  static final int WHOLE = -1;

  private static final Comparator<RuleKey> ORDER =
      Comparator.comparingInt(RuleKey::version)
          .thenComparing(RuleKey::segment)
          .thenComparingInt(RuleKey::rule)
          .thenComparingInt(RuleKey::outcome);

  @Override
  public int compareTo(RuleKey other) {
    return ORDER.compare(this, other);
  }
}
