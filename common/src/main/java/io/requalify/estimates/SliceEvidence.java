package io.requalify.estimates;

import io.requalify.statistics.SwapEvidence;

/** What is known of a candidate beside production within one slice. */
record SliceEvidence(SwapEvidence swaps, Lead lead) {
  static SliceEvidence nothing() {
    return new SliceEvidence(SwapEvidence.nothing(), Lead.NONE);
  }
}
