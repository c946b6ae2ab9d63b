package io.requalify.suggestions;

import io.requalify.outcomes.DecidedOutcomes.Use;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The decisions that points are learnt from.
 *
 * @param decisions decisions that are used
 * @param converted those of them whose outcome came
 * @param explored those of them that were drawn at random
 * @param accounts accounts that they are about; a contact without one counts for itself
 * @param weight sum of their weights: about how many decisions they stand for
 * @param exploredWeight that of the explored
 * @param effectiveSample {@code (Sum w)² / Sum w²}: so many of equal weight would tell as much.
 *     Kish 1965
 * @param leftOut decisions of the window that are not used, by the reason
 * @param unknown decisions about contacts that are not in the table contacts, or were created later
 */
public record Evidence(
    long decisions,
    long converted,
    long explored,
    long accounts,
    double weight,
    double exploredWeight,
    double effectiveSample,
    Map<Use, Long> leftOut,
    long unknown) {
  public Evidence {
    leftOut = leftOut.isEmpty() ? Map.of() : Collections.unmodifiableMap(new EnumMap<>(leftOut));
  }

  static Evidence of(PointsModel model, Map<Use, Long> uses) {
    List<SeenDecision> decisions = model.decisions();
    double weight = 0;
    double squares = 0;
    double exploredWeight = 0;
    for (SeenDecision decision : decisions) {
      weight += decision.weight();
      squares += decision.weight() * decision.weight();
      exploredWeight += decision.explored() ? decision.weight() : 0;
    }
    Map<Use, Long> leftOut = new EnumMap<>(Use.class);
    leftOut.putAll(uses);
    Long used = leftOut.remove(Use.USED);
    return new Evidence(
        decisions.size(),
        decisions.stream().filter(SeenDecision::converted).count(),
        decisions.stream().filter(SeenDecision::explored).count(),
        model.clusterCount(),
        weight,
        exploredWeight,
        squares == 0 ? 0 : weight * weight / squares,
        leftOut,
        (used == null ? 0 : used) - decisions.size());
  }

  /** True where every decision was drawn at random, so that no score chose whom we see. */
  public boolean allExplored() {
    return explored == decisions;
  }
}
