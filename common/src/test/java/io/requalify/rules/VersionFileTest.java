package io.requalify.rules;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.requalify.rules.RuleVersion.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class VersionFileTest {
  private static final Path EXAMPLES =
      Path.of(System.getProperty("requalify.root"), "examples", "rules");

  @TempDir private Path folder;

  @Test
  void everyExampleCanBeGivenOtherPointsAndKeepsAllElse() throws IOException {
    for (String model :
        List.of("b2b-leads", "demo", "gitlab", "hubspot", "breadcrumbs", "mautic")) {
      for (RuleVersion version : RuleFiles.readAll(EXAMPLES.resolve(model))) {
        Path file = fileOf(model, version);
        RepointedVersion changed =
            new RepointedVersion(version, "other", "A: try", everyPoints(version));

        String text = VersionFile.read(file).with(changed);

        Path written = written(model, text);
        assertThat(RuleFiles.read(written)).containsExactly(changed.version());
        assertThat(comments(text)).isEqualTo(comments(Files.readString(file, UTF_8)));
        assertThat(VersionComparison.of(version, changed.version()).changes())
            .as(version.version())
            .isNotEmpty()
            .allMatch(change -> change.trait().equals("points"));
      }
    }
  }

  @Test
  void aNewVersionIsACandidateThatNobodyHasAgreedTo() throws IOException {
    Path file = EXAMPLES.resolve("demo").resolve("2026-02-production.yaml");
    RuleVersion production = RuleFiles.read(file).get(0);

    String text =
        VersionFile.read(file)
            .with(
                new RepointedVersion(
                    production,
                    "2027",
                    "Points refitted",
                    new TreeMap<>(Map.of("webinar", Points.of(11)))));

    assertThat(text)
        .isEqualTo(
            Files.readString(file, UTF_8)
                .replace(
                    "version: 2026-02-production", "version: \"2027\"\nparent: 2026-02-production")
                .replace("status: production", "status: candidate")
                .replace("agreed_with: [sales-development]\n", "")
                .replaceFirst("reason: .*", "reason: \"Points refitted\"")
                .replace("points: 8,", "points: 11,"));
  }

  @Test
  void whenItWasLiveIsNotSaidOfTheNewOne() throws IOException {
    Path file = EXAMPLES.resolve("b2b-leads").resolve("2026-08-b.yaml");
    RuleVersion live = RuleFiles.read(file).get(0);
    assertThat(live.effectiveFrom()).isPresent();

    String text =
        VersionFile.read(file).with(new RepointedVersion(live, "other", "Try", new TreeMap<>()));

    RuleVersion read = RuleFiles.read(written("b2b-leads", text)).get(0);
    assertThat(read.effectiveFrom()).isEmpty();
    assertThat(read.agreedWith()).isEmpty();
    assertThat(read.status()).isEqualTo(Status.CANDIDATE);
    assertThat(read.parent()).contains(live.version());
  }

  @Test
  void aVersionInBracesIsRefusedWithTheWayOut() throws IOException {
    Path file = folder.resolve("braces.yaml");
    Files.writeString(
        file,
        """
        {requalify: 1, model: m, version: v, status: draft, timezone: UTC, evaluate: on_event,
         segments: [{name: all, default: true}], dimensions: {d: {}}, total: sum,
         rules: [{id: r, dimension: d, event: "true", points: 1}], qualify: {all: {total: ">= 1"}}}
        """,
        UTF_8);
    assertThatThrownBy(() -> VersionFile.read(file))
        .isInstanceOf(InvalidRulesException.class)
        .hasMessageContaining("write each key of the version on a line of its own");
  }

  @Test
  void onlyRulesWithPointsOfTheirOwnCanHaveOthers() {
    RuleVersion pardot = RuleFiles.readAll(EXAMPLES.resolve("pardot")).get(0);
    String sets =
        pardot.rules().stream()
            .filter(Rule.SetRule.class::isInstance)
            .map(Rule::id)
            .findFirst()
            .orElseThrow();

    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new RepointedVersion(pardot, "w", "Try", new TreeMap<>(Map.of(sets, Points.of(1)))))
        .withMessageContaining("no rule '" + sets + "' with points of its own");
  }

  @Test
  void aFileThatIsGoneIsToldWithItsName() {
    assertThatThrownBy(() -> VersionFile.read(folder.resolve("gone.yaml")))
        .isInstanceOf(InvalidRulesException.class)
        .hasMessageContaining("gone.yaml:1:1: cannot be read");
  }

  private static TreeMap<String, Points> everyPoints(RuleVersion version) {
    TreeMap<String, Points> points = new TreeMap<>();
    version.rules().stream()
        .filter(rule -> RepointedVersion.points(rule).isPresent())
        .forEach(
            rule -> {
              long now = RepointedVersion.points(rule).orElseThrow().millionths();
              points.put(rule.id(), Points.of(now < 0 ? -777 : 777));
            });
    return points;
  }

  private static Path fileOf(String model, RuleVersion version) throws IOException {
    try (java.util.stream.Stream<Path> files = Files.list(EXAMPLES.resolve(model))) {
      return files
          .filter(file -> !file.endsWith(AttributeCatalogue.FILE_NAME))
          .filter(file -> RuleFiles.read(file).contains(version))
          .findFirst()
          .orElseThrow();
    }
  }

  private Path written(String model, String text) throws IOException {
    Path attributes = EXAMPLES.resolve(model).resolve("attributes.yaml");
    if (Files.exists(attributes)) {
      Files.write(folder.resolve("attributes.yaml"), Files.readAllBytes(attributes));
    }
    return Files.writeString(folder.resolve("other.yaml"), text, UTF_8);
  }

  private static List<String> comments(String text) {
    return text.lines().filter(line -> line.strip().startsWith("#")).toList();
  }
}
