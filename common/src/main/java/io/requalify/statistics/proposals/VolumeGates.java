package io.requalify.statistics.proposals;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/** What is asked of volumes, which are counted and not estimated. */
final class VolumeGates {
  private static final String VOLUME = "volume";
  private static final String CHANNEL_PARTS = "channel_parts";
  private static final String CHANNEL_FALLS = "channel_falls";

  /** Names of these gates. */
  static final Set<String> NAMES = Set.of(VOLUME, CHANNEL_PARTS, CHANNEL_FALLS);

  /** What may be done about a change of channels. */
  private static final String SIGN_OFF =
      "; list it in signed_off_channels of the promotion rule once somebody answers for it";

  private final PromotionRule rule;

  VolumeGates(PromotionRule rule) {
    this.rule = rule;
  }

  List<Gate> of(CandidateCase known) {
    return List.of(volume(known), channelParts(known), channelFalls(known));
  }

  private Gate volume(CandidateCase known) {
    double weekly = known.candidate() / known.weeks();
    OptionalDouble change =
        known.production() == 0
            ? OptionalDouble.empty()
            : OptionalDouble.of((double) known.candidate() / known.production() - 1);
    boolean fits =
        rule.weeklyCapacity().isPresent() && weekly <= rule.weeklyCapacity().getAsDouble();
    boolean near = change.isPresent() && Math.abs(change.getAsDouble()) <= rule.mostVolumeChange();
    String found =
        change.isPresent()
            ? String.format(
                Locale.ROOT,
                "it qualifies %.1f contacts a week, %+.1f%% against production",
                weekly,
                100 * change.getAsDouble())
            : String.format(
                Locale.ROOT, "it qualifies %.1f contacts a week, production none", weekly);
    String remedy =
        rule.weeklyCapacity().isPresent()
            ? ""
            : "; state weekly_capacity in the promotion rule if sales can work them";
    boolean passed = fits || near;
    return new Gate(VOLUME, change, volumeLimit(), passed, passed ? found : found + remedy);
  }

  private String volumeLimit() {
    String within =
        String.format(Locale.ROOT, "within %.0f%% of production's", 100 * rule.mostVolumeChange());
    return rule.weeklyCapacity().isEmpty()
        ? within
        : String.format(
            Locale.ROOT,
            "%s, or no more than the %.0f a week that sales can work",
            within,
            rule.weeklyCapacity().getAsDouble());
  }

  private Gate channelParts(CandidateCase known) {
    ToDoubleFunction<ChannelVolume> move =
        channel ->
            part(channel.candidate(), known.candidate())
                - part(channel.production(), known.production());
    double most = 0;
    String named = "no channel";
    for (ChannelVolume channel : notSignedOff(known)) {
      if (Math.abs(move.applyAsDouble(channel)) > Math.abs(most)) {
        most = move.applyAsDouble(channel);
        named = channel.channel();
      }
    }
    boolean passed = Math.abs(most) <= rule.mostChannelMove();
    String found =
        most == 0
            ? "no channel's part of the volume moves"
            : "the part of %s in the volume moves most, by %s"
                .formatted(named, Proposals.signed(most));
    return new Gate(
        CHANNEL_PARTS,
        OptionalDouble.of(most),
        String.format(Locale.ROOT, "no more than %.0f points", 100 * rule.mostChannelMove()),
        passed,
        passed ? found : found + SIGN_OFF);
  }

  private static double part(long contacts, long all) {
    return all == 0 ? 0 : (double) contacts / all;
  }

  private Gate channelFalls(CandidateCase known) {
    double most = 0;
    List<String> falling = new ArrayList<>();
    for (ChannelVolume channel : notSignedOff(known)) {
      if (channel.production() > 0) {
        double fall = 1 - (double) channel.candidate() / channel.production();
        most = Math.max(most, fall);
        if (fall > rule.mostChannelFall()) {
          falling.add(String.format(Locale.ROOT, "%s (%.0f%%)", channel.channel(), 100 * fall));
        }
      }
    }
    return new Gate(
        CHANNEL_FALLS,
        OptionalDouble.of(most),
        String.format(Locale.ROOT, "no more than %.0f%%", 100 * rule.mostChannelFall()),
        falling.isEmpty(),
        falling.isEmpty()
            ? String.format(
                Locale.ROOT, "no channel loses more than %.0f%% of its volume", 100 * most)
            : "of their volume lose: " + String.join(", ", falling) + SIGN_OFF);
  }

  private List<ChannelVolume> notSignedOff(CandidateCase known) {
    return known.channels().stream()
        .filter(channel -> !rule.signedOffChannels().contains(channel.channel()))
        .toList();
  }
}
