package io.requalify.outcomes;

import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.unix_micros;
import static org.apache.spark.sql.functions.when;

import io.requalify.scoring.Micros;
import io.requalify.tables.Oddity;
import io.requalify.tables.Review;
import io.requalify.tables.TableContract;
import io.requalify.tables.Tables;
import io.requalify.tables.result.EpisodesTable;
import io.requalify.tables.source.ContactsTable;
import io.requalify.tables.source.RoutingsTable;
import io.requalify.tables.source.StageChangesTable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** What is odd in the logged decisions and outcomes of a review. */
final class DecisionChecks {
  private static final String ODD = "_odd";
  private static final long MICROS_OF_A_DAY = Micros.of(Duration.ofDays(1));

  private final Tables tables;
  private final Review review;

  DecisionChecks(Tables tables, Review review) {
    this.tables = tables;
    this.review = review;
  }

  List<Oddity> oddities() {
    List<Oddity> oddities = new ArrayList<>();
    oddities.add(
        ofUnknownContacts(
            RoutingsTable.CONTRACT,
            "decision_about_unknown_contact",
            "Decisions about contacts that are not in contacts; matched with nothing."));
    oddities.add(
        ofUnknownContacts(
            StageChangesTable.CONTRACT,
            "outcome_of_unknown_contact",
            "Outcomes of contacts that are not in contacts; counted nowhere."));
    review.production().ifPresent(production -> oddities.add(notReproduced(production)));
    return oddities.stream().filter(oddity -> oddity.affected() > 0).toList();
  }

  private Oddity ofUnknownContacts(TableContract contract, String check, String explanation) {
    Dataset<Row> known =
        tables.read(ContactsTable.CONTRACT).select(ContactsTable.CONTACT_ID).distinct();
    Dataset<Row> rows =
        tables
            .read(contract)
            .select(ContactsTable.CONTACT_ID)
            .join(
                known.withColumn(ODD, lit(false)), new String[] {ContactsTable.CONTACT_ID}, "left")
            .withColumn(ODD, col(ODD).isNull());
    return counted(rows, contract, check, explanation);
  }

  /** Replay fidelity: what the log says production sent must be what its replay sends. */
  private Oddity notReproduced(String production) {
    Column near =
        abs(unix_micros(col(EpisodesTable.ENTRY_AT))
                .minus(unix_micros(col(RoutingsTable.DECIDED_AT))))
            .leq(lit(MICROS_OF_A_DAY));
    Dataset<Row> replayed =
        tables
            .read(EpisodesTable.CONTRACT, review.slice())
            .where(col(EpisodesTable.RULE_VERSION).equalTo(lit(production)))
            .select(EpisodesTable.CONTACT_ID, EpisodesTable.ENTRY_AT);
    Dataset<Row> logged =
        tables
            .read(RoutingsTable.CONTRACT)
            .where(col(RoutingsTable.ROUTE).equalTo(lit("rule")))
            .where(col(RoutingsTable.RULE_VERSION).equalTo(lit(production)))
            .where(col(RoutingsTable.DECIDED_AT).geq(lit(review.from())))
            .where(col(RoutingsTable.DECIDED_AT).lt(lit(review.to())))
            .select(RoutingsTable.CONTACT_ID, RoutingsTable.DECIDED_AT);
    Dataset<Row> rows =
        logged
            .join(replayed, new String[] {RoutingsTable.CONTACT_ID}, "left")
            .groupBy(RoutingsTable.CONTACT_ID, RoutingsTable.DECIDED_AT)
            .agg(max(when(near, lit(1)).otherwise(lit(0))).equalTo(lit(0)).as(ODD));
    return counted(
        rows,
        RoutingsTable.CONTRACT,
        "decision_not_reproduced",
        "Logged decisions of the production version that its replay does not make within a day of"
            + " them; above 1% the comparison of versions is not to be trusted.");
  }

  private static Oddity counted(
      Dataset<Row> rows, TableContract contract, String check, String explanation) {
    Row counts = rows.agg(count_if(col(ODD)), count(lit(1))).head();
    long affected = counts.getLong(0);
    // Most reviews have none, and then there is nothing to look up.
    List<String> examples = affected == 0 ? List.of() : examples(rows);
    return new Oddity(check, contract, affected, counts.getLong(1), examples, explanation);
  }

  private static List<String> examples(Dataset<Row> rows) {
    return rows
        .where(col(ODD))
        .select(ContactsTable.CONTACT_ID)
        .distinct()
        .orderBy(ContactsTable.CONTACT_ID)
        .limit(Oddity.EXAMPLES)
        .collectAsList()
        .stream()
        .map(row -> row.getString(0))
        .toList();
  }
}
