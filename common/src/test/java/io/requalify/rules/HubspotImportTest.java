package io.requalify.rules;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.requalify.rules.RuleImport.Loss;
import io.requalify.rules.RuleVersion.Dimension;
import io.requalify.rules.RuleVersion.Group;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class HubspotImportTest {
  /** In the words of two releases of the API. */
  private static final String SCORE =
      """
      {
        "name": "Combined score: 2026",
        "objectTypeId": "0-1",
        "maxScore": 100,
        "groupConfigs": [
          {
            "id": "7", "groupName": "Company size", "groupCategory": "FIT", "minValue": 0, "maxValue": 40,
            "ruleConfigurations": [
              {"id": "11", "enabled": true, "minimumValue": 0, "maximumValue": 20,
               "configuration": {"id": "a", "calculation": {"type": "CONSTANT", "value": 12.5, "id": "b"}}}
            ]
          },
          {
            "groupName": "Forms", "groupCategory": "ENGAGEMENT", "maxValue": 60,
            "ruleConfigurations": [
              {"id": "booster", "minValue": -5, "maxValue": 30,
               "configuration": {"calculation": {"type": "CONSTANT", "value": -5}}},
              {"enabled": true, "configuration": {"calculation": {"type": "CONSTANT", "value": 3}}}
            ]
          }
        ]
      }
      """;

  @TempDir private Path folder;

  private RuleImport imported(String json) throws IOException {
    return HubspotImport.read(Files.writeString(folder.resolve("score.json"), json, UTF_8));
  }

  private RuleVersion version(RuleImport imported) throws IOException {
    return RuleTexts.version(folder, imported.yaml().orElseThrow());
  }

  private static Cap limits(Integer min, Integer max) {
    return new Cap(
        Optional.ofNullable(min).map(Points::of), Optional.ofNullable(max).map(Points::of));
  }

  @Test
  void pointsLimitsAndGroupsAreCarriedOver() throws IOException {
    RuleVersion version = version(imported(SCORE));

    assertThat(version.model()).isEqualTo("combined-score-2026");
    assertThat(version.version()).isEqualTo("imported");
    assertThat(version.total().cap()).isEqualTo(limits(null, 100));
    assertThat(version.dimensions())
        .containsExactly(new Dimension("fit", Cap.NONE), new Dimension("engagement", Cap.NONE));
    assertThat(version.groups())
        .containsExactly(
            new Group("company-size", "fit", limits(0, 40)),
            new Group("forms", "engagement", limits(null, 60)));
    assertThat(version.rules())
        .extracting(Rule::id, rule -> rule.group().orElseThrow(), RuleWords::gives, Rule::cap)
        .containsExactly(
            tuple("11", "company-size", "12.5 points", limits(0, 20)),
            tuple("booster-2", "forms", "-5 points", limits(-5, 30)),
            tuple("forms-2", "forms", "3 points", Cap.NONE));
    assertThat(version.rules().get(0)).isInstanceOf(Rule.AttributeRule.class);
    assertThat(version.rules().get(1)).isInstanceOf(Rule.EventRule.class);
    assertThat(version.rules())
        .extracting(rule -> rule.conditions().get(0).sql())
        .as("selects nothing")
        .containsOnly("false");
  }

  @Test
  void whatSomebodyHasToWriteIsListedWithItsPath() throws IOException {
    assertThat(imported(SCORE).losses())
        .extracting(Loss::path, Loss::problem)
        .containsExactly(
            tuple(
                "groupConfigs[0].ruleConfigurations[0].configuration",
                "what rule '11' selects is not said in a way that is known here"),
            tuple(
                "groupConfigs[1].ruleConfigurations[0].configuration",
                "what rule 'booster-2' selects is not said in a way that is known here"),
            tuple(
                "groupConfigs[1].ruleConfigurations[1].configuration",
                "what rule 'forms-2' selects is not said in a way that is known here"),
            tuple("the configuration", "it says nothing of when a contact qualifies"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " | ",
      quoteCharacter = '\0',
      value = {
        "\"enabled\": true, \"minimumValue\" | \"enabled\": false, \"minimumValue\" | groupConfigs[0].ruleConfigurations[0].enabled: the rule is disabled, not carried over; add it if you want it",
        "\"enabled\": true, \"minimumValue\" | \"enabled\": false, \"minimumValue\" | groupConfigs[0]: no rule of group 'Company size' could be carried over; see what is said of each",
        "\"CONSTANT\", \"value\": 12.5 | \"DECAY\", \"value\": 12.5 | groupConfigs[0].ruleConfigurations[0].configuration.calculation.type: points by DECAY, the rule is not carried over; only CONSTANT is known; write the rule yourself",
        "\"type\": \"CONSTANT\", \"value\": 12.5 | \"value\": 12.5 | groupConfigs[0].ruleConfigurations[0].configuration.calculation.type: no kind of points, the rule is not carried over; only CONSTANT is known; write the rule yourself",
        "\"value\": 12.5, | \"value\": \"many\", | groupConfigs[0].ruleConfigurations[0].configuration.calculation.value: no points, the rule is not carried over; write the rule yourself",
        "\"value\": 12.5, | \"value\": 1e999999, | groupConfigs[0].ruleConfigurations[0].configuration.calculation.value: no points, the rule is not carried over; write the rule yourself",
        "\"value\": 12.5, | \"value\": 0.1234567, | groupConfigs[0].ruleConfigurations[0].configuration.calculation.value: no number of points from -1000000 to 1000000 with at most six decimals; write it into the rule version yourself",
        "\"configuration\": {\"id\": \"a\", | \"configuration\": {\"filterBranch\": {}, | groupConfigs[0].ruleConfigurations[0].configuration.filterBranch: not known here, not carried over; see whether it changes the score, and write that into the rule version",
        "\"value\": 12.5, | \"value\": 12.5, \"decay\": {\"rate\": 50}, | groupConfigs[0].ruleConfigurations[0].configuration.calculation.decay: not known here, not carried over; see whether it changes the score, and write that into the rule version",
        "\"objectTypeId\": \"0-1\" | \"objectTypeId\": \"0-2\" | objectTypeId: a score of objects of type 0-2; rule versions score contacts (0-1)",
        "\"maxScore\": 100 | \"maxScore\": 100, \"allowedGroupTypes\": [] | allowedGroupTypes: not known here, not carried over; see whether it changes the score, and write that into the rule version",
        "\"minValue\": 0, \"maxValue\": 40 | \"minValue\": 50, \"maxValue\": 40 | groupConfigs[0]: its lowest value 50 is above its highest 40; write the limits yourself",
      })
  void whatIsLostIsListedWithItsPath(String from, String to, String loss) throws IOException {
    assertThat(SCORE).contains(from);
    RuleImport imported = imported(SCORE.replace(from, to));

    assertThat(imported.losses()).extracting(Loss::toString).contains(loss);
    assertThat(version(imported).rules()).hasSizeGreaterThanOrEqualTo(2);
  }

  @Test
  void aLimitOfEachCategoryIsThatOfTheDimensions() throws IOException {
    RuleVersion version = version(imported(SCORE.replace("maxScore", "maxScorePerCategory")));

    assertThat(version.total()).isEqualTo(Total.SUM);
    assertThat(version.dimensions()).extracting(Dimension::cap).containsOnly(limits(null, 100));
    assertThat(RuleWords.of(version.qualify().get("everyone"))).isEqualTo("total at least 200");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Gr\u00f6\u00dfe: \u2028 #1",
        "null",
        "true",
        "12",
        "a\\nb",
        "\\ud800",
        "",
        "\u65e5\u672c",
        "total",
        "- x",
        "\\\"}"
      })
  void anyNameMakesASoundVersion(String name) throws IOException {
    RuleVersion version =
        version(
            imported(
                SCORE
                    .replace("Combined score: 2026", name)
                    .replace("FIT", name)
                    .replace("Company size", name)
                    .replace("\"11\"", "\"" + name + "\"")));

    assertThat(version.rules()).hasSize(3);
  }

  @Test
  void equalNamesAreToldApart() throws IOException {
    RuleVersion version =
        version(imported(SCORE.replace("Forms", "Company size").replace("booster", "11")));

    assertThat(version.groups())
        .extracting(Group::name)
        .containsExactly("company-size", "company-size-2");
    assertThat(version.rules())
        .extracting(Rule::id)
        .containsExactly("11", "11-2", "company-size-2-2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"name\": \"x\", \"groupConfigs\": []}", "{\"groupConfigs\": 3}"})
  void withoutARuleNothingIsWritten(String json) throws IOException {
    RuleImport imported = imported(json);

    assertThat(imported.yaml()).isEmpty();
    assertThat(imported.losses()).isNotEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " | ",
      quoteCharacter = '\0',
      value = {
        "[] | :1:1: no JSON object",
        "{\"name\": | :1:9: not JSON",
        "{} {} | :1:4: not JSON",
        "{\"name\": 1, \"name\": 2} | :1:19: not JSON",
      })
  void whatIsNoConfigurationIsRefusedWithItsPlace(String json, String message) {
    assertThatThrownBy(() -> imported(json))
        .isInstanceOf(InvalidRulesException.class)
        .hasMessageContaining("score.json" + message);
  }

  @Test
  void aMissingFileIsRefused() {
    assertThatThrownBy(() -> HubspotImport.read(folder.resolve("none.json")))
        .isInstanceOf(InvalidRulesException.class)
        .hasMessageContaining("none.json:1:1: no such file");
  }
}
