package io.requalify.statistics;

/**
 * Contacts that both versions qualify and for whom both mean the same decision, so that the outcome
 * is one and the same under both: they qualify at the same instant, or are matched with the same
 * routing.
 *
 * @param contacts all of them
 * @param mature those worked on a route of the two versions whose horizon is over
 * @param converted those of the mature that converted
 */
public record SharedDecisions(long contacts, long mature, long converted) {
  /** Of nobody. */
  public static final SharedDecisions NONE = new SharedDecisions(0, 0, 0);

  public SharedDecisions {
    if (mature > contacts || converted < 0 || converted > mature) {
      throw new IllegalArgumentException(
          "%d contacts, of them %d mature, of them %d converted"
              .formatted(contacts, mature, converted));
    }
  }
}
