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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What somebody gets who asks why a contact has its score. */
final class ExplainCommandTest {
  private static final Path MAUTIC =
      Path.of(System.getProperty("requalify.root"), "examples", "rules", "mautic");

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @TempDir private Path folder;

  @Test
  void aScoreIsExplainedAtItsEntryAndAtAnyInstant() throws IOException {
    ingest();

    // 30 + 30 + 30 for the forms and 20 for the download on the fourth day: 110 of 100.
    assertThat(explain("c1", "points")).isEqualTo(ExitCodes.DONE);
    assertThat(out.toString())
        .startsWith("c1 has 110 points under mautic points at 2026-01-04T00:00:00Z")
        .contains("qualifies with total at least 100: fulfilled")
        .containsPattern("submits-form +3 +0 +90 +90 +points")
        .containsPattern("2026-01-04T00:00:00Z +downloads-asset +counted +\\+20");

    assertThat(explain("c1", "points", "--at", "2026-01-02T12:00:00Z", "--json"))
        .isEqualTo(ExitCodes.DONE);
    JsonNode json = JsonMapper.shared().readTree(out.toString());
    assertThat(json.get("score").decimalValue()).isEqualByComparingTo("60");
    assertThat(json.get("in_episode").booleanValue()).isFalse();
    assertThat(json.get("notes")).hasSize(2);
  }

  @Test
  void whatIsNotThereIsRefusedByName() throws IOException {
    ingest();

    assertThat(explain("c1", "point")).isEqualTo(ExitCodes.USAGE);
    assertThat(err.toString()).contains("--version point: did you mean 'points'?");
    assertThat(explain("c2", "points")).isEqualTo(ExitCodes.REFUSED);
    assertThat(err.toString()).contains("There is no contact 'c2' in the warehouse");
    assertThat(explain("c1", "points", "--at", "2025-12-31T00:00:00Z"))
        .isEqualTo(ExitCodes.REFUSED);
    assertThat(err.toString())
        .contains("Contact c1 was created at 2026-01-01T00:00:00Z")
        .contains("choose a later --at");
  }

  private void ingest() throws IOException {
    Path export = Files.createDirectory(folder.resolve("export"));
    Files.writeString(
        export.resolve("contacts.csv"),
        """
        contact_id,created_at,account_id,channel,medium,campaign,email_domain
        c1,2026-01-01T00:00:00Z,,,,,
        """,
        UTF_8);
    Files.writeString(
        export.resolve("events.csv"),
        """
        event_id,contact_id,type,occurred_at,known_at,asset,url,channel,campaign,value,props,suspect
        e1,c1,form,2026-01-01T06:00:00Z,2026-01-01T06:00:00Z,,,,,,,false
        e2,c1,form,2026-01-02T06:00:00Z,2026-01-02T06:00:00Z,,,,,,,false
        e3,c1,form,2026-01-03T06:00:00Z,2026-01-03T06:00:00Z,,,,,,,false
        e4,c1,download,2026-01-04T00:00:00Z,2026-01-04T00:00:00Z,,,,,,,false
        """,
        UTF_8);
    String warehouse = folder.resolve("warehouse").toString();
    int code =
        run("ingest", "--warehouse", warehouse, "--source", "canonical", "--input", export + "");
    assertThat(code).as(err.toString()).isEqualTo(ExitCodes.DONE);
  }

  private int explain(String contact, String version, String... more) {
    List<String> arguments =
        new ArrayList<>(List.of("explain", "--warehouse", folder.resolve("warehouse") + ""));
    arguments.addAll(List.of("--rules", MAUTIC.toString(), "--contact", contact));
    arguments.addAll(List.of("--version", version));
    arguments.addAll(List.of(more));
    return run(arguments.toArray(String[]::new));
  }

  private int run(String... arguments) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    return Main.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
  }
}
