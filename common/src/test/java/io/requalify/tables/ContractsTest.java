package io.requalify.tables;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ContractsTest {
  private static final String REGENERATE = "requalify.regenerate";
  private static final String COMMAND =
      "mvn -pl common test -Dtest=ContractsTest -D%s=true".formatted(REGENERATE);

  @Test
  void theDocumentOfTheTablesIsThatOfTheContracts() throws IOException {
    Path file = Path.of(System.getProperty("requalify.root"), "docs", "tables.md");
    String expected = TablesDocument.of(Contracts.all(), COMMAND);
    if (Boolean.getBoolean(REGENERATE)) {
      Files.writeString(file, expected);
    }

    List<String> present = Files.exists(file) ? Files.readAllLines(file) : List.of();
    assertThat(present)
        .as("docs/tables.md is not that of the contracts; write it anew: %s", COMMAND)
        .containsExactlyElementsOf(expected.lines().toList());
  }

  @Test
  void everyContractIsListed() {
    List<TableContract> declared =
        new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("io.requalify.tables.source", "io.requalify.tables.result")
                .stream()
                .flatMap(type -> type.getFields().stream())
                .filter(field -> field.getName().equals("CONTRACT"))
                .map(ContractsTest::contract)
                .toList();

    assertThat(Contracts.all()).containsExactlyInAnyOrderElementsOf(declared);
  }

  @Test
  void namesOfTablesAndOfTheirConstraintsAreDistinct() {
    assertThat(Contracts.all()).extracting(TableContract::name).doesNotHaveDuplicates();
    for (TableContract contract : Contracts.all()) {
      assertThat(contract.columns())
          .extracting(TableContract.ColumnContract::name)
          .doesNotHaveDuplicates();
    }
  }

  private static TableContract contract(JavaField field) {
    JavaClass owner = field.getOwner();
    try {
      return (TableContract) owner.reflect().getField(field.getName()).get(null);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(owner.getName(), e);
    }
  }
}
