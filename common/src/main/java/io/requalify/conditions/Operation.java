package io.requalify.conditions;

import static io.requalify.conditions.ValueType.BOOLEAN;
import static io.requalify.conditions.ValueType.NUMBER;
import static io.requalify.conditions.ValueType.TEXT;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Everything that a condition can do with values. Each is deterministic and cannot fail at run
 * time: numbers are doubles, which do not overflow into an error, and what could fail gives null.
 */
enum Operation {
  AND("AND", Form.INFIX, "both hold"),
  OR("OR", Form.INFIX, "one holds"),
  NOT("NOT", Form.PREFIX, "does not hold"),
  EQUAL("=", Form.INFIX, "equal"),
  SAME("<=>", Form.INFIX, "equal, or both null; also written IS NOT DISTINCT FROM"),
  LESS("<", Form.INFIX, "less"),
  AT_MOST("<=", Form.INFIX, "less or equal"),
  GREATER(">", Form.INFIX, "greater"),
  AT_LEAST(">=", Form.INFIX, "greater or equal"),
  IN("IN", Form.LIST, "equal to one of the values"),
  IS_NULL("IS NULL", Form.SUFFIX, "has no value"),
  IS_TRUE("IS TRUE", Form.SUFFIX, "is true, not null"),
  IS_FALSE("IS FALSE", Form.SUFFIX, "is false, not null"),
  LIKE("LIKE", Form.INFIX, "matches a pattern with % and _"),
  ILIKE("ILIKE", Form.INFIX, "the same, whatever the case"),
  RLIKE("RLIKE", Form.INFIX, "contains a match of a regular expression"),
  ADD("+", Form.INFIX, "sum"),
  SUBTRACT("-", Form.INFIX, "difference"),
  MULTIPLY("*", Form.INFIX, "product"),
  DIVIDE("try_divide", Form.OPERATOR_AS_CALL, "quotient; null where the divisor is 0"),
  REMAINDER("try_mod", Form.OPERATOR_AS_CALL, "remainder; null where the divisor is 0"),
  NEGATE("-", Form.PREFIX, "the opposite number"),
  ITEM("[]", Form.ITEM, "the named value of props; null where there is none"),
  TO_NUMBER("DOUBLE", Form.TRY_CAST, "the number that a text holds; null where it holds none"),
  TO_BOOLEAN("BOOLEAN", Form.TRY_CAST, "the boolean that a text holds; null where it holds none"),

  LOWER("lower", "the text in lower case", TEXT, TEXT),
  UPPER("upper", "the text in upper case", TEXT, TEXT),
  TRIM("trim", "the text without blanks at its ends", TEXT, TEXT),
  LENGTH("length", "number of characters", NUMBER, TEXT),
  CONTAINS("contains", "the second text lies in the first", BOOLEAN, TEXT, TEXT),
  STARTS_WITH("startswith", "the first text starts with the second", BOOLEAN, TEXT, TEXT),
  ENDS_WITH("endswith", "the first text ends with the second", BOOLEAN, TEXT, TEXT),
  REPLACE("replace", "the text with every second put as the third", TEXT, TEXT, TEXT, TEXT),
  SUBSTRING(
      "substring", "from a position, from 1, a number of characters", TEXT, TEXT, NUMBER, NUMBER),
  ABS("abs", "the number without its sign", NUMBER, NUMBER),
  COALESCE("coalesce", Form.SAME_TYPES, "the first of the values that is not null"),
  NULLIF("nullif", Form.SAME_TYPES, "null where the two are equal, else the first"),
  GREATEST("greatest", Form.SAME_TYPES, "the greatest of the values, nulls left out"),
  LEAST("least", Form.SAME_TYPES, "the least of the values, nulls left out");

  /** How an operation is written. */
  enum Form {
    INFIX,
    PREFIX,
    SUFFIX,
    LIST,
    ITEM,
    TRY_CAST,
    /** Written as an operator, carried out by a function that gives null where it would fail. */
    OPERATOR_AS_CALL,
    /** A function with parameters of fixed types. */
    FUNCTION,
    /** A function of at least two values of one type. */
    SAME_TYPES
  }

  private static final Map<String, Operation> FUNCTIONS = new TreeMap<>();

  static {
    for (Operation operation : values()) {
      if (operation.form == Form.FUNCTION || operation.form == Form.SAME_TYPES) {
        FUNCTIONS.put(operation.symbol, operation);
      }
    }
  }

  private final String symbol;
  private final Form form;
  private final String meaning;
  private final Optional<ValueType> result;

  @SuppressWarnings(
      "ImmutableEnumChecker") // List.of cannot be changed, which the check cannot see.
  private final List<ValueType> parameters;

  Operation(String symbol, Form form, String meaning) {
    this.symbol = symbol;
    this.form = form;
    this.meaning = meaning;
    this.result = Optional.empty();
    this.parameters = List.of();
  }

  Operation(String name, String meaning, ValueType result, ValueType... parameters) {
    this.symbol = name;
    this.form = Form.FUNCTION;
    this.meaning = meaning;
    this.result = Optional.of(result);
    this.parameters = List.of(parameters);
  }

  /** The functions by name, sorted. */
  static Map<String, Operation> functions() {
    return FUNCTIONS;
  }

  static Optional<Operation> function(String name) {
    return Optional.ofNullable(FUNCTIONS.get(name.toLowerCase(Locale.ROOT)));
  }

  String symbol() {
    return symbol;
  }

  Form form() {
    return form;
  }

  String meaning() {
    return meaning;
  }

  /** Type of what a function of fixed types gives. */
  Optional<ValueType> result() {
    return result;
  }

  List<ValueType> parameters() {
    return parameters;
  }
}
