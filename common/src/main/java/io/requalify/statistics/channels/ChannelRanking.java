package io.requalify.statistics.channels;

import io.requalify.statistics.Answer;
import io.requalify.statistics.Beta;
import io.requalify.statistics.BetaBinomial;
import io.requalify.statistics.BinomialTally;
import io.requalify.statistics.Interval;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.hipparchus.random.RandomDataGenerator;

/**
 * Which channel converts best, as far as its contacts can tell: empirical Bayes with a beta prior
 * of all channels, and ranks by 10,000 draws of the posteriors that are the same in every run.
 *
 * <p>Small channels are drawn to the mean of all, so that a lucky one does not lead the table.
 * Right where channels are exchangeable before their counts are seen; the prior is taken for known,
 * so with few channels the intervals are too short, and contacts that hang together (accounts) make
 * them shorter still. Chance in the draws moves a probability by at most .01. Efron and Morris
 * 1975; Goldstein and Spiegelhalter 1996.
 *
 * @param prior of the conversion of the channels
 * @param standings by the mean of the posterior, the highest first, then by name
 */
public record ChannelRanking(Beta prior, List<Standing> standings) {
  /** Share of the posterior, and of the draws of a rank, that intervals hold. */
  public static final double LEVEL = 0.9;

  private static final int DRAWS = 10_000;

  /** The start of the draws. Part of every result, so it never changes. */
  private static final long SEED = 20_250_331;

  /**
   * One channel.
   *
   * @param channel its name
   * @param tally its contacts and conversions
   * @param mean of the posterior: the shrunken rate
   * @param interval of the posterior, 90% with equal tails
   * @param bestProbability share of the draws in which no other channel is better
   * @param lowestRank the better end of 90% of its ranks; 1 is best
   * @param highestRank the worse end
   */
  public record Standing(
      String channel,
      BinomialTally tally,
      double mean,
      Interval interval,
      double bestProbability,
      int lowestRank,
      int highestRank) {}

  public ChannelRanking {
    standings = List.copyOf(standings);
  }

  /**
   * The ranking; refused where the counts have no prior, such as with fewer than three channels or
   * where channels differ no more than by chance.
   *
   * @param channels contacts whose horizon is over, and conversions among them; a channel without
   *     such a contact has the prior for its posterior
   */
  public static Answer<ChannelRanking> of(SortedMap<String, BinomialTally> channels) {
    // Sorted by name whatever order the map has, because each channel takes its draws in turn.
    SortedMap<String, BinomialTally> byName = new TreeMap<>(Comparator.naturalOrder());
    byName.putAll(channels);
    BetaBinomial.Fit fit = new BetaBinomial.MaximumLikelihood().fit(List.copyOf(byName.values()));
    if (fit.prior().isEmpty()) {
      return Answer.refused(fit.reason());
    }
    Beta prior = fit.prior().orElseThrow();
    List<Beta> posteriors = byName.values().stream().map(prior::after).toList();
    int[][] ranks = ranks(posteriors);
    List<Standing> standings = new ArrayList<>();
    for (Map.Entry<String, BinomialTally> channel : byName.entrySet()) {
      int place = standings.size();
      standings.add(
          standing(channel.getKey(), channel.getValue(), posteriors.get(place), ranks[place]));
    }
    standings.sort(
        Comparator.comparingDouble(Standing::mean).reversed().thenComparing(Standing::channel));
    return Answer.of(new ChannelRanking(prior, standings));
  }

  private static Standing standing(
      String channel, BinomialTally tally, Beta posterior, int[] ranks) {
    Arrays.sort(ranks);
    double tail = (1 - LEVEL) / 2;
    int outside = (int) Math.round(tail * DRAWS);
    return new Standing(
        channel,
        tally,
        posterior.mean(),
        new Interval(posterior.quantile(tail), posterior.quantile(1 - tail)),
        (double) Arrays.stream(ranks).filter(rank -> rank == 1).count() / DRAWS,
        ranks[outside],
        ranks[DRAWS - 1 - outside]);
  }

  /** For each channel its rank in each draw. */
  private static int[][] ranks(List<Beta> posteriors) {
    RandomDataGenerator random = new RandomDataGenerator(SEED);
    int[][] ranks = new int[posteriors.size()][DRAWS];
    for (int draw = 0; draw < DRAWS; draw++) {
      double[] rates = new double[posteriors.size()];
      for (int place = 0; place < rates.length; place++) {
        Beta posterior = posteriors.get(place);
        rates[place] = random.nextBeta(posterior.alpha(), posterior.beta());
      }
      int[] order =
          IntStream.range(0, rates.length)
              .boxed()
              .sorted(Comparator.comparingDouble(place -> -rates[place]))
              .mapToInt(Integer::intValue)
              .toArray();
      for (int rank = 0; rank < order.length; rank++) {
        ranks[order[rank]][draw] = rank + 1;
      }
    }
    return ranks;
  }
}
