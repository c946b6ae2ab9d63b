package io.requalify.timelines;

import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.when;

import io.requalify.rules.AttributeCatalogue;
import org.apache.spark.sql.Column;

/** Reads the texts in which sources give the values of attributes. */
public final class AttributeValues {
  private static final String DATE_FIRST = "^\\s*[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}([T\\s]|$)";

  private AttributeValues() {}

  /**
   * The value in the type of its attribute; null for null and for a text that does not fit.
   *
   * <p>Numbers are finite. Instants begin with a date, because Spark reads a time of day alone as
   * one of today; without an offset they are in the zone of the session, which is UTC.
   */
  public static Column typed(Column text, AttributeCatalogue.Type type) {
    return switch (type) {
      case TEXT -> text;
      case NUMBER -> finite(text.try_cast("double"));
      case BOOLEAN -> text.try_cast("boolean");
      case INSTANT -> when(text.rlike(DATE_FIRST), text.try_cast("timestamp"));
    };
  }

  private static Column finite(Column number) {
    // Spark holds NaN to be greater than every number, so this refuses it too.
    return when(abs(number).leq(Double.MAX_VALUE), number);
  }
}
