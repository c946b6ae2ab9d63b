package io.requalify.rules;

import io.requalify.documents.YamlMap;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as rule files write them: {@code 30m}, {@code 6h}, {@code 14d}; a day has 24 hours. */
final class DurationText {
  private static final Pattern FORM = Pattern.compile("([1-9][0-9]{0,5})([mhd])");
  private static final long MINUTES_PER_HOUR = 60;
  private static final long MINUTES_PER_DAY = 24 * MINUTES_PER_HOUR;

  private DurationText() {}

  /** The duration under a key; empty where it is absent or none, a fault by the schema. */
  static Optional<Duration> read(YamlMap map, String key) {
    return map.text(key).flatMap(DurationText::parse);
  }

  static Optional<Duration> parse(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }

    long number = Long.parseLong(matcher.group(1));
    return Optional.of(
        switch (matcher.group(2)) {
          case "d" -> Duration.ofDays(number);
          case "h" -> Duration.ofHours(number);
          default -> Duration.ofMinutes(number);
        });
  }

  /** In words: {@code 14 days}, {@code 6 hours}, {@code 1 minute}. */
  static String inWords(Duration duration) {
    long minutes = duration.toMinutes();
    if (minutes % MINUTES_PER_DAY == 0) {
      return count(minutes / MINUTES_PER_DAY, "day");
    }

    return minutes % MINUTES_PER_HOUR == 0
        ? count(minutes / MINUTES_PER_HOUR, "hour")
        : count(minutes, "minute");
  }

  private static String count(long number, String unit) {
    return number + " " + unit + (number == 1 ? "" : "s");
  }
}
