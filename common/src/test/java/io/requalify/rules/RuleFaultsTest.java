package io.requalify.rules;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.requalify.documents.Fault;
import io.requalify.documents.YamlFile;
import io.requalify.documents.YamlMap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each fault with its place and its words. */
final class RuleFaultsTest {
  @TempDir private Path folder;

  private List<Fault> faults(String text) throws IOException {
    return RuleTexts.faults(folder, text);
  }

  private List<Fault> faultsWith(String from, String to) throws IOException {
    return faults(RuleTexts.minimalWith(from, to));
  }

  @Test
  void theSmallVersionHasNone() throws IOException {
    assertThat(faults(RuleTexts.minimal("one"))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " | ",
      quoteCharacter = '\0',
      value = {
        // by the schema
        "status: draft | status: drafft | 4 | 9 | 'drafft' is not known here | did you mean 'draft'?",
        "status: draft | state: draft | 4 | 1 | unknown key 'state' | did you mean 'status'?",
        "status: draft | status: draft\\ncolour: red | 5 | 1 | unknown key 'colour' | known are account, agreed_with, cells, dimensions, effective, evaluate, exit, fast_track, groups, model, owner, parent, qualify, reason, requalify, requalify_after, rules, segments, status, suppress, timezone, total, version",
        "points: 1} | pts: 1} | 12 | 54 | unknown key 'pts' | known are attribute, cap, count, decay, dimension, event, group, id, inactivity, max, min, mode, periodic, points, round, set_to, while, window, window_and_decay",
        "points: 1} | points: '1'} | 12 | 62 | '1' is wrong here | write points from -1000000 to 1000000, with at most six decimals",
        "points: 1} | points: 1.0000001} | 12 | 62 | 1.0000001 has more than six decimals | write at most six decimals",
        "points: 1} | points: .inf} | 12 | 62 | '.inf' is wrong here | write points from -1000000 to 1000000, with at most six decimals",
        "points: 1} | points: 1e999999999} | 12 | 62 | '1e999999999' is wrong here | write points from -1000000 to 1000000, with at most six decimals",
        "points: 1} | points: 1, window: 2w} | 12 | 73 | '2w' is not right here | write a duration in minutes, hours or days of 24 hours, such as 30m, 6h or 14d",
        "points: 1} | points: 1, count: oncee} | 12 | 72 | 'oncee' is not known here | did you mean 'once'?",
        "points: 1} | points: 1, count: {at_most: 1}} | 12 | 72 | missing key 'per' | add 'per:', day, week, month, or a duration such as 30m, 6h or 14d",
        "points: 1} | points: 1, count: {at_most: 0, per: day}} | 12 | 82 | must have a minimum value of 1 | write how many count, such as 1",
        "points: 1} | points: 1, decay: {}} | 12 | 72 | must have at least 1 properties | write how the points fade: {half_life: 14d}, or one of linear, step and table",
        "requalify: 1 | requalify: 2 | 1 | 12 | '2' is wrong here | write version of this format: write 1",
        "version: one | version: 1.0 | 3 | 10 | '1.0' is wrong here | write a name of letters, digits, '.', '-' and '_', at most 64; put it in quotes if it looks like a number",
        "version: one | version: manual | 3 | 10 | 'manual' is the version of those whom people qualify by hand, which has no file | give this one another name",
        "model: m | model: My Model | 2 | 8 | 'My Model' is not right here | write a name of lower-case letters, digits, '-' and '_', at most 64",
        "evaluate: on_event | evaluate: sometimes | 6 | 11 | 'sometimes' is not known here | write when a contact is looked at: on_event, {every: 6h} or {daily_at: \"02:00\"}",
        "fit: {max: 10, cap: clip} | Fit: {max: 10} | 8 | 14 | 'Fit' is no good name here | write a name of lower-case letters, digits and '_', starting with a letter, at most 64",
        "total: \">= 1\" | total: 50 | 14 | 29 | '50' is wrong here | write a comparison in quotes, such as \">= 80\", with at most six decimals",
        "total: \">= 1\" | total: \"about 50\" | 14 | 29 | 'about 50' is not right here | write a comparison in quotes, such as \">= 80\", with at most six decimals",
        "total: \">= 1\" | all: [] | 14 | 27 | must have at least 1 items but found 0 | write holds when all parts hold",
        "effect: block | effect: blok | 15 | 67 | 'blok' is not known here | did you mean 'block'?",
        // by meaning
        "dimension: fit, event | dimension: fitt, event | 12 | 28 | no dimension 'fitt' | did you mean 'fit'?",
        "dimension: fit, event | dimension: fit, group: contents, event | 12 | 40 | no group 'contents' | did you mean 'content'?",
        "dimension: fit, event | dimension: product, group: content, event | 12 | 44 | group 'content' lies in dimension 'fit', the rule in 'product' | move the rule or choose a group of its dimension",
        "content: {dimension: fit, | content: {dimension: fits, | 10 | 31 | no dimension 'fits' | did you mean 'fit'?",
        "id: second | id: first | 13 | 10 | a second rule 'first' | give it another name",
        "max: 5} | min: 6, max: 5} | 10 | 41 | min 6 is above max 5 | write the lower of the two as min",
        "attribute: \"contact | event: \"x\", attribute: \"contact | 13 | 46 | a rule with both 'attribute' and 'event' | make two rules of it",
        "points: 2} | points: 2, window: 5d} | 13 | 83 | 'window' for points that last while the condition holds | leave it out, or add 'mode: accrue' or 'mode: first'",
        "points: 1} | points: 1, mode: state} | 12 | 65 | 'mode' in an event rule | it belongs to rules with 'attribute'",
        "event: \"type = 'x'\", points: 1 | points: 1 | 12 | 5 | a rule without a condition | add 'attribute:' or 'event:' with a condition in quotes",
        ", points: 1} | } | 12 | 5 | missing key 'points' | add 'points:', such as 10 or -5",
        "points: 1} | points: 1, window: 5d, decay: {half_life: 3d}} | 12 | 77 | both 'window' and 'decay' | keep one of them, or add 'window_and_decay: true'",
        "points: 1} | points: 1, window: 5d, window_and_decay: true} | 12 | 77 | 'window_and_decay' without both of them | add 'window:' and 'decay:', or leave it out",
        "total: \">= 1\" | totl: \">= 1\" | 14 | 22 | no dimension 'totl' | did you mean 'total'?",
        "everyone: {total | everyon: {total | 14 | 11 | no segment 'everyon' | did you mean 'everyone'?",
        "default: true} | when: \"contact.channel = 'x'\"} | 7 | 12 | the last segment is no default | end the list with a segment that has 'default: true' and no 'when'",
        "default: true} | default: true, when: \"contact.channel = 'x'\"} | 7 | 44 | the default segment has a condition | leave out one of the two",
        "[{name: everyone | [{name: a, default: true}, {name: everyone | 7 | 22 | segments after the default can never hold | put the default last",
        "[{name: everyone | [{name: a}, {name: everyone | 7 | 12 | a segment without a condition | add 'when:' with a condition in quotes",
        "product: {}} | total: {}} | 8 | 41 | 'total' means something else under 'qualify:' | choose another name",
        "timezone: UTC | timezone: Europe/Pariss | 5 | 11 | no time zone 'Europe/Pariss' | did you mean 'Europe/Paris'?",
        "timezone: UTC | timezone: UTC\\neffective: {from: 2026-08-01} | 6 | 19 | '2026-08-01' is no instant | write date, time and zone, such as 2026-08-01T00:00:00Z",
        "timezone: UTC | timezone: UTC\\nparent: one | 6 | 9 | the version is its own parent | name the version it was made from",
        // by YAML
        "status: draft | status: draft\\nstatus: draft | 5 | 1 | the key 'status' stands here twice | keep one of the two",
        "status: draft | status: &s draft | 4 | 9 | an anchor (&s) | leave the anchor out",
        "status: draft | status: !secret draft | 4 | 9 | a tag (!secret) | write the plain value without '!'",
      })
  void aFaultHasItsPlaceItsWordsAndAWayOut(
      String from, String to, int line, int column, String problem, String remedy)
      throws IOException {
    RuleTexts.assertFaults(faultsWith(from, to)).contains(tuple(line, column, problem, remedy));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "requalify",
        "model",
        "version",
        "status",
        "timezone",
        "evaluate",
        "segments",
        "dimensions",
        "total",
        "rules",
        "qualify"
      })
  void aMissingKeyIsNamed(String key) throws IOException {
    StringBuilder text = new StringBuilder();
    boolean within = false;
    for (String line : RuleTexts.minimal("one").lines().toList()) {
      within = line.startsWith(key + ":") || (within && line.startsWith(" "));
      text.append(within ? "" : line + "\n");
    }

    assertThat(faults(text.toString()))
        .extracting(Fault::problem)
        .contains("missing key '" + key + "'");
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " | ",
      quoteCharacter = '\0',
      value = {
        "a: [1 | 1 | 6",
        "a: 'b | 1 | 6",
        "a: b: c | 1 | 5",
        "a: *x | 1 | 4",
        "&a a: *a | 1 | 7",
        "- a | 1 | 1",
        "a: 1\\n---\\nb: 2 | 3 | 1",
        "'' | 1 | 1",
      })
  void whatIsNoMappingOfYamlIsAFault(String text, int line, int column) throws IOException {
    assertThat(faults(text.replace("\\n", "\n").replace("''", "")).get(0))
        .extracting(Fault::line, Fault::column)
        .containsExactly(line, column);
  }

  @Test
  void faultsOfConditionsAreShownWhereTheyStandInTheFile() throws IOException {
    String text =
        """
        a: "type = 'x' AND  bad"
        b: 'type = ''x'' AND bad'
        c: type = 'x' AND bad
        d: |
          type = 'x'
            AND bad
        e: >-
          type = 'x'

          AND bad
        f: "type = \\"\\u0078\\" AND
           bad"
        """;
    Path file = Files.writeString(folder.resolve("f"), text, UTF_8);
    YamlMap root = YamlFile.read(file, new ArrayList<>()).orElseThrow();
    ConditionReader reader = new ConditionReader();

    List<Integer> places =
        root.values().keySet().stream()
            .map(key -> reader.read(root, key, ConditionText.Scope.EVENT).orElseThrow())
            .map(condition -> condition.fault(condition.sql().indexOf("bad"), "p", "r"))
            .map(fault -> fault.line() * 100 + fault.column())
            .toList();

    assertThat(places).containsExactly(121, 222, 319, 609, 1007, 1204);
  }
}
