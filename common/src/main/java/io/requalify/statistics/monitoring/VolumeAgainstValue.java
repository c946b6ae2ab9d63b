package io.requalify.statistics.monitoring;

import io.requalify.statistics.Answer;
import java.util.List;
import java.util.Locale;

/**
 * Whether the number of qualified contacts goes up while what they bring goes down: what is to be
 * seen where a team is paid by the number.
 *
 * <p>Both are asked together, so the claim is made only where both intervals say so, and is wrong
 * in no more samples than either would be (intersection-union; Berger 1982, Technometrics 24,
 * 295-300). The value must have had its time: compare weeks of qualification whose horizon is over,
 * or the newest weeks look poor. What the errors leave out is told by {@link RelativeChange}.
 *
 * @param volume of qualified contacts
 * @param value of the pipeline that came of the contacts that qualified in the week, in one
 *     currency
 */
public record VolumeAgainstValue(RelativeChange volume, RelativeChange value) {
  /** What the two say together. */
  public enum Verdict {
    /** More contacts qualify, and they bring less in all. */
    VOLUME_WITHOUT_VALUE,
    /** More contacts qualify; that they bring more, or less, in all cannot be said. */
    VOLUME_ALONE,
    /** More contacts qualify, and they bring more in all. */
    GROWTH,
    /** That more contacts qualify cannot be said. */
    NO_RISE
  }

  /**
   * A week of qualification.
   *
   * @param qualified contacts that qualified in it
   * @param pipeline value of the opportunities that came of them within the horizon, in one
   *     currency, 0 or more
   */
  public record Week(long qualified, double pipeline) {}

  /**
   * Compares two periods; refused where {@link RelativeChange#ofWeeks} refuses either measure.
   *
   * @param level share of samples whose interval should hold the truth, such as 0.95
   */
  public static Answer<VolumeAgainstValue> of(List<Week> before, List<Week> now, double level) {
    Answer<RelativeChange> volume =
        RelativeChange.ofWeeks("qualified contacts", volumes(before), volumes(now), level);
    if (volume.value().isEmpty()) {
      return Answer.refused(volume.reason());
    }
    Answer<RelativeChange> value =
        RelativeChange.ofWeeks("pipeline value", values(before), values(now), level);
    return value.value().isEmpty()
        ? Answer.refused(value.reason())
        : Answer.of(
            new VolumeAgainstValue(volume.value().orElseThrow(), value.value().orElseThrow()));
  }

  private static List<Double> volumes(List<Week> weeks) {
    return weeks.stream().map(week -> (double) week.qualified()).toList();
  }

  private static List<Double> values(List<Week> weeks) {
    return weeks.stream().map(Week::pipeline).toList();
  }

  /** What the two say together. */
  public Verdict verdict() {
    if (!volume.rose()) {
      return Verdict.NO_RISE;
    }
    if (value.fell()) {
      return Verdict.VOLUME_WITHOUT_VALUE;
    }
    return value.rose() ? Verdict.GROWTH : Verdict.VOLUME_ALONE;
  }

  /** The verdict in a sentence with its figures. */
  public String inWords() {
    String figures =
        "contacts a week are %s times what they were (%s to %s), their pipeline %s times (%s to %s)"
            .formatted(
                rounded(volume.ratio()),
                rounded(volume.interval().lower()),
                rounded(volume.interval().upper()),
                rounded(value.ratio()),
                rounded(value.interval().lower()),
                rounded(value.interval().upper()));
    return switch (verdict()) {
      case VOLUME_WITHOUT_VALUE -> "more contacts qualify and they bring less: " + figures;
      case VOLUME_ALONE ->
          "more contacts qualify; whether they bring more or less cannot be said: " + figures;
      case GROWTH -> "more contacts qualify and they bring more: " + figures;
      case NO_RISE -> "that more contacts qualify cannot be said: " + figures;
    };
  }

  private static String rounded(double ratio) {
    return String.format(Locale.ROOT, "%.2f", ratio);
  }
}
