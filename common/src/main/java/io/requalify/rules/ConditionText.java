package io.requalify.rules;

import static java.util.Objects.requireNonNull;

/**
 * A boolean SQL condition as it stands in a rule version.
 *
 * @param scope what the condition can see
 * @param sql the text
 */
public record ConditionText(Scope scope, String sql) {
  /** What a condition can see. */
  public enum Scope {
    /** The fields of one event. */
    EVENT,
    /** The attributes of a contact and of its account as of an instant. */
    FACTS
  }

  public ConditionText {
    requireNonNull(scope, "scope");
    requireNonNull(sql, "sql");
  }

  public static ConditionText onEvent(String sql) {
    return new ConditionText(Scope.EVENT, sql);
  }

  public static ConditionText onFacts(String sql) {
    return new ConditionText(Scope.FACTS, sql);
  }
}
