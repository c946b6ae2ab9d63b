package io.requalify.statistics.decomposition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.requalify.statistics.decomposition.Decomposition.Part;
import java.util.List;
import org.junit.jupiter.api.Test;

final class FunnelChainTest {
  private static final List<String> STAGES = List.of("lead", "mql", "sql", "opportunity", "won");

  private static final FunnelCounts FORMERLY =
      new FunnelCounts(STAGES, List.of(1000L, 400L, 200L, 100L, 20L), 20_000_000);

  @Test
  void moneyPerLeadIsSharedOutAmongAllStagesAndTheValueOfAWin() {
    FunnelCounts lately =
        new FunnelCounts(STAGES, List.of(2000L, 1000L, 400L, 150L, 45L), 90_000_000);

    Decomposition chain = FunnelChain.of(FORMERLY, lately).value().orElseThrow();

    assertThat(chain.before().doubleValue()).isCloseTo(20_000, within(1e-9));
    assertThat(chain.after().doubleValue()).isCloseTo(45_000, within(1e-9));
    assertThat(chain.parts())
        .extracting(Part::factor)
        .containsExactly("mql", "sql", "opportunity", "won", "value");
    // Rates: .4 to .5, .5 to .4, .5 to .375, .2 to .3; a win from 10,000 to 20,000.
    assertThat(chain.parts())
        .extracting(part -> part.difference().signum())
        .containsExactly(1, -1, -1, 1, 1);
  }

  @Test
  void whereOneStageAloneMovedItHasTheWholeDifference() {
    FunnelCounts lately =
        new FunnelCounts(STAGES, List.of(1000L, 400L, 200L, 50L, 10L), 10_000_000);

    Decomposition chain = FunnelChain.of(FORMERLY, lately).value().orElseThrow();

    assertThat(chain.part("opportunity").doubleValue()).isCloseTo(-10_000, within(1e-9));
    assertThat(chain.part("value")).isEqualByComparingTo("0");
  }

  @Test
  void aStageThatNobodyReachedHasNoRateAfterIt() {
    FunnelCounts lately = new FunnelCounts(STAGES, List.of(1000L, 400L, 0L, 0L, 0L), 0);

    assertThat(FunnelChain.of(FORMERLY, lately).reason())
        .isEqualTo("nobody reached sql in the later period, so what came after it has no rate");
    assertThat(FunnelChain.of(lately, FORMERLY).reason()).contains("in the earlier period");
  }

  @Test
  void countsThatAreNotOfOneCohortAreErrors() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new FunnelCounts(STAGES, List.of(1000L, 400L, 500L, 100L, 20L), 1))
        .withMessageContaining("500 contacts reached sql");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new FunnelCounts(STAGES, List.of(1000L, 400L), 1))
        .withMessageContaining("5 stages with 2 counts");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                FunnelChain.of(
                    FORMERLY, new FunnelCounts(List.of("lead", "won"), List.of(10L, 1L), 1)))
        .withMessageContaining("count both periods alike");
  }
}
