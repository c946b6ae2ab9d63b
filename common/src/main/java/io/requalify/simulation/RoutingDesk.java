package io.requalify.simulation;

import static io.requalify.simulation.DemoVersion.THRESHOLD;
import static io.requalify.simulation.History.END_SECOND;
import static io.requalify.simulation.History.days;

import io.requalify.simulation.Chance.Purpose;
import io.requalify.simulation.PlainReplay.Evaluation;
import io.requalify.simulation.Routing.Route;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * Hands contacts to sales as production did: by its rule; by a draw, once, when the score first
 * stands between the lower bar and the threshold; or because the contact called. Whichever comes
 * first: a contact is handed over once.
 */
final class RoutingDesk {
  /** Contacts from this score on take part in the exploration. */
  static final int LOWER_BAR = 15;

  private static final int MIDDLE = 30;
  private static final double PROPENSITY_BELOW_MIDDLE = 0.12;
  private static final double PROPENSITY_FROM_MIDDLE = 0.2;

  /** Share of the contacts of the rule that sales never gets to. */
  private static final double QUEUE_OVERFLOW = 0.04;

  private static final double HAND_RAISES = 0.015;
  private static final double PULL_OF_INTEREST = 0.8;

  private final Story story;
  private final Chance chance;
  private final OptionalLong handRaiseAt;

  private RoutingDesk(long seed, Story story) {
    this.story = story;
    this.chance = Chance.of(seed, Purpose.ROUTING, story.contact().number());
    double pull =
        PULL_OF_INTEREST * story.contact().interest() - PULL_OF_INTEREST * PULL_OF_INTEREST / 2;
    boolean raises = chance.happens(HAND_RAISES * StrictMath.exp(pull));
    long at = story.contact().createdAt() + 1 + days(chance.exponential(25));
    this.handRaiseAt = raises && at < END_SECOND ? OptionalLong.of(at) : OptionalLong.empty();
  }

  static Optional<Routing> route(long seed, Story story) {
    return new RoutingDesk(seed, story).route();
  }

  private Optional<Routing> route() {
    double score = 0;
    boolean drawn = false;
    for (Evaluation evaluation : PlainReplay.evaluations(DemoVersion.PRODUCTION.plain(), story)) {
      if (handRaiseAt.isPresent() && handRaiseAt.getAsLong() < evaluation.at()) {
        return Optional.of(handRaise(score));
      }
      score = evaluation.total();
      if (evaluation.qualifies()) {
        return Optional.of(byRule(evaluation));
      }
      if (!drawn && !evaluation.blocked() && score >= LOWER_BAR && score < THRESHOLD) {
        drawn = true;
        double propensity = score < MIDDLE ? PROPENSITY_BELOW_MIDDLE : PROPENSITY_FROM_MIDDLE;
        if (chance.happens(propensity)) {
          return Optional.of(byExploration(evaluation, propensity));
        }
      }
    }
    return handRaiseAt.isPresent() ? Optional.of(handRaise(score)) : Optional.empty();
  }

  private Routing byRule(Evaluation evaluation) {
    boolean overflows = chance.happens(QUEUE_OVERFLOW);
    OptionalLong firstTouchAt =
        overflows ? OptionalLong.empty() : OptionalLong.of(touchAfter(evaluation.at()));
    return routing(
        evaluation.at(), evaluation.total(), Route.RULE, OptionalDouble.of(1), firstTouchAt);
  }

  /** Places are kept for the exploration, so that its propensity is exact. */
  private Routing byExploration(Evaluation evaluation, double propensity) {
    return routing(
        evaluation.at(),
        evaluation.total(),
        Route.EXPLORATION,
        OptionalDouble.of(propensity),
        OptionalLong.of(touchAfter(evaluation.at())));
  }

  private Routing handRaise(double score) {
    long at = handRaiseAt.getAsLong();
    return routing(
        at, score, Route.HAND_RAISE, OptionalDouble.empty(), OptionalLong.of(touchAfter(at)));
  }

  private long touchAfter(long decidedAt) {
    return decidedAt + 60 + days(Math.min(3, chance.exponential(0.6)));
  }

  private Routing routing(
      long at, double score, Route route, OptionalDouble propensity, OptionalLong firstTouchAt) {
    return new Routing(story.contact().id(), at, score, route, propensity, firstTouchAt);
  }
}
