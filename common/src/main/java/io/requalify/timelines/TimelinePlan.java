package io.requalify.timelines;

import static io.requalify.timelines.TimelineEntries.CODE;
import static io.requalify.timelines.TimelineEntries.ENTRY;
import static io.requalify.timelines.TimelineEntries.OCCURRED;
import static io.requalify.timelines.TimelineEntries.VALUE;
import static io.requalify.timelines.TimelineEntries.VISIBLE;
import static org.apache.spark.sql.functions.bool_or;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.floor;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.sequence;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.slice;
import static org.apache.spark.sql.functions.sort_array;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import io.requalify.conditions.ConditionSet;
import io.requalify.tables.TableContract;
import io.requalify.tables.result.TimelinesTable;
import io.requalify.tables.source.AccountMembersTable;
import io.requalify.tables.source.AccountSignalsTable;
import io.requalify.tables.source.AttributeChangesTable;
import io.requalify.tables.source.ContactsTable;
import io.requalify.tables.source.EventsTable;
import io.requalify.tables.source.StageChangesTable;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** From source tables and conditions to rows of {@code timelines}. Reads nothing by itself. */
final class TimelinePlan {
  private static final String ABOUT = "_about";
  private static final String ENTRIES = "_entries";
  private static final String LATE = "_late";
  private static final String VALUED = "_valued";

  private final Function<TableContract, Dataset<Row>> source;
  private final int entriesOfARow;

  /**
   * Plan over these sources.
   *
   * @param entriesOfARow a timeline with more entries goes on in further rows
   */
  TimelinePlan(Function<TableContract, Dataset<Row>> source, int entriesOfARow) {
    this.source = source;
    this.entriesOfARow = entriesOfARow;
  }

  /** One row for each contact, more for a very long timeline. */
  Dataset<Row> rows(ConditionSet conditions, String id) {
    Dataset<Row> contacts = KnownContacts.oneRowEach(source.apply(ContactsTable.CONTRACT));
    return gathered(contacts, entries(contacts, conditions))
        .transform(this::inParts)
        .select(columns(id));
  }

  private List<Dataset<Row>> entries(Dataset<Row> contacts, ConditionSet conditions) {
    List<Dataset<Row>> entries = new ArrayList<>();
    entries.add(StageEnds.entries(source.apply(StageChangesTable.CONTRACT)));
    if (EventHits.wanted(conditions)) {
      entries.add(EventHits.entries(events(contacts), conditions));
    }
    if (FactChanges.wanted(conditions)) {
      Dataset<Row> states =
          new FactStates(conditions.attributes(), conditions.catalogue())
              .of(contacts, source.apply(AttributeChangesTable.CONTRACT));
      entries.add(FactChanges.entries(states, conditions));
    }
    return entries;
  }

  /** What contacts did, and the signals of their accounts. */
  private Dataset<Row> events(Dataset<Row> contacts) {
    Dataset<Row> events = source.apply(EventsTable.CONTRACT);
    Dataset<Row> signals = source.apply(AccountSignalsTable.CONTRACT);
    if (signals.isEmpty()) {
      return events;
    }

    Dataset<Row> stays = AccountStays.of(contacts, source.apply(AccountMembersTable.CONTRACT));
    return events.unionByName(SignalEvents.of(signals, stays));
  }

  /**
   * One row for each contact. The contacts themselves run along with the entries, which spares a
   * join; entries of contacts that are not known drop out for want of one.
   */
  private static Dataset<Row> gathered(Dataset<Row> contacts, List<Dataset<Row>> entries) {
    Column about =
        struct(
                col(ContactsTable.CREATED_AT),
                col(ContactsTable.ACCOUNT_ID),
                col(ContactsTable.CHANNEL))
            .as(ABOUT);
    Dataset<Row> rows =
        contacts.select(col(ContactsTable.CONTACT_ID).as(TimelineEntries.CONTACT), about);
    for (Dataset<Row> some : entries) {
      rows = rows.unionByName(some, true);
    }
    Column late = col(ENTRY).getField(OCCURRED).notEqual(col(ENTRY).getField(VISIBLE));
    Column valued = col(ENTRY).getField(VALUE).isNotNull();
    return rows.groupBy(TimelineEntries.CONTACT)
        .agg(
            max(ABOUT).as(ABOUT),
            coalesce(bool_or(late), lit(false)).as(LATE),
            coalesce(bool_or(valued), lit(false)).as(VALUED),
            sort_array(collect_list(ENTRY)).as(ENTRIES))
        .where(col(ABOUT).isNotNull());
  }

  private Dataset<Row> inParts(Dataset<Row> whole) {
    Column last = floor(greatest(size(col(ENTRIES)).minus(1), lit(0)).divide(entriesOfARow));
    Column from = col(TimelinesTable.PART).multiply(entriesOfARow).plus(1);
    Column part =
        when(size(col(ENTRIES)).leq(entriesOfARow), col(ENTRIES))
            .otherwise(slice(col(ENTRIES), from, lit(entriesOfARow)));
    return whole
        .withColumn(TimelinesTable.PART, explode(sequence(lit(0), last.cast("int"))))
        .withColumn(ENTRIES, part);
  }

  private static Column[] columns(String id) {
    return new Column[] {
      lit(id).as(TimelinesTable.TIMELINE_ID),
      col(TimelineEntries.CONTACT).as(TimelinesTable.CONTACT_ID),
      col(ABOUT).getField(ContactsTable.ACCOUNT_ID).as(TimelinesTable.ACCOUNT_ID),
      col(ABOUT).getField(ContactsTable.CHANNEL).as(TimelinesTable.CHANNEL),
      col(ABOUT).getField(ContactsTable.CREATED_AT).as(TimelinesTable.CREATED_AT),
      col(TimelinesTable.PART),
      col(ENTRIES).getField(VISIBLE).as(TimelinesTable.VISIBLE_AT),
      when(col(LATE), col(ENTRIES).getField(OCCURRED)).as(TimelinesTable.OCCURRED_AT),
      col(ENTRIES).getField(CODE).as(TimelinesTable.CODE),
      when(col(VALUED), col(ENTRIES).getField(VALUE)).as(TimelinesTable.VALUE)
    };
  }
}
