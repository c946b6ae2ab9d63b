package io.requalify.scoring;

import io.requalify.rules.RuleVersion.Floor;
import java.util.Arrays;

/**
 * The running sums of one contact under one version, and what is read of them at every level, kept
 * up to date by what changes. Points are millionths.
 */
final class ScoreTree {
  private final ScoreLayout layout;
  private final long[] startOfNothing;
  private final long[] runningOfNothing;
  private final long[] readsOfNothing;
  private final long[] running;
  private final long[] reads;

  ScoreTree(ScoreLayout layout) {
    this.layout = layout;
    runningOfNothing = new long[layout.nodes()];
    readsOfNothing = new long[layout.nodes()];
    startOfNothing = new long[layout.nodes()];
    for (int node = 0; node < layout.nodes(); node++) {
      startOfNothing[node] = runningOfNothing[node];
      runningOfNothing[node] = layout.settled(node, runningOfNothing[node]);
      readsOfNothing[node] = layout.read(node, runningOfNothing[node]);
      if (node < layout.total()) {
        runningOfNothing[layout.parent(node)] += layout.handedOver(node, readsOfNothing[node]);
      }
    }
    running = runningOfNothing.clone();
    reads = readsOfNothing.clone();
  }

  void clear() {
    System.arraycopy(runningOfNothing, 0, running, 0, running.length);
    System.arraycopy(readsOfNothing, 0, reads, 0, reads.length);
  }

  /** Moves a node; true when what is read of a dimension or of the total changed. */
  boolean move(int from, long by) {
    boolean seen = false;
    int node = from;
    long change = by;
    while (change != 0) {
      long before = reads[node];
      running[node] = layout.settled(node, Math.addExact(running[node], change));
      long read = layout.read(node, running[node]);
      if (read == before) {
        return seen;
      }

      reads[node] = read;
      seen |= layout.isMeasure(node);
      if (node == layout.total()) {
        return true;
      }
      change = Math.subtractExact(layout.handedOver(node, read), layout.handedOver(node, before));
      node = layout.parent(node);
    }

    return seen;
  }

  /** Lets a dimension with a nightly floor begin at zero, if it lies below. */
  boolean floorAtNight(int dimension) {
    return running[dimension] < 0 && move(dimension, -running[dimension]);
  }

  /**
   * Lets a dimension and all in it begin anew, with points of one rule.
   *
   * @param rule a rule of the dimension without limits and group; any number if there are no points
   */
  void restart(int dimension, int rule, long points) {
    for (int node = 0; node < layout.firstDimension(); node++) {
      if (layout.dimensionOf(node) == dimension) {
        running[node] = runningOfNothing[node];
        reads[node] = readsOfNothing[node];
      }
    }
    if (points != 0) {
      running[rule] = points;
      reads[rule] = points;
    }
    long begun = layout.settled(dimension, Math.addExact(startOfNothing[dimension], points));
    move(dimension, begun - running[dimension]);
  }

  /** Sum of a node before what is read of it. */
  long running(int node) {
    return running[node];
  }

  /**
   * What will be read of every node when rules have moved by so much, in place.
   *
   * @param moves of the rules; anything for the other nodes
   * @param atMidnight whether nightly floors act before it is read
   */
  void outlook(long[] moves, boolean atMidnight) {
    Arrays.fill(moves, layout.rules(), moves.length, 0);
    for (int node = 0; node < moves.length; node++) {
      boolean floored = atMidnight && layout.floor(node) == Floor.NIGHTLY_ZERO;
      if (moves[node] == 0 && !(floored && running[node] < 0)) {
        moves[node] = reads[node];
        continue;
      }

      long then = layout.settled(node, Math.addExact(running[node], moves[node]));
      moves[node] = layout.read(node, floored ? Math.max(0, then) : then);
      if (node < layout.total()) {
        int parent = layout.parent(node);
        long change = layout.handedOver(node, moves[node]) - layout.handedOver(node, reads[node]);
        moves[parent] = Math.addExact(moves[parent], change);
      }
    }
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
