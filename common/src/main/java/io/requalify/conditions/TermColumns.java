package io.requalify.conditions;

import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.contains;
import static org.apache.spark.sql.functions.endswith;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.length;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.lower;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.nullif;
import static org.apache.spark.sql.functions.replace;
import static org.apache.spark.sql.functions.startswith;
import static org.apache.spark.sql.functions.substring;
import static org.apache.spark.sql.functions.trim;
import static org.apache.spark.sql.functions.try_divide;
import static org.apache.spark.sql.functions.try_mod;
import static org.apache.spark.sql.functions.upper;

import io.requalify.conditions.Term.Attribute;
import io.requalify.conditions.Term.BooleanLiteral;
import io.requalify.conditions.Term.Call;
import io.requalify.conditions.Term.InstantLiteral;
import io.requalify.conditions.Term.Known;
import io.requalify.conditions.Term.NumberLiteral;
import io.requalify.conditions.Term.TextLiteral;
import java.util.List;
import java.util.function.BinaryOperator;
import org.apache.spark.sql.Column;

/** Makes columns of terms. Kept apart, so that checking rules loads no column. */
final class TermColumns {
  private TermColumns() {}

  /** Field that tells whether a value of an attribute is known. */
  static String knownField(String attribute) {
    return "_known_" + attribute;
  }

  static Column of(Term term) {
    if (term instanceof Call call) {
      return of(call);
    }
    if (term instanceof Attribute attribute) {
      return col(attribute.owner()).getField(attribute.name());
    }
    if (term instanceof Known known) {
      return col(known.owner()).getField(knownField(known.name()));
    }

    return term instanceof Term.Literal literal ? lit(value(literal)) : col(term.text());
  }

  private static Object value(Term.Literal literal) {
    if (literal instanceof TextLiteral text) {
      return text.value();
    }
    if (literal instanceof NumberLiteral number) {
      return number.value();
    }
    if (literal instanceof BooleanLiteral bool) {
      return bool.value();
    }

    return ((InstantLiteral) literal).value();
  }

  private static Column of(Call call) {
    List<Column> columns = call.arguments().stream().map(TermColumns::of).toList();
    Column first = columns.get(0);
    Column second = columns.get(columns.size() > 1 ? 1 : 0);
    return switch (call.operation()) {
      case AND -> balanced(columns, Column::and);
      case OR -> balanced(columns, Column::or);
      case NOT -> not(first);
      case EQUAL -> first.equalTo(second);
      case SAME -> first.eqNullSafe(second);
      case LESS -> first.lt(second);
      case AT_MOST -> first.leq(second);
      case GREATER -> first.gt(second);
      case AT_LEAST -> first.geq(second);
      case IN -> first.isin(columns.subList(1, columns.size()).toArray());
      case IS_NULL -> first.isNull();
      case IS_TRUE -> coalesce(first, lit(false));
      case IS_FALSE -> not(coalesce(first, lit(true)));
      case LIKE -> first.like(pattern(call));
      case ILIKE -> first.ilike(pattern(call));
      case RLIKE -> first.rlike(pattern(call));
      case ADD -> first.plus(second);
      case SUBTRACT -> first.minus(second);
      case MULTIPLY -> first.multiply(second);
      case DIVIDE -> try_divide(first, second);
      case REMAINDER -> try_mod(first, second);
      case NEGATE -> first.unary_$minus();
      case ITEM -> first.getItem(pattern(call));
      case TO_NUMBER -> first.try_cast("double");
      case TO_BOOLEAN -> first.try_cast("boolean");
      case LOWER -> lower(first);
      case UPPER -> upper(first);
      case TRIM -> trim(first);
      case LENGTH -> length(first).cast("double");
      case CONTAINS -> contains(first, second);
      case STARTS_WITH -> startswith(first, second);
      case ENDS_WITH -> endswith(first, second);
      case REPLACE -> replace(first, second, columns.get(2));
      case SUBSTRING -> substring(first, whole(call, 1), whole(call, 2));
      case ABS -> abs(first);
      case COALESCE -> coalesce(columns.toArray(Column[]::new));
      case NULLIF -> nullif(first, second);
      case GREATEST -> greatest(columns.toArray(Column[]::new));
      case LEAST -> least(columns.toArray(Column[]::new));
    };
  }

  /** Joins halves, so that a long list makes a flat tree rather than a deep one. */
  private static Column balanced(List<Column> columns, BinaryOperator<Column> join) {
    int half = columns.size() / 2;
    return half == 0
        ? columns.get(0)
        : join.apply(
            balanced(columns.subList(0, half), join),
            balanced(columns.subList(half, columns.size()), join));
  }

  private static String pattern(Call call) {
    return ((TextLiteral) call.arguments().get(1)).value();
  }

  private static int whole(Call call, int argument) {
    return (int) ((NumberLiteral) call.arguments().get(argument)).value();
  }
}
