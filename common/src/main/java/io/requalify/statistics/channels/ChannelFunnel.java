package io.requalify.statistics.channels;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What is known of a channel for a plan.
 *
 * @param channel its name
 * @param revenueShare the share of a revenue target that it is to bring, from 0 to 1
 * @param dealValue mean value of a win in the currency of the target, above 0; taken for known
 * @param steps for each stage but that of all leads, how it is reached from the stage before
 */
public record ChannelFunnel(
    String channel, double revenueShare, double dealValue, Map<FunnelStage, StepRate> steps) {
  public ChannelFunnel {
    if (!(revenueShare >= 0 && revenueShare <= 1)
        || !(dealValue > 0)
        || !Double.isFinite(dealValue)) {
      throw new IllegalArgumentException(
          "%s cannot bring a share of %s of the revenue in deals of %s"
              .formatted(channel, revenueShare, dealValue));
    }
    List<FunnelStage> needed = FunnelStage.reachedFromAnother();
    if (steps.size() != needed.size() || !steps.keySet().containsAll(needed)) {
      throw new IllegalArgumentException(
          "%s has steps to %s; give one to each of %s"
              .formatted(channel, steps.keySet().stream().sorted().toList(), needed));
    }
    steps = Collections.unmodifiableMap(new EnumMap<>(steps));
  }
}
