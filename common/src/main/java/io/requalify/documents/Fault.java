package io.requalify.documents;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;
import java.util.Comparator;

/**
 * One thing that is wrong in a file that somebody wrote.
 *
 * @param file path of the file, as it was given
 * @param line line, from 1
 * @param column column, from 1
 * @param problem what is wrong
 * @param remedy what would be right
 */
public record Fault(String file, int line, int column, String problem, String remedy)
    implements Comparable<Fault>, Serializable {
  private static final Comparator<Fault> BY_PLACE =
      Comparator.comparing(Fault::file)
          .thenComparingInt(Fault::line)
          .thenComparingInt(Fault::column)
          .thenComparing(Fault::problem)
          .thenComparing(Fault::remedy);

  public Fault {
    requireNonNull(file, "file");
    requireNonNull(problem, "problem");
    requireNonNull(remedy, "remedy");
  }

  @Override
  public int compareTo(Fault other) {
    return BY_PLACE.compare(this, other);
  }

  /** As compilers print it: {@code file:line:column: problem; remedy}. */
  @Override
  public String toString() {
    return "%s:%d:%d: %s; %s".formatted(file, line, column, problem, remedy);
  }
}
