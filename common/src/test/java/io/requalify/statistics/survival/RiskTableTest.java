package io.requalify.statistics.survival;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.requalify.statistics.survival.RiskTable.Row;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RiskTableTest {
  private static final List<String> CAUSES = List.of("accepted", "rejected");

  @Test
  void theContactsAreThoseAtRiskInTheFirstRow() {
    RiskTable table =
        new RiskTable(
            CAUSES, List.of(new Row(0, 10, List.of(2L, 1L), 0), new Row(3, 7, List.of(0L, 3L), 4)));

    assertThat(table.contacts()).isEqualTo(10);
    assertThat(table.lastTime()).isEqualTo(3);
    assertThat(table.rows().get(0).leftByAny()).isEqualTo(3);
  }

  @Test
  void whoIsNeitherGoneNorCensoredMustBeInTheNextRow() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RiskTable(CAUSES, List.of(row(0, 10, 2, 1, 0), row(3, 8, 0, 3, 5))))
        .withMessage("At 3.0 8 are at risk, but of the 10 at 0.0 7 remained");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RiskTable(CAUSES, List.of(row(0, 10, 2, 1, 0), row(3, 6, 0, 3, 3))))
        .withMessage("At 3.0 6 are at risk, but of the 10 at 0.0 7 remained");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RiskTable(CAUSES, List.of(row(7, 10, 2, 1, 3))))
        .withMessage(
            "4 contacts are still at risk after the last row, at 7.0; count them as censored there");
  }

  @Test
  void countsThatCannotBeAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> row(1, 3, 2, 1, 1))
        .withMessageContaining("At 1.0, of 3 at risk, [2, 1] left and 1 were censored");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> row(1, 3, 2, -1, 1))
        .withMessageContaining("[2, -1] left");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> row(1, 3, 2, 0, -1))
        .withMessageContaining("-1 were censored");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> row(1, 0, 0, 0, 0))
        .withMessage("At 1.0 nobody was at risk (0): leave the row out");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> row(-1, 3, 1, 1, 1))
        .withMessage("The time -1.0 is no number of days since a decision");
  }

  @Test
  void timesCausesAndRowsThatDoNotFitAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RiskTable(CAUSES, List.of(row(2, 3, 1, 0, 0), row(2, 2, 1, 1, 0))))
        .withMessage(
            "The row at 2.0 follows the one at 2.0; each time must be there once, in order");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RiskTable(List.of("accepted"), List.of(row(2, 3, 1, 0, 2))))
        .withMessage(
            "The row at 2.0 says of 2 causes how many left by them, the table has 1: [accepted]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RiskTable(List.of("won", "won"), List.of(row(2, 3, 1, 0, 2))))
        .withMessage("The causes are [won, won]; there must be one or more, each once");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RiskTable(CAUSES, List.of()))
        .withMessage("There is no row, so nobody was at risk");
  }

  private static Row row(double time, long atRisk, long accepted, long rejected, long censored) {
    return new Row(time, atRisk, List.of(accepted, rejected), censored);
  }
}
