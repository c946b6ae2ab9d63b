package io.requalify.rules;

import static java.util.stream.Collectors.toCollection;

import io.requalify.documents.YamlMap;
import io.requalify.rules.Rule.AttributeRule;
import io.requalify.rules.Rule.EventRule;
import io.requalify.rules.Rule.Mode;
import io.requalify.rules.Rule.SetRule;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads which rules let a contact qualify at once: such as are hit at an instant. */
final class FastTrackReader {
  private static final String FAST_TRACK = "fast_track";

  private FastTrackReader() {}

  static List<String> read(YamlMap root, List<WrittenRule> rules) {
    // Those of rules with faults of their own too, which are not read.
    Set<String> known =
        root.maps("rules").stream()
            .flatMap(rule -> rule.text("id").stream())
            .collect(toCollection(LinkedHashSet::new));
    List<String> named = NameList.read(root, FAST_TRACK, "rule", known);
    for (Node node : root.list(FAST_TRACK)) {
      Optional<Rule> rule =
          YamlMap.textOf(node)
              .flatMap(
                  name ->
                      rules.stream()
                          .map(WrittenRule::rule)
                          .filter(written -> written.id().equals(name.getValue()))
                          .findFirst());
      rule.filter(written -> !isHit(written)).ifPresent(written -> refuse(root, node, written));
    }

    return named;
  }

  private static boolean isHit(Rule rule) {
    return rule instanceof EventRule
        || rule instanceof SetRule
        || (rule instanceof AttributeRule attribute && attribute.mode() != Mode.STATE);
  }

  private static void refuse(YamlMap root, Node node, Rule rule) {
    boolean state = rule instanceof AttributeRule;
    root.file()
        .fault(
            node,
            state
                ? "rule '" + rule.id() + "' gives points while its condition holds"
                : "rule '" + rule.id() + "' waits for time to pass",
            state
                ? "give it 'mode: accrue' or 'mode: first', or name a rule with 'event'"
                : "name a rule with 'event', or one with 'mode: accrue' or 'mode: first'");
  }
}
