package io.requalify.sources;

import io.requalify.documents.Fault;
import io.requalify.tables.ContractViolationException;
import io.requalify.tables.Contracts;
import io.requalify.tables.Slice;
import io.requalify.tables.TableContract;
import io.requalify.tables.Tables;
import io.requalify.tables.source.ContactsTable;
import io.requalify.tables.source.RejectedRowsTable;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.SparkThrowable;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings an export into the source tables. An ingest owns all rows of its source, in every table,
 * and puts those of the export in their place. All tables are read and checked before the first is
 * written; each is then replaced in one commit, so an ingest that was killed is made good by
 * running it again.
 */
public final class Ingest {
  private static final Logger LOG = LoggerFactory.getLogger(Ingest.class);

  /** SQLSTATE class of errors that a value causes, such as a cast of a text that is no number. */
  private static final String DATA_EXCEPTION = "22";

  private final Tables tables;

  public Ingest(Tables tables) {
    this.tables = tables;
  }

  /**
   * Brings in an export.
   *
   * @throws ContractViolationException with every fault of the mapping, or when the files do not
   *     fit it or the contracts, or when too many rows break a contract; nothing was written
   */
  public IngestReceipt run(IngestRequest request) {
    Optional<Mapping> mapping = request.mapping().map(MappingFile::read);
    tables.requireWritable();
    InputFiles files = new InputFiles(tables.spark(), request.folder());
    if (mapping.isPresent()) {
      MappingPlan plan = MappingPlan.of(mapping.get(), files);
      return run(mapping.get().source(), plan.drafts(), plan.unread(), request.mostRejected());
    }
    CanonicalLayout layout = CanonicalLayout.of(files);
    return run(layout.source(), layout.drafts(), layout.unread(), request.mostRejected());
  }

  private IngestReceipt run(
      String source, List<TableDraft> drafts, List<String> unread, double mostRejected) {
    LOG.info("Ingest of source {}: {} tables", source, drafts.size());
    Slice slice = Slice.of(ContactsTable.SOURCE, source);
    requireNothingForgotten(source, slice, drafts);
    StagedTable[] places = new StagedTable[drafts.size()];
    try {
      SideBySide.run(
          IntStream.range(0, places.length)
              .<Runnable>mapToObj(i -> () -> places[i] = stage(drafts.get(i), source))
              .toList());
      List<StagedTable> staged = List.of(places);
      Rejections.requireFew(staged, mostRejected);
      SideBySide.run(
          Stream.concat(
                  staged.stream().<Runnable>map(table -> () -> write(table, slice)),
                  Stream.of(() -> writeRejected(staged, source, slice)))
              .toList());
      List<TableReceipt> receipts = staged.stream().map(StagedTable::receipt).toList();
      LOG.info("Ingest of source {} done: {}", source, receipts);
      return new IngestReceipt(source, receipts, unread);
    } finally {
      Stream.of(places).filter(Objects::nonNull).forEach(StagedTable::close);
    }
  }

  private void write(StagedTable table, Slice slice) {
    tables.replace(table.contract(), table.accepted(), slice);
  }

  private void writeRejected(List<StagedTable> staged, String source, Slice slice) {
    tables.replace(RejectedRowsTable.CONTRACT, rejected(staged, source), slice);
  }

  private static StagedTable stage(TableDraft draft, String source) {
    try {
      return StagedTable.of(draft, source);
    } catch (Exception e) {
      // Spark's own exceptions are checked ones that no method declares.
      throw explained(e, draft);
    }
  }

  /** An expression of a mapping may fail on a value; the message of Spark names both. */
  private static RuntimeException explained(Exception failure, TableDraft draft) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SparkThrowable spark
          && spark.getSqlState() != null
          && spark.getSqlState().startsWith(DATA_EXCEPTION)) {
        return new ContractViolationException(
            "Nothing was written. An expression for %s fails on a row: %s%nLeave the value as text, so that the row is rejected with a reason, or say in the expression what becomes of such a value (try_cast, NULLIF, CASE)."
                .formatted(draft.contract().name(), cause.getMessage()),
            failure);
      }
    }
    return failure instanceof RuntimeException unchecked
        ? unchecked
        : new IllegalStateException(
            "Rows for %s cannot be read".formatted(draft.contract().name()), failure);
  }

  private Dataset<Row> rejected(List<StagedTable> staged, String source) {
    // Most tables have none, and their empty plans would only be planned for nothing.
    return staged.stream()
        .filter(table -> table.receipt().rejected() > 0)
        .map(table -> Rejections.rows(table, source))
        .reduce(Dataset::unionByName)
        .orElseGet(
            () -> tables.spark().createDataFrame(List.of(), RejectedRowsTable.CONTRACT.schema()));
  }

  /**
   * A table that an earlier ingest of the source filled, and that this one does not, would keep
   * rows that no export stands for any more.
   */
  private void requireNothingForgotten(String source, Slice slice, List<TableDraft> drafts) {
    Set<String> filled =
        drafts.stream().map(draft -> draft.contract().name()).collect(Collectors.toSet());
    List<String> forgotten =
        Contracts.filledByExports().stream()
            .filter(contract -> !filled.contains(contract.name()))
            .filter(contract -> !tables.read(contract, slice).isEmpty())
            .map(TableContract::name)
            .toList();
    if (!forgotten.isEmpty()) {
      throw new ContractViolationException(
          "The warehouse holds rows of source '%s' in %s, but this export has nothing for it. Add the missing files; a file with a header alone empties its table."
              .formatted(source, String.join(", ", forgotten)));
    }
  }

  /** Refuses an input for these faults, all at once. */
  static ContractViolationException refusal(List<Fault> faults) {
    return new ContractViolationException(
        faults.stream()
            .sorted()
            .distinct()
            .map(Fault::toString)
            .collect(Collectors.joining(System.lineSeparator())));
  }
}
