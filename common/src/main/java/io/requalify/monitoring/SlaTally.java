package io.requalify.monitoring;

import java.util.SortedMap;
import java.util.TreeMap;

/** What became of contacts between decision and disposition. */
final class SlaTally {
  private final long[] byBand = new long[TouchBands.names().size()];
  private final SortedMap<String, Long> byDisposition = new TreeMap<>();
  private final SortedMap<Long, Long> byHours = new TreeMap<>();
  private long notDue;

  /** Contacts whose horizon is not over. */
  void addNotDue(long contacts) {
    notDue += contacts;
  }

  /**
   * Contacts whose horizon is over.
   *
   * @param disposition accepted, rejected, recycled or none
   */
  void addDue(int band, String disposition, long contacts) {
    byBand[band] += contacts;
    byDisposition.merge(disposition, contacts, Long::sum);
  }

  /** Contacts whose horizon is over and of whom it is known after how many hours sales came. */
  void addHours(long hours, long contacts) {
    byHours.merge(hours, contacts, Long::sum);
  }

  long due() {
    long due = 0;
    for (long contacts : byBand) {
      due += contacts;
    }
    return due;
  }

  long notDue() {
    return notDue;
  }

  long inBand(int band) {
    return byBand[band];
  }

  long touched() {
    return due() - byBand[TouchBands.NEVER];
  }

  long with(String disposition) {
    return byDisposition.getOrDefault(disposition, 0L);
  }

  /** By whole hours, in order. */
  SortedMap<Long, Long> byHours() {
    return byHours;
  }
}
