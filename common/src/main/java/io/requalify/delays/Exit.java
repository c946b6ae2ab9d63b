package io.requalify.delays;

import java.util.List;

/**
 * Contacts of a slice to whom the same happened.
 *
 * @param worked by sales on a rule or exploration route; of others nothing else is known
 * @param newer whether they entered in the newer half of the window
 * @param mature whether they were followed to the horizon
 * @param cause place of the outcome that came first, {@link #STILL_OPEN} where none has
 * @param day on which it came, 1 being the first 24 hours; of who is still open the last whole day
 *     of the follow-up, 0 where not one is over
 * @param contacts how many
 * @param afterAnother how many of them have each outcome of the family, by place, but not first
 */
record Exit(
    boolean worked,
    boolean newer,
    boolean mature,
    int cause,
    int day,
    long contacts,
    List<Long> afterAnother) {
  static final int STILL_OPEN = -1;

  Exit {
    afterAnother = List.copyOf(afterAnother);
  }
}
