package io.requalify.suggestions;

import io.requalify.rules.Points;
import io.requalify.rules.RepointedVersion;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A version with refitted points, and all that is to be known before it is believed.
 *
 * @param asked what was asked for
 * @param proposal the version
 * @param lines one for each rule in the order of the version, the booster last if there is one
 * @param pointsToDoubleOdds so many points more double the odds of the outcome
 * @param reachedNow share of the decisions, by weight, at which the threshold of the version was
 *     reached
 * @param reachedThen the same under the proposal
 */
public record Suggestion(
    SuggestionRequest asked,
    RepointedVersion proposal,
    Evidence evidence,
    List<Line> lines,
    double pointsToDoubleOdds,
    double reachedNow,
    double reachedThen,
    Losses losses) {
  /**
   * What becomes of one rule.
   *
   * @param now points that it has; none where it gives no number of its own
   * @param proposed points that it is to have; none like {@code now}
   * @param fitted points before they are rounded; none where they are not refitted
   * @param standardError of the fitted points; none where chance cannot be told
   * @param with decisions at which it contributed something
   * @param converted those of them whose outcome came
   * @param note why the points are as they are, in words; empty where the fit speaks for itself
   */
  public record Line(
      String rule,
      Optional<Points> now,
      Optional<Points> proposed,
      OptionalDouble fitted,
      OptionalDouble standardError,
      long with,
      long converted,
      String note) {}

  public Suggestion {
    lines = List.copyOf(lines);
  }
}
