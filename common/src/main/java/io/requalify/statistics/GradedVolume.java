package io.requalify.statistics;

import java.util.OptionalDouble;

/**
 * The units of one version, worked or not, by what is known of such contacts; they add up to all
 * units. Units are contacts whose horizon is over (due), or in {@link AllCohorts} all contacts.
 *
 * @param observed qualified by production, in a week in which sales worked some of those; or by
 *     hand, likewise
 * @param history qualified by the candidate alone, in a cell that other rules had worked
 * @param explored qualified by the candidate alone, in a cell from which some were drawn at random
 * @param nearThreshold without such support, but close below the threshold of production
 * @param none without any support
 * @param nearThresholdLower least number of the {@code nearThreshold} that can have converted; 0
 *     where nothing is known
 * @param nearThresholdUpper most of them that can have; their number where nothing is known
 */
public record GradedVolume(
    long observed,
    long history,
    long explored,
    long nearThreshold,
    long none,
    double nearThresholdLower,
    double nearThresholdUpper) {
  /** No units. */
  public static final GradedVolume NOBODY = of(0, 0, 0, 0, 0);

  public GradedVolume {
    if (observed < 0 || history < 0 || explored < 0 || nearThreshold < 0 || none < 0) {
      throw new IllegalArgumentException(
          "%d observed, %d by history, %d explored, %d near the threshold, %d without support"
              .formatted(observed, history, explored, nearThreshold, none));
    }
    if (!(nearThresholdLower >= 0
        && nearThresholdLower <= nearThresholdUpper
        && nearThresholdUpper <= nearThreshold)) {
      throw new IllegalArgumentException(
          "Of %d near the threshold from %s to %s convert"
              .formatted(nearThreshold, nearThresholdLower, nearThresholdUpper));
    }
  }

  /** Units near the threshold of whom nothing is known. */
  public static GradedVolume of(
      long observed, long history, long explored, long nearThreshold, long none) {
    return new GradedVolume(observed, history, explored, nearThreshold, none, 0, nearThreshold);
  }

  /** The same units, where of those near the threshold a share between these bounds converts. */
  GradedVolume withNearThreshold(Interval share) {
    return new GradedVolume(
        observed,
        history,
        explored,
        nearThreshold,
        none,
        nearThreshold * share.lower(),
        nearThreshold * share.upper());
  }

  /**
   * The same units, where of the swap-ins without evidence, near the threshold or not, at most a
   * share converts. They stand in the place of those near the threshold.
   */
  GradedVolume withUnseen(long contacts, double upperShare) {
    long others = nearThreshold + none - contacts;
    return new GradedVolume(
        observed, history, explored, contacts, others, 0, contacts * upperShare);
  }

  /** Units with evidence: the terms of the estimators are summed over them. */
  public long supported() {
    return observed + history + explored;
  }

  /** Units of whom there are bounds only. */
  public long unsupported() {
    return nearThreshold + none;
  }

  /** All units. */
  public long due() {
    return supported() + unsupported();
  }

  /** Share of the units with evidence; 0 where there are no units. */
  public double supportedShare() {
    return due() == 0 ? 0 : (double) supported() / due();
  }

  /**
   * What share of all units a part of them is; over the five grades these add up to 1. None where
   * there are no units.
   */
  public OptionalDouble share(long part) {
    return due() == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) part / due());
  }
}
