package io.requalify.scoring;

import io.requalify.scoring.Shrinker.Case;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Counts how often each construct occurs in the random cases, and how often it matters: the
 * episodes would be others without it.
 */
final class Coverage {
  private static final class Tally {
    long occurred;
    long mattered;
  }

  private final Map<String, UnaryOperator<Case>> constructs = Constructs.all();
  private final Map<String, Tally> tallies = new LinkedHashMap<>();

  Coverage() {
    constructs.keySet().forEach(construct -> tallies.put(construct, new Tally()));
  }

  /** Leaves out each construct of a case in turn and notes whether its episodes change. */
  void note(Case each, List<Episode> episodes) {
    constructs.forEach(
        (construct, leaveOut) -> {
          Case without = leaveOut.apply(each);
          if (!without.equals(each)) {
            Tally tally = tallies.get(construct);
            tally.occurred++;
            if (!Outcome.byKernel(without.version(), without.history())
                .episodes()
                .equals(episodes)) {
              tally.mattered++;
            }
          }
        });
  }

  /** Constructs that were rarer than asked. */
  List<String> rare(long occurred, long mattered) {
    List<String> rare = new ArrayList<>();
    tallies.forEach(
        (construct, tally) -> {
          if (tally.occurred < occurred || tally.mattered < mattered) {
            rare.add(construct);
          }
        });
    return rare;
  }

  @Override
  public String toString() {
    StringBuilder table =
        new StringBuilder("%-55s %10s %10s%n".formatted("construct", "occurred", "mattered"));
    tallies.forEach(
        (construct, tally) ->
            table.append("%-55s %10d %10d%n".formatted(construct, tally.occurred, tally.mattered)));
    return table.toString();
  }
}
