package io.requalify.calibration;

import java.util.List;
import org.apache.spark.sql.Row;

/** What is known to have come of one contact under each version, by the places of both. */
final class ContactOutcomes {
  /** In the place of a version: the first one under which it is known. */
  static final int ANY_VERSION = -1;

  private final Boolean[][] came;
  private final long[][] hundredths;

  private ContactOutcomes(int versions, int outcomes) {
    // Behind the versions what is known under any.
    came = new Boolean[versions + 1][outcomes];
    hundredths = new long[versions + 1][outcomes];
  }

  /** Of a row with {@link KnownOutcomes#KNOWN}, which is null where nothing is known. */
  static ContactOutcomes of(Row row, int versions, int outcomes) {
    ContactOutcomes known = new ContactOutcomes(versions, outcomes);
    int place = row.fieldIndex(KnownOutcomes.KNOWN);
    List<Row> all = row.isNullAt(place) ? List.of() : row.getList(place);
    for (Row each : all) {
      known.add(each.getInt(0), each.getInt(1), each.getBoolean(2), each.getLong(3));
      if (known.came[versions][each.getInt(1)] == null) {
        known.add(versions, each.getInt(1), each.getBoolean(2), each.getLong(3));
      }
    }
    return known;
  }

  private void add(int version, int outcome, boolean hasCome, long money) {
    came[version][outcome] = hasCome;
    hundredths[version][outcome] = money;
  }

  boolean isKnown(int version, int outcome) {
    return came[row(version)][outcome] != null;
  }

  /** Whether it came; only where that is known. */
  boolean came(int version, int outcome) {
    return came[row(version)][outcome];
  }

  /** Money of the outcome in hundredths of its currency; 0 where it did not come. */
  long hundredths(int version, int outcome) {
    return hundredths[row(version)][outcome];
  }

  private int row(int version) {
    return version == ANY_VERSION ? came.length - 1 : version;
  }
}
