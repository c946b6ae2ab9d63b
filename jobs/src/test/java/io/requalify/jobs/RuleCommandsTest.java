package io.requalify.jobs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RuleCommandsTest {
  private static final Path EXAMPLES =
      Path.of(System.getProperty("requalify.root"), "examples", "rules", "b2b-leads");

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... arguments) {
    return Main.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
  }

  private Path copyWith(Path folder, String from, String to) throws IOException {
    Files.copy(EXAMPLES.resolve("attributes.yaml"), folder.resolve("attributes.yaml"));
    String text = Files.readString(EXAMPLES.resolve("2026-08-b.yaml"), UTF_8);
    assertThat(text).contains(from);
    return Files.writeString(folder.resolve("bad.yaml"), text.replace(from, to), UTF_8);
  }

  @Test
  void soundVersionsGiveALineEach() {
    assertThat(run("check-rules", EXAMPLES.toString())).isZero();
    assertThat(out.toString().lines())
        .hasSize(3)
        .allMatch(line -> line.matches(".*: b2b-leads .* fingerprint [0-9a-f]{64}"));
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void everyFaultIsPrintedWithItsPlaceAndTheExitCodeIs65(@TempDir Path folder) throws IOException {
    Path bad = copyWith(folder, "contact.opted_out", "contact.optd_out");

    assertThat(run("check-rules", bad.toString(), EXAMPLES.toString())).isEqualTo(65);
    assertThat(err.toString())
        .isEqualToNormalizingNewlines(
            bad
                + ":34:59: unknown attribute 'contact.optd_out'; did you mean 'contact.opted_out'?\n");
    assertThat(out.toString().lines()).as("the sound ones are told too").hasSize(3);
  }

  @Test
  void aForbiddenFunctionIsRefused(@TempDir Path folder) throws IOException {
    Path bad = copyWith(folder, "account.customer", "java_method('a', 'b') = 'c'");

    assertThat(run("check-rules", bad.toString())).isEqualTo(65);
    assertThat(err.toString()).contains("function 'java_method' is not allowed");
  }

  @Test
  void aMissingFileIsAFault(@TempDir Path folder) {
    assertThat(run("check-rules", folder.resolve("none.yaml").toString())).isEqualTo(65);
    assertThat(err.toString()).contains("none.yaml:1:1: no such file; check the path");
  }

  @Test
  void withoutAFileTheUsageIsWrong() {
    assertThat(run("check-rules")).isEqualTo(2);
    assertThat(run("show-rules", EXAMPLES.toString())).isEqualTo(2);
    assertThat(run("show-rules", EXAMPLES.resolve("attributes.yaml").toString())).isEqualTo(2);
  }

  @Test
  void qualificationByHandHasNoRulesToShowOrToCompare() {
    String rules = EXAMPLES.resolve("2026-11-a.yaml").toString();

    assertThat(run("show-rules", "manual")).isEqualTo(ExitCodes.USAGE);
    assertThat(err.toString())
        .contains("'manual' is the version of those whom people qualify by hand")
        .contains("show-rules takes rule files");
    assertThat(run("diff-rules", rules, "manual")).isEqualTo(ExitCodes.USAGE);
    assertThat(err.toString()).contains("diff-rules takes rule files");
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void aFileMayNotTakeTheNameOfQualificationByHand(@TempDir Path folder) throws IOException {
    Path bad = copyWith(folder, "version: 2026-08-b", "version: manual");

    assertThat(run("check-rules", bad.toString())).isEqualTo(ExitCodes.REFUSED);
    assertThat(err.toString())
        .contains("'manual' is the version of those whom people qualify by hand")
        .contains("give this one another name");
  }

  @Test
  void aVersionIsShownInWords() {
    assertThat(run("show-rules", EXAMPLES.resolve("2026-11-a.yaml").toString())).isZero();
    assertThat(out.toString())
        .contains("b2b-leads 2026-11-a, candidate, made from 2026-08-b")
        .contains("Agreed with: sales-development, finance")
        .contains("at most 1 a calendar day")
        .contains("half after 20 days, gone after 60 days")
        .contains("engagement / content: at least 0, at most 20")
        .contains("product at least 40 or (total at least 50 and engagement above 0)")
        .contains("everyone else")
        .contains("customer: while account.customer");
  }

  @Test
  void everyConstructIsShownInWords() {
    assertThat(run("show-rules", EXAMPLES.resolve("2027-02-a.yaml").toString())).isZero();
    assertThat(out.toString())
        .contains("Evaluated: whenever something changes")
        .contains("falls by 25% each 30 days")
        .contains("a change to contact.seniority IN ('vp', 'c_level')")
        .contains("the first of each asset")
        .contains("from 2 on, up to 5, within 60 days")
        .contains(
            "events with type = 'email_click' AND NOT suspect, while contact.opted_out IS NOT TRUE")
        .contains("falls by 15% of what is left each 45 days")
        .contains("falls evenly by 50% in each 30 days")
        .contains("100% before 7 days, 50% before 30 days, then nothing")
        .contains("sets engagement to 0")
        .contains("no event that counts")
        .contains("for 30 days, then each 30 days")
        .contains("no events with type = 'login'")
        .contains("-10% of product")
        .contains("fit: at most 70, which saturates")
        .contains("engagement: at most 100, back to 0 at midnight where it is below")
        .contains("product: in whole points, never below 0")
        .contains("total: 1 × fit + 1 × engagement + 0.5 × product, at most 200")
        .contains("fit: A from 50, B from 30, C from 10, D from 0")
        .contains("(total at least 50 and engagement above 0) or cell A1 or A2 or B1")
        .contains("at once with: demo-request")
        .contains("an episode ends with: total below 40 for 7 days")
        .contains("again after: recycled, lost, fell")
        .contains("not before: 90 days")
        .contains("an end sets to 0: engagement")
        .contains("events after an end: 20 points to engagement, at most 1 a calendar month")
        .contains(
            "legal-hold: while contact.email_domain IN ('counsel.example'): score stands still");
  }

  @Test
  void twoVersionsAreComparedInWordsAndForPrograms() {
    String before = EXAMPLES.resolve("2026-08-b.yaml").toString();
    String after = EXAMPLES.resolve("2026-11-a.yaml").toString();

    assertThat(run("diff-rules", before, after)).isZero();
    assertThat(out.toString())
        .startsWith("From 2026-08-b to 2026-11-a")
        .contains("senior-title: 20 → 15 points");

    out.getBuffer().setLength(0);
    assertThat(run("diff-rules", "--json", before, after)).isZero();
    assertThat(out.toString()).startsWith("{\"before\":{").contains("\"trait\":\"points\"");
  }

  @Test
  void aComparisonNeedsTwoSoundFiles(@TempDir Path folder) throws IOException {
    Path bad = copyWith(folder, "account.customer", "account.custmer");
    String good = EXAMPLES.resolve("2026-08-b.yaml").toString();

    assertThat(run("diff-rules", good)).isEqualTo(2);
    assertThat(run("diff-rules", good, EXAMPLES.toString())).isEqualTo(2);
    assertThat(run("diff-rules", good, bad.toString())).isEqualTo(65);
    assertThat(err.toString()).contains("is a folder").contains("'account.custmer'");
  }

  private static Path hubspotScore(Path folder) throws IOException {
    return Files.writeString(
        folder.resolve("score.json"),
        """
        {"name": "Leads", "maxScore": 100, "groupConfigs": [
          {"groupName": "Forms", "groupCategory": "ENGAGEMENT", "maxValue": 40, "ruleConfigurations": [
            {"id": "1", "enabled": false, "configuration": {"calculation": {"type": "CONSTANT", "value": 5}}},
            {"id": "2", "enabled": true, "configuration": {"calculation": {"type": "CONSTANT", "value": 10}}}]},
          {"groupName": "Company", "groupCategory": "FIT", "maxValue": 60, "ruleConfigurations": [
            {"id": "3", "enabled": true, "configuration": {"calculation": {"type": "CONSTANT", "value": 20}}}]}]}
        """,
        UTF_8);
  }

  @Test
  void whatHubspotExportsBecomesAVersionThatCanBeChecked(@TempDir Path folder) throws IOException {
    Path json = hubspotScore(folder);
    Path version = folder.resolve("imported.yaml");

    assertThat(run("import-rules", "hubspot", json.toString(), "--out", version.toString()))
        .isZero();
    assertThat(out.toString()).isEmpty();
    assertThat(err.toString())
        .contains(json + ": groupConfigs[0].ruleConfigurations[0].enabled: the rule is disabled")
        .contains(json + ": groupConfigs[1].ruleConfigurations[0].configuration: what rule '3'");
    assertThat(run("check-rules", version.toString())).isZero();
    assertThat(out.toString()).contains("leads imported (draft): 2 rules, 2 dimensions");
    assertThat(run("import-rules", "hubspot", json.toString(), "--out", version.toString()))
        .as("a file that is there is not written over")
        .isEqualTo(2);
  }

  @Test
  void anImportGoesToStandardOutputAndWhatIsLostElsewhere(@TempDir Path folder) throws IOException {
    assertThat(run("import-rules", "HubSpot", hubspotScore(folder).toString())).isZero();
    assertThat(out.toString()).startsWith("# Imported from").contains("requalify: 1\n");
    assertThat(err.toString().lines()).hasSize(4);
  }

  @Test
  void whatCannotBeImportedIsRefused(@TempDir Path folder) throws IOException {
    Path empty = Files.writeString(folder.resolve("empty.json"), "{}", UTF_8);
    Path bad = Files.writeString(folder.resolve("bad.json"), "{", UTF_8);

    assertThat(run("import-rules", "hubspot", empty.toString())).isEqualTo(65);
    assertThat(run("import-rules", "hubspot", bad.toString())).isEqualTo(65);
    assertThat(run("import-rules", "hubspot", folder.resolve("none.json").toString()))
        .isEqualTo(65);
    assertThat(out.toString()).isEmpty();
    assertThat(err.toString())
        .contains("empty.json: groupConfigs: no rule that could be carried over")
        .contains("bad.json:1:2: not JSON")
        .contains("none.json:1:1: no such file");
    assertThat(run("import-rules", "eloqua", empty.toString())).isEqualTo(2);
    assertThat(run("import-rules", "hubspot")).isEqualTo(2);
  }

  @Test
  void jsonIsTheCanonicalForm() {
    assertThat(run("show-rules", "--json", EXAMPLES.resolve("2026-08-b.yaml").toString())).isZero();
    assertThat(out.toString()).startsWith("{\"requalify\":1,\"timezone\":\"America/New_York\"");
  }
}
