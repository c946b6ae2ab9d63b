package io.requalify.rules;

import io.requalify.documents.NearestNames;
import io.requalify.documents.YamlMap;
import io.requalify.rules.AccountTerms.Threshold;
import io.requalify.rules.Requirement.All;
import io.requalify.rules.Requirement.Any;
import io.requalify.rules.Requirement.Comparison;
import io.requalify.rules.Requirement.InCells;
import io.requalify.rules.Requirement.Operator;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Reads what a contact needs to qualify. */
final class RequirementReader {
  private static final Pattern COMPARISON =
      Pattern.compile("(>=|>|<=|<) ?(-?[0-9]{1,7}(?:\\.[0-9]{1,6})?)");
  private static final String ALL = "all";
  private static final String ANY = "any";

  private static final String CELL = "cell";

  /** A list of more names than these says less than an example. */
  private static final int MOST_NAMES_TOLD = 20;

  private final Set<String> measures;
  private final Cells cells;

  RequirementReader(Set<String> dimensions, Cells cells) {
    measures = new TreeSet<>(dimensions);
    measures.add(Comparison.TOTAL);
    this.cells = cells;
  }

  /** The requirement, or empty where it has a fault, which has then been reported. */
  Optional<Requirement> read(YamlMap map) {
    if (map.values().size() != 1) {
      return Optional.empty();
    }

    Map.Entry<String, Node> only = map.values().entrySet().iterator().next();
    return switch (only.getKey()) {
      case ALL -> parts(map, ALL).map(All::new);
      case ANY -> parts(map, ANY).map(Any::new);
      case CELL -> inCells(map);
      default -> comparison(map, only.getKey());
    };
  }

  private Optional<List<Requirement>> parts(YamlMap map, String key) {
    List<Requirement> parts = new ArrayList<>();
    map.maps(key).forEach(part -> read(part).ifPresent(parts::add));
    boolean whole =
        map.value(key).filter(SequenceNode.class::isInstance).isPresent()
            && !parts.isEmpty()
            && parts.size() == map.list(key).size();
    return whole ? Optional.of(parts) : Optional.empty();
  }

  /** The names may look like numbers, as 11 does. */
  private Optional<Requirement> inCells(YamlMap map) {
    if (cells.areNone()) {
      map.faultAtKey(
          CELL,
          "the version has no cells",
          "declare them under 'cells:', such as {fit: {A: 50, B: 0}, engagement: {1: 75, 2: 0}}");
      return Optional.empty();
    }

    List<Node> written =
        map.value(CELL).filter(ScalarNode.class::isInstance).map(List::of).orElse(map.list(CELL));
    Set<String> names = new LinkedHashSet<>();
    for (Node node : written) {
      if (node instanceof ScalarNode scalar) {
        names.add(scalar.getValue());
        checkCell(map, scalar);
      }
    }

    return names.isEmpty() ? Optional.empty() : Optional.of(new InCells(List.copyOf(names)));
  }

  private void checkCell(YamlMap map, ScalarNode name) {
    Set<String> known = cells.names().orElse(Set.of(name.getValue()));
    if (!known.contains(name.getValue())) {
      boolean tell =
          known.size() <= MOST_NAMES_TOLD || !NearestNames.of(name.getValue(), known).isEmpty();
      map.file()
          .fault(
              name,
              "no cell '" + name.getValue() + "'",
              tell
                  ? NearestNames.remedy(name.getValue(), known)
                  : "write a label of each axis, such as " + Collections.min(known));
    }
  }

  private Optional<Requirement> comparison(YamlMap map, String measure) {
    if (!DimensionName.checkKey(map, measure, measures)) {
      return Optional.empty();
    }

    return map.text(measure)
        .flatMap(RequirementReader::threshold)
        .map(threshold -> new Comparison(measure, threshold.operator(), threshold.points()));
  }

  /** What a score is compared with; empty where the text is none, a fault by the schema. */
  static Optional<Threshold> threshold(String text) {
    return Optional.of(COMPARISON.matcher(text))
        .filter(Matcher::matches)
        .map(
            form ->
                new Threshold(operator(form.group(1)), Points.of(new BigDecimal(form.group(2)))));
  }

  private static Operator operator(String symbol) {
    for (Operator operator : Operator.values()) {
      if (operator.symbol().equals(symbol)) {
        return operator;
      }
    }

    throw new IllegalArgumentException("No operator " + symbol);
  }
}
