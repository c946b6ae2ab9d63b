package io.requalify.statistics.counterfactual;

import io.requalify.statistics.BinomialTally;
import io.requalify.statistics.counterfactual.Cell.Quadrant;
import io.requalify.statistics.counterfactual.CountedUnits.WorkedSwapIns;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The units of one version, counted by cell: the first pass. */
final class VersionUnits {
  private final double smallestPropensity;
  private final CountedUnits counted;
  private final List<DecisionUnit> agreed = new ArrayList<>();

  /**
   * No units yet.
   *
   * @param smallestPropensity a smaller probability is no support
   * @param horizonDays days within which the outcome counts
   */
  VersionUnits(double smallestPropensity, int horizonDays) {
    this.smallestPropensity = smallestPropensity;
    this.counted = new CountedUnits(horizonDays);
  }

  void count(Quadrant quadrant, DecisionUnit unit) {
    long worked = unit.worked() ? 1 : 0;
    boolean drawn = quadrant == Quadrant.SWAP_IN && unit.drawn(smallestPropensity);
    CellCounts counts = new CellCounts(1, worked, unit.converted() ? 1 : 0, drawn ? 1 : 0);
    Cell cell = unit.cell(quadrant);
    int days = unit.followUp().days();
    counted.add(unit.fold(), cell, unit.due() ? counts : CellCounts.NONE, counts);
    if (quadrant == Quadrant.AGREE_IN) {
      counted.addWeek(unit.week(), days, new WeekCounts(1, worked));
    } else if (unit.worked()) {
      long weight = drawn ? unit.drawWeight() : 0;
      counted.addWorkedSwapIns(cell.supportCell(), days, new WorkedSwapIns(1, weight));
    }
    if (unit.due()) {
      countEpoch(quadrant, unit, worked);
    }
  }

  private void countEpoch(Quadrant quadrant, DecisionUnit unit, long worked) {
    int epoch = EpochCounts.epoch(unit.week());
    if (quadrant == Quadrant.SWAP_IN) {
      SupportCell cell = unit.cell(quadrant).supportCell();
      counted.epochs().addSwapIns(cell, epoch, new WeekCounts(1, worked));
    } else if (unit.worked()) {
      BinomialTally tally = new BinomialTally(1, unit.converted() ? 1 : 0);
      counted.epochs().addAgreed(stratum(unit), epoch, tally);
      agreed.add(unit);
    }
  }

  private static Stratum stratum(DecisionUnit unit) {
    return new Stratum(unit.channel(), unit.segment());
  }

  /** What its units are expected to bring; none where there is no outcome model. */
  Optional<MoneyModel> model(MoneyTable money) {
    return MoneyModel.of(counted.due(), money);
  }

  /** What follows from the counts. */
  CountedModel model() {
    return CountedModel.of(
        counted,
        smallestPropensity,
        StabilityScores.of(counted, smallestPropensity).map(this::stability));
  }

  private StabilityTest stability(StabilityScores scores) {
    Map<String, Long> accounts = new TreeMap<>();
    for (DecisionUnit unit : agreed) {
      long score = scores.score(stratum(unit), EpochCounts.epoch(unit.week())).of(unit.converted());
      accounts.merge(unit.account(), score, Long::sum);
    }
    BigInteger squares =
        accounts.values().stream()
            .map(score -> BigInteger.valueOf(score).pow(2))
            .reduce(BigInteger.ZERO, BigInteger::add);
    return new StabilityTest(
        accounts.values().stream().mapToLong(Long::longValue).sum(),
        squares,
        accounts.values().stream().filter(score -> score != 0).count());
  }
}
