package io.requalify.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.requalify.rules.VersionChange.Part;
import java.io.IOException;
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
    return RuleTexts.version(folder, text);
  }

  private VersionComparison comparison(String from, String to) throws IOException {
    String after = RuleTexts.minimalWith(from, to).replace("version: one", "version: two");
    return VersionComparison.of(version(RuleTexts.minimal("one")), version(after));
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
        "effect: block | effect: freeze | staff: effect cannot qualify → score stands still",
        "effect: block | effect: drop | staff: effect cannot qualify → not in the population",
        "suppress: [ | suppress: [{id: tests, when: \"contact.channel = 'test'\", effect: drop}, | tests: new, while contact.channel = 'test', effect not in the population",
        "evaluate: on_event | evaluate: {every: 6h} | evaluated whenever something changes → every 6 hours",
        "evaluate: on_event | evaluate: {daily_at: \"02:00\"} | evaluated whenever something changes → daily at 02:00",
        "total: sum | total: {weighted: {fit: 0.4, product: 0}} | weight of fit none → 0.4; weight of product none → 0",
        "max: 10, cap: clip | max: 10, cap: saturate | fit: maximum 10 → 10, which saturates",
        "max: 10, cap: clip | max: 10, floor: zero, round: half_up | fit: rounding none → to whole points; floor none → never below 0",
        "max: 10, cap: clip | max: 10, floor: nightly_zero | fit: floor none → back to 0 at midnight where it is below",
        "points: 1} | points: 1, while: \"contact.channel = 'x'\"} | first: while none → contact.channel = 'x'",
        "points: 1} | points: 1, count: {distinct: asset}} | first: every one → the first of each asset",
        "points: 1} | points: 1, count: {between: [2, 5], within: 7d}} | first: every one → from 2 on, up to 5, within 7 days",
        "points: 1} | points: 1, decay: {linear: {rate: 0.5, per: 30d}}} | first: decay none → falls evenly by 50% in each 30 days",
        "points: 1} | points: 1, decay: {step: {rate: 0.15, per: 45d}}} | first: decay none → falls by 15% each 45 days",
        "points: 1} | points: 1, decay: {step: {rate: 0.15, per: 45d, compound: true}}} | first: decay none → falls by 15% of what is left each 45 days",
        "points: 1} | points: 1, decay: {table: [{before: 7d, share: 1}, {before: 30d, share: 0.5}]}} | first: decay none → 100% before 7 days, 50% before 30 days, then nothing",
        "points: 1} | set_to: 3} | first: 1 point → sets fit to 3",
        "event: \"type = 'x'\", points: 1} | inactivity: {after: 30d, every: 7d}, points: -1} | first: 1 → -1 point; events with type = 'x' → no event that counts; for none → 30 days; then each none → 7 days; every one → none",
        "points: 1} | inactivity: {after: 30d}, points: 1} | first: events with type = 'x' → no events with type = 'x'; for none → 30 days; every one → none",
        "event: \"type = 'x'\", points: 1} | periodic: {percent: -10, every: 30d}} | first: 1 point → -10% of fit; events with type = 'x' → the passing of time; each none → 30 days; every one → none",
        "points: 2} | points: 2, mode: accrue} | second: while contact.channel = 'ads' → a change to contact.channel = 'ads'; none → every one",
        "points: 2} | points: 2, mode: first} | second: while contact.channel = 'ads' → a change to contact.channel = 'ads'; none → the first only",
        "total: sum | total: sum\\ncells: {fit: {A: 50, B: 30}, product: {1: 5}} | cells none → fit (A from 50, B from 30), then product (1 from 5)",
        "total: sum | total: sum\\nfast_track: [first] | first: fast track none → yes",
        "total: sum | total: sum\\nexit: {below: 40, dwell: 7d} | exit none → total below 40 for 7 days",
        "total: sum | total: sum\\nexit: {below: 40} | exit none → total below 40",
        "total: sum | total: sum\\nrequalify_after: {cooldown: 90d, reset: [product, fit], after: [lost, recycled]} | cooldown none → 90 days; reset none → fit, product; requalifies after any end → recycled, lost",
        "total: sum | total: sum\\nrequalify_after: {booster: {points: 20, per: month, dimension: fit}} | booster none → 20 points to fit, at most 1 a calendar month",
        "total: sum | total: sum\\nrequalify_after: {after: []} | requalifies after any end → no end",
      })
  void aChangeReadsLikeThis(String from, String to, String line) throws IOException {
    assertThat(comparison(from, to).text().lines().map(String::strip)).contains(line);
  }

  @Test
  void whatAConstructSaysIsToldAgainWhereItChanges() throws IOException {
    RuleVersion before =
        version(RuleTexts.minimalWith("points: 1}", "points: 1, decay: {half_life: 14d}}"));
    RuleVersion longer =
        version(RuleTexts.minimalWith("points: 1}", "points: 1, decay: {half_life: 21d}}"));
    RuleVersion inSteps =
        version(
            RuleTexts.minimalWith(
                "points: 1}", "points: 1, decay: {linear: {rate: 0.5, per: 1d, stepped: true}}}"));

    assertThat(VersionComparison.of(before, longer).text())
        .endsWith("first: half-life 14 \u2192 21 days");
    assertThat(VersionComparison.of(before, inSteps).text())
        .endsWith(
            "first: decay none \u2192 falls by 50% each 1 day; half-life 14 days \u2192 none");
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
