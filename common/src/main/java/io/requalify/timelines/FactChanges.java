package io.requalify.timelines;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.element_at;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lag;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.when;

import io.requalify.conditions.CompiledCondition;
import io.requalify.conditions.ConditionSet;
import io.requalify.rules.ConditionText.Scope;
import io.requalify.scoring.TimelineCode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;

/** One entry for each instant at which a condition on facts begins or ceases to hold. */
final class FactChanges {
  private static final String TRUTH = "_truth";
  private static final String BEFORE = "_before";

  private FactChanges() {}

  /** True when there is a condition on facts. */
  static boolean wanted(ConditionSet conditions) {
    return conditions.conditions().stream().anyMatch(FactChanges::readsFacts);
  }

  /** The entries from rows of {@link FactStates}; before the first of them nothing holds. */
  static Dataset<Row> entries(Dataset<Row> states, ConditionSet conditions) {
    List<CompiledCondition> onFacts =
        conditions.conditions().stream().filter(FactChanges::readsFacts).toList();
    Column[] truths =
        onFacts.stream()
            .map(condition -> conditions.column(condition.number()))
            .toArray(Column[]::new);
    Column nothing = array(Collections.nCopies(truths.length, lit(false)).toArray(Column[]::new));
    Dataset<Row> changes =
        states
            .select(col(FactStates.CONTACT), col(FactStates.AT), array(truths).as(TRUTH))
            .withColumn(
                BEFORE,
                coalesce(
                    lag(TRUTH, 1)
                        .over(Window.partitionBy(FactStates.CONTACT).orderBy(FactStates.AT)),
                    nothing))
            .where(not(col(TRUTH).equalTo(col(BEFORE))))
            .select(
                col(FactStates.CONTACT),
                col(FactStates.AT),
                explode(array(codes(onFacts))).as(TimelineEntries.CODE))
            .where(col(TimelineEntries.CODE).isNotNull());
    Column at = col(FactStates.AT);
    return TimelineEntries.of(
        changes, FactStates.CONTACT, at, at, lit(""), col(TimelineEntries.CODE));
  }

  private static Column[] codes(List<CompiledCondition> onFacts) {
    List<Column> codes = new ArrayList<>();
    for (int i = 0; i < onFacts.size(); i++) {
      int number = onFacts.get(i).number();
      Column now = element_at(col(TRUTH), lit(i + 1));
      Column before = element_at(col(BEFORE), lit(i + 1));
      codes.add(
          when(now.and(not(before)), lit(TimelineCode.begins(number)))
              .when(before.and(not(now)), lit(TimelineCode.ceases(number))));
    }
    return codes.toArray(Column[]::new);
  }

  private static boolean readsFacts(CompiledCondition condition) {
    return condition.scope() == Scope.FACTS;
  }
}
