package io.requalify.timelines;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.unix_micros;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Entries of timelines before they are gathered, one in a row, as narrow as can be. */
final class TimelineEntries {
  static final String CONTACT = "_contact";
  static final String OCCURRED = "_occurred";
  static final String KNOWN = "_known";
  static final String TIE = "_tie";
  static final String CODE = "_code";
  static final String VALUE = "_value";

  private TimelineEntries() {}

  /** Microseconds since 1970 of a timestamp. */
  static Column micros(String timestamp) {
    return unix_micros(col(timestamp));
  }

  /**
   * One entry for each row.
   *
   * @param contact column of the contact
   * @param occurred microseconds since 1970, as is {@code known}
   * @param tie text that orders what is equal in time
   * @param code see {@link io.requalify.scoring.TimelineCode}
   */
  static Dataset<Row> of(
      Dataset<Row> rows, String contact, Column occurred, Column known, Column tie, Column code) {
    return rows.select(
        col(contact).as(CONTACT),
        occurred.as(OCCURRED),
        known.as(KNOWN),
        tie.as(TIE),
        code.as(CODE));
  }

  /**
   * One entry for each row, with a text that comes with it.
   *
   * @param value may be null
   */
  static Dataset<Row> of(
      Dataset<Row> rows,
      String contact,
      Column occurred,
      Column known,
      Column tie,
      Column code,
      Column value) {
    return rows.select(
        col(contact).as(CONTACT),
        occurred.as(OCCURRED),
        known.as(KNOWN),
        tie.as(TIE),
        code.as(CODE),
        value.as(VALUE));
  }
}
