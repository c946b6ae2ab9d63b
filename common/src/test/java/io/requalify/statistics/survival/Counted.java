package io.requalify.statistics.survival;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.LongStream;

/** Risk tables of the tests: counted from single observations, made at random, read from a file. */
final class Counted {
  private final List<String> causes;
  private final SortedMap<Double, long[]> leaving = new TreeMap<>();

  Counted(String... causes) {
    this.causes = List.of(causes);
  }

  /** So many that leave at a time by the cause with this place. */
  Counted left(double time, int cause, long contacts) {
    at(time)[cause] += contacts;
    return this;
  }

  /** So many that are followed to a time and no further. */
  Counted censored(double time, long contacts) {
    at(time)[causes.size()] += contacts;
    return this;
  }

  private long[] at(double time) {
    return leaving.computeIfAbsent(time, key -> new long[causes.size() + 1]);
  }

  RiskTable table() {
    long atRisk = leaving.values().stream().flatMapToLong(LongStream::of).sum();
    List<RiskTable.Row> rows = new ArrayList<>();
    for (double time : leaving.keySet()) {
      long[] counts = leaving.get(time);
      List<Long> left = LongStream.of(counts).limit(causes.size()).boxed().toList();
      rows.add(new RiskTable.Row(time, atRisk, left, counts[causes.size()]));
      atRisk -= LongStream.of(counts).sum();
    }
    return new RiskTable(causes, rows);
  }

  /**
   * A table at random, with ties, times without anybody leaving, and sometimes nobody left over.
   */
  static RiskTable random(SplittableRandom random, String... causes) {
    Counted counted = new Counted(causes);
    double time = random.nextInt(2);
    int rows = 2 + random.nextInt(12);
    for (int row = 0; row < rows; row++) {
      for (int cause = 0; cause < causes.length; cause++) {
        counted.left(time, cause, random.nextInt(5));
      }
      counted.censored(time, random.nextInt(4));
      time += 1 + random.nextInt(5);
    }
    return counted.left(time, 0, 1).censored(time, random.nextInt(3)).table();
  }

  /**
   * A group of the trial of maintenance in acute myelogenous leukaemia, as in R's survival: Miller
   * 1997. Skips the test by name where the file is absent.
   */
  static RiskTable aml(String group) throws IOException {
    Path file = Path.of(System.getProperty("requalify.shared"), "reference", "survival_aml.csv");
    assumeTrue(Files.exists(file), "the file lies only beside the project's own clone");
    Counted counted = new Counted("relapsed");
    for (String line : Files.readAllLines(file)) {
      String[] cells = line.split(",", -1);
      if (cells[2].equals(group) && cells[1].equals("1")) {
        counted.left(Double.parseDouble(cells[0]), 0, 1);
      } else if (cells[2].equals(group)) {
        counted.censored(Double.parseDouble(cells[0]), 1);
      }
    }
    return counted.table();
  }
}
