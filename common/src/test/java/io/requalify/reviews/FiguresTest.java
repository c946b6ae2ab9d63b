package io.requalify.reviews;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

final class FiguresTest {
  @Test
  void countsHaveTheirThousandsApart() {
    assertThat(Figures.count(1_234_567)).isEqualTo("1,234,567");
    assertThat(Figures.signedCount(-1_204)).isEqualTo("−1,204");
    assertThat(Figures.signedCount(12)).isEqualTo("+12");
    assertThat(Figures.signedCount(0)).isEqualTo("0");
  }

  @Test
  void ratesHaveOneDecimalAndSmallOnesTwo() {
    assertThat(Figures.percent(0.3824)).isEqualTo("38.2%");
    assertThat(Figures.percent(0.00417)).isEqualTo("0.42%");
    assertThat(Figures.percent(0.0)).isEqualTo("0%");
    assertThat(Figures.percent(1.0)).isEqualTo("100%");
    assertThat(Figures.percent(OptionalDouble.empty())).isEqualTo("–");
  }

  @Test
  void aShareStandsWithItsInterval() {
    assertThat(Figures.percent(OptionalDouble.of(0.4), Optional.of(new Span(0.35, 0.45))))
        .isEqualTo("40.0% (35.0% to 45.0%)");
    assertThat(Figures.percent(OptionalDouble.empty(), Optional.of(new Span(0.35, 0.45))))
        .isEqualTo("35.0% to 45.0%");
    assertThat(Figures.percent(OptionalDouble.of(0.4), Optional.empty())).isEqualTo("40.0%");
  }

  @Test
  void differencesCarryTheirSign() {
    assertThat(Figures.points(0.0281)).isEqualTo("+2.8");
    assertThat(Figures.points(-0.0411)).isEqualTo("−4.1");
    assertThat(Figures.points(-0.0004)).isEqualTo("−0.04");
    assertThat(Figures.points(-0.0)).isEqualTo("0");
  }

  @Test
  void moneyCarriesItsCurrency() {
    assertThat(Figures.money(new BigDecimal("676851.48"), "BRL")).isEqualTo("676,851.48 BRL");
  }

  @Test
  void instantsAndZonesSayUtc() {
    assertThat(Figures.instant(Instant.parse("2026-03-01T06:30:00Z")))
        .isEqualTo("1 March 2026, 06:30 UTC");
    assertThat(Figures.zone(ZoneId.of("Z"))).isEqualTo("UTC");
    assertThat(Figures.zone(ZoneId.of("America/Sao_Paulo"))).isEqualTo("America/Sao_Paulo");
  }
}
