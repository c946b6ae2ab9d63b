package io.requalify.conditions;

import io.requalify.conditions.Term.BooleanLiteral;
import io.requalify.rules.ConditionText.Scope;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.tree.RuleNode;
import org.apache.spark.sql.catalyst.parser.SqlBaseParser;
import org.apache.spark.sql.catalyst.parser.SqlBaseParser.ArithmeticBinaryContext;
import org.apache.spark.sql.catalyst.parser.SqlBaseParser.ArithmeticUnaryContext;
import org.apache.spark.sql.catalyst.parser.SqlBaseParser.BooleanLiteralContext;
import org.apache.spark.sql.catalyst.parser.SqlBaseParser.CastByColonContext;
import org.apache.spark.sql.catalyst.parser.SqlBaseParser.CastContext;
import org.apache.spark.sql.catalyst.parser.SqlBaseParser.ColumnReferenceContext;
import org.apache.spark.sql.catalyst.parser.SqlBaseParser.ComparisonContext;
import org.apache.spark.sql.catalyst.parser.SqlBaseParser.ConstantDefaultContext;
import org.apache.spark.sql.catalyst.parser.SqlBaseParser.DereferenceContext;
import org.apache.spark.sql.catalyst.parser.SqlBaseParser.ExpressionContext;
import org.apache.spark.sql.catalyst.parser.SqlBaseParser.FunctionCallContext;
import org.apache.spark.sql.catalyst.parser.SqlBaseParser.LogicalBinaryContext;
import org.apache.spark.sql.catalyst.parser.SqlBaseParser.LogicalNotContext;
import org.apache.spark.sql.catalyst.parser.SqlBaseParser.NullLiteralContext;
import org.apache.spark.sql.catalyst.parser.SqlBaseParser.NumericLiteralContext;
import org.apache.spark.sql.catalyst.parser.SqlBaseParser.ParenthesizedExpressionContext;
import org.apache.spark.sql.catalyst.parser.SqlBaseParser.PredicatedContext;
import org.apache.spark.sql.catalyst.parser.SqlBaseParser.StringLiteralContext;
import org.apache.spark.sql.catalyst.parser.SqlBaseParser.SubscriptContext;
import org.apache.spark.sql.catalyst.parser.SqlBaseParser.TypeConstructorContext;
import org.apache.spark.sql.catalyst.parser.SqlBaseParser.ValueExpressionDefaultContext;
import org.apache.spark.sql.catalyst.parser.SqlBaseParserBaseVisitor;

/**
 * Turns the parse tree of a condition into checked terms. It is the allow-list: a form that has no
 * method here is refused by {@link #visitChildren}. A fault gives empty; its siblings are still
 * visited, so that one look finds every fault.
 */
final class ConditionVisitor extends SqlBaseParserBaseVisitor<Optional<Term>> {
  /** Levels of nesting that a condition may have. */
  static final int DEEPEST = 32;

  private final ConditionFaults faults;
  private final TypeCheck types;
  private final LiteralReader literals;
  private final NameReader names;
  private final PredicateReader predicates;
  private final FunctionReader functions;

  ConditionVisitor(Scope scope, Names known, ConditionFaults faults) {
    this.faults = faults;
    this.types = new TypeCheck(faults);
    this.literals = new LiteralReader(faults);
    this.names = new NameReader(scope, known, faults);
    this.predicates = new PredicateReader(this, types, faults);
    this.functions = new FunctionReader(this, types, names, faults);
  }

  /** The whole condition, which has to be a boolean. */
  Optional<Term> condition(ExpressionContext expression) {
    Optional<Term> term = typed(expression, ValueType.BOOLEAN);
    if (term.isPresent() && term.get().depth() > DEEPEST) {
      faults.add(expression, "a condition nested too deeply", "make several rules of it");
      return Optional.empty();
    }

    return term;
  }

  /** A part that has to be of a type. */
  Optional<Term> typed(ParserRuleContext part, ValueType type) {
    return visit(part).filter(term -> types.is(part, term, type));
  }

  /** Every part, or empty where one of them has a fault. */
  Optional<List<Term>> all(List<? extends ParserRuleContext> parts) {
    List<Term> terms = new ArrayList<>();
    parts.forEach(part -> visit(part).ifPresent(terms::add));
    return terms.size() == parts.size() ? Optional.of(terms) : Optional.empty();
  }

  @Override
  public Optional<Term> visitChildren(RuleNode node) {
    ParserRuleContext context = (ParserRuleContext) node.getRuleContext();
    faults.add(
        context, Refusals.problem(context, faults.excerpt(context)), Refusals.remedy(context));
    return Optional.empty();
  }

  @Override
  public Optional<Term> visitExpression(ExpressionContext context) {
    return visit(context.booleanExpression());
  }

  @Override
  public Optional<Term> visitValueExpressionDefault(ValueExpressionDefaultContext context) {
    return visit(context.primaryExpression());
  }

  @Override
  public Optional<Term> visitConstantDefault(ConstantDefaultContext context) {
    return visit(context.constant());
  }

  @Override
  public Optional<Term> visitParenthesizedExpression(ParenthesizedExpressionContext context) {
    return visit(context.expression());
  }

  @Override
  public Optional<Term> visitLogicalNot(LogicalNotContext context) {
    return typed(context.booleanExpression(), ValueType.BOOLEAN).map(Terms::not);
  }

  @Override
  public Optional<Term> visitLogicalBinary(LogicalBinaryContext context) {
    boolean and = context.operator.getType() == SqlBaseParser.AND;
    Deque<ParserRuleContext> parts = new ArrayDeque<>();
    ParserRuleContext left = context;
    // A chain leans to the left; it is walked down without recursion, for it may be long.
    while (left instanceof LogicalBinaryContext binary
        && binary.operator.getType() == context.operator.getType()) {
      parts.addFirst(binary.right);
      left = binary.left;
    }
    parts.addFirst(left);
    List<Term> terms = new ArrayList<>();
    parts.forEach(part -> typed(part, ValueType.BOOLEAN).ifPresent(terms::add));
    return terms.size() == parts.size()
        ? Optional.of(Terms.junction(and ? Operation.AND : Operation.OR, terms))
        : Optional.empty();
  }

  @Override
  public Optional<Term> visitPredicated(PredicatedContext context) {
    return context.predicate() == null
        ? visit(context.valueExpression())
        : predicates.read(context.valueExpression(), context.predicate());
  }

  @Override
  public Optional<Term> visitComparison(ComparisonContext context) {
    return predicates.comparison(context);
  }

  @Override
  public Optional<Term> visitArithmeticBinary(ArithmeticBinaryContext context) {
    Optional<Operation> operation =
        switch (context.operator.getType()) {
          case SqlBaseParser.PLUS -> Optional.of(Operation.ADD);
          case SqlBaseParser.MINUS -> Optional.of(Operation.SUBTRACT);
          case SqlBaseParser.ASTERISK -> Optional.of(Operation.MULTIPLY);
          case SqlBaseParser.SLASH -> Optional.of(Operation.DIVIDE);
          case SqlBaseParser.PERCENT -> Optional.of(Operation.REMAINDER);
          default -> Optional.empty();
        };
    if (operation.isEmpty()) {
      faults.add(
          context.operator,
          "the operator " + context.operator.getText() + " is not allowed",
          "numbers have +, -, *, / and %");
      return Optional.empty();
    }

    Optional<Term> left = typed(context.left, ValueType.NUMBER);
    Optional<Term> right = typed(context.right, ValueType.NUMBER);
    return left.flatMap(l -> right.map(r -> Terms.call(operation.get(), ValueType.NUMBER, l, r)));
  }

  @Override
  public Optional<Term> visitArithmeticUnary(ArithmeticUnaryContext context) {
    if (context.operator.getType() == SqlBaseParser.TILDE) {
      faults.add(context, "the operator ~ is not allowed", "leave it out");
      return Optional.empty();
    }

    Optional<Term> term = typed(context.valueExpression(), ValueType.NUMBER);
    return context.operator.getType() == SqlBaseParser.PLUS
        ? term
        : term.map(number -> Terms.call(Operation.NEGATE, ValueType.NUMBER, number));
  }

  @Override
  public Optional<Term> visitCast(CastContext context) {
    return functions.cast(context);
  }

  @Override
  public Optional<Term> visitCastByColon(CastByColonContext context) {
    return functions.refuseCast(context, context.primaryExpression(), context.dataType());
  }

  @Override
  public Optional<Term> visitFunctionCall(FunctionCallContext context) {
    return functions.call(context);
  }

  @Override
  public Optional<Term> visitSubscript(SubscriptContext context) {
    return names.item(context, literals);
  }

  @Override
  public Optional<Term> visitColumnReference(ColumnReferenceContext context) {
    return names.plain(context);
  }

  @Override
  public Optional<Term> visitDereference(DereferenceContext context) {
    return names.qualified(context);
  }

  @Override
  public Optional<Term> visitNumericLiteral(NumericLiteralContext context) {
    return literals.number(context);
  }

  @Override
  public Optional<Term> visitStringLiteral(StringLiteralContext context) {
    return literals.text(context, context.stringLit());
  }

  @Override
  public Optional<Term> visitBooleanLiteral(BooleanLiteralContext context) {
    return Optional.of(new BooleanLiteral(context.booleanValue().TRUE() != null));
  }

  @Override
  public Optional<Term> visitTypeConstructor(TypeConstructorContext context) {
    return literals.instant(context);
  }

  @Override
  public Optional<Term> visitNullLiteral(NullLiteralContext context) {
    faults.add(context, "NULL as a value", "write IS NULL or IS NOT NULL");
    return Optional.empty();
  }
}
