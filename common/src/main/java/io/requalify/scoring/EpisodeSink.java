package io.requalify.scoring;

/** Takes the episodes of a replay. */
@FunctionalInterface
public interface EpisodeSink {
  /**
   * Called once for each episode: when it ends, or at the end of the replay while it still lasts.
   * The episodes of one scorecard come in the order of their cycles.
   */
  void episode(Episode episode);
}
