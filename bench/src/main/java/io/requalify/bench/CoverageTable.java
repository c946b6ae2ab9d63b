package io.requalify.bench;

import io.requalify.trials.CoverageStudy;
import io.requalify.trials.CoverageStudy.Figure;
import io.requalify.trials.NullSuite;
import io.requalify.trials.Performance;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a study showed, as a table in Markdown. */
final class CoverageTable {
  private static final double[] CRITICAL_VALUES = {1.645, 2.574, 2.807};

  private CoverageTable() {}

  static List<String> lines(CoverageStudy study) {
    List<String> lines = new ArrayList<>();
    lines.add("");
    lines.add(
        String.format(
            Locale.ROOT,
            "**%s: %s.** Truth %.4f, against production %+.4f; %.1f%% of the volume are swap-ins; effective sample %.0f; %d repetitions.",
            study.world().name(),
            study.world().story(),
            study.candidate(),
            study.difference(),
            100 * study.swapInShare(),
            study.effectiveSample(),
            study.repetitions()));
    lines.add("");
    lines.add(
        "| estimator | bias | ± | SD | mean SE | coverage | width | wrong sign | no estimate | trusted | printed: coverage | width |");
    lines.add("|---|---|---|---|---|---|---|---|---|---|---|---|");
    for (Figure figure : Figure.values()) {
      lines.add(row(figure, study.of(figure)));
    }
    return lines;
  }

  private static String row(Figure figure, Performance shown) {
    return "| "
        + String.join(
            " | ",
            figure.text(),
            number("%+.4f", shown.bias()),
            number("%.4f", shown.biasError()),
            number("%.4f", shown.deviation()),
            number("%.4f", shown.standardError()),
            number("%.3f", shown.coverage()),
            number("%.3f", shown.width()),
            figure.isDifference() ? number("%.3f", shown.wrongSign()) : "",
            number("%.3f", shown.refused()),
            number("%.3f", shown.trusted()),
            number("%.3f", shown.printedCoverage()),
            number("%.3f", shown.printedWidth()))
        + " |";
  }

  /** Of nothing, nothing. */
  private static String number(String format, double value) {
    return Double.isNaN(value) ? "" : String.format(Locale.ROOT, format, value);
  }

  static List<String> lines(NullSuite suite, int families) {
    List<String> lines = new ArrayList<>();
    lines.add("");
    lines.add(
        "**%d equal versions.** %d families; any is promoted in"
            .formatted(NullSuite.CANDIDATES, families));
    lines.add("");
    lines.add("| critical value | families |");
    lines.add("|---|---|");
    for (double value : CRITICAL_VALUES) {
      lines.add(
          String.format(Locale.ROOT, "| %.3f | %.1f%% |", value, 100 * suite.promoted(value)));
    }
    return lines;
  }
}
