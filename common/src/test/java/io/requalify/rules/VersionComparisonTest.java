package io.requalify.rules;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.requalify.rules.VersionChange.Part;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What differs between two versions, in the words that a marketer reads. */
final class VersionComparisonTest {
  private static final Path EXAMPLES =
      Path.of(System.getProperty("requalify.root"), "examples", "rules", "b2b-leads");

  @TempDir private Path folder;

  private RuleVersion version(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("version.yaml"), text, UTF_8);
    return RuleFiles.read(file).get(0);
  }

  private VersionComparison comparison(String from, String to) throws IOException {
    String before = RuleTexts.minimal("one");
    assertThat(before).contains(from);
    String after = before.replace("version: one", "version: two").replace(from, to);
    return VersionComparison.of(version(before), version(after));
  }

  @ParameterizedTest(name = "{2}")
  @CsvSource(
      delimiterString = " | ",
      quoteCharacter = '\0',
      value = {
        "points: 1} | points: 15} | first: 1 → 15 points",
        "points: 1} | points: -3} | first: 1 → -3 points",
        "points: 1} | points: 1, count: once} | first: every one → the first only",
        "points: 1} | points: 1, decay: {half_life: 5d}} | first: half-life none → 5 days",
        "points: 1} | points: 4, window: 90d, max: 20} | first: 1 → 4 points; window none → 90 days; maximum none → 20",
        "type = 'x' | type = 'y' | first: events with type = 'x' → events with type = 'y'",
        "dimension: fit, event | dimension: product, event | first: dimension fit → product",
        "id: first | id: other | other: new, 1 point, dimension fit, events with type = 'x', every one",
        "id: first | id: other | first: gone, 1 point, dimension fit, events with type = 'x', every one",
        "max: 10 | max: 11 | fit: maximum 10 → 11",
        "product: {} | product: {}, intent: {min: 0} | intent: new, minimum 0",
        "product: {} | product: {}, intent: {} | intent: new",
        "{dimension: fit, max: 5} | {dimension: fit, min: 0, max: 6} | content: minimum none → 0; maximum 5 → 6",
        "{total: \">= 1\"} | {total: \">= 2\"} | everyone: qualifies with total at least 1 → total at least 2",
        "timezone: UTC | timezone: Europe/Paris | time zone UTC → Europe/Paris",
        "total: sum | total: {sum: all, min: 0} | total minimum none → 0",
        "'staff' | 'partner' | staff: while contact.channel = 'staff' → while contact.channel = 'partner'",
      })
  void aChangeReadsLikeThis(String from, String to, String line) throws IOException {
    assertThat(comparison(from, to).text().lines().map(String::strip)).contains(line);
  }

  @Test
  void theOrderOfRulesIsToldForThoseThatStayAndNotWhereOneIsOnlyNew() throws IOException {
    String first = "  - {id: first, dimension: fit, event: \"type = 'x'\", points: 1}\n";
    String second =
        "  - {id: second, dimension: fit, attribute: \"contact.channel = 'ads'\", points: 2}\n";

    assertThat(comparison(first + second, second + first).text())
        .isEqualTo(
            """
            From one to two

            The whole
              order of rules first, second → second, first""");
    assertThat(comparison(first, "").text())
        .doesNotContain("order of rules")
        .contains("first: gone");
  }

  @Test
  void aNewSegmentIsToldWithItsPlaceForItTakesContactsFromThoseAfterIt() throws IOException {
    String before = RuleTexts.minimal("one");
    String after =
        before
            .replace("segments: [", "segments: [{name: ads, when: \"contact.channel = 'ads'\"}, ")
            .replace("qualify: {", "qualify: {ads: {fit: \">= 5\"}, ");

    VersionComparison comparison = VersionComparison.of(version(before), version(after));

    assertThat(comparison.text())
        .contains("order of segments everyone → ads, everyone")
        .contains("ads: new, who contact.channel = 'ads', qualifies with fit at least 5");
  }

  @Test
  void versionsOfOneMeaningAreSaidToBe() throws IOException {
    VersionComparison comparison = comparison("status: draft", "status: draft\nowner: us");

    assertThat(comparison.changes()).isEmpty();
    assertThat(comparison.text())
        .isEqualTo("one and two mean the same: fingerprint " + Fingerprint.of(comparison.after()));
  }

  @Test
  void anAlternativeOfOneIsAnotherFingerprintButNoOtherMeaning() throws IOException {
    VersionComparison comparison = comparison("{total: \">= 1\"}", "{all: [{total: \">= 1\"}]}");

    assertThat(comparison.changes()).isEmpty();
    assertThat(comparison.text()).contains("mean the same: fingerprints ");
  }

  @Test
  void programsGetEachChangeByItself() throws IOException {
    VersionComparison comparison = comparison("points: 1}", "points: 4, window: 90d}");

    assertThat(comparison.changes())
        .containsExactly(
            new VersionChange(
                Part.RULE, "first", "points", Optional.of("1 point"), Optional.of("4 points")),
            new VersionChange(
                Part.RULE, "first", "window", Optional.empty(), Optional.of("90 days")));
    assertThat(comparison.json())
        .startsWith("{\"before\":{\"model\":\"m\",\"version\":\"one\",\"fingerprint\":")
        .contains(
            "{\"part\":\"rule\",\"name\":\"first\",\"trait\":\"window\",\"before\":null,\"after\":\"90 days\"}");
  }

  @Test
  void theTwoExamplesDifferAsTheirReasonSays() {
    String text =
        VersionComparison.of(
                RuleFiles.read(EXAMPLES.resolve("2026-08-b.yaml")).get(0),
                RuleFiles.read(EXAMPLES.resolve("2026-11-a.yaml")).get(0))
            .text();

    assertThat(text)
        .startsWith("From 2026-08-b to 2026-11-a\n")
        .contains("\n  senior-title: 20 → 15 points\n")
        .contains("half-life none → 14 days\n")
        .contains("\n  webinar: gone, 15 points, ")
        .contains("\n  demo-request: 40 → 50 points\n");
  }
}
