package io.requalify.rules;

import io.requalify.documents.YamlMap;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** Reads when a contact is looked at. */
final class EvaluationReader {
  private static final String EVALUATE = "evaluate";
  private static final String EVERY = "every";
  private static final String DAILY_AT = "daily_at";

  private EvaluationReader() {}

  /** The schedule; where it has a fault, which has then been reported, that without one. */
  static Evaluation read(YamlMap root) {
    return root.map(EVALUATE).flatMap(EvaluationReader::schedule).orElse(new Evaluation.OnEvent());
  }

  private static Optional<Evaluation> schedule(YamlMap map) {
    return SingleKey.of(map, EVERY, DAILY_AT)
        .flatMap(
            key ->
                key.equals(EVERY)
                    ? DurationText.read(map, key).map(Evaluation.Every::new)
                    : map.text(key).flatMap(EvaluationReader::time).map(Evaluation.DailyAt::new));
  }

  private static Optional<LocalTime> time(String text) {
    try {
      return Optional.of(LocalTime.parse(text));
    } catch (DateTimeParseException e) {
      // The schema has said so.
      return Optional.empty();
    }
  }
}
