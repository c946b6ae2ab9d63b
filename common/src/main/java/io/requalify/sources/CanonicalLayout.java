package io.requalify.sources;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.types.DataTypes.StringType;

import io.requalify.documents.Fault;
import io.requalify.documents.NearestNames;
import io.requalify.tables.ContractViolationException;
import io.requalify.tables.Contracts;
import io.requalify.tables.TableContract;
import io.requalify.tables.TableContract.ColumnContract;
import io.requalify.tables.source.ContactsTable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;

/** A folder whose files are the tables themselves: contacts.csv, events.parquet and so on. */
final class CanonicalLayout {
  /** Name of the source where no file has a column of that name. */
  private static final String NO_NAME = "canonical";

  private static final String SOURCE = ContactsTable.SOURCE;
  private static final String SOURCE_ID = ContactsTable.SOURCE_ID;
  private static final String CSV = ".csv";
  private static final String PARQUET = ".parquet";

  private final InputFiles files;
  private final List<Fault> faults = new ArrayList<>();
  private final Map<TableContract, RawInput> inputs = new LinkedHashMap<>();
  private final List<String> unread;

  private CanonicalLayout(InputFiles files) {
    this.files = files;
    this.unread = new ArrayList<>(files.names());
  }

  /**
   * Looks at a folder.
   *
   * @throws ContractViolationException with every fault, when names, columns or types are not those
   *     of the contracts
   */
  static CanonicalLayout of(InputFiles files) {
    CanonicalLayout layout = new CanonicalLayout(files);
    layout.open();
    if (!layout.faults.isEmpty()) {
      throw Ingest.refusal(layout.faults);
    }
    return layout;
  }

  /** One for each table that has a file, in the order of the contracts. */
  List<TableDraft> drafts() {
    return inputs.entrySet().stream()
        .map(entry -> draft(entry.getKey(), entry.getValue()))
        .toList();
  }

  /** Names in the folder that belong to no table. */
  List<String> unread() {
    return Collections.unmodifiableList(unread);
  }

  /**
   * Name under which the rows will stand: that of the columns {@code source}, or {@value #NO_NAME}.
   *
   * @throws ContractViolationException when the files hold more than one
   */
  String source() {
    TreeSet<String> names = new TreeSet<>();
    for (RawInput input : inputs.values()) {
      if (input.columns().contains(SOURCE)) {
        input
            .rows()
            .select(SOURCE)
            .where(col(SOURCE).isNotNull())
            .distinct()
            .limit(3)
            .collectAsList()
            .forEach(row -> names.add(row.getString(0)));
      }
    }
    if (names.size() > 1) {
      throw new ContractViolationException(
          "The files in %s come from the sources %s: an ingest replaces one source, so put each in a folder of its own"
              .formatted(files.folder(), String.join(", ", names)));
    }
    return names.isEmpty() ? NO_NAME : names.first();
  }

  private void open() {
    for (TableContract contract : Contracts.filledByExports()) {
      List<String> found =
          List.of(contract.name() + CSV, contract.name() + PARQUET).stream()
              .filter(unread::contains)
              .toList();
      unread.removeAll(found);
      if (found.size() > 1) {
        fault(
            files.folder(),
            1,
            "both %s".formatted(String.join(" and ", found)),
            "keep one of them");
      } else if (!found.isEmpty()) {
        open(contract, found.get(0)).ifPresent(input -> inputs.put(contract, input));
      }
    }
    unread.forEach(this::refuseMisspelt);
    if (inputs.isEmpty() && faults.isEmpty()) {
      fault(
          files.folder(),
          1,
          "no file of a table in this folder",
          "name the files after the tables, such as contacts.csv or contacts.parquet");
    }
  }

  /** A file whose name is nearly that of a table was probably meant for it. */
  private void refuseMisspelt(String name) {
    String stem = name.replaceFirst("\\.(csv|parquet)$", "");
    if (stem.equals(name)) {
      return;
    }
    List<String> absent =
        Contracts.filledByExports().stream()
            .filter(contract -> !inputs.containsKey(contract))
            .map(TableContract::name)
            .toList();
    if (!NearestNames.of(stem, absent).isEmpty()) {
      fault(
          files.folder() + "/" + name,
          1,
          "no table is called " + stem,
          NearestNames.remedy(stem, absent));
    }
  }

  private Optional<RawInput> open(TableContract contract, String name) {
    List<Path> paths = files.matching(name);
    int before = faults.size();
    RawInput input;
    if (name.endsWith(CSV)) {
      List<String> header = files.header(paths, CsvFormat.STANDARD);
      requireColumns(contract, name, header);
      if (faults.size() > before) {
        return Optional.empty();
      }
      input = files.csv(name, paths, header, CsvFormat.STANDARD);
    } else {
      input = files.parquet(name, paths);
      requireColumns(contract, name, input.columns());
      requireTypes(contract, input);
    }
    return faults.size() > before ? Optional.empty() : Optional.of(input);
  }

  private void requireColumns(TableContract contract, String name, List<String> found) {
    String file = files.folder() + "/" + name;
    List<String> known = contract.columns().stream().map(ColumnContract::name).toList();
    List<String> seen = new ArrayList<>();
    for (int i = 0; i < found.size(); i++) {
      String column = found.get(i);
      if (seen.contains(column)) {
        fault(file, i + 1, "column '%s' stands twice".formatted(column), "keep one of the two");
      } else if (!known.contains(column)) {
        fault(
            file,
            i + 1,
            "unknown column '%s'".formatted(column),
            "leave it out, or " + NearestNames.remedy(column, known));
      }
      seen.add(column);
    }
    for (ColumnContract column : contract.columns()) {
      boolean mayBeAbsent = List.of(SOURCE, SOURCE_ID).contains(column.name());
      if (!found.contains(column.name()) && !mayBeAbsent) {
        fault(
            file,
            1,
            "missing column '%s' (%s)".formatted(column.name(), column.comment()),
            column.nullable() ? "add it, empty where nothing is known" : "add it");
      }
    }
  }

  private void requireTypes(TableContract contract, RawInput input) {
    for (ColumnContract column : contract.columns()) {
      if (!input.columns().contains(column.name())) {
        continue;
      }
      DataType given = input.rows().schema().apply(column.name()).dataType();
      if (!RowCheck.fits(column, given)) {
        fault(
            files.folder() + "/" + input.name(),
            1,
            "column '%s' is %s".formatted(column.name(), given.sql()),
            "write it as %s, or as text".formatted(column.type().sql()));
      }
    }
  }

  private static TableDraft draft(TableContract contract, RawInput input) {
    List<Column> selected = new ArrayList<>();
    for (ColumnContract column : contract.columns()) {
      String name = column.name();
      if (input.columns().contains(name)) {
        selected.add(col(name));
      } else if (name.equals(SOURCE_ID)) {
        selected.add(lit(null).cast(StringType).as(SOURCE_ID));
      }
    }
    selected.add(col(RawInput.BROKEN_LINE));
    selected.add(lit(input.name()).as(TableDraft.INPUT));
    selected.add(
        struct(
                input.columns().stream()
                    .map(column -> col(InputFiles.quoted(column)))
                    .toArray(Column[]::new))
            .as(TableDraft.AS_READ));
    Dataset<Row> piece = input.rows().select(selected.toArray(Column[]::new));
    return new TableDraft(contract, List.of(piece));
  }

  private void fault(String file, int column, String problem, String remedy) {
    faults.add(new Fault(file, 1, column, problem, remedy));
  }
}
