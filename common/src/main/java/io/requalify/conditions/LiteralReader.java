package io.requalify.conditions;

import io.requalify.conditions.Term.InstantLiteral;
import io.requalify.conditions.Term.NumberLiteral;
import io.requalify.conditions.Term.TextLiteral;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import org.antlr.v4.runtime.ParserRuleContext;
import org.apache.spark.sql.catalyst.parser.SqlBaseParser.NumericLiteralContext;
import org.apache.spark.sql.catalyst.parser.SqlBaseParser.StringLitContext;
import org.apache.spark.sql.catalyst.parser.SqlBaseParser.TypeConstructorContext;
import org.apache.spark.sql.catalyst.util.SparkParserUtils$;

/** Reads the values that stand in a condition. */
final class LiteralReader {
  private static final Pattern NUMBER =
      Pattern.compile("-?[ ]*([0-9]+(\\.[0-9]*)?|\\.[0-9]+)(E[+-]?[0-9]{1,3})?");
  private static final int MOST_DIGITS = 15;

  private final ConditionFaults faults;

  LiteralReader(ConditionFaults faults) {
    this.faults = faults;
  }

  Optional<Term> number(NumericLiteralContext context) {
    String written = context.number().getText().toUpperCase(Locale.ROOT);
    if (!NUMBER.matcher(written).matches()) {
      faults.add(
          context,
          "the number " + context.getText() + " has a mark of its type",
          "write it without");
      return Optional.empty();
    }

    BigDecimal exact = new BigDecimal(written.replace(" ", ""));
    if (exact.stripTrailingZeros().precision() > MOST_DIGITS) {
      faults.add(
          context,
          "the number " + context.getText() + " has more than 15 digits",
          "write fewer: numbers are doubles");
      return Optional.empty();
    }

    if (Double.isInfinite(exact.doubleValue())) {
      faults.add(
          context, "the number " + context.getText() + " is too large", "write a smaller one");
      return Optional.empty();
    }

    return Optional.of(new NumberLiteral(exact.doubleValue()));
  }

  Optional<Term> text(ParserRuleContext place, StringLitContext context) {
    if (context.singleStringLit().size() != 1
        || context.singleStringLit(0).singleStringLitWithoutMarker() == null) {
      faults.add(place, "several texts in a row", "write one text in one pair of quotes");
      return Optional.empty();
    }

    return text(place, context.getText()).map(TextLiteral::new);
  }

  Optional<Term> instant(TypeConstructorContext context) {
    if (context.literalType().TIMESTAMP() == null) {
      faults.add(
          context,
          "a value of type " + context.literalType().getText() + " is not allowed",
          "write an instant such as TIMESTAMP '2026-01-31T00:00:00Z'");
      return Optional.empty();
    }

    return text(context, context.singleStringLitWithoutMarker().getText())
        .flatMap(text -> instant(context, text))
        .map(InstantLiteral::new);
  }

  private Optional<Instant> instant(ParserRuleContext context, String text) {
    try {
      Instant instant = OffsetDateTime.parse(text.replace(' ', 'T')).toInstant();
      if (instant.equals(instant.truncatedTo(ChronoUnit.MICROS))) {
        return Optional.of(instant);
      }
    } catch (DateTimeException e) {
      // Reported below, as for what is finer than a microsecond.
    }

    faults.add(
        context,
        "'" + text + "' is no instant with its zone",
        "write date, time and zone, such as TIMESTAMP '2026-01-31T00:00:00Z'");
    return Optional.empty();
  }

  private Optional<String> text(ParserRuleContext context, String quoted) {
    String value = SparkParserUtils$.MODULE$.unescapeSQLString(quoted, false);
    OptionalInt unseen = value.codePoints().filter(LiteralReader::unseen).findFirst();
    if (unseen.isPresent()) {
      faults.add(
          context,
          "a text with the unseen character U+%04X".formatted(unseen.getAsInt()),
          "leave the character out");
      return Optional.empty();
    }

    return Optional.of(value);
  }

  /** Controls, marks of direction, joiners and what has no meaning in Unicode. */
  private static boolean unseen(int character) {
    return switch (Character.getType(character)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      default -> false;
    };
  }
}
