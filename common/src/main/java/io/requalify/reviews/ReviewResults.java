package io.requalify.reviews;

import io.requalify.tables.Review;
import io.requalify.tables.result.RuleContributionsTable;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.SortedMap;

/**
 * What one review wrote, as far as the report shows it. Every list is in one order, whatever the
 * order of the files; a table that was never written gives an empty one.
 *
 * @param request what the review was asked and read; empty where nothing was rescored
 */
record ReviewResults(
    Optional<RequestRow> request,
    List<VersionRow> versions,
    List<SwapRow> swaps,
    List<EstimateRow> estimates,
    List<ProposalRow> proposals,
    List<ChannelRow> channels,
    List<PointsRow> points,
    List<RuleRow> rules,
    List<QualityRow> findings) {

  /** Row of {@code reviews}. */
  record RequestRow(
      SortedMap<String, Long> inputs,
      Optional<String> timelineId,
      String codeVersion,
      SortedMap<String, String> configuration,
      long contacts,
      long episodes) {}

  /** Row of {@code rule_versions}. */
  record VersionRow(
      String name,
      String model,
      String fingerprint,
      String role,
      String status,
      Optional<String> parent,
      Optional<String> owner,
      Optional<String> reason,
      String document) {}

  /** Row of {@code swap_sets}. */
  record SwapRow(
      String version,
      String channel,
      String segment,
      String outcome,
      String quadrant,
      long contacts,
      long worked,
      long explored,
      long mature,
      long converted,
      OptionalDouble rate,
      Optional<Span> interval) {
    boolean isWhole() {
      return channel.equals(Review.ALL) && segment.equals(Review.ALL);
    }
  }

  /** Row of {@code conversion_estimates} for the whole of a version. */
  record EstimateRow(
      String version,
      String outcome,
      Estimator estimator,
      String measure,
      OptionalDouble estimate,
      Optional<Span> span,
      String interval,
      long contacts,
      long observed,
      OptionalDouble effectiveSample,
      OptionalDouble supportedShare,
      OptionalDouble largestWeight,
      boolean trusted,
      String reason) {
    static final String CONVERSION = "conversion";
    static final String DIFFERENCE = "difference";

    /** The reason without the verdict before it, which the sentences of the report say already. */
    String why() {
      return reason.replaceFirst("^(refused|not trusted): ", "");
    }
  }

  /**
   * Row of {@code decisions_proposed}, with those of {@code decision_gates} and {@code
   * exploration_plans} that belong to it.
   */
  record ProposalRow(
      String version,
      String outcome,
      String proposal,
      String reason,
      Optional<LocalDate> matureOn,
      Optional<String> exploration,
      List<GateRow> gates,
      List<DrawRow> draws) {}

  /** Row of {@code decision_gates}. */
  record GateRow(String gate, int place, boolean passed, String limit, String finding) {}

  /** Row of {@code exploration_plans}. */
  record DrawRow(
      String channel,
      String segment,
      int band,
      OptionalDouble lackedAbove,
      OptionalDouble lackedUpTo,
      long contacts,
      double expected,
      long draws,
      double probability) {}

  /** Row of {@code channel_quality}. */
  record ChannelRow(
      String population,
      String version,
      String channel,
      String cohort,
      String outcome,
      long contacts,
      long recorded,
      long recordedBeforeStart,
      long converted,
      Optional<BigDecimal> revenue,
      Optional<String> currency,
      OptionalDouble meanDays,
      OptionalDouble rate,
      Optional<Span> wilson,
      OptionalDouble shrunkenRate,
      Optional<Span> shrunken,
      int horizonDays,
      long matureContacts,
      long matureConverted,
      OptionalDouble matureRate,
      String verdict) {
    static final String LEAD = "lead";
    static final String SUFFICIENT = "sufficient";

    /** Sufficient may have a remark after it. */
    boolean isSufficient() {
      return verdict.startsWith(SUFFICIENT);
    }
  }

  /** Row of {@code calibration} for all segments together. */
  record PointsRow(
      String version,
      String outcome,
      String figure,
      OptionalDouble value,
      Optional<Span> interval,
      String reason) {}

  /** Row of {@code rule_contributions} for all segments together. */
  record RuleRow(
      String version,
      String outcome,
      String rule,
      OptionalLong contacts,
      OptionalLong fired,
      OptionalDouble meanPoints,
      OptionalLong pivotal,
      OptionalDouble pivotalRate,
      Optional<Span> pivotalInterval,
      OptionalDouble share,
      OptionalLong lost,
      OptionalLong lostMature,
      OptionalLong lostConverted,
      OptionalLong gained,
      String verdict,
      String reason) {
    boolean isLimits() {
      return rule.equals(RuleContributionsTable.LIMITS);
    }
  }

  /** Row of {@code data_quality}. */
  record QualityRow(
      String foundBy,
      String check,
      String table,
      long affected,
      long examined,
      List<String> examples,
      String explanation) {}

  ReviewResults {
    versions = sorted(versions, Comparator.comparing(VersionRow::name));
    swaps =
        sorted(
            swaps,
            Comparator.comparing(SwapRow::version)
                .thenComparing(SwapRow::outcome)
                .thenComparing(SwapRow::channel)
                .thenComparing(SwapRow::segment)
                .thenComparing(SwapRow::quadrant));
    estimates =
        sorted(
            estimates,
            Comparator.comparing(EstimateRow::version)
                .thenComparing(EstimateRow::outcome)
                .thenComparing(EstimateRow::estimator, Estimator.PREFERENCE)
                .thenComparing(EstimateRow::measure));
    proposals = sorted(proposals, Comparator.comparing(ProposalRow::version));
    channels =
        sorted(
            channels,
            Comparator.comparing(ChannelRow::population)
                .thenComparing(ChannelRow::version)
                .thenComparing(ChannelRow::outcome)
                .thenComparing(ChannelRow::cohort)
                .thenComparing(ChannelRow::channel));
    points =
        sorted(
            points,
            Comparator.comparing(PointsRow::version)
                .thenComparing(PointsRow::outcome)
                .thenComparing(PointsRow::figure));
    rules =
        sorted(
            rules,
            Comparator.comparing(RuleRow::version)
                .thenComparing(RuleRow::outcome)
                .thenComparing(RuleRow::isLimits)
                .thenComparing(row -> -row.share().orElse(0))
                .thenComparing(row -> -row.fired().orElse(0))
                .thenComparing(RuleRow::rule));
    findings =
        sorted(
            findings,
            Comparator.comparing(QualityRow::table)
                .thenComparing(QualityRow::check)
                .thenComparing(QualityRow::foundBy));
  }

  boolean isEmpty() {
    return request.isEmpty()
        && versions.isEmpty()
        && swaps.isEmpty()
        && estimates.isEmpty()
        && proposals.isEmpty()
        && channels.isEmpty()
        && points.isEmpty()
        && rules.isEmpty()
        && findings.isEmpty();
  }

  /** The settings as they were written, or as they were asked for where nothing was rescored. */
  Map<String, String> configuration(Review review) {
    return request.isPresent() ? request.get().configuration() : review.configuration();
  }

  private static <T> List<T> sorted(List<T> rows, Comparator<T> order) {
    return rows.stream().sorted(order).toList();
  }
}
