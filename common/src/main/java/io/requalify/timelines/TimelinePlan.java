package io.requalify.timelines;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;

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
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;

/** From source tables and conditions to rows of {@code timelines}. */
final class TimelinePlan {
  private static final String PLACE = "_place";
  private static final String ABOUT = "_about";

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

  /**
   * One row for each contact, more for a very long timeline. Reads the sources as far as the
   * shuffle by contact.
   */
  Dataset<Row> rows(ConditionSet conditions, String id) {
    Dataset<Row> sorted = inOrder(conditions);
    int most = entriesOfARow;
    boolean carries = EventHits.carriesValues(conditions);
    // Gathered by hand, since what Spark has for it (collect_list) gives up its hash table at 128
    // contacts, sorts whole rows instead, before the shuffle and after it, and boxes each number;
    // and it holds all that one contact has in memory at once.
    JavaRDD<InternalRow> gathered =
        sorted
            .queryExecution()
            .toRdd()
            .toJavaRDD()
            .mapPartitions(rows -> new TimelineGathering(rows, most, carries));
    // Arrays of numbers go into Spark's own rows as they are; an encoder would box each one.
    return ((org.apache.spark.sql.classic.SparkSession) sorted.sparkSession())
        .internalCreateDataFrame(gathered.rdd(), TimelineWriter.SCHEMA, false)
        .select(lit(id).as(TimelinesTable.TIMELINE_ID), col("*"));
  }

  /** Contacts and entries, those of one contact in one partition, in the order of their places. */
  Dataset<Row> inOrder(ConditionSet conditions) {
    Dataset<Row> contacts = KnownContacts.oneRowEach(source.apply(ContactsTable.CONTRACT));
    // The contacts themselves run along with the entries, which spares a join.
    Dataset<Row> rows =
        contacts
            .select(col(ContactsTable.CONTACT_ID).as(TimelineEntries.CONTACT), about())
            .withColumn(PLACE, TimelinePlace.ofContact(TimelineEntries.CONTACT));
    Column visible = greatest(col(TimelineEntries.OCCURRED), col(TimelineEntries.KNOWN));
    for (Dataset<Row> some : entries(contacts, conditions)) {
      rows =
          rows.unionByName(
              some.withColumn(PLACE, TimelinePlace.ofEntry(TimelineEntries.CONTACT, visible)),
              true);
    }
    return rows.select(columns(conditions))
        .repartition(col(TimelineEntries.CONTACT))
        .sortWithinPartitions(PLACE);
  }

  private static Column about() {
    return struct(
            col(ContactsTable.CREATED_AT),
            col(ContactsTable.ACCOUNT_ID),
            col(ContactsTable.CHANNEL))
        .as(ABOUT);
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

  /** What {@link TimelineGathering} reads, in its order. */
  private static Column[] columns(ConditionSet conditions) {
    List<Column> columns = new ArrayList<>();
    columns.add(TimelineGathering.PLACE, col(PLACE));
    columns.add(TimelineGathering.CONTACT, col(TimelineEntries.CONTACT));
    columns.add(TimelineGathering.ABOUT, col(ABOUT));
    columns.add(TimelineGathering.OCCURRED, col(TimelineEntries.OCCURRED));
    columns.add(TimelineGathering.KNOWN, col(TimelineEntries.KNOWN));
    columns.add(TimelineGathering.TIE, col(TimelineEntries.TIE));
    columns.add(TimelineGathering.CODE, col(TimelineEntries.CODE));
    if (EventHits.carriesValues(conditions)) {
      columns.add(TimelineGathering.VALUE, col(TimelineEntries.VALUE));
    }
    return columns.toArray(Column[]::new);
  }
}
