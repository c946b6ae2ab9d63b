package io.requalify.jobs;

import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** Days that each outcome has to come: the usual ones, but where the command line says others. */
final class Horizons {
  /** What {@code --horizon} says of itself in every command. */
  static final String DESCRIPTION =
      "Days that an outcome has to come. Default: accepted=30,opportunity=90,won=180.";

  private static final Map<String, Integer> USUAL =
      Map.of("accepted", 30, "opportunity", 90, "won", 180);

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
          if (!USUAL.containsKey(outcome) || wanted < 1) {
            throw new ParameterException(
                command,
                "--horizon %s=%d: the outcomes are accepted, opportunity and won, the days 1 or more"
                    .formatted(outcome, wanted));
          }
          days.put(outcome, wanted);
        });
    return days;
  }
}
