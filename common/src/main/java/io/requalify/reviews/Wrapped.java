package io.requalify.reviews;

import java.util.ArrayList;
import java.util.List;

/** Breaks running text into lines that a terminal shows whole. */
final class Wrapped {
  private static final int WIDTH = 96;
  private static final String INDENT = "  ";

  private Wrapped() {}

  static List<String> at(String text) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder(INDENT);
    for (String word : text.split(" +", -1)) {
      if (line.length() > INDENT.length() && line.length() + 1 + word.length() > WIDTH) {
        lines.add(line.toString());
        line = new StringBuilder(INDENT);
      }
      line.append(line.length() > INDENT.length() ? " " : "").append(word);
    }
    lines.add(line.toString());
    return lines;
  }
}
