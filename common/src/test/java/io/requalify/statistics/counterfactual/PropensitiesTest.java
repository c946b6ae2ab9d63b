package io.requalify.statistics.counterfactual;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.entry;

import io.requalify.statistics.WeightSums;
import io.requalify.statistics.counterfactual.Cell.Quadrant;
import org.junit.jupiter.api.Test;

final class PropensitiesTest {
  @Test
  void weekInWhichSalesWorkedNobodyIsNoSupport() {
    CellTable table = new CellTable();
    table.addWeek(1, new WeekCounts(30, 20));
    table.addWeek(2, new WeekCounts(30, 0));
    table.addWeek(3, new WeekCounts(300, 2));

    Propensities propensities = Propensities.of(table, 0.01);
    Cell cell = new Cell(Quadrant.AGREE_IN, "search", "all", 5);
    assertThat(propensities.grade(cell, 1, false)).isEqualTo(Grade.OBSERVED);
    assertThat(propensities.grade(cell, 2, false)).isEqualTo(Grade.NONE);
    assertThat(propensities.grade(cell, 3, false)).as("less than 1%").isEqualTo(Grade.NONE);
    assertThat(propensities.weekWeights()).containsExactly(entry(1, 1_500_000L));
  }

  @Test
  void swapInIsGradedByItsSegmentAndBandWhateverItsChannel() {
    CellTable table = new CellTable();
    table.add(0, swapIn("search", 4), new CellCounts(50, 3, 1, 2));
    table.add(1, swapIn("social", 4), new CellCounts(50, 0, 0, 0));
    table.add(0, swapIn("search", 3), new CellCounts(70, 5, 1, 0));
    table.add(3, swapIn("search", 3), new CellCounts(30, 15, 1, 0));
    table.add(0, swapIn("search", 2), new CellCounts(500, 1, 1, 0));

    Propensities propensities = Propensities.of(table, 0.01);
    assertThat(propensities.grade(swapIn("social", 4), 1, true)).isEqualTo(Grade.EXPLORED);
    assertThat(propensities.grade(swapIn("mail", 3), 1, true)).isEqualTo(Grade.HISTORY);
    assertThat(propensities.grade(swapIn("search", 2), 1, true)).isEqualTo(Grade.NEAR_THRESHOLD);
    assertThat(propensities.grade(swapIn("search", 2), 1, false)).isEqualTo(Grade.NONE);
    assertThat(propensities.supportCells())
        .containsExactly(
            entry(new SupportCell("all", 3), Grade.HISTORY),
            entry(new SupportCell("all", 4), Grade.EXPLORED));
    assertThat(propensities.historyWeights())
        .containsExactly(entry(new SupportCell("all", 3), 5_000_000L));
    assertThat(propensities.history(table)).isEqualTo(new WeightSums(20, 100, 500, 5));
    assertThat(propensities.history(table.ofChannel("social"))).isEqualTo(WeightSums.NONE);
  }

  @Test
  void smallestPropensityMustBeOne() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Propensities.of(new CellTable(), 0))
        .withMessage("The smallest propensity 0.0 lies outside of (0, 1]");
  }

  private static Cell swapIn(String channel, int band) {
    return new Cell(Quadrant.SWAP_IN, channel, "all", band);
  }
}
