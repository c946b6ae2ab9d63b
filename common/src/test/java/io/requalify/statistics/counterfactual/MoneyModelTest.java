package io.requalify.statistics.counterfactual;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.requalify.statistics.counterfactual.Cell.Quadrant;
import org.junit.jupiter.api.Test;

final class MoneyModelTest {
  private static final Cell CELL = new Cell(Quadrant.AGREE_IN, "search", "all", 4);

  @Test
  void cellLeansToTheMeanOfItsChannelAndLeavesItsOwnFoldOut() {
    CellTable table = new CellTable();
    MoneyTable money = new MoneyTable();
    Cell other = new Cell(Quadrant.AGREE_IN, "search", "all", 3);
    table.add(0, CELL, new CellCounts(30, 30, 3, 0));
    table.add(1, CELL, new CellCounts(40, 30, 3, 0));
    table.add(2, other, new CellCounts(30, 30, 6, 0));
    money.add(0, CELL, 900_000_000);
    money.add(1, CELL, 3_000);
    money.add(2, other, 9_000);

    MoneyModel model = MoneyModel.of(table, money).orElseThrow();

    // Outside of fold 0: 120.00 by 60 worked, of them 30.00 by the 30 of the cell.
    assertThat(model.expected(0, CELL)).isEqualTo(Math.round((3_000 + 10 * 200.0) / 40));
    assertThat(model.expected(1, CELL)).isGreaterThan(10_000_000);
  }

  @Test
  void withoutWorkedUnitsInMoreThanOneFoldNothingIsExpected() {
    CellTable table = new CellTable();
    table.add(0, CELL, new CellCounts(30, 30, 3, 0));

    assertThat(MoneyModel.of(table, new MoneyTable())).isEmpty();
  }

  @Test
  void moneyOfACellThatNoLongHoldsIsRefused() {
    MoneyTable money = new MoneyTable();
    money.add(0, CELL, Long.MAX_VALUE);

    assertThatExceptionOfType(ArithmeticException.class).isThrownBy(() -> money.add(0, CELL, 1));
  }
}
