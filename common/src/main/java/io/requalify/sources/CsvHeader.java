package io.requalify.sources;

import com.univocity.parsers.csv.CsvParser;
import com.univocity.parsers.csv.CsvParserSettings;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.compress.CompressionCodec;
import org.apache.hadoop.io.compress.CompressionCodecFactory;

/** The first line of a CSV file, read by the parser that Spark reads the others with. */
final class CsvHeader {
  private CsvHeader() {}

  /** Names as they stand, without a byte order mark; none for an empty file. */
  static List<String> read(Path file, CsvFormat format, Configuration configuration)
      throws IOException {
    CsvParserSettings settings = new CsvParserSettings();
    settings.getFormat().setDelimiter(format.delimiter());
    settings.getFormat().setQuote(format.quote());
    settings.getFormat().setQuoteEscape(format.escape());
    settings.getFormat().setComment('\0');
    settings.setMaxCharsPerColumn(-1);
    settings.setIgnoreLeadingWhitespaces(false);
    settings.setIgnoreTrailingWhitespaces(false);
    CsvParser parser = new CsvParser(settings);
    FileSystem files = file.getFileSystem(configuration);
    try (InputStream stream = opened(files, file, configuration)) {
      parser.beginParsing(stream, format.encoding());
      String[] names = parser.parseNext();
      parser.stopParsing();
      return names == null ? List.of() : named(names);
    }
  }

  private static InputStream opened(FileSystem files, Path file, Configuration configuration)
      throws IOException {
    CompressionCodec codec = new CompressionCodecFactory(configuration).getCodec(file);
    return codec == null ? files.open(file) : codec.createInputStream(files.open(file));
  }

  private static List<String> named(String[] names) {
    List<String> named = new ArrayList<>();
    for (String name : names) {
      named.add(name == null ? "" : name);
    }
    return named;
  }

  /**
   * Names that differ: one that stands again gets _2, then _3, whatever its case, because Spark
   * tells no case apart; one that is empty gets its place, such as column_4.
   */
  static List<String> distinct(List<String> names) {
    Set<String> taken = new HashSet<>();
    List<String> distinct = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      String plain = names.get(i).isEmpty() ? "column_" + (i + 1) : names.get(i);
      String name = plain;
      for (int again = 2; !taken.add(name.toLowerCase(Locale.ROOT)); again++) {
        name = plain + "_" + again;
      }
      distinct.add(name);
    }
    return distinct;
  }
}
