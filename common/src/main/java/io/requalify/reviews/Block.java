package io.requalify.reviews;

import java.util.List;
import java.util.Locale;

/** A piece of a section, in the order of reading. */
sealed interface Block {
  /** Running text. */
  record Paragraph(Prose prose) implements Block {}

  /** What a reader must not overlook. */
  record Caution(Prose prose) implements Block {}

  /** Title of what follows. */
  record Heading(String text) implements Block {}

  /**
   * A picture; the text beside it says the same in words, and a table follows it.
   *
   * @param id unique in the page
   * @param caption what is to be seen
   */
  record Figure(String id, String title, String caption, List<LegendItem> legend, Chart chart)
      implements Block {}

  /** How one kind of mark looks, and what it means. */
  record LegendItem(Symbol symbol, String meaning) {}

  /** The looks that the legends explain; style sheet and templates draw them. */
  enum Symbol {
    BOUNDS,
    ESTIMATE,
    UNTRUSTED,
    OBSERVED,
    NAIVE,
    TRUTH,
    WILSON,
    SHRUNKEN,
    SWAP_OUT,
    AGREE_IN,
    SWAP_IN,
    MATURE,
    PARTLY,
    IMMATURE;

    /** Class of the style sheet. */
    String css() {
      return "symbol-" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** A table; the first cell of each row is its heading. */
  record Grid(String caption, List<Column> columns, List<Line> lines) implements Block {
    public Grid {
      columns = List.copyOf(columns);
      lines = List.copyOf(lines);
      for (Line line : lines) {
        if (line.cells().size() != columns.size()) {
          throw new IllegalArgumentException(
              "%d cells under %d columns".formatted(line.cells().size(), columns.size()));
        }
      }
    }
  }

  /** A column; numbers stand right. */
  record Column(String title, boolean number) {
    static Column text(String title) {
      return new Column(title, false);
    }

    static Column number(String title) {
      return new Column(title, true);
    }
  }

  /** A row of a table: plain, the whole of the others, or greyed because it says too little. */
  record Line(Tone tone, List<String> cells) {
    static Line plain(String... cells) {
      return new Line(Tone.PLAIN, List.of(cells));
    }
  }

  /** How a row of a table is to be read. */
  enum Tone {
    PLAIN,
    WHOLE,
    MUTED,
    MISLEADING;

    /** Class of the style sheet. */
    String css() {
      return "tone-" + name().toLowerCase(Locale.ROOT);
    }
  }

  /** The two by two of one candidate. */
  record TwoByTwo(
      String production,
      String candidate,
      String agreeIn,
      String swapOut,
      String swapIn,
      String agreeOut,
      String productionTotal,
      String notProductionTotal,
      String candidateTotal,
      String notCandidateTotal,
      String total)
      implements Block {}

  /** What only some readers want; open on paper. */
  record Fold(String title, List<Block> blocks) implements Block {}

  /** Text to be read as it is written, such as a rule version. */
  record Source(String text) implements Block {}

  /** The plain answer for one candidate. */
  record Answer(String version, Verdict verdict, Prose answer, Prose misleading, Prose truth)
      implements Block {}

  /** What the evidence says of a candidate's conversion against production. */
  enum Verdict {
    BETTER("Converts better than production"),
    WORSE("Converts worse than production"),
    NO_DIFFERENCE("No difference in conversion shown"),
    UNKNOWN("Conversion cannot be said");

    private final String words;

    Verdict(String words) {
      this.words = words;
    }

    String words() {
      return words;
    }

    /** Class of the style sheet. */
    String css() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }
}
