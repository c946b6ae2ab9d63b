package io.requalify.estimates;

import static org.apache.spark.sql.functions.col;

import io.requalify.tables.OpportunityLink;
import io.requalify.tables.Review;
import io.requalify.tables.Slice;
import io.requalify.tables.TableContract;
import io.requalify.tables.Tables;
import io.requalify.tables.Warehouse;
import io.requalify.tables.result.ConversionEstimatesTable;
import io.requalify.tables.result.LabelledEpisodesTable;
import io.requalify.tables.result.RuleVersionsTable;
import io.requalify.tables.result.SwapSetsTable;
import io.requalify.tables.source.ContactsTable;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;

/** A warehouse with what estimates are made of, and what they say. */
abstract class EstimateWarehouse {
  static final Instant EARLY = Instant.parse("2026-02-01T00:00:00Z");
  static final Instant LATE = Instant.parse("2026-05-20T00:00:00Z");

  final SparkSession spark;
  final Tables tables;
  final Review review = review(Optional.of("live"));

  EstimateWarehouse(SparkSession spark, Path folder) {
    this.spark = spark;
    this.tables = new Tables(spark, new Warehouse(folder.toString()));
  }

  /** Three in agreement, two swapped in and one out; contacts 0 to 5. */
  static List<LabelledRow> smallWorld() {
    List<LabelledRow> rows = new ArrayList<>();
    for (String version : List.of("live", "bold")) {
      rows.add(episode(version, 0, EARLY, "rule", null, true, "converted"));
      rows.add(episode(version, 1, EARLY, "rule", null, true, "not_converted"));
      rows.add(episode(version, 2, EARLY, null, null, false, "unobserved"));
    }
    rows.add(episode("bold", 3, EARLY, "exploration", 0.1, true, "converted"));
    rows.add(episode("bold", 4, EARLY, "hand_raise", null, true, "converted"));
    // Converted already, but the horizon is not over: it counts for nothing yet.
    rows.add(episode("live", 5, LATE, "rule", null, true, "converted"));
    return rows;
  }

  static LabelledRow episode(
      String version,
      int contact,
      Instant at,
      String route,
      Double propensity,
      boolean worked,
      String state) {
    return new LabelledRow(
        version,
        "contact-" + contact,
        1,
        "accepted",
        null,
        channel(contact),
        "default",
        at,
        null,
        route == null ? null : at,
        route,
        propensity,
        worked,
        state);
  }

  /** A swap-in of whom production lacked some points. */
  static LabelledRow lacking(int contact, double points, String route) {
    return new LabelledRow(
        "bold",
        "contact-" + contact,
        1,
        "accepted",
        null,
        "search",
        "default",
        EARLY,
        points,
        route == null ? null : EARLY,
        route,
        null,
        route != null,
        route == null ? "unobserved" : "not_converted");
  }

  static String channel(int contact) {
    return contact < 3 || contact >= 9 ? "search" : contact < 6 ? null : "social";
  }

  static Review review(Map<String, Integer> horizonDays, OpportunityLink link) {
    return review(Optional.of("live"), horizonDays, link);
  }

  static Review review(Optional<String> production) {
    return review(production, Map.of("accepted", 30), OpportunityLink.LATEST);
  }

  static Review review(
      Optional<String> production, Map<String, Integer> horizonDays, OpportunityLink link) {
    return new Review(
        Instant.parse("2026-06-01T00:00:00Z"),
        Instant.parse("2026-01-01T00:00:00Z"),
        Instant.parse("2026-06-01T00:00:00Z"),
        ZoneId.of("UTC"),
        production,
        List.of("bold"),
        horizonDays,
        7,
        link);
  }

  /** So many contacts, each known to two sources, and one that was created too late. */
  void putContacts(int number) {
    for (String source : List.of("crm", "web")) {
      List<Row> rows = new ArrayList<>();
      for (int contact = 0; contact < number; contact++) {
        rows.add(contact("contact-" + contact, channel(contact), EARLY, source));
      }
      rows.add(contact("late", "search", review.to(), source));
      put(ContactsTable.CONTRACT, rows, Slice.of("source", source));
    }
  }

  static Row contact(String id, String channel, Instant createdAt, String source) {
    return RowFactory.create(id, null, createdAt, channel, null, null, null, source, null);
  }

  void putVersions(String... versions) {
    putVersions(review, versions);
  }

  void putVersions(Review asked, String... versions) {
    List<Row> rows = new ArrayList<>();
    for (String version : versions) {
      String role = version.equals("live") ? "production" : "candidate";
      rows.add(
          RowFactory.create(
              asked.id(),
              asked.asOf(),
              version,
              "model",
              "fingerprint",
              role,
              role,
              null,
              null,
              null,
              "{}"));
    }
    put(RuleVersionsTable.CONTRACT, rows, asked.slice());
  }

  void putLabelled(List<LabelledRow> labelled) {
    put(
        LabelledEpisodesTable.CONTRACT,
        labelled.stream().map(row -> row.of(review)).toList(),
        review.slice());
  }

  void put(TableContract contract, List<Row> rows, Slice slice) {
    tables.replace(contract, spark.createDataFrame(rows, contract.schema()), slice);
  }

  List<String> quadrants(String channel) {
    return tables
        .read(SwapSetsTable.CONTRACT, review.slice())
        .where(col(SwapSetsTable.CHANNEL).equalTo(channel))
        .where(col(SwapSetsTable.SEGMENT).equalTo(Review.ALL))
        .orderBy(SwapSetsTable.QUADRANT)
        .select(
            SwapSetsTable.QUADRANT,
            SwapSetsTable.CONTACTS,
            SwapSetsTable.WORKED,
            SwapSetsTable.EXPLORED,
            SwapSetsTable.MATURE,
            SwapSetsTable.CONVERTED,
            SwapSetsTable.OBSERVED_RATE)
        .collectAsList()
        .stream()
        .map(row -> row.mkString(" "))
        .toList();
  }

  Row estimate(String version, String estimator, String measure) {
    return tables
        .read(ConversionEstimatesTable.CONTRACT, review.slice())
        .where(
            "rule_version = '%s' AND estimator = '%s' AND measure = '%s' AND channel = '(all)' AND segment = '(all)' AND cohort = '(all)'"
                .formatted(version, estimator, measure))
        .collectAsList()
        .get(0);
  }

  static double number(Row row, String column) {
    return row.<Double>getAs(column);
  }
}
