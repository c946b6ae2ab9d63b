package io.requalify.conditions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.requalify.rules.AttributeCatalogue;
import io.requalify.rules.AttributeCatalogue.Type;
import io.requalify.rules.Cap;
import io.requalify.rules.ConditionText;
import io.requalify.rules.ConditionText.Scope;
import io.requalify.rules.Counting;
import io.requalify.rules.Evaluation;
import io.requalify.rules.Fading;
import io.requalify.rules.InvalidRulesException;
import io.requalify.rules.Points;
import io.requalify.rules.Requalification;
import io.requalify.rules.Requirement.Comparison;
import io.requalify.rules.Requirement.Operator;
import io.requalify.rules.Rule;
import io.requalify.rules.RuleVersion;
import io.requalify.rules.RuleVersion.Dimension;
import io.requalify.rules.RuleVersion.Segment;
import io.requalify.rules.Total;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ConditionSetTest {
  private static final AttributeCatalogue CATALOGUE =
      AttributeCatalogue.of(
          Map.of("contact.seniority", Type.TEXT, "account.employees", Type.NUMBER));

  private static RuleVersion version(String name, ConditionText... conditions) {
    List<Rule> rules = new ArrayList<>();
    for (ConditionText condition : conditions) {
      String id = "rule-" + rules.size();
      Points points = Points.of(1);
      rules.add(
          condition.scope() == Scope.EVENT
              ? new Rule.EventRule(
                  id,
                  "d",
                  Optional.empty(),
                  condition,
                  Optional.empty(),
                  points,
                  condition
                      .carried()
                      .<Counting>map(Counting.Distinct::new)
                      .orElse(new Counting.Every()),
                  Fading.NONE,
                  Cap.NONE)
              : new Rule.AttributeRule(
                  id,
                  "d",
                  Optional.empty(),
                  condition,
                  Rule.Mode.STATE,
                  points,
                  Fading.NONE,
                  Cap.NONE));
    }
    return new RuleVersion(
        "m",
        name,
        Optional.empty(),
        RuleVersion.Status.DRAFT,
        Optional.empty(),
        Optional.empty(),
        List.of(),
        Optional.empty(),
        ZoneOffset.UTC,
        new Evaluation.OnEvent(),
        List.of(new Segment("everyone", Optional.empty())),
        List.of(new Dimension("d", Cap.NONE)),
        Total.SUM,
        List.of(),
        rules,
        Map.of("everyone", new Comparison("total", Operator.AT_LEAST, Points.of(1))),
        List.of(),
        List.of(),
        List.of(),
        Optional.empty(),
        Requalification.FREE,
        Optional.empty());
  }

  private static String canonical(ConditionText text) {
    return ConditionSet.of(List.of(version("v", text)), CATALOGUE).conditions().get(0).canonical();
  }

  @Test
  void equalConditionsOfDifferentVersionsShareANumber() {
    ConditionText one = ConditionText.onEvent("type = 'form' AND url LIKE '%/demo%'");
    ConditionText other = ConditionText.onEvent("url  like '%/demo%'\n  and ('form' = type)");
    ConditionText third = ConditionText.onFacts("account.employees > 10");

    ConditionSet set =
        ConditionSet.of(List.of(version("a", one, third), version("b", other)), CATALOGUE);

    assertThat(set.conditions()).hasSize(2);
    assertThat(set.number(one)).isEqualTo(set.number(other));
    assertThat(set.conditions()).extracting(CompiledCondition::number).containsExactly(0, 1);
  }

  @Test
  void numbersAndFingerprintDoNotDependOnTheOrderOfVersions() {
    RuleVersion a =
        version("a", ConditionText.onEvent("suspect"), ConditionText.onEvent("value > 3"));
    RuleVersion b = version("b", ConditionText.onFacts("contact.seniority = 'vp'"));

    ConditionSet one = ConditionSet.of(List.of(a, b), CATALOGUE);
    ConditionSet other = ConditionSet.of(List.of(b, a), CATALOGUE);

    assertThat(one.conditions()).isEqualTo(other.conditions());
    assertThat(one.fingerprint()).isEqualTo(other.fingerprint()).matches("[0-9a-f]{64}");
  }

  @Test
  void theFingerprintChangesWithAConditionAndWithTheTypeOfAnAttribute() {
    RuleVersion a = version("a", ConditionText.onFacts("contact.x IS NULL"));
    RuleVersion b = version("b", ConditionText.onFacts("contact.x IS NOT NULL"));
    AttributeCatalogue text = AttributeCatalogue.of(Map.of("contact.x", Type.TEXT));
    AttributeCatalogue number = AttributeCatalogue.of(Map.of("contact.x", Type.NUMBER));

    String former = ConditionSet.of(List.of(a), text).fingerprint();

    assertThat(ConditionSet.of(List.of(b), text).fingerprint()).isNotEqualTo(former);
    assertThat(ConditionSet.of(List.of(a), number).fingerprint()).isNotEqualTo(former);
  }

  @Test
  void aConditionWithAFieldIsAnotherOneThatFollowsThatWithout() {
    ConditionText plain = ConditionText.onEvent("type = 'download'");
    ConditionText assets = ConditionText.onEvent("'download' = type").carrying("asset");
    ConditionText items = plain.carrying("props['item']");

    ConditionSet set =
        ConditionSet.of(
            List.of(version("a", items, assets), version("b", plain, assets)), CATALOGUE);

    assertThat(set.conditions())
        .extracting(CompiledCondition::canonical, CompiledCondition::carried)
        .containsExactly(
            tuple("(type = 'download')", Optional.empty()),
            tuple("(type = 'download')", Optional.of("asset")),
            tuple("(type = 'download')", Optional.of("props['item']")));
    assertThat(List.of(set.number(plain), set.number(assets), set.number(items)))
        .containsExactly(0, 1, 2);
    assertThat(set.carriedColumn(1)).hasToString("asset");
    assertThat(set.carriedColumn(2)).hasToString("props['item']");
    assertThatThrownBy(() -> set.carriedColumn(0)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void theFingerprintTellsWhatIsCarried() {
    ConditionText plain = ConditionText.onEvent("suspect");

    assertThat(
            List.of(plain, plain.carrying("asset"), plain.carrying("url")).stream()
                .map(text -> ConditionSet.of(List.of(version("a", text)), CATALOGUE).fingerprint()))
        .doesNotHaveDuplicates();
  }

  @Test
  void onlyFieldsOfTextsCanBeCarried() {
    ConditionText text = ConditionText.onEvent("suspect").carrying("value");
    ConditionSet set = ConditionSet.of(List.of(version("a", text)), CATALOGUE);

    assertThatThrownBy(() -> set.carriedColumn(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("value");
  }

  @Test
  void attributesAreThoseThatFactsConditionsRead() {
    ConditionText condition =
        ConditionText.onFacts("is_known(account.employees) OR contact.channel = 'ads'");

    ConditionSet set =
        ConditionSet.of(
            List.of(version("a", condition, ConditionText.onEvent("suspect"))), CATALOGUE);

    assertThat(set.attributes()).containsExactly("account.employees", "contact.channel");
    assertThat(set.conditions().get(set.number(condition)).attributes())
        .containsExactly("account.employees", "contact.channel");
  }

  @Test
  void faultsOfAllVersionsAreToldTogether() {
    RuleVersion a = version("a", ConditionText.onEvent("rand() > 1"));
    RuleVersion b = version("b", ConditionText.onFacts("contact.x = 'a'"));

    assertThatThrownBy(() -> ConditionSet.of(List.of(a, b), CATALOGUE))
        .isInstanceOfSatisfying(InvalidRulesException.class, e -> assertThat(e.faults()).hasSize(2))
        .hasMessageContaining("function 'rand' is not allowed")
        .hasMessageContaining("unknown attribute 'contact.x'");
  }

  @Test
  void aConditionOfNoVersionHasNoNumber() {
    ConditionSet set =
        ConditionSet.of(List.of(version("a", ConditionText.onEvent("suspect"))), CATALOGUE);

    assertThatThrownBy(() -> set.number(ConditionText.onEvent("NOT suspect")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("NOT suspect");
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " | ",
      quoteCharacter = '\0',
      value = {
        "type='x' | (type = 'x')",
        "'x' == type | (type = 'x')",
        "type != 'x' | (NOT (type = 'x'))",
        "type <> \"x\" | (NOT (type = 'x'))",
        "5 < value | (value > 5D)",
        "value BETWEEN 1 AND 2.50 | ((value <= 2.5D) AND (value >= 1D))",
        "type IN ('b','a','b') | (type IN ('a', 'b'))",
        "type NOT IN ('a') | (NOT (type = 'a'))",
        "suspect AND (suspect AND value > 1e3) | ((value > 1000D) AND suspect)",
        "type = 'it''s' | (type = 'it\\'s')",
        "value / 2 > 1 | (try_divide(value, 2D) > 1D)",
        "props['a'] IS NOT NULL | (NOT (props['a'] IS NULL))",
        "type IS DISTINCT FROM url | (NOT (type <=> url))",
        "LOWER(type) ilike 'X%' | (lower(type) ILIKE 'X%')",
      })
  void whatMeansTheSameIsWrittenTheSame(String sql, String canonical) {
    assertThat(canonical(ConditionText.onEvent(sql))).isEqualTo(canonical);
  }

  @Test
  void instantsAreWrittenInUtc() {
    AttributeCatalogue catalogue = AttributeCatalogue.of(Map.of("contact.at", Type.INSTANT));
    ConditionText text =
        ConditionText.onFacts("contact.at >= TIMESTAMP '2026-01-31 02:00:00+02:00'");

    assertThat(
            ConditionSet.of(List.of(version("v", text)), catalogue).conditions().get(0).canonical())
        .isEqualTo("(contact.at >= TIMESTAMP '2026-01-31T00:00:00Z')");
  }
}
