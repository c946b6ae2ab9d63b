package io.requalify.trials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

final class NullSuiteTest {
  @Test
  void bestOfTwentyEqualVersionsIsOftenPromotedUnlessTheBoundIsSimultaneous() {
    int families = 60;
    NullSuite suite = NullSuite.of(families, 1);

    double error = Math.sqrt(0.05 * 0.95 / families);
    assertThat(suite.promoted(1.645)).as("each by itself at 5%").isGreaterThan(0.1);
    assertThat(suite.promoted(2.807)).as("by Šidák's bound").isLessThan(0.06 + 2 * error);
  }

  @Test
  void familiesAreAtLeastOne() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> NullSuite.of(0, 1))
        .withMessage("0 families; at least 1 is needed");
  }
}
