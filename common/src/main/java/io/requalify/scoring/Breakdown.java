package io.requalify.scoring;

import java.util.List;

/**
 * What the score of one contact under one version is made of at one instant, with the circumstances
 * that decide about qualifying. Points are millionths.
 *
 * @param parts rules (the booster last of them), groups, dimensions and last the total, each kind
 *     in the order of the version
 * @param segment segment of the contact
 * @param blocked whether a suppression bars it from qualifying
 * @param dropped whether a suppression takes it out of the population
 * @param frozen whether a suppression lets its score stand still
 * @param cooling whether it cannot qualify so soon after an end
 * @param inEpisode whether an episode is open
 * @param fulfilled whether the score fulfils the requirement of the segment, whatever bars it
 */
public record Breakdown(
    List<Part> parts,
    String segment,
    boolean blocked,
    boolean dropped,
    boolean frozen,
    boolean cooling,
    boolean inEpisode,
    boolean fulfilled) {
  /** Levels of a score. */
  public enum Level {
    RULE,
    GROUP,
    DIMENSION,
    TOTAL
  }

  /**
   * One sum of the score. What its limits, its floor and rounding do to it is {@code read − sum};
   * what a weight does is {@code given − read}.
   *
   * @param name id of the rule, name of the group or dimension, or {@code total}
   * @param above name of the part that it is given to; empty for the total
   * @param sum what a rule contributes, or what the parts below have given
   * @param read what is read of it, after its limits
   * @param given what it gives to the part above; of the total, what is read
   */
  public record Part(Level level, String name, String above, long sum, long read, long given) {}

  public Breakdown {
    parts = List.copyOf(parts);
  }
}
