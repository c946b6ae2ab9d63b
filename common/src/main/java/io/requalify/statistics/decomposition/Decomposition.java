package io.requalify.statistics.decomposition;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.function.IntToDoubleFunction;

/**
 * The difference of a figure between two periods, shared out among its factors: the mean, over all
 * orders in which the factors can change one after the other, of what each changes (the Shapley
 * value; for products and weighted means the equations of Das Gupta).
 *
 * <p>The parts add up exactly and no order is preferred. They are arithmetic, not causes: a factor
 * that moved because another did is given a part of its own. Shapley 1953; Das Gupta 1993,
 * Standardization and decomposition of rates, equation 3.54.
 *
 * <p>How they come to be exact: the figure under each mixture of the periods is rounded to a
 * multiple of {@code n!} units of 10<sup>-18</sup>, for {@code n} factors. The weights of the
 * differences are whole {@code n!}-ths, so every part is a whole number of units, and in whole
 * numbers the sum telescopes to the difference of the two ends. Swapping the periods takes every
 * mixture for its opposite and so changes the signs and nothing else.
 *
 * @param before the figure in the earlier period
 * @param after the figure in the later period
 * @param parts one for each factor, in the order in which they were given
 */
public record Decomposition(BigDecimal before, BigDecimal after, List<Part> parts) {
  /** Decimals of all figures. */
  public static final int SCALE = 18;

  /** A mixture is reckoned for every subset of the factors: 1,024 for as many as these. */
  public static final int MOST_FACTORS = 10;

  /**
   * What one factor adds to the difference.
   *
   * @param factor its name
   * @param difference in the unit of the figure, such as 0.01 for one point of a rate
   */
  public record Part(String factor, BigDecimal difference) {}

  public Decomposition {
    parts = List.copyOf(parts);
    BigDecimal sum = parts.stream().map(Part::difference).reduce(BigDecimal.ZERO, BigDecimal::add);
    if (sum.compareTo(after.subtract(before)) != 0) {
      throw new IllegalArgumentException(
          "The parts add up to %s, but the figure moved from %s to %s"
              .formatted(sum, before, after));
    }
  }

  /**
   * The decomposition of any figure.
   *
   * @param factors their names, from 1 to 10, each once
   * @param mixture the figure where some factors are those of the later period: factor {@code k} is
   *     when bit {@code k} is set. It must be a finite number
   * @throws IllegalArgumentException when the factors or a figure are not as said
   */
  public static Decomposition of(List<String> factors, IntToDoubleFunction mixture) {
    int count = factors.size();
    if (count < 1 || count > MOST_FACTORS || new HashSet<>(factors).size() != count) {
      throw new IllegalArgumentException(
          "%s: give 1 to %d factors, each under its own name".formatted(factors, MOST_FACTORS));
    }
    BigInteger[] factorials = factorials(count);
    BigDecimal step = new BigDecimal(factorials[count], SCALE);
    BigInteger[] steps = new BigInteger[1 << count];
    for (int set = 0; set < steps.length; set++) {
      steps[set] = steps(mixture.applyAsDouble(set), step);
    }
    List<Part> parts = new ArrayList<>();
    for (int factor = 0; factor < count; factor++) {
      parts.add(new Part(factors.get(factor), difference(steps, factor, factorials)));
    }
    return new Decomposition(
        step.multiply(new BigDecimal(steps[0])),
        step.multiply(new BigDecimal(steps[steps.length - 1])),
        parts);
  }

  private static BigInteger steps(double figure, BigDecimal step) {
    if (!Double.isFinite(figure)) {
      throw new IllegalArgumentException(
          "A figure of %s cannot be shared out; see to it that no factor divides by nothing"
              .formatted(figure));
    }
    return new BigDecimal(figure).divide(step, 0, RoundingMode.HALF_UP).toBigIntegerExact();
  }

  /** {@code Sum s! (n - 1 - s)! (v(S with it) - v(S))} over the sets S without it, in units. */
  private static BigDecimal difference(BigInteger[] steps, int factor, BigInteger[] factorials) {
    int count = factorials.length - 1;
    int itself = 1 << factor;
    BigInteger units = BigInteger.ZERO;
    for (int set = 0; set < steps.length; set++) {
      if ((set & itself) == 0) {
        int size = Integer.bitCount(set);
        BigInteger orders = factorials[size].multiply(factorials[count - 1 - size]);
        units = units.add(orders.multiply(steps[set | itself].subtract(steps[set])));
      }
    }
    return new BigDecimal(units, SCALE);
  }

  private static BigInteger[] factorials(int most) {
    BigInteger[] factorials = new BigInteger[most + 1];
    factorials[0] = BigInteger.ONE;
    for (int number = 1; number <= most; number++) {
      factorials[number] = factorials[number - 1].multiply(BigInteger.valueOf(number));
    }
    return factorials;
  }

  /** After less before: what the parts add up to. */
  public BigDecimal total() {
    return after.subtract(before);
  }

  /**
   * What one factor adds.
   *
   * @throws IllegalArgumentException when there is no such factor
   */
  public BigDecimal part(String factor) {
    return parts.stream()
        .filter(part -> part.factor().equals(factor))
        .map(Part::difference)
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "There is no factor %s; there are %s"
                        .formatted(factor, parts.stream().map(Part::factor).toList())));
  }
}
