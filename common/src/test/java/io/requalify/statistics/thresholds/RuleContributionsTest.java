package io.requalify.statistics.thresholds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.requalify.statistics.BinomialTally;
import io.requalify.statistics.thresholds.RuleContributions.Contribution;
import io.requalify.statistics.thresholds.RuleContributions.Row;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RuleContributionsTest {
  private static final List<String> RULES =
      List.of("demo", "pricing", "newsletter", "competitor", "fax");

  /** A threshold of 50: 30 contacts qualify by demo alone, 20 by demo and pricing, 10 by all. */
  private static final List<Row> ROWS =
      List.of(
          row(30, 30, 15, 50, 0, 0, 0, 0),
          row(20, 10, 4, 30, 20, 0, 0, 0),
          row(10, 10, 2, 50, 20, 5, 0, 0),
          row(25, 0, 0, 50, 0, 5, -20, 0),
          row(15, 0, 0, 0, 20, 5, 0, 0));

  private static Row row(long contacts, long worked, long converted, Integer... points) {
    return new Row(List.of(points), contacts, new BinomialTally(worked, converted));
  }

  @Test
  void aRuleIsPivotalForWhomDoesNotQualifyWithoutIt() {
    List<Contribution> contributions = RuleContributions.of(RULES, ROWS, 50);
    Contribution demo = contributions.get(0);
    Contribution pricing = contributions.get(1);

    assertThat(demo.pivotal()).isEqualTo(60);
    assertThat(demo.pivotalWorked()).isEqualTo(new BinomialTally(50, 21));
    // Of those who have 75 points pricing alone decides nothing.
    assertThat(pricing.pivotal()).isEqualTo(20);
    assertThat(pricing.pivotalWorked()).isEqualTo(new BinomialTally(10, 4));
    assertThat(pricing.contacts()).isEqualTo(45);
    assertThat(pricing.meanPoints()).isCloseTo(20 * 45 / 100.0, within(1e-12));
    assertThat(pricing.meanOfQualified()).hasValueCloseTo(20 * 30 / 60.0 - 9, within(1e-12));
  }

  @Test
  void negativePointsKeepOutWhomTheOthersWouldQualify() {
    Contribution competitor = RuleContributions.of(RULES, ROWS, 50).get(3);

    assertThat(competitor.kept()).isEqualTo(25);
    assertThat(competitor.pivotal()).isZero();
    assertThat(competitor.neverPivotal()).isFalse();
    assertThat(competitor.qualification()).hasValue(0);
  }

  @Test
  void unusedRulesAndThoseThatOnlyMoveScoresAreTold() {
    List<Contribution> contributions = RuleContributions.of(RULES, ROWS, 50);

    assertThat(contributions)
        .filteredOn(Contribution::unused)
        .extracting(Contribution::rule)
        .containsExactly("fax");
    assertThat(contributions)
        .filteredOn(Contribution::neverPivotal)
        .extracting(Contribution::rule)
        .containsExactly("newsletter", "fax");
  }

  @Test
  void qualificationIsSharedOutAmongTheRulesOfEachContact() {
    List<Contribution> contributions = RuleContributions.of(RULES, ROWS, 50);

    // 30 by demo, 20 by halves, 10 by demo.
    assertThat(contributions.get(0).qualification()).hasValueCloseTo(50 / 60.0, within(1e-12));
    assertThat(contributions.get(1).qualification()).hasValueCloseTo(10 / 60.0, within(1e-12));
    assertThat(contributions.stream().mapToDouble(each -> each.qualification().orElseThrow()).sum())
        .isCloseTo(1, within(1e-12));
  }

  @Test
  void additiveShapleyValuesSumToTheScoreLessItsMean() {
    List<Contribution> contributions = RuleContributions.of(RULES, ROWS, 50);
    double score = (30 * 50 + 20 * 50 + 10 * 75 + 25 * 35 + 15 * 25) / 100.0;
    double ofQualified = (30 * 50 + 20 * 50 + 10 * 75) / 60.0;

    assertThat(contributions.stream().mapToDouble(Contribution::meanPoints).sum())
        .isCloseTo(score, within(1e-12));
    assertThat(
            contributions.stream().mapToDouble(each -> each.meanOfQualified().orElseThrow()).sum())
        .isCloseTo(ofQualified - score, within(1e-12));
  }

  @Test
  void whereNobodyQualifiesNoQualificationIsSharedOut() {
    Contribution demo = RuleContributions.of(RULES, ROWS, 500).get(0);

    assertThat(demo.qualification()).isEmpty();
    assertThat(demo.meanOfQualified()).isEmpty();
    assertThat(demo.pivotal()).isZero();
  }

  @Test
  void tablesThatDoNotFitAreErrors() {
    Row some = row(1, 0, 0, 50, 0);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> RuleContributions.of(List.of("a"), List.of(some), 50))
        .withMessage("A row has points of 2 rules, there are 1: [50, 0]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RuleContributions.of(List.of("a", "b"), List.of(some, some), 50))
        .withMessageContaining("two of 2 have the same points");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RuleContributions.of(List.of("a", "a"), List.of(some), 50))
        .withMessage("A rule is there twice: [a, a]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RuleContributions.of(List.of("a", "b"), List.of(some), 0))
        .withMessageContaining("give at least 1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> row(1, 2, 0, 50, 0))
        .withMessageContaining("2 were worked");
  }
}
