package io.requalify.explanations;

import static io.requalify.explanations.ModelScenarios.episodes;
import static io.requalify.explanations.ModelScenarios.notes;
import static io.requalify.explanations.ModelScenarios.rules;
import static io.requalify.explanations.ModelScenarios.sums;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.requalify.SourceRows;
import io.requalify.SparkFixture;
import io.requalify.rules.Fingerprint;
import io.requalify.rules.RuleFiles;
import io.requalify.rules.RuleVersion;
import io.requalify.scoring.Breakdown.Level;
import io.requalify.scoring.Breakdown.Part;
import io.requalify.tables.ContractViolationException;
import io.requalify.tables.Tables;
import io.requalify.tables.Warehouse;
import io.requalify.timelines.RuleText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SparkFixture.class)
@TestInstance(Lifecycle.PER_CLASS)
final class ExplanationsTest {
  private static final String SMALL =
      """
      requalify: 1
      model: small
      version: one
      status: draft
      timezone: UTC
      evaluate: on_event
      segments: [{name: everyone, default: true}]
      dimensions:
        fit: {max: 20}
        engagement: {max: 60}
        loyalty: {max: 10, cap: saturate}
      groups:
        content: {dimension: engagement, max: 20}
      total: {weighted: {fit: 0.5, engagement: 1.5, loyalty: 1}}
      rules:
        - {id: director, dimension: fit, attribute: "contact.seniority = 'director'", points: 15}
        - {id: enterprise, dimension: fit, attribute: "account.employees >= 1000", points: 10}
        - {id: page, dimension: engagement, event: "type = 'page_view'", points: 8, max: 20,
           decay: {half_life: 10d}}
        - {id: whitepaper, dimension: engagement, group: content, event: "type = 'download'", points: 9,
           count: {distinct: asset}}
        - {id: webinar, dimension: engagement, group: content, event: "type = 'webinar'", points: 8}
        - {id: reply, dimension: loyalty, event: "type = 'reply'", points: 6}
        - {id: complaint, dimension: loyalty, event: "type = 'complaint'", points: -2}
      qualify: {everyone: {total: ">= 55"}}
      """;

  private final Tables tables;
  private final RuleVersion small;
  private final RuleVersion downloads;

  ExplanationsTest(SparkSession spark, @TempDir Path folder) throws IOException {
    tables = new Tables(spark, new Warehouse(folder.resolve("warehouse").toString()));
    small = RuleFiles.read(Files.writeString(folder.resolve("one.yaml"), SMALL, UTF_8)).get(0);
    downloads =
        RuleText.version(
            folder,
            "downloads",
            10,
            "id: download, event: \"type = 'download'\", points: 10, window: 20d");
    new SourceRows(spark, "test")
        .contacts(
            "('rich', '2026-01-01', 'a1', null)",
            "('told', '2026-01-01', null, null)",
            "('twice', '2026-01-01', null, null)",
            "('quiet', '2026-01-01', null, null)")
        .changes(
            "('contact', 'rich', 'seniority', 'director', '2026-01-02', '2026-01-02')",
            "('account', 'a1', 'employees', '2000', '2026-01-03', '2026-01-03')",
            "('contact', 'told', 'seniority', 'director', '2026-01-02', '2026-01-02')")
        .events(
            "('r1', 'rich', 'page_view', null, '2026-01-05', '2026-01-05')",
            "('r2', 'rich', 'page_view', null, '2026-01-05', '2026-01-05')",
            "('r3', 'rich', 'page_view', null, '2026-01-05', '2026-01-05')",
            "('r4', 'rich', 'download', 'guide', '2026-01-06', '2026-01-06')",
            "('r5', 'rich', 'download', 'guide', '2026-01-07', '2026-01-07')",
            "('r6', 'rich', 'download', null, '2026-01-07', '2026-01-07')",
            "('r7', 'rich', 'download', 'tour', '2026-01-08', '2026-01-08')",
            "('r8', 'rich', 'webinar', null, '2026-01-09', '2026-01-09')",
            "('r9', 'rich', 'reply', null, '2026-01-10', '2026-01-10')",
            "('s1', 'rich', 'reply', null, '2026-01-11', '2026-01-11')",
            "('s2', 'rich', 'complaint', null, '2026-01-12', '2026-01-12')",
            "('t1', 'told', 'page_view', null, '2026-01-05', '2026-01-05')",
            "('t2', 'told', 'page_view', null, '2026-01-05', '2026-01-05')",
            "('t3', 'told', 'download', 'guide', '2026-01-06', '2026-01-07')",
            "('t4', 'told', 'download', 'guide', '2026-01-08', '2026-01-08')",
            "('t5', 'told', 'webinar', null, '2026-01-09', '2026-01-09')",
            "('t6', 'told', 'reply', null, '2026-01-10', '2026-01-10')",
            "('u1', 'twice', 'download', null, '2026-02-02', '2026-02-02')",
            "('u2', 'twice', 'download', null, '2026-04-01', '2026-04-01')",
            "('u3', 'twice', 'download', null, '2026-04-05', '2026-04-06')",
            "('q1', 'quiet', 'page_view', null, '2026-03-03', '2026-03-03')")
        .stages(
            "('o1', 'twice', 'recycled', '2026-03-01', '2026-03-01')",
            "('o2', 'told', 'recycled', '2026-01-14', '2026-01-14')")
        .write(tables);
  }

  @Test
  void partsSumExactlyToTheScoreAtTheEntry() {
    // 8 January. Pages: 24 x 2^(-3/10) = 19.494058, below their limit of 20. Whitepapers: guide and
    // tour, 18. Engagement 37.494058 x 1.5 = 56.241087. Fit 25, by its limit 20, x 0.5 = 10.
    Explanation entry = explain(small, "rich", Optional.empty());

    assertThat(entry.at()).isEqualTo(day("2026-01-08"));
    assertThat(rules(entry)).isEqualTo("director 15, enterprise 10, page 19.494058, whitepaper 18");
    assertThat(sums(entry))
        .isEqualTo("content 18, fit 20, engagement 37.494058, loyalty 0, total 66.241087");
    assertThat(episodes(entry))
        .containsExactly("1 from 2026-01-08T00:00:00Z with 66.241087 by whitepaper");
    assertSumsUp(entry);
  }

  @Test
  void partsSumExactlyToTheScoreAtAnyInstant() {
    // 6 January. Pages: 24 x 2^(-1/10) = 22.392792, by the limit of the rule 20; one whitepaper, 9.
    // 29 x 1.5 = 43.5, and 10 for fit.
    Explanation before = explain(small, "rich", "2026-01-06");
    assertThat(sums(before)).isEqualTo("content 9, fit 20, engagement 29, loyalty 0, total 53.5");
    assertThat(part(before, "page"))
        .isEqualTo(new Part(Level.RULE, "page", "engagement", 22_392_792, 20_000_000, 20_000_000));
    assertSumsUp(before);

    // 15 January. Pages 12. Content 18 + 8 = 26, by its limit 20: 32 x 1.5 = 48. Loyalty stopped at
    // 10 of 12, and 2 less from there: 8, where its rules give 10. 10 + 48 + 8.
    Explanation after = explain(small, "rich", "2026-01-15");
    assertThat(sums(after)).isEqualTo("content 20, fit 20, engagement 32, loyalty 8, total 66");
    assertThat(part(after, "content"))
        .isEqualTo(
            new Part(Level.GROUP, "content", "engagement", 26_000_000, 20_000_000, 20_000_000));
    assertThat(part(after, "loyalty"))
        .isEqualTo(new Part(Level.DIMENSION, "loyalty", "total", 10_000_000, 8_000_000, 8_000_000));
    assertThat(part(after, "engagement"))
        .isEqualTo(
            new Part(Level.DIMENSION, "engagement", "total", 32_000_000, 32_000_000, 48_000_000));
    assertSumsUp(after);

    // 4 February, three half-lives: pages 3. 23 x 1.5 = 34.5, 10 and 8.
    Explanation late = explain(small, "rich", "2026-02-04");
    assertThat(sums(late)).isEqualTo("content 20, fit 20, engagement 23, loyalty 8, total 52.5");
    assertSumsUp(late);

    // 1 January: nothing yet.
    assertSumsUp(explain(small, "rich", "2026-01-01"));
  }

  @Test
  void aDistinctAssetCountsOnceAndAnEventWithoutOneNever() {
    assertThat(notes(explain(small, "rich", "2026-01-15"), "whitepaper"))
        .containsExactly(
            "2026-01-06T00:00:00Z counted 9",
            "2026-01-07T00:00:00Z not_counted 0",
            "2026-01-07T00:00:00Z not_counted 0",
            "2026-01-08T00:00:00Z counted 9");
  }

  @Test
  void withoutAnInstantTheLatestEntryIsExplained() {
    // In on 2 February, out of the window on the 22nd, sent back on 1 March, in on 1 April.
    Explanation explanation = explain(downloads, "twice", Optional.empty());

    assertThat(explanation.at()).isEqualTo(day("2026-04-01"));
    assertThat(sums(explanation)).isEqualTo("score 10, total 10");
    assertThat(episodes(explanation))
        .containsExactly(
            "1 from 2026-02-02T00:00:00Z with 10.0 by download until 2026-03-01T00:00:00Z, recycled",
            "2 from 2026-04-01T00:00:00Z with 10.0 by download");
  }

  @Test
  void withoutAnEntryTheLastThingThatBecameKnownIsExplained() {
    Explanation explanation = explain(small, "quiet", Optional.empty());

    assertThat(explanation.at()).isEqualTo(day("2026-03-03"));
    assertThat(sums(explanation)).isEqualTo("content 0, fit 0, engagement 8, loyalty 0, total 12");
    assertThat(explanation.episodes()).isEmpty();
  }

  @Test
  void anUnknownContactIsRefused() {
    assertThatThrownBy(() -> explain(small, "nobody", Optional.empty()))
        .isInstanceOf(ContractViolationException.class)
        .hasMessage(
            "There is no contact 'nobody' in the warehouse: --contact takes a contact_id of the table contacts");
  }

  @Test
  void anInstantBeforeTheCreationIsRefused() {
    assertThatThrownBy(() -> explain(small, "rich", "2025-12-31"))
        .isInstanceOf(ContractViolationException.class)
        .hasMessage(
            "Contact rich was created at 2026-01-01T00:00:00Z, after 2025-12-31T00:00:00Z: choose a later --at");
  }

  // Told: a director, 15 x 0.5. Two pages of 5 January, 16, have 16 x 2^(-5/10) = 11.313708 left on
  // the
  // 10th, when the reply gives 6; with a whitepaper, known a day late, and a webinar that is
  // (11.313708 + 17) x 1.5 + 7.5 + 6 = 55.970562. On the 15th the pages are worth 8: 51.
  @Test
  void anExplanationReadsAsTablesOfSumsRulesEpisodesAndNotes() {
    assertThat(ExplanationText.of(explain(small, "told", "2026-01-15")))
        .isEqualTo(
            """
            told has 51 points under small one at 2026-01-15T00:00:00Z
              Segment everyone, which qualifies with total at least 55: not fulfilled

            Sum         Given by its parts  By limits  Read  Gives  To
            ----------  ------------------  ---------  ----  -----  ----------
            content     17                             17    17     engagement
            fit         15                             15    7.5    total
            engagement  25                             25    37.5   total
            loyalty     6                              6     6      total
            total       51                             51    51

            Rule        Counted  Not counted  Contributes  By limits  Gives  To
            ----------  -------  -----------  -----------  ---------  -----  ----------
            director    0        0            15                      15     fit
            enterprise  0        0            0                       0      fit
            page        2        0            8                       8      engagement
            whitepaper  1        1            9                       9      content
            webinar     1        0            8                       8      content
            reply       1        0            6                       6      loyalty
            complaint   0        0            0                       0      loyalty

            Episode  Entry                 Score      Segment   Crossed by  Exit                  Why
            -------  --------------------  ---------  --------  ----------  --------------------  --------
            1        2026-01-10T00:00:00Z  55.970562  everyone  reply       2026-01-14T00:00:00Z  recycled

            Felt at               Occurred at           Rule        What         Points
            --------------------  --------------------  ----------  -----------  ------
            2026-01-02T00:00:00Z                        director    holds        +15
            2026-01-05T00:00:00Z                        page        counted      +8
            2026-01-05T00:00:00Z                        page        counted      +8
            2026-01-07T00:00:00Z  2026-01-06T00:00:00Z  whitepaper  counted      +9
            2026-01-08T00:00:00Z                        whitepaper  not counted
            2026-01-09T00:00:00Z                        webinar     counted      +8
            2026-01-10T00:00:00Z                        reply       counted      +6""");
  }

  @Test
  void programsReadTheSameOnOneLine() {
    String expected =
        """
        {"contact_id":"told","model":"small","rule_version":"one",
        "fingerprint":"%s",
        "at":"2026-01-15T00:00:00Z","score":51,"segment":"everyone",
        "requirement_fulfilled":false,"blocked":false,"dropped":false,"frozen":false,
        "cooling_down":false,"in_episode":false,
        "parts":[
        {"level":"rule","name":"director","above":"fit","sum":15,"by_limits":0,"read":15,"given":15},
        {"level":"rule","name":"enterprise","above":"fit","sum":0,"by_limits":0,"read":0,"given":0},
        {"level":"rule","name":"page","above":"engagement","sum":8,"by_limits":0,"read":8,"given":8},
        {"level":"rule","name":"whitepaper","above":"content","sum":9,"by_limits":0,"read":9,"given":9},
        {"level":"rule","name":"webinar","above":"content","sum":8,"by_limits":0,"read":8,"given":8},
        {"level":"rule","name":"reply","above":"loyalty","sum":6,"by_limits":0,"read":6,"given":6},
        {"level":"rule","name":"complaint","above":"loyalty","sum":0,"by_limits":0,"read":0,"given":0},
        {"level":"group","name":"content","above":"engagement","sum":17,"by_limits":0,"read":17,"given":17},
        {"level":"dimension","name":"fit","above":"total","sum":15,"by_limits":0,"read":15,"given":7.5},
        {"level":"dimension","name":"engagement","above":"total","sum":25,"by_limits":0,"read":25,"given":37.5},
        {"level":"dimension","name":"loyalty","above":"total","sum":6,"by_limits":0,"read":6,"given":6},
        {"level":"total","name":"total","above":null,"sum":51,"by_limits":0,"read":51,"given":51}],
        "episodes":[
        {"cycle":1,"entry_at":"2026-01-10T00:00:00Z","score":55.970562,"segment":"everyone",
        "crossing_rule":"reply","rolled_down":false,"exit_at":"2026-01-14T00:00:00Z","exit_cause":"recycled"}],
        "notes":[
        {"felt_at":"2026-01-02T00:00:00Z","occurred_at":"2026-01-02T00:00:00Z","rule":"director","cause":"holds","points":15},
        {"felt_at":"2026-01-05T00:00:00Z","occurred_at":"2026-01-05T00:00:00Z","rule":"page","cause":"counted","points":8},
        {"felt_at":"2026-01-05T00:00:00Z","occurred_at":"2026-01-05T00:00:00Z","rule":"page","cause":"counted","points":8},
        {"felt_at":"2026-01-07T00:00:00Z","occurred_at":"2026-01-06T00:00:00Z","rule":"whitepaper","cause":"counted","points":9},
        {"felt_at":"2026-01-08T00:00:00Z","occurred_at":"2026-01-08T00:00:00Z","rule":"whitepaper","cause":"not_counted","points":0},
        {"felt_at":"2026-01-09T00:00:00Z","occurred_at":"2026-01-09T00:00:00Z","rule":"webinar","cause":"counted","points":8},
        {"felt_at":"2026-01-10T00:00:00Z","occurred_at":"2026-01-10T00:00:00Z","rule":"reply","cause":"counted","points":6}]}
        """;
    assertThat(ExplanationJson.of(explain(small, "told", "2026-01-15")))
        .isEqualTo(expected.lines().collect(joining()).formatted(Fingerprint.of(small)));
  }

  /** What each sum is given is what its parts give, and the total is what they come to. */
  private static void assertSumsUp(Explanation explanation) {
    List<Part> parts = explanation.breakdown().parts();
    for (Part whole : parts) {
      if (whole.level() != Level.RULE) {
        assertThat(
                parts.stream()
                    .filter(part -> part.above().equals(whole.name()))
                    .mapToLong(Part::given)
                    .sum())
            .as(whole.name())
            .isEqualTo(whole.sum());
      }
    }
    Part total = parts.get(parts.size() - 1);
    assertThat(total.level()).isEqualTo(Level.TOTAL);
    assertThat(total.read()).as("the total has no limits").isEqualTo(total.sum());
    assertThat(total.given()).isEqualTo(total.read());
  }

  private static Part part(Explanation explanation, String name) {
    return explanation.breakdown().parts().stream()
        .filter(part -> part.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private Explanation explain(RuleVersion version, String contact, String day) {
    return explain(version, contact, Optional.of(day(day)));
  }

  private Explanation explain(RuleVersion version, String contact, Optional<Instant> at) {
    return new Explanations(tables).of(version, RuleText.CATALOGUE, contact, at);
  }

  private static Instant day(String day) {
    return Instant.parse(day + "T00:00:00Z");
  }
}
