package io.requalify.rules;

import java.util.List;

/** What a score has to fulfil for a contact to qualify. */
public sealed interface Requirement {
  /** In the words of those who agree on it. */
  default String inWords() {
    return RuleWords.of(this);
  }

  /** Holds when all parts hold. */
  record All(List<Requirement> parts) implements Requirement {
    public All {
      parts = List.copyOf(parts);
    }
  }

  /** Holds when one part holds. */
  record Any(List<Requirement> parts) implements Requirement {
    public Any {
      parts = List.copyOf(parts);
    }
  }

  /**
   * Compares the total or a dimension, at a resolution of a millionth, with a threshold.
   *
   * @param measure {@value #TOTAL} or the name of a dimension
   */
  record Comparison(String measure, Operator operator, Points threshold) implements Requirement {
    public static final String TOTAL = "total";
  }

  /**
   * Holds while the contact is in one of these cells.
   *
   * @param cells labels as {@link CellAxis} makes them, such as A1
   */
  record InCells(List<String> cells) implements Requirement {
    public InCells {
      cells = List.copyOf(cells);
    }
  }

  /** How a score is compared with its threshold. */
  enum Operator {
    AT_LEAST(">="),
    ABOVE(">"),
    AT_MOST("<="),
    BELOW("<");

    private final String symbol;

    Operator(String symbol) {
      this.symbol = symbol;
    }

    public String symbol() {
      return symbol;
    }
  }
}
