package io.requalify.outcomes;

import static org.apache.spark.sql.functions.date_format;
import static org.apache.spark.sql.functions.from_utc_timestamp;

import java.time.ZoneId;
import org.apache.spark.sql.Column;

/** Instants by the calendar and the clocks of a zone. */
public final class LocalCalendar {
  private LocalCalendar() {}

  /** What the clocks of the zone show at an instant, as a timestamp. */
  public static Column local(Column instant, ZoneId zone) {
    return from_utc_timestamp(instant, zone.getId());
  }

  /** The month of an instant as yyyy-MM: its cohort. */
  public static Column month(Column instant, ZoneId zone) {
    return date_format(local(instant, zone), "yyyy-MM");
  }
}
