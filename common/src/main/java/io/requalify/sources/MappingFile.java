package io.requalify.sources;

import io.requalify.documents.DocumentSchema;
import io.requalify.documents.Fault;
import io.requalify.documents.NearestNames;
import io.requalify.documents.SourceText;
import io.requalify.documents.YamlFile;
import io.requalify.documents.YamlMap;
import io.requalify.sources.Mapping.Input;
import io.requalify.sources.Mapping.Join;
import io.requalify.sources.Mapping.Piece;
import io.requalify.tables.ContractViolationException;
import io.requalify.tables.Contracts;
import io.requalify.tables.TableContract;
import io.requalify.tables.TableContract.ColumnContract;
import io.requalify.tables.source.ContactsTable;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** Reads a mapping: YAML by the schema {@code mapping.schema.json}, then by meaning. */
final class MappingFile {
  private static final String SOURCE = ContactsTable.SOURCE;

  private final YamlMap root;
  private final List<Fault> faults;
  private final Map<String, TableContract> contracts =
      Contracts.filledByExports().stream()
          .collect(
              Collectors.toMap(
                  TableContract::name,
                  contract -> contract,
                  (one, other) -> one,
                  LinkedHashMap::new));

  private MappingFile(YamlMap root, List<Fault> faults) {
    this.root = root;
    this.faults = faults;
  }

  /**
   * Reads a file; needs no Spark session.
   *
   * @throws ContractViolationException with every fault, each with its line and column
   */
  static Mapping read(Path file) {
    List<Fault> faults = new ArrayList<>();
    Optional<YamlMap> root = YamlFile.read(file, faults);
    root.ifPresent(DocumentSchema.of(MappingFile.class, "mapping.schema.json")::check);
    Optional<Mapping> mapping = root.map(map -> new MappingFile(map, faults).mapping());
    if (!faults.isEmpty()) {
      throw Ingest.refusal(faults);
    }
    return mapping.orElseThrow();
  }

  private Mapping mapping() {
    ZoneId zone = zone();
    Map<String, Input> inputs = new LinkedHashMap<>();
    root.map("inputs")
        .ifPresent(
            named ->
                named
                    .values()
                    .keySet()
                    .forEach(
                        name ->
                            named
                                .map(name)
                                .flatMap(input -> input(name, input))
                                .ifPresent(input -> inputs.put(name, input))));
    List<Piece> pieces = new ArrayList<>();
    root.map("tables")
        .ifPresent(
            tables ->
                tables
                    .values()
                    .keySet()
                    .forEach(name -> pieces.addAll(pieces(tables, name, inputs.keySet(), zone))));
    refuseUnused(inputs.keySet(), pieces);
    return new Mapping(root.text(SOURCE).orElse(""), inputs, pieces);
  }

  private ZoneId zone() {
    try {
      return root.text("timezone").map(ZoneId::of).orElse(ZoneOffset.UTC);
    } catch (DateTimeException e) {
      root.fault(
          "timezone",
          "'%s' is no time zone".formatted(root.text("timezone").orElseThrow()),
          "write a name of the time zone database, such as Europe/Berlin or UTC");
      return ZoneOffset.UTC;
    }
  }

  private Optional<Input> input(String name, YamlMap input) {
    boolean parquet = input.text("format").filter("parquet"::equals).isPresent();
    if (parquet && input.has("csv")) {
      input.faultAtKey("csv", "'csv' says nothing of a Parquet file", "leave it out");
    }
    return input
        .textNode("files")
        .map(
            files ->
                new Input(
                    name,
                    files.getValue(),
                    parquet,
                    input.map("csv").map(this::csv).orElse(CsvFormat.STANDARD),
                    root.file().source(files)));
  }

  private CsvFormat csv(YamlMap csv) {
    CsvFormat standard = CsvFormat.STANDARD;
    String encoding = csv.text("encoding").orElse(standard.encoding());
    try {
      Charset.forName(encoding);
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      csv.fault(
          "encoding",
          "'%s' is no character set".formatted(encoding),
          "write one such as UTF-8 or ISO-8859-1");
    }
    return new CsvFormat(
        character(csv, "delimiter", standard.delimiter()),
        character(csv, "quote", standard.quote()),
        character(csv, "escape", standard.escape()),
        encoding,
        !csv.has("quoted_line_breaks") || csv.isTrue("quoted_line_breaks"),
        csv.list("null_texts").stream()
            .flatMap(node -> YamlMap.textOf(node).stream())
            .map(ScalarNode::getValue)
            .toList());
  }

  private static char character(YamlMap csv, String key, char standard) {
    return csv.text(key)
        .filter(text -> text.length() == 1)
        .map(text -> text.charAt(0))
        .orElse(standard);
  }

  private List<Piece> pieces(YamlMap tables, String name, Set<String> inputs, ZoneId zone) {
    TableContract contract = contracts.get(name);
    if (contract == null) {
      tables.faultAtKey(
          name,
          "no source table is called '%s'".formatted(name),
          NearestNames.remedy(name, contracts.keySet()));
      return List.of();
    }
    return tables.maps(name).stream()
        .flatMap(piece -> piece(contract, piece, inputs, zone).stream())
        .toList();
  }

  private Optional<Piece> piece(
      TableContract contract, YamlMap piece, Set<String> inputs, ZoneId zone) {
    requireInput(piece, "from", inputs);
    List<Join> joins = new ArrayList<>();
    for (YamlMap join : piece.maps("join")) {
      requireInput(join, "input", inputs);
      boolean inner = join.text("kind").filter("inner"::equals).isPresent();
      expression(join, "on", zone)
          .ifPresent(on -> joins.add(new Join(join.text("input").orElse(""), inner, on)));
    }
    requireDifferentInputs(piece);
    Map<String, MappingExpression> columns = new LinkedHashMap<>();
    piece.map("columns").ifPresent(map -> columns(contract, map, zone, columns));
    Optional<ScalarNode> from = piece.textNode("from");
    return from.map(
        node ->
            new Piece(
                contract,
                node.getValue(),
                joins,
                expression(piece, "where", zone),
                columns,
                root.file().source(node)));
  }

  private void requireInput(YamlMap map, String key, Set<String> inputs) {
    Optional<String> name = map.text(key);
    if (name.isPresent() && !inputs.contains(name.get()) && !inputs.isEmpty()) {
      map.fault(
          key,
          "no input is called '%s'".formatted(name.get()),
          NearestNames.remedy(name.get(), inputs));
    }
  }

  private static void requireDifferentInputs(YamlMap piece) {
    List<String> names = new ArrayList<>(piece.text("from").stream().toList());
    for (YamlMap join : piece.maps("join")) {
      String name = join.text("input").orElse("");
      if (names.contains(name)) {
        join.fault(
            "input",
            "input '%s' is read twice here".formatted(name),
            "declare the same files under a second name");
      }
      names.add(name);
    }
  }

  private void columns(
      TableContract contract,
      YamlMap columns,
      ZoneId zone,
      Map<String, MappingExpression> expressions) {
    List<String> known =
        contract.columns().stream()
            .map(ColumnContract::name)
            .filter(name -> !name.equals(SOURCE))
            .toList();
    for (String name : columns.values().keySet()) {
      if (name.equals(SOURCE)) {
        columns.faultAtKey(
            name, "'source' is given once for the whole mapping", "leave it out here");
      } else if (!known.contains(name)) {
        columns.faultAtKey(
            name,
            "table %s has no column '%s'".formatted(contract.name(), name),
            NearestNames.remedy(name, known));
      } else {
        expression(columns, name, zone).ifPresent(value -> expressions.put(name, value));
      }
    }
    for (ColumnContract column : contract.columns()) {
      boolean given = columns.has(column.name()) || column.name().equals(SOURCE);
      if (!column.nullable() && !given) {
        columns.fault(
            "column '%s' of %s is missing: %s"
                .formatted(column.name(), contract.name(), column.comment()),
            "add '%s:' with an expression".formatted(column.name()));
      }
    }
  }

  private Optional<MappingExpression> expression(YamlMap map, String key, ZoneId zone) {
    Optional<Node> node = map.value(key);
    if (node.isEmpty() || !(node.get() instanceof ScalarNode scalar)) {
      return Optional.empty();
    }
    // A plain true, 5 or null of YAML is an expression, too.
    String text = scalar.getTag().equals(Tag.NULL) ? "NULL" : scalar.getValue();
    SourceText place = root.file().source(scalar);
    return MappingExpression.parse(text, place, zone, faults);
  }

  private void refuseUnused(Set<String> inputs, List<Piece> pieces) {
    Set<String> used =
        pieces.stream().flatMap(piece -> piece.inputs().stream()).collect(Collectors.toSet());
    for (String name : inputs) {
      if (!used.contains(name) && faults.isEmpty()) {
        root.map("inputs")
            .orElseThrow()
            .faultAtKey(name, "input '%s' is used by no table".formatted(name), "leave it out");
      }
    }
  }
}
