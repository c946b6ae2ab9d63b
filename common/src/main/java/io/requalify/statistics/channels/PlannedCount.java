package io.requalify.statistics.channels;

import java.time.YearMonth;

/**
 * How many contacts of a channel are to reach a stage in a month.
 *
 * @param stage that they reach
 * @param month in the calendar of the company
 * @param channel by which they came
 * @param count by the estimated rates
 * @param fewest by the ends of all rates that need or bring the fewest
 * @param most by the ends of all rates that need or bring the most
 */
public record PlannedCount(
    FunnelStage stage, YearMonth month, String channel, long count, long fewest, long most) {}
