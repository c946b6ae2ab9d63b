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

/** What a user gets to read, and the scheduler to know, of each kind of bad input. */
final class BadInputTest {
  private static final Path RULES =
      Path.of(System.getProperty("requalify.root"), "examples", "rules", "demo");
  private static final String PRODUCTION = "2026-02-production";
  private static final String DELETIONS_HEADER = "contact_id,deleted_at,kind\n";

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @TempDir private Path folder;
  private Path export;
  private Path rules;
  private Path warehouse;

  @BeforeEach
  void folders() throws IOException {
    export = Files.createDirectory(folder.resolve("export"));
    rules = Files.createDirectory(folder.resolve("rules"));
    warehouse = folder.resolve("warehouse");
    for (String file : List.of("attributes.yaml", PRODUCTION + ".yaml")) {
      Files.copy(RULES.resolve(file), rules.resolve(file));
    }
  }

  @Test
  void aFolderOfTheExportThatIsNotThere() {
    assertThat(ingest(folder.resolve("nowhere"))).isEqualTo(ExitCodes.REFUSED);
    assertThat(err.toString())
        .contains("nowhere")
        .contains("Give --input the folder of the export");
    assertNothingWasWritten();
  }

  @Test
  void anExportWithoutTheFileOfAnyTable() throws IOException {
    Files.writeString(export.resolve("notes.txt"), "no table", UTF_8);

    assertThat(ingest(export)).isEqualTo(ExitCodes.REFUSED);
    assertThat(err.toString())
        .contains("no file of a table in this folder")
        .contains("such as contacts.csv");
    assertNothingWasWritten();
  }

  @Test
  void aMissingFileOfRules() throws IOException {
    Files.delete(rules.resolve("attributes.yaml"));

    assertThat(rescore()).isEqualTo(ExitCodes.REFUSED);
    assertThat(err.toString())
        .contains("unknown attribute 'contact.seniority'")
        .contains("others are declared in attributes.yaml beside the rules");
    assertNothingWasWritten();
  }

  @Test
  void aWrongColumn() throws IOException {
    write("deletions.csv", "contact_id,deleted_on,kind\nc1,2026-01-01T00:00:00Z,merged\n");

    assertThat(ingest(export)).isEqualTo(ExitCodes.REFUSED);
    assertThat(err.toString())
        .contains("deletions.csv:1:2: unknown column 'deleted_on'")
        .contains("did you mean 'deleted_at'?")
        .contains("missing column 'deleted_at'");
    assertNothingWasWritten();
  }

  @Test
  void anUnparsableDate() throws IOException {
    write("deletions.csv", DELETIONS_HEADER + "c1,the day before yesterday,merged\n");

    assertThat(ingest(export)).isEqualTo(ExitCodes.REFUSED);
    assertThat(err.toString())
        .contains("1 x deleted_at: not an instant")
        .contains("for example 'the day before yesterday'")
        .contains("--max-rejected");
    assertNothingWasWritten();
  }

  @Test
  void anUnknownKeyOfARule() throws IOException {
    mutate("{name: everyone", "{nam: everyone");

    assertThat(rescore()).isEqualTo(ExitCodes.REFUSED);
    assertThat(err.toString()).containsPattern(PRODUCTION + "\\.yaml:\\d+:\\d+: .*'nam'");
    assertNothingWasWritten();
  }

  @Test
  void anUnknownAttribute() throws IOException {
    mutate("account.employees >= 200", "account.employes >= 200");

    assertThat(rescore()).isEqualTo(ExitCodes.REFUSED);
    assertThat(err.toString())
        .contains("unknown attribute 'account.employes'")
        .contains("did you mean 'account.employees'?");
    assertNothingWasWritten();
  }

  @Test
  void aConditionWithAForbiddenFunction() throws IOException {
    mutate("account.employees >= 200", "reflect('java.lang.Runtime', 'getRuntime') = ''");

    assertThat(rescore()).isEqualTo(ExitCodes.REFUSED);
    assertThat(err.toString()).contains("function 'reflect' is not allowed");
    assertNothingWasWritten();
  }

  @Test
  void aWarehouseThatCannotBeWritten() throws IOException {
    write("deletions.csv", DELETIONS_HEADER + "c1,2026-01-01T00:00:00Z,merged\n");
    Files.writeString(warehouse, "a file where the folder should be", UTF_8);

    assertThat(ingest(export)).isEqualTo(ExitCodes.REFUSED);
    assertThat(err.toString())
        .contains("The warehouse " + warehouse + " cannot be written")
        .contains("Give --warehouse a folder that this user may write");
    assertThat(warehouse).hasContent("a file where the folder should be");
  }

  @Test
  void aReviewOfAWarehouseWithoutContacts() {
    assertThat(rescore()).isEqualTo(ExitCodes.REFUSED);
    assertThat(err.toString()).contains("contacts").contains("ingest");
  }

  @Test
  void aSuggestionFromAWarehouseWithoutDecisions() {
    Path proposal = rules.resolve("proposal.yaml");
    List<String> arguments = new ArrayList<>(List.of("suggest", "--warehouse", warehouse + ""));
    arguments.addAll(List.of("--rules", rules.toString(), "--version", PRODUCTION));
    arguments.addAll(List.of("--as-of", "2026-04-01T00:00:00Z", "--name", "proposal"));
    arguments.addAll(List.of("--output", proposal.toString()));

    assertThat(run(arguments.toArray(String[]::new))).isEqualTo(ExitCodes.REFUSED);
    assertThat(err.toString())
        .contains("Nothing can be learnt")
        .contains("there is no decision at all")
        .contains("widen the window with --from and --to");
    assertThat(proposal).doesNotExist();
    assertNothingWasWritten();
  }

  private int ingest(Path input) {
    return run(
        "ingest",
        "--warehouse",
        warehouse.toString(),
        "--source",
        "canonical",
        "--input",
        input.toString());
  }

  private int rescore() {
    List<String> arguments = new ArrayList<>(List.of("rescore", "--warehouse", warehouse + ""));
    arguments.addAll(List.of("--rules", rules.toString(), "--production", PRODUCTION));
    arguments.addAll(List.of("--from", "2026-01-01T00:00:00Z", "--to", "2026-04-01T00:00:00Z"));
    return run(arguments.toArray(String[]::new));
  }

  private int run(String... arguments) {
    int code = Main.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
    assertThat(out.toString()).as("results, of which there are none").isEmpty();
    return code;
  }

  private void write(String file, String text) throws IOException {
    Files.writeString(export.resolve(file), text, UTF_8);
  }

  private void mutate(String from, String to) throws IOException {
    Path file = rules.resolve(PRODUCTION + ".yaml");
    String text = Files.readString(file, UTF_8);
    assertThat(text).contains(from);
    Files.writeString(file, text.replace(from, to), UTF_8);
  }

  /** Not even an empty table: a folder of the warehouse at most. */
  private void assertNothingWasWritten() {
    assertThat(warehouse)
        .satisfiesAnyOf(
            path -> assertThat(path).doesNotExist(), path -> assertThat(path).isEmptyDirectory());
  }
}
