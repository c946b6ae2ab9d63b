package io.requalify.reviews;

import io.requalify.reviews.ReviewResults.SwapRow;
import io.requalify.tables.Review;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** The four quadrants of one candidate for one outcome, of one channel or of all. */
record SwapSet(SwapRow agreeIn, SwapRow swapOut, SwapRow swapIn, SwapRow agreeOut) {
  /** A quadrant without a row has no contacts. */
  static SwapSet of(List<SwapRow> rows) {
    return new SwapSet(
        quadrant(rows, "agree_in"),
        quadrant(rows, "swap_out"),
        quadrant(rows, "swap_in"),
        quadrant(rows, "agree_out"));
  }

  long byProduction() {
    return agreeIn.contacts() + swapOut.contacts();
  }

  long byCandidate() {
    return agreeIn.contacts() + swapIn.contacts();
  }

  long notByProduction() {
    return swapIn.contacts() + agreeOut.contacts();
  }

  long notByCandidate() {
    return swapOut.contacts() + agreeOut.contacts();
  }

  List<SwapRow> quadrants() {
    return List.of(agreeIn, swapOut, swapIn, agreeOut);
  }

  private static SwapRow quadrant(List<SwapRow> rows, String quadrant) {
    SwapRow any = rows.get(0);
    return rows.stream()
        .filter(row -> row.quadrant().equals(quadrant))
        .findFirst()
        .orElseGet(
            () ->
                new SwapRow(
                    any.version(),
                    any.channel(),
                    Review.ALL,
                    any.outcome(),
                    quadrant,
                    0,
                    0,
                    0,
                    0,
                    0,
                    OptionalDouble.empty(),
                    Optional.empty()));
  }
}
