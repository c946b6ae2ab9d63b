package io.requalify.simulation;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/**
 * One file of the world: RFC 4180, with a quote inside of quotes doubled, lines that end with a
 * line feed, and nothing for null. It gets its name only when it is whole.
 */
final class CsvFile implements AutoCloseable {
  private static final CSVFormat FORMAT =
      CSVFormat.RFC4180.builder().setRecordSeparator('\n').get();

  private final Path file;
  private final Path part;
  private final CSVPrinter printer;
  private long rows;

  CsvFile(Path folder, String name, String... columns) throws IOException {
    this.file = folder.resolve(name);
    this.part = folder.resolve(name + ".part");
    this.printer = new CSVPrinter(Files.newBufferedWriter(part, UTF_8), FORMAT);
    printer.printRecord((Object[]) columns);
  }

  /** Writes one row; null stands for a value that is not there. */
  void add(Object... values) throws IOException {
    printer.printRecord(values);
    rows++;
  }

  /** ISO 8601, UTC. */
  static String instant(long second) {
    return Instant.ofEpochSecond(second).toString();
  }

  String name() {
    return file.getFileName().toString();
  }

  /** Rows so far, without the header. */
  long rows() {
    return rows;
  }

  @Override
  public void close() throws IOException {
    printer.close();
  }

  /** Gives the closed file its name, in the place of any former one. */
  void publish() throws IOException {
    Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
