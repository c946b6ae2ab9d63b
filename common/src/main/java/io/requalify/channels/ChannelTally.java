package io.requalify.channels;

import io.requalify.statistics.BinomialTally;
import java.util.OptionalDouble;
import org.apache.spark.sql.Row;

/**
 * Counts of one channel and cohort for one outcome.
 *
 * @param entries times that one of them entered; a contact may enter again
 * @param contacts all of them
 * @param recorded those with the outcome on record, whenever it came
 * @param converted those of the recorded whose outcome came at the start or later
 * @param days sum of the calendar days from the start to the outcome on record
 * @param sincePrevious those with this outcome and the one before it in the funnel on record, and
 *     the sum of the calendar days between the two
 * @param mature those whose horizon is over and whose outcome would be known, and which of them
 *     converted within it
 * @param stages rows of the outcome on record, of which a contact may have several
 * @param stagesBeforeStart those of them that are dated before the start
 */
record ChannelTally(
    long entries,
    long contacts,
    long recorded,
    long converted,
    long days,
    DaySum sincePrevious,
    BinomialTally mature,
    long stages,
    long stagesBeforeStart) {
  ChannelTally {
    if (converted > recorded || recorded > contacts || mature.trials() > contacts) {
      throw new IllegalArgumentException(
          "%d contacts, %d recorded, %d converted, mature %s"
              .formatted(contacts, recorded, converted, mature));
    }
  }

  static ChannelTally of(Row row) {
    return new ChannelTally(
        row.getLong(row.fieldIndex(ChannelCounts.ENTRIES)),
        row.getLong(row.fieldIndex(ChannelCounts.CONTACTS)),
        row.getLong(row.fieldIndex(ChannelCounts.ON_RECORD)),
        row.getLong(row.fieldIndex(ChannelCounts.CONVERTED)),
        row.getLong(row.fieldIndex(ChannelCounts.DAYS)),
        new DaySum(
            row.getLong(row.fieldIndex(ChannelCounts.WITH_PREVIOUS)),
            row.getLong(row.fieldIndex(ChannelCounts.DAYS_SINCE_PREVIOUS))),
        new BinomialTally(
            row.getLong(row.fieldIndex(ChannelCounts.MATURE)),
            row.getLong(row.fieldIndex(ChannelCounts.MATURE_CONVERTED))),
        row.getLong(row.fieldIndex(ChannelCounts.STAGES)),
        row.getLong(row.fieldIndex(ChannelCounts.STAGES_BEFORE_START)));
  }

  BinomialTally onRecord() {
    return new BinomialTally(contacts, converted);
  }

  OptionalDouble meanDays() {
    return new DaySum(recorded, days).mean();
  }

  /** Calendar days of so many contacts, added up. */
  record DaySum(long contacts, long days) {
    OptionalDouble mean() {
      return contacts == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) days / contacts);
    }
  }
}
