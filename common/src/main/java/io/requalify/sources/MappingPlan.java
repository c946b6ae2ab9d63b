package io.requalify.sources;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.types.DataTypes.StringType;

import io.requalify.documents.Fault;
import io.requalify.documents.NearestNames;
import io.requalify.sources.Mapping.Input;
import io.requalify.sources.Mapping.Join;
import io.requalify.sources.Mapping.Piece;
import io.requalify.tables.ContractViolationException;
import io.requalify.tables.Contracts;
import io.requalify.tables.TableContract;
import io.requalify.tables.TableContract.ColumnContract;
import io.requalify.tables.source.ContactsTable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** A mapping on the files of a folder: every name resolved and every type known, nothing read. */
final class MappingPlan {
  private static final String MATCHED = "_matched_";

  private final InputFiles files;
  private final List<Fault> faults = new ArrayList<>();
  private final Map<String, RawInput> inputs = new LinkedHashMap<>();
  private final Map<TableContract, List<Dataset<Row>>> pieces = new HashMap<>();
  private final Set<String> unread;

  private MappingPlan(InputFiles files) {
    this.files = files;
    this.unread = new LinkedHashSet<>(files.names());
  }

  /**
   * Resolves a mapping.
   *
   * @throws ContractViolationException with every fault: first of the files, then of the columns
   */
  static MappingPlan of(Mapping mapping, InputFiles files) {
    MappingPlan plan = new MappingPlan(files);
    mapping.inputs().values().forEach(plan::open);
    plan.requireNoFaults();
    mapping.pieces().forEach(plan::add);
    plan.requireNoFaults();
    return plan;
  }

  /** One for each table that the mapping fills, in the order of the contracts. */
  List<TableDraft> drafts() {
    return Contracts.filledByExports().stream()
        .filter(pieces::containsKey)
        .map(contract -> new TableDraft(contract, pieces.get(contract)))
        .toList();
  }

  /** Names in the folder that no input speaks of. */
  List<String> unread() {
    return List.copyOf(unread);
  }

  private void requireNoFaults() {
    if (!faults.isEmpty()) {
      throw Ingest.refusal(faults);
    }
  }

  private void open(Input input) {
    List<Path> paths = files.matching(input.pattern());
    if (paths.isEmpty()) {
      faults.add(
          input
              .place()
              .fault(
                  input.pattern(),
                  0,
                  "no file '%s' in %s".formatted(input.pattern(), files.folder()),
                  files.names().isEmpty()
                      ? "the folder is empty: check --input"
                      : NearestNames.remedy(input.pattern(), files.names())));
      return;
    }
    unread.remove(input.pattern().split("/")[0]);
    paths.forEach(path -> unread.remove(path.getName()));
    if (input.parquet()) {
      inputs.put(input.name(), files.parquet(input.name(), paths));
    } else {
      List<String> columns = CsvHeader.distinct(files.header(paths, input.csv()));
      inputs.put(input.name(), files.csv(input.name(), paths, columns, input.csv()));
    }
  }

  private void add(Piece piece) {
    int before = faults.size();
    piece.expressions().forEach(expression -> requireColumns(piece, expression));
    if (faults.size() > before) {
      return;
    }
    Dataset<Row> joined = joined(piece);
    ResolvedExpressions resolved = new ResolvedExpressions(joined, faults);
    piece.joins().forEach(join -> resolved.requireCondition(join.on()));
    piece.where().ifPresent(resolved::requireCondition);
    piece.columns().forEach((name, value) -> resolved.requireType(value, piece.contract(), name));
    if (faults.size() > before) {
      return;
    }
    List<Dataset<Row>> drafted =
        pieces.computeIfAbsent(piece.contract(), contract -> new ArrayList<>());
    drafted.add(selected(piece, joined));
    piece.joins().forEach(join -> drafted.add(brokenLines(piece.contract(), join.input())));
  }

  private void requireColumns(Piece piece, MappingExpression expression) {
    for (List<String> parts : expression.references()) {
      String last = parts.get(parts.size() - 1);
      List<String> among =
          parts.size() == 1
              ? piece.inputs()
              : piece.inputs().stream().filter(parts.get(0)::equalsIgnoreCase).toList();
      List<String> known = among.stream().flatMap(name -> columns(name).stream()).toList();
      if (among.isEmpty() || known.stream().noneMatch(last::equalsIgnoreCase)) {
        String name = String.join(".", parts);
        List<String> offered = new ArrayList<>();
        piece.inputs().forEach(input -> offered.addAll(columns(input)));
        faults.add(
            expression.fault(
                "no column '%s' in %s".formatted(name, String.join(", ", piece.inputs())),
                NearestNames.remedy(last, offered)));
      }
    }
  }

  private List<String> columns(String input) {
    return inputs.get(input).columns();
  }

  /** The rows of the first input with those of the others; lines that are broken match nothing. */
  private Dataset<Row> joined(Piece piece) {
    Dataset<Row> rows = inputs.get(piece.from()).rows().alias(piece.from());
    Column isBroken = col(piece.from() + "." + RawInput.BROKEN_LINE).isNotNull();
    for (Join join : piece.joins()) {
      Dataset<Row> other =
          inputs
              .get(join.input())
              .rows()
              .where(col(RawInput.BROKEN_LINE).isNull())
              .drop(RawInput.BROKEN_LINE)
              .withColumn(MATCHED + join.input(), lit(true))
              .alias(join.input());
      rows = rows.join(other, isBroken.equalTo(false).and(join.on().column()), "left");
      if (join.inner()) {
        rows = rows.where(isBroken.or(col(MATCHED + join.input()).isNotNull()));
      }
    }
    return rows;
  }

  private Dataset<Row> selected(Piece piece, Dataset<Row> joined) {
    Column broken = col(piece.from() + "." + RawInput.BROKEN_LINE);
    Dataset<Row> rows =
        piece
            .where()
            .map(where -> joined.where(broken.isNotNull().or(where.column())))
            .orElse(joined);
    List<Column> selected = new ArrayList<>();
    for (ColumnContract column : piece.contract().columns()) {
      if (!column.name().equals(ContactsTable.SOURCE)) {
        MappingExpression value = piece.columns().get(column.name());
        selected.add(
            value == null
                ? lit(null).cast(column.type()).as(column.name())
                : when(broken.isNull(), value.column()).as(column.name()));
      }
    }
    selected.add(broken.as(RawInput.BROKEN_LINE));
    selected.add(lit(piece.from()).as(TableDraft.INPUT));
    selected.add(asRead(piece).as(TableDraft.AS_READ));
    return rows.select(selected.toArray(Column[]::new));
  }

  /** Only the columns that the mapping speaks of: of personal data no more than is needed. */
  private Column asRead(Piece piece) {
    Set<List<String>> named = new HashSet<>();
    for (MappingExpression expression : piece.expressions()) {
      expression
          .references()
          .forEach(parts -> named.add(parts.stream().map(MappingPlan::lower).toList()));
    }
    List<Column> fields = new ArrayList<>();
    for (String input : piece.inputs()) {
      for (String column : columns(input)) {
        if (isNamed(input, lower(column), named)) {
          String field = input.equals(piece.from()) ? column : input + "." + column;
          fields.add(col(input + "." + InputFiles.quoted(column)).as(field));
        }
      }
    }
    return fields.isEmpty()
        ? struct(lit(piece.from()).as("input"))
        : struct(fields.toArray(Column[]::new));
  }

  /** Whether a column is spoken of, alone, with its input, or with a field of it. */
  private static boolean isNamed(String input, String column, Set<List<String>> named) {
    return named.stream()
        .anyMatch(
            parts ->
                parts.get(0).equals(column)
                    || (parts.size() > 1
                        && parts.get(0).equals(input)
                        && parts.get(1).equals(column)));
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  /** Lines of a joined input that could not be read: they are rejected, not passed over. */
  private Dataset<Row> brokenLines(TableContract contract, String input) {
    List<Column> selected = new ArrayList<>();
    for (ColumnContract column : contract.columns()) {
      if (!column.name().equals(ContactsTable.SOURCE)) {
        selected.add(lit(null).cast(column.type()).as(column.name()));
      }
    }
    selected.add(col(RawInput.BROKEN_LINE));
    selected.add(lit(input).as(TableDraft.INPUT));
    selected.add(struct(lit(null).cast(StringType).as("line")).as(TableDraft.AS_READ));
    return inputs
        .get(input)
        .rows()
        .where(col(RawInput.BROKEN_LINE).isNotNull())
        .select(selected.toArray(Column[]::new));
  }
}
