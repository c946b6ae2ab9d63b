package io.requalify.reviews;

import io.requalify.reviews.Block.Column;
import io.requalify.reviews.Block.Grid;
import io.requalify.reviews.Block.Line;
import io.requalify.reviews.Block.Paragraph;
import io.requalify.reviews.Block.Tone;
import io.requalify.reviews.ReviewResults.QualityRow;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What was odd in the input, and what was done about it. */
final class FindingsSection {
  private FindingsSection() {}

  static Section of(Evidence evidence) {
    List<QualityRow> findings = evidence.results().findings();
    List<Block> blocks =
        findings.isEmpty()
            ? List.of(
                new Paragraph(Prose.of("No check of the input left a finding for this review.")))
            : List.of(
                new Paragraph(
                    Prose.of(
                        "Checks that found nothing are greyed. Nothing is dropped in silence: what was left out is counted here.")),
                grid(findings));
    return new Section("data-quality", "What was odd in the data", blocks);
  }

  private static Grid grid(List<QualityRow> findings) {
    List<Line> lines = new ArrayList<>();
    // Those that found something first; among these the order of tables and checks stays.
    for (QualityRow row :
        findings.stream().sorted(Comparator.comparing(row -> row.affected() == 0)).toList()) {
      lines.add(
          new Line(
              row.affected() == 0 ? Tone.MUTED : Tone.PLAIN,
              List.of(
                  row.check().replace('_', ' '),
                  row.table(),
                  Figures.count(row.affected()),
                  Figures.count(row.examined()),
                  row.examined() == 0
                      ? Figures.MISSING
                      : Figures.percent((double) row.affected() / row.examined()),
                  row.explanation(),
                  row.examples().isEmpty() ? Figures.MISSING : String.join(", ", row.examples()),
                  row.foundBy())));
    }
    return new Grid(
        "Checks of the input",
        List.of(
            Column.text("Check"),
            Column.text("Table"),
            Column.number("Rows affected"),
            Column.number("Rows examined"),
            Column.number("Share"),
            Column.text("What it means and what was done"),
            Column.text("Examples"),
            Column.text("Found by")),
        lines);
  }
}
