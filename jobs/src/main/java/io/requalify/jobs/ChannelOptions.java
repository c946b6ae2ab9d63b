package io.requalify.jobs;

import io.requalify.statistics.channels.ChannelSettings;
import io.requalify.tables.result.ChannelQualityTable;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.TreeSet;
import picocli.CommandLine.Option;

/** What channels are measured by; part of what a review is asked. */
final class ChannelOptions {
  @Option(
      names = "--benchmark",
      split = ",",
      paramLabel = "<outcome>=<share>",
      description =
          "Share of the MQLs that is to reach an outcome; mql is the share of leads that is to"
              + " become MQLs. Default: accepted=0.8.")
  private Map<String, Double> benchmarks = Map.of();

  @Option(
      names = "--lead-to-mql-days",
      defaultValue = "90",
      paramLabel = "<days>",
      description = "Days that a lead has to become an MQL. Default: ${DEFAULT-VALUE}.")
  private int leadToMqlDays;

  @Option(
      names = "--retention-days",
      defaultValue = "365",
      paramLabel = "<days>",
      description =
          "Days after its win that a customer has to stay to count as kept. Default:"
              + " ${DEFAULT-VALUE}.")
  private int retentionDays;

  @Option(
      names = "--margin-months",
      paramLabel = "<months>",
      description =
          "Months of business that the recorded margin of a win is for, such as 12. Without it no"
              + " payback is told.")
  private Integer marginMonths;

  @Option(
      names = "--touch-half-life",
      defaultValue = "P7D",
      paramLabel = "<duration>",
      description =
          "A touch so much earlier weighs half in the attribution by time decay. Default:"
              + " ${DEFAULT-VALUE}.")
  private Duration touchHalfLife;

  /**
   * The settings that these options name.
   *
   * @param horizonDays outcomes of the review
   * @throws IllegalArgumentException when an option makes no sense, in the words of the user
   */
  ChannelSettings settings(Map<String, Integer> horizonDays) {
    TreeSet<String> outcomes = new TreeSet<>(horizonDays.keySet());
    outcomes.add(ChannelQualityTable.MQL_OUTCOME);
    Map<String, Double> wanted = new TreeMap<>(ChannelSettings.standard().benchmarks());
    benchmarks.forEach(
        (outcome, share) -> {
          if (!outcomes.contains(outcome)) {
            throw new IllegalArgumentException(
                "--benchmark %s=%s: the review asks for %s".formatted(outcome, share, outcomes));
          }
          wanted.put(outcome, share);
        });
    return new ChannelSettings(
        wanted,
        leadToMqlDays,
        retentionDays,
        marginMonths == null ? OptionalInt.empty() : OptionalInt.of(marginMonths),
        touchHalfLife);
  }
}
