package io.requalify.timelines;

import static io.requalify.timelines.TimelineEntries.CODE;
import static io.requalify.timelines.TimelineEntries.micros;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;
import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import io.requalify.conditions.CompiledCondition;
import io.requalify.conditions.ConditionSet;
import io.requalify.rules.ConditionText.Scope;
import io.requalify.scoring.TimelineCode;
import io.requalify.tables.source.EventsTable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** One entry for each event and each condition on events that it fulfils. */
final class EventHits {
  private static final String CODES = "_codes";
  private static final String CARRIED = "_carried";

  private EventHits() {}

  /** True when there is a condition that events can fulfil. */
  static boolean wanted(ConditionSet conditions) {
    return conditions.conditions().stream().anyMatch(EventHits::readsEvents);
  }

  /**
   * The entries of these events. An event that fulfils nothing has none, so it never reaches a
   * shuffle.
   *
   * <p>The conditions are evaluated in one projection of their own. Where the code of a stage grows
   * beyond {@code spark.sql.codegen.hugeMethodLimit}, Spark splits a projection into smaller
   * methods, but interprets a generator; the JVM compiles no method above 8000 bytes, so that is
   * the limit to set. And nothing filters by what the conditions give: such a filter would be
   * pushed beneath the projection, and each condition would be evaluated twice. That is also why
   * what is exploded is not a mere column.
   */
  static Dataset<Row> entries(Dataset<Row> events, ConditionSet conditions) {
    boolean carries = carriesValues(conditions);
    List<Column> kept =
        new ArrayList<>(
            List.of(
                col(EventsTable.CONTACT_ID),
                col(EventsTable.OCCURRED_AT),
                col(EventsTable.KNOWN_AT),
                col(EventsTable.EVENT_ID)));
    List<Column> evaluated = new ArrayList<>(kept);
    if (carries) {
      evaluated.add(carried(conditions));
      kept.add(col(CARRIED));
    }
    evaluated.add(concat(codes(conditions)).as(CODES));
    kept.add(explode(when(size(col(CODES)).gt(0), col(CODES))).as(CODE));
    Dataset<Row> hits =
        events.select(evaluated.toArray(Column[]::new)).select(kept.toArray(Column[]::new));
    String contact = EventsTable.CONTACT_ID;
    Column occurred = micros(EventsTable.OCCURRED_AT);
    Column known = micros(EventsTable.KNOWN_AT);
    Column tie = col(EventsTable.EVENT_ID);
    return carries
        ? TimelineEntries.of(hits, contact, occurred, known, tie, col(CODE), value(conditions))
        : TimelineEntries.of(hits, contact, occurred, known, tie, col(CODE));
  }

  /** Whether events come with values; where none does, there is no column for them. */
  static boolean carriesValues(ConditionSet conditions) {
    return carrying(conditions).findAny().isPresent();
  }

  /** Values that come with hits, one for each condition that carries one. */
  private static Column carried(ConditionSet conditions) {
    Column[] fields =
        carrying(conditions)
            .map(each -> conditions.carriedColumn(each.number()).as(field(each)))
            .toArray(Column[]::new);
    return struct(fields).as(CARRIED);
  }

  /** What of the carried values belongs to the condition that an entry stands for. */
  private static Column value(ConditionSet conditions) {
    List<CompiledCondition> carrying = carrying(conditions).toList();
    Column value = lit(null).cast("string");
    for (CompiledCondition each : carrying) {
      value =
          when(
                  col(CODE).equalTo(TimelineCode.event(each.number())),
                  col(CARRIED).getField(field(each)))
              .otherwise(value);
    }
    return value;
  }

  private static Stream<CompiledCondition> carrying(ConditionSet conditions) {
    return conditions.conditions().stream().filter(each -> each.carried().isPresent());
  }

  private static String field(CompiledCondition condition) {
    return "_" + condition.number();
  }

  /** Conditions that differ only in what they carry are evaluated once. */
  private static Column[] codes(ConditionSet conditions) {
    Column none = array().cast("array<int>");
    Map<String, List<CompiledCondition>> alike =
        conditions.conditions().stream()
            .filter(EventHits::readsEvents)
            .collect(groupingBy(CompiledCondition::canonical, LinkedHashMap::new, toList()));
    return alike.values().stream()
        .map(
            each ->
                when(
                        conditions.column(each.get(0).number()),
                        array(
                            each.stream()
                                .map(one -> lit(TimelineCode.event(one.number())))
                                .toArray(Column[]::new)))
                    .otherwise(none))
        .toArray(Column[]::new);
  }

  private static boolean readsEvents(CompiledCondition condition) {
    return condition.scope() == Scope.EVENT;
  }
}
