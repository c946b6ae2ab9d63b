package io.requalify.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a version makes of all contacts, in three numbers.
 *
 * @param version name of the version
 * @param contacts number of contacts that enter
 * @param entries sum over them of a number made from the contact and the instant of its entry, in
 *     microseconds: no other instant of any contact gives the same
 * @param scores sum of their totals at the entry, in points
 */
record Answer(String version, long contacts, long entries, double scores) {
  /** Relative; floating point sums depend on their order. */
  private static final double TOLERANCE = 1e-6;

  private static final long FACTOR = 1_000_003;
  private static final long MODULUS = 2_147_483_647;

  /**
   * The number of one contact and its entry, in SQL that Spark and DuckDB read alike.
   *
   * @param instant microseconds since 1970
   */
  static String entryNumber(String contact, String instant) {
    return "(cast(substring(%s, 2) AS bigint) * %d + %s - %d) %% %d"
        .formatted(contact, FACTOR, instant, BenchWorld.startMicros(), MODULUS);
  }

  /** What differs, a line for each version; empty where the answers are equal. */
  static List<String> differences(List<Answer> expected, List<Answer> found) {
    if (expected.size() != found.size()) {
      return List.of("%d versions instead of %d".formatted(found.size(), expected.size()));
    }
    List<String> differences = new ArrayList<>();
    for (int i = 0; i < expected.size(); i++) {
      if (!expected.get(i).equalTo(found.get(i))) {
        differences.add("%s instead of %s".formatted(found.get(i), expected.get(i)));
      }
    }
    return differences;
  }

  private boolean equalTo(Answer other) {
    return version.equals(other.version)
        && contacts == other.contacts
        && entries == other.entries
        && Math.abs(scores - other.scores) <= TOLERANCE * Math.abs(scores);
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%s: %d contacts, entries %d, scores %.6f",
        version,
        contacts,
        entries,
        scores);
  }
}
