package io.requalify.statistics.calibration;

import io.requalify.statistics.BinomialTally;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Whether more points mean a higher rate, band by band. Where the rate falls from one band to the
 * next, the points of what lies between them are doubtful.
 *
 * <p>Contacts of one account that go together make every violation look surer than it is; and the
 * largest of many violations is large by chance.
 *
 * @param blocks of neighbouring bands that isotonic regression pools, the lowest score first; as
 *     many as there are bands where the rate never falls
 * @param worst the violation with the largest z; none where the rate never falls
 */
public record MonotoneBands(List<PooledBlock> blocks, Optional<Violation> worst) {
  public MonotoneBands {
    blocks = List.copyOf(blocks);
  }

  /**
   * Neighbouring bands with one rate.
   *
   * @param lowestScore of the lowest band, in points
   * @param highestScore of the highest band, in points; the same where there is one band
   * @param bands how many
   * @param tally of all of them
   */
  public record PooledBlock(
      double lowestScore, double highestScore, int bands, BinomialTally tally) {}

  /**
   * A band with a lower rate than the one below it.
   *
   * @param lowerScore of the band below, in points
   * @param higherScore of the band above, in points
   * @param z difference of their rates in standard errors under one common rate, above 0
   */
  public record Violation(double lowerScore, double higherScore, double z) {}

  /** True where the rate never falls. */
  public boolean monotone() {
    return worst.isEmpty();
  }

  /** The bands of a table, each level one band. */
  public static MonotoneBands of(ScoreTable table) {
    List<ScoreLevel> levels = table.levels();
    List<PooledBlock> blocks =
        IsotonicRegression.rising(levels.stream().map(ScoreLevel::tally).toList()).stream()
            .map(
                block ->
                    new PooledBlock(
                        levels.get(block.first()).score(),
                        levels.get(block.last()).score(),
                        block.last() - block.first() + 1,
                        block.tally()))
            .toList();
    Optional<Violation> worst =
        IntStream.range(1, levels.size())
            .mapToObj(place -> fall(levels.get(place - 1), levels.get(place)))
            .flatMap(Optional::stream)
            // The lowest of equals, so that it is always the same one.
            .reduce((one, other) -> other.z() > one.z() ? other : one);
    return new MonotoneBands(blocks, worst);
  }

  private static Optional<Violation> fall(ScoreLevel below, ScoreLevel above) {
    double difference = below.tally().rate() - above.tally().rate();
    if (!(difference > 0)) {
      return Optional.empty();
    }
    // Rates that differ have a common rate that is neither 0 nor 1.
    double common = ScoreTable.total(List.of(below.tally(), above.tally())).rate();
    double variance =
        common * (1 - common) * (1.0 / below.tally().trials() + 1.0 / above.tally().trials());
    return Optional.of(
        new Violation(below.score(), above.score(), difference / Math.sqrt(variance)));
  }
}
