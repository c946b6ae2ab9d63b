package io.requalify.monitoring;

import io.requalify.statistics.Answer;

/** Why figures are missing, as the tables say it. */
final class Refusals {
  private Refusals() {}

  /** The reason of a refusal as a column says it; empty where there is an answer. */
  static String insufficient(Answer<?> answer) {
    return answer.reason().isEmpty() ? "" : "insufficient: " + answer.reason();
  }
}
