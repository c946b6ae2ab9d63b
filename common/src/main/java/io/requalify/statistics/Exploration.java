package io.requalify.statistics;

import java.util.OptionalDouble;

/**
 * The random draw from the swap-ins: what stands for those that sales never saw. The weight of a
 * drawn contact is one over the probability that was logged for it.
 *
 * @param contacts drawn, with a usable probability, and mature
 * @param weights sum of their weights
 * @param squaredWeights sum of the squares of their weights
 * @param largestWeight the largest of their weights; 0 where nobody was drawn
 * @param reach sum of the weights of all drawn, mature or not: about how many swap-ins the draw
 *     could have reached
 * @param due swap-ins, drawn or not, whose horizon would be over
 */
public record Exploration(
    long contacts,
    double weights,
    double squaredWeights,
    double largestWeight,
    double reach,
    long due) {
  /** No draw. */
  public static final Exploration NONE = new Exploration(0, 0, 0, 0, 0, 0);

  public Exploration {
    if (contacts < 0
        || contacts > due
        || weights < contacts
        || squaredWeights < weights
        || largestWeight > weights
        || reach < weights) {
      throw new IllegalArgumentException(
          "%d drawn of %d due, weights %s, squares %s, largest %s, reach %s"
              .formatted(contacts, due, weights, squaredWeights, largestWeight, reach));
    }
  }

  /** The weights of the drawn. */
  public WeightSums sums() {
    return new WeightSums(contacts, weights, squaredWeights, largestWeight);
  }

  /** Kish's effective sample, see {@link WeightSums#effectiveSample}. */
  public double effectiveSample() {
    return sums().effectiveSample();
  }

  /** Share of all weight that lies on one contact; none where nobody was drawn. */
  public OptionalDouble largestNormalisedWeight() {
    return contacts == 0 ? OptionalDouble.empty() : OptionalDouble.of(sums().largestShare());
  }
}
