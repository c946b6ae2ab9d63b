package io.requalify.statistics.proposals;

import io.requalify.statistics.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/** Holds what is known of a candidate against a rule. */
public final class Proposals {
  /** A gate that no further draw helps through: other points do. */
  static final String CALIBRATION_SLOPE = "calibration_slope";

  private final PromotionRule rule;
  private final VolumeGates volumes;

  /** Proposals by a rule. */
  public Proposals(PromotionRule rule) {
    this.rule = rule;
    this.volumes = new VolumeGates(rule);
  }

  /** What is proposed of a candidate. */
  public Proposal of(CandidateCase known) {
    List<Gate> gates = new ArrayList<>();
    gates.add(trust(known));
    gates.add(difference(known));
    if (rule.plannedAccounts().isPresent()) {
      gates.add(sequence(known));
    }
    gates.add(worst(known));
    gates.add(weeklyYield(known));
    gates.add(tippingShift(known));
    gates.add(confirmation(known));
    gates.add(calibrationSlope(known));
    gates.addAll(volumes.of(known));
    if (isRejected(known)) {
      return new Proposal(Verdict.REJECT, rejection(known), gates);
    }
    return gates.stream()
        .filter(gate -> !gate.passed())
        .findFirst()
        .map(gate -> new Proposal(Verdict.HOLD, gate.finding(), gates))
        .orElseGet(() -> new Proposal(Verdict.PROMOTE, promotion(known), gates));
  }

  /** What could not be asked is said, for it is promoted without. */
  private static String promotion(CandidateCase known) {
    return known.calibrationSlope().value().isPresent()
        ? "every gate was passed"
        : "every gate was passed; " + unknownSlope(known);
  }

  private static String unknownSlope(CandidateCase known) {
    return "whether its points go on meaning what they meant cannot be said: "
        + known.calibrationSlope().reason();
  }

  /** Even at best it is worse, in conversion and in what a week brings. */
  private boolean isRejected(CandidateCase known) {
    boolean atBestWorse =
        known.worst().filter(ends -> ends.upper() < rule.leastDifference()).isPresent();
    boolean surelyWorse =
        known.simultaneous().filter(ends -> ends.upper() < rule.leastDifference()).isPresent();
    boolean noWeekGains = known.yieldPerWeek().filter(ends -> ends.upper() <= 0).isPresent();
    return atBestWorse && surelyWorse && noWeekGains;
  }

  private String rejection(CandidateCase known) {
    return "its conversion lies %s below production's at best, contacts without evidence included; it may lie %s below; and no week brings more conversions"
        .formatted(points(-known.worst().orElseThrow().upper()), points(-rule.leastDifference()));
  }

  private static Gate trust(CandidateCase known) {
    boolean trusted = known.mistrust().isEmpty();
    return new Gate(
        "trust",
        OptionalDouble.empty(),
        "the estimate passes every gate of trust",
        trusted,
        trusted ? "the estimate is trusted" : known.mistrust());
  }

  private Gate difference(CandidateCase known) {
    return lower(
        "difference",
        known.simultaneous(),
        rule.leastDifference(),
        "all candidates looked at together, the conversion");
  }

  private Gate sequence(CandidateCase known) {
    return lower(
        "weekly_looks",
        known.sequence(),
        rule.leastDifference(),
        "at whichever weekly look, the conversion");
  }

  private Gate worst(CandidateCase known) {
    return lower(
        "worst_case",
        known.worst(),
        rule.leastWorstDifference(),
        "with contacts without evidence taken for the worst, the conversion");
  }

  private static Gate lower(String name, Optional<Interval> ends, double least, String what) {
    boolean passed = ends.filter(interval -> interval.lower() >= least).isPresent();
    return new Gate(
        name,
        ends.isPresent() ? OptionalDouble.of(ends.get().lower()) : OptionalDouble.empty(),
        "at least %s".formatted(signed(least)),
        passed,
        ends.map(
                interval ->
                    "%s may lie %s off production's; %s are allowed"
                        .formatted(what, signed(interval.lower()), signed(least)))
            .orElse("%s cannot be estimated".formatted(what)));
  }

  private static Gate weeklyYield(CandidateCase known) {
    Optional<Interval> ends = known.yieldPerWeek();
    boolean passed = ends.filter(interval -> interval.lower() > 0).isPresent();
    return new Gate(
        "yield",
        ends.isPresent() ? OptionalDouble.of(ends.get().lower()) : OptionalDouble.empty(),
        "above 0 conversions a week more",
        passed,
        ends.map(
                interval ->
                    String.format(
                        Locale.ROOT,
                        "conversions a week against production's: from %+.1f to %+.1f",
                        interval.lower(),
                        interval.upper()))
            .orElse("how many conversions a week would bring cannot be estimated"));
  }

  private Gate tippingShift(CandidateCase known) {
    OptionalDouble shift = known.tippingShift();
    boolean passed = shift.isEmpty() || shift.getAsDouble() >= rule.leastTippingShift();
    return new Gate(
        "tipping_shift",
        shift,
        String.format(Locale.ROOT, "at least %.2f", rule.leastTippingShift()),
        passed,
        shift.isEmpty()
            ? "no shift of the odds of contacts whose evidence is borrowed would change it"
            : String.format(
                Locale.ROOT,
                "it changes once the odds of contacts whose evidence is borrowed are off by a factor of %.2f",
                shift.getAsDouble()));
  }

  private static Gate confirmation(CandidateCase known) {
    OptionalDouble later = known.laterDifference();
    boolean isKnown = later.isPresent() && known.difference().isPresent();
    boolean passed =
        isKnown
            && Math.signum(later.getAsDouble()) == Math.signum(known.difference().getAsDouble());
    return new Gate(
        "confirmation",
        later,
        "the later half of the months has the sign of all",
        passed,
        isKnown
            ? "the later half of the months alone says %s, all of them %s"
                .formatted(signed(later.getAsDouble()), signed(known.difference().getAsDouble()))
            : "the later half of the months alone cannot say it");
  }

  /**
   * Held is only what surely lies outside. Whose slope is not known is not held by this gate, which
   * says so: a candidate's points are judged by the contacts that production let in, and among
   * those they often differ too little for a slope.
   */
  private Gate calibrationSlope(CandidateCase known) {
    Optional<KnownSlope> slope = known.calibrationSlope().value();
    boolean outside =
        slope
            .map(KnownSlope::interval)
            .filter(
                ends ->
                    ends.upper() < rule.leastCalibrationSlope()
                        || ends.lower() > rule.mostCalibrationSlope())
            .isPresent();
    return new Gate(
        CALIBRATION_SLOPE,
        slope.isPresent() ? OptionalDouble.of(slope.get().value()) : OptionalDouble.empty(),
        String.format(
            Locale.ROOT,
            "not surely outside of %.2f to %.2f",
            rule.leastCalibrationSlope(),
            rule.mostCalibrationSlope()),
        !outside,
        slope
            .map(
                found ->
                    String.format(
                        Locale.ROOT,
                        "in the later months its points mean %.2f of what they had meant, from %.2f to %.2f",
                        found.value(),
                        found.interval().lower(),
                        found.interval().upper()))
            .orElseGet(() -> unknownSlope(known)));
  }

  static String signed(double share) {
    String number = String.format(Locale.ROOT, "%+.1f", 100 * share);
    // Nothing has no sign, however it was rounded.
    return (number.substring(1).equals("0.0") ? "0.0" : number) + " points";
  }

  static String points(double share) {
    return String.format(Locale.ROOT, "%.1f points", 100 * share);
  }
}
