package io.requalify.statistics.calibration;

import static io.requalify.statistics.calibration.MadeScores.said;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.requalify.statistics.BinomialTally;
import io.requalify.statistics.calibration.GainsTable.Row;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class GainsTableTest {
  @Test
  void aTenthOfTheContactsBringsHalfOfTheEvents() {
    ScoreTable table =
        ScoreTable.of(List.of(ScoreLevel.of(10, 90, 5, .05), ScoreLevel.of(60, 10, 5, .5)));

    List<Row> rows = said(GainsTable.of(table)).rows();

    Row highest = rows.get(0);
    assertThat(highest.level().score()).isEqualTo(60);
    assertThat(highest.shareOfContacts()).isEqualTo(.1);
    assertThat(highest.gain()).isEqualTo(.5);
    assertThat(highest.lift()).isCloseTo(5, within(1e-15));
    Row lowest = rows.get(1);
    assertThat(lowest.fromHereUp()).isEqualTo(new BinomialTally(100, 10));
    assertThat(lowest.lift()).isCloseTo(5.0 / 9, within(1e-15));
    assertThat(lowest.liftFromHereUp()).isEqualTo(1);
  }

  @Test
  void gainsOverSharesAreLiftsAndAllOfThemIsAll() {
    SplittableRandom random = new SplittableRandom(71);
    for (int draw = 0; draw < 100; draw++) {
      List<Row> rows = said(GainsTable.of(ScoreTable.of(MadeScores.random(random)))).rows();

      for (Row row : rows) {
        assertThat(row.gain() / row.shareOfContacts())
            .isCloseTo(row.liftFromHereUp(), within(1e-12));
      }
      Row last = rows.get(rows.size() - 1);
      assertThat(last.shareOfContacts()).isEqualTo(1);
      assertThat(last.gain()).isEqualTo(1);
    }
  }

  @Test
  void withoutAnEventThereIsNothingToGain() {
    assertThat(GainsTable.of(ScoreTable.of(List.of(ScoreLevel.of(10, 90, 0, .05)))).reason())
        .isEqualTo("of 90 contacts none had the event, so there is nothing to gain");
  }
}
