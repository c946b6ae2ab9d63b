package io.requalify.statistics.proposals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.requalify.statistics.counterfactual.Cell;
import io.requalify.statistics.counterfactual.Cell.Quadrant;
import io.requalify.statistics.counterfactual.Grade;
import io.requalify.statistics.counterfactual.SwapInCell;
import io.requalify.statistics.proposals.ExplorationPlan.Draw;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

final class ExplorationPlanTest {
  private static final SwapInCell SEARCH = cell("search", Grade.NONE, 3000, 0.4);
  private static final SwapInCell SOCIAL = cell("social", Grade.EXPLORED, 1000, 0.1);
  private static final SwapInCell FORMER = cell("former", Grade.HISTORY, 1000, 0.5);

  @Test
  void drawsReachTheHalfWidthThatIsAskedFor() {
    ExplorationPlan plan =
        ExplorationPlan.of(List.of(SEARCH, SOCIAL, FORMER), 8000, 7500, 0.45, 0.02);

    assertThat(plan.halfWidth()).isCloseTo(0.02, within(1e-4));
    // pi = 1/3, p01 = .325, n11 = 7500: (pi² p01 q01 z²) / (h² - z² (1-pi)² p11 q11 / n11).
    double share = 4000.0 / 12000;
    double left = 0.02 * 0.02 - 3.841459 * Math.pow(1 - share, 2) * 0.45 * 0.55 / 7500;
    double wanted = share * share * 0.325 * 0.675 * 3.841459 / left;
    assertThat(plan.total()).isEqualTo((long) Math.ceil(wanted));
    assertThat(plan.remark())
        .isEqualTo(
            "%d of 4000 swap-ins drawn at random and worked make its conversion known to 2.0 points either way"
                .formatted(plan.total()));
  }

  @Test
  void drawsAreSharedOutByTheSpreadOfEachCellAndNotWhereAFormerRuleWorkedSome() {
    ExplorationPlan plan =
        ExplorationPlan.of(List.of(SEARCH, SOCIAL, FORMER), 8000, 7500, 0.45, 0.02);

    assertThat(plan.draws())
        .extracting(draw -> draw.cell().channel())
        .containsExactly("search", "social");
    double ratio = (double) plan.draws().get(0).draws() / plan.draws().get(1).draws();
    assertThat(ratio)
        .isCloseTo(3000 * Math.sqrt(0.4 * 0.6) / (1000 * Math.sqrt(0.1 * 0.9)), within(0.1));
    assertThat(plan.draws())
        .allMatch(draw -> draw.probability() == (double) draw.draws() / draw.contacts());
  }

  @Test
  void drawsAreNeverFewerThanAnEstimateIsTrustedWith() {
    SwapInCell few = cell("search", Grade.NONE, 400, 0.4);

    assertThat(ExplorationPlan.of(List.of(few), 20_000, 20_000, 0.4, 0.02).total()).isEqualTo(100);
  }

  @Test
  void everyCellIsDrawnFromWithAProbabilityThatCounts() {
    SwapInCell sure = cell("never", Grade.NONE, 1000, 0);

    List<Draw> draws = ExplorationPlan.of(List.of(SEARCH, sure), 8000, 7500, 0.45, 0.02).draws();

    assertThat(draws.get(1).draws()).isEqualTo(10);
    assertThat(draws.get(1).probability()).isEqualTo(0.01);
  }

  @Test
  void whereTooFewAreWorkedOfBothNoDrawReachesTheWidthAndItSaysSo() {
    ExplorationPlan plan = ExplorationPlan.of(List.of(SEARCH), 3000, 100, 0.45, 0.02);

    assertThat(plan.total()).isEqualTo(3000);
    assertThat(plan.halfWidth()).isGreaterThan(0.02);
    assertThat(plan.remark()).startsWith("even all 3000 of 3000 swap-ins worked");
  }

  @Test
  void withoutSwapInsOrConversionsThereIsNoPlanButAReason() {
    assertThat(ExplorationPlan.of(List.of(FORMER), 10, 10, 0.5, 0.02).remark())
        .isEqualTo("it has no swap-ins that a draw could tell about");
    assertThat(
            ExplorationPlan.of(List.of(cell("a", Grade.NONE, 10, 0)), 10, 10, 0.5, 0.02).remark())
        .startsWith("nothing has converted yet");
    assertThat(ExplorationPlan.of(List.of(SEARCH), 10, 0, 0, 0.02).remark())
        .startsWith("sales worked none");
  }

  @Test
  void claimTipsWhereTheOddsOfBorrowedContactsAreOffEnough() {
    // 1000 of 4000 contacts are borrowed, at a half: to lose 1 point of all, they lose 4 points.
    double least = 0.5 - 0.04;
    double factor = (0.5 / 0.5) / (least / (1 - least));

    OptionalDouble shift = BorrowedEvidence.tippingShift(List.of(SEARCH, FORMER), 4000, 0.0, -0.01);

    assertThat(shift.getAsDouble()).isCloseTo(factor, within(1e-9));
  }

  @Test
  void claimThatIsBelowAlreadyTipsAtOnceAndOneWithoutBorrowedContactsNever() {
    assertThat(BorrowedEvidence.tippingShift(List.of(FORMER), 4000, -0.02, -0.01)).hasValue(1);
    assertThat(BorrowedEvidence.tippingShift(List.of(SEARCH), 4000, -0.02, -0.01)).isEmpty();
  }

  private static SwapInCell cell(String channel, Grade grade, long due, double expected) {
    return new SwapInCell(new Cell(Quadrant.SWAP_IN, channel, "default", -1), grade, due, expected);
  }
}
