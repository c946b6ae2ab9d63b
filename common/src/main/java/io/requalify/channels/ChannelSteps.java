package io.requalify.channels;

import io.requalify.statistics.channels.DealCounts;
import io.requalify.statistics.channels.FunnelStage;
import io.requalify.statistics.channels.StepCounts;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What is known of the followed leads of one channel under a version, or of all channels.
 *
 * @param steps for each stage but that of all leads, how many of the stage before reached it
 * @param lagDays median days from the stage before; a stage is absent where nobody has both
 *     instants
 * @param won contacts that won
 * @param deals their amounts, as far as they are known
 * @param currencies of the amounts, by their ISO 4217 codes
 */
record ChannelSteps(
    Map<FunnelStage, StepCounts> steps,
    Map<FunnelStage, Double> lagDays,
    long won,
    DealCounts deals,
    SortedSet<String> currencies) {
  ChannelSteps {
    steps = Collections.unmodifiableMap(new EnumMap<>(steps));
    EnumMap<FunnelStage, Double> lags = new EnumMap<>(FunnelStage.class);
    lags.putAll(lagDays);
    lagDays = Collections.unmodifiableMap(lags);
    currencies = Collections.unmodifiableSortedSet(new TreeSet<>(currencies));
  }

  /** Of a channel that no followed lead came by. */
  static ChannelSteps nobody() {
    EnumMap<FunnelStage, StepCounts> steps = new EnumMap<>(FunnelStage.class);
    FunnelStage.reachedFromAnother().forEach(stage -> steps.put(stage, StepCounts.nobody()));
    return new ChannelSteps(steps, Map.of(), 0, new DealCounts(0, 0, 0, 0, 0, 0), new TreeSet<>());
  }
}
