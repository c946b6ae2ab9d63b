package io.requalify.statistics.channels;

import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * What a review of channels is measured by.
 *
 * @param benchmarks by outcome the share of contacts that is to reach it, between 0 and 1
 * @param leadToMqlDays days of 24 hours that a lead has, from its creation, to become an MQL; above
 *     0
 * @param retentionDays days of 24 hours after its win that a customer has to stay to count as kept;
 *     above 0
 * @param marginMonths months of business that the recorded margin of a win is for; none where
 *     nobody stated it, and then no payback can be told
 * @param touchHalfLife of the attribution by time decay, above 0
 */
public record ChannelSettings(
    Map<String, Double> benchmarks,
    int leadToMqlDays,
    int retentionDays,
    OptionalInt marginMonths,
    Duration touchHalfLife) {

  public ChannelSettings {
    benchmarks = Collections.unmodifiableMap(new TreeMap<>(benchmarks));
    benchmarks.forEach(
        (outcome, share) -> {
          if (!(share > 0 && share < 1)) {
            throw new IllegalArgumentException(
                "The benchmark of %s is %s; give a share between 0 and 1, such as 0.8"
                    .formatted(outcome, share));
          }
        });
    requireAboveZero("lead_to_mql_days", leadToMqlDays);
    requireAboveZero("retention_days", retentionDays);
    marginMonths.ifPresent(months -> requireAboveZero("margin_months", months));
    if (touchHalfLife.isNegative() || touchHalfLife.isZero()) {
      throw new IllegalArgumentException(
          "A half life of %s is none; give one above 0, such as P7D".formatted(touchHalfLife));
    }
  }

  private static void requireAboveZero(String what, int number) {
    if (number < 1) {
      throw new IllegalArgumentException("%s is %d; give 1 or more".formatted(what, number));
    }
  }

  /** The usual settings: sales should accept 80% of what marketing calls qualified. */
  public static ChannelSettings standard() {
    return new ChannelSettings(
        Map.of("accepted", 0.8), 90, 365, OptionalInt.empty(), Duration.ofDays(7));
  }

  /** Everything that they say, as names and values; what is not stated is left out. */
  public Map<String, String> configuration() {
    Map<String, String> configuration = new TreeMap<>();
    benchmarks.forEach((outcome, share) -> configuration.put("benchmark." + outcome, "" + share));
    configuration.put("lead_to_mql_days", "" + leadToMqlDays);
    configuration.put("retention_days", "" + retentionDays);
    marginMonths.ifPresent(months -> configuration.put("margin_months", "" + months));
    configuration.put("touch_half_life", touchHalfLife.toString());
    return configuration;
  }
}
