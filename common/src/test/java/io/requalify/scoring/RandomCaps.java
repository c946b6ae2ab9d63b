package io.requalify.scoring;

import io.requalify.rules.Cap;
import io.requalify.rules.Cap.Effect;
import io.requalify.rules.Points;
import java.util.List;
import java.util.Optional;

/** Draws limits that clip or saturate, and now and then round. */
final class RandomCaps {
  private static final List<Integer> LIMITS = List.of(0, 2, 5, 8, 10, 12, 15, 20, 30);

  private final Draw draw;

  RandomCaps(Draw draw) {
    this.draw = draw;
  }

  /** Limits with some probability, and rounding with a low one. */
  Cap next(double chance) {
    return next(chance, 0.07);
  }

  Cap next(double chance, double ofRounding) {
    boolean rounded = draw.chance(ofRounding);
    if (!draw.chance(chance)) {
      return new Cap(Optional.empty(), Optional.empty(), Effect.CLIP, rounded);
    }
    Points max = Points.of(draw.from(LIMITS));
    Points min = Points.of(-draw.from(LIMITS));
    Effect effect = draw.chance(0.4) ? Effect.SATURATE : Effect.CLIP;
    return switch (draw.below(10)) {
      case 0 -> new Cap(Optional.of(Points.of(2)), Optional.empty(), effect, rounded);
      case 1, 2 -> new Cap(Optional.of(min), Optional.empty(), effect, rounded);
      case 3, 4 -> new Cap(Optional.of(min), Optional.of(max), effect, rounded);
      default -> new Cap(Optional.empty(), Optional.of(max), effect, rounded);
    };
  }
}
