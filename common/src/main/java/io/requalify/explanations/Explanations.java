package io.requalify.explanations;

import io.requalify.conditions.ConditionSet;
import io.requalify.rules.AttributeCatalogue;
import io.requalify.rules.RuleVersion;
import io.requalify.scoring.Episode;
import io.requalify.scoring.Journal.Note;
import io.requalify.scoring.Replay;
import io.requalify.scoring.Scorecard;
import io.requalify.tables.ContractViolationException;
import io.requalify.tables.Tables;
import io.requalify.tables.result.TimelinesTable;
import io.requalify.timelines.ContactTimeline;
import io.requalify.timelines.Timelines;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Row;

/** Explains scores, by replaying the history of one contact as the source tables have it now. */
public final class Explanations {
  private final Tables tables;

  public Explanations(Tables tables) {
    this.tables = tables;
  }

  /**
   * Explains a score.
   *
   * @param at instant that is explained; none for the latest entry into MQL, or where there is none
   *     for the last thing that became known of the contact
   * @throws io.requalify.rules.InvalidRulesException with every fault of the version's conditions
   * @throws ContractViolationException when the contact is not known, or was created later
   */
  public Explanation of(
      RuleVersion version, AttributeCatalogue catalogue, String contact, Optional<Instant> at) {
    ConditionSet conditions = ConditionSet.of(List.of(version), catalogue);
    ContactTimeline timeline = timeline(conditions, contact);
    Scorecard card = Scorecard.of(version, conditions::number);
    long until = at.map(Explanations::micros).orElseGet(() -> latestEntry(card, timeline));
    if (until < timeline.createdAt()) {
      throw new ContractViolationException(
          "Contact %s was created at %s, after %s: choose a later --at"
              .formatted(
                  contact, Explanation.instant(timeline.createdAt()), Explanation.instant(until)));
    }

    List<Episode> episodes = new ArrayList<>();
    List<Note> notes = new ArrayList<>();
    Replay replay = new Replay(List.of(card), episodes::add, notes::add);
    timeline.walk(replay, until);
    return new Explanation(
        contact, version, Explanation.instant(until), replay.breakdown(0), episodes, notes);
  }

  private static long latestEntry(Scorecard card, ContactTimeline timeline) {
    List<Episode> episodes = new ArrayList<>();
    timeline.walk(new Replay(List.of(card), episodes::add), timeline.last());
    return episodes.isEmpty() ? timeline.last() : episodes.get(episodes.size() - 1).entryAt();
  }

  private ContactTimeline timeline(ConditionSet conditions, String contact) {
    List<Row> rows =
        new Timelines(tables)
            .ofContact(conditions, contact)
            .orderBy(TimelinesTable.PART)
            .collectAsList();
    if (rows.isEmpty()) {
      throw new ContractViolationException(
          "There is no contact '%s' in the warehouse: --contact takes a contact_id of the table contacts"
              .formatted(contact));
    }
    return ContactTimeline.of(rows);
  }

  private static long micros(Instant instant) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
  }
}
