package io.requalify.rules;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.requalify.documents.Fault;
import io.requalify.rules.RuleImport.Loss;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads a lead score of HubSpot in the JSON that its API for lead scoring takes and gives: groups
 * with limits, and rules with limits and a constant number of points. That JSON says nothing of
 * what a rule selects in words that could be translated, so each rule comes with a condition that
 * selects nothing, and with a loss that asks for a true one.
 */
public final class HubspotImport {
  private static final Set<String> OF_SCORE =
      Set.of("id", "name", "maxScore", "maxScorePerCategory", "groupConfigs", "objectTypeId");
  private static final Set<String> OF_GROUP =
      Set.of("id", "groupName", "groupCategory", "minValue", "maxValue", "ruleConfigurations");
  private static final Set<String> OF_RULE =
      Set.of(
          "id", "enabled", "minimumValue", "minValue", "maximumValue", "maxValue", "configuration");
  private static final Set<String> OF_CONFIGURATION = Set.of("id", "calculation");
  private static final Set<String> OF_CALCULATION = Set.of("id", "type", "value");

  private static final String CONTACTS = "0-1";
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build();

  private final List<Loss> losses = new ArrayList<>();
  private final ImportedNames dimensionNames = new ImportedNames('_', VersionReader.RESERVED);
  private final ImportedNames groupNames = new ImportedNames('-', Set.of());
  private final ImportedNames ruleNames = new ImportedNames('-', Set.of(Requalification.BOOSTER));
  private final Map<String, String> dimensions = new LinkedHashMap<>();
  private final List<ImportedVersion.Group> groups = new ArrayList<>();
  private final List<ImportedVersion.Rule> rules = new ArrayList<>();

  private HubspotImport() {}

  /**
   * The rules of a file.
   *
   * @throws InvalidRulesException when the file cannot be read or holds no JSON object
   */
  public static RuleImport read(Path file) {
    try {
      JsonNode root = JSON.readTree(Files.readString(file, UTF_8));
      if (!root.isObject()) {
        throw refused(file, 1, 1, "no JSON object", "give the configuration of one lead score");
      }

      return new HubspotImport().score(root);
    } catch (JacksonException e) {
      TokenStreamLocation place = e.getLocation();
      throw refused(
          file,
          place == null ? 1 : Math.max(1, place.getLineNr()),
          place == null ? 1 : Math.max(1, place.getColumnNr()),
          "not JSON: " + e.getOriginalMessage(),
          "give the configuration as HubSpot's API has it");
    } catch (NoSuchFileException e) {
      throw refused(file, 1, 1, "no such file", "check the path");
    } catch (IOException e) {
      throw refused(file, 1, 1, "cannot be read: " + e, "check that it is a file in UTF-8");
    }
  }

  private static InvalidRulesException refused(
      Path file, int line, int column, String problem, String remedy) {
    return new InvalidRulesException(
        List.of(new Fault(file.toString(), line, column, problem, remedy)));
  }

  private RuleImport score(JsonNode node) {
    JsonPlace score = JsonPlace.root(node, losses);
    score.loseAllBut(OF_SCORE);
    score
        .at("objectTypeId")
        .text()
        .filter(type -> !type.equals(CONTACTS))
        .ifPresent(
            type ->
                score
                    .at("objectTypeId")
                    .lose(
                        "a score of objects of type " + type,
                        "rule versions score contacts (" + CONTACTS + ")"));
    score.at("groupConfigs").parts().forEach(this::group);
    if (rules.isEmpty()) {
      score
          .at("groupConfigs")
          .lose("no rule that could be carried over", "give a score with rules that are enabled");
      return new RuleImport(Optional.empty(), losses);
    }

    String name = score.at("name").text().orElse("HubSpot lead score");
    Optional<Points> most = score.at("maxScore").points();
    Optional<Points> mostOfEach = score.at("maxScorePerCategory").points();
    score.lose(
        "it says nothing of when a contact qualifies",
        "write your threshold under 'qualify:', which asks for the highest score now");
    String model = new ImportedNames('-', Set.of()).fresh(name, "hubspot");
    ImportedVersion version =
        new ImportedVersion(
            name, model, most, mostOfEach, List.copyOf(dimensions.values()), groups, rules);
    return new RuleImport(Optional.of(version.yaml()), losses);
  }

  private void group(JsonPlace group) {
    group.loseAllBut(OF_GROUP);
    String category = group.at("groupCategory").text().orElse("score");
    String dimension =
        dimensions.computeIfAbsent(category, given -> dimensionNames.fresh(given, "score"));
    String given = group.at("groupName").text().orElse("group");
    String name = groupNames.fresh(given, "group");
    List<JsonPlace> all = group.at("ruleConfigurations").parts();
    int before = rules.size();
    for (int i = 0; i < all.size(); i++) {
      rule(all.get(i), name, dimension, i + 1);
    }
    if (rules.size() == before) {
      group.lose(
          "no rule of group '" + given + "' could be carried over", "see what is said of each");
    }
    groups.add(
        new ImportedVersion.Group(
            name,
            given,
            dimension,
            limits(group, group.first("minValue"), group.first("maxValue"))));
  }

  private void rule(JsonPlace rule, String group, String dimension, int number) {
    rule.loseAllBut(OF_RULE);
    if (rule.at("enabled").isFalse()) {
      rule.at("enabled").lose("the rule is disabled, not carried over", "add it if you want it");
      return;
    }

    JsonPlace configuration = rule.at("configuration");
    JsonPlace calculation = configuration.at("calculation");
    configuration.loseAllBut(OF_CONFIGURATION);
    calculation.loseAllBut(OF_CALCULATION);
    Optional<Points> points = points(calculation);
    if (points.isEmpty()) {
      return;
    }

    String given = rule.at("id").text().orElse("");
    String id = ruleNames.fresh(given, group + "-" + number);
    configuration.lose(
        "what rule '" + id + "' selects is not said in a way that is known here",
        "write its condition; it selects nothing until then");
    Cap cap =
        limits(
            rule, rule.first("minimumValue", "minValue"), rule.first("maximumValue", "maxValue"));
    rules.add(
        new ImportedVersion.Rule(id, given, rule.path(), dimension, group, points.get(), cap));
  }

  private static Optional<Points> points(JsonPlace calculation) {
    Optional<String> type = calculation.at("type").text();
    if (type.filter("CONSTANT"::equals).isEmpty()) {
      calculation
          .at("type")
          .lose(
              type.map(other -> "points by " + other).orElse("no kind of points")
                  + ", the rule is not carried over",
              "only CONSTANT is known; write the rule yourself");
      return Optional.empty();
    }

    Optional<Points> points = calculation.at("value").points();
    if (points.isEmpty()) {
      calculation
          .at("value")
          .lose("no points, the rule is not carried over", "write the rule yourself");
    }
    return points;
  }

  private static Cap limits(JsonPlace place, Optional<JsonPlace> least, Optional<JsonPlace> most) {
    Optional<Points> min = least.flatMap(JsonPlace::points);
    Optional<Points> max = most.flatMap(JsonPlace::points);
    if (min.isPresent() && max.isPresent() && min.get().compareTo(max.get()) > 0) {
      place.lose(
          "its lowest value %s is above its highest %s".formatted(min.get(), max.get()),
          "write the limits yourself");
      return Cap.NONE;
    }

    return new Cap(min, max);
  }
}
