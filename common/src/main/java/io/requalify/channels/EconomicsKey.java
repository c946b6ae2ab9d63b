package io.requalify.channels;

import java.util.Comparator;

/** Whose economics: a channel, or the whole, of leads or of the MQLs of a version. */
record EconomicsKey(String population, String version, String channel)
    implements Comparable<EconomicsKey> {
  private static final Comparator<EconomicsKey> ORDER =
      Comparator.comparing(EconomicsKey::population)
          .thenComparing(EconomicsKey::version)
          .thenComparing(EconomicsKey::channel);

  static EconomicsKey of(ChannelKey key) {
    return new EconomicsKey(key.population(), key.version(), key.channel());
  }

  @Override
  public int compareTo(EconomicsKey other) {
    return ORDER.compare(this, other);
  }
}
