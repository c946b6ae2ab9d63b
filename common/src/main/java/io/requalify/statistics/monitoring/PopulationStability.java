package io.requalify.statistics.monitoring;

import io.requalify.statistics.Answer;
import java.util.ArrayList;
import java.util.List;
import org.hipparchus.distribution.continuous.ChiSquaredDistribution;
import org.hipparchus.special.Gamma;

/**
 * Population stability index of two periods: {@code Sum (q - p) ln(q / p)} over bins, with the
 * shares {@code p} of the earlier and {@code q} of the later period. Bins are bands of a score,
 * channels, or whatever parts contacts without rest.
 *
 * <p>Half a contact is added to each bin of each period before the shares are taken: a bin that one
 * period left empty then raises the index and does not make it infinite, and in small samples the
 * index of unchanged periods is nearer to its law. It makes the index smaller by about the share
 * {@code B/n} of itself, for {@code B} bins and {@code n} contacts in either period.
 *
 * <p>It is judged by chance and not by 0.1 and 0.25. Where both periods are drawn from one
 * population, {@code index / (1/n + 1/m)} of {@code n} and {@code m} contacts in {@code B} bins is
 * close to chi-squared with {@code B - 1} degrees of freedom. Yurdakul 2018, Statistical Properties
 * of Population Stability Index; the same critical value is in the R package PDtoolkit.
 *
 * <p>Contacts of one account that come together ruin it, and so do bins that were chosen because
 * they looked different: both make it alarm too often. Bins with a handful of contacts make it
 * alarm too rarely, so join them.
 *
 * @param index 0 or more
 * @param criticalValue what the index exceeds by chance in as many periods as the level leaves
 * @param probability of so large an index where nothing has changed
 * @param parts what each bin adds, in the order given; they sum to the index
 */
public record PopulationStability(
    double index, double criticalValue, double probability, List<Part> parts) {
  /** With fewer contacts in a period nothing is said. */
  public static final long FEWEST = 200;

  /** What is added to each bin of each period. */
  private static final double ADDED = 0.5;

  public PopulationStability {
    parts = List.copyOf(parts);
  }

  /**
   * A bin.
   *
   * @param name for messages and results
   * @param before contacts of the earlier period, 0 or more
   * @param now contacts of the later period, 0 or more
   */
  public record Bin(String name, long before, long now) {
    public Bin {
      if (before < 0 || now < 0) {
        throw new IllegalArgumentException(
            "Bin '%s' has %d contacts before and %d now; count 0 or more"
                .formatted(name, before, now));
      }
    }

    private boolean isEmpty() {
      return before == 0 && now == 0;
    }
  }

  /**
   * What a bin adds.
   *
   * @param share of the index that comes from this bin, in the units of the index, 0 or more
   */
  public record Part(Bin bin, double share) {}

  /**
   * Compares two periods. A bin that is empty in both says nothing and is passed over. Refused
   * where a period has fewer than 200 contacts, or fewer than two bins have any.
   *
   * @param bins each name once
   * @param level share of unchanged periods that should pass, such as 0.95
   * @throws IllegalArgumentException when a name is there twice, or the level is not between 0 and
   *     1
   */
  public static Answer<PopulationStability> of(List<Bin> bins, double level) {
    if (bins.stream().map(Bin::name).distinct().count() < bins.size()) {
      throw new IllegalArgumentException(
          "A bin is there twice: %s; add up its contacts first"
              .formatted(bins.stream().map(Bin::name).toList()));
    }
    long before = bins.stream().mapToLong(Bin::before).sum();
    long now = bins.stream().mapToLong(Bin::now).sum();
    if (before < FEWEST || now < FEWEST) {
      return Answer.refused(
          "there are %d contacts before and %d now; at least %d of each are needed, so take longer periods"
              .formatted(before, now, FEWEST));
    }
    List<Bin> filled = bins.stream().filter(bin -> !bin.isEmpty()).toList();
    if (filled.size() < 2) {
      return Answer.refused("all contacts lie in one bin, so no mix can change; take finer bins");
    }
    return Answer.of(judged(filled, before, now, level));
  }

  /** Of periods of any size. */
  static PopulationStability judged(List<Bin> bins, long before, long now, double level) {
    if (!(level > 0 && level < 1)) {
      throw new IllegalArgumentException(
          "Not a share of unchanged periods: %s; it lies between 0 and 1, such as 0.95"
              .formatted(level));
    }
    List<Part> parts = new ArrayList<>();
    double index = 0;
    for (Bin bin : bins) {
      double earlier = share(bin.before(), before, bins.size());
      double later = share(bin.now(), now, bins.size());
      double share = (later - earlier) * Math.log(later / earlier);
      parts.add(new Part(bin, share));
      index += share;
    }
    double unit = 1.0 / before + 1.0 / now;
    int degreesOfFreedom = bins.size() - 1;
    return new PopulationStability(
        index,
        new ChiSquaredDistribution(degreesOfFreedom).inverseCumulativeProbability(level) * unit,
        Gamma.regularizedGammaQ(degreesOfFreedom / 2.0, index / unit / 2),
        parts);
  }

  private static double share(long contacts, long all, int bins) {
    return (contacts + ADDED) / (all + bins * ADDED);
  }

  /** True where the index exceeds its critical value. */
  public boolean drifts() {
    return index > criticalValue;
  }
}
