package io.requalify.statistics;

import java.util.OptionalDouble;

/**
 * Contacts of one quadrant, and how far what happened to them is known.
 *
 * @param contacts all of them
 * @param worked those that sales worked on a rule or exploration route, or by hand where people
 *     qualified them
 * @param explored those of the worked that were drawn at random
 * @param mature those of the worked whose horizon is over
 * @param converted those of the mature that converted within the horizon
 */
public record Followed(long contacts, long worked, long explored, long mature, long converted) {
  /** Of nobody. */
  public static final Followed NOBODY = new Followed(0, 0, 0, 0, 0);

  public Followed {
    if (worked > contacts
        || explored < 0
        || explored > worked
        || mature > worked
        || converted < 0
        || converted > mature) {
      throw new IllegalArgumentException(
          "%d contacts, of them %d worked (%d explored), of them %d mature, of them %d converted"
              .formatted(contacts, worked, explored, mature, converted));
    }
  }

  /** Contacts of whom nobody knows what being worked would have brought, or not yet. */
  public long unknown() {
    return contacts - mature;
  }

  /** Conversion of what was worked and is mature, and of nothing else; none where nothing was. */
  public OptionalDouble observedRate() {
    return mature == 0 ? OptionalDouble.empty() : OptionalDouble.of(outcomes().rate());
  }

  /** The mature and the converted. */
  public BinomialTally outcomes() {
    return new BinomialTally(mature, converted);
  }
}
