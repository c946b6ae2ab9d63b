package io.requalify.tables;

import static java.util.stream.Collectors.joining;

import io.requalify.tables.TableContract.ColumnContract;
import java.util.List;
import java.util.Locale;

/** The contracts as a page for those who query the tables. */
final class TablesDocument {
  private static final String HEAD =
      """
      # Tables

      Written from the contracts in `io.requalify.tables`; a test compares it with them. To write it anew:
      `%s`.

      Every table is one Delta table in a folder of its name below the warehouse. `NOT NULL` and the constraints are
      kept by Delta itself, and the comments stand in the tables, too. All need no more than reader version 1 of
      Delta's protocol, so that other readers, such as delta-rs, can open them. Instants are TIMESTAMP in UTC, to a
      microsecond.
      """;

  private TablesDocument() {}

  static String of(List<TableContract> contracts, String command) {
    StringBuilder page = new StringBuilder(HEAD.formatted(command));
    for (TableContract.Kind kind : TableContract.Kind.values()) {
      page.append("\n## ").append(title(kind)).append("\n");
      contracts.stream()
          .filter(contract -> contract.kind() == kind)
          .forEach(contract -> append(page, contract));
    }
    return page.toString();
  }

  private static String title(TableContract.Kind kind) {
    return switch (kind) {
      case SOURCE -> "Source tables: what ingest writes, a slice for each source";
      case WORKING -> "Working tables: can be made again at any time";
      case RESULT -> "Result tables: what a review concluded, a slice for each review";
    };
  }

  private static void append(StringBuilder page, TableContract contract) {
    page.append("\n### ").append(contract.name()).append("\n\n");
    page.append(contract.meaning()).append("\n\n");
    page.append("Key: ").append(names(contract.key()));
    page.append(". Partitioned by ").append(names(contract.partitioning())).append(".\n\n");
    page.append("| column | type | null | meaning |\n|---|---|---|---|\n");
    for (ColumnContract column : contract.columns()) {
      page.append(
          "| `%s` | %s | %s | %s |\n"
              .formatted(
                  column.name(),
                  column.type().sql().toUpperCase(Locale.ROOT),
                  column.nullable() ? "yes" : "no",
                  cell(column.comment())));
    }
    if (!contract.checks().isEmpty()) {
      page.append("\n");
      contract
          .checks()
          .forEach((name, check) -> page.append("- `%s`: `%s`\n".formatted(name, check)));
    }
  }

  private static String names(List<String> columns) {
    return columns.isEmpty()
        ? "nothing"
        : columns.stream().map(column -> "`" + column + "`").collect(joining(", "));
  }

  /** A bar would end the cell. */
  private static String cell(String text) {
    return text.replace("|", "\\|");
  }
}
