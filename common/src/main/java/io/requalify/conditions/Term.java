package io.requalify.conditions;

import static java.util.stream.Collectors.joining;

import java.io.Serializable;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * A checked part of a condition. Its text is the canonical form: Spark SQL, written one way, so
 * that equal conditions have equal texts.
 */
sealed interface Term extends Serializable {
  ValueType type();

  /** Canonical text. */
  String text();

  /** How deep the term is nested, from 1. */
  int depth();

  /** Adds the qualified name of every attribute that the term reads. */
  void addAttributes(Set<String> attributes);

  /** A value that stands in the condition itself. */
  sealed interface Literal extends Term {
    @Override
    default int depth() {
      return 1;
    }

    @Override
    default void addAttributes(Set<String> attributes) {}
  }

  record TextLiteral(String value) implements Literal {
    @Override
    public ValueType type() {
      return ValueType.TEXT;
    }

    @Override
    public String text() {
      return "'" + value.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
  }

  record NumberLiteral(double value) implements Literal {
    @Override
    public ValueType type() {
      return ValueType.NUMBER;
    }

    @Override
    public String text() {
      return new BigDecimal(Double.toString(value)).stripTrailingZeros().toPlainString() + "D";
    }
  }

  record BooleanLiteral(boolean value) implements Literal {
    @Override
    public ValueType type() {
      return ValueType.BOOLEAN;
    }

    @Override
    public String text() {
      return value ? "true" : "false";
    }
  }

  record InstantLiteral(Instant value) implements Literal {
    @Override
    public ValueType type() {
      return ValueType.INSTANT;
    }

    @Override
    public String text() {
      return "TIMESTAMP '" + value + "'";
    }
  }

  /** A field of the event. */
  record EventField(String name, ValueType type) implements Term {
    @Override
    public String text() {
      return name;
    }

    @Override
    public int depth() {
      return 1;
    }

    @Override
    public void addAttributes(Set<String> attributes) {}
  }

  /** An attribute of the contact or its account. */
  record Attribute(String owner, String name, ValueType type) implements Term {
    @Override
    public String text() {
      return owner + "." + name;
    }

    @Override
    public int depth() {
      return 1;
    }

    @Override
    public void addAttributes(Set<String> attributes) {
      attributes.add(text());
    }
  }

  /** Whether a value of an attribute, be it null, has become known. */
  record Known(String owner, String name) implements Term {
    @Override
    public ValueType type() {
      return ValueType.BOOLEAN;
    }

    @Override
    public String text() {
      return "is_known(" + owner + "." + name + ")";
    }

    @Override
    public int depth() {
      return 1;
    }

    @Override
    public void addAttributes(Set<String> attributes) {
      attributes.add(owner + "." + name);
    }
  }

  /** An operation on terms, whose number and types have been checked. */
  record Call(Operation operation, ValueType type, List<Term> arguments) implements Term {
    public Call {
      arguments = List.copyOf(arguments);
    }

    @Override
    public String text() {
      String first = arguments.get(0).text();
      String symbol = operation.symbol();
      return switch (operation.form()) {
        case INFIX -> joined("(", " " + symbol + " ", ")", arguments);
        case PREFIX -> "(" + symbol + " " + first + ")";
        case SUFFIX -> "(" + first + " " + symbol + ")";
        case LIST ->
            "("
                + first
                + " "
                + symbol
                + " "
                + joined("(", ", ", ")", arguments.subList(1, arguments.size()))
                + ")";
        case ITEM -> first + "[" + arguments.get(1).text() + "]";
        case TRY_CAST -> "try_cast(" + first + " AS " + symbol + ")";
        case FUNCTION, SAME_TYPES, OPERATOR_AS_CALL -> joined(symbol + "(", ", ", ")", arguments);
      };
    }

    private static String joined(String start, String between, String end, List<Term> terms) {
      return terms.stream().map(Term::text).collect(joining(between, start, end));
    }

    @Override
    public int depth() {
      int deepest = 0;
      for (Term argument : arguments) {
        deepest = Math.max(deepest, argument.depth());
      }

      return 1 + deepest;
    }

    @Override
    public void addAttributes(Set<String> attributes) {
      arguments.forEach(argument -> argument.addAttributes(attributes));
    }
  }
}
