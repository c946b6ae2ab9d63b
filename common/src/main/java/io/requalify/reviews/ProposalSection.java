package io.requalify.reviews;

import io.requalify.reviews.Block.Column;
import io.requalify.reviews.Block.Fold;
import io.requalify.reviews.Block.Grid;
import io.requalify.reviews.Block.Heading;
import io.requalify.reviews.Block.Line;
import io.requalify.reviews.Block.Paragraph;
import io.requalify.reviews.Block.Tone;
import io.requalify.reviews.ReviewResults.DrawRow;
import io.requalify.reviews.ReviewResults.GateRow;
import io.requalify.reviews.ReviewResults.ProposalRow;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What is proposed to those who sign: candidate by candidate, every gate with its finding. */
final class ProposalSection {
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH);

  private ProposalSection() {}

  static Optional<Section> of(Evidence evidence) {
    List<ProposalRow> proposals = evidence.results().proposals();
    if (proposals.isEmpty()) {
      return Optional.empty();
    }
    List<Block> blocks = new ArrayList<>();
    blocks.add(
        new Paragraph(
            Prose.of(
                "A candidate is promoted when it passes every gate below, and rejected when it is worse even at best; else it is held, and the first gate that it did not pass is the reason. Who decides signs with the command decide, and says why where the decision is another.")));
    proposals.forEach(proposal -> blocks.addAll(blocks(evidence, proposal)));
    return Optional.of(new Section("proposal", "The proposal", blocks));
  }

  /** In a sentence or two, for the end of a run. */
  static Prose inShort(ProposalRow proposal) {
    Prose said =
        Prose.of("Proposed: ")
            .strong(proposal.proposal())
            .plain(". ")
            .plain(Prose.sentence(withoutVerdict(proposal.reason())));
    return whatWouldTell(proposal).isEmpty() ? said : said.plain(" ").plus(whatWouldTell(proposal));
  }

  private static List<Block> blocks(Evidence evidence, ProposalRow proposal) {
    List<Block> blocks = new ArrayList<>();
    blocks.add(new Heading("%s: %s".formatted(proposal.version(), proposal.proposal())));
    blocks.add(new Paragraph(Prose.of(Prose.sentence(withoutVerdict(proposal.reason())))));
    Prose more = whatWouldTell(proposal);
    if (!more.isEmpty()) {
      blocks.add(new Paragraph(more));
    }
    blocks.add(gates(proposal));
    if (!proposal.draws().isEmpty()) {
      blocks.add(
          new Fold(
              "Whom to draw, so that %s can be decided on".formatted(proposal.version()),
              List.of(draws(evidence, proposal))));
    }
    return blocks;
  }

  private static String withoutVerdict(String reason) {
    return reason.replaceFirst("^(refused|not trusted): ", "");
  }

  private static Prose whatWouldTell(ProposalRow proposal) {
    Prose said = Prose.empty();
    if (proposal.proposal().equals("hold") && proposal.exploration().isPresent()) {
      said = said.plain("What would tell: ").plain(Prose.ended(proposal.exploration().get()));
    }
    if (proposal.matureOn().isPresent()) {
      said =
          said.plain(said.isEmpty() ? "" : " ")
              .plain(
                  "The last contacts of the window are mature on %s."
                      .formatted(DAY.format(proposal.matureOn().get())));
    }
    return said;
  }

  private static Grid gates(ProposalRow proposal) {
    List<Line> lines = new ArrayList<>();
    for (GateRow gate : proposal.gates()) {
      lines.add(
          new Line(
              gate.passed() ? Tone.MUTED : Tone.PLAIN,
              List.of(
                  gate.gate().replace('_', ' '),
                  gate.passed() ? "passed" : "not passed",
                  Prose.sentence(withoutVerdict(gate.finding())),
                  gate.limit())));
    }
    return new Grid(
        "What is asked of %s; gates that it passes are greyed".formatted(proposal.version()),
        List.of(
            Column.text("Gate"),
            Column.text("Result"),
            Column.text("What was found"),
            Column.text("What is asked")),
        lines);
  }

  private static Grid draws(Evidence evidence, ProposalRow proposal) {
    List<Line> lines =
        proposal.draws().stream()
            .map(
                draw ->
                    Line.plain(
                        draw.channel(),
                        draw.segment(),
                        band(draw),
                        Figures.count(draw.contacts()),
                        Figures.percent(draw.expected()),
                        Figures.count(draw.draws()),
                        Figures.percent(draw.probability())))
            .toList();
    return new Grid(
        "Contacts that %s alone qualifies in a window of %s; log the probability with each draw"
            .formatted(proposal.version(), Figures.window(evidence.review())),
        List.of(
            Column.text("Channel"),
            Column.text("Segment"),
            Column.text("Production lacked"),
            Column.number("Contacts"),
            Column.number("Expected to convert"),
            Column.number("To draw"),
            Column.number("Probability")),
        lines);
  }

  private static String band(DrawRow draw) {
    return draw.lackedUpTo().isEmpty()
        ? "none to ask"
        : String.format(
            Locale.ROOT,
            "above %.0f, up to %.0f points",
            draw.lackedAbove().orElse(0),
            draw.lackedUpTo().getAsDouble());
  }
}
