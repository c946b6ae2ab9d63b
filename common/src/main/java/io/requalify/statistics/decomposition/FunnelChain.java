package io.requalify.statistics.decomposition;

import io.requalify.statistics.Answer;
import java.util.ArrayList;
import java.util.List;

/**
 * Which stage moved a product of stages, such as money per lead = MQLs per lead x SQLs per MQL x
 * opportunities per SQL x wins per opportunity x value per win. Exact parts by {@link
 * Decomposition}; of two factors that of the first is {@code (a1 - a0)(b1 + b0)/2}. Das Gupta 1993,
 * chapter 2.
 *
 * <p>All of a cohort of leads: counts of what happened in one month at each stage are of different
 * leads, and their product is nothing. A cohort whose sales cycle is not over looks worse at its
 * late stages.
 */
public final class FunnelChain {
  /** The name of the money for each contact that reached the last stage. */
  public static final String VALUE = "value";

  private FunnelChain() {}

  /**
   * A factor of the product.
   *
   * @param name such as sql
   * @param before in the earlier period, finite
   * @param after in the later period, finite
   */
  public record Stage(String name, double before, double after) {}

  /**
   * The parts of the difference of the products, in the unit of the product.
   *
   * @param stages 1 to 10, each under its own name
   */
  public static Decomposition of(List<Stage> stages) {
    return Decomposition.of(
        stages.stream().map(Stage::name).toList(),
        later -> {
          double product = 1;
          for (int place = 0; place < stages.size(); place++) {
            Stage stage = stages.get(place);
            product *= ((later >> place) & 1) == 1 ? stage.after() : stage.before();
          }
          return product;
        });
  }

  /**
   * The parts of the difference in hundredths of money per lead: one for each stage after the
   * first, under its name, and one named {@code value}. Refused where a stage from which a later
   * one is counted was reached by nobody in one of the periods.
   *
   * @throws IllegalArgumentException when the stages of the periods differ, are more than ten, or
   *     one is called {@code value}
   */
  public static Answer<Decomposition> of(FunnelCounts before, FunnelCounts after) {
    if (!before.stages().equals(after.stages())) {
      throw new IllegalArgumentException(
          "The stages %s and %s differ; count both periods alike"
              .formatted(before.stages(), after.stages()));
    }
    int last = before.stages().size() - 1;
    List<Stage> stages = new ArrayList<>();
    for (int place = 0; place <= last; place++) {
      String from = before.stages().get(place);
      long reachedBefore = before.reached().get(place);
      long reachedAfter = after.reached().get(place);
      if (reachedBefore == 0 || reachedAfter == 0) {
        return Answer.refused(
            "nobody reached %s in the %s period, so what came after it has no rate"
                .formatted(from, reachedBefore == 0 ? "earlier" : "later"));
      }
      long nextBefore = place == last ? before.value() : before.reached().get(place + 1);
      long nextAfter = place == last ? after.value() : after.reached().get(place + 1);
      stages.add(
          new Stage(
              place == last ? VALUE : before.stages().get(place + 1),
              (double) nextBefore / reachedBefore,
              (double) nextAfter / reachedAfter));
    }
    return Answer.of(of(stages));
  }
}
