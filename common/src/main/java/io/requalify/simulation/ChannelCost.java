package io.requalify.simulation;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/**
 * What a channel cost in a month: the price of a contact times the contacts to be expected. The one
 * table that grows with the size of the world instead of becoming longer.
 *
 * @param start first instant of the month, UTC
 * @param end first instant of the next month, UTC
 */
record ChannelCost(String channel, Instant start, Instant end, BigDecimal amount) {

  /** One for each month and each channel that has a name. */
  static List<ChannelCost> of(int contacts) {
    LocalDate first = LocalDate.ofInstant(History.START, ZoneOffset.UTC);
    LocalDate last = LocalDate.ofInstant(History.END, ZoneOffset.UTC);
    double days = last.toEpochDay() - first.toEpochDay();
    List<ChannelCost> costs = new ArrayList<>();
    for (LocalDate month = first; month.isBefore(last); month = month.plusMonths(1)) {
      LocalDate next = month.plusMonths(1);
      double expected = contacts * (next.toEpochDay() - month.toEpochDay()) / days;
      for (Channel channel : Channel.ALL) {
        if (channel.label().isPresent()) {
          BigDecimal amount =
              BigDecimal.valueOf(expected * channel.share() * channel.costOfContact())
                  .setScale(2, RoundingMode.HALF_UP);
          costs.add(new ChannelCost(channel.label().get(), startOf(month), startOf(next), amount));
        }
      }
    }
    return costs;
  }

  private static Instant startOf(LocalDate day) {
    return day.atStartOfDay(ZoneOffset.UTC).toInstant();
  }
}
