package io.requalify.reviews;

import static io.requalify.reviews.ReviewResults.EstimateRow.CONVERSION;
import static io.requalify.reviews.ReviewResults.EstimateRow.DIFFERENCE;

import io.requalify.reviews.Block.Answer;
import io.requalify.reviews.Block.Verdict;
import io.requalify.reviews.Estimator.Kind;
import io.requalify.reviews.ReviewResults.EstimateRow;
import io.requalify.rules.ManualVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** The plain answer, before any picture: candidate by candidate, then the leads. */
final class AnswerSection {
  private final Evidence evidence;

  private AnswerSection(Evidence evidence) {
    this.evidence = evidence;
  }

  static Section of(Evidence evidence) {
    return new Section("answer", "The answer", new AnswerSection(evidence).blocks());
  }

  /** What is said of each candidate, in the order of the review. */
  static List<Answer> answers(Evidence evidence, Outcome outcome) {
    AnswerSection section = new AnswerSection(evidence);
    return evidence.review().candidates().stream()
        .filter(candidate -> !evidence.isProduction(candidate))
        .map(candidate -> section.answer(candidate, outcome))
        .toList();
  }

  private List<Block> blocks() {
    List<Block> blocks = new ArrayList<>();
    Optional<Outcome> main = evidence.outcomes().stream().findFirst();
    if (main.isPresent()) {
      blocks.addAll(answers(evidence, main.get()));
      Glance.of(evidence, main.get()).ifPresent(blocks::add);
    } else {
      blocks.add(new Block.Paragraph(whyThereIsNoCandidate()));
    }
    blocks.addAll(LeadsAnswer.of(evidence));
    return blocks;
  }

  private Prose whyThereIsNoCandidate() {
    boolean asked =
        evidence.review().production().isPresent() && !evidence.review().candidates().isEmpty();
    return asked
        ? Prose.of(
            "This warehouse holds no estimates of the candidates of this review yet: "
                + "the commands rescore, label and estimate write them.")
        : Prose.of(
            "This is a review of leads alone: no candidate version was compared with production.");
  }

  private Answer answer(String candidate, Outcome outcome) {
    VersionEstimates estimates = evidence.estimates(candidate, outcome);
    return new Answer(
        candidate,
        verdict(estimates),
        volume(candidate, outcome)
            .plus(conversion(estimates, outcome))
            .plus(bounds(estimates, outcome))
            .plus(byHand(candidate)),
        misleading(candidate, estimates, outcome),
        truth(candidate, estimates, outcome));
  }

  private static Verdict verdict(VersionEstimates estimates) {
    Optional<EstimateRow> difference = estimates.best(DIFFERENCE);
    if (difference.isPresent() && difference.get().trusted()) {
      return difference
          .get()
          .span()
          .map(span -> compared(span, Verdict.NO_DIFFERENCE))
          .orElse(Verdict.UNKNOWN);
    }
    // Bounds need no trust: where even the worst case is better, better is all that is left.
    return estimates
        .bounds(DIFFERENCE)
        .map(span -> compared(span, Verdict.UNKNOWN))
        .orElse(Verdict.UNKNOWN);
  }

  private static Verdict compared(Span difference, Verdict otherwise) {
    if (difference.lower() > 0) {
      return Verdict.BETTER;
    }
    return difference.upper() < 0 ? Verdict.WORSE : otherwise;
  }

  private Prose volume(String candidate, Outcome outcome) {
    Optional<SwapSet> swapSet = evidence.swapSet(candidate, outcome);
    if (swapSet.isEmpty()) {
      return Prose.of("There is no swap set for this candidate, so its volume is not known. ");
    }
    SwapSet set = swapSet.get();
    long more = set.byCandidate() - set.byProduction();
    Prose start =
        Prose.of(isByHand(candidate) ? "People qualified " : "It would have qualified ")
            .strong("%s contacts".formatted(Figures.count(set.byCandidate())));
    Prose compared =
        more == 0
            ? start.plain(", as many as production")
            : start
                .plain(", ")
                .strong(
                    "%s %s".formatted(Figures.count(Math.abs(more)), more > 0 ? "more" : "fewer"))
                .plain(" than production’s %s".formatted(Figures.count(set.byProduction())))
                .plain(
                    set.byProduction() == 0
                        ? ""
                        : " (%s%%)".formatted(Figures.points((double) more / set.byProduction())));
    return compared.plain(
        ": it adds %s and drops %s. "
            .formatted(orNone(set.swapIn().contacts()), orNone(set.swapOut().contacts())));
  }

  private static String orNone(long contacts) {
    return contacts == 0 ? "none" : Figures.count(contacts);
  }

  private Prose conversion(VersionEstimates estimates, Outcome outcome) {
    Optional<EstimateRow> best = estimates.best(CONVERSION);
    if (best.isEmpty() || best.get().estimate().isEmpty()) {
      return Prose.of("How many of these would have %s ".formatted(outcome.happened()))
          .strong("cannot be said")
          .plain(
              best.map(row -> ": " + Prose.ended(row.why()) + " ")
                  .orElse(": no estimate was made. "));
    }
    EstimateRow row = best.get();
    double share = row.estimate().getAsDouble();
    if (!row.trusted()) {
      return Prose.of(
              "The estimate that %s of these would have %s%s "
                  .formatted(Figures.percent(share), outcome.happened(), interval(row)))
          .strong("is not to be trusted")
          .plain(": %s ".formatted(Prose.ended(row.why())));
    }
    return Prose.of("Of these, ")
        .strong(Figures.percent(share))
        .plain(" would have %s%s".formatted(outcome.happened(), interval(row)))
        .plus(against(estimates, row.estimator(), outcome));
  }

  private Prose against(VersionEstimates estimates, Estimator estimator, Outcome outcome) {
    Optional<EstimateRow> difference = estimates.difference(estimator);
    if (difference.isEmpty() || difference.get().estimate().isEmpty()) {
      return Prose.of(
          difference
                  .map(row -> "; against production that cannot be said: " + Prose.ended(row.why()))
                  .orElse(".")
              + " ");
    }
    EstimateRow row = difference.get();
    double points = row.estimate().getAsDouble();
    Prose size =
        points == 0
            ? Prose.of(", ").strong("the same share as production")
            : Prose.of(", ")
                .strong(
                    "%s percentage points %s"
                        .formatted(Figures.distance(points), points > 0 ? "more" : "less"))
                .plain(" than production’s")
                .plain(productionShare(estimator, outcome));
    String doubt = row.trusted() ? "" : "; this difference is not to be trusted: " + row.why();
    return size.plain(
        "%s%s. "
            .formatted(
                row.span()
                    .map(
                        span ->
                            " (95%% interval of the difference %s points, %s)"
                                .formatted(
                                    Figures.points(span),
                                    span.holds(0) ? "which includes zero" : "which excludes zero"))
                    .orElse(""),
                doubt));
  }

  private String productionShare(Estimator estimator, Outcome outcome) {
    return evidence
        .review()
        .production()
        .flatMap(
            production ->
                evidence.estimates(production, outcome).conversions().stream()
                    .filter(row -> row.estimator().equals(estimator))
                    .filter(row -> row.estimate().isPresent())
                    .findFirst())
        .map(row -> " " + Figures.percent(row.estimate()))
        .orElse(" share");
  }

  private static Prose bounds(VersionEstimates estimates, Outcome outcome) {
    Optional<Span> conversion = estimates.bounds(CONVERSION);
    if (conversion.isEmpty()) {
      return Prose.empty();
    }
    Prose prose =
        Prose.of(
                "Whatever the contacts that nobody worked would have done, the share %s lies from "
                    .formatted(outcome.share()))
            .strong(Figures.percent(conversion.get()))
            .plain(" (worst-case bounds");
    return prose.plain(
        estimates
                .bounds(DIFFERENCE)
                .map(span -> "; against production, %s points".formatted(Figures.points(span)))
                .orElse("")
            + ").");
  }

  /** What must not be concluded of contacts whom people picked, though all of it was seen. */
  private static Prose byHand(String candidate) {
    return isByHand(candidate)
        ? Prose.of(
            " What came of these contacts was seen, and not learnt from others. People picked them "
                + "for reasons that no record shows, so it says nothing of whom nobody picked.")
        : Prose.empty();
  }

  private static boolean isByHand(String version) {
    return version.equals(ManualVersion.NAME);
  }

  /** What the figure at hand would have said, and why it must not be believed. */
  private Prose misleading(String candidate, VersionEstimates estimates, Outcome outcome) {
    Optional<EstimateRow> naive = estimates.first(Kind.MISLEADING, CONVERSION);
    Optional<SwapSet> set = evidence.swapSet(candidate, outcome);
    boolean nobodyNew = set.isPresent() && set.get().swapIn().contacts() == 0;
    if (naive.isEmpty() || naive.get().estimate().isEmpty() || nobodyNew || isByHand(candidate)) {
      return Prose.empty();
    }
    Prose prose =
        Prose.of("Counting only the contacts that both versions qualify, ")
            .strong(Figures.percent(naive.get().estimate()))
            .plain(" were %s".formatted(outcome.share()))
            .plain(naiveDifference(estimates, naive.get().estimator()));
    if (set.isPresent() && set.get().byCandidate() > 0) {
      long swapIn = set.get().swapIn().contacts();
      return prose.plain(
          (". That leaves out the very contacts in question: the %s (%s of the candidate’s volume) "
                  + "that only the candidate qualifies. Contacts on which two rules agree are the "
                  + "easy ones, so this figure flatters almost any candidate.")
              .formatted(
                  Figures.count(swapIn),
                  Figures.percent((double) swapIn / set.get().byCandidate())));
    }
    return prose.plain(". That leaves out the contacts that only the candidate qualifies.");
  }

  private static String naiveDifference(VersionEstimates estimates, Estimator estimator) {
    OptionalDouble difference =
        estimates.difference(estimator).map(EstimateRow::estimate).orElse(OptionalDouble.empty());
    if (difference.isEmpty()) {
      return "";
    }
    double points = difference.getAsDouble();
    return ", which looks %s percentage points %s than production"
        .formatted(Figures.distance(points), points >= 0 ? "better" : "worse");
  }

  private Prose truth(String candidate, VersionEstimates estimates, Outcome outcome) {
    OptionalDouble known = evidence.truth(candidate, outcome);
    if (known.isEmpty()) {
      return Prose.empty();
    }
    double truth = known.getAsDouble();
    Prose prose =
        Prose.of("This world is simulated, so the truth is known: ")
            .strong(Figures.percent(truth))
            .plain(" of the candidate’s contacts would have %s.".formatted(outcome.happened()));
    Optional<EstimateRow> best =
        estimates.best(CONVERSION).filter(row -> row.estimate().isPresent());
    if (best.isPresent()) {
      prose =
          prose.plain(
              " The estimate is off by %s points%s."
                  .formatted(
                      Figures.points(best.get().estimate().getAsDouble() - truth),
                      best.get()
                          .span()
                          .map(
                              span ->
                                  span.holds(truth)
                                      ? ", its interval holds the truth"
                                      : ", its interval misses the truth")
                          .orElse("")));
    }
    OptionalDouble naive =
        estimates
            .first(Kind.MISLEADING, CONVERSION)
            .map(EstimateRow::estimate)
            .orElse(OptionalDouble.empty());
    return naive.isEmpty()
        ? prose
        : prose.plain(
            " The naive figure is off by %s points."
                .formatted(Figures.points(naive.getAsDouble() - truth)));
  }

  private static String interval(EstimateRow row) {
    return row.span()
        .map(span -> " (95%% confidence interval %s)".formatted(Figures.percent(span)))
        .orElse("");
  }
}
