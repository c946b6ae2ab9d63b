package io.requalify.suggestions;

import io.requalify.SourceRows;
import io.requalify.tables.Tables;
import io.requalify.tables.source.AttributeChangesTable;
import io.requalify.tables.source.ContactsTable;
import io.requalify.tables.source.EventsTable;
import io.requalify.tables.source.RoutingsTable;
import io.requalify.tables.source.StageChangesTable;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * 600 accounts of three contacts, each decided about once in March 2026. The log-odds of acceptance
 * are −1 + 1.5 with a trial + 0.75 for a director − 1 with a complaint; a newsletter changes
 * nothing. The rule of then, 22 for a newsletter, 20 for a director, 4 for a trial and −10 for a
 * complaint, takes all from 30 points on; of the others a quarter is drawn.
 */
final class PlantedWorld {
  /** Webinars at used decisions: fewer than a refit needs. */
  static final int WEBINARS = 6;

  private static final int CONTACTS = 1800;

  private final SplittableRandom random = new SplittableRandom(20260301);
  private final List<Row> contacts = new ArrayList<>();
  private final List<Row> changes = new ArrayList<>();
  private final List<Row> events = new ArrayList<>();
  private final List<Row> stages = new ArrayList<>();
  private final List<Row> routings = new ArrayList<>();
  private int webinars;

  private PlantedWorld() {}

  static void write(SparkSession spark, Tables tables) {
    PlantedWorld world = new PlantedWorld();
    for (int number = 0; number < CONTACTS; number++) {
      world.contact(number);
    }
    world.oddDecisions();
    new SourceRows(spark, "test")
        .with(
            ContactsTable.CONTRACT,
            rows(spark, world.contacts, "contact_id", "created_at", "account_id"))
        .with(
            AttributeChangesTable.CONTRACT,
            rows(
                spark,
                world.changes,
                "entity",
                "entity_id",
                "attribute",
                "value",
                "changed_at",
                "known_at"))
        .with(
            EventsTable.CONTRACT,
            rows(spark, world.events, "event_id", "contact_id", "type", "occurred_at", "known_at"))
        .with(
            StageChangesTable.CONTRACT,
            rows(
                spark,
                world.stages,
                "subject_id",
                "contact_id",
                "stage",
                "occurred_at",
                "known_at"))
        .with(
            RoutingsTable.CONTRACT,
            rows(
                spark, world.routings, "contact_id", "decided_at", "route", "propensity", "worked"))
        .write(tables);
  }

  /** Texts, which {@link SourceRows} casts to the types of the contract. */
  private static Dataset<Row> rows(SparkSession spark, List<Row> rows, String... columns) {
    StructType schema = new StructType();
    for (String column : columns) {
      schema = schema.add(column, DataTypes.StringType);
    }
    return spark.createDataFrame(rows, schema);
  }

  private void contact(int number) {
    String id = "c%04d".formatted(number);
    contacts.add(RowFactory.create(id, "2026-01-01", "a%03d".formatted(number / 3)));
    int day = 2 + random.nextInt(25);
    boolean trial = happens(id, "trial", 0.3);
    boolean newsletter = happens(id, "newsletter", 0.5);
    boolean complaint = happens(id, "complaint", 0.25);
    boolean director = random.nextDouble() < 0.4;
    if (director) {
      changes.add(
          RowFactory.create("contact", id, "seniority", "director", "2026-01-02", "2026-01-02"));
    }
    double logOdds = -1 + (trial ? 1.5 : 0) + (director ? 0.75 : 0) - (complaint ? 1 : 0);
    boolean accepted = random.nextDouble() < 1 / (1 + Math.exp(-logOdds));
    int score =
        (trial ? 4 : 0) + (newsletter ? 22 : 0) + (director ? 20 : 0) - (complaint ? 10 : 0);
    boolean drawn = random.nextInt(4) == 0;
    if (score < 30 && !drawn) {
      return;
    }

    if (webinars < WEBINARS && score >= 30) {
      webinars++;
      event(id, "webinar", "2026-02-03");
    }
    boolean byRule = score >= 30;
    decision(
        id,
        "2026-03-%02d".formatted(day),
        byRule ? "rule" : "exploration",
        byRule ? "1" : "0.25",
        true);
    if (accepted) {
      String at = "2026-03-%02d".formatted(day + 2);
      stages.add(RowFactory.create("D" + id, id, "accepted", at, at));
      event(id, "meeting", "2026-03-%02d".formatted(day + 1));
    }
  }

  private boolean happens(String id, String type, double share) {
    boolean happens = random.nextDouble() < share;
    if (happens) {
      event(id, type, "2026-02-0" + (1 + random.nextInt(9)));
    }
    return happens;
  }

  private void event(String id, String type, String at) {
    events.add(RowFactory.create("e" + events.size(), id, type, at, at));
  }

  /** Decisions that are no use, or about contacts that were not there. */
  private void oddDecisions() {
    decision("c0000", "2026-04-01", "rule", "1.0", false);
    decision("c0001", "2026-04-01", "exploration", "0.25", false);
    decision("c0002", "2026-04-01", "hand_raise", null, true);
    decision("c0003", "2026-04-01", "manual", null, true);
    decision("c0004", "2026-04-01", "manual", null, false);
    decision("c0005", "2026-05-20", "rule", "1.0", true);
    decision("c0006", "2026-04-01", "exploration", null, true);
    decision("nobody", "2026-04-01", "rule", "1.0", true);
    decision("c0007", "2025-12-31", "rule", "1.0", true);
  }

  private void decision(
      String contact, String at, String route, String propensity, boolean worked) {
    routings.add(RowFactory.create(contact, at, route, propensity, String.valueOf(worked)));
  }
}
