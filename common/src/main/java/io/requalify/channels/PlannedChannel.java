package io.requalify.channels;

import io.requalify.statistics.Answer;
import io.requalify.statistics.Conclusion;
import io.requalify.statistics.Interval;
import io.requalify.statistics.channels.ChannelFunnel;
import io.requalify.statistics.channels.DealCounts.DealValue;
import io.requalify.statistics.channels.FunnelStage;
import io.requalify.statistics.channels.StepRate;
import io.requalify.statistics.channels.TargetPlan;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * By which rates, lags and value of a win a channel is planned, and whose they are.
 *
 * @param channel its name
 * @param won its share of the wins, or anything in proportion
 * @param steps for each stage but that of all leads
 * @param deal what a win of it brings, or why that is not known
 * @param dealReason why the value is that of all channels; empty where it is not
 */
record PlannedChannel(
    String channel,
    long won,
    Map<FunnelStage, Step> steps,
    Answer<DealValue> deal,
    String dealReason) {
  private static final double DAYS_OF_A_MONTH = 365.2425 / 12;

  PlannedChannel {
    steps = Collections.unmodifiableMap(new EnumMap<>(steps));
  }

  /**
   * How a stage is reached.
   *
   * @param rate by which it is planned
   * @param lagDays from which its whole months come
   * @param ofChannel false where they are those of all channels
   * @param reason why they are; empty where they are not
   */
  record Step(StepRate rate, double lagDays, boolean ofChannel, String reason) {}

  /** Which value is taken for a win. */
  enum DealEnd {
    MEAN,
    LOWER,
    UPPER
  }

  /**
   * All channels together; refused where even they have too few contacts or no lags.
   *
   * @param all what is known of all channels
   */
  static Answer<PlannedChannel> ofAll(String name, ChannelSteps all, TargetPlan plan) {
    Map<FunnelStage, Step> steps = new EnumMap<>(FunnelStage.class);
    for (FunnelStage stage : FunnelStage.reachedFromAnother()) {
      Answer<Step> step = own(all, stage);
      if (step.value().isEmpty()) {
        return Answer.refused(
            "from %s to %s: %s".formatted(word(stage.before()), word(stage), step.reason()));
      }
      steps.put(stage, step.value().get());
    }
    return Answer.of(new PlannedChannel(name, all.won(), steps, deal(all, plan), ""));
  }

  /** One channel, with the rates of all where its own contacts are too few. */
  static PlannedChannel of(String channel, ChannelSteps own, PlannedChannel all, TargetPlan plan) {
    Map<FunnelStage, Step> steps = new EnumMap<>(FunnelStage.class);
    for (FunnelStage stage : FunnelStage.reachedFromAnother()) {
      Answer<Step> step = own(own, stage);
      Step ofAll = all.steps().get(stage);
      steps.put(
          stage,
          step.value()
              .orElseGet(
                  () ->
                      new Step(
                          ofAll.rate(),
                          ofAll.lagDays(),
                          false,
                          "the rate of all channels: insufficient: " + step.reason())));
    }
    Answer<DealValue> deal = deal(own, plan);
    return deal.value().isPresent()
        ? new PlannedChannel(channel, own.won(), steps, deal, "")
        : new PlannedChannel(
            channel,
            own.won(),
            steps,
            all.deal(),
            "the value of a win of all channels: insufficient: " + deal.reason());
  }

  private static Answer<Step> own(ChannelSteps channel, FunnelStage stage) {
    Double days = channel.lagDays().get(stage);
    if (days == null) {
      return channel
          .steps()
          .get(stage)
          .rate(0, Conclusion.LEVEL)
          .then(rate -> Answer.refused("nobody has the instants of both stages on record"));
    }
    int months = Math.toIntExact(Math.round(days / DAYS_OF_A_MONTH));
    return channel
        .steps()
        .get(stage)
        .rate(months, Conclusion.LEVEL)
        .map(rate -> new Step(rate, days, true, ""));
  }

  private static Answer<DealValue> deal(ChannelSteps channel, TargetPlan plan) {
    if (plan.dealValue().isPresent()) {
      double value = plan.dealValue().getAsDouble();
      return Answer.of(new DealValue(value, new Interval(value, value)));
    }
    if (!Set.of(plan.currency()).containsAll(channel.currencies())) {
      return Answer.refused(
          "amounts on record are in %s and the plan in %s; state deal_value"
              .formatted(channel.currencies(), plan.currency()));
    }
    return channel.deals().value(Conclusion.LEVEL);
  }

  /** What a win of it brings; the deal must be known. */
  double dealValue(DealEnd end) {
    DealValue value = deal.value().orElseThrow();
    return switch (end) {
      case MEAN -> value.mean();
      case LOWER -> value.interval().lower();
      case UPPER -> value.interval().upper();
    };
  }

  ChannelFunnel funnel(double revenueShare, double dealValue) {
    Map<FunnelStage, StepRate> rates = new EnumMap<>(FunnelStage.class);
    steps.forEach((stage, step) -> rates.put(stage, step.rate()));
    return new ChannelFunnel(channel, revenueShare, dealValue, rates);
  }

  /** The stage in the tables. */
  static String word(FunnelStage stage) {
    return stage.name().toLowerCase(Locale.ROOT);
  }
}
