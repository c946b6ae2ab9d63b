package io.requalify.documents;

import static java.util.stream.Collectors.joining;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** Finds, for a name that nobody knows, the names that were probably meant. */
public final class NearestNames {
  private static final int MOST = 3;

  private NearestNames() {}

  /**
   * A remedy in words: the nearest known names, or all of them where none is near.
   *
   * @param known not empty
   */
  public static String remedy(String name, Collection<String> known) {
    List<String> nearest = of(name, known);
    if (!nearest.isEmpty()) {
      return "did you mean "
          + nearest.stream().map(near -> "'" + near + "'").collect(joining(" or "))
          + "?";
    }

    return "known are " + known.stream().sorted().collect(joining(", "));
  }

  /** At most three names, the nearest first, ties by alphabet; none that is far off. */
  public static List<String> of(String name, Collection<String> known) {
    int bound = name.length() < 4 ? 1 : Math.max(2, name.length() / 3);
    int best = known.stream().mapToInt(candidate -> distance(name, candidate)).min().orElse(0);
    int furthest = Math.min(bound, best + 1);
    return known.stream()
        .distinct()
        .filter(candidate -> distance(name, candidate) <= furthest || within(name, candidate))
        .sorted(
            Comparator.<String>comparingInt(candidate -> distance(name, candidate))
                .thenComparing(Comparator.naturalOrder()))
        .limit(MOST)
        .toList();
  }

  /** Whether the last part of a name stands in the candidate. */
  private static boolean within(String name, String candidate) {
    String last = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    return last.length() >= 3 && candidate.toLowerCase(Locale.ROOT).contains(last);
  }

  /** Levenshtein's distance, where a change of case costs nothing. */
  private static int distance(String left, String right) {
    return LevenshteinDistance.getDefaultInstance()
        .apply(left.toLowerCase(Locale.ROOT), right.toLowerCase(Locale.ROOT));
  }
}
