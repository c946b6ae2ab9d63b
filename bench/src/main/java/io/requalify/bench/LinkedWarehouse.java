package io.requalify.bench;

import io.requalify.tables.Tables;
import io.requalify.tables.Warehouse;
import io.requalify.tables.source.ContactsTable;
import io.requalify.tables.source.EventsTable;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import org.apache.spark.sql.SparkSession;

/** A warehouse with the source tables of another and nothing else, which is gone when closed. */
final class LinkedWarehouse implements AutoCloseable {
  private static final List<String> SOURCES =
      List.of(ContactsTable.CONTRACT.name(), EventsTable.CONTRACT.name());

  private final Path folder;

  /** Makes the warehouse in a new folder beside the one that it links to. */
  LinkedWarehouse(Path world) throws IOException {
    folder = Files.createTempDirectory(world.toAbsolutePath().getParent(), "round-");
    for (String table : SOURCES) {
      Files.createSymbolicLink(folder.resolve(table), world.toAbsolutePath().resolve(table));
    }
  }

  Tables tables(SparkSession spark) {
    return new Tables(spark, new Warehouse(folder.toUri().toString()));
  }

  @Override
  public void close() throws IOException {
    delete(folder);
  }

  /** Deletes a folder with all that is in it; of links the links alone. */
  static void delete(Path root) throws IOException {
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path visited, IOException failure)
              throws IOException {
            if (failure != null) {
              throw failure;
            }
            Files.delete(visited);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
