package io.requalify.explanations;

import static java.util.stream.Collectors.joining;

import io.requalify.SourceRows;
import io.requalify.conditions.CheckedRules;
import io.requalify.rules.Points;
import io.requalify.rules.RuleVersion;
import io.requalify.scoring.Breakdown.Level;
import io.requalify.scoring.Breakdown.Part;
import io.requalify.scoring.Episode;
import io.requalify.scoring.Micros;
import io.requalify.tables.Tables;
import io.requalify.tables.Warehouse;
import io.requalify.tables.source.ContactsTable;
import io.requalify.tables.source.EventsTable;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;

/**
 * A published model from its file, and scenarios for it: one contact each, all of them in one
 * warehouse. What is told of a contact is told of the one that was named last. Instants are texts
 * such as {@code 2026-01-31} or {@code 2026-01-31 12:00}, UTC.
 */
final class ModelScenarios {
  private static final Path RULES =
      Path.of(System.getProperty("requalify.root"), "examples", "rules");

  private final SparkSession spark;
  private final Tables tables;
  private final CheckedRules rules;
  private final List<String> contacts = new ArrayList<>();
  private final List<String> events = new ArrayList<>();
  private final List<String> changes = new ArrayList<>();
  private final List<String> stages = new ArrayList<>();
  private String contact = "";
  private boolean written;

  /** Scenarios for the one version in a folder of examples/rules. */
  ModelScenarios(SparkSession spark, Path folder, String model) {
    this.spark = spark;
    this.tables = new Tables(spark, new Warehouse(folder.resolve("warehouse").toString()));
    this.rules = CheckedRules.read(RULES.resolve(model));
  }

  RuleVersion version() {
    return rules.versions().get(0);
  }

  /** A new contact, of an account of its own. */
  ModelScenarios contact(String id, String createdAt) {
    return contact(id, createdAt, "lead.example");
  }

  ModelScenarios contact(String id, String createdAt, String mailDomain) {
    contact = id;
    contacts.add("('%s', '%s', 'account of %s', '%s')".formatted(id, createdAt, id, mailDomain));
    return this;
  }

  /** A fact about the contact or its account, by its qualified name. */
  ModelScenarios fact(String at, String attribute, String value) {
    String[] names = attribute.split("\\.", 2);
    String entity = names[0].equals("account") ? "account of " + contact : contact;
    changes.add(
        "('%s', '%s', '%s', '%s', '%s', '%s')"
            .formatted(names[0], entity, names[1], value, at, at));
    return this;
  }

  /** Something that the contact did, known at once. */
  ModelScenarios event(String at, String type) {
    return event(at, type, "null", "null", "null", "null");
  }

  ModelScenarios events(int times, String at, String type) {
    for (int i = 0; i < times; i++) {
      event(at, type);
    }
    return this;
  }

  ModelScenarios asset(String at, String type, String asset) {
    return event(at, type, quoted(asset), "null", "null", "null");
  }

  ModelScenarios visit(String at, String url) {
    return event(at, "page_view", "null", quoted(url), "null", "null");
  }

  ModelScenarios visits(int times, String at, String url) {
    for (int i = 0; i < times; i++) {
      visit(at, url);
    }
    return this;
  }

  ModelScenarios value(String at, String type, double value) {
    return event(at, type, "null", "null", String.valueOf(value), "null");
  }

  ModelScenarios prop(String at, String type, String name, String value) {
    return event(
        at, type, "null", "null", "null", "map(%s, %s)".formatted(quoted(name), quoted(value)));
  }

  /** The contact's decision or opportunity reaches a stage. */
  ModelScenarios stage(String at, String stage) {
    stages.add("('s%d', '%s', '%s', '%s', '%s')".formatted(stages.size(), contact, stage, at, at));
    return this;
  }

  /** The account of a score at an instant. */
  Explanation at(String id, String at) {
    write();
    return new Explanations(tables).of(version(), rules.catalogue(), id, Optional.of(instant(at)));
  }

  /** What is read of the groups, the dimensions and the total at an instant. */
  String sums(String id, String at) {
    return sums(at(id, at));
  }

  static String sums(Explanation explanation) {
    return explanation.breakdown().parts().stream()
        .filter(part -> part.level() != Level.RULE)
        .map(ModelScenarios::read)
        .collect(joining(", "));
  }

  /** What is read of the rules that contribute. */
  static String rules(Explanation explanation) {
    return explanation.breakdown().parts().stream()
        .filter(part -> part.level() == Level.RULE && part.read() != 0)
        .map(ModelScenarios::read)
        .collect(joining(", "));
  }

  /** The episodes until then, one text each. */
  static List<String> episodes(Explanation explanation) {
    return explanation.episodes().stream().map(ModelScenarios::episode).toList();
  }

  /** What moved a rule until then, one text each. */
  static List<String> notes(Explanation explanation, String rule) {
    return explanation.notes().stream()
        .filter(note -> note.rule().equals(rule))
        .map(
            note ->
                "%s %s %s"
                    .formatted(
                        Micros.instant(note.feltAt()),
                        note.cause().name().toLowerCase(Locale.ROOT),
                        new Points(note.points())))
        .toList();
  }

  private static String read(Part part) {
    return part.name() + " " + new Points(part.read());
  }

  private static String episode(Episode episode) {
    String entry =
        "%d from %s with %s by %s"
            .formatted(
                episode.cycle(),
                Micros.instant(episode.entryAt()),
                episode.score(),
                episode.crossingRule().orElse("no rule"));
    return episode.exitAt().isEmpty()
        ? entry
        : "%s until %s, %s"
            .formatted(
                entry,
                Micros.instant(episode.exitAt().getAsLong()),
                episode.exitCause().orElseThrow().name().toLowerCase(Locale.ROOT));
  }

  private ModelScenarios event(
      String at, String type, String asset, String url, String value, String props) {
    events.add(
        "('e%d', '%s', '%s', '%s', %s, %s, %s, %s)"
            .formatted(events.size(), contact, type, at, asset, url, value, props));
    return this;
  }

  private void write() {
    if (written) {
      return;
    }

    written = true;
    SourceRows sources =
        new SourceRows(spark, "test")
            .with(
                ContactsTable.CONTRACT,
                spark.sql(
                    "SELECT * FROM VALUES %s AS t(contact_id, created_at, account_id, email_domain)"
                        .formatted(String.join(", ", contacts))))
            .with(
                EventsTable.CONTRACT,
                spark.sql(
                    "SELECT *, occurred_at AS known_at FROM VALUES %s AS t(event_id, contact_id, type, occurred_at, asset, url, value, props)"
                        .formatted(String.join(", ", events))));
    if (!changes.isEmpty()) {
      sources.changes(changes.toArray(String[]::new));
    }
    if (!stages.isEmpty()) {
      sources.stages(stages.toArray(String[]::new));
    }
    sources.write(tables);
  }

  private static Instant instant(String at) {
    return Instant.parse(at.length() == 10 ? at + "T00:00:00Z" : at.replace(' ', 'T') + ":00Z");
  }

  private static String quoted(String text) {
    return "'%s'".formatted(text);
  }
}
