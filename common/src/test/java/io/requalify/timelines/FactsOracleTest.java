package io.requalify.timelines;

import static org.assertj.core.api.Assertions.assertThat;

import io.requalify.SourceRows;
import io.requalify.SparkFixture;
import io.requalify.conditions.CompiledCondition;
import io.requalify.conditions.ConditionSet;
import io.requalify.rules.ConditionText;
import io.requalify.scoring.TimelineCode;
import io.requalify.tables.result.TimelinesTable;
import io.requalify.tables.source.AttributeChangesTable;
import io.requalify.tables.source.ContactsTable;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Facts as of an instant, by Spark's columns and by a plain reading of the definition that looks at
 * the whole history at each instant. Days are few, so that ties and late changes are many.
 */
@ExtendWith(SparkFixture.class)
final class FactsOracleTest {
  private static final int CONTACTS = 2_000;
  private static final int ACCOUNTS = 300;
  private static final int CHANGES = 12_000;
  private static final int DAYS = 12;
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  /** What the conditions mean, by their text. */
  private static final Map<String, Predicate<Facts>> MEANINGS =
      Map.of(
          "contact.seniority = 'director'",
          facts -> facts.is("contact.seniority", "director"),
          "contact.visits >= 10",
          facts -> facts.number("contact.visits").filter(visits -> visits >= 10).isPresent(),
          "contact.visits IS NULL",
          facts -> facts.number("contact.visits").isEmpty(),
          "is_known(contact.visits)",
          facts -> facts.holding("contact.visits").isPresent(),
          "contact.channel = 'web'",
          facts -> facts.is("contact.channel", "web"),
          "account.employees >= 1000 AND contact.seniority = 'vp'",
          facts ->
              facts.number("account.employees").filter(count -> count >= 1000).isPresent()
                  && facts.is("contact.seniority", "vp"));

  private record Contact(String id, String account, String channel, int created) {}

  private record Change(
      String attribute,
      String entity,
      Optional<String> value,
      int changed,
      int known,
      boolean recorded,
      String source) {
    int visible() {
      return Math.max(changed, known);
    }
  }

  /** What is visible of a contact and its account at the end of a day. */
  private record Facts(List<Change> visible) {
    Optional<Change> holding(String attribute) {
      return visible.stream()
          .filter(change -> change.attribute().equals(attribute))
          .max(
              Comparator.comparingInt(Change::changed)
                  .thenComparingInt(Change::known)
                  .thenComparing(Change::recorded)
                  .thenComparing(Change::source));
    }

    boolean is(String attribute, String value) {
      return holding(attribute).flatMap(Change::value).filter(value::equals).isPresent();
    }

    Optional<Double> number(String attribute) {
      return holding(attribute)
          .flatMap(Change::value)
          .filter(text -> text.matches("[0-9]+"))
          .map(Double::valueOf);
    }
  }

  private final SparkSession spark;
  private final Path folder;
  private final Random random = new Random(20261121);

  FactsOracleTest(SparkSession spark, @TempDir Path folder) {
    this.folder = folder;
    this.spark = spark;
  }

  @Test
  void randomHistoriesBeginAndCeaseAsThePlainReadingSays() {
    List<Contact> contacts = contacts();
    List<Change> changes = changes();
    SourceRows sources =
        new SourceRows(spark, "test")
            .with(ContactsTable.CONTRACT, contactRows(contacts))
            .with(AttributeChangesTable.CONTRACT, changeRows(changes));
    ConditionSet conditions = conditions();

    Map<String, List<String>> found = new TreeMap<>();
    for (Row row : new TimelinePlan(sources::read, 100).rows(conditions, "x").collectAsList()) {
      found.put(row.getAs(TimelinesTable.CONTACT_ID), entries(row));
    }

    Map<String, List<String>> expected = new TreeMap<>();
    for (Contact contact : contacts) {
      expected.put(contact.id(), expected(contact, changes, conditions));
    }
    assertThat(expected.values().stream().mapToInt(List::size).sum()).isGreaterThan(CONTACTS);
    assertThat(found).isEqualTo(expected);
  }

  private List<String> expected(Contact contact, List<Change> changes, ConditionSet conditions) {
    List<Change> own = new ArrayList<>();
    own.add(
        new Change(
            "contact.channel",
            contact.id(),
            Optional.ofNullable(contact.channel()),
            contact.created(),
            contact.created(),
            false,
            ""));
    changes.stream()
        .filter(
            change ->
                change.entity().equals(contact.id()) || change.entity().equals(contact.account()))
        .forEach(own::add);
    TreeSet<Integer> days = new TreeSet<>();
    own.forEach(change -> days.add(Math.max(change.visible(), contact.created())));
    List<String> entries = new ArrayList<>();
    boolean[] held = new boolean[conditions.conditions().size()];
    for (int day : days) {
      Facts facts = new Facts(own.stream().filter(change -> change.visible() <= day).toList());
      List<Integer> ceases = new ArrayList<>();
      List<Integer> begins = new ArrayList<>();
      for (CompiledCondition condition : conditions.conditions()) {
        int number = condition.number();
        boolean holds = meaning(conditions, number).test(facts);
        if (holds != held[number]) {
          (holds ? begins : ceases)
              .add(holds ? TimelineCode.begins(number) : TimelineCode.ceases(number));
          held[number] = holds;
        }
      }
      ceases.forEach(code -> entries.add(day + " " + code));
      begins.forEach(code -> entries.add(day + " " + code));
    }
    return entries;
  }

  private static Predicate<Facts> meaning(ConditionSet conditions, int number) {
    return MEANINGS.entrySet().stream()
        .filter(entry -> conditions.number(ConditionText.onFacts(entry.getKey())) == number)
        .findFirst()
        .orElseThrow()
        .getValue();
  }

  private ConditionSet conditions() {
    List<String> rules = new ArrayList<>();
    for (String text : new TreeSet<>(MEANINGS.keySet())) {
      rules.add("id: r%d, attribute: \"%s\", points: 1".formatted(rules.size(), text));
    }
    return RuleText.conditions(folder, rules.toArray(String[]::new));
  }

  private static List<String> entries(Row row) {
    List<Long> visible = row.getList(row.fieldIndex(TimelinesTable.VISIBLE_AT));
    List<Integer> codes = row.getList(row.fieldIndex(TimelinesTable.CODE));
    List<String> entries = new ArrayList<>();
    for (int i = 0; i < codes.size(); i++) {
      long day =
          ChronoUnit.DAYS.between(START, Instant.EPOCH.plus(visible.get(i), ChronoUnit.MICROS));
      entries.add(day + " " + codes.get(i));
    }
    return entries;
  }

  private List<Contact> contacts() {
    List<Contact> contacts = new ArrayList<>();
    for (int i = 0; i < CONTACTS; i++) {
      contacts.add(
          new Contact(
              "c" + i,
              oneOf("a" + random.nextInt(ACCOUNTS), "a" + random.nextInt(ACCOUNTS), null),
              oneOf("web", "social", null),
              random.nextInt(DAYS)));
    }
    return contacts;
  }

  private List<Change> changes() {
    Map<String, Change> distinct = new TreeMap<>();
    for (int i = 0; i < CHANGES; i++) {
      String attribute =
          oneOf("contact.seniority", "contact.visits", "contact.channel", "account.employees");
      boolean ofAccount = attribute.startsWith("account");
      String value =
          switch (attribute) {
            case "contact.seniority" -> oneOf("director", "vp", "intern", null);
            case "contact.channel" -> oneOf("web", "social", null);
            default -> oneOf("5", "15", "1500", "many", "NaN", null);
          };
      Change change =
          new Change(
              attribute,
              ofAccount ? "a" + random.nextInt(ACCOUNTS) : "c" + random.nextInt(CONTACTS),
              Optional.ofNullable(value),
              random.nextInt(DAYS),
              random.nextInt(DAYS),
              true,
              oneOf("a", "b"));
      distinct.putIfAbsent(
          List.of(
                  change.attribute(),
                  change.entity(),
                  "" + change.changed(),
                  "" + change.known(),
                  change.source())
              .toString(),
          change);
    }
    return List.copyOf(distinct.values());
  }

  private String oneOf(String... values) {
    return values[random.nextInt(values.length)];
  }

  private Dataset<Row> contactRows(List<Contact> contacts) {
    List<Row> rows =
        contacts.stream()
            .map(
                contact ->
                    RowFactory.create(
                        contact.id(), contact.account(), contact.channel(), day(contact.created())))
            .toList();
    return spark.createDataFrame(rows, texts("contact_id", "account_id", "channel", "created_at"));
  }

  private Dataset<Row> changeRows(List<Change> changes) {
    List<Row> rows =
        changes.stream()
            .map(
                change ->
                    RowFactory.create(
                        change.attribute().substring(0, change.attribute().indexOf('.')),
                        change.entity(),
                        change.attribute().substring(change.attribute().indexOf('.') + 1),
                        change.value().orElse(null),
                        day(change.changed()),
                        day(change.known()),
                        change.source()))
            .toList();
    return spark.createDataFrame(
        rows,
        texts("entity", "entity_id", "attribute", "value", "changed_at", "known_at", "source"));
  }

  private static StructType texts(String... names) {
    StructType schema = new StructType();
    for (String name : names) {
      schema = schema.add(name, DataTypes.StringType);
    }
    return schema;
  }

  private static String day(int day) {
    return START.plus(day, ChronoUnit.DAYS).toString();
  }
}
