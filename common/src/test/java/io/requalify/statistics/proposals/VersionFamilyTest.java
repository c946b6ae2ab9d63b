package io.requalify.statistics.proposals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.requalify.statistics.ClusterMoments;
import io.requalify.statistics.CriticalValue;
import io.requalify.statistics.Interval;
import io.requalify.statistics.PairedDifference;
import io.requalify.statistics.counterfactual.VersionSums;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Production and three candidates: one better, one as good by chance, one that is production. */
final class VersionFamilyTest {
  private static final int PRODUCTION = 0;
  private static final int BETTER = 1;
  private static final int SIMILAR = 2;
  private static final int SAME = 3;
  private static final int ONE = 1_000_000;

  private final List<long[]> accounts = accounts();

  @Test
  void sumsAreThoseOfTheAccountsInWhateverOrder() {
    List<long[]> shuffled = new ArrayList<>(accounts);
    Collections.shuffle(shuffled, new Random(3));
    VersionSums halves = new VersionSums(4);
    VersionSums second = new VersionSums(4);
    shuffled.subList(0, 150).forEach(halves::add);
    shuffled.subList(150, 300).forEach(second::add);
    halves.add(second);

    ClusterMoments moments = moments();
    assertThat(halves.moments()).usingRecursiveComparison().isEqualTo(moments);
    ClusterMoments plain =
        ClusterMoments.ofClusters(
            8,
            accounts.stream()
                .map(
                    account -> {
                      double[] scaled = new double[8];
                      for (int place = 0; place < 8; place++) {
                        scaled[place] = place % 2 == 0 ? account[place] : account[place] / 1e6;
                      }
                      return scaled;
                    })
                .toList());
    for (int row = 0; row < 8; row++) {
      for (int column = 0; column < 8; column++) {
        assertThat(moments.product(row, column))
            .isCloseTo(plain.product(row, column), within(1e-9));
      }
    }
  }

  @Test
  void oneCandidateAloneHasTheOneSidedBoundOfItsPairedDifference() {
    VersionFamily family = new VersionFamily(moments(), Map.of("better", BETTER));

    Interval bounds = family.conversions().of("better").orElseThrow();

    PairedDifference paired = paired(BETTER);
    double reach = CriticalValue.oneSided(0.95) * paired.standardError();
    assertThat(bounds.lower()).isCloseTo(paired.value() - reach, within(1e-12));
    assertThat(bounds.upper()).isCloseTo(paired.value() + reach, within(1e-12));
  }

  @Test
  void severalCandidatesAreBoundedMoreWidelyThanEachAlone() {
    VersionFamily family =
        new VersionFamily(moments(), Map.of("better", BETTER, "similar", SIMILAR));

    assertThat(family.conversions().criticalValue().getAsDouble())
        .isGreaterThan(CriticalValue.oneSided(0.95))
        .isLessThan(CriticalValue.oneSided(0.975));
  }

  @Test
  void candidateThatIsProductionDiffersByNothing() {
    VersionFamily family = new VersionFamily(moments(), Map.of("better", BETTER, "same", SAME));

    assertThat(family.conversions().of("same")).contains(new Interval(0, 0));
    assertThat(family.yields().of("same")).contains(new Interval(0, 0));
    assertThat(family.screen().get("same")).isEqualTo(1);
    assertThat(family.conversions().criticalValue().getAsDouble())
        .isCloseTo(CriticalValue.oneSided(0.95), within(1e-12));
  }

  @Test
  void yieldIsOfTheContactsThatThereAre() {
    VersionFamily family = new VersionFamily(moments(), Map.of("better", BETTER));
    ClusterMoments moments = moments();
    double more =
        moments.sum(VersionSums.doublyRobust(BETTER))
            - moments.sum(VersionSums.doublyRobust(PRODUCTION));

    Interval bounds = family.yields().of("better").orElseThrow();

    assertThat((bounds.lower() + bounds.upper()) / 2).isCloseTo(more, within(1e-9));
  }

  @Test
  void boundsOfEveryWeeklyLookAreWiderThanThoseOfOne() {
    VersionFamily family = new VersionFamily(moments(), Map.of("better", BETTER));

    Interval sequence = family.sequence("better", 300).orElseThrow();

    double twoSided = CriticalValue.twoSided(0.95) * paired(BETTER).standardError();
    assertThat((sequence.upper() - sequence.lower()) / 2 / twoSided).isBetween(1.4, 1.7);
    assertThat(family.sequence("unknown", 300)).isEmpty();
  }

  @Test
  void screenIsAdjustedForAllWhoWereLookedAt() {
    double alone = new VersionFamily(moments(), Map.of("better", BETTER)).screen().get("better");
    double ofTwo =
        new VersionFamily(moments(), Map.of("better", BETTER, "similar", SIMILAR))
            .screen()
            .get("better");

    assertThat(alone).isLessThan(0.05);
    assertThat(ofTwo).isBetween(alone, 2 * alone);
  }

  @Test
  void withOneAccountNothingIsJudged() {
    VersionSums one = new VersionSums(2);
    one.add(new long[] {3, 2 * ONE, 4, 3 * ONE});

    VersionFamily family = new VersionFamily(one.moments(), Map.of("candidate", 1));

    assertThat(family.conversions().of("candidate")).isEmpty();
    assertThat(family.conversions().criticalValue()).isEmpty();
    assertThat(family.screen()).isEmpty();
  }

  private ClusterMoments moments() {
    VersionSums sums = new VersionSums(4);
    accounts.forEach(sums::add);
    return sums.moments();
  }

  /** The difference from production with its error, by the plain formula. */
  private PairedDifference paired(int version) {
    ClusterMoments moments = moments();
    double mine = rate(moments, version);
    double theirs = rate(moments, PRODUCTION);
    double[] influences = new double[accounts.size()];
    int[] clusters = new int[accounts.size()];
    for (int place = 0; place < influences.length; place++) {
      influences[place] =
          residual(moments, accounts.get(place), version, mine)
              - residual(moments, accounts.get(place), PRODUCTION, theirs);
      clusters[place] = place;
    }
    return PairedDifference.of(mine - theirs, influences, clusters);
  }

  private static double residual(ClusterMoments moments, long[] account, int version, double rate) {
    return (account[VersionSums.doublyRobust(version)] / 1e6
            - rate * account[VersionSums.supported(version)])
        / moments.sum(VersionSums.supported(version));
  }

  private static double rate(ClusterMoments moments, int version) {
    return moments.sum(VersionSums.doublyRobust(version))
        / moments.sum(VersionSums.supported(version));
  }

  private static List<long[]> accounts() {
    SplittableRandom random = new SplittableRandom(7);
    List<long[]> accounts = new ArrayList<>();
    for (int account = 0; account < 300; account++) {
      long[] vector = new long[8];
      for (int contact = 0; contact < 1 + random.nextInt(4); contact++) {
        boolean converts = random.nextInt(10) < 4;
        add(vector, PRODUCTION, converts);
        add(vector, SAME, converts);
        if (random.nextInt(3) > 0) {
          add(vector, BETTER, converts || random.nextInt(6) == 0);
        }
        if (random.nextInt(3) > 0) {
          add(vector, SIMILAR, converts);
        }
      }
      accounts.add(vector);
    }
    return accounts;
  }

  private static void add(long[] vector, int version, boolean converts) {
    vector[VersionSums.supported(version)]++;
    vector[VersionSums.doublyRobust(version)] += converts ? ONE : 0;
  }
}
