package io.requalify.conditions;

import static java.util.stream.Collectors.joining;

import io.requalify.rules.AttributeCatalogue;
import java.util.ArrayList;
import java.util.List;

/** Writes {@code docs/conditions.md} from what the checker allows. */
final class ConditionGuide {
  private static final String BEGINNING =
      """
      # Conditions

      This page is made from the code that checks conditions; a test holds the two together.

      A condition is a boolean expression of Spark SQL, parsed by Spark's own grammar. What is not on
      this page is refused: other functions, subqueries, lambdas, windows, the present time, chance, files,
      comments, quoted names. So is every text that is compared with a number or an instant: nothing is
      turned into another type unless it says so. A condition fails on no row; where a plain SQL
      expression would stop the run, it gives null, and a condition that is null is false.

      """;

  private static final String STATES =
      """

      Unknown, null and empty are three states of an attribute: `is_known(contact.x)` is false until a first
      value has come; a value may be null (`contact.x IS NULL`, which also holds while it is unknown); `''` is
      a text without letters. An event changes no more, so its fields are null or not.

      """;

  private static final String ENDING =
      """

      `<>`, `!=`, `NOT`, `NOT IN`, `NOT LIKE`, `BETWEEN`, `IS NOT NULL`, `IS DISTINCT FROM` and `IS UNKNOWN` are
      other ways to write these. `a / b` and `a % b` are carried out as `try_divide` and `try_mod`.

      ## Values

      Texts stand in single or double quotes, numbers as `3`, `2.5` or `1e3` (at most 15 digits), booleans as
      `true` and `false`, instants with their zone: `TIMESTAMP '2026-01-31T00:00:00Z'`. Numbers are doubles.
      `IN` takes values only. Patterns of `LIKE`, `ILIKE` and `RLIKE` are texts in quotes of at most 200
      characters; a regular expression repeats no group and has at most three repeats.

      ## Limits

      """;

  private ConditionGuide() {}

  static String markdown() {
    List<String> lines = new ArrayList<>();
    lines.add("## What a condition sees\n");
    lines.add("| condition | sees |\n|---|---|");
    lines.add(
        "| `event:` | %s; a value of `props` as `props['name']` |"
            .formatted(
                EventFields.names().stream()
                    .map(
                        name ->
                            "`%s` (%s)"
                                .formatted(name, EventFields.type(name).orElseThrow().words()))
                    .collect(joining(", "))));
    lines.add(
        "| `attribute:`, `while:`, `when:` | %s (texts), and what `%s` beside the rule files declares, as `contact.<name>` or `account.<name>`, as of the instant |"
            .formatted(
                AttributeCatalogue.OWN_COLUMNS.stream()
                    .map(name -> "`" + name + "`")
                    .collect(joining(", ")),
                AttributeCatalogue.FILE_NAME));
    lines.add(STATES + "## Operators\n");
    lines.add("| written | meaning |\n|---|---|");
    for (Operation operation : Operation.values()) {
      if (!Operation.functions().containsValue(operation)) {
        lines.add("| `%s` | %s |".formatted(written(operation), operation.meaning()));
      }
    }
    lines.add("\n## Functions\n");
    lines.add("| written | gives | meaning |\n|---|---|---|");
    lines.add(
        "| `is_known(contact.x)` | a boolean | a first value of the attribute, be it null, has come |");
    Operation.functions()
        .values()
        .forEach(
            function ->
                lines.add(
                    "| `%s` | %s | %s |"
                        .formatted(
                            written(function),
                            function.result().map(ValueType::words).orElse("the same type"),
                            function.meaning())));
    return BEGINNING + String.join("\n", lines) + "\n" + ENDING + limits();
  }

  private static String limits() {
    return """
        At most %d characters, %d words and signs, %d brackets open at once, %d levels of nesting.
        """
        .formatted(
            ConditionParser.MOST_CHARACTERS,
            ConditionParser.MOST_TOKENS,
            ConditionParser.MOST_OPEN_BRACKETS,
            ConditionVisitor.DEEPEST);
  }

  private static String written(Operation operation) {
    String symbol = operation.symbol();
    return switch (operation.form()) {
      case INFIX -> "a " + symbol + " b";
      case PREFIX -> symbol + " a";
      case SUFFIX -> "a " + symbol;
      case LIST -> "a " + symbol + " (1, 2)";
      case ITEM -> "props['name']";
      case TRY_CAST -> "try_cast(a AS " + symbol + ")";
      case OPERATOR_AS_CALL -> operation == Operation.DIVIDE ? "a / b" : "a % b";
      case FUNCTION ->
          operation.parameters().stream()
              .map(type -> type == ValueType.NUMBER ? "number" : "text")
              .collect(joining(", ", symbol + "(", ")"));
      case SAME_TYPES -> symbol + (operation == Operation.NULLIF ? "(a, b)" : "(a, b, ...)");
    };
  }
}
