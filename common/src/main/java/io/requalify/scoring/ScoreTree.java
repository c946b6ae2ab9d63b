package io.requalify.scoring;

import java.util.Arrays;

/**
 * The sums of one contact under one version, clipped at every level, kept up to date by what
 * changes. Points are millionths.
 */
final class ScoreTree {
  private final ScoreLayout layout;
  private final long[] sumsOfNothing;
  private final long[] readsOfNothing;
  private final long[] sums;
  private final long[] reads;

  ScoreTree(ScoreLayout layout) {
    this.layout = layout;
    readsOfNothing = new long[layout.nodes()];
    layout.read(readsOfNothing);
    sumsOfNothing = new long[layout.nodes()];
    for (int node = 0; node < layout.total(); node++) {
      sumsOfNothing[layout.parent(node)] += readsOfNothing[node];
    }
    sums = sumsOfNothing.clone();
    reads = readsOfNothing.clone();
  }

  void clear() {
    System.arraycopy(sumsOfNothing, 0, sums, 0, sums.length);
    System.arraycopy(readsOfNothing, 0, reads, 0, reads.length);
  }

  /** Sets the sum of a rule; true when what is read of a dimension or of the total changed. */
  boolean set(int rule, long sum) {
    int node = rule;
    sums[node] = sum;
    long read = layout.clip(node, sum);
    long change = read - reads[node];
    while (change != 0 && !layout.isMeasure(node)) {
      reads[node] = read;
      node = layout.parent(node);
      sums[node] = Math.addExact(sums[node], change);
      read = layout.clip(node, sums[node]);
      change = read - reads[node];
    }
    if (change == 0) {
      return false;
    }
    reads[node] = read;
    int total = layout.total();
    sums[total] = Math.addExact(sums[total], change);
    reads[total] = layout.clip(total, sums[total]);
    return true;
  }

  /** Sum of a node before its limits. */
  long sum(int node) {
    return sums[node];
  }

  /** What is read of every node; the array lives on with the tree. */
  long[] reads() {
    return reads;
  }

  /** What is read of the dimensions in the order of the version, and last of the total. */
  long[] measures() {
    return Arrays.copyOfRange(reads, layout.firstDimension(), layout.nodes());
  }
}
