package io.requalify.explanations;

import static org.apache.spark.sql.functions.array_max;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.unix_micros;

import io.requalify.conditions.ConditionSet;
import io.requalify.episodes.AccountEpisodes;
import io.requalify.rules.AttributeCatalogue;
import io.requalify.rules.RuleVersion;
import io.requalify.scoring.Episode;
import io.requalify.scoring.Journal.Note;
import io.requalify.scoring.Micros;
import io.requalify.scoring.Replay;
import io.requalify.scoring.Scorecard;
import io.requalify.tables.ContractViolationException;
import io.requalify.tables.Tables;
import io.requalify.tables.result.AccountEpisodesTable;
import io.requalify.tables.result.TimelinesTable;
import io.requalify.tables.source.ContactsTable;
import io.requalify.timelines.AccountStays;
import io.requalify.timelines.ContactTimeline;
import io.requalify.timelines.Timelines;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Explains scores, by replaying the history of one contact as the source tables have it now. */
public final class Explanations {
  private static final String LAST = "_last";

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
    Scorecard card = Scorecard.of(version, conditions::number);
    ContactTimeline timeline = timeline(conditions, card, contact, at);
    long until = at.map(Micros::of).orElseGet(() -> latestEntry(card, timeline));
    if (until < timeline.createdAt()) {
      throw new ContractViolationException(
          "Contact %s was created at %s, after %s: choose a later --at"
              .formatted(contact, Micros.instant(timeline.createdAt()), Micros.instant(until)));
    }

    List<Episode> episodes = new ArrayList<>();
    List<Note> notes = new ArrayList<>();
    Replay replay = new Replay(List.of(card), episodes::add, notes::add);
    timeline.walk(replay, until);
    return new Explanation(
        contact, version, Micros.instant(until), replay.breakdown(0), episodes, notes);
  }

  private static long latestEntry(Scorecard card, ContactTimeline timeline) {
    List<Episode> episodes = new ArrayList<>();
    timeline.walk(new Replay(List.of(card), episodes::add), timeline.last());
    return episodes.isEmpty() ? timeline.last() : episodes.get(episodes.size() - 1).entryAt();
  }

  private ContactTimeline timeline(
      ConditionSet conditions, Scorecard card, String contact, Optional<Instant> at) {
    Timelines timelines = new Timelines(tables);
    if (!AccountEpisodes.rollDown(List.of(card))) {
      return timelineIn(timelines.ofContacts(conditions, ids(contact)), contact);
    }

    Dataset<Row> stays = AccountStays.in(tables);
    Dataset<Row> all = timelines.ofContacts(conditions, relatives(stays, contact)).persist();
    try {
      return timelineIn(all, contact)
          .takenAlongAt(takenAlong(card, contact, all, stays, at.map(Micros::of)));
    } finally {
      all.unpersist();
    }
  }

  private static ContactTimeline timelineIn(Dataset<Row> timelines, String contact) {
    List<Row> rows =
        timelines
            .where(col(TimelinesTable.CONTACT_ID).equalTo(contact))
            .orderBy(TimelinesTable.PART)
            .collectAsList();
    if (rows.isEmpty()) {
      throw new ContractViolationException(
          "There is no contact '%s' in the warehouse: --contact takes a contact_id of the table contacts"
              .formatted(contact));
    }
    return ContactTimeline.of(rows);
  }

  private Dataset<Row> ids(String contact) {
    return tables.spark().range(1).select(lit(contact).as(ContactsTable.CONTACT_ID));
  }

  /** A contact, and all that ever belonged to an account of it. */
  private Dataset<Row> relatives(Dataset<Row> stays, String contact) {
    Dataset<Row> accounts =
        stays
            .where(col(AccountStays.CONTACT_ID).equalTo(contact))
            .select(AccountStays.ACCOUNT_ID)
            .distinct();
    return stays
        .join(accounts, AccountStays.ACCOUNT_ID)
        .select(AccountStays.CONTACT_ID)
        .union(ids(contact))
        .distinct();
  }

  /** When accounts take the contact along, up to an instant or the last that is known of them. */
  private static List<Long> takenAlong(
      Scorecard card,
      String contact,
      Dataset<Row> timelines,
      Dataset<Row> stays,
      Optional<Long> at) {
    long until = at.orElseGet(() -> Math.max(lastVisible(timelines), lastBegin(timelines, stays)));
    Dataset<Row> episodes = new AccountEpisodes(List.of(card), until).of(timelines, stays);
    String taken = AccountEpisodes.TAKEN_ALONG;
    return AccountEpisodes.takenAlong(episodes)
        .where(col(AccountEpisodes.CONTACT).equalTo(contact))
        .select(explode(col(taken)).as(taken))
        .select(col(taken).getField(AccountEpisodesTable.ENTRY_AT))
        .collectAsList()
        .stream()
        .map(row -> row.getLong(0))
        .toList();
  }

  private static long lastVisible(Dataset<Row> timelines) {
    Row last =
        timelines
            .select(
                greatest(
                        unix_micros(col(TimelinesTable.CREATED_AT)),
                        array_max(col(TimelinesTable.VISIBLE_AT)))
                    .as(LAST))
            .agg(max(col(LAST)))
            .head();
    return last.getLong(0);
  }

  /** When a stay of these contacts began last; an end may be one that is foreseen. */
  private static long lastBegin(Dataset<Row> timelines, Dataset<Row> stays) {
    Row last =
        stays
            .join(timelines.select(ContactsTable.CONTACT_ID), ContactsTable.CONTACT_ID)
            .agg(coalesce(max(col(AccountStays.FROM)), lit(Long.MIN_VALUE)))
            .head();
    return last.getLong(0);
  }
}
