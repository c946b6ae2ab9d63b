package io.requalify.sources;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.nullif;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.types.DataTypes.StringType;

import io.requalify.tables.ContractViolationException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/** The files of one export: a folder that Hadoop can open. */
final class InputFiles {
  /** A text that no file holds. */
  private static final String NO_TEXT = "\u0000";

  private final SparkSession spark;
  private final Configuration configuration;
  private final Path folder;

  /**
   * Files of a folder.
   *
   * @throws ContractViolationException when there is no such folder
   */
  InputFiles(SparkSession spark, String folder) {
    this.spark = spark;
    this.configuration = spark.sessionState().newHadoopConf();
    try {
      this.folder = new Path(folder);
      if (!files().getFileStatus(this.folder).isDirectory()) {
        throw new ContractViolationException(
            "The input %s is a file: give the folder that it lies in".formatted(folder));
      }
    } catch (IOException | IllegalArgumentException e) {
      throw new ContractViolationException(
          "The input %s cannot be opened: %s. Give --input the folder of the export."
              .formatted(folder, e.getMessage()),
          e);
    }
  }

  /** Path of the folder, as it was given. */
  String folder() {
    return folder.toString();
  }

  /** Names of all that lies in the folder, sorted, without what is hidden. */
  List<String> names() {
    return names(matching(new Path(folder, "*")));
  }

  /** Paths of the files of a pattern, sorted; a folder stands for the files in it. */
  List<Path> matching(String pattern) {
    List<Path> files = new ArrayList<>();
    for (FileStatus found : matching(new Path(folder, pattern))) {
      if (found.isDirectory()) {
        for (FileStatus part : matching(new Path(found.getPath(), "*"))) {
          files.add(part.getPath());
        }
      } else {
        files.add(found.getPath());
      }
    }
    return files;
  }

  /**
   * Columns of CSV files, which have to be the same in each.
   *
   * @throws ContractViolationException when a file is empty, unreadable or has another header
   */
  List<String> header(List<Path> files, CsvFormat format) {
    List<String> first = List.of();
    for (Path file : files) {
      List<String> header = header(file, format);
      if (header.isEmpty()) {
        throw new ContractViolationException(
            "%s is empty: its first line has to name the columns".formatted(file));
      }
      if (first.isEmpty()) {
        first = header;
      } else if (!header.equals(first)) {
        throw new ContractViolationException(
            "%s has the columns %s, but %s has %s: files of one input have the same columns in the same order"
                .formatted(file, header, files.get(0), first));
      }
    }
    return first;
  }

  private List<String> header(Path file, CsvFormat format) {
    try {
      return CsvHeader.read(file, format, configuration);
    } catch (IOException | RuntimeException e) {
      throw new ContractViolationException(
          "%s cannot be read as CSV: %s".formatted(file, e.getMessage()), e);
    }
  }

  /** Reads CSV files whose columns have these names; every value is a text. */
  RawInput csv(String name, List<Path> files, List<String> columns, CsvFormat format) {
    StructType schema = new StructType();
    for (String column : columns) {
      schema = schema.add(column, StringType);
    }
    Dataset<Row> rows =
        spark
            .read()
            .schema(schema.add(RawInput.BROKEN_LINE, StringType))
            .option("header", true)
            .option("mode", "PERMISSIVE")
            .option("columnNameOfCorruptRecord", RawInput.BROKEN_LINE)
            // A line with too few or too many values is only seen when all of it is parsed.
            .option("columnPruning", false)
            .option("multiLine", format.quotedLineBreaks())
            .option("sep", String.valueOf(format.delimiter()))
            .option("quote", String.valueOf(format.quote()))
            .option("escape", String.valueOf(format.escape()))
            .option("encoding", format.encoding())
            // Spark takes what equals this text for null, "" in quotes included where it is empty.
            .option("nullValue", NO_TEXT)
            .csv(files.stream().map(Path::toString).toArray(String[]::new));
    List<Column> selected = new ArrayList<>();
    for (String column : columns) {
      Column value = col(quoted(column));
      selected.add(
          format.nullTexts().isEmpty()
              ? value
              : when(value.isin(format.nullTexts().toArray()), lit(null))
                  .otherwise(value)
                  .as(column));
    }
    // Spark refuses a query of the broken lines alone, so they never come without the first column,
    // which adds nothing to them.
    Column first = col(quoted(columns.get(0)));
    selected.add(
        coalesce(col(RawInput.BROKEN_LINE), nullif(first, first)).as(RawInput.BROKEN_LINE));
    return new RawInput(name, rows.select(selected.toArray(Column[]::new)), columns);
  }

  /**
   * Reads Parquet files.
   *
   * @throws ContractViolationException when they are no Parquet files that Spark can read
   */
  RawInput parquet(String name, List<Path> files) {
    try {
      Dataset<Row> rows =
          spark.read().parquet(files.stream().map(Path::toString).toArray(String[]::new));
      return new RawInput(
          name,
          rows.withColumn(RawInput.BROKEN_LINE, lit(null).cast(StringType)),
          List.of(rows.columns()));
    } catch (RuntimeException e) {
      throw unreadable(name, e);
    } catch (Exception e) {
      if (e instanceof AnalysisException) {
        throw unreadable(name, e);
      }
      throw new IllegalStateException(e);
    }
  }

  private static ContractViolationException unreadable(String name, Exception cause) {
    return new ContractViolationException(
        "%s cannot be read as Parquet: %s".formatted(name, cause.getMessage()), cause);
  }

  /** A column name as SQL reads it, whatever is in it. */
  static String quoted(String column) {
    return "`" + column.replace("`", "``") + "`";
  }

  private List<FileStatus> matching(Path pattern) {
    try {
      FileStatus[] found = files().globStatus(pattern);
      return found == null
          ? List.of()
          : Arrays.stream(found).filter(status -> !isHidden(status)).sorted().toList();
    } catch (IOException e) {
      throw new ContractViolationException(
          "%s cannot be listed: %s".formatted(pattern, e.getMessage()), e);
    }
  }

  /** What Spark and Hadoop leave beside the data, such as _SUCCESS. */
  private static boolean isHidden(FileStatus status) {
    String name = status.getPath().getName();
    return name.startsWith("_") || name.startsWith(".");
  }

  private static List<String> names(List<FileStatus> found) {
    return found.stream().map(status -> status.getPath().getName()).toList();
  }

  private FileSystem files() throws IOException {
    return folder.getFileSystem(configuration);
  }
}
