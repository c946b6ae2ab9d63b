package io.requalify.sources;

import io.requalify.documents.Fault;
import io.requalify.documents.SourceText;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.catalyst.FunctionIdentifier;
import org.apache.spark.sql.catalyst.analysis.FunctionRegistry;
import org.apache.spark.sql.catalyst.analysis.Star;
import org.apache.spark.sql.catalyst.analysis.UnresolvedAttribute;
import org.apache.spark.sql.catalyst.analysis.UnresolvedFunction;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.ExpressionInfo;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.catalyst.parser.CatalystSqlParser$;
import org.apache.spark.sql.catalyst.parser.ParseException;
import org.apache.spark.sql.catalyst.trees.TreePattern;
import org.apache.spark.sql.classic.ExpressionUtils;
import scala.Option;
import scala.jdk.javaapi.CollectionConverters;
import scala.runtime.AbstractPartialFunction;

/**
 * One Spark SQL expression of a mapping. It speaks of one row and gives the same on every day: no
 * subquery, aggregate, window or clock, and no chance.
 */
final class MappingExpression {
  /** Groups of Spark's functions that do not give one value for one row, or that reach outside. */
  private static final Set<String> REFUSED_GROUPS =
      Set.of("agg_funcs", "window_funcs", "generator_funcs", "misc_funcs");

  private static final String ROW_ONLY =
      "write an expression of the columns of one row, the same on every day";

  private final String text;
  private final SourceText place;
  private final Expression written;
  private final Expression expression;

  private MappingExpression(
      String text, SourceText place, Expression written, Expression expression) {
    this.text = text;
    this.place = place;
    this.written = written;
    this.expression = expression;
  }

  /** Parses an expression; what is wrong with it is added to {@code faults}. */
  static Optional<MappingExpression> parse(
      String text, SourceText place, ZoneId zone, List<Fault> faults) {
    int before = faults.size();
    Optional<Expression> parsed = parsed(text, place, faults);
    parsed.ifPresent(tree -> check(tree, text, place, faults));
    return faults.size() > before
        ? Optional.empty()
        : parsed.map(tree -> new MappingExpression(text, place, tree, withInstants(tree, zone)));
  }

  private static Optional<Expression> parsed(String text, SourceText place, List<Fault> faults) {
    try {
      return Optional.of(CatalystSqlParser$.MODULE$.parseExpression(text));
    } catch (Exception e) {
      // Scala declares no exceptions, so Java does not let this one be caught by its name.
      if (!(e instanceof ParseException refusal)) {
        throw e;
      }
      Option<Object> position = refusal.start().startPosition();
      int index = position.isDefined() ? (Integer) position.get() : 0;
      faults.add(
          place.fault(text, index, "not Spark SQL: " + firstLine(refusal.getMessage()), ROW_ONLY));
      return Optional.empty();
    }
  }

  private static void check(Expression tree, String text, SourceText place, List<Fault> faults) {
    if (tree.containsPattern(TreePattern.PLAN_EXPRESSION())) {
      faults.add(place.fault(text, 0, "a subquery", "join the other input instead"));
    }
    if (tree.containsPattern(TreePattern.UNRESOLVED_WINDOW_EXPRESSION())
        || tree.containsPattern(TreePattern.WINDOW_EXPRESSION())) {
      faults.add(place.fault(text, 0, "a window over other rows", ROW_ONLY));
    }
    for (Expression node : nodes(tree)) {
      if (node instanceof Star) {
        faults.add(place.fault(text, 0, "'*' names no column", ROW_ONLY));
      }
      if (node instanceof UnresolvedFunction function) {
        refusalOf(function)
            .ifPresent(problem -> faults.add(place.fault(text, 0, problem, ROW_ONLY)));
      }
    }
  }

  private static Optional<String> refusalOf(UnresolvedFunction function) {
    List<String> parts = CollectionConverters.asJava(function.nameParts());
    String name = String.join(".", parts).toLowerCase(Locale.ROOT);
    if (name.equals(WallClock.NAME)) {
      return wallClockRefusal(function);
    }
    Option<ExpressionInfo> known =
        parts.size() == 1
            ? FunctionRegistry.builtin().lookupFunction(new FunctionIdentifier(name))
            : Option.empty();
    if (known.isEmpty()) {
      return Optional.of("unknown function %s".formatted(name));
    }
    return REFUSED_GROUPS.contains(known.get().getGroup())
        ? Optional.of("the function %s is not for mappings".formatted(name))
        : Optional.empty();
  }

  private static Optional<String> wallClockRefusal(UnresolvedFunction function) {
    List<Expression> arguments = CollectionConverters.asJava(function.arguments());
    if (arguments.isEmpty() || arguments.size() > 2) {
      return Optional.of("wall_clock takes a text and, where needed, a pattern");
    }
    if (arguments.size() == 1) {
      return Optional.empty();
    }
    if (!(arguments.get(1) instanceof Literal literal)) {
      return Optional.of("the pattern of wall_clock is no constant");
    }
    return patternRefusal(String.valueOf(literal.value()));
  }

  /** A pattern that shows a time of no zone is one that reads such times. */
  private static Optional<String> patternRefusal(String pattern) {
    try {
      String shown =
          DateTimeFormatter.ofPattern(pattern, Locale.ROOT)
              .format(LocalDateTime.of(2000, 1, 1, 0, 0));
      return shown.isBlank() ? Optional.of("the pattern of wall_clock is empty") : Optional.empty();
    } catch (IllegalArgumentException | DateTimeException e) {
      return Optional.of("the pattern of wall_clock is not right: " + e.getMessage());
    }
  }

  private static Expression withInstants(Expression tree, ZoneId zone) {
    return tree.transformUp(
        new AbstractPartialFunction<Expression, Expression>() {
          @Override
          public boolean isDefinedAt(Expression node) {
            return node instanceof UnresolvedFunction function
                && function.nameParts().mkString(".").equalsIgnoreCase(WallClock.NAME);
          }

          @Override
          public Expression apply(Expression node) {
            List<Expression> arguments =
                CollectionConverters.asJava(((UnresolvedFunction) node).arguments());
            Optional<String> pattern =
                arguments.size() == 1
                    ? Optional.empty()
                    : Optional.of(String.valueOf(((Literal) arguments.get(1)).value()));
            Column value = ExpressionUtils.column(arguments.get(0));
            return ExpressionUtils.expression(WallClock.instant(value, pattern, zone));
          }
        });
  }

  Column column() {
    return ExpressionUtils.column(expression);
  }

  /** Names of the columns that it reads, each in its parts, such as [leads, origin] or [origin]. */
  List<List<String>> references() {
    // Of the tree as it was written: what wall_clock stands for hides the columns within it.
    return nodes(written).stream()
        .filter(UnresolvedAttribute.class::isInstance)
        .map(node -> CollectionConverters.asJava(((UnresolvedAttribute) node).nameParts()))
        .toList();
  }

  Fault fault(String problem, String remedy) {
    return place.fault(text, 0, problem, remedy);
  }

  @Override
  public String toString() {
    return text;
  }

  static String firstLine(String message) {
    return message.strip().lines().findFirst().orElse("");
  }

  private static List<Expression> nodes(Expression tree) {
    List<Expression> nodes = new ArrayList<>(List.of(tree));
    for (Expression child : CollectionConverters.asJava(tree.children())) {
      nodes.addAll(nodes(child));
    }
    return nodes;
  }
}
