package io.requalify.statistics.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.requalify.statistics.BinomialTally;
import io.requalify.statistics.Interval;
import io.requalify.statistics.decomposition.Composition;
import io.requalify.statistics.decomposition.MixAgainstRate;
import io.requalify.statistics.monitoring.FollowUpCounts.Account;
import io.requalify.statistics.monitoring.FollowUpCounts.Period;
import io.requalify.statistics.monitoring.FollowUpSplit.Verdict;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class FollowUpSplitTest {
  private static final List<String> BANDS = List.of("up to 1 hour", "up to 1 day", "later");
  private static final double[] RATES = {0.45, 0.30, 0.15};
  private static final double[] PROMPT = {0.5, 0.3, 0.2};
  private static final double[] SLOW = {0.2, 0.3, 0.5};

  @Test
  void ratesThatStayPutTheWholeFallToFollowUp() {
    // Before 100 at 40% and 100 at 20%, now 50 at 40% and 150 at 20%: 30% and 25%.
    FollowUpSplit split = split(byHand(0));

    assertThat(split.before()).isCloseTo(0.30, within(1e-12));
    assertThat(split.now()).isCloseTo(0.25, within(1e-12));
    assertThat(split.followUp().value()).isCloseTo(-0.05, within(1e-12));
    assertThat(split.quality().value()).isCloseTo(0, within(1e-12));
    assertThat(split.touchedNow()).isEqualTo(1);
  }

  @Test
  void whomNobodyTouchedIsMissingAndNotRejected() {
    FollowUpSplit split = split(byHand(6));

    assertThat(split.now()).isCloseTo(0.25, within(1e-12));
    assertThat(split.total()).isEqualTo(split(byHand(0)).total());
    assertThat(split.touchedNow()).isCloseTo(0.4, within(1e-12));
    assertThat(split.touchedBefore()).isEqualTo(1);
  }

  private static FollowUpCounts byHand(long untouchedNow) {
    List<Account> accounts = new ArrayList<>();
    for (int account = 0; account < 50; account++) {
      Period before =
          new Period(
              List.of(
                  new BinomialTally(2, account < 40 ? 1 : 0),
                  new BinomialTally(2, account < 20 ? 1 : 0)),
              0);
      Period now =
          new Period(
              List.of(
                  new BinomialTally(1, account < 20 ? 1 : 0),
                  new BinomialTally(3, account < 30 ? 1 : 0)),
              untouchedNow);
      accounts.add(new Account(before, now));
    }
    return new FollowUpCounts(List.of("up to 1 hour", "later"), accounts);
  }

  @Test
  void thePartsAddUpAndChangeTheirSignsWhereThePeriodsAreSwapped() {
    for (int seed = 0; seed < 50; seed++) {
      FollowUpCounts counts = world(seed, PROMPT, SLOW, 0.8, 1);
      List<Account> swapped =
          counts.accounts().stream()
              .map(account -> new Account(account.now(), account.before()))
              .toList();
      FollowUpSplit split = split(counts);
      FollowUpSplit back = split(new FollowUpCounts(BANDS, swapped));

      assertThat(split.followUp().value() + split.quality().value())
          .isCloseTo(split.total().value(), within(1e-14));
      assertThat(split.total().value()).isCloseTo(split.now() - split.before(), within(1e-14));
      assertThat(back.followUp().value()).isCloseTo(-split.followUp().value(), within(1e-14));
      assertThat(back.quality().value()).isCloseTo(-split.quality().value(), within(1e-14));
    }
  }

  /** Written down apart because it needs gradients; the figures are those of the other. */
  @Test
  void thePartsAreThoseOfMixAgainstRateOverTheBands() {
    for (int seed = 0; seed < 20; seed++) {
      FollowUpCounts counts = world(seed, PROMPT, SLOW, 0.8, 1);
      MixAgainstRate parts =
          MixAgainstRate.of(
                  composition(counts.accounts().stream().map(Account::before).toList()),
                  composition(counts.accounts().stream().map(Account::now).toList()))
              .value()
              .orElseThrow();

      FollowUpSplit split = split(counts);

      assertThat(split.followUp().value())
          .isCloseTo(parts.decomposition().part("band").doubleValue(), within(1e-14));
      assertThat(split.quality().value()).isCloseTo(parts.rate().doubleValue(), within(1e-14));
    }
  }

  private static Composition composition(List<Period> periods) {
    Map<List<String>, Composition.Cell> cells = new HashMap<>();
    for (int band = 0; band < BANDS.size(); band++) {
      double touched = 0;
      double accepted = 0;
      for (Period period : periods) {
        touched += period.touched().get(band).trials();
        accepted += period.touched().get(band).successes();
      }
      cells.put(List.of(BANDS.get(band)), new Composition.Cell(touched, accepted / touched));
    }
    return Composition.of(List.of("band"), cells);
  }

  @Test
  void theErrorOfAPartIsThatOfTheJackknifeByAccount() {
    FollowUpCounts counts = world(61, PROMPT, SLOW, 0.8, 1);
    FollowUpSplit whole = split(counts);
    double followUp = 0;
    double quality = 0;
    for (int left = 0; left < counts.accounts().size(); left++) {
      List<Account> others = new ArrayList<>(counts.accounts());
      others.remove(left);
      FollowUpSplit without = split(new FollowUpCounts(BANDS, others));
      followUp += Math.pow(without.followUp().value() - whole.followUp().value(), 2);
      quality += Math.pow(without.quality().value() - whole.quality().value(), 2);
    }

    assertThat(error(whole.followUp())).isCloseTo(Math.sqrt(followUp), within(3e-4));
    assertThat(error(whole.quality())).isCloseTo(Math.sqrt(quality), within(3e-4));
  }

  private static double error(FollowUpSplit.Part part) {
    Interval interval = part.interval().orElseThrow();
    return interval.width() / 2 / 1.959964;
  }

  @Test
  void aWorldWithoutAFallIsCalledOneInOneOfForty() {
    int fallen = 0;
    int followUp = 0;
    int quality = 0;
    int worlds = 1_000;
    for (int world = 0; world < worlds; world++) {
      FollowUpSplit split = split(world(1_000 + world, PROMPT, PROMPT, 1, 1));
      fallen += split.verdict() == Verdict.NO_FALL ? 0 : 1;
      followUp += split.followUp().fell() ? 1 : 0;
      quality += split.quality().fell() ? 1 : 0;
    }

    // 2.5% lie below; two Monte Carlo errors are 1%.
    assertThat(fallen).isBetween(12, 40);
    assertThat(followUp).isBetween(12, 40);
    assertThat(quality).isBetween(12, 40);
  }

  @Test
  void slowFollowUpIsPutToFollowUpAndPoorLeadsToTheLeads() {
    Map<Verdict, Integer> slow = verdicts(PROMPT, SLOW, 1);
    Map<Verdict, Integer> poor = verdicts(PROMPT, PROMPT, 0.7);
    Map<Verdict, Integer> both = verdicts(PROMPT, SLOW, 0.7);

    assertThat(slow.getOrDefault(Verdict.FOLLOW_UP, 0)).isGreaterThan(270);
    assertThat(poor.getOrDefault(Verdict.LEAD_QUALITY, 0)).isGreaterThan(270);
    assertThat(both.getOrDefault(Verdict.BOTH, 0)).isGreaterThan(270);
  }

  private static Map<Verdict, Integer> verdicts(double[] before, double[] now, double worth) {
    Map<Verdict, Integer> verdicts = new EnumMap<>(Verdict.class);
    for (int world = 0; world < 300; world++) {
      verdicts.merge(split(world(7_000 + world, before, now, worth, 1)).verdict(), 1, Integer::sum);
    }
    return verdicts;
  }

  @Test
  void fewerTouchedSpeaksAgainstTheVerdict() {
    FollowUpSplit split = split(world(62, PROMPT, PROMPT, 0.6, 0.7));

    assertThat(split.verdict()).isEqualTo(Verdict.LEAD_QUALITY);
    assertThat(split.inWords())
        .startsWith("conversion fell because the contacts convert more rarely: from ")
        .contains("so whom sales chose may be part of it");
  }

  @Test
  void fewContactsFewAccountsAndHalfABandAreRefused() {
    Period none = new Period(List.of(new BinomialTally(0, 0), new BinomialTally(0, 0)), 3);
    Period fast = new Period(List.of(new BinomialTally(10, 4), new BinomialTally(0, 0)), 0);
    Period both = new Period(List.of(new BinomialTally(5, 2), new BinomialTally(5, 1)), 0);

    assertThat(refusal(30, new Account(both, none)))
        .isEqualTo("sales touched 300 contacts before and 0 now; at least 200 of each are needed");
    assertThat(refusal(29, new Account(both, both)))
        .isEqualTo("the contacts are of 29 accounts; at least 30 are needed to judge chance");
    assertThat(refusal(30, new Account(both, fast)))
        .isEqualTo(
            "nobody was first touched in the band 'slow' now, so its rate then is not known; join it with a neighbour");
  }

  private static String refusal(int accounts, Account account) {
    FollowUpCounts counts =
        new FollowUpCounts(List.of("fast", "slow"), Collections.nCopies(accounts, account));
    return FollowUpSplit.of(counts, 0.95).reason();
  }

  @Test
  void aBandThatIsEmptyInBothPeriodsIsPassedOver() {
    FollowUpCounts counts = byHand(0);
    List<Account> more =
        counts.accounts().stream()
            .map(account -> new Account(withNone(account.before()), withNone(account.now())))
            .toList();

    FollowUpSplit split = split(new FollowUpCounts(BANDS, more));

    assertThat(split.followUp().value()).isCloseTo(-0.05, within(1e-12));
  }

  private static Period withNone(Period period) {
    List<BinomialTally> tallies = new ArrayList<>(period.touched());
    tallies.add(new BinomialTally(0, 0));
    return new Period(tallies, period.untouched());
  }

  @Test
  void anAccountWithoutATallyForEachBandIsAnError() {
    Period one = new Period(List.of(new BinomialTally(1, 1)), 0);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> new FollowUpCounts(BANDS, List.of(new Account(one, one))))
        .withMessageContaining("Account 0 has tallies for 1 bands before and 1 now");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new FollowUpCounts(List.of("a", "a"), List.of()))
        .withMessageContaining("each once");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Period(List.of(), -1))
        .withMessage("-1 contacts were not touched; count 0 or more");
  }

  private static FollowUpSplit split(FollowUpCounts counts) {
    return FollowUpSplit.of(counts, 0.95).value().orElseThrow();
  }

  /** 300 accounts of four contacts in each period, some accounts better than others. */
  private static FollowUpCounts world(
      long seed, double[] before, double[] now, double worth, double touched) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Account> accounts = new ArrayList<>();
    for (int account = 0; account < 300; account++) {
      double own = random.nextBoolean() ? 0.7 : 1.3;
      accounts.add(
          new Account(drawn(random, before, own, 1), drawn(random, now, own * worth, touched)));
    }
    return new FollowUpCounts(BANDS, accounts);
  }

  private static Period drawn(
      SplittableRandom random, double[] shares, double worth, double touched) {
    long[] trials = new long[shares.length];
    long[] accepted = new long[shares.length];
    long untouched = 0;
    for (int contact = 0; contact < 4; contact++) {
      if (random.nextDouble() >= touched) {
        untouched++;
        continue;
      }
      double place = random.nextDouble();
      int band = place < shares[0] ? 0 : place < shares[0] + shares[1] ? 1 : 2;
      trials[band]++;
      accepted[band] += random.nextDouble() < worth * RATES[band] ? 1 : 0;
    }
    List<BinomialTally> tallies = new ArrayList<>();
    for (int band = 0; band < shares.length; band++) {
      tallies.add(new BinomialTally(trials[band], accepted[band]));
    }
    return new Period(tallies, untouched);
  }
}
