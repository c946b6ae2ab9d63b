package io.requalify.statistics.survival;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.requalify.statistics.Answer;
import io.requalify.statistics.survival.LogRank.Compared;
import io.requalify.statistics.survival.LogRank.Group;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class LogRankTest {
  /** The probability is what R's survdiff prints of it. */
  @Test
  void referenceCaseAmlObservedExpectedAndChiSquared() throws IOException {
    LogRank test =
        given(
            LogRank.ofAnyCause(
                List.of(
                    new Group("Maintained", Counted.aml("Maintained")),
                    new Group("Nonmaintained", Counted.aml("Nonmaintained")))));

    assertThat(test.groups()).extracting(Compared::observed).containsExactly(7L, 11L);
    assertThat(test.groups().get(0).expected()).isCloseTo(10.69, within(0.005));
    assertThat(test.chiSquared()).isCloseTo(3.4, within(0.05));
    assertThat(test.degreesOfFreedom()).isEqualTo(1);
    assertThat(test.probability()).isCloseTo(0.0653, within(5e-5));
  }

  @Test
  void twoTimesByHand() {
    // Day 1: 3 of 10 leave, 1 of the 4 older; expected 3 x 4/10, variance 3 x .4 x .6 x 7/9. Day 4:
    // 1 of 7 leaves, of the 3 older; expected 3/7, variance 3/7 x 4/7.
    RiskTable older = new Counted("accepted").left(1, 0, 1).left(4, 0, 1).censored(9, 2).table();
    RiskTable newer = new Counted("accepted").left(1, 0, 2).censored(8, 4).table();
    double expected = 1.2 + 3.0 / 7;
    double variance = 0.56 + 12.0 / 49;

    LogRank test = given(LogRank.ofAnyCause(groups(older, newer)));

    assertThat(test.groups().get(0).expected()).isCloseTo(expected, within(1e-12));
    assertThat(test.chiSquared())
        .isCloseTo((2 - expected) * (2 - expected) / variance, within(1e-12));
  }

  @Test
  void whatIsExpectedSumsToWhatIsObservedAndTheOrderOfTheGroupsDoesNotMatter() {
    SplittableRandom random = new SplittableRandom(41);
    for (int draw = 0; draw < 200; draw++) {
      List<Group> groups =
          groups(
              Counted.random(random, "accepted", "rejected"),
              Counted.random(random, "accepted", "rejected"),
              Counted.random(random, "accepted", "rejected"),
              Counted.random(random, "accepted", "rejected"));
      LogRank test = given(LogRank.ofAnyCause(groups));

      assertThat(test.groups().stream().mapToDouble(Compared::expected).sum())
          .isCloseTo(test.groups().stream().mapToLong(Compared::observed).sum(), within(1e-9));
      assertThat(test.degreesOfFreedom()).isEqualTo(3);
      List<Group> turned = List.of(groups.get(2), groups.get(3), groups.get(1), groups.get(0));
      assertThat(given(LogRank.ofAnyCause(turned)).chiSquared())
          .isCloseTo(test.chiSquared(), within(1e-8 * (1 + test.chiSquared())));
    }
  }

  @Test
  void groupsThatAreAlikeDoNotDiffer() {
    RiskTable table = Counted.random(new SplittableRandom(42), "accepted");

    LogRank test = given(LogRank.ofAnyCause(groups(table, table, table)));

    assertThat(test.chiSquared()).isCloseTo(0, within(1e-12));
    assertThat(test.probability()).isCloseTo(1, within(1e-12));
  }

  @Test
  void aCauseIsComparedWithTheOthersAsGone() {
    RiskTable both =
        new Counted("accepted", "rejected")
            .left(1, 0, 2)
            .left(1, 1, 3)
            .left(5, 0, 1)
            .left(6, 1, 2)
            .censored(7, 4)
            .table();
    RiskTable other =
        new Counted("rejected", "accepted").left(1, 1, 5).left(5, 0, 1).censored(7, 6).table();
    RiskTable acceptedOnly =
        new Counted("accepted")
            .left(1, 0, 2)
            .censored(1, 3)
            .left(5, 0, 1)
            .censored(6, 2)
            .censored(7, 4)
            .table();
    RiskTable otherAcceptedOnly =
        new Counted("accepted").left(1, 0, 5).censored(5, 1).censored(7, 6).table();

    LogRank test = given(LogRank.ofCause("accepted", groups(both, other)));

    assertThat(test).isEqualTo(given(LogRank.ofAnyCause(groups(acceptedOnly, otherAcceptedOnly))));
    assertThat(test.groups()).extracting(Compared::observed).containsExactly(3L, 5L);
  }

  @Test
  void whereNothingDiffersOneInTwentyTestsSaysSo() {
    int rejected = 0;
    int repetitions = 2000;
    for (int repetition = 0; repetition < repetitions; repetition++) {
      SplittableRandom random = new SplittableRandom(7000 + repetition);
      LogRank test =
          given(
              LogRank.ofAnyCause(
                  groups(cohort(random, 80, 10), cohort(random, 50, 10), cohort(random, 60, 10))));
      rejected += test.probability() < 0.05 ? 1 : 0;
    }
    assertThat((double) rejected / repetitions).isBetween(0.038, 0.064);
  }

  @Test
  void newerCohortsWithLongerDelaysAreFound() {
    int found = 0;
    for (int repetition = 0; repetition < 200; repetition++) {
      SplittableRandom random = new SplittableRandom(9000 + repetition);
      LogRank test =
          given(LogRank.ofAnyCause(groups(cohort(random, 300, 10), cohort(random, 300, 14))));
      found += test.probability() < 0.05 ? 1 : 0;
      assertThat(test.groups().get(1).expected()).isGreaterThan(test.groups().get(1).observed());
    }
    assertThat(found).isGreaterThan(160);
  }

  private static RiskTable cohort(SplittableRandom random, int contacts, double meanDelay) {
    Counted counted = new Counted("accepted");
    for (int contact = 0; contact < contacts; contact++) {
      int delay = (int) (-meanDelay * Math.log(1 - random.nextDouble()));
      int followUp = random.nextInt(40);
      if (delay <= followUp) {
        counted.left(delay, 0, 1);
      } else {
        counted.censored(followUp, 1);
      }
    }
    return counted.table();
  }

  @Test
  void aGroupThatNobodyLeftIsComparedAsLongAsItWasAtRisk() {
    RiskTable leaving = new Counted("accepted").left(3, 0, 2).censored(4, 5).table();
    RiskTable staying = new Counted("accepted").censored(3, 7).table();

    LogRank test = given(LogRank.ofAnyCause(groups(leaving, staying)));

    // 2 of 14 leave, of whom half are in each group: expected 1, variance 2 x 1/4 x 12/13.
    assertThat(test.groups().get(1)).isEqualTo(new Compared("group 1", 0, 1));
    assertThat(test.chiSquared()).isCloseTo(26.0 / 12, within(1e-12));
  }

  @Test
  void groupsThatCannotBeComparedAreRefusedInWords() {
    RiskTable leaving = new Counted("accepted").left(3, 0, 2).censored(4, 5).table();
    RiskTable neverLeaving = new Counted("accepted").censored(2, 7).table();
    RiskTable atOnce = new Counted("accepted").left(3, 0, 2).table();

    assertThat(LogRank.ofAnyCause(groups(leaving)).reason())
        .isEqualTo("only two or more groups can be compared, not 1");
    assertThat(LogRank.ofAnyCause(groups(leaving, neverLeaving)).reason())
        .isEqualTo(
            "nobody of 'group 1' was at risk when anybody left, so nothing is known of its rates");
    assertThat(LogRank.ofAnyCause(groups(neverLeaving, neverLeaving)).reason())
        .isEqualTo("nobody left in any group, so there are no rates to compare");
    assertThat(LogRank.ofAnyCause(groups(atOnce, atOnce)).reason())
        .isEqualTo("all who were at risk left at one time, so no group can differ");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LogRank.ofCause("won", groups(leaving, leaving)))
        .withMessage("There is no cause 'won'; there are accepted");
  }

  private static List<Group> groups(RiskTable... tables) {
    List<Group> groups = new ArrayList<>();
    for (RiskTable table : tables) {
      groups.add(new Group("group " + groups.size(), table));
    }
    return groups;
  }

  private static LogRank given(Answer<LogRank> answer) {
    assertThat(answer.reason()).isEmpty();
    return answer.value().orElseThrow();
  }
}
