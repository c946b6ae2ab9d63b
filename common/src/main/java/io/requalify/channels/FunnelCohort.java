package io.requalify.channels;

import io.requalify.statistics.PoissonBootstrap;
import io.requalify.statistics.decomposition.DrawnFunnel;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Leads that were followed, and how far they came.
 *
 * @param funnel contacts at each stage, and the money of those that won
 * @param withoutAmount wins of which nobody recorded what they brought
 * @param currencies of the money, by their ISO 4217 codes
 */
record FunnelCohort(DrawnFunnel funnel, long withoutAmount, SortedSet<String> currencies) {

  static FunnelCohort nobody(int stages) {
    return new FunnelCohort(
        new DrawnFunnel(stages, PoissonBootstrap.usual().draws()), 0, new TreeSet<>());
  }

  /** Both together; neither is changed. */
  FunnelCohort plus(FunnelCohort other, int stages) {
    DrawnFunnel both = new DrawnFunnel(stages, funnel.draws());
    both.add(funnel);
    both.addContacts(other.funnel);
    SortedSet<String> all = new TreeSet<>(currencies);
    all.addAll(other.currencies);
    return new FunnelCohort(both, withoutAmount + other.withoutAmount, all);
  }
}
