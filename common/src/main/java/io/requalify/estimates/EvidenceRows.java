package io.requalify.estimates;

import static io.requalify.estimates.ContactUnits.WEIGHT_OF_ONE;
import static io.requalify.estimates.EvidenceCounts.AGREE_IN;
import static io.requalify.estimates.EvidenceCounts.AGREE_IN_UNDER_PRODUCTION;
import static io.requalify.estimates.EvidenceCounts.SHARED;
import static io.requalify.estimates.EvidenceCounts.STEPS;
import static io.requalify.estimates.EvidenceCounts.SWAP_IN;
import static io.requalify.estimates.EvidenceCounts.SWAP_OUT;

import io.requalify.statistics.ClusterMoments;
import io.requalify.statistics.Exploration;
import io.requalify.statistics.Followed;
import io.requalify.statistics.SharedDecisions;
import io.requalify.statistics.SwapEvidence;
import io.requalify.statistics.SwapEvidence.Term;
import java.util.Optional;
import org.apache.spark.sql.Row;

/** Reads a row of {@link EvidenceCounts} as the evidence that it is. */
final class EvidenceRows {
  private EvidenceRows() {}

  static SwapEvidence evidence(Row row) {
    return new SwapEvidence(
        followed(row, AGREE_IN),
        followed(row, AGREE_IN_UNDER_PRODUCTION),
        followed(row, SWAP_IN),
        followed(row, SWAP_OUT),
        new SharedDecisions(
            count(row, SHARED + STEPS.get(0)),
            count(row, SHARED + STEPS.get(3)),
            count(row, SHARED + STEPS.get(4))),
        new Exploration(
            count(row, EvidenceCounts.DRAWN),
            number(row, EvidenceCounts.DRAWN_WEIGHTS, WEIGHT_OF_ONE),
            number(row, EvidenceCounts.DRAWN_SQUARES, WEIGHT_OF_ONE * WEIGHT_OF_ONE),
            number(row, EvidenceCounts.DRAWN_LARGEST, WEIGHT_OF_ONE),
            number(row, EvidenceCounts.DRAWN_REACH, WEIGHT_OF_ONE),
            count(row, EvidenceCounts.SWAP_IN_DUE)),
        moments(row),
        Optional.empty());
  }

  private static Followed followed(Row row, String quadrant) {
    return new Followed(
        count(row, quadrant + STEPS.get(0)),
        count(row, quadrant + STEPS.get(1)),
        count(row, quadrant + STEPS.get(2)),
        count(row, quadrant + STEPS.get(3)),
        count(row, quadrant + STEPS.get(4)));
  }

  private static ClusterMoments moments(Row row) {
    Term[] terms = Term.values();
    double[] sums = new double[terms.length];
    double[][] products = new double[terms.length][terms.length];
    for (Term one : EvidenceCounts.WITHOUT_MODEL) {
      sums[one.component()] = number(row, EvidenceCounts.total(one), oneOf(one));
      for (Term other : EvidenceCounts.WITHOUT_MODEL) {
        products[one.component()][other.component()] =
            number(row, EvidenceCounts.product(one, other), oneOf(one) * oneOf(other));
      }
    }
    return ClusterMoments.of(count(row, EvidenceCounts.ACCOUNTS), sums, products);
  }

  private static long count(Row row, String name) {
    return row.getLong(row.fieldIndex(name));
  }

  private static double oneOf(Term term) {
    return term.isCount() ? 1 : WEIGHT_OF_ONE;
  }

  /** A sum in which one counts so much; null, where nothing was summed, is 0. */
  private static double number(Row row, String name, double one) {
    Number sum = row.getAs(name);
    return sum == null ? 0 : sum.doubleValue() / one;
  }
}
