package io.requalify.suggestions;

import java.io.Serializable;
import java.util.Comparator;

/**
 * One decision that sales worked, with what a version saw of the contact at its instant. Points are
 * millionths, instants microseconds UTC.
 */
final class SeenDecision implements Serializable {
  /** One order, whatever partitions they came from. */
  static final Comparator<SeenDecision> IN_ORDER =
      Comparator.comparing(SeenDecision::contact).thenComparingLong(SeenDecision::decidedAt);

  private final String contact;
  private final String cluster;
  private final int fold;
  private final Decision decision;
  private final long[] contributions;
  private final long total;
  private final boolean reached;

  /**
   * A decision as it was made.
   *
   * @param weight millionths of the weight 1
   */
  record Decision(long decidedAt, boolean explored, long weight, boolean converted)
      implements Serializable {}

  /**
   * A decision with what the version saw.
   *
   * @param cluster account, else the contact itself
   * @param fold of which part of the accounts it is, from 0
   * @param contributions of the rules in the order of the version, the booster last if there is
   *     one, before any limit
   * @param total as the version reads it, after all limits
   * @param reached whether the score fulfils the requirement of the contact's segment
   */
  SeenDecision(
      String contact,
      String cluster,
      int fold,
      Decision decision,
      long[] contributions,
      long total,
      boolean reached) {
    this.contact = contact;
    this.cluster = cluster;
    this.fold = fold;
    this.decision = decision;
    this.contributions = contributions;
    this.total = total;
    this.reached = reached;
  }

  String contact() {
    return contact;
  }

  long decidedAt() {
    return decision.decidedAt();
  }

  String cluster() {
    return cluster;
  }

  int fold() {
    return fold;
  }

  boolean explored() {
    return decision.explored();
  }

  /** One over the probability of being drawn; the weight of a rule that takes all is 1. */
  double weight() {
    return decision.weight() / 1e6;
  }

  boolean converted() {
    return decision.converted();
  }

  /** Millionths of points that a rule contributes before any limit. */
  long contribution(int rule) {
    return contributions[rule];
  }

  int rules() {
    return contributions.length;
  }

  /** Points of the total after all limits. */
  double total() {
    return total / 1e6;
  }

  boolean reached() {
    return reached;
  }
}
