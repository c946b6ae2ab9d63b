package io.requalify.conditions;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;

import io.requalify.SparkFixture;
import io.requalify.documents.Fault;
import io.requalify.rules.AttributeCatalogue;
import io.requalify.rules.AttributeCatalogue.Type;
import io.requalify.rules.ConditionText;
import io.requalify.tables.source.EventsTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SparkFixture.class)
final class ConditionsInSparkTest {
  private static final AttributeCatalogue CATALOGUE =
      AttributeCatalogue.of(
          Map.of(
              "contact.seniority", Type.TEXT,
              "contact.opted_out", Type.BOOLEAN,
              "contact.ends_at", Type.INSTANT,
              "account.employees", Type.NUMBER));

  /** Conditions on events that Spark takes as they are and that fail on no row. */
  private static final List<String> PLAIN_SPARK_SQL =
      List.of(
          "type = 'page_view'",
          "type <> 'page_view'",
          "NOT type = 'page_view'",
          "!suspect",
          "type IN ('form', 'page_view') AND NOT suspect",
          "type NOT IN ('form', 'download')",
          "url LIKE '%/pricing%'",
          "url NOT LIKE '%/pricing%'",
          "url LIKE '100\\\\%%'",
          "url LIKE '\\\\_%'",
          "url ILIKE '%PRICING%'",
          "url RLIKE '^https?://[a-z.]+/(pricing|demo)'",
          "url IS NULL OR url = ''",
          "asset IS NOT NULL",
          "asset <=> url",
          "asset IS DISTINCT FROM url",
          "asset IS NOT DISTINCT FROM url",
          "(asset = url) IS TRUE",
          "(asset = url) IS NOT TRUE",
          "(asset = url) IS FALSE",
          "(asset = url) IS UNKNOWN",
          "value > 3",
          "3 >= value",
          "value BETWEEN 1 AND 10",
          "value NOT BETWEEN 1 AND 10",
          "value * 2 - 1 > 5 OR -value > 1",
          "value + value > 1e300",
          "abs(value) > 0.1",
          "greatest(value, 2) = 2 AND least(value, 2) < 2",
          "coalesce(value, 0) < 5",
          "nullif(type, 'form') IS NULL",
          "props['seats'] = '5'",
          "try_cast(props['seats'] AS DOUBLE) >= 3",
          "try_cast(props['on'] AS BOOLEAN)",
          "lower(type) = 'form' OR upper(type) = 'FORM'",
          "length(trim(asset)) > 3",
          "contains(url, 'pricing') OR startswith(url, 'https') OR endswith(url, 'x')",
          "replace(url, '/', '') = ''",
          "substring(type, 1, 4) = 'page'",
          "channel = \"it's\" OR campaign = 'a\\\\b'",
          "suspect = true",
          "true",
          "value = .5 OR value = 5. OR value = -0.25");

  /** Conditions that plain Spark would stop the run for, on some row. */
  private static final Map<String, List<String>> SAFE_HERE =
      new TreeMap<>(
          Map.of(
              "1 / value > 0.1", List.of("e1"),
              "value % value = 0", List.of("e1", "e3", "e4"),
              "try_cast(props['seats'] AS DOUBLE) > 3", List.of("e1")));

  private final SparkSession spark;

  ConditionsInSparkTest(SparkSession spark) {
    this.spark = spark;
  }

  private Dataset<Row> events() {
    return spark
        .sql(
            """
            SELECT * FROM VALUES
              ('e1', 'page_view', 'https://a.example/pricing', 'deck', 'it\\'s', 'a\\\\b', 5D, map('seats', '5', 'on', 'yes'), false),
              ('e2', 'form', '', 'demo-request', null, null, 0D, map('seats', 'many'), true),
              ('e3', 'FORM', '100% free', null, 'ads', null, -0.25D, map(), false),
              ('e4', 'download', '_x', '_x', 'ads', 'c', 1.7e308D, map('seats', cast(null as string)), false),
              ('e5', 'page_view', null, null, null, null, null, null, false)
            AS t(event_id, type, url, asset, channel, campaign, value, props, suspect)
            """)
        .cache();
  }

  private static Term term(ConditionText text) {
    List<Fault> faults = new ArrayList<>();
    Optional<Term> term = ConditionParser.parse(text, new Names(CATALOGUE), faults);
    assertThat(faults).isEmpty();
    return term.orElseThrow();
  }

  private static Column column(ConditionText text) {
    return coalesce(TermColumns.of(term(text)), lit(false));
  }

  private static List<List<Object>> rows(Dataset<Row> rows, String id, List<Column> columns) {
    List<Column> all = new ArrayList<>(List.of(rows.col(id)));
    all.addAll(columns);
    List<List<Object>> values = new ArrayList<>();
    for (Row row : rows.select(all.toArray(Column[]::new)).orderBy(id).collectAsList()) {
      List<Object> value = new ArrayList<>();
      for (int i = 0; i < row.size(); i++) {
        value.add(row.get(i));
      }
      values.add(value);
    }
    return values;
  }

  @Test
  void whatConditionsCarryIsATextOfTheEvent() {
    List<Row> rows =
        events()
            .orderBy("event_id")
            .select(
                TermColumns.of(EventFields.text("props['seats']")),
                TermColumns.of(EventFields.text("asset")))
            .collectAsList();

    assertThat(rows)
        .extracting(row -> row.getString(0))
        .containsExactly("5", "many", null, null, null);
    assertThat(rows)
        .extracting(row -> row.getString(1))
        .containsExactly("deck", "demo-request", null, "_x", null);
  }

  @Test
  void theEventFieldsAreColumnsOfTheEventsTable() {
    StructType schema = EventsTable.CONTRACT.schema();
    for (String name : EventFields.names()) {
      DataType expected =
          switch (EventFields.type(name).orElseThrow()) {
            case TEXT -> DataTypes.StringType;
            case NUMBER -> DataTypes.DoubleType;
            case BOOLEAN -> DataTypes.BooleanType;
            case INSTANT -> DataTypes.TimestampType;
            case TEXTS_BY_NAME -> schema.apply(EventsTable.PROPS).dataType();
          };
      StructField field = schema.apply(name);
      assertThat(field.dataType()).as(name).isEqualTo(expected);
    }
  }

  @Test
  void conditionsOnEventsMeanWhatSparkMakesOfThem() {
    Dataset<Row> events = events();
    List<Column> ours = new ArrayList<>();
    List<Column> ofSpark = new ArrayList<>();
    List<Column> ofCanonical = new ArrayList<>();
    for (String sql : PLAIN_SPARK_SQL) {
      ConditionText text = ConditionText.onEvent(sql);
      ours.add(column(text));
      ofSpark.add(coalesce(expr(sql), lit(false)));
      ofCanonical.add(coalesce(expr(term(text).text()), lit(false)));
    }

    List<List<Object>> found = rows(events, "event_id", ours);

    assertThat(found).isEqualTo(rows(events, "event_id", ofSpark));
    assertThat(found).isEqualTo(rows(events, "event_id", ofCanonical));
    for (int i = 1; i <= PLAIN_SPARK_SQL.size(); i++) {
      int place = i;
      assertThat(found).as(PLAIN_SPARK_SQL.get(i - 1)).anyMatch(row -> row.get(place).equals(true));
    }
  }

  @Test
  void noRowMakesAConditionFail() {
    Dataset<Row> events = events();

    SAFE_HERE.forEach(
        (sql, hits) ->
            assertThat(
                    events
                        .where(column(ConditionText.onEvent(sql)))
                        .select("event_id")
                        .orderBy("event_id")
                        .collectAsList())
                .as(sql)
                .extracting(row -> row.getString(0))
                .containsExactlyElementsOf(hits));
  }

  @Test
  void unknownNullAndEmptyAreThreeStates() {
    Dataset<Row> facts =
        spark.sql(
            """
            SELECT id,
                   named_struct('seniority', seniority, '_known_seniority', known, 'opted_out', opted_out,
                                'ends_at', ends_at) AS contact,
                   named_struct('employees', employees, '_known_employees', employees IS NOT NULL) AS account
            FROM VALUES
              ('empty', '', true, true, TIMESTAMP '2026-01-31T00:00:00Z', 1000D),
              ('null', cast(null as string), true, false, TIMESTAMP '2026-01-30T23:59:59Z', 999D),
              ('unknown', null, false, null, null, null),
              ('vp', 'vp', true, false, null, 20D)
            AS t(id, seniority, known, opted_out, ends_at, employees)
            """);
    Map<String, List<String>> expected =
        Map.of(
            "contact.seniority = ''", List.of("empty"),
            "contact.seniority IS NULL", List.of("null", "unknown"),
            "is_known(contact.seniority)", List.of("empty", "null", "vp"),
            "NOT is_known(contact.seniority)", List.of("unknown"),
            "is_known(contact.seniority) AND contact.seniority IS NULL", List.of("null"),
            "contact.seniority <> 'vp'", List.of("empty"),
            "NOT contact.opted_out", List.of("null", "vp"),
            "contact.ends_at >= TIMESTAMP '2026-01-31T02:00:00+02:00'", List.of("empty"),
            "account.employees >= 1000", List.of("empty"),
            "contact.seniority NOT IN ('director', 'cxo')", List.of("empty", "vp"));

    expected.forEach(
        (sql, hits) ->
            assertThat(
                    facts.where(column(ConditionText.onFacts(sql))).orderBy("id").collectAsList())
                .as(sql)
                .extracting(row -> row.getString(0))
                .containsExactlyElementsOf(hits));
  }

  @Test
  void columnsAreNeverNull() {
    Dataset<Row> events = events();
    List<Column> columns =
        PLAIN_SPARK_SQL.stream().map(sql -> column(ConditionText.onEvent(sql))).toList();

    assertThat(rows(events, "event_id", columns)).allMatch(row -> !row.contains(null));
    assertThat(events.select(columns.toArray(Column[]::new)).schema().fields())
        .allMatch(field -> !field.nullable());
  }
}
