package io.requalify.statistics.sensitivity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.requalify.statistics.sensitivity.NeymanAllocation.Cell;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class NeymanAllocationTest {
  @Test
  void cellsGetDrawsByTheirSizeAndSpread() {
    // Spreads of .5 and .3, so 100 * .5 = 50, 200 * .5 = 100 and 500 * .3 = 150.
    List<Cell> cells = List.of(new Cell(100, 0.5), new Cell(200, 0.5), new Cell(500, 0.1));

    assertThat(NeymanAllocation.of(cells, 60)).containsExactly(10, 20, 30);
  }

  @Test
  void theLargestRemaindersGetWhatRoundingLeaves() {
    List<Cell> cells = List.of(new Cell(10, 0.5), new Cell(14, 0.5), new Cell(16, 0.5));

    // 2.5, 3.5 and 4 draws; of equal remainders the first cell has the draw.
    assertThat(NeymanAllocation.of(cells, 10)).containsExactly(3, 3, 4);
  }

  @Test
  void aSmallCellIsDrawnWhollyAndTheOthersShareTheRest() {
    List<Cell> cells = List.of(new Cell(10, 0.5), new Cell(1000, 0.001), new Cell(1000, 0.001));

    assertThat(NeymanAllocation.of(cells, 70)).containsExactly(5, 33, 32);
    assertThat(NeymanAllocation.of(cells, 210)).containsExactly(10, 100, 100);
  }

  @Test
  void aCellWithoutSpreadIsDrawnFromOnlyWhenAllOthersAreDrawnWholly() {
    List<Cell> cells = List.of(new Cell(6, 0), new Cell(20, 0.3), new Cell(4, 1));

    assertThat(NeymanAllocation.of(cells, 20)).containsExactly(0, 20, 0);
    assertThat(NeymanAllocation.of(cells, 25)).containsExactly(3, 20, 2);
    assertThat(NeymanAllocation.of(cells, 30)).containsExactly(6, 20, 4);
  }

  @Test
  void theDrawsAddUpAndNoCellGivesMoreThanItHas() {
    SplittableRandom random = new SplittableRandom(61);
    for (int repetition = 0; repetition < 2_000; repetition++) {
      List<Cell> cells = cells(random);
      long contacts = cells.stream().mapToLong(Cell::contacts).sum();
      long draws = random.nextLong(contacts + 1);

      long[] drawn = NeymanAllocation.of(cells, draws);

      assertThat(LongStream.of(drawn).sum()).isEqualTo(draws);
      for (int cell = 0; cell < drawn.length; cell++) {
        assertThat(drawn[cell]).isBetween(0L, cells.get(cell).contacts());
      }
    }
  }

  @Test
  void noOtherSharesOfManyDrawsHaveASmallerVariance() {
    SplittableRandom random = new SplittableRandom(62);
    List<Cell> cells =
        List.of(new Cell(40_000, 0.4), new Cell(90_000, 0.1), new Cell(20_000, 0.02));
    long[] best = NeymanAllocation.of(cells, 3_000);
    for (int repetition = 0; repetition < 500; repetition++) {
      long first = 1 + random.nextLong(2_900);
      long second = 1 + random.nextLong(2_998 - first);
      long[] other = {first, second, 3_000 - first - second};

      assertThat(variance(cells, other)).isGreaterThanOrEqualTo(variance(cells, best) * (1 - 1e-6));
    }
  }

  @Test
  void moreThanThereAreCannotBeDrawn() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> NeymanAllocation.of(List.of(new Cell(10, 0.5)), 11))
        .withMessage("11 cannot be drawn from 10 contacts; widen the cells or the time");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> NeymanAllocation.of(List.of(new Cell(10, 0.5)), -1));
    assertThatIllegalArgumentException().isThrownBy(() -> new Cell(0, 0.5));
  }

  private static List<Cell> cells(SplittableRandom random) {
    List<Cell> cells = new ArrayList<>();
    int size = 1 + random.nextInt(8);
    for (int cell = 0; cell < size; cell++) {
      double rate = random.nextInt(4) == 0 ? random.nextInt(2) : random.nextDouble();
      cells.add(new Cell(1 + random.nextInt(60), rate));
    }
    return cells;
  }

  private static double variance(List<Cell> cells, long[] drawn) {
    double sum = 0;
    for (int place = 0; place < drawn.length; place++) {
      Cell cell = cells.get(place);
      sum += cell.rate() * (1 - cell.rate()) * cell.contacts() * cell.contacts() / drawn[place];
    }
    return sum;
  }
}
