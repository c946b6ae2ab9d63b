package io.requalify.statistics.decomposition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.requalify.statistics.BinomialTally;
import io.requalify.statistics.decomposition.RestatedChange.Figures;
import io.requalify.statistics.decomposition.RestatedChange.Month;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

final class RestatedChangeTest {
  /** A looser rule went live: twice the reports, at half the conversion; under one rule nothing. */
  @Test
  void aChangeOfTheRuleAloneIsNoChangeOfDemandOrQuality() {
    Month before = new Month(figures(100, 40), figures(100, 40));
    Month now = new Month(figures(200, 40), figures(100, 40));

    Decomposition qualified = RestatedChange.ofQualified(before, now).value().orElseThrow();
    assertThat(qualified.part("rule")).isEqualByComparingTo("100");
    assertThat(qualified.part("demand")).isEqualByComparingTo("0");
    Decomposition conversion = RestatedChange.ofConversion(before, now).value().orElseThrow();
    assertThat(conversion.part("rule").doubleValue()).isCloseTo(-0.2, within(1e-15));
    assertThat(conversion.part("quality")).isEqualByComparingTo("0");
    assertThat(RestatedChange.ofConverted(before, now).value().orElseThrow().total().doubleValue())
        .isCloseTo(0, within(1e-12));
  }

  @Test
  void whereTheVersionWasLiveAllAlongTheRuleAddsNothing() {
    Month before = new Month(figures(100, 40), figures(100, 40));
    Month now = new Month(figures(150, 45), figures(150, 45));

    Decomposition converted = RestatedChange.ofConverted(before, now).value().orElseThrow();
    // 100 to 150 at 40% to 30%: 50 times 35%, and -10 points times 125.
    assertThat(converted.part("demand").doubleValue()).isCloseTo(17.5, within(1e-12));
    assertThat(converted.part("quality").doubleValue()).isCloseTo(-12.5, within(1e-12));
    assertThat(converted.part("rule").doubleValue()).isCloseTo(0, within(1e-12));
    assertThat(
            converted.parts().stream()
                .map(Decomposition.Part::difference)
                .reduce(BigDecimal.ZERO, BigDecimal::add))
        .isEqualByComparingTo(converted.total());
  }

  @Test
  void noDemandFewKnownOutcomesAndNoConversionAreRefused() {
    Month usual = new Month(figures(100, 40), figures(100, 40));
    Month nobody = new Month(figures(100, 40), figures(0, 0));
    Month few = new Month(figures(100, 40), new Figures(100, new BinomialTally(29, 9)));
    Month none = new Month(figures(100, 40), figures(100, 0));

    assertThat(RestatedChange.ofQualified(usual, nobody).reason())
        .isEqualTo(
            "the version qualifies nobody in this month, so a report cannot be held against it");
    assertThat(RestatedChange.ofConversion(few, usual).reason())
        .isEqualTo(
            "the outcomes of 100 reported and 29 restated contacts of the earlier month are known; at least 30 of each are needed");
    assertThat(RestatedChange.ofConverted(usual, none).reason())
        .startsWith("none of the restated contacts of this month converted");
  }

  private static Figures figures(long qualified, long converted) {
    return new Figures(qualified, new BinomialTally(qualified, converted));
  }
}
