package io.requalify.statistics.channels;

import io.requalify.statistics.Answer;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * What each channel must bring at each stage and month for a target of revenue, or will bring of a
 * plan of leads: {@code count before = count / rate}, one lag earlier, and the other way round.
 *
 * <p>Every lag is one number of whole months: contacts of one month go on together. Rates are taken
 * to stay what they were however many more leads are asked for, which they seldom do. The fewest
 * and the most put all rates to their ends at once, so they hold at more than the level of the
 * single intervals; they know nothing of chance in small counts.
 *
 * <p>Each stage and month is rounded over all channels, and shared out by the largest remainders:
 * the channels add up to it. Counts, fewest and most are rounded apart, so those of a small channel
 * may stand one out of order.
 *
 * @param counts by stage, month and then channel, in the order of the channels
 */
public record FunnelPlan(List<PlannedCount> counts) {
  private static final double ROUNDING = 1e-9;

  /** Shares that were rounded to four decimals may still be given. */
  private static final double SHARES = 1e-4;

  public FunnelPlan {
    counts = List.copyOf(counts);
  }

  /**
   * What a target needs; rounded up, so that the target is met. Refused where the lower end of a
   * rate is 0: then no number of leads is enough. Months before the first target come out where the
   * lags reach back to them.
   *
   * @param revenue for each month the target, 0 or more, in the currency of the deal values
   * @param channels whose revenue shares add up to 1
   */
  public static Answer<FunnelPlan> forRevenue(
      SortedMap<YearMonth, Double> revenue, List<ChannelFunnel> channels) {
    requireDistinct(channels);
    requireSharesOfOne(channels);
    Optional<String> endless = endless(channels);
    if (endless.isPresent()) {
      return Answer.refused(endless.get());
    }
    return Answer.of(
        new FunnelPlan(
            planned(
                channels,
                needed(revenue, channels, RateEnd.ESTIMATE),
                needed(revenue, channels, RateEnd.UPPER),
                needed(revenue, channels, RateEnd.LOWER))));
  }

  /**
   * What comes of leads: expected counts, rounded to the nearest.
   *
   * @param leads for each channel by its name, how many are planned for each month, 0 or more
   * @param channels at least those with leads; their revenue shares do not matter
   */
  public static FunnelPlan fromLeads(
      SortedMap<String, SortedMap<YearMonth, Long>> leads, List<ChannelFunnel> channels) {
    requireDistinct(channels);
    List<String> known = channels.stream().map(ChannelFunnel::channel).toList();
    List<String> unknown = leads.keySet().stream().filter(name -> !known.contains(name)).toList();
    if (!unknown.isEmpty()) {
      throw new IllegalArgumentException(
          "Leads of %s are planned, but only the rates of %s are given".formatted(unknown, known));
    }
    return new FunnelPlan(
        planned(
            channels,
            brought(leads, channels, RateEnd.ESTIMATE),
            brought(leads, channels, RateEnd.LOWER),
            brought(leads, channels, RateEnd.UPPER)));
  }

  /** The sum over the channels at a stage in a month; 0 where nothing is planned. */
  public long total(FunnelStage stage, YearMonth month) {
    return counts.stream()
        .filter(count -> count.stage() == stage && count.month().equals(month))
        .mapToLong(PlannedCount::count)
        .sum();
  }

  private static void requireDistinct(List<ChannelFunnel> channels) {
    List<String> names = channels.stream().map(ChannelFunnel::channel).toList();
    if (names.stream().distinct().count() < names.size()) {
      throw new IllegalArgumentException(
          "Of %s some are given twice; give each channel once".formatted(names));
    }
  }

  private static void requireSharesOfOne(List<ChannelFunnel> channels) {
    double shares = channels.stream().mapToDouble(ChannelFunnel::revenueShare).sum();
    if (Math.abs(shares - 1) > SHARES) {
      throw new IllegalArgumentException(
          "The revenue shares of the channels add up to %s; share out the whole target"
              .formatted(shares));
    }
  }

  private static Optional<String> endless(List<ChannelFunnel> channels) {
    for (ChannelFunnel channel : channels) {
      for (FunnelStage stage : FunnelStage.reachedFromAnother()) {
        if (channel.steps().get(stage).interval().lower() == 0) {
          return Optional.of(
              "the rate of %s from %s to %s may be 0, so no number of leads is surely enough"
                  .formatted(channel.channel(), stage.before(), stage));
        }
      }
    }
    return Optional.empty();
  }

  private static StageCounts needed(
      SortedMap<YearMonth, Double> revenue, List<ChannelFunnel> channels, RateEnd end) {
    StageCounts counts = new StageCounts(channels.size());
    for (int place = 0; place < channels.size(); place++) {
      ChannelFunnel channel = channels.get(place);
      int current = place;
      revenue.forEach(
          (month, target) -> {
            double count = target * channel.revenueShare() / channel.dealValue();
            YearMonth reached = month;
            counts.add(FunnelStage.WON, reached, current, count);
            FunnelStage stage = FunnelStage.WON;
            while (stage != FunnelStage.LEAD) {
              StepRate step = channel.steps().get(stage);
              count /= end.of(step);
              reached = reached.minusMonths(step.lagMonths());
              stage = stage.before();
              counts.add(stage, reached, current, count);
            }
          });
    }
    return counts.rounded(sum -> Math.ceil(sum - ROUNDING));
  }

  private static StageCounts brought(
      SortedMap<String, SortedMap<YearMonth, Long>> leads,
      List<ChannelFunnel> channels,
      RateEnd end) {
    StageCounts counts = new StageCounts(channels.size());
    for (int place = 0; place < channels.size(); place++) {
      ChannelFunnel channel = channels.get(place);
      int current = place;
      SortedMap<YearMonth, Long> planned = leads.get(channel.channel());
      if (planned != null) {
        planned.forEach(
            (month, start) -> {
              double count = start;
              YearMonth reached = month;
              counts.add(FunnelStage.LEAD, reached, current, count);
              for (FunnelStage stage : FunnelStage.reachedFromAnother()) {
                StepRate step = channel.steps().get(stage);
                count *= end.of(step);
                reached = reached.plusMonths(step.lagMonths());
                counts.add(stage, reached, current, count);
              }
            });
      }
    }
    return counts.rounded(Math::rint);
  }

  private static List<PlannedCount> planned(
      List<ChannelFunnel> channels, StageCounts counts, StageCounts fewest, StageCounts most) {
    List<PlannedCount> planned = new ArrayList<>();
    for (StageCounts.Key key : counts.keys()) {
      for (int place = 0; place < channels.size(); place++) {
        planned.add(
            new PlannedCount(
                key.stage(),
                key.month(),
                channels.get(place).channel(),
                counts.whole(key, place),
                fewest.whole(key, place),
                most.whole(key, place)));
      }
    }
    return planned;
  }

  /** Which number is taken for a rate. */
  private enum RateEnd {
    ESTIMATE,
    LOWER,
    UPPER;

    double of(StepRate step) {
      if (this == ESTIMATE) {
        return step.rate();
      }
      return this == LOWER ? step.interval().lower() : step.interval().upper();
    }
  }
}
