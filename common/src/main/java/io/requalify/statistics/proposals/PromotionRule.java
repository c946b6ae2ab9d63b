package io.requalify.statistics.proposals;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * What a candidate must show to be promoted, and what rejects it. Shares are between 0 and 1.
 *
 * @param outcome the outcome by which it is decided
 * @param leastDifference a candidate is promoted only if its conversion surely lies no further
 *     below production's than this, such as -0.01; 0 or below
 * @param leastWorstDifference the same, with the contacts without evidence taken for the worst that
 *     they can be
 * @param leastTippingShift the odds of contacts whose evidence is borrowed from another time must
 *     be off by this factor before the decision would be another; 1 or more
 * @param mostVolumeChange share by which the weekly volume may move either way
 * @param mostChannelMove by how much the part of one channel in the volume may move
 * @param mostChannelFall share of its volume that a channel may lose
 * @param leastCalibrationSlope a candidate whose points surely mean less in the later months than
 *     this part of what they had meant in the earlier ones is held; above 0, at most 1
 * @param mostCalibrationSlope the same the other way; 1 or more
 * @param weeklyCapacity how many contacts sales can work in a week; none where nobody stated it
 * @param signedOffChannels channels whose change somebody answers for, in order
 * @param plannedAccounts how many accounts there will be at the look that matters most, where the
 *     same candidates are looked at again every week; none where there is one look
 * @param halfWidth half width of the interval that a proposed exploration is to reach
 */
public record PromotionRule(
    String outcome,
    double leastDifference,
    double leastWorstDifference,
    double leastTippingShift,
    double mostVolumeChange,
    double mostChannelMove,
    double mostChannelFall,
    double leastCalibrationSlope,
    double mostCalibrationSlope,
    OptionalDouble weeklyCapacity,
    List<String> signedOffChannels,
    OptionalDouble plannedAccounts,
    double halfWidth) {

  public PromotionRule {
    requireNonNull(outcome, "outcome");
    if (!(leastDifference <= 0 && leastWorstDifference <= leastDifference)) {
      throw new IllegalArgumentException(
          "least_difference is %s and least_worst_difference %s: give numbers of 0 or below, the second not above the first"
              .formatted(leastDifference, leastWorstDifference));
    }
    if (!(leastTippingShift >= 1 && Double.isFinite(leastTippingShift))) {
      throw new IllegalArgumentException(
          "Odds cannot be off by a factor of %s; give 1 or more".formatted(leastTippingShift));
    }
    requireShare("most_volume_change", mostVolumeChange);
    requireShare("most_channel_move", mostChannelMove);
    requireShare("most_channel_fall", mostChannelFall);
    if (!(leastCalibrationSlope > 0 && leastCalibrationSlope <= 1 && mostCalibrationSlope >= 1)
        || !Double.isFinite(mostCalibrationSlope)) {
      throw new IllegalArgumentException(
          "A calibration slope from %s to %s is asked for; give a range above 0 that holds 1"
              .formatted(leastCalibrationSlope, mostCalibrationSlope));
    }
    requireAboveZero("weekly_capacity", weeklyCapacity);
    requireAboveZero("planned_accounts", plannedAccounts);
    if (!(halfWidth > 0 && halfWidth < 1)) {
      throw new IllegalArgumentException(
          "No interval has a half width of %s; give one between 0 and 1".formatted(halfWidth));
    }
    signedOffChannels = signedOffChannels.stream().distinct().sorted().toList();
  }

  private static void requireShare(String what, double share) {
    if (!(share >= 0) || !Double.isFinite(share)) {
      throw new IllegalArgumentException(
          "%s is %s; give a share of 0 or more".formatted(what, share));
    }
  }

  private static void requireAboveZero(String what, OptionalDouble number) {
    if (number.isPresent() && !(number.getAsDouble() > 0)) {
      throw new IllegalArgumentException(
          "%s is %s; give a number above 0".formatted(what, number.getAsDouble()));
    }
  }

  /** The rule that holds unless another is configured. */
  public static PromotionRule standard() {
    return new PromotionRule(
        "accepted",
        -0.01,
        -0.03,
        1.5,
        0.20,
        0.10,
        0.30,
        0.80,
        1.25,
        OptionalDouble.empty(),
        List.of(),
        OptionalDouble.empty(),
        0.02);
  }

  /** Everything that it says, as names and values; what is not stated is left out. */
  public Map<String, String> configuration() {
    Map<String, String> configuration = new TreeMap<>();
    configuration.put("outcome", outcome);
    configuration.put("least_difference", "" + leastDifference);
    configuration.put("least_worst_difference", "" + leastWorstDifference);
    configuration.put("least_tipping_shift", "" + leastTippingShift);
    configuration.put("most_volume_change", "" + mostVolumeChange);
    configuration.put("most_channel_move", "" + mostChannelMove);
    configuration.put("most_channel_fall", "" + mostChannelFall);
    configuration.put("least_calibration_slope", "" + leastCalibrationSlope);
    configuration.put("most_calibration_slope", "" + mostCalibrationSlope);
    weeklyCapacity.ifPresent(capacity -> configuration.put("weekly_capacity", "" + capacity));
    if (!signedOffChannels.isEmpty()) {
      configuration.put("signed_off_channels", String.join(", ", signedOffChannels));
    }
    plannedAccounts.ifPresent(accounts -> configuration.put("planned_accounts", "" + accounts));
    configuration.put("half_width", "" + halfWidth);
    return configuration;
  }
}
