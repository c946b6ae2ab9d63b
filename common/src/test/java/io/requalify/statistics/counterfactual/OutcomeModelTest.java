package io.requalify.statistics.counterfactual;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.requalify.statistics.counterfactual.Cell.Quadrant;
import org.junit.jupiter.api.Test;

final class OutcomeModelTest {
  private static final Cell CELL = new Cell(Quadrant.AGREE_IN, "search", "all", 5);

  @Test
  void outcomesOfAFoldHaveNoPartInWhatIsExpectedOfIt() {
    CellTable table = new CellTable();
    table.add(0, CELL, new CellCounts(40, 20, 20, 0));
    table.add(1, CELL, new CellCounts(40, 20, 0, 0));

    OutcomeModel model = OutcomeModel.of(table).orElseThrow();
    assertThat(model.expected(0, CELL)).isZero();
    assertThat(model.expected(1, CELL)).isEqualTo(Millionths.ONE);
    assertThat(model.expected(2, CELL)).isEqualTo(Millionths.ONE / 2);
  }

  @Test
  void cellLeansToItsChannelThenToItsQuadrantThenToAll() {
    CellTable table = new CellTable();
    Cell other = new Cell(Quadrant.AGREE_IN, "search", "all", 6);
    Cell social = new Cell(Quadrant.AGREE_IN, "social", "all", 5);
    Cell swapIn = new Cell(Quadrant.SWAP_IN, "search", "all", 5);
    table.add(1, CELL, new CellCounts(10, 10, 8, 0));
    table.add(1, other, new CellCounts(10, 10, 2, 0));
    table.add(1, social, new CellCounts(10, 10, 0, 0));
    table.add(1, swapIn, new CellCounts(10, 10, 0, 0));

    double all = 10.0 / 40;
    double quadrant = (10 + 10 * all) / (30 + 10);
    double channel = (10 + 10 * quadrant) / (20 + 10);
    double cell = (8 + 10 * channel) / (10 + 10);
    assertThat(OutcomeModel.of(table)).as("fold 1 has nothing but itself").isEmpty();

    table.add(2, CELL, new CellCounts(5, 0, 0, 0));
    table.add(3, CELL, new CellCounts(1, 1, 1, 0));
    OutcomeModel fitted = OutcomeModel.of(table).orElseThrow();
    assertThat(fitted.expected(3, CELL)).isEqualTo(Millionths.of(cell));
    assertThat(fitted.expected(3, new Cell(Quadrant.AGREE_IN, "search", "all", 9)))
        .as("a cell of which nothing is known")
        .isEqualTo(Millionths.of(channel));
    assertThat(fitted.expected(3, new Cell(Quadrant.AGREE_IN, "mail", "all", 9)))
        .as("a channel of which nothing is known")
        .isEqualTo(Millionths.of(quadrant));
  }

  @Test
  void whereNothingWasWorkedThereIsNoModel() {
    CellTable table = new CellTable();
    table.add(0, CELL, new CellCounts(40, 0, 0, 0));

    assertThat(OutcomeModel.of(table)).isEmpty();
    assertThat(OutcomeModel.of(new CellTable())).isEmpty();
  }

  @Test
  void foldsAreNumberedFromNought() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new CellTable().add(5, CELL, CellCounts.NONE))
        .withMessage("Fold 5; folds are numbered from 0 to 4");
  }
}
