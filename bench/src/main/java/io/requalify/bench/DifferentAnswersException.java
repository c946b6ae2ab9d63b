package io.requalify.bench;

import java.util.List;

/** Two ways to the same answers came to different ones, so their times say nothing. */
final class DifferentAnswersException extends Exception {
  DifferentAnswersException(String contender, List<String> differences) {
    super(
        "%s does not give the answers of the others:%n  %s"
            .formatted(contender, String.join(System.lineSeparator() + "  ", differences)));
  }
}
