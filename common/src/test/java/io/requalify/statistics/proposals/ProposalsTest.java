package io.requalify.statistics.proposals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.requalify.statistics.Answer;
import io.requalify.statistics.Interval;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

final class ProposalsTest {
  private static final PromotionRule STANDARD = PromotionRule.standard();

  /** A case that passes every gate, and what is changed of it. */
  private static final class Case {
    private OptionalDouble difference = OptionalDouble.of(0.02);
    private Optional<Interval> simultaneous = Optional.of(new Interval(0.005, 0.035));
    private Optional<Interval> sequence = Optional.empty();
    private Optional<Interval> yield = Optional.of(new Interval(1, 4));
    private Optional<Interval> worst = Optional.of(new Interval(-0.02, 0.05));
    private String mistrust = "";
    private OptionalDouble tippingShift = OptionalDouble.empty();
    private OptionalDouble later = OptionalDouble.of(0.01);
    private Answer<KnownSlope> slope = slope(1.05, 0.9, 1.2);
    private List<ChannelVolume> channels =
        List.of(new ChannelVolume("search", 100, 104), new ChannelVolume("social", 100, 110));

    CandidateCase build() {
      return new CandidateCase(
          difference,
          simultaneous,
          sequence,
          yield,
          worst,
          mistrust,
          tippingShift,
          later,
          slope,
          channels,
          10);
    }
  }

  @Test
  void candidateThatPassesEveryGateIsPromoted() {
    Proposal proposal = new Proposals(STANDARD).of(new Case().build());

    assertThat(proposal.verdict()).isEqualTo(Verdict.PROMOTE);
    assertThat(proposal.binding()).isEmpty();
    assertThat(proposal.gates()).hasSize(10).allMatch(Gate::passed);
  }

  private static Answer<KnownSlope> slope(double value, double lower, double upper) {
    return Answer.of(new KnownSlope(value, new Interval(lower, upper)));
  }

  @Test
  void pointsThatSurelyCameToMeanSomethingElseHoldAndNoDrawHelps() {
    Case known = new Case();
    known.slope = slope(0.5, 0.25, 0.79);

    Proposal proposal = new Proposals(STANDARD).of(known.build());

    assertThat(proposal.verdict()).isEqualTo(Verdict.HOLD);
    assertThat(proposal.binding().orElseThrow().name()).isEqualTo("calibration_slope");
    assertThat(proposal.reason())
        .isEqualTo(
            "in the later months its points mean 0.50 of what they had meant, from 0.25 to 0.79");
    assertThat(proposal.lacksEvidence()).isFalse();

    known.slope = slope(1.9, 1.26, 2.6);
    assertBinds(known, "calibration_slope");
    // What may still lie inside is not held.
    known.slope = slope(0.5, 0.2, 0.8);
    assertThat(new Proposals(STANDARD).of(known.build()).verdict()).isEqualTo(Verdict.PROMOTE);
  }

  @Test
  void slopeThatCannotBeSaidIsNamedInThePromotion() {
    Case known = new Case();
    known.slope = Answer.refused("only 11 of 40 contacts had the event");

    Proposal proposal = new Proposals(STANDARD).of(known.build());

    assertThat(proposal.verdict()).isEqualTo(Verdict.PROMOTE);
    assertThat(proposal.reason())
        .isEqualTo(
            "every gate was passed; whether its points go on meaning what they meant cannot be said: only 11 of 40 contacts had the event");
  }

  @Test
  void estimateThatIsNotTrustedHoldsAndItsReasonBinds() {
    Case known = new Case();
    known.mistrust = "not trusted: only 12 effective contacts";

    Proposal proposal = new Proposals(STANDARD).of(known.build());

    assertThat(proposal.verdict()).isEqualTo(Verdict.HOLD);
    assertThat(proposal.reason()).isEqualTo("not trusted: only 12 effective contacts");
    assertThat(proposal.lacksEvidence()).isTrue();
    assertThat(proposal.binding().orElseThrow().name()).isEqualTo("trust");
  }

  @Test
  void lowerBoundMayLieAPointBelowButNotMore() {
    Case known = new Case();
    known.simultaneous = Optional.of(new Interval(-0.01, 0.04));
    assertThat(new Proposals(STANDARD).of(known.build()).verdict()).isEqualTo(Verdict.PROMOTE);

    known.simultaneous = Optional.of(new Interval(-0.0101, 0.04));
    Proposal proposal = new Proposals(STANDARD).of(known.build());
    assertThat(proposal.verdict()).isEqualTo(Verdict.HOLD);
    assertThat(proposal.reason())
        .isEqualTo(
            "all candidates looked at together, the conversion may lie -1.0 points off production's; -1.0 points are allowed");
    assertThat(proposal.binding().orElseThrow().figure().getAsDouble()).isEqualTo(-0.0101);
  }

  @Test
  void contactsWithoutEvidenceTakenForTheWorstMustStayWithinThreePoints() {
    Case known = new Case();
    known.worst = Optional.of(new Interval(-0.2, 0.1));

    assertBinds(known, "worst_case");
  }

  @Test
  void candidateThatBringsNoMoreConversionsAWeekIsHeld() {
    Case known = new Case();
    known.yield = Optional.of(new Interval(0, 4));

    assertBinds(known, "yield");
  }

  @Test
  void claimThatASmallShiftOfOddsTipsIsHeld() {
    Case known = new Case();
    known.tippingShift = OptionalDouble.of(1.2);
    assertBinds(known, "tipping_shift");

    known.tippingShift = OptionalDouble.of(1.5);
    assertThat(new Proposals(STANDARD).of(known.build()).verdict()).isEqualTo(Verdict.PROMOTE);
  }

  @Test
  void laterMonthsThatSayTheOppositeHold() {
    Case known = new Case();
    known.later = OptionalDouble.of(-0.001);
    assertBinds(known, "confirmation");

    known.later = OptionalDouble.empty();
    assertBinds(known, "confirmation");
  }

  @Test
  void volumeMayMoveAFifthUnlessSalesCanWorkIt() {
    Case known = new Case();
    known.channels =
        List.of(new ChannelVolume("search", 100, 130), new ChannelVolume("social", 100, 130));
    assertBinds(known, "volume");
    assertThat(new Proposals(STANDARD).of(known.build()).reason())
        .isEqualTo(
            "it qualifies 26.0 contacts a week, +30.0% against production; state weekly_capacity in the promotion rule if sales can work them");

    Proposals withCapacity = new Proposals(ruleWithCapacity(26, List.of()));
    assertThat(withCapacity.of(known.build()).verdict()).isEqualTo(Verdict.PROMOTE);
    assertThat(new Proposals(ruleWithCapacity(25, List.of())).of(known.build()).verdict())
        .isEqualTo(Verdict.HOLD);
  }

  @Test
  void channelThatLosesTooMuchNeedsSomebodyWhoAnswersForIt() {
    Case known = new Case();
    known.channels =
        List.of(new ChannelVolume("search", 180, 195), new ChannelVolume("social", 20, 13));

    Proposal proposal = new Proposals(STANDARD).of(known.build());
    assertThat(proposal.binding().orElseThrow().name()).isEqualTo("channel_falls");
    assertThat(proposal.reason())
        .isEqualTo(
            "of their volume lose: social (35%); list it in signed_off_channels of the promotion rule once somebody answers for it");
    // Volumes are known: no draw would tell more of them.
    assertThat(proposal.lacksEvidence()).isFalse();

    Proposals signed = new Proposals(ruleWithCapacity(1000, List.of("social")));
    assertThat(signed.of(known.build()).verdict()).isEqualTo(Verdict.PROMOTE);
  }

  @Test
  void shiftBetweenChannelsIsNamedByTheOneThatMovesMost() {
    Case known = new Case();
    known.channels =
        List.of(new ChannelVolume("search", 100, 130), new ChannelVolume("social", 100, 80));

    Proposal proposal = new Proposals(STANDARD).of(known.build());

    Gate parts =
        proposal.gates().stream()
            .filter(gate -> gate.name().equals("channel_parts"))
            .findFirst()
            .orElseThrow();
    assertThat(parts.passed()).isFalse();
    assertThat(parts.figure().getAsDouble()).isCloseTo(130.0 / 210 - 0.5, within(1e-15));
    assertThat(parts.finding()).contains("search");
  }

  @Test
  void candidateThatIsWorseEvenAtBestIsRejected() {
    Case known = new Case();
    known.difference = OptionalDouble.of(-0.08);
    known.simultaneous = Optional.of(new Interval(-0.1, -0.06));
    known.worst = Optional.of(new Interval(-0.15, -0.02));
    known.yield = Optional.of(new Interval(-3, -0.5));

    Proposal proposal = new Proposals(STANDARD).of(known.build());

    assertThat(proposal.verdict()).isEqualTo(Verdict.REJECT);
    assertThat(proposal.reason()).contains("2.0 points below production's at best");
  }

  @Test
  void candidateThatConvertsWorseButMayBringMoreIsNotRejected() {
    Case known = new Case();
    known.simultaneous = Optional.of(new Interval(-0.1, -0.06));
    known.worst = Optional.of(new Interval(-0.15, -0.02));
    known.yield = Optional.of(new Interval(-1, 2));

    assertThat(new Proposals(STANDARD).of(known.build()).verdict()).isEqualTo(Verdict.HOLD);
  }

  @Test
  void withoutAnEstimateNothingIsPromotedOrRejected() {
    Case known = new Case();
    known.difference = OptionalDouble.empty();
    known.simultaneous = Optional.empty();
    known.yield = Optional.empty();
    known.worst = Optional.of(new Interval(-0.4, -0.02));
    known.mistrust = "refused: nothing was drawn";

    Proposal proposal = new Proposals(STANDARD).of(known.build());

    assertThat(proposal.verdict()).isEqualTo(Verdict.HOLD);
    assertThat(proposal.reason()).isEqualTo("refused: nothing was drawn");
  }

  @Test
  void weeklyLooksAskForBoundsThatHoldAtEveryOne() {
    PromotionRule weekly =
        new PromotionRule(
            "accepted",
            -0.01,
            -0.03,
            1.5,
            0.2,
            0.1,
            0.3,
            0.8,
            1.25,
            OptionalDouble.empty(),
            List.of(),
            OptionalDouble.of(5000),
            0.02);
    Case known = new Case();
    known.sequence = Optional.of(new Interval(-0.03, 0.06));

    Proposal proposal = new Proposals(weekly).of(known.build());

    assertThat(proposal.binding().orElseThrow().name()).isEqualTo("weekly_looks");
  }

  @Test
  void rulesThatContradictThemselvesAreRefused() {
    assertThatThrownBy(
            () ->
                new PromotionRule(
                    "accepted",
                    -0.05,
                    -0.01,
                    1.5,
                    0.2,
                    0.1,
                    0.3,
                    0.8,
                    1.25,
                    OptionalDouble.empty(),
                    List.of(),
                    OptionalDouble.empty(),
                    0.02))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("the second not above the first");
  }

  private static void assertBinds(Case known, String gate) {
    Proposal proposal = new Proposals(STANDARD).of(known.build());
    assertThat(proposal.verdict()).isEqualTo(Verdict.HOLD);
    assertThat(proposal.binding().orElseThrow().name()).isEqualTo(gate);
  }

  private static PromotionRule ruleWithCapacity(double capacity, List<String> signedOff) {
    return new PromotionRule(
        "accepted",
        -0.01,
        -0.03,
        1.5,
        0.2,
        0.1,
        0.3,
        0.8,
        1.25,
        OptionalDouble.of(capacity),
        signedOff,
        OptionalDouble.empty(),
        0.02);
  }
}
