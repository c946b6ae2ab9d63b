package io.requalify.conditions;

import io.requalify.conditions.Term.TextLiteral;
import org.antlr.v4.runtime.ParserRuleContext;

/** Holds that no value is silently turned into one of another type. */
final class TypeCheck {
  private final ConditionFaults faults;

  TypeCheck(ConditionFaults faults) {
    this.faults = faults;
  }

  /** Whether a term has a type; a fault where it has another. */
  boolean is(ParserRuleContext context, Term term, ValueType wanted) {
    if (term.type() == wanted) {
      return true;
    }

    faults.add(
        context,
        "%s is %s, not %s".formatted(faults.excerpt(context), term.type().words(), wanted.words()),
        remedy(faults.excerpt(context), term, wanted));
    return false;
  }

  /** Whether two terms have one type; a fault at the text among them where they have not. */
  boolean same(ParserRuleContext left, Term leftTerm, ParserRuleContext right, Term rightTerm) {
    if (leftTerm.type() == rightTerm.type()) {
      return true;
    }
    if (leftTerm.type() == ValueType.TEXT) {
      return is(left, leftTerm, rightTerm.type());
    }

    return is(right, rightTerm, leftTerm.type());
  }

  private static String remedy(String excerpt, Term term, ValueType wanted) {
    if (term.type() == ValueType.TEXTS_BY_NAME) {
      return "name one of the texts, such as props['x']";
    }
    if (term.type() != ValueType.TEXT) {
      return wanted == ValueType.BOOLEAN
          ? "compare it with something, such as " + excerpt + " IS NOT NULL"
          : "compare values of one type";
    }

    boolean literal = term instanceof TextLiteral;
    return switch (wanted) {
      case NUMBER ->
          literal ? "write the number without quotes" : "write try_cast(" + excerpt + " AS DOUBLE)";
      case BOOLEAN ->
          literal
              ? "write true or false without quotes"
              : "compare it, such as "
                  + excerpt
                  + " = 'x', or write try_cast("
                  + excerpt
                  + " AS BOOLEAN)";
      case INSTANT -> "write an instant such as TIMESTAMP '2026-01-31T00:00:00Z'";
      case TEXT, TEXTS_BY_NAME -> "compare values of one type";
    };
  }
}
