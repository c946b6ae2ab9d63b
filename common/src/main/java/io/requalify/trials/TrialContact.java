package io.requalify.trials;

import io.requalify.simulation.Chance;
import io.requalify.statistics.TrustGates;
import io.requalify.statistics.counterfactual.Cell;
import io.requalify.statistics.counterfactual.CellTable;
import io.requalify.statistics.counterfactual.DecisionUnit;
import io.requalify.statistics.counterfactual.FollowUp;
import java.util.OptionalDouble;

/**
 * A contact of a trial world: who it is, what sales made of it, and what it would have come to.
 *
 * @param account number of its account
 * @param channel its channel
 * @param hits which rules hit it, a bit for each from the lowest
 * @param productionScore points under production
 * @param acceptance probability of being accepted within the horizon, once worked
 * @param daysFollowed days from its entry to the review
 * @param route by which sales worked it
 * @param accepted true when sales, having worked it, accepted it within the horizon
 * @param delayDays days from its entry to the acceptance, were it accepted within the horizon
 */
record TrialContact(
    int account,
    TrialChannel channel,
    int hits,
    int productionScore,
    double acceptance,
    double daysFollowed,
    Route route,
    boolean accepted,
    double delayDays) {
  private static final int HORIZON_DAYS = 30;
  private static final int FOLLOW_UP_DAYS = 180;
  private static final int FORMER_UNTIL_DAYS = 90;
  private static final int DAYS_OF_A_WEEK = 7;
  private static final double NEAR_POINTS = TrustGates.standard().nearThresholdPoints();
  private static final double WORKED_OF_PRODUCTION = 0.92;
  private static final double BASE = -1.58;
  private static final double HAND_RAISES = 0.03;
  private static final double PULL = 0.8;
  private static final double DELAY_SHAPE = 0.9;
  private static final double DELAY_SCALE_DAYS = 8;

  /** How sales came to work a contact. */
  enum Route {
    RULE,
    EXPLORATION,
    HAND_RAISE,
    UNWORKED
  }

  /**
   * A contact.
   *
   * @param times chance of its delay alone, and of its entry where a former rule was live; other
   *     draws are the same in all worlds
   */
  static TrialContact draw(
      TrialWorld world, int account, double accountEffect, Chance chance, Chance times) {
    TrialChannel channel = TrialChannel.at(chance.uniform());
    int hits = 0;
    int score = 0;
    double effect = channel.effect();
    for (int rule = 0; rule < TrialRule.ALL.size(); rule++) {
      TrialRule one = TrialRule.ALL.get(rule);
      if (chance.happens(one.frequency() * channel.reach())) {
        hits |= 1 << rule;
        score += one.production();
        effect += one.effect();
      }
    }
    double interest = chance.normal();
    double delay = times.weibullWithin(DELAY_SHAPE, DELAY_SCALE_DAYS, HORIZON_DAYS);
    double formerDays = world.former().wasThere() ? FOLLOW_UP_DAYS * times.uniform() : 0;
    boolean formerly = formerDays >= FORMER_UNTIL_DAYS;
    double logOdds =
        BASE
            + world.visibleEffect() * effect
            + accountEffect
            + world.hiddenEffect() * interest
            + (formerly ? world.former().effect() : 0);
    double acceptance = 1 / (1 + StrictMath.exp(-logOdds));
    double threshold = formerly ? world.former().leastScore() : TrialRule.PRODUCTION_THRESHOLD;
    Route route = route(world, score, threshold, interest, chance);
    boolean accepted = chance.happens(acceptance) && route != Route.UNWORKED;
    double days = world.former().wasThere() ? formerDays : FOLLOW_UP_DAYS * chance.uniform();
    return new TrialContact(
        account, channel, hits, score, acceptance, days, route, accepted, delay);
  }

  /**
   * The route by which sales worked a contact.
   *
   * @param threshold points from which the rule that was live had sales work it
   */
  private static Route route(
      TrialWorld world, int score, double threshold, double interest, Chance chance) {
    if (score >= threshold) {
      return chance.happens(WORKED_OF_PRODUCTION) ? Route.RULE : Route.UNWORKED;
    }
    // The draw comes before the hand-raise, so that its probability is exact.
    if (score >= world.leastExploredScore() && chance.happens(world.exploration())) {
      return Route.EXPLORATION;
    }
    double raises = HAND_RAISES * StrictMath.exp(PULL * interest - PULL * PULL / 2);
    return chance.happens(raises) ? Route.HAND_RAISE : Route.UNWORKED;
  }

  boolean productionQualifies() {
    return productionScore >= TrialRule.PRODUCTION_THRESHOLD;
  }

  /** Points under a version with these points for the rules. */
  int score(int[] points) {
    int score = 0;
    for (int rule = 0; rule < points.length; rule++) {
      score += (hits & 1 << rule) == 0 ? 0 : points[rule];
    }
    return score;
  }

  /** As it is known. */
  DecisionUnit unit(TrialWorld world) {
    boolean explored = route == Route.EXPLORATION;
    return unit(
        route == Route.RULE || explored, explored, propensity(world), daysFollowed, accepted);
  }

  /** As who takes hand-raisers for a random draw would have it; all draws weigh the same. */
  DecisionUnit unitWithHandRaisers() {
    boolean drawn = route == Route.EXPLORATION || route == Route.HAND_RAISE;
    OptionalDouble propensity = drawn ? OptionalDouble.of(1) : OptionalDouble.empty();
    return unit(route == Route.RULE || drawn, drawn, propensity, daysFollowed, accepted);
  }

  /** As who takes what is not known yet for a no would have it: as if every horizon were over. */
  DecisionUnit unitWithImmatureLabels(TrialWorld world) {
    boolean explored = route == Route.EXPLORATION;
    boolean acceptedByNow = accepted && delayDays <= daysFollowed;
    return unit(
        route == Route.RULE || explored, explored, propensity(world), HORIZON_DAYS, acceptedByNow);
  }

  private OptionalDouble propensity(TrialWorld world) {
    return route == Route.EXPLORATION
        ? OptionalDouble.of(world.exploration())
        : OptionalDouble.empty();
  }

  private DecisionUnit unit(
      boolean worked,
      boolean explored,
      OptionalDouble propensity,
      double followed,
      boolean acceptedAtAll) {
    boolean due = followed >= HORIZON_DAYS;
    OptionalDouble acceptedAfter =
        acceptedAtAll ? OptionalDouble.of(delayDays) : OptionalDouble.empty();
    return new DecisionUnit(
        Integer.toString(account),
        account % CellTable.FOLDS,
        channel.name(),
        "all",
        Cell.band(productionScore),
        (int) (daysFollowed / DAYS_OF_A_WEEK),
        due,
        worked,
        explored,
        propensity,
        worked && due && acceptedAtAll,
        productionScore >= TrialRule.PRODUCTION_THRESHOLD - NEAR_POINTS,
        worked
            ? FollowUp.ofWorked(HORIZON_DAYS, followed, acceptedAfter)
            : FollowUp.ofUnworked(HORIZON_DAYS, followed));
  }
}
