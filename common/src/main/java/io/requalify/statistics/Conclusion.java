package io.requalify.statistics;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What an estimator says of a version, or why it says nothing.
 *
 * @param estimate none where it is refused, or where the estimator gives bounds only
 * @param interval round the estimate, or the bounds
 * @param intervalKind what the interval is
 * @param support what stands behind it
 * @param trusted true when every gate was passed
 * @param reason why it is refused or not trusted, in words; empty where it is trusted
 */
public record Conclusion(
    OptionalDouble estimate,
    Optional<Interval> interval,
    IntervalKind intervalKind,
    Support support,
    boolean trusted,
    String reason) {

  /** What an interval is. */
  public enum IntervalKind {
    CONFIDENCE("confidence interval"),
    WORST_CASE("worst case bounds"),
    /** Round bounds that are estimated themselves; see {@link ImbensManskiInterval}. */
    BOUNDS_WITH_CONFIDENCE("bounds with confidence"),
    /**
     * Of a figure that speaks only of the contacts with evidence, because others cannot be bounded.
     */
    CONFIDENCE_OF_EVIDENCE("confidence interval of the contacts with evidence"),
    NONE("none");

    private final String text;

    IntervalKind(String text) {
      this.text = text;
    }

    /** The name in the tables. */
    public String text() {
      return text;
    }
  }

  /** Share of samples whose confidence interval should hold the truth. */
  public static final double LEVEL = 0.95;

  public Conclusion {
    requireNonNull(support, "support");
    if (trusted != reason.isEmpty()) {
      throw new IllegalArgumentException("Either trusted or a reason, not: " + reason);
    }
    if (interval.isPresent() == (intervalKind == IntervalKind.NONE)) {
      throw new IllegalArgumentException("%s is %s".formatted(interval, intervalKind.text()));
    }
    if (estimate.isPresent()
        && interval.isPresent()
        && !interval.get().contains(estimate.getAsDouble())) {
      throw new IllegalArgumentException(
          "The estimate %s lies outside of %s".formatted(estimate.getAsDouble(), interval.get()));
    }
  }

  /** True when neither an estimate nor bounds are given. */
  public boolean refused() {
    return estimate.isEmpty() && interval.isEmpty();
  }

  static Conclusion refused(Support support, String why) {
    return new Conclusion(
        OptionalDouble.empty(),
        Optional.empty(),
        IntervalKind.NONE,
        support,
        false,
        "refused: " + why);
  }

  static Conclusion estimated(
      double estimate, Optional<Interval> interval, Support support, List<String> doubts) {
    return new Conclusion(
        OptionalDouble.of(estimate),
        interval,
        interval.isPresent() ? IntervalKind.CONFIDENCE : IntervalKind.NONE,
        support,
        doubts.isEmpty(),
        reason(doubts));
  }

  /** For a figure that leaves contacts without evidence out. */
  static Conclusion ofEvidence(
      double estimate, Optional<Interval> interval, Support support, List<String> doubts) {
    return new Conclusion(
        OptionalDouble.of(estimate),
        interval,
        interval.isPresent() ? IntervalKind.CONFIDENCE_OF_EVIDENCE : IntervalKind.NONE,
        support,
        doubts.isEmpty(),
        reason(doubts));
  }

  static Conclusion bounded(Interval bounds, Support support, List<String> doubts) {
    return new Conclusion(
        OptionalDouble.empty(),
        Optional.of(bounds),
        IntervalKind.WORST_CASE,
        support,
        doubts.isEmpty(),
        reason(doubts));
  }

  /** For a version some of whose contacts have bounds only. */
  static Conclusion partlyBounded(
      OptionalDouble estimate, Interval interval, Support support, List<String> doubts) {
    return new Conclusion(
        estimate,
        Optional.of(interval),
        IntervalKind.BOUNDS_WITH_CONFIDENCE,
        support,
        doubts.isEmpty(),
        reason(doubts));
  }

  /** The same with one more remark in its reason, unless it is trusted or refused. */
  public Conclusion remarking(String remark) {
    return trusted || refused()
        ? this
        : new Conclusion(estimate, interval, intervalKind, support, false, reason + "; " + remark);
  }

  private static String reason(List<String> doubts) {
    return doubts.isEmpty() ? "" : "not trusted: " + String.join("; ", doubts);
  }
}
