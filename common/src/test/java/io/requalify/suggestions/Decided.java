package io.requalify.suggestions;

import io.requalify.suggestions.SeenDecision.Decision;
import java.util.ArrayList;
import java.util.List;

/** Decisions that are written down, each about a contact of its own. */
final class Decided {
  private final List<SeenDecision> decisions = new ArrayList<>();

  /**
   * Some decisions of the weight 1.
   *
   * @param contributions points that each rule contributes
   */
  Decided add(int converted, int not, double... contributions) {
    for (int i = 0; i < converted + not; i++) {
      add(1, i < converted, contributions);
    }
    return this;
  }

  /** One decision. */
  Decided add(double weight, boolean converted, double... contributions) {
    long[] millionths = new long[contributions.length];
    long total = 0;
    for (int rule = 0; rule < millionths.length; rule++) {
      millionths[rule] = Math.round(contributions[rule] * 1e6);
      total += millionths[rule];
    }
    int number = decisions.size();
    decisions.add(
        new SeenDecision(
            "c%05d".formatted(number),
            "contact c%05d".formatted(number),
            number % DecidedTimelines.FOLDS,
            new Decision(number, weight > 1, Math.round(weight * 1e6), converted),
            millionths,
            total,
            total >= 50_000_000));
    return this;
  }

  List<SeenDecision> list() {
    return decisions;
  }
}
