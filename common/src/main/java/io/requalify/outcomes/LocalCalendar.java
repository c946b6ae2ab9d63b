package io.requalify.outcomes;

import static org.apache.spark.sql.functions.date_format;
import static org.apache.spark.sql.functions.date_trunc;
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

  /** The week of an instant, by its Monday as yyyy-MM-dd. */
  public static Column week(Column instant, ZoneId zone) {
    return date_format(date_trunc("week", local(instant, zone)), "yyyy-MM-dd");
  }

  /** The quarter of an instant, such as 2026-Q1. */
  public static Column quarter(Column instant, ZoneId zone) {
    return date_format(local(instant, zone), "yyyy-'Q'q");
  }
}
