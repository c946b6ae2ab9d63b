package io.requalify.statistics.decomposition;

import io.requalify.statistics.Answer;
import io.requalify.statistics.BinomialTally;
import io.requalify.statistics.decomposition.FunnelChain.Stage;
import java.util.List;
import java.util.Optional;

/**
 * A reported figure of two months, whose rule may have changed between them, taken apart by what
 * one version, the same in both, makes of them.
 *
 * <p>With {@code R} contacts reported as qualified and {@code V} that the version qualifies, of
 * whom the shares {@code c} and {@code q} converted, {@code R = V (R/V)}, {@code c = q (c/q)} and
 * {@code R c = V q (R c / V q)}: demand is {@code V}, quality is {@code q}, and the rule is what
 * the report has beyond the version. Where the version itself was live in both months the rule adds
 * nothing. The change of each product is shared out by {@link FunnelChain}, exactly.
 */
public final class RestatedChange {
  public static final String RULE = "rule";
  public static final String DEMAND = "demand";
  public static final String QUALITY = "quality";

  /** With fewer contacts whose outcome is known, a month has no conversion. */
  public static final long FEWEST = 30;

  private RestatedChange() {}

  /**
   * Contacts of a month.
   *
   * @param qualified all of them
   * @param known those whose outcome is known, and how many of them converted
   */
  public record Figures(long qualified, BinomialTally known) {}

  /**
   * A month.
   *
   * @param reported as the log has it
   * @param restated under the version
   */
  public record Month(Figures reported, Figures restated) {}

  /** Change of the number of qualified contacts. */
  public static Answer<Decomposition> ofQualified(Month before, Month now) {
    return refusedWithoutDemand(before, now)
        .map(Answer::<Decomposition>refused)
        .orElseGet(
            () ->
                Answer.of(
                    FunnelChain.of(
                        List.of(
                            new Stage(DEMAND, demand(before), demand(now)),
                            new Stage(
                                RULE,
                                before.reported().qualified() / demand(before),
                                now.reported().qualified() / demand(now))))));
  }

  /** Change of the conversion. */
  public static Answer<Decomposition> ofConversion(Month before, Month now) {
    return refusedWithoutQuality(before, now)
        .map(Answer::<Decomposition>refused)
        .orElseGet(
            () ->
                Answer.of(
                    FunnelChain.of(
                        List.of(
                            new Stage(QUALITY, quality(before), quality(now)),
                            new Stage(
                                RULE,
                                before.reported().known().rate() / quality(before),
                                now.reported().known().rate() / quality(now))))));
  }

  /** Change of the qualified contacts times their conversion. */
  public static Answer<Decomposition> ofConverted(Month before, Month now) {
    return refusedWithoutDemand(before, now)
        .or(() -> refusedWithoutQuality(before, now))
        .map(Answer::<Decomposition>refused)
        .orElseGet(
            () ->
                Answer.of(
                    FunnelChain.of(
                        List.of(
                            new Stage(DEMAND, demand(before), demand(now)),
                            new Stage(QUALITY, quality(before), quality(now)),
                            new Stage(RULE, beyond(before), beyond(now))))));
  }

  private static Optional<String> refusedWithoutDemand(Month before, Month now) {
    return demand(before) == 0 || demand(now) == 0
        ? Optional.of(
            "the version qualifies nobody in %s month, so a report cannot be held against it"
                .formatted(demand(now) == 0 ? "this" : "the earlier"))
        : Optional.empty();
  }

  private static Optional<String> refusedWithoutQuality(Month before, Month now) {
    return refusedWithoutQuality(before, "the earlier month")
        .or(() -> refusedWithoutQuality(now, "this month"));
  }

  private static Optional<String> refusedWithoutQuality(Month month, String which) {
    long reported = month.reported().known().trials();
    long restated = month.restated().known().trials();
    if (Math.min(reported, restated) < FEWEST) {
      return Optional.of(
          "the outcomes of %d reported and %d restated contacts of %s are known; at least %d of each are needed"
              .formatted(reported, restated, which, FEWEST));
    }
    return quality(month) == 0
        ? Optional.of(
            "none of the restated contacts of %s converted, so a report cannot be held against them"
                .formatted(which))
        : Optional.empty();
  }

  private static double demand(Month month) {
    return month.restated().qualified();
  }

  private static double quality(Month month) {
    return month.restated().known().rate();
  }

  /** What the report has over what the version has. */
  private static double beyond(Month month) {
    return month.reported().qualified()
        * month.reported().known().rate()
        / (demand(month) * quality(month));
  }
}
