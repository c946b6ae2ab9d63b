package io.requalify.statistics.counterfactual;

import static java.util.Objects.requireNonNull;

import io.requalify.statistics.counterfactual.Cell.Quadrant;
import java.util.OptionalDouble;

/**
 * A contact under one version and outcome: what is known of its first episode in the window.
 *
 * @param account what varies together
 * @param fold of the account, from 0
 * @param channel of the contact
 * @param segment of the contact
 * @param scoreBand band of production's score at the entry, see {@link Cell#band}
 * @param week of the entry, by any number
 * @param due true when the horizon is over
 * @param worked true when sales worked it on a rule or exploration route, or by hand where a person
 *     qualified it
 * @param explored true when that was the exploration
 * @param propensity the logged probability of having been drawn; none where none was logged
 * @param converted true when it was worked, is due, and converted within the horizon
 * @param nearThreshold true when production's score is close below its threshold
 */
public record DecisionUnit(
    String account,
    int fold,
    String channel,
    String segment,
    int scoreBand,
    int week,
    boolean due,
    boolean worked,
    boolean explored,
    OptionalDouble propensity,
    boolean converted,
    boolean nearThreshold) {
  public DecisionUnit {
    requireNonNull(account, "account");
    requireNonNull(channel, "channel");
    requireNonNull(segment, "segment");
    CellTable.requireFold(fold);
    if (explored && !worked) {
      throw new IllegalArgumentException(
          "A contact of account %s was explored, but not worked".formatted(account));
    }
    if (converted && !(worked && due)) {
      throw new IllegalArgumentException(
          "A contact of account %s converted, but was not worked, or its horizon is not over"
              .formatted(account));
    }
  }

  /** True when what came of it is known: it was worked and its horizon is over. */
  boolean mature() {
    return worked && due;
  }

  /** True when it was drawn at random with a logged probability of at least this one. */
  boolean drawn(double smallest) {
    return explored && propensity.orElse(0) >= smallest;
  }

  Cell cell(Quadrant quadrant) {
    return new Cell(quadrant, channel, segment, scoreBand);
  }

  /** One over the logged probability, in millionths; there must be one. */
  long drawWeight() {
    return Millionths.weight(propensity.orElseThrow());
  }
}
