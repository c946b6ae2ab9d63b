package io.requalify.rules;

import io.requalify.documents.YamlMap;
import io.requalify.rules.RuleVersion.Dimension;
import io.requalify.rules.RuleVersion.Floor;
import io.requalify.rules.RuleVersion.Group;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Refuses points that fade at every instant where a sum is stopped: what a stop gives depends on
 * what happens one after the other, and fading has no such steps. Beneath a floor it is enough that
 * all such points have one sign, for then they only rise or only fall.
 */
final class FadingChecks {
  private static final String IN_STEPS =
      "let the points fall in steps ('step', or 'linear' with 'stepped: true')";

  private final List<WrittenRule> fading;

  private FadingChecks(List<WrittenRule> fading) {
    this.fading = fading;
  }

  /** Reports what is refused, at the decay of the rule. */
  static void check(
      List<WrittenRule> rules, List<Dimension> dimensions, List<Group> groups, Total total) {
    FadingChecks checks =
        new FadingChecks(
            rules.stream().filter(written -> written.rule().fading().isContinuous()).toList());
    checks.checkSaturation(dimensions, groups, total);
    dimensions.stream()
        .filter(dimension -> dimension.floor() != Floor.NONE)
        .forEach(checks::checkFloor);
  }

  private static long points(Rule rule) {
    return RuleWords.points(rule).map(Points::millionths).orElse(0L);
  }

  private void checkSaturation(List<Dimension> dimensions, List<Group> groups, Total total) {
    Map<String, Cap> ofDimensions = new HashMap<>();
    dimensions.forEach(dimension -> ofDimensions.put(dimension.name(), dimension.cap()));
    Map<String, Cap> ofGroups = new HashMap<>();
    groups.forEach(group -> ofGroups.put(group.name(), group.cap()));
    for (WrittenRule written : fading) {
      Rule rule = written.rule();
      List<String> saturating = new ArrayList<>();
      if (rule.cap().saturates()) {
        saturating.add("the rule");
      }
      rule.group()
          .filter(group -> saturates(ofGroups, group))
          .ifPresent(group -> saturating.add("group '" + group + "'"));
      if (saturates(ofDimensions, rule.dimension())) {
        saturating.add("dimension '" + rule.dimension() + "'");
      }
      if (total.cap().saturates()) {
        saturating.add("the total");
      }
      saturating.stream().findFirst().ifPresent(where -> refuse(written.map(), where));
    }
  }

  private static boolean saturates(Map<String, Cap> caps, String name) {
    return Optional.ofNullable(caps.get(name)).filter(Cap::saturates).isPresent();
  }

  private static void refuse(YamlMap rule, String where) {
    rule.faultAtKey(
        FadingReader.DECAY,
        "points that fade at every instant, while a limit of %s saturates".formatted(where),
        IN_STEPS + ", or write 'cap: clip' there");
  }

  private void checkFloor(Dimension dimension) {
    List<WrittenRule> beneath =
        fading.stream()
            .filter(written -> written.rule().dimension().equals(dimension.name()))
            .filter(written -> points(written.rule()) != 0)
            .toList();
    beneath.stream()
        .filter(
            written ->
                Long.signum(points(written.rule())) != Long.signum(points(beneath.get(0).rule())))
        .findFirst()
        .ifPresent(
            other ->
                other
                    .map()
                    .faultAtKey(
                        FadingReader.DECAY,
                        "gains and losses that fade at every instant above the floor of dimension '%s' (see rule '%s')"
                            .formatted(dimension.name(), beneath.get(0).rule().id()),
                        IN_STEPS + " in one of them, or leave the floor out"));
  }
}
