package io.requalify.suggestions;

import static java.util.Objects.requireNonNull;

import io.requalify.outcomes.DecisionWindow;
import java.util.OptionalDouble;

/**
 * What is asked for.
 *
 * @param window which decisions are learnt from, and which outcome
 * @param name name of the version to be proposed
 * @param pointsToDoubleOdds so many points more are to double the odds of the outcome; none for the
 *     scale at which as many decisions reach the threshold as now
 */
public record SuggestionRequest(
    DecisionWindow window, String name, OptionalDouble pointsToDoubleOdds) {
  public SuggestionRequest {
    requireNonNull(window, "window");
    requireNonNull(name, "name");
    pointsToDoubleOdds.ifPresent(
        points -> {
          if (!(points > 0) || !Double.isFinite(points)) {
            throw new IllegalArgumentException(
                "%s points cannot double the odds: it has to be above 0".formatted(points));
          }
        });
  }
}
