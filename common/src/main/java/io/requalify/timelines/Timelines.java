package io.requalify.timelines;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.requalify.conditions.ConditionSet;
import io.requalify.rules.Fingerprint;
import io.requalify.tables.ContractViolationException;
import io.requalify.tables.TableContract;
import io.requalify.tables.TableState;
import io.requalify.tables.Tables;
import io.requalify.tables.result.TimelinesTable;
import io.requalify.tables.source.AccountMembersTable;
import io.requalify.tables.source.AccountSignalsTable;
import io.requalify.tables.source.AttributeChangesTable;
import io.requalify.tables.source.ContactsTable;
import io.requalify.tables.source.EventsTable;
import io.requalify.tables.source.StageChangesTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the timelines of all contacts for a set of conditions, or finds them made.
 *
 * <p>They hold the whole history, whatever the instant of the review, and are addressed by what
 * they were made from: other points, fading, caps or thresholds over the same conditions and the
 * same input find them ready.
 */
public final class Timelines {
  private static final Logger LOG = LoggerFactory.getLogger(Timelines.class);

  /** Grows whenever the same input would give other timelines. */
  private static final int FORMAT = 3;

  /** A timeline with more entries goes on in further rows. */
  private static final int ENTRIES_OF_A_ROW = 100_000;

  /** Delta version of a table that is not there, as {@link TableState} has it. */
  private static final long NEVER_MADE = -1;

  private static final String ASKED = "_asked";

  private final Tables tables;

  public Timelines(Tables tables) {
    this.tables = tables;
  }

  /** The timelines for these conditions over the present sources. */
  public BuiltTimelines of(ConditionSet conditions) {
    Map<String, Long> inputs = new TreeMap<>();
    Map<String, String> identities = new TreeMap<>();
    for (TableContract contract : inputsOf(conditions)) {
      TableState state = tables.state(contract);
      inputs.put(contract.name(), state.version());
      identities.put(contract.name(), state.identity());
    }
    String id = idOf(conditions, inputs);
    String madeFrom = Fingerprint.ofText(identities.toString());
    BuiltTimelines built = new BuiltTimelines(id, inputs, isThere(id, madeFrom));
    LOG.info("Timelines {} of {}: {}", id, inputs, built.reused() ? "found" : "to be made");
    if (!built.reused()) {
      // Of the versions in the id, whatever an ingest that runs beside this brings in.
      TimelinePlan plan =
          new TimelinePlan(
              contract -> tables.read(contract, inputs.get(contract.name())), ENTRIES_OF_A_ROW);
      tables.replace(
          TimelinesTable.CONTRACT,
          plan.rows(conditions, id).withColumn(TimelinesTable.MADE_FROM, lit(madeFrom)),
          built.slice());
    }
    return built;
  }

  /**
   * The timelines that an earlier step made for these conditions.
   *
   * @param inputs Delta version of each source table; one that is not named had never been made
   * @param madeAs what they were called then
   * @throws ContractViolationException when these conditions over those sources make other
   *     timelines, or they are not there any more
   */
  public BuiltTimelines made(ConditionSet conditions, Map<String, Long> inputs, String madeAs) {
    Map<String, Long> read = new TreeMap<>();
    for (TableContract contract : inputsOf(conditions)) {
      read.put(contract.name(), inputs.getOrDefault(contract.name(), NEVER_MADE));
    }
    String id = idOf(conditions, read);
    if (!id.equals(madeAs)) {
      throw new ContractViolationException(
          "The rule files ask for other timelines than the review was rescored with, so their conditions or attributes.yaml have changed: run rescore again with the same options");
    }
    if (tables.read(TimelinesTable.CONTRACT, BuiltTimelines.slice(id)).isEmpty()) {
      throw new ContractViolationException(
          "The timelines %s of the review are not there any more: run rescore again with the same options"
              .formatted(id));
    }
    return new BuiltTimelines(id, read, true);
  }

  /**
   * The timelines of some contacts, made anew from the present sources and not kept: their rows
   * with the columns of {@link TimelinesTable} but {@code made_from}; none of a contact that is not
   * known.
   *
   * @param contacts rows of {@code contact_id}
   */
  public Dataset<Row> ofContacts(ConditionSet conditions, Dataset<Row> contacts) {
    TimelinePlan plan =
        new TimelinePlan(
            contract -> {
              Dataset<Row> rows = tables.read(contract);
              boolean byContact = List.of(rows.columns()).contains(ContactsTable.CONTACT_ID);
              return byContact
                  ? rows.join(
                      contacts.select(col(ContactsTable.CONTACT_ID).as(ASKED)),
                      col(ContactsTable.CONTACT_ID).equalTo(col(ASKED)),
                      "left_semi")
                  : rows;
            },
            ENTRIES_OF_A_ROW);
    return plan.rows(conditions, "");
  }

  /**
   * The same rows, those of one contact one after the other in one partition, in the order of their
   * parts.
   *
   * @param timelines rows of {@link TimelinesTable}, with more columns or without
   */
  public static Dataset<Row> inOrder(Dataset<Row> timelines) {
    return timelines
        .repartition(col(TimelinesTable.CONTACT_ID))
        .sortWithinPartitions(TimelinesTable.CONTACT_ID, TimelinesTable.PART);
  }

  /**
   * A slice is written in one commit, so one row of it shows that all are there. Versions alone do
   * not show that they fit: a table that was taken away and made again counts from 0 again. What
   * Delta named it tells the two apart, but is drawn at random, so it is in no id.
   */
  private boolean isThere(String id, String madeFrom) {
    return !tables
        .read(TimelinesTable.CONTRACT, BuiltTimelines.slice(id))
        .where(col(TimelinesTable.MADE_FROM).equalTo(madeFrom))
        .isEmpty();
  }

  private static List<TableContract> inputsOf(ConditionSet conditions) {
    List<TableContract> inputs =
        new ArrayList<>(List.of(ContactsTable.CONTRACT, StageChangesTable.CONTRACT));
    if (EventHits.wanted(conditions)) {
      inputs.add(EventsTable.CONTRACT);
      inputs.add(AccountSignalsTable.CONTRACT);
      inputs.add(AccountMembersTable.CONTRACT);
    }
    if (FactChanges.wanted(conditions)) {
      inputs.add(AttributeChangesTable.CONTRACT);
    }
    return inputs;
  }

  private static String idOf(ConditionSet conditions, Map<String, Long> inputs) {
    return Fingerprint.ofText(
        "timelines %d\nconditions %s\ninputs %s\n"
            .formatted(FORMAT, conditions.fingerprint(), inputs));
  }
}
