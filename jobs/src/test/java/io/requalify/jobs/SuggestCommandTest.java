package io.requalify.jobs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What somebody gets who asks for other points. */
final class SuggestCommandTest {
  private static final Path DEMO =
      Path.of(System.getProperty("requalify.root"), "examples", "rules", "demo");
  private static final String PRODUCTION = "2026-02-production";

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @TempDir private Path folder;
  private Path rules;

  @BeforeEach
  void rules() throws IOException {
    rules = Files.createDirectory(folder.resolve("rules"));
    for (String file : List.of("attributes.yaml", PRODUCTION + ".yaml")) {
      Files.copy(DEMO.resolve(file), rules.resolve(file));
    }
  }

  @Test
  void theSimulatedWorldSuggestsAVersionThatIsAFileLikeAnyOther() throws IOException {
    Path world = folder.resolve("world");
    assertThat(run("simulate", "--output", world + "", "--contacts", "4000")).isZero();
    assertThat(
            run(
                "ingest",
                "--warehouse",
                folder.resolve("warehouse") + "",
                "--source",
                "canonical",
                "--input",
                world + ""))
        .as(err.toString())
        .isZero();

    assertThat(suggest(rules.resolve("refit.yaml"), "refit")).as(err.toString()).isZero();

    assertThat(out.toString())
        .startsWith("A proposal, refit: 2026-02-production with other points")
        .containsPattern("senior-title +20 +[1-9]\\d+ ")
        .contains("Do not rank rules by acceptance among MQLs.")
        .contains("This is a proposal, not a finding.");
    assertThat(err.toString()).contains("Written to " + rules.resolve("refit.yaml"));
    assertThat(run("check-rules", rules + "")).as(err.toString()).isZero();
    assertThat(
            run(
                "diff-rules",
                rules.resolve(PRODUCTION + ".yaml") + "",
                rules.resolve("refit.yaml") + ""))
        .isZero();
    assertThat(out.toString().lines().skip(3))
        .isNotEmpty()
        .allMatch(line -> line.endsWith(" points"));

    // Another file of the same name, as if the first had been taken away.
    Path moved = Files.move(rules.resolve("refit.yaml"), folder.resolve("first.yaml"));
    assertThat(suggest(rules.resolve("refit.yaml"), "refit", "--json")).isZero();
    assertThat(rules.resolve("refit.yaml")).hasSameBinaryContentAs(moved);
    JsonNode json = JsonMapper.shared().readTree(out.toString());
    assertThat(json.get("parent").stringValue()).isEqualTo(PRODUCTION);
    assertThat(json.get("rules")).hasSize(10);
    assertThat(json.get("chosen_by_a_score").booleanValue()).isTrue();
  }

  @Test
  void aFileThatIsThereIsNeverOverwritten() throws IOException {
    Path precious = Files.writeString(rules.resolve("precious.txt.yaml"), "precious", UTF_8);

    assertThat(suggest(precious, "refit")).isEqualTo(ExitCodes.USAGE);
    assertThat(err.toString()).contains("precious.txt.yaml is there already: name a new file");
    assertThat(precious).hasContent("precious");
  }

  @Test
  void aFileThatCouldNotBeWrittenIsRefusedBeforeTheLongWork() {
    assertThat(suggest(rules.resolve("refit.txt"), "refit")).isEqualTo(ExitCodes.USAGE);
    assertThat(err.toString()).contains("refit.txt: name a file that ends with .yaml");
    assertThat(suggest(folder.resolve("nowhere").resolve("refit.yaml"), "refit"))
        .isEqualTo(ExitCodes.USAGE);
    assertThat(err.toString())
        .contains("nowhere is no folder that this user may write; make it or name another");
  }

  @Test
  void namesThatAreTakenOrNoneAreRefused() {
    Path file = rules.resolve("refit.yaml");
    assertThat(suggest(file, PRODUCTION)).isEqualTo(ExitCodes.USAGE);
    assertThat(err.toString()).contains("there is a version of that name; give a new one");
    assertThat(suggest(file, "re fit")).isEqualTo(ExitCodes.USAGE);
    assertThat(err.toString()).contains("--name re fit: write letters, digits");
    assertThat(suggest(file, "manual")).isEqualTo(ExitCodes.USAGE);
    assertThat(err.toString()).contains("--name manual: this is the version of those whom people");
  }

  @ParameterizedTest(name = "{0} {1}: {2}")
  @CsvSource({
    "--points-to-double-odds, 0, '0.0 points cannot double the odds: it has to be above 0'",
    "--horizon, won=0, 'the outcomes are accepted, rejected, recycled, opportunity, won, lost, churned, the days 1 or more'",
    "--outcome, lost, Invalid value for option '--outcome'",
    "--to, 2027-01-01T00:00:00Z, 'after 2026-07-01T00:00:00Z, as of which is asked'",
    "--from, 2026-07-01T00:00:00Z, The window is empty",
    "--from, yesterday, Invalid value for option '--from'",
  })
  void whatCannotBeAskedIsRefusedInTheWordsOfTheOption(String option, String value, String words) {
    assertThat(suggest(rules.resolve("refit.yaml"), "refit", option, value))
        .isEqualTo(ExitCodes.USAGE);
    assertThat(err.toString()).contains(words);
    assertThat(rules.resolve("refit.yaml")).doesNotExist();
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "2026-02-prodution, --version 2026-02-prodution: did you mean '2026-02-production'?",
    "product-led, an example of a product-led version to begin with is examples/rules/product-led",
    "manual, '--version manual: people decide by hand, so there is no score to explain and there are no points to refit'",
    "manual, Versions with rules are 2026-02-production",
  })
  void aVersionThatIsNotThereIsToldWithWhatIs(String version, String words) {
    List<String> arguments = new ArrayList<>(List.of("suggest", "--warehouse", folder + "/w"));
    arguments.addAll(List.of("--rules", rules + "", "--version", version));
    arguments.addAll(List.of("--as-of", "2026-07-01T00:00:00Z", "--name", "refit"));
    arguments.addAll(List.of("--output", rules.resolve("refit.yaml") + ""));

    assertThat(run(arguments.toArray(String[]::new))).isEqualTo(ExitCodes.USAGE);
    assertThat(err.toString()).contains(words);
  }

  private int suggest(Path output, String name, String... more) {
    List<String> arguments =
        new ArrayList<>(List.of("suggest", "--warehouse", folder.resolve("warehouse") + ""));
    arguments.addAll(List.of("--rules", rules + "", "--version", PRODUCTION));
    arguments.addAll(List.of("--as-of", "2026-07-01T00:00:00Z", "--name", name));
    arguments.addAll(List.of("--output", output + ""));
    arguments.addAll(List.of(more));
    return run(arguments.toArray(String[]::new));
  }

  private int run(String... arguments) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    return Main.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
  }
}
