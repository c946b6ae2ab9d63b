package io.requalify.scoring;

import io.requalify.rules.ConditionText;
import io.requalify.rules.RuleVersion;
import io.requalify.rules.RuleVersion.Segment;
import io.requalify.rules.RuleVersion.Suppression.Effect;
import java.util.HashSet;
import java.util.Set;

/** Which conditions on facts hold, and what segment and suppressions follow. */
final class OracleFacts {
  private final RuleVersion version;
  private final Set<ConditionText> holding = new HashSet<>();

  OracleFacts(RuleVersion version) {
    this.version = version;
  }

  /** Says that a condition holds or not; answers whether that is a change. */
  boolean set(ConditionText condition, boolean holds) {
    return holds ? holding.add(condition) : holding.remove(condition);
  }

  boolean holds(ConditionText condition) {
    return holding.contains(condition);
  }

  /** The first segment whose condition holds. */
  String segment() {
    for (Segment segment : version.segments()) {
      if (segment.when().isEmpty() || holds(segment.when().get())) {
        return segment.name();
      }
    }
    throw new IllegalStateException("no default segment");
  }

  /** Whether a suppression with this effect holds. */
  boolean isSuppressed(Effect effect) {
    return version.suppressions().stream()
        .anyMatch(each -> each.effect() == effect && holds(each.when()));
  }
}
