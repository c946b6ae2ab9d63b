package io.requalify.statistics.proposals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.requalify.documents.Fault;
import io.requalify.rules.InvalidRulesException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PromotionRuleFileTest {
  private final Path folder;

  PromotionRuleFileTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void whatAFileDoesNotStateIsAsByDefault() throws IOException {
    assertThat(PromotionRuleFile.read(file("requalify: 1\n"))).isEqualTo(PromotionRule.standard());
  }

  @Test
  void theExampleSaysWhatHoldsWithoutAFile() {
    Path example = Path.of(System.getProperty("requalify.root"), "examples", "promotion-rule.yaml");

    assertThat(PromotionRuleFile.read(example)).isEqualTo(PromotionRule.standard());
  }

  @Test
  void everyKeyIsRead() throws IOException {
    PromotionRule rule =
        PromotionRuleFile.read(
            file(
                """
                requalify: 1
                outcome: won
                least_difference: -0.005
                least_worst_difference: -0.02
                least_tipping_shift: 2
                most_volume_change: 0.5
                most_channel_move: 0.2
                most_channel_fall: 0.4
                least_calibration_slope: 0.7
                most_calibration_slope: 1.5
                weekly_capacity: 120
                signed_off_channels: [webinar, events]
                planned_accounts: 5000
                half_width: 0.03
                """));

    assertThat(rule.configuration().toString())
        .isEqualTo(
            "{half_width=0.03, least_calibration_slope=0.7, least_difference=-0.005, least_tipping_shift=2.0, least_worst_difference=-0.02, most_calibration_slope=1.5, most_channel_fall=0.4, most_channel_move=0.2, most_volume_change=0.5, outcome=won, planned_accounts=5000.0, signed_off_channels=events, webinar, weekly_capacity=120.0}");
  }

  @Test
  void everyFaultIsNamedWithItsPlace() throws IOException {
    Path file =
        file(
            """
            requalify: 1
            least_diference: -0.01
            most_volume_change: a fifth
            half_width: 2
            """);

    assertThatThrownBy(() -> PromotionRuleFile.read(file))
        .asInstanceOf(InstanceOfAssertFactories.type(InvalidRulesException.class))
        .extracting(
            refusal -> refusal.faults().stream().map(Fault::toString).toList(),
            InstanceOfAssertFactories.list(String.class))
        .hasSize(3)
        .satisfies(
            faults -> {
              assertThat(faults.get(0)).contains(":2:1").contains("least_difference");
              assertThat(faults.get(1)).contains(":3:").contains("such as 0.2");
              assertThat(faults.get(2)).contains(":4:").contains("between 0 and 1");
            });
  }

  @Test
  void twoNumbersThatContradictEachOtherAreRefused() throws IOException {
    Path file = file("requalify: 1\nleast_difference: -0.05\nleast_worst_difference: -0.01\n");

    assertThatThrownBy(() -> PromotionRuleFile.read(file))
        .isInstanceOf(InvalidRulesException.class)
        .hasMessageContaining("least_difference is -0.05 and least_worst_difference -0.01");
  }

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("promotion.yaml"), text);
  }
}
