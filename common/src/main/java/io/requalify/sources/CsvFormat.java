package io.requalify.sources;

import java.util.List;

/**
 * How a CSV file is written.
 *
 * @param delimiter between two values
 * @param quote around a value that holds a delimiter, a quote or a line break
 * @param escape before a quote within quotes; the quote itself where quotes are doubled
 * @param encoding name of the character set
 * @param quotedLineBreaks true when a quoted value may go over several lines; such a file is read
 *     by one task, other files by many
 * @param nullTexts texts that stand for no value, beside the empty one without quotes
 */
record CsvFormat(
    char delimiter,
    char quote,
    char escape,
    String encoding,
    boolean quotedLineBreaks,
    List<String> nullTexts) {
  /** As RFC 4180 has it, in UTF-8. */
  static final CsvFormat STANDARD = new CsvFormat(',', '"', '"', "UTF-8", true, List.of());

  CsvFormat {
    nullTexts = List.copyOf(nullTexts);
  }
}
