package io.requalify.statistics.channels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

final class NetPromoterScoreTest {
  @Test
  void promotersLessDetractorsWithTheErrorOfAMultinomial() {
    NetPromoterScore score = NetPromoterScore.of(100, 60, 20, 0.95).value().orElseThrow();

    assertThat(score.points()).isCloseTo(40, within(1e-9));
    // 100 * 1.96 * sqrt((.6 + .2 - .4²) / 100) = 15.68.
    assertThat(score.interval().lower()).isCloseTo(40 - 15.68, within(0.01));
    assertThat(score.interval().upper()).isCloseTo(40 + 15.68, within(0.01));
  }

  @Test
  void fewOrEqualAnswersAreRefused() {
    assertThat(NetPromoterScore.of(29, 20, 5, 0.95).reason())
        .isEqualTo("insufficient: 29 answers, at least 30 are needed");
    assertThat(NetPromoterScore.of(40, 40, 0, 0.95).reason()).contains("alike");
  }

  @Test
  void moreOpinionsThanAnswersAreAMistake() {
    assertThatThrownBy(() -> NetPromoterScore.of(40, 30, 11, 0.95))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("30 promoters and 11 detractors among 40 answers");
  }
}
