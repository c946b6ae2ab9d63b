package io.requalify.statistics.decomposition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.requalify.statistics.decomposition.Composition.Cell;
import io.requalify.statistics.decomposition.FunnelChain.Stage;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Reference case das-gupta: examples of Das Gupta 1993 as R's DasGuptR prints them. */
final class DasGuptaTest {
  /** Half a unit of the last digit of seven decimals. */
  private static final double SEVEN_DECIMALS = 5.1e-8;

  @Test
  void exampleOfThreeFactors() {
    Decomposition births =
        FunnelChain.of(
            List.of(
                new Stage("births of women aged 15 to 49", 51.78746, 84.90502),
                new Stage("women aged 15 to 49 of women", 0.45919, 0.75756),
                new Stage("women of all", 0.52638, 0.51065)));

    assertThat(parts(births))
        .containsExactly(new double[] {10.4340333, 10.5608476, -0.6670084}, within(SEVEN_DECIMALS));
    assertThat(births.total().doubleValue()).isCloseTo(20.3278726, within(SEVEN_DECIMALS));
  }

  @Test
  void exampleOfFourFactors() {
    Decomposition births =
        FunnelChain.of(
            List.of(
                new Stage("births of pregnancies", 25.3, 32.7),
                new Stage("pregnancies of sexually active women", 0.214, 0.290),
                new Stage("sexually active of women", 0.279, 0.473),
                new Stage("unmarried of women", 0.949, 0.986)));

    assertThat(parts(births))
        .containsExactly(
            new double[] {0.6889411, 0.8125381, 1.3829055, 0.1047547}, within(SEVEN_DECIMALS));
    assertThat(births.total().doubleValue()).isCloseTo(2.9891394, within(SEVEN_DECIMALS));
  }

  @Test
  void exampleOfFiveFactors() {
    Decomposition fertility =
        FunnelChain.of(
            List.of(
                new Stage("married", 0.58, 0.72),
                new Stage("without contraception", 0.76, 0.97),
                new Stage("without abortion", 0.84, 0.97),
                new Stage("lactation", 0.66, 0.56),
                new Stage("fecundity", 16.573, 16.158)));

    assertThat(parts(fertility))
        .containsExactly(
            new double[] {1.0909785, 1.2298438, 0.7278399, -0.8398707, -0.1290187},
            within(SEVEN_DECIMALS));
  }

  /** Example 5.1: households by the age of their head, 1970 and 1985. */
  @Test
  void exampleOfOneDimension() {
    Map<List<String>, Cell> before =
        byAge(
            new double[] {12.9, 10.9, 9.5, 8.0, 7.8, 8.4, 8.6, 7.8, 7.0, 5.9, 4.7, 3.6, 4.9},
            new double[] {
              1.9, 25.8, 45.7, 49.6, 51.2, 51.6, 51.8, 54.9, 58.7, 60.4, 62.8, 66.6, 66.8
            });
    Map<List<String>, Cell> after =
        byAge(
            new double[] {10.1, 11.2, 11.6, 10.9, 9.4, 7.7, 6.3, 6.0, 6.3, 5.9, 5.1, 4.0, 5.5},
            new double[] {
              2.2, 24.3, 45.8, 52.5, 56.1, 55.6, 56.0, 57.4, 57.2, 61.2, 63.9, 68.6, 72.2
            });

    MixAgainstRate parts = mixAgainstRate(List.of("age"), before, after);

    assertThat(parts.mix().doubleValue()).isCloseTo(1.2269, within(5e-5));
    assertThat(parts.rate().doubleValue()).isCloseTo(1.7403, within(5e-5));
    assertThat(parts.decomposition().total().doubleValue()).isCloseTo(2.9672, within(5e-5));
    assertThat(parts.simpson()).isFalse();
  }

  /** Example 5.3: deaths by race and age, 1970 and 1985. */
  @Test
  void exampleOfTwoDimensions() {
    Map<List<String>, Cell> before =
        byRaceAndAge(
            new double[] {
              2968, 11484, 34614, 30992, 21983, 20314, 20928, 16897, 11339, 5720, 1315, //
              535, 2162, 6120, 4781, 3096, 2718, 2363, 1767, 1149, 448, 117
            },
            new double[] {
              18.469, 0.751, 0.391, 1.146, 1.287, 2.672, 6.636, 15.691, 34.723, 79.763, 176.837,
              36.993, 1.352, 0.541, 2.040, 3.523, 6.746, 12.967, 24.471, 45.091, 74.902, 123.205
            });
    Map<List<String>, Cell> after =
        byRaceAndAge(
            new double[] {
              3041, 11577, 27450, 32711, 35480, 27411, 19555, 19795, 15254, 8022, 2472, //
              707, 2692, 6473, 6841, 6547, 4352, 3034, 2540, 1749, 804, 236
            },
            new double[] {
              9.163, 0.462, 0.248, 0.929, 1.084, 1.810, 4.715, 12.187, 27.728, 64.068, 157.570,
              17.208, 0.738, 0.328, 1.103, 2.045, 3.724, 8.052, 17.812, 34.128, 68.276, 125.161
            });

    MixAgainstRate parts = mixAgainstRate(List.of("race", "age"), before, after);

    assertThat(parts(parts.decomposition()))
        .containsExactly(new double[] {0.01999804, 1.52195237, -2.22816617}, within(5.1e-9));
    assertThat(parts.decomposition().total().doubleValue()).isCloseTo(-0.68621576, within(5.1e-9));
  }

  private static MixAgainstRate mixAgainstRate(
      List<String> dimensions, Map<List<String>, Cell> before, Map<List<String>, Cell> after) {
    return MixAgainstRate.of(Composition.of(dimensions, before), Composition.of(dimensions, after))
        .value()
        .orElseThrow();
  }

  private static Map<List<String>, Cell> byAge(double[] sizes, double[] rates) {
    Map<List<String>, Cell> cells = new HashMap<>();
    for (int age = 0; age < sizes.length; age++) {
      cells.put(List.of(Integer.toString(age)), new Cell(sizes[age], rates[age]));
    }
    return cells;
  }

  private static Map<List<String>, Cell> byRaceAndAge(double[] sizes, double[] rates) {
    Map<List<String>, Cell> cells = new HashMap<>();
    for (int place = 0; place < sizes.length; place++) {
      cells.put(
          List.of(Integer.toString(place / 11), Integer.toString(place % 11)),
          new Cell(sizes[place], rates[place]));
    }
    return cells;
  }

  private static double[] parts(Decomposition decomposition) {
    return decomposition.parts().stream()
        .mapToDouble(part -> part.difference().doubleValue())
        .toArray();
  }
}
