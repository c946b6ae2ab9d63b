package io.requalify.statistics.counterfactual;

import static java.util.Objects.requireNonNull;

import java.util.Comparator;

/**
 * Contacts that both versions qualify and that are taken for alike but for when they came.
 *
 * @param channel of the contact
 * @param segment of the contact
 */
public record Stratum(String channel, String segment) implements Comparable<Stratum> {
  private static final Comparator<Stratum> ORDER =
      Comparator.comparing(Stratum::channel).thenComparing(Stratum::segment);

  public Stratum {
    requireNonNull(channel, "channel");
    requireNonNull(segment, "segment");
  }

  @Override
  public int compareTo(Stratum other) {
    return ORDER.compare(this, other);
  }
}
