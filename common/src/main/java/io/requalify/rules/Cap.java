package io.requalify.rules;

import java.util.Optional;

/**
 * Limits that clip what is read of a sum; the sum itself goes on beneath them.
 *
 * @param min lowest value read, or none
 * @param max highest value read, or none
 */
public record Cap(Optional<Points> min, Optional<Points> max) {
  public static final Cap NONE = new Cap(Optional.empty(), Optional.empty());

  public Cap {
    if (min.isPresent() && max.isPresent() && min.get().compareTo(max.get()) > 0) {
      throw new IllegalArgumentException("min %s above max %s".formatted(min.get(), max.get()));
    }
  }
}
