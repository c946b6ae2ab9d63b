package io.requalify.statistics.decomposition;

import io.requalify.statistics.Answer;
import io.requalify.statistics.decomposition.Decomposition.Part;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * How much of the change of a conversion rate comes from whom there was (mix, by each dimension of
 * the composition) and how much from the rates within the cells.
 *
 * <p>Of one dimension mix is {@code Sum (s1 - s0)(r1 + r0)/2} and rate {@code Sum (r1 - r0)(s1 +
 * s0)/2}, with the shares {@code s} and rates {@code r} of the cells (Kitagawa 1955). Of several,
 * the share of a cell is the product of one factor for each dimension, and the difference is shared
 * out among these and the rates (Das Gupta 1993, chapter 5); shares of mixed periods are scaled to
 * add up to one, so that equal rates everywhere give no mix.
 *
 * <p>A cell with nobody in one period has no rate there. It is given that of the other, so that all
 * it changes is mix. With many cells of few contacts chance in their rates is large: read the
 * interval of {@link DecompositionIntervals}, or cut more coarsely. Only what the dimensions tell
 * counts as mix; a change of kinds of contacts within cells shows as rate.
 *
 * @param decomposition a part for each dimension, and one named {@code rate}
 */
public record MixAgainstRate(Decomposition decomposition) {
  /** The name of the part of the rates within cells. */
  public static final String RATE = "rate";

  /**
   * The parts; refused where no cell has contacts in both periods.
   *
   * @param before of the earlier period
   * @param after of the later, of the same dimensions
   * @throws IllegalArgumentException when the dimensions differ or one is called {@code rate}
   */
  public static Answer<MixAgainstRate> of(Composition before, Composition after) {
    if (!before.dimensions().equals(after.dimensions())) {
      throw new IllegalArgumentException(
          "The periods are cut by %s and by %s; cut both alike"
              .formatted(before.dimensions(), after.dimensions()));
    }
    List<String> factors = new ArrayList<>(before.dimensions());
    factors.add(RATE);
    List<List<String>> cells = Composition.union(List.of(before, after));
    if (cells.stream()
        .noneMatch(cell -> before.cell(cell).isPresent() && after.cell(cell).isPresent())) {
      return Answer.refused(
          "no cell of %s has contacts in both periods, so there are no rates to compare; cut more coarsely"
              .formatted(before.dimensions()));
    }
    Mixtures mixtures = new Mixtures(before, after, cells);
    return Answer.of(new MixAgainstRate(Decomposition.of(factors, mixtures::rate)));
  }

  /** What all dimensions of the composition add to the difference together. */
  public BigDecimal mix() {
    return decomposition.parts().stream()
        .filter(part -> !part.factor().equals(RATE))
        .map(Part::difference)
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  /** What the rates within the cells add to the difference. */
  public BigDecimal rate() {
    return decomposition.part(RATE);
  }

  /**
   * True where the whole and the rates within the cells did not move in the same direction
   * (Simpson): the headline says the opposite of what happened to comparable contacts. Asked of the
   * estimates; whether chance alone could do it is for the intervals to say.
   */
  public boolean simpson() {
    return decomposition.total().signum() != rate().signum();
  }

  /** The rate of the whole when some factors are those of the later period. */
  private static final class Mixtures {
    private final int dimensions;
    private final double[][][] shareFactors;
    private final double[][] rates;

    Mixtures(Composition before, Composition after, List<List<String>> cells) {
      this.dimensions = before.dimensions().size();
      this.shareFactors =
          new double[][][] {shareFactors(before, cells), shareFactors(after, cells)};
      this.rates = new double[][] {rates(before, after, cells), rates(after, before, cells)};
    }

    private static double[][] shareFactors(Composition period, List<List<String>> cells) {
      double[][] factors = new double[period.dimensions().size()][cells.size()];
      for (int dimension = 0; dimension < factors.length; dimension++) {
        for (int cell = 0; cell < cells.size(); cell++) {
          factors[dimension][cell] = period.shareFactor(cells.get(cell), dimension);
        }
      }
      return factors;
    }

    private static double[] rates(Composition period, Composition other, List<List<String>> cells) {
      return cells.stream()
          .map(cell -> period.cell(cell).or(() -> other.cell(cell)).orElseThrow())
          .mapToDouble(Composition.Cell::rate)
          .toArray();
    }

    double rate(int later) {
      double[] ofCells = rates[(later >> dimensions) & 1];
      double weighted = 0;
      double shares = 0;
      for (int cell = 0; cell < ofCells.length; cell++) {
        double share = 1;
        for (int dimension = 0; dimension < dimensions; dimension++) {
          share *= shareFactors[(later >> dimension) & 1][dimension][cell];
        }
        weighted += share * ofCells[cell];
        shares += share;
      }
      // Above 0: some cell has contacts in both periods, so none of its factors is 0.
      return weighted / shares;
    }
  }
}
