package io.requalify.statistics.channels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

final class ChannelSettingsTest {
  @Test
  void usuallySalesAreToAcceptEightyPercentAndNobodyKnowsWhatTimeAMarginIsFor() {
    assertThat(ChannelSettings.standard().configuration())
        .isEqualTo(
            Map.of(
                "benchmark.accepted", "0.8",
                "lead_to_mql_days", "90",
                "retention_days", "365",
                "touch_half_life", "PT168H"));
  }

  @Test
  void benchmarkIsAShare() {
    assertThatThrownBy(() -> settings(80, 90, 365, Duration.ofDays(7)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("The benchmark of accepted is 80.0; give a share between 0 and 1, such as 0.8");
  }

  @Test
  void daysAndHalfLivesAreAboveZero() {
    assertThatThrownBy(() -> settings(0.8, 0, 365, Duration.ofDays(7)))
        .hasMessage("lead_to_mql_days is 0; give 1 or more");
    assertThatThrownBy(() -> settings(0.8, 90, -1, Duration.ofDays(7)))
        .hasMessage("retention_days is -1; give 1 or more");
    assertThatThrownBy(() -> settings(0.8, 90, 365, Duration.ZERO))
        .hasMessageContaining("give one above 0, such as P7D");
  }

  private static ChannelSettings settings(
      double benchmark, int leadToMqlDays, int retentionDays, Duration halfLife) {
    return new ChannelSettings(
        Map.of("accepted", benchmark), leadToMqlDays, retentionDays, OptionalInt.of(12), halfLife);
  }
}
