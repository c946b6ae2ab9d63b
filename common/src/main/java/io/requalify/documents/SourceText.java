package io.requalify.documents;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;

/**
 * A text as it stands in a YAML file, so that a fault within the text can be shown in the file.
 *
 * @param file path of the file; empty for a text from no file
 * @param line line of the first character, quotes and block marks included, from 1
 * @param column column of that character, from 1
 * @param raw what the file holds, with its quotes, escapes and line breaks
 */
public record SourceText(String file, int line, int column, String raw) implements Serializable {
  /** The text was written in code, not in a file. */
  public static final SourceText NONE = new SourceText("", 1, 1, "");

  public SourceText {
    requireNonNull(file, "file");
    requireNonNull(raw, "raw");
  }

  /**
   * Fault at a character of the text.
   *
   * @param content the text without quotes and escapes
   * @param index where in {@code content} the fault is
   */
  public Fault fault(String content, int index, String problem, String remedy) {
    String text = raw.isEmpty() ? content : raw;
    int at = raw.isEmpty() ? index : new Alignment(raw).rawIndexOf(content, index);
    int faultLine = line;
    int faultColumn = column;
    for (int i = 0; i < at; i++) {
      if (text.charAt(i) == '\n') {
        faultLine++;
        faultColumn = 1;
      } else {
        faultColumn++;
      }
    }

    return new Fault(file, faultLine, faultColumn, problem, remedy);
  }

  /** Walks the raw scalar and its content together, passing over quotes, escapes and folds. */
  private static final class Alignment {
    private final String raw;
    private final char style;
    private int next;

    Alignment(String raw) {
      this.raw = raw;
      this.style = raw.charAt(0);
      this.next = contentStart();
    }

    private int contentStart() {
      if (style == '|' || style == '>') {
        return Math.max(raw.indexOf('\n'), 0);
      }

      return style == '\'' || style == '"' ? 1 : 0;
    }

    int rawIndexOf(String content, int index) {
      int found = next;
      for (int i = 0; i <= index && i < content.length(); i++) {
        if (Character.isWhitespace(content.charAt(i))) {
          continue;
        }

        skipBlanks();
        found = next;
        next += unitLength();
      }

      return Math.min(found, raw.length());
    }

    private void skipBlanks() {
      while (next < raw.length() && (Character.isWhitespace(raw.charAt(next)) || blankEscape())) {
        next += unitLength();
      }
    }

    private boolean blankEscape() {
      return style == '"'
          && raw.charAt(next) == '\\'
          && next + 1 < raw.length()
          && " ntrNLP_\n\t".indexOf(raw.charAt(next + 1)) >= 0;
    }

    /** Characters of the file that stand for the next character of the content. */
    private int unitLength() {
      if (next + 1 >= raw.length()) {
        return 1;
      }

      char first = raw.charAt(next);
      char second = raw.charAt(next + 1);
      if (style == '\'' && first == '\'' && second == '\'') {
        return 2;
      }
      if (style != '"' || first != '\\') {
        return 1;
      }

      return switch (second) {
        case 'x' -> 4;
        case 'u' -> 6;
        case 'U' -> 10;
        default -> 2;
      };
    }
  }
}
