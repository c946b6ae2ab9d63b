package io.requalify.conditions;

import io.requalify.conditions.Operation.Form;
import io.requalify.conditions.Term.NumberLiteral;
import io.requalify.documents.NearestNames;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.antlr.v4.runtime.ParserRuleContext;
import org.apache.spark.sql.catalyst.parser.SqlBaseParser.CastContext;
import org.apache.spark.sql.catalyst.parser.SqlBaseParser.ExpressionContext;
import org.apache.spark.sql.catalyst.parser.SqlBaseParser.FunctionArgumentContext;
import org.apache.spark.sql.catalyst.parser.SqlBaseParser.FunctionCallContext;
import org.apache.spark.sql.catalyst.parser.SqlBaseParser.PredicatedContext;
import org.apache.spark.sql.catalyst.parser.SqlBaseParser.ValueExpressionDefaultContext;

/** Reads calls of the allowed functions and casts. */
final class FunctionReader {
  private static final String IS_KNOWN = "is_known";
  private static final int MOST_CHARACTERS = 1_000_000;

  private final ConditionVisitor visitor;
  private final TypeCheck types;
  private final NameReader names;
  private final ConditionFaults faults;

  FunctionReader(
      ConditionVisitor visitor, TypeCheck types, NameReader names, ConditionFaults faults) {
    this.visitor = visitor;
    this.types = types;
    this.names = names;
    this.faults = faults;
  }

  Optional<Term> call(FunctionCallContext context) {
    String name = context.functionName().getText();
    if (isMoreThanCall(context)) {
      faults.add(
          context,
          "'" + faults.excerpt(context) + "' is more than a plain call",
          "write " + name + "(...) with its values alone");
      return Optional.empty();
    }
    if (name.toLowerCase(Locale.ROOT).equals(IS_KNOWN)) {
      return isKnown(context);
    }

    Optional<Operation> function = Operation.function(name);
    if (function.isEmpty()) {
      faults.add(
          context,
          "function '" + name + "' is not allowed",
          NearestNames.remedy(name, functionNames()));
      return Optional.empty();
    }

    List<ExpressionContext> arguments =
        context.functionArgument().stream().map(FunctionArgumentContext::expression).toList();
    Optional<List<Term>> terms = visitor.all(arguments);
    return terms.flatMap(values -> applied(context, function.get(), arguments, values));
  }

  static Set<String> functionNames() {
    Set<String> names = new TreeSet<>(Operation.functions().keySet());
    names.add(IS_KNOWN);
    names.add("try_cast");
    return names;
  }

  private static boolean isMoreThanCall(FunctionCallContext context) {
    return context.setQuantifier() != null
        || context.FILTER() != null
        || context.WITHIN() != null
        || context.OVER() != null
        || context.nullsOption != null
        || context.functionArgument().stream().anyMatch(argument -> argument.expression() == null);
  }

  private Optional<Term> applied(
      FunctionCallContext context,
      Operation function,
      List<ExpressionContext> places,
      List<Term> values) {
    if (function.form() == Form.SAME_TYPES) {
      return ofOneType(context, function, places, values);
    }
    if (values.size() != function.parameters().size()) {
      return wrongCount(context, function, String.valueOf(function.parameters().size()), values);
    }

    boolean sound = true;
    for (int i = 0; i < values.size(); i++) {
      sound &= types.is(places.get(i), values.get(i), function.parameters().get(i));
    }
    if (sound && function == Operation.SUBSTRING) {
      sound = isCount(places.get(1), values.get(1));
      sound &= isCount(places.get(2), values.get(2));
    }
    return sound
        ? Optional.of(new Term.Call(function, function.result().orElseThrow(), values))
        : Optional.empty();
  }

  private Optional<Term> ofOneType(
      FunctionCallContext context,
      Operation function,
      List<ExpressionContext> places,
      List<Term> values) {
    boolean exactlyTwo = function == Operation.NULLIF;
    if (values.size() < 2 || (exactlyTwo && values.size() > 2)) {
      return wrongCount(context, function, exactlyTwo ? "2" : "2 or more", values);
    }

    boolean sound = true;
    for (int i = 1; i < values.size(); i++) {
      sound &= types.same(places.get(0), values.get(0), places.get(i), values.get(i));
    }
    if (values.get(0).type() == ValueType.TEXTS_BY_NAME) {
      sound = types.is(places.get(0), values.get(0), ValueType.TEXT);
    }
    boolean ordered = function == Operation.GREATEST || function == Operation.LEAST;
    if (sound && ordered && values.get(0).type() == ValueType.BOOLEAN) {
      faults.add(context, "booleans have no order", "write it with AND and OR");
      sound = false;
    }
    return sound
        ? Optional.of(new Term.Call(function, values.get(0).type(), values))
        : Optional.empty();
  }

  private Optional<Term> wrongCount(
      ParserRuleContext context, Operation function, String wanted, List<Term> values) {
    faults.add(
        context,
        "%s of %d values".formatted(function.symbol(), values.size()),
        "give it " + wanted);
    return Optional.empty();
  }

  private boolean isCount(ParserRuleContext place, Term term) {
    if (term instanceof NumberLiteral number
        && number.value() >= 0
        && number.value() <= MOST_CHARACTERS
        && number.value() == Math.rint(number.value())) {
      return true;
    }

    faults.add(place, "a place or length that is no whole number", "write a number such as 1");
    return false;
  }

  private Optional<Term> isKnown(FunctionCallContext context) {
    List<FunctionArgumentContext> arguments = context.functionArgument();
    if (arguments.size() == 1
        && arguments.get(0).expression().booleanExpression() instanceof PredicatedContext predicated
        && predicated.predicate() == null
        && predicated.valueExpression() instanceof ValueExpressionDefaultContext value) {
      return names.known(context, value.primaryExpression());
    }

    faults.add(
        context, "is_known of no attribute", "write is_known(contact.x) or is_known(account.x)");
    return Optional.empty();
  }

  Optional<Term> cast(CastContext context) {
    if (context.TRY_CAST() == null) {
      return refuseCast(context, context.expression(), context.dataType());
    }

    Optional<Term> text = visitor.typed(context.expression(), ValueType.TEXT);
    return switch (context.dataType().getText().toUpperCase(Locale.ROOT)) {
      case "DOUBLE" -> text.map(term -> Terms.call(Operation.TO_NUMBER, ValueType.NUMBER, term));
      case "BOOLEAN" -> text.map(term -> Terms.call(Operation.TO_BOOLEAN, ValueType.BOOLEAN, term));
      default -> {
        faults.add(
            context.dataType(),
            "try_cast to " + context.dataType().getText() + " is not allowed",
            "a text can become DOUBLE or BOOLEAN");
        yield Optional.empty();
      }
    };
  }

  /** A cast that fails on a bad value would stop the whole run. */
  Optional<Term> refuseCast(
      ParserRuleContext context, ParserRuleContext value, ParserRuleContext type) {
    faults.add(
        context,
        "a cast that fails on a bad value",
        "write try_cast(%s AS %s)"
            .formatted(faults.excerpt(value), type.getText().toUpperCase(Locale.ROOT)));
    return Optional.empty();
  }
}
