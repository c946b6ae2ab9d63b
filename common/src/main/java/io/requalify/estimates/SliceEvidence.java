package io.requalify.estimates;

import io.requalify.statistics.MoneyEvidence;
import io.requalify.statistics.MoneyMeasure;
import io.requalify.statistics.SwapEvidence;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is known of a candidate beside production within one slice.
 *
 * @param money what conversions brought, by measure; empty for outcomes that bring none
 */
record SliceEvidence(SwapEvidence swaps, Lead lead, SortedMap<MoneyMeasure, MoneyEvidence> money) {
  SliceEvidence {
    money = Collections.unmodifiableSortedMap(new TreeMap<>(money));
  }

  SliceEvidence(SwapEvidence swaps, Lead lead) {
    this(swaps, lead, Collections.emptySortedMap());
  }

  static SliceEvidence nothing() {
    return new SliceEvidence(SwapEvidence.nothing(), Lead.NONE);
  }

  /** The same and what was brought by one more measure. */
  SliceEvidence with(MoneyMeasure measure, MoneyEvidence brought) {
    SortedMap<MoneyMeasure, MoneyEvidence> more = new TreeMap<>(money);
    more.put(measure, brought);
    return new SliceEvidence(swaps, lead, more);
  }
}
