package io.requalify.rules;

import io.requalify.documents.Constants;
import io.requalify.documents.YamlMap;
import io.requalify.rules.Requalification.Booster;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** Reads how an episode ends by itself, and what happens between an end and the next episode. */
final class EndingsReader {
  private static final String RESET = "reset";
  private static final String BOOSTER = "booster";
  private static final String AFTER = "after";

  private final Set<String> dimensions;

  EndingsReader(Set<String> dimensions) {
    this.dimensions = dimensions;
  }

  static Optional<Exit> exit(YamlMap root) {
    Optional<YamlMap> map = root.map("exit");
    Optional<Points> below = map.flatMap(exit -> CapReader.points(exit, "below"));
    Duration dwell = map.flatMap(exit -> DurationText.read(exit, "dwell")).orElse(Duration.ZERO);
    return below.map(limit -> new Exit(limit, dwell));
  }

  Requalification requalification(YamlMap root) {
    return root.map("requalify_after").map(this::between).orElse(Requalification.FREE);
  }

  private Requalification between(YamlMap map) {
    List<String> reset = NameList.read(map, RESET, DimensionName.KEY, dimensions);
    return new Requalification(
        DurationText.read(map, "cooldown").orElse(Duration.ZERO),
        reset,
        map.map(BOOSTER).flatMap(booster -> booster(booster, reset, map.has(RESET))),
        after(map));
  }

  private Optional<Booster> booster(YamlMap map, List<String> reset, boolean hasReset) {
    Optional<Points> points = CapReader.points(map, "points");
    Optional<Counting> counting = CountingReader.atMost(1, map.text("per"));
    Optional<String> dimension =
        DimensionName.read(map, dimensions).or(() -> reset.stream().findFirst());
    if (!map.has(DimensionName.KEY) && !hasReset) {
      map.fault(
          "a booster without a dimension", "add 'dimension:', or name one under 'reset:' above");
    }
    if (points.isEmpty() || counting.isEmpty() || dimension.isEmpty()) {
      return Optional.empty();
    }

    return Optional.of(new Booster(dimension.get(), points.get(), counting.get()));
  }

  /** All ends where the key is absent; an empty list lets a contact qualify once only. */
  private static Set<ExitCause> after(YamlMap map) {
    if (!map.has(AFTER)) {
      return EnumSet.allOf(ExitCause.class);
    }

    Set<ExitCause> causes = EnumSet.noneOf(ExitCause.class);
    map.list(AFTER).stream()
        .flatMap(node -> YamlMap.textOf(node).stream())
        .map(ScalarNode::getValue)
        .forEach(word -> Constants.of(word, ExitCause.class).ifPresent(causes::add));
    return causes;
  }
}
