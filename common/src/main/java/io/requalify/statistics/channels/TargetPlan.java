package io.requalify.statistics.channels;

import java.time.YearMonth;
import java.util.Collections;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a company wants to win, and what leads it plans.
 *
 * @param currency ISO 4217 code of all money
 * @param revenue the target of each month, 0 or more; empty where there is none
 * @param dealValue mean value of a win, above 0; none where it is to be estimated
 * @param leads for each channel how many leads are planned for each month; empty where there is no
 *     such plan
 */
public record TargetPlan(
    String currency,
    SortedMap<YearMonth, Double> revenue,
    OptionalDouble dealValue,
    SortedMap<String, SortedMap<YearMonth, Long>> leads) {
  public TargetPlan {
    revenue = Collections.unmodifiableSortedMap(new TreeMap<>(revenue));
    leads = Collections.unmodifiableSortedMap(new TreeMap<>(leads));
    if (revenue.isEmpty() && leads.isEmpty()) {
      throw new IllegalArgumentException("Neither revenue nor leads are planned");
    }
    if (dealValue.isPresent() && !(dealValue.getAsDouble() > 0)) {
      throw new IllegalArgumentException(
          "Deals of %s bring no revenue".formatted(dealValue.getAsDouble()));
    }
  }
}
