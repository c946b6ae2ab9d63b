package io.requalify.statistics;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;
import java.util.Comparator;

/**
 * Which money of a conversion is meant. Currencies are never added: a win in another currency
 * counts as none in this one.
 *
 * @param currency ISO 4217 code
 * @param kind which of the two amounts
 */
public record MoneyMeasure(String currency, Kind kind)
    implements Comparable<MoneyMeasure>, Serializable {
  private static final long serialVersionUID = 1;
  private static final Comparator<MoneyMeasure> ORDER =
      Comparator.comparing(MoneyMeasure::currency).thenComparing(MoneyMeasure::kind);

  /** What a conversion brings. */
  public enum Kind {
    REVENUE,
    MARGIN
  }

  public MoneyMeasure {
    requireNonNull(currency, "currency");
    requireNonNull(kind, "kind");
  }

  @Override
  public int compareTo(MoneyMeasure other) {
    return ORDER.compare(this, other);
  }
}
