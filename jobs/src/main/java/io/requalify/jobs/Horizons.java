package io.requalify.jobs;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** Days that each outcome has to come: the usual ones, but where the command line says others. */
final class Horizons {
  /** What {@code --horizon} says of itself in every command. */
  static final String DESCRIPTION =
      "Days that an outcome has to come. Default: accepted=30,opportunity=90,won=180. Others that"
          + " can be asked for: rejected, recycled, lost, churned.";

  private static final Map<String, Integer> USUAL =
      Map.of("accepted", 30, "opportunity", 90, "won", 180);

  /** Every stage that a contact or its opportunity can reach. */
  private static final List<String> KNOWN =
      List.of("accepted", "rejected", "recycled", "opportunity", "won", "lost", "churned");

  private Horizons() {}

  /**
   * The days of every outcome.
   *
   * @throws ParameterException when an outcome is not known, or has less than a day
   */
  static Map<String, Integer> of(Map<String, Integer> given, CommandLine command) {
    Map<String, Integer> days = new LinkedHashMap<>(USUAL);
    given.forEach(
        (outcome, wanted) -> {
          if (!KNOWN.contains(outcome) || wanted < 1) {
            throw new ParameterException(
                command,
                "--horizon %s=%d: the outcomes are %s, the days 1 or more"
                    .formatted(outcome, wanted, String.join(", ", KNOWN)));
          }
          days.put(outcome, wanted);
        });
    return days;
  }
}
