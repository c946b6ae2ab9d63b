package io.requalify.scoring;

import io.requalify.rules.CellAxis;
import io.requalify.rules.Points;
import io.requalify.rules.Requirement;
import io.requalify.rules.Requirement.All;
import io.requalify.rules.Requirement.Any;
import io.requalify.rules.Requirement.Comparison;
import io.requalify.rules.Requirement.InCells;
import io.requalify.rules.Requirement.Operator;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A requirement over the nodes of a {@link ScoreLayout}.
 *
 * <p>It is asked with two readings of the score: one for the tests that ask for much, one for those
 * that ask for little. With the same reading twice the answer is whether the requirement holds.
 * With upper and lower bounds of a score that moves, whether it can hold at all; with lower and
 * upper ones, whether it is sure to hold throughout.
 */
sealed interface Gate extends Serializable {
  /** In the place of a node: all of them. */
  int EVERY_NODE = -1;

  /** Surplus where a requirement holds without the bounds that are moved. */
  long ALWAYS = Long.MAX_VALUE;

  /** Surplus where something else than those bounds keeps it from holding. */
  long NEVER = Long.MIN_VALUE;

  /** Whether the requirement holds by these readings, in millionths by node. */
  boolean holds(long[] forMuch, long[] forLittle);

  /** Whether it can turn true while some nodes rise and some fall, given where either happens. */
  boolean canTurnTrue(boolean[] rises, boolean[] falls);

  /**
   * Millionths by which readings have to rise, at least, before the requirement can hold, whatever
   * it asks to be little; nothing where it can.
   */
  long missing(long[] readings);

  /**
   * Millionths by which the lower bounds on one node may rise until the requirement just holds, all
   * together and with everything else that it asks as it is; below 0 where they have to fall.
   *
   * @param moved the node, or {@link #EVERY_NODE} for all lower bounds
   * @return {@link #ALWAYS} where it holds wherever they lie, {@link #NEVER} where it does not
   */
  long surplus(long[] readings, int moved);

  /** Every part that asks a node for at least so much. */
  Stream<Much> lowerBounds();

  /** Gate of a requirement. */
  static Gate of(Requirement requirement, List<CellAxis> axes, ScoreLayout layout) {
    if (requirement instanceof All all) {
      return new Every(all.parts().stream().map(part -> of(part, axes, layout)).toList());
    }
    if (requirement instanceof Any any) {
      return new Some(any.parts().stream().map(part -> of(part, axes, layout)).toList());
    }
    if (requirement instanceof Comparison comparison) {
      return of(
          layout.measure(comparison.measure()), comparison.operator(), comparison.threshold());
    }
    if (requirement instanceof InCells in) {
      return new Some(cells(new Every(List.of()), "", axes, in.cells(), layout));
    }
    throw new IllegalStateException("No gate for " + requirement);
  }

  /** The cells with these names, of those that lie behind a gate, by the axes that are left. */
  private static List<Gate> cells(
      Every before, String name, List<CellAxis> axes, List<String> wanted, ScoreLayout layout) {
    if (axes.isEmpty()) {
      return wanted.contains(name) ? List.of(before) : List.of();
    }

    CellAxis axis = axes.get(0);
    int node = layout.measure(axis.dimension());
    List<Gate> cells = new ArrayList<>();
    for (int band = 0; band < axis.bands().size(); band++) {
      List<Gate> parts = new ArrayList<>(before.parts());
      parts.add(new Much(node, axis.bands().get(band).from().millionths()));
      if (band > 0) {
        parts.add(new Little(node, axis.bands().get(band - 1).from().millionths() - 1));
      }
      cells.addAll(
          cells(
              new Every(parts),
              name + axis.bands().get(band).label(),
              axes.subList(1, axes.size()),
              wanted,
              layout));
    }
    return cells;
  }

  /** Gate of one comparison. */
  static Gate of(int node, Operator operator, Points points) {
    long threshold = points.millionths();
    return switch (operator) {
      case AT_LEAST -> new Much(node, threshold);
      case ABOVE -> new Much(node, Math.addExact(threshold, 1));
      case AT_MOST -> new Little(node, threshold);
      case BELOW -> new Little(node, Math.subtractExact(threshold, 1));
    };
  }

  /** Holds when all parts hold. */
  record Every(List<Gate> parts) implements Gate {
    @Override
    public boolean holds(long[] forMuch, long[] forLittle) {
      for (int i = 0; i < parts.size(); i++) {
        if (!parts.get(i).holds(forMuch, forLittle)) {
          return false;
        }
      }
      return true;
    }

    @Override
    public long missing(long[] readings) {
      long missing = 0;
      for (int i = 0; i < parts.size(); i++) {
        missing = Math.max(missing, parts.get(i).missing(readings));
      }
      return missing;
    }

    @Override
    public long surplus(long[] readings, int moved) {
      long surplus = ALWAYS;
      for (int i = 0; i < parts.size(); i++) {
        surplus = Math.min(surplus, parts.get(i).surplus(readings, moved));
      }
      return surplus;
    }

    @Override
    public Stream<Much> lowerBounds() {
      return parts.stream().flatMap(Gate::lowerBounds);
    }

    @Override
    public boolean canTurnTrue(boolean[] rises, boolean[] falls) {
      return parts.stream().anyMatch(part -> part.canTurnTrue(rises, falls));
    }
  }

  /** Holds when one part holds. */
  record Some(List<Gate> parts) implements Gate {
    @Override
    public boolean holds(long[] forMuch, long[] forLittle) {
      for (int i = 0; i < parts.size(); i++) {
        if (parts.get(i).holds(forMuch, forLittle)) {
          return true;
        }
      }
      return false;
    }

    @Override
    public long missing(long[] readings) {
      long missing = Long.MAX_VALUE;
      for (int i = 0; i < parts.size(); i++) {
        missing = Math.min(missing, parts.get(i).missing(readings));
      }
      return missing;
    }

    @Override
    public long surplus(long[] readings, int moved) {
      long surplus = NEVER;
      for (int i = 0; i < parts.size(); i++) {
        surplus = Math.max(surplus, parts.get(i).surplus(readings, moved));
      }
      return surplus;
    }

    @Override
    public Stream<Much> lowerBounds() {
      return parts.stream().flatMap(Gate::lowerBounds);
    }

    @Override
    public boolean canTurnTrue(boolean[] rises, boolean[] falls) {
      return parts.stream().anyMatch(part -> part.canTurnTrue(rises, falls));
    }
  }

  /** Holds from a number of millionths up. */
  record Much(int node, long least) implements Gate {
    @Override
    public boolean holds(long[] forMuch, long[] forLittle) {
      return forMuch[node] >= least;
    }

    @Override
    public long missing(long[] readings) {
      return Math.max(0, least - readings[node]);
    }

    @Override
    public long surplus(long[] readings, int moved) {
      if (moved == EVERY_NODE || moved == node) {
        return readings[node] - least;
      }
      return readings[node] >= least ? ALWAYS : NEVER;
    }

    @Override
    public Stream<Much> lowerBounds() {
      return Stream.of(this);
    }

    @Override
    public boolean canTurnTrue(boolean[] rises, boolean[] falls) {
      return rises[node];
    }
  }

  /** Holds up to a number of millionths. */
  record Little(int node, long most) implements Gate {
    @Override
    public boolean holds(long[] forMuch, long[] forLittle) {
      return forLittle[node] <= most;
    }

    @Override
    public long missing(long[] readings) {
      return 0;
    }

    @Override
    public long surplus(long[] readings, int moved) {
      return readings[node] <= most ? ALWAYS : NEVER;
    }

    @Override
    public Stream<Much> lowerBounds() {
      return Stream.empty();
    }

    @Override
    public boolean canTurnTrue(boolean[] rises, boolean[] falls) {
      return falls[node];
    }
  }
}
