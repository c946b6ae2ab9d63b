package io.requalify.scoring;

import java.util.OptionalLong;

/**
 * How near one contact came, within a window, to what one version asks. Points are millionths,
 * instants microseconds UTC.
 *
 * <p>The scale is that of the total: by how much the total that the segment asks for could rise
 * with the contact still qualifying, everything else that is asked being as it is. A version that
 * asks for no total is moved as a whole, each of its lower bounds by the same points.
 *
 * <p>Had the version asked for so many points more, or with a negative number fewer, the contact
 * would have come to it within the window where {@link #rises} says so.
 *
 * @param scorecard place of the version in the list that the replay was made with, from 0
 * @param segment segment of the contact at its first entry in the window, else at its highest
 * @param asked total that the segment asks for, or the one lower bound that it has; empty where it
 *     has several
 * @param surplus how much more than what was asked it had at its highest, negative where it lacked
 *     so much; empty where something that has nothing to do with the total let the contact in
 * @param reachedAt first evaluation with that surplus; where that is empty, the entry
 * @param before the surplus up to which the contact had been in before the window, so that it could
 *     not come in again; empty where nothing was found of it before
 * @param enteredAt its first entry in the window; empty where it did not enter
 */
public record ScorePeak(
    int scorecard,
    String segment,
    OptionalLong asked,
    OptionalLong surplus,
    long reachedAt,
    OptionalLong before,
    OptionalLong enteredAt) {
  /** Whether the contact comes in within the window where so much more is asked. */
  public boolean rises(long more) {
    return surplus.isEmpty()
        || (surplus.getAsLong() >= more && (before.isEmpty() || before.getAsLong() < more));
  }
}
