package io.requalify.reviews;

import io.requalify.reviews.Block.Column;
import io.requalify.reviews.Block.Figure;
import io.requalify.reviews.Block.Fold;
import io.requalify.reviews.Block.Grid;
import io.requalify.reviews.Block.Heading;
import io.requalify.reviews.Block.LegendItem;
import io.requalify.reviews.Block.Line;
import io.requalify.reviews.Block.Paragraph;
import io.requalify.reviews.Block.Symbol;
import io.requalify.reviews.Block.TwoByTwo;
import io.requalify.reviews.ReviewResults.SwapRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Who is gained and who is lost: exact volumes, and what is known of the outcomes. */
final class SwapSection {
  private final Evidence evidence;
  private final List<Outcome> outcomes;

  private SwapSection(Evidence evidence) {
    this.evidence = evidence;
    this.outcomes = evidence.outcomes();
  }

  static Optional<Section> of(Evidence evidence) {
    return evidence.results().swaps().isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Section(
                "swap-sets", "Who is gained, who is lost", new SwapSection(evidence).blocks()));
  }

  private List<Block> blocks() {
    Outcome main = outcomes.get(0);
    List<Block> blocks = new ArrayList<>();
    blocks.add(
        new Paragraph(
            Prose.of(
                "Every contact is counted once, by its first entry into MQL in the window. These volumes are exact, not estimated.")));
    List<Chart.Bar> bars = new ArrayList<>();
    List<Block> details = new ArrayList<>();
    for (String candidate : evidence.review().candidates()) {
      Optional<SwapSet> set = evidence.swapSet(candidate, main);
      if (set.isPresent()) {
        bars.add(
            new Chart.Bar(
                candidate,
                set.get().swapOut().contacts(),
                set.get().agreeIn().contacts(),
                set.get().swapIn().contacts()));
        details.addAll(ofCandidate(candidate, set.get(), main));
      }
    }
    blocks.add(
        new Figure(
            "swap-overlap",
            "Production and each candidate, laid over each other",
            "Left and middle are production’s MQLs, middle and right are the candidate’s. In contacts.",
            List.of(
                new LegendItem(Symbol.SWAP_OUT, "Production alone (dropped)"),
                new LegendItem(Symbol.AGREE_IN, "Both"),
                new LegendItem(Symbol.SWAP_IN, "Candidate alone (added)")),
            new Chart.Overlap(bars)));
    blocks.addAll(details);
    return blocks;
  }

  private List<Block> ofCandidate(String candidate, SwapSet set, Outcome main) {
    List<Block> blocks = new ArrayList<>();
    blocks.add(new Heading(candidate));
    blocks.add(
        new TwoByTwo(
            evidence.review().production().orElse("production"),
            candidate,
            Figures.count(set.agreeIn().contacts()),
            Figures.count(set.swapOut().contacts()),
            Figures.count(set.swapIn().contacts()),
            Figures.count(set.agreeOut().contacts()),
            Figures.count(set.byProduction()),
            Figures.count(set.notByProduction()),
            Figures.count(set.byCandidate()),
            Figures.count(set.notByCandidate()),
            Figures.count(set.byProduction() + set.notByProduction())));
    blocks.add(outcomes(set, main));
    for (Outcome other : outcomes.subList(1, outcomes.size())) {
      evidence
          .swapSet(candidate, other)
          .ifPresent(
              more ->
                  blocks.add(
                      new Fold(
                          "The same for the outcome: " + other.title(),
                          List.of(outcomes(more, other)))));
    }
    List<SwapSet> channels = evidence.swapSetsByChannel(candidate, main);
    if (!channels.isEmpty()) {
      blocks.add(new Fold("Volumes by channel", List.of(byChannel(channels, candidate))));
    }
    return blocks;
  }

  private static Grid outcomes(SwapSet set, Outcome outcome) {
    List<Line> lines = new ArrayList<>();
    for (SwapRow row : set.quadrants()) {
      lines.add(
          Line.plain(
              words(row.quadrant()),
              Figures.count(row.contacts()),
              Figures.count(row.worked()),
              Figures.count(row.explored()),
              Figures.count(row.mature()),
              Figures.count(row.converted()),
              Figures.percent(row.rate(), row.interval())));
    }
    return new Grid(
        "What is known of each quadrant, of what sales worked and of nothing else; outcome: %s"
            .formatted(outcome.title()),
        List.of(
            Column.text("Quadrant"),
            Column.number("Contacts"),
            Column.number("Worked by sales"),
            Column.number("… by random exploration"),
            Column.number("Worked and mature"),
            Column.number("Of these " + outcome.share()),
            Column.number("Seen rate, 95% interval (Wilson)")),
        lines);
  }

  private static Grid byChannel(List<SwapSet> channels, String candidate) {
    List<Line> lines = new ArrayList<>();
    for (SwapSet set : channels) {
      long change = set.byCandidate() - set.byProduction();
      lines.add(
          Line.plain(
              set.agreeIn().channel(),
              Figures.count(set.byProduction()),
              Figures.count(set.byCandidate()),
              Figures.signedCount(change),
              set.byProduction() == 0
                  ? Figures.MISSING
                  : Figures.points((double) change / set.byProduction()) + "%",
              Figures.count(set.swapIn().contacts()),
              Figures.count(set.swapOut().contacts())));
    }
    return new Grid(
        "Contacts qualified, by channel",
        List.of(
            Column.text("Channel"),
            Column.number("Production"),
            Column.number(candidate),
            Column.number("Change"),
            Column.number("Change in per cent"),
            Column.number("Added"),
            Column.number("Dropped")),
        lines);
  }

  private static String words(String quadrant) {
    return switch (quadrant) {
      case "agree_in" -> "Both qualify (agree-in)";
      case "swap_out" -> "Production alone (swap-out)";
      case "swap_in" -> "Candidate alone (swap-in)";
      default -> "Neither (agree-out)";
    };
  }
}
