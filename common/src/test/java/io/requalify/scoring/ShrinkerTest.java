package io.requalify.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.requalify.rules.Rule.EventRule;
import io.requalify.scoring.Shrinker.Case;
import org.junit.jupiter.api.Test;

/** A counterexample comes out small enough to read. */
final class ShrinkerTest {
  @Test
  void whatDoesNotMatterIsLeftOut() {
    Case big = bigCaseWithAnEpisode();

    Case small = new Shrinker(ShrinkerTest::entersByPoints).shrink(big);

    assertThat(entersByPoints(small)).isTrue();
    assertThat(small.version().rules()).hasSize(1);
    assertThat(small.version().suppressions()).isEmpty();
    assertThat(small.version().segments()).hasSize(1);
    assertThat(small.history().entries()).hasSizeLessThanOrEqualTo(2);
    assertThat(small.toString()).contains("zone UTC", "qualify all", "EVENT");
  }

  private static Case bigCaseWithAnEpisode() {
    for (long seed = 0; ; seed++) {
      Draw draw = new Draw(seed);
      Case each = new Case(new RandomVersions(draw).next(), new RandomHistories(draw).next());
      if (each.version().rules().size() == 4
          && each.history().entries().size() > 10
          && entersByPoints(each)) {
        return each;
      }
    }
  }

  /** Enters by an event rule, later than at the creation. */
  private static boolean entersByPoints(Case each) {
    return Outcome.byKernel(each.version(), each.history()).episodes().stream()
        .anyMatch(
            episode ->
                episode.entryAt() > each.history().createdAt()
                    && episode.score() >= 5
                    && each.version().rules().stream()
                        .filter(EventRule.class::isInstance)
                        .anyMatch(
                            rule -> episode.crossingRule().stream().anyMatch(rule.id()::equals)));
  }
}
