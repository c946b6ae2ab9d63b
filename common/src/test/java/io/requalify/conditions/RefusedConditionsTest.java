package io.requalify.conditions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.requalify.documents.Fault;
import io.requalify.rules.AttributeCatalogue;
import io.requalify.rules.AttributeCatalogue.Type;
import io.requalify.rules.ConditionText;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RefusedConditionsTest {
  private static final AttributeCatalogue CATALOGUE =
      AttributeCatalogue.of(
          Map.of(
              "contact.seniority", Type.TEXT,
              "contact.opted_out", Type.BOOLEAN,
              "contact.trial_ends_at", Type.INSTANT,
              "account.employees", Type.NUMBER));

  private static List<Fault> onEvent(String sql) {
    return ConditionSet.faults(List.of(ConditionText.onEvent(sql)), CATALOGUE);
  }

  private static List<Fault> onFacts(String sql) {
    return ConditionSet.faults(List.of(ConditionText.onFacts(sql)), CATALOGUE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " | ",
      quoteCharacter = '\0',
      value = {
        "java_method('java.lang.Runtime', 'getRuntime') = 'x' | 1 | function 'java_method' is not allowed",
        "reflect('java.util.UUID', 'randomUUID') = type | 1 | function 'reflect' is not allowed",
        "try_reflect('a', 'b') = type | 1 | function 'try_reflect' is not allowed",
        "type = 'x' OR my_function(url) | 15 | function 'my_function' is not allowed",
        "default.my_function(url) | 1 | function 'default.my_function' is not allowed",
        "rand() < 0.5 | 1 | function 'rand' is not allowed",
        "uuid() = type | 1 | function 'uuid' is not allowed",
        "current_timestamp() IS NULL | 1 | function 'current_timestamp' is not allowed",
        "now() IS NULL | 1 | function 'now' is not allowed",
        "current_date IS NULL | 1 | the current time or user is not allowed in a condition",
        "current_user = type | 1 | the current time or user is not allowed in a condition",
        "input_file_name() = type | 1 | function 'input_file_name' is not allowed",
        "version() = type | 1 | function 'version' is not allowed",
        "sleep(10) IS NULL | 1 | function 'sleep' is not allowed",
        "raise_error('x') IS NULL | 1 | function 'raise_error' is not allowed",
        "count(*) > 1 | 1 | function 'count' is not allowed",
        "sum(value) OVER (PARTITION BY type) > 1 | 1 | 'sum(value) OVER (PARTITION BY type)' is more than a plain call",
        "lower(DISTINCT type) = 'x' | 1 | 'lower(DISTINCT type)' is more than a plain call",
        "exists(SELECT 1) | 1 | a subquery is not allowed in a condition",
        "type IN (SELECT asset FROM t) | 10 | a subquery is not allowed in a condition",
        "(SELECT max(x) FROM t) = type | 1 | a subquery is not allowed in a condition",
        "exists(array(1), x -> x > 1) | 1 | function 'exists' is not allowed",
        "type = 'x' -- and more | 12 | a comment in a condition",
        "type = /* no */ 'x' | 8 | a comment in a condition",
        "type = 'x'; DROP TABLE t | 11 | the condition cannot be read at ';'",
        "type = 'x' AS name | 1 | a condition has no name",
        "`type` = 'x' | 1 | a name in backquotes",
        "type = r'x' | 8 | a raw text (r'...')",
        "type = 'x' 'y' | 8 | several texts in a row",
        "type = :name | 8 | ':name' is not allowed in a condition",
        "type = ? | 8 | '?' is not allowed in a condition",
        "IDENTIFIER('type') = 'x' | 1 | function 'IDENTIFIER' is not allowed",
        "type COLLATE UTF8_LCASE = 'x' | 1 | 'type COLLATE UTF8_LCASE' is not allowed in a condition",
        "CASE WHEN suspect THEN true END | 1 | CASE is not allowed in a condition",
        "struct(type) IS NULL | 1 | 'struct(type)' is not allowed in a condition",
        "(type, url) IS NULL | 1 | '(type, url)' is not allowed in a condition",
        "* | 1 | * is not allowed in a condition",
        "value::int > 1 | 1 | a cast that fails on a bad value",
        "CAST(url AS DOUBLE) > 1 | 1 | a cast that fails on a bad value",
        "try_cast(url AS DATE) IS NULL | 17 | try_cast to DATE is not allowed",
        "value DIV 2 > 1 | 7 | the operator DIV is not allowed",
        "value & 2 > 1 | 7 | the operator & is not allowed",
        "type || 'x' = 'y' | 6 | the operator || is not allowed",
        "type LIKE ANY ('a', 'b') | 11 | LIKE ANY is not allowed",
        "type LIKE 'a' ESCAPE '/' | 22 | ESCAPE is not allowed",
        "type LIKE url | 11 | a pattern that is no text in quotes",
        "type = NULL | 8 | NULL as a value",
        "value = 5L | 9 | the number 5L has a mark of its type",
        "value = 12345678901234567 | 9 | the number 12345678901234567 has more than 15 digits",
        "INTERVAL '1' DAY IS NULL | 1 | an interval is not allowed in a condition",
        "DATE '2026-01-01' IS NULL | 1 | a value of type DATE is not allowed",
        "type = 'x' AND | 12 | the condition cannot be read at 'AND'",
        "type = | 7 | the condition ends too early",
        "type = 'x' name | 12 | the condition cannot be read at 'name'",
        "props.seats = '3' | 1 | props.seats is no field",
        "type['x'] = '3' | 1 | 'type['x']' is not allowed",
        "props[type] = '3' | 1 | 'props[type]' is not allowed",
        "props IS NULL | 1 | props is texts by name, not a text",
        "contact.seniority = 'vp' | 1 | 'contact.seniority' cannot be seen by a condition on events",
        "is_known(type) | 1 | is_known in a condition on events",
        "NOT type ! LIKE 'x' | 10 | '!' before an operator",
      })
  void whatAConditionMayNotDoIsRefusedAtItsPlace(String sql, int column, String problem) {
    assertThat(onEvent(sql)).isNotEmpty();
    Fault first = onEvent(sql).get(0);
    assertThat(first.problem()).isEqualTo(problem);
    assertThat(first.column()).isEqualTo(column);
    assertThat(first.remedy()).isNotBlank();
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " | ",
      quoteCharacter = '\0',
      value = {
        "account.employees > '100' | '100' is a text, not a number | write the number without quotes",
        "contact.seniority > 3 | contact.seniority is a text, not a number | write try_cast(contact.seniority AS DOUBLE)",
        "contact.opted_out = 'true' | 'true' is a text, not a boolean | write true or false without quotes",
        "contact.trial_ends_at > '2026-01-01' | '2026-01-01' is a text, not an instant | write an instant such as TIMESTAMP '2026-01-31T00:00:00Z'",
        "contact.seniority | contact.seniority is a text, not a boolean | compare it, such as contact.seniority = 'x', or write try_cast(contact.seniority AS BOOLEAN)",
        "account.employees | account.employees is a number, not a boolean | compare it with something, such as account.employees IS NOT NULL",
        "account.employees = true | true is a boolean, not a number | compare values of one type",
        "contact.opted_out > true | booleans have no order | write = or <>",
        "lower(account.employees) = 'x' | account.employees is a number, not a text | compare values of one type",
        "lower('a', 'b') = 'x' | lower of 2 values | give it 1",
        "coalesce(account.employees) = 1 | coalesce of 1 values | give it 2 or more",
        "coalesce(account.employees, 'none') = 1 | 'none' is a text, not a number | write the number without quotes",
        "account.employees IN (1, '2') | '2' is a text, not a number | write the number without quotes",
        "account.employees IN (1, account.employees) | IN with something other than values | write it with = and OR",
        "substring(contact.seniority, 1.5, 2) = 'x' | a place or length that is no whole number | write a number such as 1",
        "contact.senority = 'vp' | unknown attribute 'contact.senority' | did you mean 'contact.seniority'?",
        "seniority = 'vp' | unknown attribute 'seniority' | did you mean 'contact.seniority'?",
        "company.employees > 3 | unknown attribute 'company.employees' | did you mean 'account.employees'?",
        "type = 'page_view' | 'type' is a field of an event, and no event is in sight here | read contact.* or account.*, or write a rule with 'event:'",
        "contact IS NULL | contact is not a value | name an attribute, such as contact.channel",
        "is_known(contact) | is_known of no attribute | write is_known(contact.x) or is_known(account.x)",
        "contact.trial_ends_at > TIMESTAMP '2026-01-01' | '2026-01-01' is no instant with its zone | write date, time and zone, such as TIMESTAMP '2026-01-31T00:00:00Z'",
        "contact.trial_ends_at > TIMESTAMP '2026-01-01 00:00:00' | '2026-01-01 00:00:00' is no instant with its zone | write date, time and zone, such as TIMESTAMP '2026-01-31T00:00:00Z'",
      })
  void wrongTypesAndNamesAreFaultsWithAWayOut(String sql, String problem, String remedy) {
    assertThat(onFacts(sql))
        .singleElement()
        .satisfies(
            fault -> {
              assertThat(fault.problem()).isEqualTo(problem);
              assertThat(fault.remedy()).isEqualTo(remedy);
            });
  }

  @Test
  void everyFaultOfAConditionIsTold() {
    assertThat(onEvent("typ = 'x' AND (rand() > 1 OR value = '3') AND NOT lower(value) = 'x'"))
        .extracting(Fault::column, Fault::problem)
        .containsExactly(
            tuple(1, "unknown field of an event 'typ'"),
            tuple(16, "function 'rand' is not allowed"),
            tuple(38, "'3' is a text, not a number"),
            tuple(57, "value is a number, not a text"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "type\u200B = 'x'",
        "type\u00A0= 'x'",
        "t\u0443pe = 'x'",
        "type = 'x\u202E'",
        "type = 'x\\u200b'",
        "type = '\uE000'",
        "type \uFF1D 'x'",
      })
  void lettersThatDeceiveAreRefused(String sql) {
    assertThat(onEvent(sql)).isNotEmpty();
    assertThat(onEvent(sql).get(0).problem()).containsPattern("U\\+[0-9A-F]{4}");
  }

  @Test
  void lettersOfOtherLanguagesAreFineInATextAndDoNotShiftPlaces() {
    assertThat(onEvent("type = 'd\u00E9mo \uD83D\uDE80'")).isEmpty();
    assertThat(onEvent("type = '\uD83D\uDE80' AND rand()")).extracting(Fault::column).contains(17);
  }

  @ParameterizedTest
  @ValueSource(ints = {21, 3_000})
  void deepNestingIsRefusedBeforeItIsParsed(int depth) {
    assertThat(onEvent("(".repeat(depth) + "suspect" + ")".repeat(depth)))
        .extracting(Fault::problem)
        .containsExactly(
            depth > 500
                ? "a condition of more than 1000 words and signs"
                : "more than 20 brackets open at once");
  }

  @ParameterizedTest
  @CsvSource({
    "'NOT ', 900",
    "'! ', 900",
    "'- ', 900",
    "'suspect -> ', 450",
    "'CASE WHEN ', 300",
    "'suspect IS DISTINCT FROM ', 300",
    "'value BETWEEN 1 AND ', 300",
    "'url::array<', 1",
    "'array<', 450",
  })
  void longChainsWithoutBracketsAreRefused(String link, int times) {
    assertThat(onEvent(link.repeat(times) + "suspect")).isNotEmpty();
  }

  @Test
  void longChainsOfOperatorsAreRefusedWhereTheyNest() {
    assertThat(onEvent("value" + " + 1".repeat(400) + " > 3"))
        .extracting(Fault::problem)
        .containsExactly("a condition nested too deeply");
    assertThat(onEvent("suspect" + " OR suspect".repeat(400))).isEmpty();
  }

  @Test
  void longConditionsAreRefused() {
    assertThat(onEvent("type = '" + "x".repeat(10_000) + "'"))
        .extracting(Fault::problem)
        .containsExactly("a condition of 10009 characters");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "url RLIKE '(a|b)*c'",
        "url RLIKE '(a+)+'",
        "url RLIKE '(?i)x'",
        "url RLIKE '(a)\\\\1'",
        "url RLIKE '.*.*.*.*x'",
        "url RLIKE '['",
        "url LIKE 'x\\\\'",
        "url LIKE '\\\\x'",
      })
  void patternsThatMayFailOrRunAwayAreRefused(String sql) {
    assertThat(onEvent(sql)).hasSize(1);
    assertThat(onEvent(sql).get(0).problem()).matches(".*(pattern|regular expression).*");
  }
}
