package io.requalify.sources;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.date_format;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.to_utc_timestamp;
import static org.apache.spark.sql.functions.try_to_timestamp;
import static org.apache.spark.sql.functions.when;

import java.time.ZoneId;
import java.util.Optional;
import org.apache.spark.sql.Column;

/**
 * The expression {@code wall_clock(text)} or {@code wall_clock(text, 'pattern')} of mappings: what
 * a clock on the wall showed, in the zone of the mapping, as an instant in ISO 8601 with its zone.
 * A text that shows no such time is left as it is, so that it is refused, with the row, where the
 * column wants an instant: nothing turns into null unsaid.
 *
 * <p>A date alone is the start of that day. Where clocks went forward, times that no clock showed
 * are moved on by as much as the clocks were; where they went back, the earlier of the two instants
 * is meant. So midnight in the night of a change stays in its day.
 */
final class WallClock {
  /** Name of the function in expressions. */
  static final String NAME = "wall_clock";

  private static final String LOCAL =
      "^\\d{4}-\\d{2}-\\d{2}([T ]\\d{2}:\\d{2}(:\\d{2}(\\.\\d{1,9})?)?)?$";
  private static final String INSTANT = "yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'";

  private WallClock() {}

  /** The expression in built-in functions; the session's zone has to be UTC. */
  static Column instant(Column value, Optional<String> pattern, ZoneId zone) {
    Column text = value.cast("string");
    Column shown =
        pattern
            .map(form -> try_to_timestamp(text, lit(form)))
            .orElseGet(() -> when(text.rlike(LOCAL), try_to_timestamp(text)));
    return coalesce(date_format(to_utc_timestamp(shown, zone.getId()), INSTANT), text);
  }
}
