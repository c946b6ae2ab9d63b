package io.requalify.rules;

import static java.util.Objects.requireNonNull;

import io.requalify.documents.Fault;
import io.requalify.documents.SourceText;
import java.io.Serializable;
import java.util.Objects;
import java.util.Optional;

/**
 * A boolean SQL condition as it stands in a rule version. Two are equal when they say the same in
 * the same scope, wherever they stand.
 *
 * @param scope what the condition can see
 * @param sql the text
 * @param carried field of the events whose value comes with each hit, if any
 * @param source where the text stands, for faults
 */
public record ConditionText(Scope scope, String sql, Optional<String> carried, SourceText source)
    implements Serializable {
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
    requireNonNull(carried, "carried");
    requireNonNull(source, "source");
  }

  /** A condition from no file. */
  public ConditionText(Scope scope, String sql) {
    this(scope, sql, Optional.empty(), SourceText.NONE);
  }

  public static ConditionText onEvent(String sql) {
    return new ConditionText(Scope.EVENT, sql);
  }

  public static ConditionText onFacts(String sql) {
    return new ConditionText(Scope.FACTS, sql);
  }

  /** The same condition on events, with the value of a field at each hit. */
  public ConditionText carrying(String field) {
    return new ConditionText(scope, sql, Optional.of(field), source);
  }

  /** A fault at a character of this text. */
  public Fault fault(int index, String problem, String remedy) {
    return source.fault(sql, index, problem, remedy);
  }

  /**
   * The text with each run of white space outside of quotes as one blank, and none at the ends:
   * what stays the same when a file is only laid out anew.
   */
  public String normalised() {
    StringBuilder text = new StringBuilder(sql.length());
    char quote = 0;
    for (int i = 0; i < sql.length(); i++) {
      char c = sql.charAt(i);
      if (quote == 0 && Character.isWhitespace(c)) {
        if (!text.isEmpty() && text.charAt(text.length() - 1) != ' ') {
          text.append(' ');
        }
        continue;
      }

      text.append(c);
      if (quote == 0) {
        quote = c == '\'' || c == '"' || c == '`' ? c : 0;
      } else if (c == '\\' && i + 1 < sql.length()) {
        i++;
        text.append(sql.charAt(i));
      } else if (c == quote) {
        quote = 0;
      }
    }

    return text.toString().strip();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ConditionText that
        && scope == that.scope
        && sql.equals(that.sql)
        && carried.equals(that.carried);
  }

  @Override
  public int hashCode() {
    return Objects.hash(scope, sql, carried);
  }
}
