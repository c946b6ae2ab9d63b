package io.requalify.trials;

import java.util.List;

/**
 * A channel of the trial worlds.
 *
 * @param share of the contacts
 * @param reach factor on the frequency of each rule
 * @param effect on the log odds of being accepted
 */
record TrialChannel(String name, double share, double reach, double effect) {
  static final List<TrialChannel> ALL =
      List.of(
          new TrialChannel("search", 0.25, 1.1, 0.2),
          new TrialChannel("ads", 0.25, 1.0, -0.2),
          new TrialChannel("content", 0.2, 1.2, -0.5),
          new TrialChannel("referral", 0.1, 1.0, 0.6),
          new TrialChannel("events", 0.1, 0.9, 0.1),
          new TrialChannel("outbound", 0.1, 0.8, -0.1));

  /** The channel at a place in [0, 1) of all contacts. */
  static TrialChannel at(double place) {
    double left = place;
    for (TrialChannel channel : ALL) {
      left -= channel.share;
      if (left < 0) {
        return channel;
      }
    }
    return ALL.get(ALL.size() - 1);
  }
}
