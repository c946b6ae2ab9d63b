package io.requalify.statistics.counterfactual;

import static java.util.Objects.requireNonNull;

import io.requalify.statistics.MoneyMeasure;
import java.util.OptionalLong;

/**
 * What a conversion brought.
 *
 * @param currency ISO 4217 code
 * @param revenue in hundredths of the currency; none where nobody recorded it
 * @param margin likewise
 */
public record UnitMoney(String currency, OptionalLong revenue, OptionalLong margin) {
  public UnitMoney {
    requireNonNull(currency, "currency");
  }

  /** What was recorded of a kind, whichever the currency. */
  OptionalLong recorded(MoneyMeasure.Kind kind) {
    return switch (kind) {
      case REVENUE -> revenue;
      case MARGIN -> margin;
    };
  }

  /** What it brought by this measure; none in another currency. */
  OptionalLong of(MoneyMeasure measure) {
    return measure.currency().equals(currency) ? recorded(measure.kind()) : OptionalLong.empty();
  }
}
