package io.requalify.episodes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.requalify.SourceRows;
import io.requalify.SparkFixture;
import io.requalify.explanations.Explanation;
import io.requalify.explanations.ExplanationText;
import io.requalify.explanations.Explanations;
import io.requalify.rules.RuleFiles;
import io.requalify.rules.RuleVersion;
import io.requalify.scoring.Episode;
import io.requalify.tables.OpportunityLink;
import io.requalify.tables.Review;
import io.requalify.tables.Tables;
import io.requalify.tables.Warehouse;
import io.requalify.tables.WriteReceipt;
import io.requalify.tables.result.AccountEpisodesTable;
import io.requalify.tables.result.DataQualityTable;
import io.requalify.tables.result.EpisodesTable;
import io.requalify.tables.result.ReviewsTable;
import io.requalify.tables.result.TimelinesTable;
import io.requalify.tables.source.AccountMembersTable;
import io.requalify.tables.source.AccountSignalsTable;
import io.requalify.timelines.RuleText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Accounts through real tables, with figures by hand. */
@ExtendWith(SparkFixture.class)
final class AccountEpisodesTest {
  private static final String RULES =
      """
      requalify: 1
      model: test
      version: %s
      status: candidate
      timezone: UTC
      evaluate: on_event
      segments: [{name: all, default: true}]
      dimensions: {score: {}}
      total: sum
      rules:
        - {id: download, dimension: score, event: "type = 'download'", points: 10}
        - {id: intent, dimension: score, event: "type = 'intent_signal' AND asset = 'scoring' AND value >= 0.5", points: 4}
      qualify: {all: {total: ">= 40"}}
      %s
      """;

  private final SparkSession spark;
  private final Tables tables;
  private final SourceRows sources;
  private final Path folder;

  AccountEpisodesTest(SparkSession spark, @TempDir Path folder) {
    this.spark = spark;
    this.folder = folder;
    this.tables = new Tables(spark, new Warehouse(folder.resolve("warehouse").toString()));
    this.sources = new SourceRows(spark, "test");
  }

  private RuleVersion version(String name, String account) throws IOException {
    Path file = folder.resolve(name + ".yaml");
    Files.writeString(file, RULES.formatted(name, account), UTF_8);
    return RuleFiles.read(file).get(0);
  }

  private List<WriteReceipt> run(RuleVersion... versions) {
    sources.write(tables);
    Review review =
        new Review(
            Instant.parse("2026-06-01T00:00:00Z"),
            Instant.parse("2026-01-01T00:00:00Z"),
            Instant.parse("2026-06-01T00:00:00Z"),
            ZoneOffset.UTC,
            Optional.of("alone"),
            List.of(versions).stream()
                .map(RuleVersion::version)
                .filter(name -> !name.equals("alone"))
                .toList(),
            Map.of("accepted", 30),
            30,
            OpportunityLink.LATEST);
    return new Rescore(tables).run(review, List.of(versions), RuleText.CATALOGUE);
  }

  private void members(String... tuples) {
    sources.with(
        AccountMembersTable.CONTRACT,
        spark.sql(
            "SELECT * FROM VALUES %s AS t(account_id, contact_id, role, valid_from, valid_to)"
                .formatted(String.join(", ", tuples))));
  }

  private List<String> accounts() {
    return tables
        .read(AccountEpisodesTable.CONTRACT)
        .orderBy("rule_version", "account_id", "cycle")
        .collectAsList()
        .stream()
        .map(
            row ->
                "%s %s %d %s %s %d %s %s %s"
                    .formatted(
                        row.<String>getAs("rule_version"),
                        row.<String>getAs("account_id"),
                        row.<Integer>getAs("cycle"),
                        instant(row, "entry_at"),
                        row.<Double>getAs("score"),
                        row.<Integer>getAs("contacts"),
                        row.<String>getAs("most_engaged"),
                        row.getList(row.fieldIndex("rolled_down_to")),
                        instant(row, "exit_at")))
        .toList();
  }

  private List<String> episodes() {
    return tables
        .read(EpisodesTable.CONTRACT)
        .orderBy("rule_version", "contact_id", "cycle")
        .collectAsList()
        .stream()
        .map(
            row ->
                "%s %s %d %s %s %s"
                    .formatted(
                        row.<String>getAs("rule_version"),
                        row.<String>getAs("contact_id"),
                        row.<Integer>getAs("cycle"),
                        instant(row, "entry_at"),
                        row.<Double>getAs("score"),
                        row.<Boolean>getAs("rolled_down") ? "with its account" : "by itself"))
        .toList();
  }

  private static Instant instant(Row row, String column) {
    Timestamp at = row.getAs(column);
    return at == null ? null : at.toInstant();
  }

  /** Ann and Bob of Acme download three times together; Bob goes to Globex, whose Cid did once. */
  private void twoCompanies() {
    sources
        .contacts(
            "('ann', '2026-01-01', 'acme', 'web')",
            "('bob', '2026-01-01', 'acme', 'web')",
            "('cid', '2026-01-01', 'globex', null)",
            "('dan', '2026-01-01', 'Gmail.com', null)",
            "('eve', '2026-01-01', null, null)")
        .events(
            "('e1', 'ann', 'download', null, '2026-02-01', '2026-02-01')",
            "('e2', 'bob', 'download', null, '2026-02-02', '2026-02-02')",
            "('e3', 'ann', 'download', null, '2026-02-03', '2026-02-05')",
            "('e4', 'cid', 'download', null, '2026-02-04', '2026-02-04')",
            "('e5', 'dan', 'download', null, '2026-02-04', '2026-02-04')",
            "('e6', 'dan', 'download', null, '2026-02-05', '2026-02-05')",
            "('e7', 'dan', 'download', null, '2026-02-06', '2026-02-06')");
    members(
        "('acme', 'bob', 'user', '2026-01-01', '2026-03-01')",
        "('globex', 'bob', 'user', '2026-03-01', null)",
        "('globex', 'ghost', 'user', '2026-03-01', null)");
  }

  @Test
  void accountsQualifyByTheirContactsAsTheyBelongToThemAndTakeThemAlong() throws IOException {
    twoCompanies();
    RuleVersion alone = version("alone", "");
    RuleVersion together =
        version(
            "together",
            "account: {aggregate: {sum: total}, qualify: \">= 20\", exit: {below: 25}, roll_down: all}");
    RuleVersion one =
        version(
            "one",
            "account: {aggregate: {sum: total}, qualify: \">= 30\", roll_down: most_engaged}");

    run(alone, together, one);

    assertThat(tables.read(TimelinesTable.CONTRACT).where("account_id IS NULL").collectAsList())
        .extracting(row -> row.<String>getAs("contact_id"))
        .containsExactlyInAnyOrder("dan", "eve");
    // Acme: 10 on the 1st, 20 on the 2nd, 30 on the 5th, when Ann's second download is known; Bob
    // takes his 10 along to Globex on March 1st. Dan's domain is no account.
    assertThat(accounts())
        .containsExactly(
            "one acme 1 2026-02-05T00:00:00Z 30.0 2 ann [ann] null",
            "together acme 1 2026-02-02T00:00:00Z 20.0 2 ann [ann, bob] 2026-02-03T00:00:00Z",
            "together globex 1 2026-03-01T00:00:00Z 20.0 2 bob [bob, cid] 2026-03-02T00:00:00Z");
    assertThat(episodes())
        .containsExactly(
            "one ann 1 2026-02-05T00:00:00Z 20.0 with its account",
            "together ann 1 2026-02-02T00:00:00Z 10.0 with its account",
            "together bob 1 2026-02-02T00:00:00Z 10.0 with its account",
            "together cid 1 2026-03-01T00:00:00Z 10.0 with its account");
    assertThat(
            tables
                .read(DataQualityTable.CONTRACT)
                .where("table_name = 'account_members'")
                .collectAsList())
        .extracting(row -> row.<String>getAs("check_name") + " " + row.<Long>getAs("affected"))
        .containsExactly("member_without_contact 1");
    Row review = tables.read(ReviewsTable.CONTRACT).head();
    assertThat(review.<String, Long>getJavaMap(review.fieldIndex(ReviewsTable.INPUTS)))
        .containsKey("account_members");
  }

  @Test
  void aRerunWritesNothingOnWhateverPartitions() throws IOException {
    twoCompanies();
    RuleVersion alone = version("alone", "");
    RuleVersion together =
        version(
            "together", "account: {aggregate: {sum: total}, qualify: \">= 20\", roll_down: all}");
    String partitions = spark.conf().get("spark.sql.shuffle.partitions");
    try {
      run(alone, together);
      spark.conf().set("spark.sql.shuffle.partitions", "7");

      assertThat(run(alone, together)).noneMatch(WriteReceipt::changed);
    } finally {
      spark.conf().set("spark.sql.shuffle.partitions", partitions);
    }
  }

  @Test
  void anIntentSignalReachesWhoBelongsToTheAccountWhenItOccurs() throws IOException {
    twoCompanies();
    sources.with(
        AccountSignalsTable.CONTRACT,
        spark.sql(
            """
            SELECT * FROM VALUES
              ('s1', 'acme', 'scoring', 0.9, '2026-02-20', '2026-02-22'),
              ('s2', 'acme', 'scoring', 0.4, '2026-02-21', '2026-02-21'),
              ('s3', 'acme', 'cooking', 0.9, '2026-02-21', '2026-02-21'),
              ('s4', 'globex', 'scoring', 0.9, '2026-03-05', '2026-03-05')
              AS t(signal_id, account_id, topic, strength, occurred_at, known_at)
            """));
    RuleVersion alone = version("alone", "");
    RuleVersion together =
        version("together", "account: {aggregate: {sum: total}, qualify: \">= 36\"}");

    run(alone, together);

    // Acme: 30 points by downloads, and 4 for each of Ann and Bob on the 22nd. Globex: 20 with
    // Bob's
    // download, 4 that Bob has from Acme's signal, and 4 for each of Bob and Cid: 32.
    assertThat(accounts())
        .containsExactly("together acme 1 2026-02-22T00:00:00Z 38.0 2 ann [] null");
    Explanations explanations = new Explanations(tables);
    assertThat(total(explanations, together, "bob")).isEqualTo(18_000_000);
    assertThat(total(explanations, together, "cid")).isEqualTo(14_000_000);
    assertThat(total(explanations, together, "ann")).isEqualTo(24_000_000);
    assertThat(total(explanations, together, "dan")).isEqualTo(30_000_000);
  }

  private static long total(Explanations explanations, RuleVersion version, String contact) {
    Explanation explanation =
        explanations.of(
            version,
            RuleText.CATALOGUE,
            contact,
            Optional.of(Instant.parse("2026-06-01T00:00:00Z")));
    return explanation.breakdown().parts().get(explanation.breakdown().parts().size() - 1).read();
  }

  @Test
  void anExplanationNamesTheAccountThatTookTheContactAlong() throws IOException {
    twoCompanies();
    RuleVersion together =
        version(
            "together", "account: {aggregate: {sum: total}, qualify: \">= 20\", roll_down: all}");
    sources.write(tables);

    Explanation cid =
        new Explanations(tables).of(together, RuleText.CATALOGUE, "cid", Optional.empty());
    Explanation before =
        new Explanations(tables)
            .of(
                together,
                RuleText.CATALOGUE,
                "cid",
                Optional.of(Instant.parse("2026-02-28T00:00:00Z")));

    assertThat(cid.at()).isEqualTo("2026-03-01T00:00:00Z");
    assertThat(cid.episodes()).extracting(Episode::rolledDown).containsExactly(true);
    assertThat(ExplanationText.of(cid)).contains("its account");
    assertThat(before.episodes()).isEmpty();
  }
}
