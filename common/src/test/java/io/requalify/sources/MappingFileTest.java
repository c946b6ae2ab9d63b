package io.requalify.sources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.requalify.tables.ContractViolationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MappingFileTest {
  private static final String HEAD =
      """
      requalify: 1
      source: crm
      timezone: Europe/Berlin
      inputs:
        leads: {files: leads.csv}
      """;

  @TempDir private Path folder;

  @Test
  void aMappingIsReadInTheOrderOfTheFile() throws IOException {
    Mapping mapping =
        read(
            with(
                "tables:",
                "  contacts:",
                "    - from: leads",
                "      where: id <> ''",
                "      columns: {contact_id: id, created_at: wall_clock(created)}",
                "  accounts:",
                "    - from: leads",
                "      columns: {account_id: company, name: null}"));

    assertThat(mapping.source()).isEqualTo("crm");
    assertThat(mapping.pieces())
        .extracting(piece -> piece.contract().name())
        .containsExactly("contacts", "accounts");
    assertThat(mapping.pieces().get(0).where()).hasToString("Optional[id <> '']");
    assertThat(mapping.pieces().get(1).columns().get("name")).hasToString("NULL");
  }

  @Test
  void everyFaultIsToldAtOnceWithItsPlace() {
    assertThatThrownBy(
            () ->
                read(
                    """
                    requalify: 1
                    source: My CRM
                    timezone: Berlin
                    colour: blue
                    inputs:
                      leads: {files: leads.csv, csv: {encoding: latin-17, delimiter: '||'}}
                    tables:
                      contact:
                        - from: leads
                          columns: {contact_id: id}
                      contacts:
                        - from: lead
                          columns:
                            contact_id: id
                            source: "'x'"
                            chanel: origin
                            medium: (SELECT max(id) FROM leads)
                            campaign: lower(
                    """))
        .isInstanceOf(ContractViolationException.class)
        .hasMessageContaining("mapping.yaml:2:9: 'My CRM' is not right here; write the name")
        .hasMessageContaining("mapping.yaml:3:11: 'Berlin' is no time zone")
        .hasMessageContaining("mapping.yaml:4:1: unknown key 'colour'")
        .hasMessageContaining("6:45: 'latin-17' is no character set")
        .hasMessageContaining("one character in quotes")
        .hasMessageContaining("8:3: no source table is called 'contact'; did you mean 'contacts'")
        .hasMessageContaining("12:13: no input is called 'lead'; did you mean 'leads'?")
        .hasMessageContaining("15:9: 'source' is given once for the whole mapping")
        .hasMessageContaining(
            "16:9: table contacts has no column 'chanel'; did you mean 'channel'?")
        .hasMessageContaining("17:17: a subquery; join the other input instead")
        .hasMessageContaining("not Spark SQL:")
        .hasMessageContaining("column 'created_at' of contacts is missing");
  }

  @Test
  void expressionsOfMoreThanOneRowOrOfTheOutsideAreRefused() {
    for (String expression :
        new String[] {
          "max(id)",
          "row_number() OVER (ORDER BY id)",
          "explode(array(id))",
          "uuid()",
          "java_method('java.lang.System', 'exit', 1)",
          "input_file_name()",
          "somebodys.function(id)",
          "clean(id)",
          "wall_clock()",
          "wall_clock(id, medium)",
          "wall_clock(id, 'yyyy-MM-dd VV')",
          "wall_clock(id, 'jjjj')",
          "struct(*)"
        }) {
      assertThatThrownBy(() -> read(contacts(expression)))
          .as(expression)
          .isInstanceOf(ContractViolationException.class)
          .hasMessageContaining("mapping.yaml:9:");
    }
  }

  @Test
  void aFileThatIsNotThereAndOneThatIsNoYamlAreSaidClearly() {
    assertThatThrownBy(() -> MappingFile.read(folder.resolve("none.yaml")))
        .isInstanceOf(ContractViolationException.class)
        .hasMessageContaining("none.yaml:1:1: no such file");
    assertThatThrownBy(() -> read("inputs: {a: [}"))
        .isInstanceOf(ContractViolationException.class)
        .hasMessageContaining("mapping.yaml:1:");
  }

  @Test
  void anInputThatIsUsedByNoTableOrTwiceIsAFault() {
    assertThatThrownBy(
            () ->
                read(
                    with(
                        "  deals: {files: deals.csv}",
                        "tables:",
                        "  accounts:",
                        "    - from: leads",
                        "      columns: {account_id: id}")))
        .hasMessageContaining("6:3: input 'deals' is used by no table");
    assertThatThrownBy(
            () ->
                read(
                    with(
                        "tables:",
                        "  accounts:",
                        "    - from: leads",
                        "      join: [{input: leads, on: a = b}]",
                        "      columns: {account_id: id}")))
        .hasMessageContaining("input 'leads' is read twice here");
  }

  private static String with(String... lines) {
    return HEAD + String.join("\n", lines) + "\n";
  }

  private static String contacts(String expression) {
    return HEAD
        + """
        tables:
          contacts:
            - from: leads
              columns: {contact_id: id, created_at: "%s"}
        """
            .formatted(expression);
  }

  private Mapping read(String yaml) throws IOException {
    return MappingFile.read(Files.writeString(folder.resolve("mapping.yaml"), yaml));
  }
}
