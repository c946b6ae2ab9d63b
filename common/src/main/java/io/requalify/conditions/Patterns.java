package io.requalify.conditions;

import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Checks patterns, so that none fails, or runs out of time or stack, on some row. */
final class Patterns {
  private static final int LONGEST = 200;
  private static final int MOST_REPEATS = 3;

  private Patterns() {}

  /** What is wrong with the pattern of an operation, if anything. */
  static Optional<String> problem(Operation operation, String pattern) {
    if (pattern.length() > LONGEST) {
      return Optional.of("a pattern of more than %d characters".formatted(LONGEST));
    }

    return operation == Operation.RLIKE ? regularExpression(pattern) : like(pattern);
  }

  static String remedy(Operation operation) {
    return operation == Operation.RLIKE
        ? "write letters, classes, | and at most %d of *, + and {n,}, none of them after ')'"
            .formatted(MOST_REPEATS)
        : "a backslash stands before %, _ or another backslash only, and is written twice in quotes";
  }

  private static Optional<String> like(String pattern) {
    for (int i = 0; i < pattern.length(); i++) {
      if (pattern.charAt(i) == '\\') {
        i++;
        if (i == pattern.length() || "%_\\".indexOf(pattern.charAt(i)) < 0) {
          return Optional.of("a backslash in a pattern, before nothing that it could escape");
        }
      }
    }

    return Optional.empty();
  }

  private static Optional<String> regularExpression(String pattern) {
    try {
      Pattern.compile(pattern);
    } catch (PatternSyntaxException e) {
      return Optional.of("no regular expression: " + e.getDescription());
    }
    if (pattern.contains("(?") || pattern.matches(".*\\\\[1-9kGQE].*")) {
      return Optional.of("a regular expression that looks around, back, or sets flags");
    }

    return repeats(pattern);
  }

  private static Optional<String> repeats(String pattern) {
    int repeats = 0;
    boolean inClass = false;
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      if (c == '\\') {
        i++;
      } else if (inClass) {
        inClass = c != ']';
      } else if (c == '[') {
        inClass = true;
      } else if ("*+{".indexOf(c) >= 0) {
        // A repeated group takes stack for each repeat; a bounded one ({2}) counts like the others.
        if (i > 0 && pattern.charAt(i - 1) == ')') {
          return Optional.of("a regular expression that repeats a group");
        }
        repeats++;
      }
    }

    return repeats > MOST_REPEATS
        ? Optional.of("a regular expression with more than %d repeats".formatted(MOST_REPEATS))
        : Optional.empty();
  }
}
