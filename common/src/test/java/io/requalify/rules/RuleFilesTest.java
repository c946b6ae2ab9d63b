package io.requalify.rules;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.requalify.rules.Counting.AtMostPerPeriod;
import io.requalify.rules.Counting.AtMostWithin;
import io.requalify.rules.Counting.CalendarPeriod;
import io.requalify.rules.Requirement.All;
import io.requalify.rules.Requirement.Comparison;
import io.requalify.rules.Requirement.Operator;
import io.requalify.rules.Rule.AttributeRule;
import io.requalify.rules.Rule.EventRule;
import io.requalify.rules.RuleVersion.Dimension;
import io.requalify.rules.RuleVersion.Group;
import io.requalify.rules.RuleVersion.Segment;
import io.requalify.rules.RuleVersion.Status;
import io.requalify.rules.RuleVersion.Suppression;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RuleFilesTest {
  @TempDir private Path folder;

  private RuleVersion read(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("version.yaml"), text, UTF_8);
    return RuleFiles.read(file).get(0);
  }

  private static Optional<Points> points(String decimal) {
    return Optional.of(Points.of(new BigDecimal(decimal)));
  }

  @Test
  void aFileBecomesAVersion() throws IOException {
    RuleVersion version =
        read(
            """
            requalify: 1
            model: b2b-leads
            version: "2026.11"
            parent: 2026-08-b
            status: candidate
            effective: {from: 2026-08-01T02:00:00+02:00}
            owner: marketing-operations
            agreed_with: [sales, finance]
            reason: Because
            timezone: America/New_York
            evaluate: on_event
            segments:
              - {name: enterprise, when: "account.employees >= 1000"}
              - {name: smb, default: true}
            dimensions:
              fit: {min: -5, max: 70.25, cap: clip}
              product: {}
            total: {sum: all, min: 0, max: 150, cap: clip}
            groups:
              content: {dimension: product, max: 20}
            rules:
              - {id: title, dimension: fit, attribute: "contact.seniority = 'vp'", points: 0.000001, mode: state, max: 3}
              - {id: visit, dimension: product, group: content, event: "type = 'x'", points: -10}
              - {id: form, dimension: product, event: "type = 'y'", points: 5, count: once, window: 90m}
              - {id: trial, dimension: product, event: "type = 'z'", points: 5, count: {at_most: 2, per: 6h},
                 decay: {half_life: 14d}}
              - {id: click, dimension: product, event: "type = 'c'", points: 5, count: {at_most: 3, per: week},
                 window: 90d, decay: {half_life: 14d}, window_and_decay: true}
            qualify:
              enterprise: {all: [{total: ">= 80.5"}, {any: [{fit: "> 30"}, {product: "<= -1"}]}]}
              smb: {total: "<50"}
            suppress:
              - {id: rival, when: "contact.email_domain = 'rival.example'", effect: block}
            """);

    assertThat(version.version()).isEqualTo("2026.11");
    assertThat(version.parent()).contains("2026-08-b");
    assertThat(version.status()).isEqualTo(Status.CANDIDATE);
    assertThat(version.effectiveFrom()).contains(Instant.parse("2026-08-01T00:00:00Z"));
    assertThat(version.agreedWith()).containsExactly("sales", "finance");
    assertThat(version.timezone()).isEqualTo(ZoneId.of("America/New_York"));
    assertThat(version.segments())
        .containsExactly(
            new Segment(
                "enterprise", Optional.of(ConditionText.onFacts("account.employees >= 1000"))),
            new Segment("smb", Optional.empty()));
    assertThat(version.dimensions())
        .containsExactly(
            new Dimension("fit", new Cap(points("-5"), points("70.25"))),
            new Dimension("product", Cap.NONE));
    assertThat(version.total().cap()).isEqualTo(new Cap(points("0"), points("150")));
    assertThat(version.groups())
        .containsExactly(new Group("content", "product", new Cap(Optional.empty(), points("20"))));
    assertThat(version.rules())
        .containsExactly(
            new AttributeRule(
                "title",
                "fit",
                Optional.empty(),
                ConditionText.onFacts("contact.seniority = 'vp'"),
                Rule.Mode.STATE,
                new Points(1),
                Fading.NONE,
                new Cap(Optional.empty(), points("3"))),
            new EventRule(
                "visit",
                "product",
                Optional.of("content"),
                ConditionText.onEvent("type = 'x'"),
                Optional.empty(),
                Points.of(-10),
                new Counting.Every(),
                Fading.NONE,
                Cap.NONE),
            new EventRule(
                "form",
                "product",
                Optional.empty(),
                ConditionText.onEvent("type = 'y'"),
                Optional.empty(),
                Points.of(5),
                new Counting.Once(),
                Fading.of(Optional.of(Duration.ofMinutes(90)), Optional.empty()),
                Cap.NONE),
            new EventRule(
                "trial",
                "product",
                Optional.empty(),
                ConditionText.onEvent("type = 'z'"),
                Optional.empty(),
                Points.of(5),
                new AtMostWithin(2, Duration.ofHours(6)),
                Fading.of(Optional.empty(), Optional.of(Duration.ofDays(14))),
                Cap.NONE),
            new EventRule(
                "click",
                "product",
                Optional.empty(),
                ConditionText.onEvent("type = 'c'"),
                Optional.empty(),
                Points.of(5),
                new AtMostPerPeriod(3, CalendarPeriod.WEEK),
                Fading.of(Optional.of(Duration.ofDays(90)), Optional.of(Duration.ofDays(14))),
                Cap.NONE));
    assertThat(version.qualify().get("smb"))
        .isEqualTo(new Comparison("total", Operator.BELOW, Points.of(50)));
    assertThat(version.qualify().get("enterprise"))
        .isEqualTo(
            new All(
                List.of(
                    new Comparison("total", Operator.AT_LEAST, points("80.5").get()),
                    new Requirement.Any(
                        List.of(
                            new Comparison("fit", Operator.ABOVE, Points.of(30)),
                            new Comparison("product", Operator.AT_MOST, Points.of(-1)))))));
    assertThat(version.suppressions())
        .containsExactly(
            new Suppression(
                "rival", ConditionText.onFacts("contact.email_domain = 'rival.example'")));
  }

  @Test
  void aFolderIsReadByTheNamesOfItsFiles() throws IOException {
    Files.writeString(folder.resolve("b.yaml"), RuleTexts.minimal("two"), UTF_8);
    Files.writeString(folder.resolve("a.yml"), RuleTexts.minimal("one"), UTF_8);
    Files.writeString(folder.resolve("attributes.yaml"), "requalify: 1\n", UTF_8);
    Files.writeString(folder.resolve("notes.txt"), "not rules", UTF_8);

    assertThat(RuleFiles.readAll(folder))
        .extracting(RuleVersion::version)
        .containsExactly("one", "two");
  }

  @Test
  void faultsOfAllFilesAreToldAtOnce() throws IOException {
    Files.writeString(
        folder.resolve("a.yaml"),
        RuleTexts.minimal("one").replace("points: 1", "points: x"),
        UTF_8);
    Files.writeString(
        folder.resolve("b.yaml"), RuleTexts.minimal("two").replace("UTC", "Mars"), UTF_8);
    Files.writeString(folder.resolve("c.yaml"), "rules: [", UTF_8);
    Files.writeString(
        folder.resolve("attributes.yaml"), "requalify: 1\ncontact: {a: txt}\n", UTF_8);

    assertThatThrownBy(() -> RuleFiles.readAll(folder))
        .isInstanceOfSatisfying(
            InvalidRulesException.class,
            e ->
                assertThat(e.faults())
                    .extracting(fault -> Path.of(fault.file()).getFileName().toString())
                    .containsExactly("a.yaml", "attributes.yaml", "b.yaml", "c.yaml"));
  }

  @Test
  void aVersionNameStandsOnceInAFolder() throws IOException {
    Files.writeString(folder.resolve("a.yaml"), RuleTexts.minimal("one"), UTF_8);
    Files.writeString(folder.resolve("b.yaml"), RuleTexts.minimal("one"), UTF_8);

    assertThatThrownBy(() -> RuleFiles.readAll(folder))
        .hasMessageContaining("b.yaml:3:10: version 'one' is in")
        .hasMessageContaining("a.yaml too; a version never changes: give this one another name");
  }

  @Test
  void anEmptyFolderAndAMissingFileAreFaults() {
    assertThatThrownBy(() -> RuleFiles.readAll(folder))
        .isInstanceOf(InvalidRulesException.class)
        .hasMessageContaining("no rule file in this folder");
    assertThatThrownBy(() -> RuleFiles.read(folder.resolve("none.yaml")))
        .isInstanceOf(InvalidRulesException.class)
        .hasMessageContaining("none.yaml:1:1: no such file");
  }

  @Test
  void aFileThatIsNotUtf8IsAFault() throws IOException {
    Path file = Files.write(folder.resolve("a.yaml"), new byte[] {'a', ':', ' ', (byte) 0xE9});

    assertThatThrownBy(() -> RuleFiles.read(file)).hasMessageContaining("not UTF-8");
  }
}
