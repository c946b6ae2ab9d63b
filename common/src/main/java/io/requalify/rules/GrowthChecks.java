package io.requalify.rules;

import io.requalify.rules.Rule.PeriodicRule;
import io.requalify.rules.RuleVersion.Dimension;
import io.requalify.rules.RuleVersion.Floor;
import java.util.List;

/**
 * Refuses growth without end: a share above nothing that is added time after time compounds, and
 * within the years of a history would pass whatever a number can hold. Limits that clip do not
 * help, since the sum goes on beneath them.
 */
final class GrowthChecks {
  private GrowthChecks() {}

  /** Reports what is refused, at the period of the rule. */
  static void check(List<WrittenRule> rules, List<Dimension> dimensions) {
    for (WrittenRule written : rules) {
      boolean grows =
          written.rule() instanceof PeriodicRule periodic && periodic.change().millionths() > 0;
      dimensions.stream()
          .filter(dimension -> grows && dimension.name().equals(written.rule().dimension()))
          .filter(dimension -> !isStopped(dimension))
          .forEach(dimension -> refuse(written, dimension));
    }
  }

  /** Whether the running sum stops above, and below, where a negative sum would grow as well. */
  private static boolean isStopped(Dimension dimension) {
    Cap cap = dimension.cap();
    boolean below = dimension.floor() == Floor.ZERO || (cap.saturates() && cap.min().isPresent());
    return below && cap.saturates() && cap.max().isPresent();
  }

  private static void refuse(WrittenRule written, Dimension dimension) {
    written
        .map()
        .faultAtKey(
            "periodic",
            "a share above 0 of dimension '%s', which grows without end"
                .formatted(dimension.name()),
            "give the dimension limits that stop it, such as {min: 0, max: 100, cap: saturate}, or write a share below 0");
  }
}
