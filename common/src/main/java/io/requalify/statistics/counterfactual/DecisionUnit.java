package io.requalify.statistics.counterfactual;

import static java.util.Objects.requireNonNull;

import io.requalify.statistics.MoneyMeasure;
import io.requalify.statistics.counterfactual.Cell.Quadrant;
import java.util.Optional;
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
 * @param followUp for how long it was followed, and what was known of it by then
 * @param money what the conversion brought; none where it did not convert, or nobody recorded any
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
    boolean nearThreshold,
    FollowUp followUp,
    Optional<UnitMoney> money) {
  public DecisionUnit {
    requireNonNull(account, "account");
    requireNonNull(channel, "channel");
    requireNonNull(segment, "segment");
    requireNonNull(followUp, "followUp");
    requireNonNull(money, "money");
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
    if (followUp.due() != due
        || (followUp.known() && !worked)
        || (due && worked && !(followUp.known() && followUp.converted() == converted))) {
      throw new IllegalArgumentException(
          "A contact of account %s (due: %s, worked: %s, converted: %s) was followed otherwise: %s"
              .formatted(account, due, worked, converted, followUp));
    }
    if (money.isPresent() && !converted) {
      throw new IllegalArgumentException(
          "A contact of account %s brought money, but did not convert".formatted(account));
    }
  }

  /** A unit of whose money nothing is asked. */
  public DecisionUnit(
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
      boolean nearThreshold,
      FollowUp followUp) {
    this(
        account,
        fold,
        channel,
        segment,
        scoreBand,
        week,
        due,
        worked,
        explored,
        propensity,
        converted,
        nearThreshold,
        followUp,
        Optional.empty());
  }

  /** What it brought by this measure, in hundredths; 0 where it brought none. */
  long money(MoneyMeasure measure) {
    return money.map(brought -> brought.of(measure).orElse(0)).orElse(0L);
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
