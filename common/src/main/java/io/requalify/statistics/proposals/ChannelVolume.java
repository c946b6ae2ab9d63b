package io.requalify.statistics.proposals;

/**
 * How many contacts of a channel each version qualifies.
 *
 * @param channel name of the channel
 * @param production contacts that production qualifies
 * @param candidate contacts that the candidate qualifies
 */
public record ChannelVolume(String channel, long production, long candidate) {
  public ChannelVolume {
    if (production < 0 || candidate < 0) {
      throw new IllegalArgumentException(
          "Channel %s with %d and %d contacts".formatted(channel, production, candidate));
    }
  }
}
