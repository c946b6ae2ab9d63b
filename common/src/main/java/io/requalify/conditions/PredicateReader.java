package io.requalify.conditions;

import io.requalify.conditions.Term.Literal;
import io.requalify.conditions.Term.TextLiteral;
import java.util.List;
import java.util.Optional;
import org.antlr.v4.runtime.ParserRuleContext;
import org.apache.spark.sql.catalyst.parser.SqlBaseParser;
import org.apache.spark.sql.catalyst.parser.SqlBaseParser.ComparisonContext;
import org.apache.spark.sql.catalyst.parser.SqlBaseParser.ComparisonOperatorContext;
import org.apache.spark.sql.catalyst.parser.SqlBaseParser.PredicateContext;

/** Reads what compares values: operators, IN, BETWEEN, LIKE, IS. */
final class PredicateReader {
  private final ConditionVisitor visitor;
  private final TypeCheck types;
  private final ConditionFaults faults;

  PredicateReader(ConditionVisitor visitor, TypeCheck types, ConditionFaults faults) {
    this.visitor = visitor;
    this.types = types;
    this.faults = faults;
  }

  Optional<Term> comparison(ComparisonContext context) {
    ComparisonOperatorContext operator = context.comparisonOperator();
    if (operator.NEQ() != null || operator.NEQJ() != null) {
      return compared(Operation.EQUAL, context.left, context.right).map(Terms::not);
    }
    if (operator.EQ() != null) {
      return compared(Operation.EQUAL, context.left, context.right);
    }
    if (operator.NSEQ() != null) {
      return compared(Operation.SAME, context.left, context.right);
    }
    if (operator.LT() != null) {
      return compared(Operation.LESS, context.left, context.right);
    }
    if (operator.LTE() != null) {
      return compared(Operation.AT_MOST, context.left, context.right);
    }

    return compared(
        operator.GT() != null ? Operation.GREATER : Operation.AT_LEAST,
        context.left,
        context.right);
  }

  /** {@code value [NOT] IN, BETWEEN, LIKE, IS ...}. */
  Optional<Term> read(ParserRuleContext value, PredicateContext predicate) {
    boolean not = predicate.errorCapturingNot() != null;
    if (not && predicate.errorCapturingNot().BANG() != null) {
      faults.add(predicate.errorCapturingNot(), "'!' before an operator", "write NOT");
      return Optional.empty();
    }

    Optional<Term> term =
        switch (predicate.kind.getType()) {
          case SqlBaseParser.IN -> in(value, predicate);
          case SqlBaseParser.BETWEEN -> between(value, predicate);
          case SqlBaseParser.LIKE -> like(Operation.LIKE, value, predicate);
          case SqlBaseParser.ILIKE -> like(Operation.ILIKE, value, predicate);
          case SqlBaseParser.RLIKE -> like(Operation.RLIKE, value, predicate);
          case SqlBaseParser.NULL -> isNull(value);
          case SqlBaseParser.DISTINCT ->
              compared(Operation.SAME, value, predicate.right).map(Terms::not);
          case SqlBaseParser.TRUE -> isBoolean(Operation.IS_TRUE, value);
          case SqlBaseParser.FALSE -> isBoolean(Operation.IS_FALSE, value);
          case SqlBaseParser.UNKNOWN -> isBoolean(Operation.IS_NULL, value);
          default -> visitor.visitChildren(predicate);
        };
    return not ? term.map(Terms::not) : term;
  }

  private Optional<Term> compared(
      Operation operation, ParserRuleContext left, ParserRuleContext right) {
    Optional<Term> leftTerm = visitor.visit(left);
    Optional<Term> rightTerm = visitor.visit(right);
    if (leftTerm.isEmpty() || rightTerm.isEmpty()) {
      return Optional.empty();
    }
    if (!types.same(left, leftTerm.get(), right, rightTerm.get())
        || !comparable(operation, left, leftTerm.get())) {
      return Optional.empty();
    }

    return Optional.of(Terms.comparison(operation, leftTerm.get(), rightTerm.get()));
  }

  private boolean comparable(Operation operation, ParserRuleContext context, Term term) {
    boolean equality = operation == Operation.EQUAL || operation == Operation.SAME;
    if (term.type() == ValueType.TEXTS_BY_NAME) {
      return types.is(context, term, ValueType.TEXT);
    }
    if (term.type() == ValueType.BOOLEAN && !equality) {
      faults.add(context, "booleans have no order", "write = or <>");
      return false;
    }

    return true;
  }

  private Optional<Term> in(ParserRuleContext value, PredicateContext predicate) {
    if (predicate.query() != null) {
      return visitor.visit(predicate.query());
    }

    Optional<Term> term = visitor.visit(value);
    Optional<List<Term>> values = visitor.all(predicate.expression());
    if (term.isEmpty() || values.isEmpty()) {
      return Optional.empty();
    }

    boolean sound = comparable(Operation.EQUAL, value, term.get());
    for (int i = 0; i < values.get().size(); i++) {
      Term each = values.get().get(i);
      ParserRuleContext place = predicate.expression(i);
      if (!(each instanceof Literal)) {
        faults.add(place, "IN with something other than values", "write it with = and OR");
        sound = false;
      } else {
        sound &= types.same(value, term.get(), place, each);
      }
    }
    return sound ? Optional.of(Terms.in(term.get(), values.get())) : Optional.empty();
  }

  private Optional<Term> between(ParserRuleContext value, PredicateContext predicate) {
    Optional<Term> low = compared(Operation.AT_LEAST, value, predicate.lower);
    Optional<Term> high = compared(Operation.AT_MOST, value, predicate.upper);
    return low.flatMap(l -> high.map(h -> Terms.junction(Operation.AND, List.of(l, h))));
  }

  private Optional<Term> like(
      Operation operation, ParserRuleContext value, PredicateContext predicate) {
    if (predicate.quantifier != null) {
      faults.add(
          predicate.quantifier,
          "LIKE " + predicate.quantifier.getText() + " is not allowed",
          "write several LIKE with OR or AND");
      return Optional.empty();
    }
    if (predicate.escapeChar != null) {
      faults.add(predicate.escapeChar, "ESCAPE is not allowed", "write \\\\ before % and _");
      return Optional.empty();
    }

    Optional<Term> text = visitor.typed(value, ValueType.TEXT);
    Optional<Term> pattern = visitor.typed(predicate.pattern, ValueType.TEXT);
    if (text.isEmpty() || pattern.isEmpty()) {
      return Optional.empty();
    }
    if (!(pattern.get() instanceof TextLiteral literal)) {
      faults.add(predicate.pattern, "a pattern that is no text in quotes", "write it in quotes");
      return Optional.empty();
    }

    Optional<String> problem = Patterns.problem(operation, literal.value());
    if (problem.isPresent()) {
      faults.add(predicate.pattern, problem.get(), Patterns.remedy(operation));
      return Optional.empty();
    }

    return Optional.of(Terms.call(operation, ValueType.BOOLEAN, text.get(), literal));
  }

  private Optional<Term> isNull(ParserRuleContext value) {
    return visitor
        .visit(value)
        .filter(term -> comparable(Operation.EQUAL, value, term))
        .map(term -> Terms.call(Operation.IS_NULL, ValueType.BOOLEAN, term));
  }

  private Optional<Term> isBoolean(Operation operation, ParserRuleContext value) {
    return visitor
        .typed(value, ValueType.BOOLEAN)
        .map(term -> Terms.call(operation, ValueType.BOOLEAN, term));
  }
}
