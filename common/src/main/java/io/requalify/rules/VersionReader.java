package io.requalify.rules;

import io.requalify.documents.Constants;
import io.requalify.documents.NearestNames;
import io.requalify.documents.YamlMap;
import io.requalify.rules.ConditionText.Scope;
import io.requalify.rules.RuleVersion.Dimension;
import io.requalify.rules.RuleVersion.Floor;
import io.requalify.rules.RuleVersion.Group;
import io.requalify.rules.RuleVersion.Segment;
import io.requalify.rules.RuleVersion.Suppression;
import io.requalify.rules.RuleVersion.Suppression.Effect;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * Reads the meaning of a rule version and reports what the schema cannot see: names that lead
 * nowhere, limits that contradict, keys that do not go together. What the schema has refused reads
 * as absent here and is not reported again.
 */
final class VersionReader {
  /** Keys of a requirement, which therefore can be no name of a dimension. */
  static final Set<String> RESERVED = Set.of("total", "all", "any", "cell");

  private final YamlMap root;
  private final ConditionReader conditions = new ConditionReader();

  VersionReader(YamlMap root) {
    this.root = root;
  }

  /** Every condition of the file, also of what is refused for another fault. */
  List<ConditionText> conditions() {
    return conditions.found();
  }

  /** The version, or empty where something that it needs is missing, which has been reported. */
  Optional<RuleVersion> read() {
    List<Segment> segments = segments();
    List<Dimension> dimensions = dimensions();
    Set<String> names = root.map("dimensions").map(map -> map.values().keySet()).orElse(Set.of());
    Map<String, Optional<Group>> groups = groups(names);
    List<Group> soundGroups = groups.values().stream().flatMap(Optional::stream).toList();
    List<WrittenRule> rules = rules(new RuleReader(names, groups, conditions));
    List<String> fastTracks = FastTrackReader.read(root, rules);
    Cells cells = CellsReader.read(root, names);
    Map<String, Requirement> qualify = qualify(new RequirementReader(names, cells));
    List<Suppression> suppressions = suppressions();
    Total total = TotalReader.read(root, names);
    FadingChecks.check(rules, dimensions, soundGroups, total);
    GrowthChecks.check(rules, dimensions);
    Optional<Exit> exit = EndingsReader.exit(root);
    Requalification requalification = new EndingsReader(names).requalification(root);
    Evaluation evaluation = EvaluationReader.read(root);
    Optional<AccountTerms> account = new AccountReader(names).read(root);
    return Heading.read(root)
        .map(
            heading ->
                new RuleVersion(
                    heading.model(),
                    heading.version(),
                    heading.parent(),
                    heading.status(),
                    heading.effectiveFrom(),
                    heading.owner(),
                    heading.agreedWith(),
                    heading.reason(),
                    heading.timezone(),
                    evaluation,
                    segments,
                    dimensions,
                    total,
                    soundGroups,
                    rules.stream().map(WrittenRule::rule).toList(),
                    qualify,
                    cells.axes(),
                    fastTracks,
                    suppressions,
                    exit,
                    requalification,
                    account));
  }

  private List<Segment> segments() {
    List<YamlMap> maps = root.maps("segments");
    List<Segment> segments = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < maps.size(); i++) {
      YamlMap map = maps.get(i);
      Optional<String> name = map.text("name");
      Optional<ConditionText> when = conditions.read(map, "when", Scope.FACTS);
      boolean last = i == maps.size() - 1;
      checkUnique(map, "name", seen, "segment");
      checkDefault(map, last);
      name.ifPresent(text -> segments.add(new Segment(text, when)));
    }

    return segments;
  }

  private static void checkDefault(YamlMap map, boolean last) {
    boolean isDefault = map.has("default");
    if (last && !isDefault) {
      map.fault(
          "the last segment is no default",
          "end the list with a segment that has 'default: true' and no 'when'");
    } else if (!last && isDefault) {
      map.faultAtKey(
          "default", "segments after the default can never hold", "put the default last");
    }
    if (isDefault && map.has("when")) {
      map.faultAtKey("when", "the default segment has a condition", "leave out one of the two");
    } else if (!isDefault && !last && !map.has("when")) {
      map.fault("a segment without a condition", "add 'when:' with a condition in quotes");
    }
  }

  private List<Dimension> dimensions() {
    List<Dimension> dimensions = new ArrayList<>();
    root.map("dimensions")
        .ifPresent(
            map ->
                map.values().forEach((name, value) -> dimensions.add(dimension(map, name, value))));
    return dimensions;
  }

  private static Dimension dimension(YamlMap map, String name, Node value) {
    if (RESERVED.contains(name)) {
      map.faultAtKey(
          name, "'" + name + "' means something else under 'qualify:'", "choose another name");
    }
    Optional<YamlMap> limits = map.asMap(value);
    return new Dimension(
        name,
        limits.map(CapReader::read).orElse(Cap.NONE),
        limits
            .flatMap(dimension -> Constants.read(dimension, "floor", Floor.class))
            .orElse(Floor.NONE));
  }

  private Map<String, Optional<Group>> groups(Set<String> dimensions) {
    Map<String, Optional<Group>> groups = new LinkedHashMap<>();
    root.map("groups")
        .ifPresent(
            map ->
                map.values()
                    .forEach(
                        (name, value) ->
                            groups.put(
                                name, map.asMap(value).flatMap(g -> group(name, g, dimensions)))));
    return groups;
  }

  private static Optional<Group> group(String name, YamlMap map, Set<String> dimensions) {
    Cap cap = CapReader.read(map);
    return DimensionName.read(map, dimensions).map(of -> new Group(name, of, cap));
  }

  private List<WrittenRule> rules(RuleReader reader) {
    List<WrittenRule> rules = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (YamlMap map : root.maps("rules")) {
      checkUnique(map, "id", seen, "rule");
      map.text("id")
          .filter(Requalification.BOOSTER::equals)
          .ifPresent(
              id ->
                  map.fault(
                      "id",
                      "no rule can be named 'booster': points of 'requalify_after' are told so",
                      "give it another name"));
      reader.read(map).ifPresent(rule -> rules.add(new WrittenRule(rule, map)));
    }

    return rules;
  }

  private Map<String, Requirement> qualify(RequirementReader reader) {
    Map<String, Requirement> qualify = new LinkedHashMap<>();
    Optional<YamlMap> map = root.map("qualify");
    if (map.isEmpty()) {
      return qualify;
    }

    YamlMap requirements = map.get();
    Set<String> segments = new HashSet<>();
    root.maps("segments").forEach(segment -> segment.text("name").ifPresent(segments::add));
    requirements
        .values()
        .forEach(
            (segment, value) -> {
              if (!segments.contains(segment) && !segments.isEmpty()) {
                requirements.faultAtKey(
                    segment,
                    "no segment '" + segment + "'",
                    NearestNames.remedy(segment, segments));
              }
              requirements
                  .asMap(value)
                  .flatMap(reader::read)
                  .ifPresent(requirement -> qualify.put(segment, requirement));
            });
    segments.stream()
        .filter(segment -> !requirements.has(segment))
        .forEach(
            segment ->
                requirements.fault(
                    "nothing says when segment '" + segment + "' qualifies",
                    "add '" + segment + ":' with a requirement, such as {total: \">= 50\"}"));
    return qualify;
  }

  private List<Suppression> suppressions() {
    List<Suppression> suppressions = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (YamlMap map : root.maps("suppress")) {
      checkUnique(map, "id", seen, "suppression");
      Optional<ConditionText> when = conditions.read(map, "when", Scope.FACTS);
      Optional<String> id = map.text("id");
      if (id.isPresent() && when.isPresent()) {
        suppressions.add(
            new Suppression(
                id.get(),
                when.get(),
                Constants.read(map, "effect", Effect.class).orElse(Effect.BLOCK)));
      }
    }

    return suppressions;
  }

  private static void checkUnique(YamlMap map, String key, Set<String> seen, String what) {
    map.text(key)
        .filter(name -> !seen.add(name))
        .ifPresent(
            name -> map.fault(key, "a second " + what + " '" + name + "'", "give it another name"));
  }
}
