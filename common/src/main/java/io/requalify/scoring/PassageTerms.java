package io.requalify.scoring;

import io.requalify.rules.ExitCause;
import io.requalify.rules.Requalification;
import io.requalify.rules.Requirement.Operator;
import io.requalify.rules.RuleVersion;
import java.io.Serializable;
import java.util.Set;

/**
 * How episodes end by themselves, and what follows an end.
 *
 * @param below holds while the total is below the limit; null where episodes last
 * @param dwell microseconds for which it has to be, or 0
 * @param cooldown microseconds after an end in which the contact cannot qualify, or 0
 * @param resets dimensions that an end lets begin anew
 * @param booster place of the booster among the rules, or {@link #NO_BOOSTER}
 * @param after ends after which the contact may qualify again
 */
@SuppressWarnings("ArrayRecordComponent") // Read at every end; never compared.
record PassageTerms(
    Gate below, long dwell, long cooldown, int[] resets, int booster, Set<ExitCause> after)
    implements Serializable {
  static final int NO_BOOSTER = -1;

  static PassageTerms of(RuleVersion version, ScoreLayout layout) {
    Requalification again = version.requalification();
    return new PassageTerms(
        version
            .exit()
            .map(exit -> Gate.of(layout.total(), Operator.BELOW, exit.below()))
            .orElse(null),
        version.exit().map(exit -> Micros.orNothing(exit.dwell())).orElse(0L),
        Micros.orNothing(again.cooldown()),
        version.dimensions().stream()
            .filter(dimension -> again.reset().contains(dimension.name()))
            .mapToInt(dimension -> layout.measure(dimension.name()))
            .toArray(),
        again.booster().isPresent() ? version.rules().size() : NO_BOOSTER,
        again.after());
  }

  /** Whether episodes can end without an entry of the timeline. */
  boolean hasExit() {
    return below != null;
  }

  /** Whether an end changes the score, or who may qualify. */
  boolean changesAnything() {
    return cooldown > 0 || resets.length > 0 || after.size() < ExitCause.values().length;
  }
}
