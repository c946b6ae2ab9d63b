package io.requalify.statistics.channels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

final class LargestRemainderTest {
  @Test
  void thoseThatLostMostByRoundingDownHaveOneMore() {
    // 10 shared out by 46, 27 and 27 percent: 4.6, 2.7 and 2.7.
    assertThat(LargestRemainder.of(10, new double[] {46, 27, 27})).containsExactly(4, 3, 3);
    assertThat(LargestRemainder.of(10, new double[] {1, 1, 1})).containsExactly(4, 3, 3);
  }

  @Test
  void whoHasNoWeightHasNoPart() {
    assertThat(LargestRemainder.of(3, new double[] {0, 2, 2})).containsExactly(0, 2, 1);
  }

  @Test
  void whatCannotBeSharedOutIsAnError() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LargestRemainder.of(3, new double[] {0, 0}))
        .withMessage("3 cannot be shared out by [0.0, 0.0]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LargestRemainder.of(3, new double[] {2, -1}))
        .withMessage("3 cannot be shared out by [2.0, -1.0]");
  }
}
