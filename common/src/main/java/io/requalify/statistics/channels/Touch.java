package io.requalify.statistics.channels;

import java.time.Instant;
import java.util.Comparator;

/**
 * A contact met a channel.
 *
 * @param channel such as paid_search
 * @param at when, UTC
 */
public record Touch(String channel, Instant at) {
  /** By time; what happened at the same instant by the name of the channel. */
  static final Comparator<Touch> ORDER =
      Comparator.comparing(Touch::at).thenComparing(Touch::channel);
}
