package io.requalify.reviews;

import gg.jte.html.OwaspHtmlTemplateOutput;
import gg.jte.output.StringOutput;
import io.requalify.tables.Review;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * All that stands in the report, ready to be written.
 *
 * @param title heading of the page
 * @param subtitle what is compared with what
 * @param window of the entries, in words
 * @param asOf instant of the review, in words
 */
record Page(
    String title,
    String subtitle,
    String reviewId,
    String window,
    String asOf,
    String timezone,
    boolean versions,
    List<Section> sections,
    PageScripts scripts) {

  static Page of(Evidence evidence) {
    Review review = evidence.review();
    return new Page(
        "Calibration review",
        subtitle(review),
        review.id(),
        Figures.window(review),
        Figures.instant(review.asOf()),
        Figures.zone(review.timezone()),
        !evidence.outcomes().isEmpty(),
        sections(evidence),
        PageScripts.load());
  }

  /** The page as HTML. */
  String html() {
    StringOutput output = new StringOutput();
    JtepageGenerated.render(new OwaspHtmlTemplateOutput(output), null, this);
    return output.toString();
  }

  private static List<Section> sections(Evidence evidence) {
    return Stream.of(
            Optional.of(AnswerSection.of(evidence)),
            ProposalSection.of(evidence),
            SwapSection.of(evidence),
            EstimateSection.of(evidence),
            ChannelSection.of(evidence),
            CohortSection.of(evidence),
            PointsSection.of(evidence),
            Optional.of(FindingsSection.of(evidence)),
            Optional.of(ProvenanceSection.of(evidence)))
        .flatMap(Optional::stream)
        .toList();
  }

  private static String subtitle(Review review) {
    if (review.production().isEmpty()) {
      return "Leads alone";
    }
    return review.candidates().isEmpty()
        ? review.production().get()
        : "%s against %s, which was live"
            .formatted(String.join(", ", review.candidates()), review.production().get());
  }
}
