package io.requalify.rules;

import io.requalify.documents.YamlMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The kinds of rules as files write them, told by their keys, and which keys go with which. */
enum RuleKind {
  ATTRIBUTE("an attribute rule"),
  EVENT("an event rule"),
  SET("a rule with 'set_to'"),
  INACTIVITY("a rule with 'inactivity'"),
  PERIODIC("a rule with 'periodic'");

  private static final String ON_FACTS = "attribute";
  private static final String ON_EVENT = "event";
  private static final String ON_SILENCE = "inactivity";
  private static final String ON_TIME = "periodic";
  private static final String SETS = "set_to";

  /** What tells the kind; of two that do not go together the first is shown as the fault. */
  private static final List<String> MARKS = List.of(ON_FACTS, ON_SILENCE, ON_TIME, ON_EVENT, SETS);

  private static final Set<Set<String>> GO_TOGETHER =
      Set.of(Set.of(ON_EVENT, SETS), Set.of(ON_SILENCE, ON_EVENT));

  private static final List<String> SUM = List.of("points", "group", "min", "max", "cap", "round");
  private static final List<String> SELECTION = List.of("while", "count");
  private static final List<String> FADING = List.of("window", "decay", "window_and_decay");
  private static final String MODE = "mode";

  private final String words;

  RuleKind(String words) {
    this.words = words;
  }

  /** The kind of a rule; where its keys tell none or two, this is reported. */
  static Optional<RuleKind> of(YamlMap rule) {
    List<String> marks = MARKS.stream().filter(rule::has).toList();
    for (String mark : marks) {
      for (String other : marks.subList(marks.indexOf(mark) + 1, marks.size())) {
        if (!GO_TOGETHER.contains(Set.of(mark, other))) {
          rule.faultAtKey(
              mark,
              "a rule with both '%s' and '%s'".formatted(mark, other),
              "make two rules of it");
          return Optional.empty();
        }
      }
    }
    if (marks.isEmpty()) {
      rule.fault(
          "a rule without a condition", "add 'attribute:' or 'event:' with a condition in quotes");
    } else if (marks.equals(List.of(SETS))) {
      rule.faultAtKey(SETS, "'set_to' without 'event'", "add 'event:' with a condition in quotes");
    }

    return marks.isEmpty() ? Optional.empty() : Optional.of(ofMarks(marks));
  }

  private static RuleKind ofMarks(List<String> marks) {
    if (marks.contains(SETS)) {
      return SET;
    }

    return switch (marks.get(0)) {
      case ON_FACTS -> ATTRIBUTE;
      case ON_SILENCE -> INACTIVITY;
      case ON_TIME -> PERIODIC;
      default -> EVENT;
    };
  }

  /** Reports what does not go with this kind, and points that are missing. */
  void checkKeys(YamlMap rule) {
    Stream.of(List.of(MODE), SELECTION, FADING, SUM)
        .flatMap(List::stream)
        .filter(key -> rule.has(key) && !has(key))
        .forEach(key -> rule.faultAtKey(key, "'" + key + "' in " + words, remedy(key)));
    if (has("points") && !rule.has("points")) {
      rule.fault("missing key 'points'", "add 'points:', such as 10 or -5");
    }
  }

  private boolean has(String key) {
    return switch (this) {
      case ATTRIBUTE -> !SELECTION.contains(key);
      case EVENT -> !key.equals(MODE);
      case SET -> SELECTION.contains(key);
      case INACTIVITY -> SUM.contains(key);
      case PERIODIC -> false;
    };
  }

  private String remedy(String key) {
    if (SUM.contains(key)) {
      return "leave it out: the rule acts on its dimension as a whole";
    }
    if (key.equals(MODE)) {
      return "it belongs to rules with 'attribute'";
    }

    return switch (this) {
      case INACTIVITY -> "leave it out: beside 'inactivity' events only break the silence";
      case SET -> "leave it out: what is set stays until it is set anew";
      case PERIODIC -> "leave it out: the rule acts on its dimension as a whole";
      default -> "it belongs to rules with 'event'";
    };
  }
}
