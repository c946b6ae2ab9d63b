package io.requalify.statistics.calibration;

import static java.util.Objects.requireNonNull;

/**
 * How a table of scores is judged, and what it must have for that.
 *
 * @param fewestEvents below so many contacts with the event, or without it, calibration and order
 *     are not judged; at least 1
 * @param level of intervals, such as 0.95
 * @param bandLevel of the consistency band, such as 0.9
 * @param binning for the calibration error
 */
public record CalibrationSettings(
    long fewestEvents, double level, double bandLevel, Binning binning) {
  public CalibrationSettings {
    if (fewestEvents < 1) {
      throw new IllegalArgumentException(
          "Calibration cannot be judged from %d events; ask for 1 or more".formatted(fewestEvents));
    }
    requireLevel("intervals", level);
    requireLevel("consistency band", bandLevel);
    requireNonNull(binning, "binning");
  }

  private static void requireLevel(String what, double level) {
    if (!(level > 0 && level < 1)) {
      throw new IllegalArgumentException(
          "The level of the %s is %s; it lies between 0 and 1, such as 0.95"
              .formatted(what, level));
    }
  }

  /** 50 events, intervals of 95%, a band of 90%, and ten bins of as nearly the same size. */
  public static CalibrationSettings standard() {
    return new CalibrationSettings(50, 0.95, 0.9, new Binning.EqualMass(10));
  }
}
