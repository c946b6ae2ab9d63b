package io.requalify.reviews;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a picture shows, without how: {@code report.js} holds one definition for each kind, and
 * turns this into the options of ECharts for the width of the screen.
 */
sealed interface Chart {
  /** Name of the definition in {@code report.js}. */
  String kind();

  /**
   * Safe to stand inside a script element: nothing in it can close the element, whatever the names
   * of channels and versions are.
   */
  default String json() {
    return JsonMapper.builder()
        .build()
        .writeValueAsString(this)
        .replace("&", "\\u0026")
        .replace("<", "\\u003c")
        .replace(">", "\\u003e");
  }

  /** Points and intervals on one scale, a line for each subject. */
  record Intervals(String kind, Unit unit, Optional<Reference> reference, List<Line> lines)
      implements Chart {
    Intervals(Unit unit, Optional<Reference> reference, List<Line> lines) {
      this("intervals", unit, reference, lines);
    }
  }

  /** What the scale of the intervals is in; values are shares in either case. */
  enum Unit {
    PERCENT,
    POINTS
  }

  /** A value to compare with. */
  record Reference(double value, String label) {}

  /**
   * One line of intervals.
   *
   * @param heading true for the first line of a group
   * @param muted true where the figures are too few to be read
   * @param text the figures in words, at the end of the line
   */
  record Line(String label, boolean heading, boolean muted, String text, List<Mark> marks) {}

  /** One point, interval or both. */
  record Mark(Style style, OptionalDouble value, Optional<Span> span) {}

  /** How a mark is drawn; the legends of the page show the same. */
  enum Style {
    BOUNDS,
    ESTIMATE,
    UNTRUSTED,
    OBSERVED,
    NAIVE,
    TRUTH,
    WILSON,
    SHRUNKEN
  }

  /** The contacts of production and candidate, laid over each other. */
  record Overlap(String kind, List<Bar> bars) implements Chart {
    Overlap(List<Bar> bars) {
      this("overlap", bars);
    }
  }

  /** One candidate against production, in contacts. */
  record Bar(String label, long swapOut, long agreeIn, long swapIn) {}

  /** Volume and conversion month by month. */
  record Months(String kind, List<Month> months) implements Chart {
    Months(List<Month> months) {
      this("months", months);
    }
  }

  /**
   * One cohort.
   *
   * @param rate of the contacts whose horizon is over; empty where there are none
   */
  record Month(String label, long contacts, OptionalDouble rate, Maturity maturity) {}

  /** Whether the horizon of a cohort is over. */
  enum Maturity {
    MATURE("mature"),
    PARTLY("partly mature"),
    IMMATURE("immature");

    private final String words;

    Maturity(String words) {
      this.words = words;
    }

    String words() {
      return words;
    }
  }
}
