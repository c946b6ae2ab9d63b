package io.requalify.rules;

import java.util.Optional;

/**
 * Limits of a running sum, and whether it is read in whole points.
 *
 * @param min lowest value, or none
 * @param max highest value, or none
 * @param effect what the limits do
 * @param rounded whether what is read is rounded to whole points, half up, before it is clipped
 */
public record Cap(Optional<Points> min, Optional<Points> max, Effect effect, boolean rounded) {
  public static final Cap NONE = new Cap(Optional.empty(), Optional.empty());

  /** What limits do to a sum. */
  public enum Effect {
    /** They limit what is read; the sum goes on beneath them. */
    CLIP,
    /** They stop the sum itself, so that a later loss counts from the limit. */
    SATURATE
  }

  public Cap {
    if (min.isPresent() && max.isPresent() && min.get().compareTo(max.get()) > 0) {
      throw new IllegalArgumentException("min %s above max %s".formatted(min.get(), max.get()));
    }
  }

  /** Limits that clip. */
  public Cap(Optional<Points> min, Optional<Points> max) {
    this(min, max, Effect.CLIP, false);
  }

  public boolean saturates() {
    return effect == Effect.SATURATE;
  }
}
