package io.requalify.episodes;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.requalify.rules.AttributeCatalogue;
import io.requalify.rules.ManualVersion;
import io.requalify.tables.Oddity;
import io.requalify.tables.Review;
import io.requalify.tables.TableContract;
import io.requalify.tables.Tables;
import io.requalify.tables.source.AccountMembersTable;
import io.requalify.tables.source.AttributeChangesTable;
import io.requalify.tables.source.ContactsTable;
import io.requalify.tables.source.EventsTable;
import io.requalify.tables.source.RoutingsTable;
import io.requalify.timelines.AttributeValues;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** What is odd in that which a replay reads, as known at the instant of the review. */
final class InputChecks {
  private static final String QUALIFIED = "_qualified";
  private static final String ROWS = "_rows";
  private static final String MISFITS = "_misfits";
  private static final String EXAMPLE = "_example";
  private static final String ODD = "_odd";

  private final Tables tables;
  private final Review review;
  private final AttributeCatalogue catalogue;

  InputChecks(Tables tables, Review review, AttributeCatalogue catalogue) {
    this.tables = tables;
    this.review = review;
    this.catalogue = catalogue;
  }

  /** What was found; nothing for a check that found nothing. */
  List<Oddity> oddities() {
    List<AttributeHistory> histories = histories();
    List<Oddity> oddities = new ArrayList<>();
    oddities.add(withoutHistory(histories));
    oddities.add(notInCatalogue(histories));
    oddities.add(valuesOfOtherType(histories));
    oddities.add(eventsWithoutContact());
    if (tables.exists(AccountMembersTable.CONTRACT)) {
      oddities.add(membersWithoutContact());
    }
    oddities.add(contactsInSeveralSources());
    if (ManualVersion.isAmong(review.versions())) {
      oddities.add(manualDecisionsBeforeCreation());
    }
    return oddities.stream().filter(oddity -> oddity.affected() > 0).toList();
  }

  /**
   * The changes of one attribute.
   *
   * @param misfits changes to a value that does not fit the type
   * @param example the attribute and whose value does not fit; empty without a misfit
   */
  private record AttributeHistory(String attribute, long changes, long misfits, String example) {
    static AttributeHistory of(Row row) {
      return new AttributeHistory(
          row.getAs(QUALIFIED), row.getAs(ROWS), row.getAs(MISFITS), row.getAs(EXAMPLE));
    }
  }

  private List<AttributeHistory> histories() {
    Column qualified =
        concat(col(AttributeChangesTable.ENTITY), lit("."), col(AttributeChangesTable.ATTRIBUTE));
    Column value = col(AttributeChangesTable.VALUE);
    Column fits = lit(true);
    for (String name : catalogue.names()) {
      Column typed = AttributeValues.typed(value, catalogue.typeOf(name).orElseThrow());
      fits = when(col(QUALIFIED).equalTo(name), typed.isNotNull()).otherwise(fits);
    }
    Column misfit = value.isNotNull().and(fits.equalTo(false));
    Column example = concat(col(QUALIFIED), lit(" of "), col(AttributeChangesTable.ENTITY_ID));
    return tables
        .read(AttributeChangesTable.CONTRACT)
        .where(col(AttributeChangesTable.KNOWN_AT).leq(lit(review.asOf())))
        .withColumn(QUALIFIED, qualified)
        .groupBy(QUALIFIED)
        .agg(
            count(lit(1)).as(ROWS),
            count_if(misfit).as(MISFITS),
            coalesce(min(when(misfit, example)), lit("")).as(EXAMPLE))
        .orderBy(QUALIFIED)
        .collectAsList()
        .stream()
        .map(AttributeHistory::of)
        .toList();
  }

  private Oddity withoutHistory(List<AttributeHistory> histories) {
    Set<String> without = new TreeSet<>(catalogue.names());
    without.removeAll(AttributeCatalogue.OWN_COLUMNS);
    long declared = without.size();
    histories.forEach(history -> without.remove(history.attribute()));
    return new Oddity(
        "attribute_without_history",
        AttributeChangesTable.CONTRACT,
        without.size(),
        declared,
        List.copyOf(without),
        "Attributes of the catalogue, counted here instead of rows, without a change that was"
            + " known: they are unknown for every contact.");
  }

  private Oddity notInCatalogue(List<AttributeHistory> histories) {
    List<AttributeHistory> strange =
        histories.stream()
            .filter(history -> catalogue.typeOf(history.attribute()).isEmpty())
            .toList();
    return new Oddity(
        "attribute_not_in_catalogue",
        AttributeChangesTable.CONTRACT,
        changes(strange),
        changes(histories),
        strange.stream().map(AttributeHistory::attribute).toList(),
        "Changes of attributes that the catalogue does not name; no condition can read them.");
  }

  private static Oddity valuesOfOtherType(List<AttributeHistory> histories) {
    List<AttributeHistory> unfit =
        histories.stream().filter(history -> history.misfits() > 0).toList();
    return new Oddity(
        "value_of_other_type",
        AttributeChangesTable.CONTRACT,
        unfit.stream().mapToLong(AttributeHistory::misfits).sum(),
        changes(histories),
        unfit.stream().map(AttributeHistory::example).toList(),
        "Changes to a value that does not fit the type of its attribute; it counts as null. The"
            + " examples are one of each attribute.");
  }

  private static long changes(List<AttributeHistory> histories) {
    return histories.stream().mapToLong(AttributeHistory::changes).sum();
  }

  private Oddity eventsWithoutContact() {
    return withoutContact(
        "event_without_contact",
        EventsTable.CONTRACT,
        tables
            .read(EventsTable.CONTRACT)
            .where(
                greatest(col(EventsTable.OCCURRED_AT), col(EventsTable.KNOWN_AT))
                    .leq(lit(review.asOf()))),
        "Events of contacts that are not in contacts; they count for nobody. The examples are the"
            + " ids of such contacts.");
  }

  private Oddity membersWithoutContact() {
    return withoutContact(
        "member_without_contact",
        AccountMembersTable.CONTRACT,
        tables.read(AccountMembersTable.CONTRACT),
        "Members of accounts that are not in contacts; they contribute nothing. The examples are"
            + " the ids of such contacts.");
  }

  /** Rows whose contact is not there. */
  private Oddity withoutContact(
      String check, TableContract table, Dataset<Row> rows, String explanation) {
    Dataset<Row> known =
        tables
            .read(ContactsTable.CONTRACT)
            .select(ContactsTable.CONTACT_ID)
            .distinct()
            .withColumn(ODD, lit(false));
    // Counted for each contact first, so that few rows meet the contacts.
    Dataset<Row> counted =
        rows.groupBy(ContactsTable.CONTACT_ID)
            .agg(count(lit(1)).as(ROWS))
            .join(known, new String[] {ContactsTable.CONTACT_ID}, "left")
            .withColumn(ODD, col(ODD).isNull());
    return counted(check, table, counted, explanation);
  }

  private Oddity contactsInSeveralSources() {
    Dataset<Row> contacts =
        tables
            .read(ContactsTable.CONTRACT)
            .groupBy(ContactsTable.CONTACT_ID)
            .agg(count(lit(1)).as(ROWS))
            .withColumn(ODD, col(ROWS).gt(1));
    return counted(
        "contact_in_several_sources",
        ContactsTable.CONTRACT,
        contacts,
        "Rows of contacts that more than one source names; the one with the earliest creation"
            + " stands for the contact.");
  }

  private Oddity manualDecisionsBeforeCreation() {
    Dataset<Row> decisions =
        ManualEpisodes.decisions(tables, review)
            .withColumn(ODD, not(ManualEpisodes.isOfCreated()))
            .groupBy(ContactsTable.CONTACT_ID, ODD)
            .agg(count(lit(1)).as(ROWS));
    return counted(
        "manual_decision_before_creation",
        RoutingsTable.CONTRACT,
        decisions,
        "Decisions by hand about contacts before their creation; they are no episodes of the"
            + " version manual.");
  }

  private static Oddity counted(
      String check, TableContract table, Dataset<Row> contacts, String explanation) {
    Row counts =
        contacts
            .agg(coalesce(sum(when(col(ODD), col(ROWS))), lit(0L)), coalesce(sum(ROWS), lit(0L)))
            .head();
    long affected = counts.getLong(0);
    List<String> examples =
        affected == 0
            ? List.of()
            : contacts
                .where(col(ODD))
                .select(ContactsTable.CONTACT_ID)
                .orderBy(ContactsTable.CONTACT_ID)
                .limit(Oddity.EXAMPLES)
                .collectAsList()
                .stream()
                .map(row -> row.getString(0))
                .toList();
    return new Oddity(check, table, affected, counts.getLong(1), examples, explanation);
  }
}
