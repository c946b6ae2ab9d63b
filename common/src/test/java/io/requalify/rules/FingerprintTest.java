package io.requalify.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FingerprintTest {
  @TempDir private Path folder;

  private String fingerprint(String text) throws IOException {
    return Fingerprint.of(RuleTexts.version(folder, text));
  }

  private RuleVersion versionWith(String... replacements) throws IOException {
    return RuleTexts.version(folder, RuleTexts.minimalWith(replacements));
  }

  @Test
  void itIsTheSameOnEveryMachineAndInEveryBuild() throws IOException {
    assertThat(fingerprint(RuleTexts.minimal("one")))
        .isEqualTo("242e473c30b446b3f6ee86985e74cb7b2733514fa45489bc4d9a97415378a917");
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " | ",
      quoteCharacter = '\0',
      value = {
        "model: m | model: other",
        "version: one | version: two",
        "status: draft | status: production",
        "status: draft | status: draft # live since May",
        "status: draft | status: draft\\nowner: us\\nreason: why\\nagreed_with: [a]\\nparent: zero",
        "status: draft | status: draft\\neffective: {from: 2026-01-01T00:00:00Z}",
        "model: m\\nversion: one | version: one\\nmodel: m",
        "{max: 10, cap: clip} | {cap: clip, max: 10.0}",
        "{max: 10, cap: clip} | {max: 10}",
        "{fit: {max: 10, cap: clip}, product: {}} | {product: {}, fit: {max: 10, cap: clip}}",
        "total: sum | total: {sum: all}",
        "\"type = 'x'\" | \"  type   =  'x' \"",
        "\"type = 'x'\" | type = 'x'",
        "\"type = 'x'\", points: 1 | \"type = 'x'\", points: 1.000, count: every",
        "points: 2} | points: 2, mode: state}",
        "product: {}} | product: {cap: clip}}",
        "total: sum | total: {weighted: {product: 1, fit: 1}}",
        "total: sum | total: sum\\nfast_track: []",
        "total: sum | total: sum\\nrequalify_after: {after: [dropped, fell, lost, recycled]}",
      })
  void whatIsNoMeaningDoesNotChangeItAndIsNoDifference(String from, String to) throws IOException {
    RuleVersion minimal = versionWith();
    RuleVersion other = versionWith(from.replace("\\n", "\n"), to);

    assertThat(Fingerprint.of(other)).isEqualTo(Fingerprint.of(minimal));
    assertThat(VersionComparison.of(minimal, other).changes()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " | ",
      quoteCharacter = '\0',
      value = {
        "timezone: UTC | timezone: Europe/Paris",
        "max: 10 | max: 11",
        "product: {} | product: {min: 0}",
        "total: sum | total: {sum: all, min: 0}",
        "max: 5 | max: 6",
        "id: first | id: other",
        "dimension: fit, event | dimension: product, event",
        "dimension: fit, event | dimension: fit, group: content, event",
        "points: 1} | points: 1.000001}",
        "points: 1} | points: 1, max: 3}",
        "points: 1} | points: 1, count: once}",
        "points: 1} | points: 1, count: {at_most: 1, per: day}}",
        "points: 1} | points: 1, count: {at_most: 1, per: 1d}}",
        "points: 1} | points: 1, window: 5d}",
        "points: 1} | points: 1, decay: {half_life: 5d}}",
        "type = 'x' | type = 'X'",
        "type = 'x' | type = ' x'",
        "\">= 1\" | \"> 1\"",
        "{total: \">= 1\"} | {fit: \">= 1\"}",
        "'staff' | 'students'",
        "evaluate: on_event | evaluate: {every: 6h}",
        "evaluate: on_event | evaluate: {daily_at: \"02:00\"}",
        "total: sum | total: {weighted: {fit: 1, product: 2}}",
        "total: sum | total: {sum: all, round: half_up}",
        "max: 10, cap: clip | max: 10, cap: saturate",
        "max: 10, cap: clip | max: 10, round: half_up",
        "max: 10, cap: clip | max: 10, floor: zero",
        "max: 10, cap: clip | max: 10, floor: nightly_zero",
        "max: 5} | max: 5, cap: saturate}",
        "max: 5} | max: 5, round: half_up}",
        "points: 1} | points: 1, max: 3, cap: saturate}",
        "points: 1} | points: 1, round: half_up}",
        "points: 1} | points: 1, while: \"contact.channel = 'x'\"}",
        "points: 1} | points: 1, count: {distinct: asset}}",
        "points: 1} | points: 1, count: {between: [1, 2], within: 5d}}",
        "points: 1} | points: 1, decay: {linear: {rate: 0.5, per: 5d}}}",
        "points: 1} | points: 1, decay: {step: {rate: 0.5, per: 5d}}}",
        "points: 1} | points: 1, decay: {table: [{before: 5d, share: 1}]}}",
        "points: 1} | set_to: 1}",
        "points: 1} | inactivity: {after: 5d}, points: 1}",
        "event: \"type = 'x'\", points: 1} | inactivity: {after: 5d}, points: 1}",
        "event: \"type = 'x'\", points: 1} | periodic: {percent: -5, every: 5d}}",
        "points: 2} | points: 2, mode: accrue}",
        "points: 2} | points: 2, mode: first}",
        "total: sum | total: sum\\ncells: {fit: {A: 5}}",
        "total: sum | total: sum\\nfast_track: [first]",
        "total: sum | total: sum\\nexit: {below: 5}",
        "total: sum | total: sum\\nrequalify_after: {cooldown: 5d}",
        "total: sum | total: sum\\nrequalify_after: {reset: [fit]}",
        "total: sum | total: sum\\nrequalify_after: {booster: {points: 1, per: day, dimension: fit}}",
        "total: sum | total: sum\\nrequalify_after: {after: [lost]}",
        "total: sum | total: sum\\nrequalify_after: {after: []}",
        "total: sum | total: sum\\naccount: {aggregate: {sum: total}, qualify: \">= 5\"}",
        "effect: block | effect: freeze",
        "effect: block | effect: drop",
        "suppress: [{id: staff, when: \"contact.channel = 'staff'\", effect: block}] | suppress: []",
      })
  void everyChangeOfMeaningChangesItAndIsADifference(String from, String to) throws IOException {
    RuleVersion minimal = versionWith();
    RuleVersion other = versionWith(from, to);

    assertThat(Fingerprint.of(other)).isNotEqualTo(Fingerprint.of(minimal));
    assertThat(VersionComparison.of(minimal, other).changes()).isNotEmpty();
  }

  /** Each line changes one detail of a construct, which the minimal version does not have. */
  @ParameterizedTest
  @CsvSource(
      delimiterString = " | ",
      quoteCharacter = '\0',
      value = {
        "evaluate: on_event | evaluate: {every: 6h} | evaluate: {every: 7h}",
        "evaluate: on_event | evaluate: {daily_at: \"02:00\"} | evaluate: {daily_at: \"02:01\"}",
        "total: sum | total: {weighted: {fit: 1, product: 2}} | total: {weighted: {fit: 1, product: 3}}",
        "max: 10, cap: clip | max: 10, floor: zero | max: 10, floor: nightly_zero",
        "points: 1} | points: 1, while: \"contact.channel = 'x'\"} | points: 1, while: \"contact.channel = 'y'\"}",
        "points: 1} | points: 1, count: {distinct: asset}} | points: 1, count: {distinct: url}}",
        "points: 1} | points: 1, count: {between: [1, 2], within: 5d}} | points: 1, count: {between: [2, 2], within: 5d}}",
        "points: 1} | points: 1, count: {between: [1, 2], within: 5d}} | points: 1, count: {between: [1, 3], within: 5d}}",
        "points: 1} | points: 1, count: {between: [1, 2], within: 5d}} | points: 1, count: {between: [1, 2], within: 6d}}",
        "points: 1} | points: 1, decay: {linear: {rate: 0.5, per: 5d}}} | points: 1, decay: {linear: {rate: 0.4, per: 5d}}}",
        "points: 1} | points: 1, decay: {linear: {rate: 0.5, per: 5d}}} | points: 1, decay: {linear: {rate: 0.5, per: 6d}}}",
        "points: 1} | points: 1, decay: {linear: {rate: 0.5, per: 5d}}} | points: 1, decay: {step: {rate: 0.5, per: 5d}}}",
        "points: 1} | points: 1, decay: {step: {rate: 0.5, per: 5d}}} | points: 1, decay: {step: {rate: 0.4, per: 5d}}}",
        "points: 1} | points: 1, decay: {step: {rate: 0.5, per: 5d}}} | points: 1, decay: {step: {rate: 0.5, per: 6d}}}",
        "points: 1} | points: 1, decay: {step: {rate: 0.5, per: 5d}}} | points: 1, decay: {step: {rate: 0.5, per: 5d, compound: true}}}",
        "points: 1} | points: 1, decay: {table: [{before: 5d, share: 1}]}} | points: 1, decay: {table: [{before: 6d, share: 1}]}}",
        "points: 1} | points: 1, decay: {table: [{before: 5d, share: 1}]}} | points: 1, decay: {table: [{before: 5d, share: 0.9}]}}",
        "points: 1} | points: 1, decay: {table: [{before: 5d, share: 1}]}} | points: 1, decay: {table: [{before: 5d, share: 1}, {before: 6d, share: 0.1}]}}",
        "points: 1} | set_to: 1} | set_to: 2}",
        "points: 1} | set_to: 1} | set_to: 1, count: once}",
        "points: 1} | set_to: 1} | set_to: 1, while: \"contact.channel = 'x'\"}",
        "points: 1} | inactivity: {after: 5d}, points: 1} | inactivity: {after: 6d}, points: 1}",
        "points: 1} | inactivity: {after: 5d}, points: 1} | inactivity: {after: 5d, every: 5d}, points: 1}",
        "points: 1} | inactivity: {after: 5d, every: 5d}, points: 1} | inactivity: {after: 5d, every: 6d}, points: 1}",
        "event: \"type = 'x'\", points: 1} | event: \"type = 'x'\", inactivity: {after: 5d}, points: 1} | inactivity: {after: 5d}, points: 1}",
        "event: \"type = 'x'\", points: 1} | periodic: {percent: -5, every: 5d}} | periodic: {percent: -6, every: 5d}}",
        "event: \"type = 'x'\", points: 1} | periodic: {percent: -5, every: 5d}} | periodic: {percent: -5, every: 6d}}",
        "points: 2} | points: 2, mode: accrue} | points: 2, mode: first}",
        "points: 2} | points: 2, mode: accrue} | points: 2, mode: accrue, window: 5d}",
        "total: sum | total: sum\\ncells: {fit: {A: 5}, product: {1: 5}} | total: sum\\ncells: {product: {1: 5}, fit: {A: 5}}",
        "total: sum | total: sum\\ncells: {fit: {A: 5}} | total: sum\\ncells: {fit: {A: 6}}",
        "total: sum | total: sum\\ncells: {fit: {A: 5}} | total: sum\\ncells: {fit: {B: 5}}",
        "total: sum | total: sum\\ncells: {fit: {A: 5}} | total: sum\\ncells: {fit: {A: 5, B: 0}}",
        "total: sum | total: sum\\nexit: {below: 5} | total: sum\\nexit: {below: 6}",
        "total: sum | total: sum\\nexit: {below: 5} | total: sum\\nexit: {below: 5, dwell: 5d}",
        "total: sum | total: sum\\nrequalify_after: {booster: {points: 1, per: day, dimension: fit}} | total: sum\\nrequalify_after: {booster: {points: 2, per: day, dimension: fit}}",
        "total: sum | total: sum\\nrequalify_after: {booster: {points: 1, per: day, dimension: fit}} | total: sum\\nrequalify_after: {booster: {points: 1, per: week, dimension: fit}}",
        "total: sum | total: sum\\nrequalify_after: {booster: {points: 1, per: day, dimension: fit}} | total: sum\\nrequalify_after: {booster: {points: 1, per: day, dimension: product}}",
        "total: sum | total: sum\\naccount: {aggregate: {sum: total}, qualify: \">= 5\"} | total: sum\\naccount: {aggregate: {sum: total}, qualify: \"> 5\"}",
        "total: sum | total: sum\\naccount: {aggregate: {sum: total}, qualify: \">= 5\"} | total: sum\\naccount: {aggregate: {sum: total}, qualify: \">= 6\"}",
        "total: sum | total: sum\\naccount: {aggregate: {sum: total}, qualify: \">= 5\"} | total: sum\\naccount: {aggregate: {max: total}, qualify: \">= 5\"}",
        "total: sum | total: sum\\naccount: {aggregate: {sum: total}, qualify: \">= 5\"} | total: sum\\naccount: {aggregate: {mean: total}, qualify: \">= 5\"}",
        "total: sum | total: sum\\naccount: {aggregate: {sum: total}, qualify: \">= 5\"} | total: sum\\naccount: {aggregate: {sum: fit}, qualify: \">= 5\"}",
        "total: sum | total: sum\\naccount: {aggregate: {sum: total}, qualify: \">= 5\"} | total: sum\\naccount: {aggregate: {sum: total, top: 3}, qualify: \">= 5\"}",
        "total: sum | total: sum\\naccount: {aggregate: {sum: total}, qualify: \">= 5\"} | total: sum\\naccount: {aggregate: {sum: total}, qualify: \">= 5\", roles: {champion: 2}}",
        "total: sum | total: sum\\naccount: {aggregate: {sum: total}, qualify: \">= 5\", roles: {champion: 2}} | total: sum\\naccount: {aggregate: {sum: total}, qualify: \">= 5\", roles: {student: 2}}",
        "total: sum | total: sum\\naccount: {aggregate: {sum: total}, qualify: \">= 5\"} | total: sum\\naccount: {aggregate: {sum: total}, qualify: \">= 5\", breadth: {contacts: 2, at_least: 5}}",
        "total: sum | total: sum\\naccount: {aggregate: {sum: total}, qualify: \">= 5\", breadth: {contacts: 2, at_least: 5}} | total: sum\\naccount: {aggregate: {sum: total}, qualify: \">= 5\", breadth: {contacts: 3, at_least: 5}}",
        "total: sum | total: sum\\naccount: {aggregate: {sum: total}, qualify: \">= 5\", breadth: {contacts: 2, at_least: 5}} | total: sum\\naccount: {aggregate: {sum: total}, qualify: \">= 5\", breadth: {contacts: 2, at_least: 6}}",
        "total: sum | total: sum\\naccount: {aggregate: {sum: total}, qualify: \">= 5\"} | total: sum\\naccount: {aggregate: {sum: total}, qualify: \">= 5\", exit: {below: 3}}",
        "total: sum | total: sum\\naccount: {aggregate: {sum: total}, qualify: \">= 5\", exit: {below: 3}} | total: sum\\naccount: {aggregate: {sum: total}, qualify: \">= 5\", exit: {below: 3, dwell: 7d}}",
        "total: sum | total: sum\\naccount: {aggregate: {sum: total}, qualify: \">= 5\"} | total: sum\\naccount: {aggregate: {sum: total}, qualify: \">= 5\", roll_down: all}",
        "total: sum | total: sum\\naccount: {aggregate: {sum: total}, qualify: \">= 5\", roll_down: all} | total: sum\\naccount: {aggregate: {sum: total}, qualify: \">= 5\", roll_down: most_engaged}",
        "effect: block | effect: freeze | effect: drop",
      })
  void everyDetailOfAConstructIsMeaning(String from, String one, String other) throws IOException {
    RuleVersion first = versionWith(from, one);
    RuleVersion second = versionWith(from, other);

    assertThat(Fingerprint.of(second)).isNotEqualTo(Fingerprint.of(first));
    assertThat(VersionComparison.of(first, second).changes()).isNotEmpty();
  }

  @Test
  void aRoleThatWeighsAsMuchAsWithoutBeingNamedIsNoMeaning() throws IOException {
    String account = "total: sum\naccount: {aggregate: {sum: total}, qualify: \">= 5\"%s}";
    RuleVersion without = versionWith("total: sum", account.formatted(""));
    RuleVersion with = versionWith("total: sum", account.formatted(", roles: {champion: 1.0}"));

    assertThat(Fingerprint.of(with)).isEqualTo(Fingerprint.of(without));
    assertThat(VersionComparison.of(with, without).changes()).isEmpty();
  }

  @Test
  void theCellsOfARequirementAreMeaningTheirOrderIsNot() throws IOException {
    String[] cells = {
      "total: sum", "total: sum\ncells: {fit: {A: 5, B: 0}}", "{total: \">= 1\"}", ""
    };
    cells[3] = "{cell: [A, B]}";
    RuleVersion both = versionWith(cells);
    cells[3] = "{cell: [B, A, B]}";
    RuleVersion turned = versionWith(cells);
    cells[3] = "{cell: A}";
    RuleVersion one = versionWith(cells);

    assertThat(Fingerprint.of(turned)).isEqualTo(Fingerprint.of(both));
    assertThat(VersionComparison.of(both, turned).changes()).isEmpty();
    assertThat(Fingerprint.of(one)).isNotEqualTo(Fingerprint.of(both));
    assertThat(VersionComparison.of(both, one).changes()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " | ",
      quoteCharacter = '\0',
      value = {
        "{linear: {rate: 0.5, per: 5d, stepped: true}} | {step: {rate: 0.50, per: 5d}}",
        "{half_life: 24h} | {half_life: 1d}",
        "{step: {per: 5d, rate: 1}} | {step: {rate: 1.0, per: 120h}}",
      })
  void aDecayThatIsSpeltInTwoWaysIsOne(String one, String other) throws IOException {
    RuleVersion first = versionWith("points: 1}", "points: 1, decay: " + one + "}");
    RuleVersion second = versionWith("points: 1}", "points: 1, decay: " + other + "}");

    assertThat(Fingerprint.of(second)).isEqualTo(Fingerprint.of(first));
    assertThat(VersionComparison.of(first, second).changes()).isEmpty();
  }

  @Test
  void theOrderOfDimensionsCountsOnlyWhereSeveralAreResetBeneathATotalThatSaturates()
      throws IOException {
    String dimensions = "{fit: {max: 10, cap: clip}, product: {}}";
    String turned = "{product: {}, fit: {max: 10, cap: clip}}";
    String reset = "\nrequalify_after: {reset: [fit, product]}";
    String saturating = "total: {sum: all, max: 9, cap: saturate}" + reset;

    assertThat(Fingerprint.of(versionWith("total: sum", "total: sum" + reset)))
        .isEqualTo(
            Fingerprint.of(versionWith("total: sum", "total: sum" + reset, dimensions, turned)));
    RuleVersion first = versionWith("total: sum", saturating);
    RuleVersion second = versionWith("total: sum", saturating, dimensions, turned);
    assertThat(Fingerprint.of(second)).isNotEqualTo(Fingerprint.of(first));
    assertThat(VersionComparison.of(first, second).changes()).hasSize(1);
  }
}
