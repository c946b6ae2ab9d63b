package io.requalify.bench;

import java.util.List;

/**
 * Something that is measured.
 *
 * @param name what the table calls it
 * @param expected the answers that it must give; none for a mere scan
 * @param work what takes the time
 */
record Contender(String name, List<Answer> expected, Work work) {
  /** Answers, in the order of the versions; none for a mere scan. */
  interface Work {
    List<Answer> answers() throws Exception;
  }

  /**
   * Does the work once.
   *
   * @return seconds that it took
   * @throws DifferentAnswersException when it does not give the answers that it must
   */
  double seconds() throws Exception {
    long start = System.nanoTime();
    List<Answer> found = work.answers();
    double seconds = (System.nanoTime() - start) / 1e9;
    List<String> differences = Answer.differences(expected, found);
    if (!differences.isEmpty()) {
      throw new DifferentAnswersException(name, differences);
    }
    return seconds;
  }
}
