package io.requalify.reviews;

import io.requalify.reviews.Block.Answer;
import io.requalify.reviews.Estimator.Kind;
import io.requalify.reviews.ReviewResults.EstimateRow;
import io.requalify.tables.Review;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The answer of a review in a few lines of text, for who started it at a terminal. */
final class Findings {
  private static final String ROW = "%-24s %10s %8s %10s %18s %18s";
  private static final String TRUTH = " %8s";

  private final Evidence evidence;
  private final Outcome outcome;

  private Findings(Evidence evidence, Outcome outcome) {
    this.evidence = evidence;
    this.outcome = outcome;
  }

  /**
   * Lines about the first outcome of the funnel; where no versions were compared, a line saying so.
   */
  static List<String> of(Evidence evidence) {
    Review review = evidence.review();
    List<String> lines = new ArrayList<>();
    lines.add("");
    lines.add(
        "Review %s: entries of %s, as of %s"
            .formatted(review.id(), Figures.window(review), Figures.instant(review.asOf())));
    Optional<Outcome> first = evidence.outcomes().stream().findFirst();
    if (first.isEmpty()) {
      lines.add("No versions were compared; the report shows the leads by channel.");
      return lines;
    }
    Findings findings = new Findings(evidence, first.get());
    lines.addAll(findings.table());
    AnswerSection.answers(evidence, first.get())
        .forEach(answer -> lines.addAll(findings.said(answer)));
    return lines;
  }

  private List<String> table() {
    boolean simulated =
        evidence.review().versions().stream()
            .anyMatch(version -> evidence.truth(version, outcome).isPresent());
    List<String> lines = new ArrayList<>();
    lines.add("");
    lines.add("%s, of all contacts that a version qualifies:".formatted(outcome.title()));
    lines.add("");
    String row = simulated ? ROW + TRUTH : ROW;
    lines.add(
        text(
            row,
            "version",
            "qualifies",
            "naive",
            "estimate",
            "95% interval",
            "worst case",
            "truth"));
    for (String version : evidence.estimatedVersions(outcome)) {
      lines.add(
          text(
              row,
              version,
              contacts(version),
              naive(version),
              estimate(version).map(Findings::marked).orElse("refused"),
              estimate(version).map(found -> Figures.percent(found.span())).orElse(Figures.MISSING),
              Figures.percent(evidence.estimates(version, outcome).bounds(EstimateRow.CONVERSION)),
              Figures.percent(evidence.truth(version, outcome))));
    }
    if (evidence.estimatedVersions(outcome).stream().anyMatch(this::isDoubted)) {
      lines.add("");
      lines.add("* Not to be trusted; the reason is told below, or in the report.");
    }
    return lines;
  }

  private boolean isDoubted(String version) {
    return estimate(version).filter(found -> !found.trusted()).isPresent();
  }

  private static String marked(EstimateRow estimate) {
    return Figures.percent(estimate.estimate()) + (estimate.trusted() ? "" : "*");
  }

  /** Of production, what was seen; of a candidate, what the contacts that both qualify did. */
  private String naive(String version) {
    Kind kind = evidence.isProduction(version) ? Kind.OBSERVED : Kind.MISLEADING;
    return evidence
        .estimates(version, outcome)
        .first(kind, EstimateRow.CONVERSION)
        .map(row -> Figures.percent(row.estimate()))
        .orElse(Figures.MISSING);
  }

  private Optional<EstimateRow> estimate(String version) {
    return evidence
        .estimates(version, outcome)
        .best(EstimateRow.CONVERSION)
        .filter(row -> row.estimate().isPresent());
  }

  private String contacts(String version) {
    return evidence.estimates(version, outcome).conversions().stream()
        .findFirst()
        .map(row -> Figures.count(row.contacts()))
        .orElse(Figures.MISSING);
  }

  private List<String> said(Answer answer) {
    List<String> lines = new ArrayList<>();
    lines.add("");
    lines.add("%s: %s".formatted(answer.version(), answer.verdict().words()));
    for (Prose prose : List.of(answer.answer(), answer.misleading(), answer.truth())) {
      if (!prose.isEmpty()) {
        lines.addAll(Wrapped.at(prose.text().strip()));
      }
    }
    evidence.results().proposals().stream()
        .filter(proposal -> proposal.version().equals(answer.version()))
        .map(proposal -> Wrapped.at(ProposalSection.inShort(proposal).text()))
        .forEach(lines::addAll);
    return lines;
  }

  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values).stripTrailing();
  }
}
