package io.requalify.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.requalify.statistics.CountedEvidence.Contact;
import io.requalify.statistics.CountedEvidence.Seen;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class ConversionEstimatorTest {
  private static final TrustGates GATES = TrustGates.standard();

  /** The others are in {@link PartlyIdentifiedTest}. */
  private static final List<ConversionEstimator> WITHOUT_MODEL =
      ConversionEstimator.all().subList(0, 4);

  @Test
  void shortNamesAreStable() {
    assertThat(ConversionEstimator.all())
        .extracting(ConversionEstimator::shortName)
        .containsExactly(
            "observed",
            "agreement_set",
            "manski",
            "snips",
            "ips",
            "direct",
            "doubly_robust",
            "doubly_robust_all_cohorts",
            "monotone_band");
  }

  @Test
  void candidateThatIsProductionDiffersByNothing() {
    List<Contact> contacts = new ArrayList<>();
    for (int contact = 0; contact < 400; contact++) {
      Seen seen = rule(contact, contact % 7 != 0, contact % 3 == 0);
      contacts.add(new Contact("a" + contact / 4, Optional.of(seen), Optional.of(seen)));
    }
    SwapEvidence evidence = CountedEvidence.of(contacts);

    for (ConversionEstimator estimator : WITHOUT_MODEL) {
      Conclusion difference = estimator.difference(evidence, GATES);
      assertThat(difference.interval()).as(estimator.shortName()).contains(new Interval(0, 0));
      assertThat(difference.estimate().orElse(0)).isZero();
      assertThat(difference.reason()).isEmpty();
    }
  }

  @Test
  void propensityOfOneEverywhereGivesThePlainMean() {
    List<Contact> contacts = new ArrayList<>();
    for (int contact = 0; contact < 300; contact++) {
      contacts.add(agreeIn(contact, rule(contact, true, contact % 2 == 0)));
      contacts.add(swapIn(contact, explored(1000 + contact, 1, contact % 5 == 0)));
    }
    SwapEvidence evidence = CountedEvidence.of(contacts);

    Conclusion snips = new SelfNormalisedWeighting().conversion(evidence, GATES);
    assertThat(snips.estimate().orElseThrow()).isCloseTo(210.0 / 600, within(1e-12));
    assertThat(snips.support().effectiveSample().orElseThrow()).isCloseTo(300, within(1e-9));
    assertThat(snips.support().supportedShare()).hasValue(1);
    assertThat(snips.trusted()).isTrue();

    Conclusion observed = new ObservedShare().conversion(evidence, GATES);
    assertThat(observed.estimate().orElseThrow()).isCloseTo(210.0 / 600, within(1e-12));
    Interval bounds = new WorstCaseBounds().conversion(evidence, GATES).interval().orElseThrow();
    assertThat(bounds).isEqualTo(new Interval(210.0 / 600, 210.0 / 600));
  }

  @Test
  void volumesAreTakenAsKnownAndNotEstimated() {
    List<Contact> contacts = new ArrayList<>();
    for (int contact = 0; contact < 100; contact++) {
      // Half of the agree-in was never worked, which must not shift the mix of the quadrants.
      contacts.add(agreeIn(contact, rule(contact, contact % 2 == 0, contact % 4 == 0)));
    }
    for (int contact = 0; contact < 300; contact++) {
      // One in three is drawn, half with one probability and half with another.
      double propensity = contact % 2 == 0 ? 0.5 : 0.25;
      contacts.add(
          swapIn(
              contact,
              contact % 3 == 0
                  ? explored(1000 + contact, propensity, contact % 2 == 0)
                  : unworked(1000 + contact)));
    }
    Conclusion snips =
        new SelfNormalisedWeighting().conversion(CountedEvidence.of(contacts), GATES);

    // Agree-in 25/50; swap-ins 50 of weight 2 that convert and 50 of weight 4 that do not.
    double expected = (100 * 0.5 + 300 * (100.0 / 300)) / 400;
    assertThat(snips.estimate().orElseThrow()).isCloseTo(expected, within(1e-12));
    assertThat(snips.support().effectiveSample().orElseThrow())
        .isCloseTo(300.0 * 300 / (50 * 4 + 50 * 16), within(1e-9));
    assertThat(snips.support().supportedShare().orElseThrow())
        .isCloseTo((50 + 300.0) / 400, within(1e-12));
  }

  @Test
  void fewEffectiveContactsAreRefusedInWords() {
    List<Contact> contacts = mixed(11, 400);
    Conclusion snips =
        new SelfNormalisedWeighting().conversion(CountedEvidence.of(contacts), GATES);

    assertThat(snips.refused()).isTrue();
    assertThat(snips.reason())
        .isEqualTo(
            "refused: only 11 effective explored contacts stand for the swap-ins; at least 50 are needed");
    assertThat(new SelfNormalisedWeighting().difference(CountedEvidence.of(contacts), GATES))
        .extracting(Conclusion::reason)
        .isEqualTo(snips.reason());
  }

  @Test
  void effectiveSampleNearTwoIsRefusedHoweverManyWereDrawn() {
    List<Contact> contacts = new ArrayList<>(mixed(0, 400));
    for (int contact = 0; contact < 200; contact++) {
      double propensity = contact < 2 ? 0.01 : 1;
      contacts.add(swapIn(5000 + contact, explored(5000 + contact, propensity, true)));
    }
    SwapEvidence evidence = CountedEvidence.of(contacts);

    Conclusion snips = new SelfNormalisedWeighting().conversion(evidence, GATES);
    assertThat(evidence.exploration().effectiveSample()).isBetween(2.0, 8.0);
    assertThat(snips.estimate()).isEmpty();
    assertThat(snips.interval()).isEmpty();
    assertThat(snips.reason()).startsWith("refused: only 7 effective explored contacts");
  }

  @Test
  void betweenTheTwoGatesTheEstimateIsGivenButNotTrusted() {
    Conclusion snips =
        new SelfNormalisedWeighting().conversion(CountedEvidence.of(mixed(60, 60)), GATES);

    assertThat(snips.estimate()).isPresent();
    assertThat(snips.trusted()).isFalse();
    assertThat(snips.reason())
        .contains("60 effective explored contacts stand for the swap-ins; at least 100 should");
  }

  @Test
  void tooSmallPropensityIsNoSupport() {
    List<Contact> contacts = new ArrayList<>(mixed(120, 120));
    for (int contact = 0; contact < 200; contact++) {
      contacts.add(swapIn(7000 + contact, explored(7000 + contact, 0.001, true)));
    }
    Conclusion snips =
        new SelfNormalisedWeighting().conversion(CountedEvidence.of(contacts), GATES);

    assertThat(snips.support().largestWeight().orElseThrow()).isCloseTo(1.0 / 120, within(1e-12));
    assertThat(snips.reason()).contains("the contacts have evidence; at least 80% should");
  }

  @Test
  void withoutAnyRoutingOnlyTheBoundsSpeakAndSayThatTheySayNothing() {
    List<Contact> contacts = new ArrayList<>();
    for (int contact = 0; contact < 50; contact++) {
      contacts.add(agreeIn(contact, unworked(contact)));
      contacts.add(swapIn(contact, unworked(1000 + contact)));
    }
    SwapEvidence evidence = CountedEvidence.of(contacts);

    for (ConversionEstimator estimator : ConversionEstimator.all()) {
      Conclusion conversion = estimator.conversion(evidence, GATES);
      assertThat(conversion.trusted()).isFalse();
      assertThat(conversion.estimate()).as(estimator.shortName()).isEmpty();
      assertThat(conversion.refused()).isEqualTo(!(estimator instanceof WorstCaseBounds));
      assertThat(conversion.reason()).isNotEmpty();
    }
    assertThat(new WorstCaseBounds().conversion(evidence, GATES).interval())
        .contains(new Interval(0, 1));
    assertThat(new ObservedShare().conversion(evidence, GATES).reason())
        .isEqualTo(
            "refused: sales worked none of these 100 contacts on a logged rule or exploration route long enough ago");
  }

  @Test
  void versionThatQualifiesNobodyIsRefusedByAll() {
    for (ConversionEstimator estimator : ConversionEstimator.all()) {
      assertThat(estimator.conversion(SwapEvidence.nothing(), GATES).reason())
          .isEqualTo("refused: this version qualifies no contact here");
      assertThat(estimator.difference(SwapEvidence.nothing(), GATES).refused()).isTrue();
    }
  }

  @Test
  void winsNeedThirtyWins() {
    List<Contact> contacts = new ArrayList<>();
    for (int contact = 0; contact < 200; contact++) {
      contacts.add(agreeIn(contact, rule(contact, true, contact < 29)));
    }
    SwapEvidence evidence = CountedEvidence.of(contacts);

    assertThat(new ObservedShare().conversion(evidence, GATES).trusted()).isTrue();
    assertThat(new ObservedShare().conversion(evidence, TrustGates.ofWins()).reason())
        .isEqualTo("not trusted: only 29 conversions were seen; at least 30 should be");
  }

  @Test
  void outcomesThatAreAllAlikeHaveNoInterval() {
    List<Contact> contacts = new ArrayList<>();
    for (int contact = 0; contact < 200; contact++) {
      contacts.add(agreeIn(contact, rule(contact, true, false)));
    }
    Conclusion observed = new ObservedShare().conversion(CountedEvidence.of(contacts), GATES);

    assertThat(observed.estimate()).hasValue(0);
    assertThat(observed.interval()).isEmpty();
    assertThat(observed.reason()).contains("chance cannot be judged");
  }

  @Test
  void boundsHoldEveryWayInWhichTheUnknownCouldHaveTurnedOut() {
    SplittableRandom random = new SplittableRandom(3);
    for (int world = 0; world < 500; world++) {
      List<Contact> contacts = new ArrayList<>();
      double candidateConverted = 0;
      double productionConverted = 0;
      int candidates = 0;
      int produced = 0;
      for (int contact = 0; contact < 20; contact++) {
        boolean would = random.nextBoolean();
        boolean wouldOtherwise = random.nextBoolean();
        Seen seen = rule(contact, random.nextInt(3) > 0, would);
        int kind = random.nextInt(4);
        if (kind == 0) {
          contacts.add(agreeIn(contact, seen));
        } else if (kind == 1) {
          Seen other = rule(900 + contact, random.nextBoolean(), wouldOtherwise);
          contacts.add(new Contact("a" + contact, Optional.of(seen), Optional.of(other)));
        } else if (kind == 2) {
          contacts.add(swapIn(contact, seen));
        } else {
          contacts.add(new Contact("a" + contact, Optional.empty(), Optional.of(seen)));
        }
        candidates += kind < 3 ? 1 : 0;
        produced += kind == 2 ? 0 : 1;
        candidateConverted += kind < 3 && would ? 1 : 0;
        productionConverted += kind == 1 ? (wouldOtherwise ? 1 : 0) : kind != 2 && would ? 1 : 0;
      }
      if (candidates == 0 || produced == 0) {
        continue;
      }
      SwapEvidence evidence = CountedEvidence.of(contacts);
      double truth = candidateConverted / candidates;
      double change = truth - productionConverted / produced;
      assertHolds(new WorstCaseBounds().conversion(evidence, GATES), truth);
      assertHolds(new WorstCaseBounds().difference(evidence, GATES), change);
    }
  }

  private static void assertHolds(Conclusion bounds, double truth) {
    Interval interval = bounds.interval().orElseThrow();
    assertThat(truth).isBetween(interval.lower() - 1e-12, interval.upper() + 1e-12);
  }

  /** Agree-in in plenty, and swap-ins of whom the first so many were drawn. */
  private static List<Contact> mixed(int drawn, int swapIns) {
    List<Contact> contacts = new ArrayList<>();
    for (int contact = 0; contact < 200; contact++) {
      contacts.add(agreeIn(contact, rule(contact, true, contact % 3 == 0)));
    }
    for (int contact = 0; contact < swapIns; contact++) {
      Seen seen =
          contact < drawn
              ? explored(1000 + contact, (double) drawn / swapIns, contact % 4 == 0)
              : unworked(1000 + contact);
      contacts.add(swapIn(1000 + contact, seen));
    }
    return contacts;
  }

  private static Contact agreeIn(int number, Seen seen) {
    return new Contact("a" + number, Optional.of(seen), Optional.of(seen));
  }

  private static Contact swapIn(int number, Seen seen) {
    return new Contact("a" + number, Optional.of(seen), Optional.empty());
  }

  private static Seen rule(long decision, boolean worked, boolean converted) {
    return new Seen(decision, worked, false, 0, true, converted);
  }

  private static Seen explored(long decision, double propensity, boolean converted) {
    return new Seen(decision, true, true, propensity, true, converted);
  }

  private static Seen unworked(long decision) {
    return new Seen(decision, false, false, 0, true, false);
  }
}
