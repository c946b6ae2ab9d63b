package io.requalify.statistics.decomposition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.requalify.statistics.decomposition.Decomposition.Part;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class DecompositionTest {
  @Test
  void ofTwoFactorsEachHasItsDifferenceTimesTheMeanOfTheOther() {
    double[] values = {2 * 3, 5 * 3, 2 * 7, 5 * 7};

    Decomposition product = Decomposition.of(List.of("a", "b"), set -> values[set]);

    assertThat(product.part("a")).isEqualByComparingTo("15");
    assertThat(product.part("b")).isEqualByComparingTo("14");
    assertThat(product.total()).isEqualByComparingTo("29");
  }

  @Test
  void partsOfAnyFigureAddUpToTheLastDecimal() {
    for (int factors = 1; factors <= Decomposition.MOST_FACTORS; factors++) {
      double[] figures = figures(factors, 7);

      Decomposition decomposition = Decomposition.of(names(factors), set -> figures[set]);

      BigDecimal sum =
          decomposition.parts().stream()
              .map(Part::difference)
              .reduce(BigDecimal.ZERO, BigDecimal::add);
      assertThat(sum).isEqualByComparingTo(decomposition.total());
      double moved = figures[figures.length - 1] - figures[0];
      assertThat(sum.doubleValue()).isCloseTo(moved, within(1e-11));
    }
  }

  @Test
  void swappingThePeriodsChangesTheSignsAndNothingElse() {
    double[] figures = figures(6, 8);
    int all = figures.length - 1;

    Decomposition forward = Decomposition.of(names(6), set -> figures[set]);
    Decomposition backward = Decomposition.of(names(6), set -> figures[all ^ set]);

    assertThat(backward.before()).isEqualTo(forward.after());
    assertThat(backward.parts())
        .containsExactlyElementsOf(
            forward.parts().stream()
                .map(part -> new Part(part.factor(), part.difference().negate()))
                .toList());
  }

  @Test
  void theOrderInWhichFactorsAreGivenChangesNoPart() {
    double[] figures = figures(5, 9);
    List<String> reversed = new ArrayList<>(names(5));
    Collections.reverse(reversed);

    Decomposition one = Decomposition.of(names(5), set -> figures[set]);
    Decomposition other =
        Decomposition.of(reversed, set -> figures[Integer.reverse(set) >>> (Integer.SIZE - 5)]);

    for (String factor : names(5)) {
      assertThat(other.part(factor)).isEqualTo(one.part(factor));
    }
  }

  @Test
  void aFactorThatChangesNothingHasNoPart() {
    double[] figures = figures(3, 10);

    Decomposition decomposition =
        Decomposition.of(
            List.of("a", "b", "idle", "c"), set -> figures[(set & 3) + (set >> 3) * 4]);

    assertThat(decomposition.part("idle")).isEqualByComparingTo("0");
    assertThat(decomposition.part("a")).isNotEqualByComparingTo("0");
  }

  @Test
  void partsThatDoNotAddUpAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new Decomposition(
                    BigDecimal.ZERO, BigDecimal.TEN, List.of(new Part("a", BigDecimal.ONE))))
        .withMessage("The parts add up to 1, but the figure moved from 0 to 10");
  }

  @Test
  void factorsOfOneNameAndFiguresThatAreNoNumbersAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Decomposition.of(List.of("a", "a"), set -> 1))
        .withMessage("[a, a]: give 1 to 10 factors, each under its own name");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Decomposition.of(List.of("a"), set -> 1.0 / set))
        .withMessageContaining("A figure of Infinity cannot be shared out");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Decomposition.of(List.of("a"), set -> set).part("b"))
        .withMessage("There is no factor b; there are [a]");
  }

  private static List<String> names(int factors) {
    return IntStream.range(0, factors).mapToObj(factor -> "factor " + factor).toList();
  }

  private static double[] figures(int factors, long seed) {
    return new SplittableRandom(seed).doubles(1L << factors).toArray();
  }
}
