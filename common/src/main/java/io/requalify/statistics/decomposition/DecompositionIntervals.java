package io.requalify.statistics.decomposition;

import io.requalify.statistics.Answer;
import io.requalify.statistics.Interval;
import io.requalify.statistics.PoissonBootstrap;
import io.requalify.statistics.decomposition.Decomposition.Part;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.ToIntFunction;

/**
 * How far chance between accounts moves the parts of a decomposition, by {@link PoissonBootstrap}:
 * an account counts equally often in both periods, so what is the same in both goes out.
 *
 * @param total of the whole difference
 * @param parts of each part, by the name of its factor, in their order
 */
public record DecompositionIntervals(Interval total, Map<String, Interval> parts) {
  public DecompositionIntervals {
    parts = Collections.unmodifiableMap(new LinkedHashMap<>(parts));
  }

  /**
   * The intervals; refused where the decomposition is, with fewer than ten accounts, and where a
   * draw leaves no decomposition, since then too few accounts stand behind it.
   *
   * @param accounts how many there are in both periods together
   * @param decompose the decomposition when every account counts so often; {@code
   *     AccountCells::decompose} is one. It must not depend on anything else
   * @param level such as 0.95
   * @throws IllegalArgumentException when the level is not between 0 and 1
   */
  public static Answer<DecompositionIntervals> of(
      int accounts,
      Function<ToIntFunction<String>, Answer<Decomposition>> decompose,
      double level) {
    PoissonBootstrap bootstrap = PoissonBootstrap.usual();
    return of(
        accounts,
        decompose.apply(account -> 1),
        draw -> decompose.apply(account -> bootstrap.weight(account, draw)),
        level);
  }

  /**
   * The intervals of a decomposition whose draws are made already, with the accounts of {@link
   * PoissonBootstrap#usual}.
   *
   * @param accounts how many there are at least in both periods together
   */
  static Answer<DecompositionIntervals> of(
      int accounts,
      Answer<Decomposition> observed,
      IntFunction<Answer<Decomposition>> drawn,
      double level) {
    return observed.then(
        decomposition ->
            PoissonBootstrap.usual()
                .intervals(accounts, figures(observed), draw -> figures(drawn.apply(draw)), level)
                .map(ends -> named(decomposition, ends)));
  }

  /** The whole difference, then the parts in their order. */
  private static Answer<List<Double>> figures(Answer<Decomposition> answer) {
    return answer.map(
        decomposition -> {
          List<Double> figures = new ArrayList<>();
          figures.add(decomposition.total().doubleValue());
          for (Part part : decomposition.parts()) {
            figures.add(part.difference().doubleValue());
          }
          return figures;
        });
  }

  private static DecompositionIntervals named(
      Decomposition decomposition, List<Interval> intervals) {
    Map<String, Interval> parts = new LinkedHashMap<>();
    for (int place = 0; place < decomposition.parts().size(); place++) {
      parts.put(decomposition.parts().get(place).factor(), intervals.get(place + 1));
    }
    return new DecompositionIntervals(intervals.get(0), parts);
  }
}
