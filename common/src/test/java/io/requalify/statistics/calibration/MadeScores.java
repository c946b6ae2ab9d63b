package io.requalify.statistics.calibration;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.requalify.statistics.Answer;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;

/** Tables of scores that are written down, drawn or read, for the tests. */
final class MadeScores {
  private MadeScores() {}

  /** The first part of a reference case, one contact for each probability. */
  static ScoreTable singles(double[] expected, int... outcomes) {
    List<ScoreLevel> levels = new ArrayList<>();
    for (int place = 0; place < outcomes.length; place++) {
      levels.add(ScoreLevel.of(place, 1, outcomes[place], expected[place]));
    }
    return ScoreTable.of(levels);
  }

  /** Levels at random whose promises are as wrong as can be. */
  static List<ScoreLevel> random(SplittableRandom random) {
    List<ScoreLevel> levels = new ArrayList<>();
    int size = 2 + random.nextInt(12);
    for (int place = 0; place < size; place++) {
      long contacts = 1 + random.nextInt(30);
      long events = random.nextLong(contacts + 1);
      levels.add(ScoreLevel.of(5.0 * place, contacts, events, (1 + random.nextInt(19)) / 20.0));
    }
    levels.add(ScoreLevel.of(-5, 3, 1, 0.3));
    return levels;
  }

  /** Levels with these promises, one for each, whose events are drawn from other probabilities. */
  static List<ScoreLevel> drawn(
      double[] expected, double[] truth, int contacts, SplittableRandom random) {
    List<ScoreLevel> levels = new ArrayList<>();
    for (int place = 0; place < expected.length; place++) {
      long events = 0;
      for (int contact = 0; contact < contacts; contact++) {
        events += random.nextDouble() < truth[place] ? 1 : 0;
      }
      levels.add(ScoreLevel.of(10.0 * place, contacts, events, expected[place]));
    }
    return levels;
  }

  /** The levels in another order. */
  static <T> List<T> shuffled(List<T> levels, SplittableRandom random) {
    List<T> shuffled = new ArrayList<>(levels);
    for (int place = shuffled.size() - 1; place > 0; place--) {
      int other = random.nextInt(place + 1);
      T moved = shuffled.get(place);
      shuffled.set(place, shuffled.get(other));
      shuffled.set(other, moved);
    }
    return shuffled;
  }

  /** The rows of a reference file; skips the test by name where it is absent. */
  static List<CSVRecord> reference(String name) throws IOException {
    Path file = Path.of(System.getProperty("requalify.shared"), "reference", name);
    assumeTrue(Files.exists(file), "the file lies only beside the project's own clone");
    try (Reader reader = Files.newBufferedReader(file)) {
      return CSVFormat.DEFAULT
          .builder()
          .setHeader()
          .setSkipHeaderRecord(true)
          .get()
          .parse(reader)
          .getRecords();
    }
  }

  static <T> T said(Answer<T> answer) {
    return answer.value().orElseThrow(() -> new AssertionError("Refused: " + answer.reason()));
  }
}
