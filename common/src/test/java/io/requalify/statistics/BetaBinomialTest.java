package io.requalify.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.requalify.statistics.BetaBinomial.Fit;
import io.requalify.statistics.BetaBinomial.MaximumLikelihood;
import io.requalify.statistics.BetaBinomial.Moments;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.hipparchus.special.Gamma;
import org.junit.jupiter.api.Test;

final class BetaBinomialTest {
  /** Tumours of the 70 historical groups of rats, Tarone 1982, in the order of BDA3, table 5.1. */
  private static final int[] TUMOURS = {
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 2, 2, 2, 2, 1,
    5, 2, 5, 3, 2, 7, 7, 3, 3, 2, 9, 10, 4, 4, 4, 4, 4, 4, 4, 10, 4, 4, 4, 5, 11, 12, 5, 5, 6, 5, 6,
    6, 6, 6, 16, 15, 15, 9
  };

  private static final int[] RATS = {
    20, 20, 20, 20, 20, 20, 20, 19, 19, 19, 19, 18, 18, 17, 20, 20, 20, 20, 19, 19, 18, 18, 25, 24,
    23, 20, 20, 20, 20, 20, 20, 10, 49, 19, 46, 27, 17, 49, 47, 20, 20, 13, 48, 50, 20, 20, 20, 20,
    20, 20, 20, 48, 19, 19, 19, 22, 46, 49, 20, 20, 23, 19, 22, 20, 20, 20, 52, 46, 47, 24
  };

  /** Leads and wins of the 11 origins, as the reference case olist-channels prints them. */
  private static final List<BinomialTally> OLIST =
      List.of(
          new BinomialTally(60, 14),
          new BinomialTally(1099, 179),
          new BinomialTally(1586, 195),
          new BinomialTally(2296, 271),
          new BinomialTally(499, 56),
          new BinomialTally(284, 24),
          new BinomialTally(1350, 75),
          new BinomialTally(118, 6),
          new BinomialTally(65, 3),
          new BinomialTally(493, 15),
          new BinomialTally(150, 4));

  @Test
  void referenceCaseBetaBinomialByMoments() {
    Beta prior = new Moments().fit(rats()).prior().orElseThrow();

    assertThat(prior.alpha()).isCloseTo(1.356, within(5e-4));
    assertThat(prior.beta()).isCloseTo(8.615, within(5e-4));
  }

  @Test
  void olistPriorIsTheLikeliest() {
    Beta prior = new MaximumLikelihood().fit(OLIST).prior().orElseThrow();

    assertThat(prior.alpha()).isCloseTo(2.94, within(5e-3));
    assertThat(prior.beta()).isCloseTo(28.37, within(5e-3));
  }

  @Test
  void olistPriorShrinksTheEmptyOriginBelowItsRawLead() {
    Beta prior = new MaximumLikelihood().fit(OLIST).prior().orElseThrow();
    Beta empty = prior.after(new BinomialTally(60, 14));
    Beta unknown = prior.after(new BinomialTally(1099, 179));

    assertThat(empty.mean()).isCloseTo(0.186, within(5e-4));
    assertThat(unknown.mean()).isCloseTo(0.161, within(5e-4));
    assertThat(empty.quantile(0.05)).isLessThan(unknown.mean());
  }

  @Test
  void atTheLikeliestPriorTheLikelihoodIsLevel() {
    for (List<BinomialTally> groups : List.of(OLIST, rats())) {
      Beta prior = new MaximumLikelihood().fit(groups).prior().orElseThrow();

      assertThat(slope(groups, prior, true) * prior.alpha()).isCloseTo(0, within(1e-4));
      assertThat(slope(groups, prior, false) * prior.beta()).isCloseTo(0, within(1e-4));
    }
  }

  @Test
  void orderOfTheGroupsAndGroupsWithoutTrialsChangeNothing() {
    List<BinomialTally> reversed = new ArrayList<>(OLIST);
    Collections.reverse(reversed);
    reversed.add(new BinomialTally(0, 0));

    Beta one = new MaximumLikelihood().fit(OLIST).prior().orElseThrow();
    Beta other = new MaximumLikelihood().fit(reversed).prior().orElseThrow();
    assertThat(other.alpha()).isCloseTo(one.alpha(), within(1e-4));
    assertThat(other.beta()).isCloseTo(one.beta(), within(1e-3));
  }

  @Test
  void groupsThatDifferByChanceAloneHaveNoPrior() {
    Fit fit =
        new MaximumLikelihood()
            .fit(
                List.of(
                    new BinomialTally(100, 10),
                    new BinomialTally(100, 11),
                    new BinomialTally(100, 9)));

    assertThat(fit.prior()).isEmpty();
    assertThat(fit.reason()).isEqualTo("the groups differ no more than chance makes them");
  }

  @Test
  void fewerThanThreeGroupsHaveNoPrior() {
    Fit fit =
        new MaximumLikelihood()
            .fit(List.of(new BinomialTally(100, 10), new BinomialTally(100, 60)));

    assertThat(fit.reason()).isEqualTo("fewer than 3 groups can be compared");
  }

  @Test
  void groupsWithoutAnySuccessHaveNoPrior() {
    List<BinomialTally> groups = Collections.nCopies(4, new BinomialTally(40, 0));

    assertThat(new MaximumLikelihood().fit(groups).reason())
        .isEqualTo("nothing converted in any group");
    assertThat(new Moments().fit(groups).prior()).isEmpty();
  }

  @Test
  void groupsThatAreAllOrNothingHaveNoPrior() {
    List<BinomialTally> groups =
        List.of(
            new BinomialTally(50, 0),
            new BinomialTally(50, 50),
            new BinomialTally(50, 0),
            new BinomialTally(50, 50));

    assertThat(new MaximumLikelihood().fit(groups).reason())
        .isEqualTo("in every group nearly all or nearly nothing converted");
  }

  @Test
  void quantilesOfAFlatBeliefAreTheShares() {
    assertThat(new Beta(1, 1).quantile(0.3)).isCloseTo(0.3, within(1e-12));
    assertThat(new Beta(2, 1).quantile(0.25)).isCloseTo(0.5, within(1e-12));
  }

  private static List<BinomialTally> rats() {
    List<BinomialTally> groups = new ArrayList<>();
    for (int group = 0; group < RATS.length; group++) {
      groups.add(new BinomialTally(RATS[group], TUMOURS[group]));
    }
    return groups;
  }

  /** Derivative of the log likelihood by one parameter, from digammas rather than the maximiser. */
  private static double slope(List<BinomialTally> groups, Beta prior, boolean byAlpha) {
    double size = prior.alpha() + prior.beta();
    double parameter = byAlpha ? prior.alpha() : prior.beta();
    double slope = 0;
    for (BinomialTally group : groups) {
      long count = byAlpha ? group.successes() : group.failures();
      slope +=
          Gamma.digamma(parameter + count)
              - Gamma.digamma(parameter)
              - Gamma.digamma(size + group.trials())
              + Gamma.digamma(size);
    }
    return slope;
  }
}
