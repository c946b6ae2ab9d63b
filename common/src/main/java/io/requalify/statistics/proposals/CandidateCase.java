package io.requalify.statistics.proposals;

import static java.util.Objects.requireNonNull;

import io.requalify.statistics.Answer;
import io.requalify.statistics.Interval;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * All that is known of a candidate when it is decided on. Differences are candidate minus
 * production.
 *
 * @param difference in conversion; empty where no estimate is given
 * @param simultaneous bounds of the difference, of which all candidates' lower ones hold together,
 *     and all upper ones; empty where no estimate is given
 * @param sequence bounds of the difference that hold at every weekly look; empty where none are
 *     planned, or no estimate is given
 * @param yieldPerWeek simultaneous bounds of the difference in conversions per week, contacts
 *     without evidence taken for none and for all; empty where no estimate is given
 * @param worst between what the difference lies, contacts without evidence included; empty where
 *     nothing is known at all
 * @param mistrust why the difference is not to be trusted; empty where every gate of trust was
 *     passed
 * @param tippingShift smallest factor on the odds at which the claim would fall; empty where none
 *     within the limit that was looked at does
 * @param laterDifference the difference of the later half of the cohorts alone; empty where it
 *     cannot be said
 * @param calibrationSlope whether its points go on meaning what they meant; refused where that
 *     cannot be said
 * @param channels volumes by channel
 * @param weeks length of the window in weeks, above 0
 */
public record CandidateCase(
    OptionalDouble difference,
    Optional<Interval> simultaneous,
    Optional<Interval> sequence,
    Optional<Interval> yieldPerWeek,
    Optional<Interval> worst,
    String mistrust,
    OptionalDouble tippingShift,
    OptionalDouble laterDifference,
    Answer<KnownSlope> calibrationSlope,
    List<ChannelVolume> channels,
    double weeks) {
  public CandidateCase {
    requireNonNull(mistrust, "mistrust");
    requireNonNull(calibrationSlope, "calibrationSlope");
    channels = List.copyOf(channels);
    if (!(weeks > 0)) {
      throw new IllegalArgumentException("A window of %s weeks".formatted(weeks));
    }
  }

  /** Contacts that production qualifies. */
  long production() {
    return channels.stream().mapToLong(ChannelVolume::production).sum();
  }

  /** Contacts that the candidate qualifies. */
  long candidate() {
    return channels.stream().mapToLong(ChannelVolume::candidate).sum();
  }
}
