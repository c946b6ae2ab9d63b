package io.requalify.statistics.proposals;

import static java.util.Objects.requireNonNull;

import java.util.OptionalDouble;

/**
 * One thing that is asked of a candidate.
 *
 * @param name stable short name
 * @param figure what was found; none where it cannot be said, or is no number
 * @param limit what is asked, in words that name the number
 * @param passed false where it is not fulfilled, or cannot be said; what cannot be said of the
 *     calibration slope or the tipping shift lets pass, and the finding says so
 * @param finding in words, what was found
 */
public record Gate(
    String name, OptionalDouble figure, String limit, boolean passed, String finding) {
  public Gate {
    requireNonNull(name, "name");
    requireNonNull(limit, "limit");
    requireNonNull(finding, "finding");
    if (figure.isPresent() && !Double.isFinite(figure.getAsDouble())) {
      throw new IllegalArgumentException("Gate %s found %s".formatted(name, figure.getAsDouble()));
    }
  }
}
