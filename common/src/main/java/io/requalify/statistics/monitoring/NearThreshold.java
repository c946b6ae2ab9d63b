package io.requalify.statistics.monitoring;

import java.util.Map;
import java.util.SortedMap;

/**
 * Contacts whose score lies in a window round a threshold.
 *
 * @param below contacts with a score from the threshold less the width up to, but without, the
 *     threshold
 * @param above contacts with a score from the threshold up to, but without, the threshold and the
 *     width
 */
public record NearThreshold(long below, long above) {
  public NearThreshold {
    if (below < 0 || above < 0) {
      throw new IllegalArgumentException(
          "%d contacts below the threshold and %d above; count 0 or more".formatted(below, above));
    }
  }

  /**
   * Counts the window.
   *
   * @param contactsByScore contacts by their score in whole points; a score that is left out has
   *     none
   * @param threshold lowest score that qualifies, in points
   * @param width of each side in points, at least 1
   */
  public static NearThreshold of(
      SortedMap<Integer, Long> contactsByScore, int threshold, int width) {
    if (width < 1) {
      throw new IllegalArgumentException(
          "A window of %d points holds no score; give at least 1".formatted(width));
    }
    long below = 0;
    long above = 0;
    for (Map.Entry<Integer, Long> entry : contactsByScore.entrySet()) {
      long distance = (long) entry.getKey() - threshold;
      if (entry.getValue() < 0) {
        throw new IllegalArgumentException(
            "Score %d has %d contacts; count 0 or more"
                .formatted(entry.getKey(), entry.getValue()));
      }
      below += distance >= -width && distance < 0 ? entry.getValue() : 0;
      above += distance >= 0 && distance < width ? entry.getValue() : 0;
    }
    return new NearThreshold(below, above);
  }
}
