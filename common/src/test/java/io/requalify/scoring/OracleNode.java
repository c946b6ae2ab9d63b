package io.requalify.scoring;

import static io.requalify.scoring.OracleFading.halfUp;

import io.requalify.rules.Cap;
import io.requalify.rules.Points;
import io.requalify.rules.Share;
import java.math.BigDecimal;
import java.util.List;

/** A node of the tree from the rules to the total, in millionths. */
final class OracleNode {
  private static final BigDecimal MILLION = BigDecimal.valueOf(1_000_000);

  private final Cap cap;
  private final boolean hasFloorOfZero;
  private final Share weight;
  private final List<OracleNode> children;
  private long running;
  private long read;

  OracleNode(Cap cap, boolean hasFloorOfZero, Share weight, List<OracleNode> children) {
    this.cap = cap;
    this.hasFloorOfZero = hasFloorOfZero;
    this.weight = weight;
    this.children = List.copyOf(children);
  }

  long running() {
    return running;
  }

  long read() {
    return read;
  }

  /** Begins afresh with what the children hand over. */
  void begin() {
    beginWith(children.stream().mapToLong(OracleNode::handedOver).sum());
  }

  /** Begins afresh with a sum. */
  void beginWith(long sum) {
    running = 0;
    move(sum);
  }

  /** Moves the running sum; answers by how much the sum above moves. */
  long move(long change) {
    long before = handedOver();
    running += change;
    if (cap.saturates()) {
      running = between(running);
    }
    if (hasFloorOfZero) {
      running = Math.max(0, running);
    }
    read = between(cap.rounded() ? wholePoints(running) : running);
    return handedOver() - before;
  }

  /** What the node above takes of it. */
  long handedOver() {
    BigDecimal weighted = BigDecimal.valueOf(read).multiply(weight.decimal());
    return halfUp(weighted);
  }

  private static long wholePoints(long millionths) {
    return halfUp(BigDecimal.valueOf(millionths), MILLION) * 1_000_000;
  }

  private long between(long sum) {
    long atLeast = Math.max(sum, cap.min().map(Points::millionths).orElse(Long.MIN_VALUE));
    return Math.min(atLeast, cap.max().map(Points::millionths).orElse(Long.MAX_VALUE));
  }
}
