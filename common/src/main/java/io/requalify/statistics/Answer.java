package io.requalify.statistics;

import java.util.Optional;
import java.util.function.Function;

/**
 * What a method says of well-formed counts, or why it says nothing.
 *
 * @param value none where the counts do not tell it
 * @param reason why there is none, in words; empty where there is one
 */
public record Answer<T>(Optional<T> value, String reason) {
  public Answer {
    if (value.isPresent() != reason.isEmpty()) {
      throw new IllegalArgumentException("Either a value or a reason, not: " + reason);
    }
  }

  /** What a method says. */
  public static <T> Answer<T> of(T value) {
    return new Answer<>(Optional.of(value), "");
  }

  /**
   * Nothing.
   *
   * @param reason why, in words
   */
  public static <T> Answer<T> refused(String reason) {
    return new Answer<>(Optional.empty(), reason);
  }

  /** Part of what the method says, or the same refusal. */
  public <R> Answer<R> map(Function<? super T, R> part) {
    return then(said -> of(part.apply(said)));
  }

  /** What another method says of what this one says, or the refusal of this one. */
  public <R> Answer<R> then(Function<? super T, Answer<R>> next) {
    return value.isPresent() ? next.apply(value.get()) : refused(reason);
  }
}
