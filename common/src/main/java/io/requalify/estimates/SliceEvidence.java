package io.requalify.estimates;

import io.requalify.statistics.Interval;
import io.requalify.statistics.MoneyEvidence;
import io.requalify.statistics.MoneyMeasure;
import io.requalify.statistics.SwapEvidence;
import io.requalify.statistics.UnseenSwapIns;
import io.requalify.statistics.discontinuity.DiscontinuityResult;
import io.requalify.statistics.discontinuity.DiscontinuityResult.Estimated;
import io.requalify.statistics.discontinuity.DiscontinuityResult.Refused;
import java.util.Collections;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is known of a candidate beside production within one slice.
 *
 * @param swaps where any share of the contacts near the threshold may convert
 * @param nearThreshold where they are taken more narrowly, or why not; none where there are none,
 *     and in months of entry
 * @param money what conversions brought, by measure; empty for outcomes that bring none
 */
record SliceEvidence(
    SwapEvidence swaps,
    Lead lead,
    Optional<NearThreshold> nearThreshold,
    SortedMap<MoneyMeasure, MoneyEvidence> money) {
  /**
   * How the contacts near the threshold are taken where nothing is trusted anyway.
   *
   * @param swaps the evidence with them so
   */
  record NearThreshold(SwapEvidence swaps, String words) {}

  SliceEvidence {
    money = Collections.unmodifiableSortedMap(new TreeMap<>(money));
  }

  SliceEvidence(SwapEvidence swaps, Lead lead) {
    this(swaps, lead, Optional.empty(), Collections.emptySortedMap());
  }

  static SliceEvidence nothing() {
    return new SliceEvidence(SwapEvidence.nothing(), Lead.NONE);
  }

  /** The same and what was brought by one more measure. */
  SliceEvidence with(MoneyMeasure measure, MoneyEvidence brought) {
    SortedMap<MoneyMeasure, MoneyEvidence> more = new TreeMap<>(money);
    more.put(measure, brought);
    return new SliceEvidence(swaps, lead, nearThreshold, more);
  }

  /** The same where this is known of the swap-ins without evidence. */
  SliceEvidence with(UnseenSwapIns unseen) {
    return new SliceEvidence(swaps.withUnseen(unseen), lead, nearThreshold, money);
  }

  /** The same where contacts near the threshold convert as was concluded of them. */
  SliceEvidence with(DiscontinuityResult below) {
    if (below instanceof Refused refused) {
      return withoutBounds(refused.reason());
    }
    Interval share = ((Estimated) below).interval();
    String words =
        String.format(
            Locale.ROOT,
            "of the %d contacts just below production's threshold %.0f%% to %.0f%% are taken to convert, by the line through those above it",
            contactsNearThreshold(),
            100 * share.lower(),
            100 * share.upper());
    return new SliceEvidence(
        swaps, lead, Optional.of(new NearThreshold(swaps.withNearThreshold(share), words)), money);
  }

  /** The same where contacts near the threshold, if there are any, are taken for anything. */
  SliceEvidence withoutBounds(String why) {
    if (contactsNearThreshold() == 0) {
      return this;
    }
    String words =
        "any share of the %d contacts just below production's threshold may convert: %s"
            .formatted(contactsNearThreshold(), why);
    return new SliceEvidence(swaps, lead, Optional.of(new NearThreshold(swaps, words)), money);
  }

  /** True where some due contacts have bounds only. */
  boolean hasContactsWithoutEvidence() {
    return swaps.graded().map(units -> units.candidate().unsupported() > 0).orElse(false);
  }

  /** Those of grade C. */
  long contactsNearThreshold() {
    return swaps.graded().map(units -> units.candidate().nearThreshold()).orElse(0L);
  }
}
