package io.requalify.timelines;

import static org.assertj.core.api.Assertions.assertThat;

import io.requalify.SourceRows;
import io.requalify.SparkFixture;
import io.requalify.conditions.ConditionSet;
import io.requalify.scoring.TimelineCode;
import io.requalify.tables.Tables;
import io.requalify.tables.Warehouse;
import io.requalify.tables.result.TimelinesTable;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.fs.FileUtil;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SparkFixture.class)
final class TimelinesTest {
  private static final String DOWNLOAD = "id: d, event: \"type = 'download'\", points: 1";
  private static final String PRICING = "id: p, event: \"asset = 'pricing'\", points: 1";
  private static final String DIRECTOR =
      "id: s, attribute: \"contact.seniority = 'director'\", points: 1";

  private final Tables tables;
  private final SourceRows sources;
  private final Path folder;

  TimelinesTest(SparkSession spark, @TempDir Path folder) {
    this.folder = folder;
    this.tables = new Tables(spark, new Warehouse(folder.resolve("warehouse").toString()));
    this.sources = new SourceRows(spark, "test");
  }

  @Test
  void eachEventHasAnEntryForEachConditionThatItFulfils() {
    sources
        .contacts("('c1', '2026-01-01', 'a1', 'web')")
        .events(
            "('e1', 'c1', 'download', 'pricing', '2026-01-02', '2026-01-02')",
            "('e2', 'c1', 'download', 'guide', '2026-01-03', '2026-01-03')",
            "('e3', 'c1', 'open', 'mail', '2026-01-04', '2026-01-04')");
    ConditionSet conditions = RuleText.conditions(folder, DOWNLOAD, PRICING);
    int pricing = number(conditions, "pricing");
    int download = number(conditions, "download");

    Row timeline = timeline(conditions, "c1");

    List<Integer> first =
        List.of(TimelineCode.event(pricing), TimelineCode.event(download)).stream()
            .sorted()
            .toList();
    assertThat(entries(timeline))
        .containsExactly(
            "2026-01-02 " + first.get(0),
            "2026-01-02 " + first.get(1),
            "2026-01-03 " + TimelineCode.event(download));
    assertThat(timeline.isNullAt(timeline.fieldIndex(TimelinesTable.OCCURRED_AT))).isTrue();
    assertThat(timeline.<String>getAs(TimelinesTable.ACCOUNT_ID)).isEqualTo("a1");
    assertThat(timeline.<String>getAs(TimelinesTable.CHANNEL)).isEqualTo("web");
  }

  @Test
  void anEventThatBecomesKnownLateStandsWhereItBecameKnown() {
    sources
        .contacts("('c1', '2026-01-01', null, null)")
        .events(
            "('e1', 'c1', 'download', null, '2026-01-02', '2026-01-09')",
            "('e2', 'c1', 'download', null, '2026-01-05', '2026-01-05')");

    Row timeline = timeline(RuleText.conditions(folder, DOWNLOAD), "c1");

    assertThat(days(timeline, TimelinesTable.VISIBLE_AT))
        .containsExactly("2026-01-05", "2026-01-09");
    assertThat(days(timeline, TimelinesTable.OCCURRED_AT))
        .containsExactly("2026-01-05", "2026-01-02");
  }

  @Test
  void atOneInstantFactsComeFirstAndEndsLast() {
    sources
        .contacts("('c1', '2026-01-01', null, null)")
        .events("('e1', 'c1', 'download', null, '2026-02-01', '2026-02-01')")
        .changes("('contact', 'c1', 'seniority', 'director', '2026-02-01', '2026-02-01')")
        .stages("('o1', 'c1', 'recycled', '2026-02-01', '2026-02-01')");

    List<Integer> codes =
        timeline(RuleText.conditions(folder, DOWNLOAD, DIRECTOR), "c1").getList(8);

    assertThat(codes)
        .extracting(TimelineCode::kind)
        .containsExactly(TimelineCode.BEGINS, TimelineCode.EVENT, TimelineCode.ENDS);
    assertThat(codes.get(2)).isEqualTo(TimelineCode.ends(TimelineCode.RECYCLED));
  }

  @Test
  void aLateKnownOlderChangeDoesNotOverrideANewerOne() {
    sources
        .contacts("('c1', '2026-01-01', null, null)")
        .changes(
            "('contact', 'c1', 'seniority', 'director', '2026-03-01', '2026-03-01')",
            "('contact', 'c1', 'seniority', 'intern', '2026-02-01', '2026-04-01')");

    assertThat(entries(timeline(RuleText.conditions(folder, DIRECTOR), "c1")))
        .containsExactly("2026-03-01 " + TimelineCode.begins(0));
  }

  @Test
  void aCorrectionOfTheSameInstantHoldsFromWhenItBecomesKnown() {
    sources
        .contacts("('c1', '2026-01-01', null, null)")
        .changes(
            "('contact', 'c1', 'seniority', 'director', '2026-02-01', '2026-02-01')",
            "('contact', 'c1', 'seniority', 'intern', '2026-02-01', '2026-03-01')");

    assertThat(entries(timeline(RuleText.conditions(folder, DIRECTOR), "c1")))
        .containsExactly(
            "2026-02-01 " + TimelineCode.begins(0), "2026-03-01 " + TimelineCode.ceases(0));
  }

  @Test
  void onlyAChangeOfTruthIsAnEntry() {
    sources
        .contacts("('c1', '2026-01-01', 'a1', null)")
        .changes(
            "('account', 'a1', 'employees', '1500', '2025-01-01', '2025-01-01')",
            "('account', 'a1', 'employees', '1600', '2026-02-01', '2026-02-01')",
            "('account', 'a1', 'employees', 'many', '2026-03-01', '2026-03-01')",
            "('account', 'a2', 'employees', '9999', '2026-04-01', '2026-04-01')");
    String large = "id: l, attribute: \"account.employees >= 1000\", points: 1";

    assertThat(entries(timeline(RuleText.conditions(folder, large), "c1")))
        .containsExactly(
            "2026-01-01 " + TimelineCode.begins(0), "2026-03-01 " + TimelineCode.ceases(0));
  }

  @Test
  void unknownNullAndKnownAreThreeStates() {
    sources
        .contacts("('c1', '2026-01-01', null, null)")
        .changes("('contact', 'c1', 'seniority', null, '2026-02-01', '2026-02-01')");
    String known = "id: k, attribute: \"is_known(contact.seniority)\", points: 1";
    String without = "id: n, attribute: \"contact.seniority IS NULL\", points: 1";

    assertThat(entries(timeline(RuleText.conditions(folder, known), "c1")))
        .containsExactly("2026-02-01 " + TimelineCode.begins(0));
    assertThat(entries(timeline(RuleText.conditions(folder, without), "c1")))
        .containsExactly("2026-01-01 " + TimelineCode.begins(0));
  }

  @Test
  void theContactsOwnColumnsAreKnownFromItsCreation() {
    sources.contacts("('c1', '2026-01-01', null, 'web')", "('c2', '2026-01-01', null, null)");
    String web = "id: w, attribute: \"contact.channel = 'web'\", points: 1";
    ConditionSet conditions = RuleText.conditions(folder, web);

    assertThat(entries(timeline(conditions, "c1")))
        .containsExactly("2026-01-01 " + TimelineCode.begins(0));
    assertThat(entries(timeline(conditions, "c2"))).isEmpty();
  }

  @Test
  void aLongTimelineGoesOnInFurtherRows() {
    sources
        .contacts("('c1', '2026-01-01', null, null)")
        .events(
            "('e1', 'c1', 'download', null, '2026-01-02', '2026-01-02')",
            "('e2', 'c1', 'download', null, '2026-01-03', '2026-01-03')",
            "('e3', 'c1', 'download', null, '2026-01-04', '2026-01-04')");

    List<Row> parts =
        new TimelinePlan(sources::read, 2)
            .rows(RuleText.conditions(folder, DOWNLOAD), "x")
            .orderBy(TimelinesTable.PART)
            .collectAsList();

    assertThat(parts)
        .extracting(row -> row.<Integer>getAs(TimelinesTable.PART))
        .containsExactly(0, 1);
    assertThat(days(parts.get(0), TimelinesTable.VISIBLE_AT))
        .containsExactly("2026-01-02", "2026-01-03");
    assertThat(days(parts.get(1), TimelinesTable.VISIBLE_AT)).containsExactly("2026-01-04");
  }

  @Test
  void theSameConditionsOverTheSameInputAreFoundReady() {
    sources
        .contacts("('c1', '2026-01-01', null, null)")
        .events("('e1', 'c1', 'download', null, '2026-01-02', '2026-01-02')");
    sources.write(tables);
    ConditionSet conditions = RuleText.conditions(folder, DOWNLOAD);

    BuiltTimelines first = new Timelines(tables).of(conditions);
    long version = tables.version(TimelinesTable.CONTRACT);
    BuiltTimelines second = new Timelines(tables).of(conditions);
    sources.events("('e9', 'c1', 'download', null, '2026-01-02', '2026-01-02')").write(tables);
    BuiltTimelines afterNewEvents = new Timelines(tables).of(conditions);

    assertThat(first.reused()).isFalse();
    assertThat(second.reused()).isTrue();
    assertThat(second.timelineId()).isEqualTo(first.timelineId());
    assertThat(version).isLessThan(tables.version(TimelinesTable.CONTRACT));
    assertThat(afterNewEvents.timelineId()).isNotEqualTo(first.timelineId());
  }

  @Test
  void timelinesOfATableThatWasTakenAwayAreNotTakenForThoseOfTheNextInItsPlace() {
    ConditionSet conditions = RuleText.conditions(folder, DOWNLOAD);
    sources
        .contacts("('c1', '2026-01-01', null, null)")
        .events("('e1', 'c1', 'download', null, '2026-01-02', '2026-01-02')");
    sources.write(tables);
    BuiltTimelines first = new Timelines(tables).of(conditions);
    assertThat(FileUtil.fullyDelete(folder.resolve("warehouse/events").toFile())).isTrue();
    sources.events("('e2', 'c1', 'download', null, '2026-01-09', '2026-01-09')").write(tables);

    BuiltTimelines second = new Timelines(tables).of(conditions);

    assertThat(second.inputs()).as("equal by their versions").isEqualTo(first.inputs());
    assertThat(second.reused()).isFalse();
    Row timeline = tables.read(TimelinesTable.CONTRACT, second.slice()).head();
    assertThat(days(timeline, TimelinesTable.VISIBLE_AT)).containsExactly("2026-01-09");
  }

  @Test
  void eachConditionIsEvaluatedOnceHoweverManyVersionsShareIt() {
    sources
        .contacts("('c1', '2026-01-01', null, null)")
        .events("('e1', 'c1', 'download', null, '2026-01-02', '2026-01-02')")
        .changes("('contact', 'c1', 'seniority', 'director', '2026-03-01', '2026-03-01')");
    // From real tables, whose scans take in filters; rows in memory would be evaluated at once.
    sources.write(tables);
    ConditionSet conditions =
        ConditionSet.of(
            List.of(
                RuleText.version(folder, "a", 1, DOWNLOAD, DIRECTOR),
                RuleText.version(folder, "b", 2, DOWNLOAD, DIRECTOR, PRICING)),
            RuleText.CATALOGUE);

    String plan =
        new TimelinePlan(tables::read, 100)
            .inOrder(conditions)
            .queryExecution()
            .executedPlan()
            .toString();

    assertThat(conditions.conditions()).hasSize(3);
    assertThat(plan.split("download", -1)).hasSize(2);
    assertThat(plan.split("director", -1)).hasSize(2);
    assertThat(plan).doesNotContain("MapElements", "MapPartitions", "UDF");
  }

  private TimelinePlan plan() {
    return new TimelinePlan(sources::read, 100);
  }

  private Row timeline(ConditionSet conditions, String contact) {
    return plan()
        .rows(conditions, "x")
        .where("contact_id = '%s'".formatted(contact))
        .collectAsList()
        .get(0);
  }

  private static int number(ConditionSet conditions, String part) {
    return conditions.conditions().stream()
        .filter(condition -> condition.canonical().contains(part))
        .findFirst()
        .orElseThrow()
        .number();
  }

  private static List<String> entries(Row timeline) {
    List<String> days = days(timeline, TimelinesTable.VISIBLE_AT);
    List<Integer> codes = timeline.getList(timeline.fieldIndex(TimelinesTable.CODE));
    List<String> entries = new ArrayList<>();
    for (int i = 0; i < codes.size(); i++) {
      entries.add(days.get(i) + " " + codes.get(i));
    }
    return entries;
  }

  private static List<String> days(Row timeline, String column) {
    List<Long> micros = timeline.getList(timeline.fieldIndex(column));
    return micros.stream()
        .map(at -> Instant.EPOCH.plus(at, ChronoUnit.MICROS).toString().substring(0, 10))
        .toList();
  }
}
