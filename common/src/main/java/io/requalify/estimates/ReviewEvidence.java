package io.requalify.estimates;

import io.requalify.statistics.ClusterMoments;
import io.requalify.statistics.counterfactual.SwapInCell;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the two passes over a review's episodes found.
 *
 * @param slices by version, slice and outcome
 * @param versions moments of all versions side by side, for the outcome that is decided by; see
 *     {@link io.requalify.statistics.counterfactual.VersionSums}
 * @param swapIns the cells of the swap-ins, by version and outcome; none where there is no model
 */
record ReviewEvidence(
    SortedMap<EvidenceKey, SliceEvidence> slices,
    ClusterMoments versions,
    SortedMap<VersionOutcome, List<SwapInCell>> swapIns) {
  ReviewEvidence {
    slices = Collections.unmodifiableSortedMap(new TreeMap<>(slices));
    swapIns = Collections.unmodifiableSortedMap(new TreeMap<>(swapIns));
  }

  /** The cells of a version's swap-ins. */
  List<SwapInCell> swapIns(VersionOutcome key) {
    return swapIns.getOrDefault(key, List.of());
  }
}
