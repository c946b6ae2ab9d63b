package io.requalify.rules;

import io.requalify.documents.YamlMap;
import io.requalify.rules.Counting.CalendarPeriod;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads which events of a rule count. */
final class CountingReader {
  private static final String COUNT = "count";
  private static final String AT_MOST = "at_most";
  private static final String DISTINCT = "distinct";
  private static final String BETWEEN = "between";
  private static final BigDecimal MOST = BigDecimal.valueOf(1_000_000);

  /** Every text field of events that conditions see, written as conditions write it. */
  private static final Pattern TEXT_FIELD =
      Pattern.compile("type|asset|url|channel|campaign|props\\['[A-Za-z0-9_.-]{1,64}'\\]");

  private CountingReader() {}

  /** The counting, or empty where it has a fault, which has then been reported. */
  static Optional<Counting> read(YamlMap rule) {
    if (!rule.has(COUNT)) {
      return Optional.of(new Counting.Every());
    }

    Optional<String> word = rule.text(COUNT);
    if (word.isPresent()) {
      return switch (word.get()) {
        case "every" -> Optional.of(new Counting.Every());
        case "once" -> Optional.of(new Counting.Once());
        default -> Optional.empty();
      };
    }

    return rule.map(COUNT).flatMap(CountingReader::limited);
  }

  private static Optional<Counting> limited(YamlMap count) {
    return SingleKey.of(count, AT_MOST, DISTINCT, BETWEEN)
        .flatMap(
            key ->
                switch (key) {
                  case AT_MOST ->
                      count
                          .value(AT_MOST)
                          .flatMap(CountingReader::whole)
                          .flatMap(times -> atMost(times, count.text("per")));
                  case DISTINCT ->
                      count
                          .text(DISTINCT)
                          .filter(field -> TEXT_FIELD.matcher(field).matches())
                          .map(Counting.Distinct::new);
                  default -> between(count);
                });
  }

  /**
   * So many within a calendar period or a duration.
   *
   * @param per as the file has it, such as {@code day} or {@code 6h}
   */
  static Optional<Counting> atMost(int times, Optional<String> per) {
    if (per.isEmpty()) {
      return Optional.empty();
    }

    return switch (per.get()) {
      case "day" -> Optional.of(new Counting.AtMostPerPeriod(times, CalendarPeriod.DAY));
      case "week" -> Optional.of(new Counting.AtMostPerPeriod(times, CalendarPeriod.WEEK));
      case "month" -> Optional.of(new Counting.AtMostPerPeriod(times, CalendarPeriod.MONTH));
      default ->
          DurationText.parse(per.get()).map(duration -> new Counting.AtMostWithin(times, duration));
    };
  }

  private static Optional<Counting> between(YamlMap count) {
    List<Node> written = count.list(BETWEEN);
    List<Integer> limits = written.stream().flatMap(node -> whole(node).stream()).toList();
    Optional<Duration> within = DurationText.read(count, "within");
    if (limits.size() != 2 || written.size() != 2) {
      return Optional.empty();
    }
    if (limits.get(0) > limits.get(1)) {
      count.fault(
          BETWEEN,
          "%d is above %d".formatted(limits.get(0), limits.get(1)),
          "write the lower of the two first");
      return Optional.empty();
    }

    return within.map(age -> new Counting.Between(limits.get(0), limits.get(1), age));
  }

  private static Optional<Integer> whole(Node node) {
    return YamlMap.numberOf(node)
        .filter(number -> number.compareTo(BigDecimal.ONE) >= 0 && number.compareTo(MOST) <= 0)
        .filter(number -> number.stripTrailingZeros().scale() <= 0)
        .map(BigDecimal::intValueExact);
  }
}
