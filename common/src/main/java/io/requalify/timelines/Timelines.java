package io.requalify.timelines;

import io.requalify.conditions.ConditionSet;
import io.requalify.rules.Fingerprint;
import io.requalify.tables.TableContract;
import io.requalify.tables.Tables;
import io.requalify.tables.result.TimelinesTable;
import io.requalify.tables.source.AttributeChangesTable;
import io.requalify.tables.source.ContactsTable;
import io.requalify.tables.source.EventsTable;
import io.requalify.tables.source.StageChangesTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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
  private static final int FORMAT = 1;

  /** A timeline with more entries goes on in further rows. */
  private static final int ENTRIES_OF_A_ROW = 100_000;

  private final Tables tables;

  public Timelines(Tables tables) {
    this.tables = tables;
  }

  /** The timelines for these conditions over the present sources. */
  public BuiltTimelines of(ConditionSet conditions) {
    Map<String, Long> inputs = new TreeMap<>();
    for (TableContract contract : inputsOf(conditions)) {
      inputs.put(contract.name(), tables.version(contract));
    }
    String id = idOf(conditions, inputs);
    // A slice is written in one commit, so one row of it shows that all are there.
    boolean present = !tables.read(TimelinesTable.CONTRACT, BuiltTimelines.slice(id)).isEmpty();
    BuiltTimelines built = new BuiltTimelines(id, inputs, present);
    LOG.info("Timelines {} of {}: {}", id, inputs, present ? "found" : "to be made");
    if (!present) {
      tables.replace(
          TimelinesTable.CONTRACT,
          new TimelinePlan(tables::read, ENTRIES_OF_A_ROW).rows(conditions, id),
          built.slice());
    }
    return built;
  }

  private static List<TableContract> inputsOf(ConditionSet conditions) {
    List<TableContract> inputs =
        new ArrayList<>(List.of(ContactsTable.CONTRACT, StageChangesTable.CONTRACT));
    if (EventHits.wanted(conditions)) {
      inputs.add(EventsTable.CONTRACT);
    }
    if (!conditions.attributes().isEmpty()) {
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
