package io.requalify.sources;

import io.requalify.documents.Fault;
import io.requalify.tables.TableContract;
import io.requalify.tables.TableContract.ColumnContract;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.trees.TreePattern;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.DataType;
import scala.jdk.javaapi.CollectionConverters;

/** What Spark makes of the expressions of a mapping, on rows whose columns are known. */
final class ResolvedExpressions {
  private final Dataset<Row> rows;
  private final List<Fault> faults;

  ResolvedExpressions(Dataset<Row> rows, List<Fault> faults) {
    this.rows = rows;
    this.faults = faults;
  }

  /** Requires that an expression is true or false. */
  void requireCondition(MappingExpression expression) {
    Optional<DataType> type = type(expression);
    if (type.isPresent() && !(type.get() instanceof BooleanType)) {
      faults.add(
          expression.fault(
              "'%s' is %s".formatted(expression, type.get().sql()),
              "write a condition, such as status = 'won'"));
    }
  }

  /** Requires that an expression fits a column of a table. */
  void requireType(MappingExpression expression, TableContract contract, String name) {
    ColumnContract column = contract.column(name);
    Optional<DataType> type = type(expression);
    if (type.isPresent() && !RowCheck.fits(column, type.get())) {
      String wanted = column.type().sql();
      faults.add(
          expression.fault(
              "'%s' is %s, but %s.%s is %s"
                  .formatted(expression, type.get().sql(), contract.name(), name, wanted),
              "write CAST(... AS %s), or leave a text as it is".formatted(wanted)));
    }
  }

  private Optional<DataType> type(MappingExpression expression) {
    try {
      Dataset<Row> selected = rows.select(expression.column().as("_value"));
      for (Expression resolved :
          CollectionConverters.asJava(selected.queryExecution().analyzed().expressions())) {
        if (!resolved.deterministic() || resolved.containsPattern(TreePattern.CURRENT_LIKE())) {
          faults.add(
              expression.fault(
                  "'%s' is not the same on every run".formatted(expression),
                  "leave clocks and random values out"));
          return Optional.empty();
        }
      }
      return Optional.of(selected.schema().apply("_value").dataType());
    } catch (Exception e) {
      // Scala declares no exceptions, so Java does not let this one be caught by its name.
      if (!(e instanceof AnalysisException)) {
        throw e;
      }
      faults.add(
          expression.fault(
              MappingExpression.firstLine(e.getMessage()), "check names, functions and types"));
      return Optional.empty();
    }
  }
}
