package io.requalify.statistics.survival;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.requalify.statistics.Answer;
import io.requalify.statistics.BinomialInterval;
import io.requalify.statistics.BinomialTally;
import io.requalify.statistics.Interval;
import io.requalify.statistics.survival.WeightedShare.Known;
import java.util.Map;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class CensoringWeightsTest {
  private static final OptionalInt STAYED = OptionalInt.empty();

  /** Of 100 contacts 20 were followed for 3 days, 30 for 10 and 50 for 40. */
  private static final SortedMap<Integer, Long> HUNDRED = counts(Map.of(3, 20L, 10, 30L, 40, 50L));

  @Test
  void aContactWeighsAsManyAsWereNotFollowedForAsLong() {
    CensoringWeights weights = weights(HUNDRED, 30);

    assertThat(weights.shareFollowed(3)).isEqualTo(1);
    assertThat(weights.shareFollowed(4)).isEqualTo(0.8);
    assertThat(weights.shareFollowed(30)).isEqualTo(0.5);
    assertThat(weights.weight(OptionalInt.of(2), 3)).isEqualTo(1);
    assertThat(weights.weight(OptionalInt.of(9), 10)).isEqualTo(1.25);
    assertThat(weights.weight(OptionalInt.of(11), 40)).isEqualTo(2);
    assertThat(weights.weight(STAYED, 40)).isEqualTo(2);
  }

  @Test
  void whatIsNotKnownWithinTheHorizonWeighsNothing() {
    CensoringWeights weights = weights(HUNDRED, 30);

    assertThat(weights.weight(STAYED, 10)).isZero();
    assertThat(weights.weight(STAYED, 29)).isZero();
    assertThat(weights.weight(STAYED, 30)).isEqualTo(2);
  }

  @Test
  void whoLeavesAfterTheHorizonStayedWithinIt() {
    CensoringWeights weights = weights(HUNDRED, 30);

    assertThat(weights.weight(OptionalInt.of(35), 40)).isEqualTo(weights.weight(STAYED, 40));
  }

  @Test
  void whereEveryHorizonIsOverAllWeighTheSameAndTheShareIsBinomial() {
    CensoringWeights weights = weights(counts(Map.of(30, 40L, 90, 60L)), 30);
    WeightedShare share =
        WeightedShare.of(
            weights, new Known(counts(Map.of(2, 20L, 30, 5L)), counts(Map.of(1, 30L)), 45));

    assertThat(weights.weight(STAYED, 90)).isEqualTo(1);
    assertThat(share.share()).isCloseTo(0.25, within(1e-15));
    assertThat(share.standardError()).hasValueCloseTo(Math.sqrt(0.25 * 0.75 / 100), within(1e-15));
  }

  @Test
  void theShareIsTheMeanOfTheOutcomesByTheWeights() {
    DelayedOutcomes world = new DelayedOutcomes(500, 51);
    CensoringWeights weights = weights(world.contactsByFollowUp(), DelayedOutcomes.HORIZON);
    double accepted = 0;
    double all = 0;
    for (int contact = 0; contact < world.contacts(); contact++) {
      double weight = weights.weight(world.knownToLeave(contact), world.followUp(contact));
      all += weight;
      accepted += world.knownAccepted(contact) ? weight : 0;
    }

    WeightedShare share = WeightedShare.of(weights, world.known());

    assertThat(share.share()).isCloseTo(accepted / all, within(1e-12));
  }

  @Test
  void theErrorOfAHundredContactsByHand() {
    // 20 convert on day 2, each for 1; 16 on day 9, each for 1.25; 10 leave on day 20 and 25 stay,
    // each for 2. That is 40 of 110.
    WeightedShare share =
        WeightedShare.of(
            weights(HUNDRED, 30),
            new Known(counts(Map.of(2, 20L, 9, 16L)), counts(Map.of(20, 10L)), 25));
    double with = 7.0 / 11;
    double without = 4.0 / 11;
    double squares =
        20 * with * with + 16 * Math.pow(1.25 * with, 2) + 35 * Math.pow(2 * without, 2);
    // In the mean of those followed for 3 days, for 10 and for 40.
    double three = 20 * with / 100;
    double ten = three + 16 * 1.25 * with / 80;
    double forty = ten - 35 * 2 * without / 50;
    double means = 20 * three * three + 30 * ten * ten + 50 * forty * forty;

    assertThat(share.share()).isCloseTo(without, within(1e-12));
    assertThat(20 * three + 30 * ten + 50 * forty).isCloseTo(0, within(1e-12));
    assertThat(share.standardError())
        .hasValueCloseTo(Math.sqrt(squares - means) / 110, within(1e-12));
  }

  @Test
  void overAllCohortsTheWeightedShareHitsTheTruthAndTheNaiveOneIsTooLow() {
    double truth = DelayedOutcomes.acceptedWithinHorizon();
    int repetitions = 1000;
    int covered = 0;
    int naiveCovered = 0;
    double sum = 0;
    double naiveSum = 0;
    double width = 0;
    double matureWidth = 0;
    for (int repetition = 0; repetition < repetitions; repetition++) {
      DelayedOutcomes world = new DelayedOutcomes(1500, 20_000 + repetition);
      WeightedShare share =
          WeightedShare.of(
              weights(world.contactsByFollowUp(), DelayedOutcomes.HORIZON), world.known());
      Interval interval = share.interval(0.95).orElseThrow();
      BinomialTally naive = all(world);
      sum += share.share() / repetitions;
      naiveSum += naive.rate() / repetitions;
      covered += interval.contains(truth) ? 1 : 0;
      naiveCovered += wilson(naive).contains(truth) ? 1 : 0;
      width += interval.width();
      matureWidth += wilson(mature(world)).width();
    }
    // 1,000 repetitions of an error of 0.013: the mean is good to 0.0012 at three errors.
    assertThat(sum).isCloseTo(truth, within(0.0012));
    assertThat((double) covered / repetitions).isBetween(0.93, 0.97);
    assertThat(naiveSum).isLessThan(truth - 0.03);
    assertThat((double) naiveCovered / repetitions).isLessThan(0.3);
    assertThat(width).isLessThan(matureWidth);
  }

  /** As people count: what is not known yet is a no. */
  private static BinomialTally all(DelayedOutcomes world) {
    long accepted = 0;
    for (int contact = 0; contact < world.contacts(); contact++) {
      accepted += world.knownAccepted(contact) ? 1 : 0;
    }
    return new BinomialTally(world.contacts(), accepted);
  }

  private static BinomialTally mature(DelayedOutcomes world) {
    long mature = 0;
    long accepted = 0;
    for (int contact = 0; contact < world.contacts(); contact++) {
      boolean over = world.followUp(contact) >= DelayedOutcomes.HORIZON;
      mature += over ? 1 : 0;
      accepted += over && world.knownAccepted(contact) ? 1 : 0;
    }
    return new BinomialTally(mature, accepted);
  }

  private static Interval wilson(BinomialTally tally) {
    return new BinomialInterval.Wilson().around(tally, 0.95);
  }

  @Test
  void aHorizonThatNobodyReachedIsRefusedInWords() {
    assertThat(CensoringWeights.of(HUNDRED, 41).reason())
        .isEqualTo(
            "no contact was followed for 41 days, the longest for 40, so no weight makes up for those that are not known yet: take a horizon of at most 40 days, or wait");
    assertThat(CensoringWeights.of(counts(Map.of(40, 0L)), 30).reason())
        .isEqualTo("there is no contact to be weighed");
    assertThat(CensoringWeights.of(HUNDRED, 40).value()).isPresent();
  }

  @Test
  void outcomesThatAreAllAlikeHaveNoInterval() {
    WeightedShare none =
        WeightedShare.of(
            weights(HUNDRED, 30), new Known(counts(Map.of()), counts(Map.of(3, 4L)), 47));

    assertThat(none.share()).isZero();
    assertThat(none.interval(0.95)).isEmpty();
  }

  @Test
  void countsThatContradictEachOtherAreRefused() {
    CensoringWeights weights = weights(HUNDRED, 30);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> weights.weight(OptionalInt.of(9), 8))
        .withMessage("A contact that was followed for 8 days is not known to leave on day 9");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                WeightedShare.of(weights, new Known(counts(Map.of(20, 11L)), counts(Map.of()), 40)))
        .withMessage(
            "Of 51 contacts it is known what came on day 20 or later, but only 50 were followed for as long; count both of the same contacts");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                WeightedShare.of(weights, new Known(counts(Map.of(31, 1L)), counts(Map.of()), 40)))
        .withMessage(
            "Day 31 lies after the horizon of 30 days: leave it out, and count the contact as stayed");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> WeightedShare.of(weights, new Known(counts(Map.of(2, 9L)), counts(Map.of()), 40)))
        .withMessage(
            "50 contacts were followed to the horizon of 30 days, but only of 49 it is known what came; count those that left otherwise and those that stayed, too");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CensoringWeights.of(counts(Map.of(3, -1L)), 2))
        .withMessage("-1 contacts with a follow-up of 3 days: neither can be negative");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CensoringWeights.of(HUNDRED, -1))
        .withMessage("The horizon of -1 days lies before the decision");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> weights.shareFollowed(31))
        .withMessage("Day 31 does not lie within 0 to 30, the horizon");
  }

  private static SortedMap<Integer, Long> counts(Map<Integer, Long> counts) {
    return new TreeMap<>(counts);
  }

  private static CensoringWeights weights(SortedMap<Integer, Long> followUp, int horizon) {
    Answer<CensoringWeights> answer = CensoringWeights.of(followUp, horizon);
    assertThat(answer.reason()).isEmpty();
    return answer.value().orElseThrow();
  }
}
