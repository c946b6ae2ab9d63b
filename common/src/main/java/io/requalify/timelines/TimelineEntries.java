package io.requalify.timelines;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.unix_micros;

import io.requalify.scoring.TimelineCode;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Entries of timelines before they are gathered: a contact, and a struct whose fields stand in the
 * order in which entries take effect, so that sorting the structs sorts the entries.
 */
final class TimelineEntries {
  static final String CONTACT = "_contact";
  static final String ENTRY = "_entry";
  static final String VISIBLE = "_visible";
  static final String OCCURRED = "_occurred";
  static final String CODE = "_code";
  static final String VALUE = "_value";

  /** What {@link TimelineCode#kind} keeps of a code whose bits are all set. */
  private static final int KIND_BITS = TimelineCode.kind(-1);

  private TimelineEntries() {}

  /** Microseconds since 1970 of a timestamp. */
  static Column micros(String timestamp) {
    return unix_micros(col(timestamp));
  }

  /**
   * One entry of a row, which takes effect when it both happened and was known.
   *
   * @param occurred microseconds since 1970, as is {@code known}
   * @param tie text that orders what is equal in time
   * @param code see {@link TimelineCode}
   * @param value text that comes with the entry, or null
   */
  static Column entry(Column occurred, Column known, Column tie, Column code, Column value) {
    return struct(
            greatest(occurred, known).as(VISIBLE),
            code.bitwiseAND(lit(KIND_BITS)).as("_kind"),
            known.as("_known"),
            occurred.as(OCCURRED),
            tie.as("_tie"),
            code.as(CODE),
            value.as(VALUE))
        .as(ENTRY);
  }

  /** One entry without a value. */
  static Column entry(Column occurred, Column known, Column tie, Column code) {
    return entry(occurred, known, tie, code, lit(null).cast("string"));
  }

  /** Rows of {@code contact} and {@code entry}, and nothing else. */
  static Dataset<Row> of(Dataset<Row> rows, String contact, Column entry) {
    return rows.select(col(contact).as(CONTACT), entry);
  }
}
