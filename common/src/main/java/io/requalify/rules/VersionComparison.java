package io.requalify.rules;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toList;

import io.requalify.documents.Constants;
import io.requalify.rules.VersionChange.Part;
import io.requalify.rules.VersionTraits.NamedPart;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What differs in meaning between two versions.
 *
 * @param before the first version
 * @param after the second version
 * @param changes by kind of part, then in the order of the second version, what it lacks at the end
 */
public record VersionComparison(
    RuleVersion before, RuleVersion after, List<VersionChange> changes) {
  private static final Pattern QUANTITY =
      Pattern.compile("(?<number>-?[0-9.]+) (?<unit>[a-z]+?)s?");

  public VersionComparison {
    changes = List.copyOf(changes);
  }

  /** Compares two versions; names of versions, owners, reasons and dates are no meaning. */
  public static VersionComparison of(RuleVersion before, RuleVersion after) {
    Map<NamedPart, Map<String, String>> earlier = VersionTraits.of(before);
    Map<NamedPart, Map<String, String>> later = VersionTraits.of(after);
    Set<NamedPart> keys = new LinkedHashSet<>(later.keySet());
    keys.addAll(earlier.keySet());
    List<VersionChange> changes = new ArrayList<>();
    compareOrder(before.rules(), after.rules(), changes);
    keys.stream()
        .sorted(Comparator.comparing(NamedPart::part))
        .forEach(key -> compare(key, earlier.get(key), later.get(key), changes));
    return new VersionComparison(before, after, changes);
  }

  /** Of the rules that both have; what is new or gone is told as such. */
  private static void compareOrder(
      List<Rule> before, List<Rule> after, List<VersionChange> changes) {
    List<String> earlier = new ArrayList<>(before.stream().map(Rule::id).toList());
    List<String> later = new ArrayList<>(after.stream().map(Rule::id).toList());
    earlier.retainAll(later);
    later.retainAll(earlier);
    if (!earlier.equals(later)) {
      changes.add(
          change(
              new NamedPart(Part.VERSION, ""),
              "order of rules",
              String.join(", ", earlier),
              String.join(", ", later)));
    }
  }

  private static void compare(
      NamedPart key,
      Map<String, String> before,
      Map<String, String> after,
      List<VersionChange> changes) {
    Map<String, String> earlier = before == null ? Map.of() : before;
    Map<String, String> later = after == null ? Map.of() : after;
    Set<String> traits = new LinkedHashSet<>(later.keySet());
    traits.addAll(earlier.keySet());
    if (before == null || after == null) {
      // A dimension without limits has no trait, but it is there or not all the same.
      changes.add(change(key, "", before == null ? null : "", after == null ? null : ""));
    }
    for (String trait : traits) {
      if (!Objects.equals(earlier.get(trait), later.get(trait))) {
        changes.add(change(key, trait, earlier.get(trait), later.get(trait)));
      }
    }
  }

  private static VersionChange change(NamedPart key, String trait, String before, String after) {
    return new VersionChange(
        key.part(), key.name(), trait, Optional.ofNullable(before), Optional.ofNullable(after));
  }

  /** A line for each part that differs, such as {@code pricing-page: 10 → 15 points}. */
  public String text() {
    if (changes.isEmpty()) {
      String first = Fingerprint.of(before);
      String second = Fingerprint.of(after);
      return "%s and %s mean the same: fingerprint%s"
          .formatted(
              before.version(),
              after.version(),
              first.equals(second) ? " " + first : "s %s and %s".formatted(first, second));
    }

    List<String> lines = new ArrayList<>();
    lines.add("From %s to %s".formatted(before.version(), after.version()));
    for (Map.Entry<Part, List<VersionChange>> part : byPart().entrySet()) {
      lines.add("");
      lines.add(title(part.getKey()));
      byName(part.getValue()).forEach((name, some) -> lines.add("  " + line(name, some)));
    }
    return String.join("\n", lines);
  }

  private Map<Part, List<VersionChange>> byPart() {
    return changes.stream().collect(groupingBy(VersionChange::part, LinkedHashMap::new, toList()));
  }

  private static Map<String, List<VersionChange>> byName(List<VersionChange> changes) {
    return changes.stream().collect(groupingBy(VersionChange::name, LinkedHashMap::new, toList()));
  }

  private static String title(Part part) {
    return switch (part) {
      case VERSION -> "The whole";
      case SEGMENT -> "Segments and what they qualify with";
      case DIMENSION -> "Dimensions";
      case GROUP -> "Groups";
      case RULE -> "Rules";
      case SUPPRESSION -> "Suppressions";
      case ACCOUNT -> "Accounts";
    };
  }

  private static String line(String name, List<VersionChange> changes) {
    VersionChange first = changes.get(0);
    boolean whole = first.trait().isEmpty();
    String words =
        changes.stream()
            .filter(change -> !change.trait().isEmpty())
            .map(change -> whole ? stated(change) : changed(change))
            .collect(joining(whole ? ", " : "; "));
    String prefix = whole ? (first.before().isEmpty() ? "new" : "gone") : "";
    String start = name.isEmpty() ? "" : name + ": ";
    return start + prefix + (prefix.isEmpty() || words.isEmpty() ? "" : ", ") + words;
  }

  /** A trait of a part that only one version has. */
  private static String stated(VersionChange change) {
    return label(change) + change.after().or(change::before).orElse("");
  }

  private static String changed(VersionChange change) {
    String from = change.before().orElse("none");
    String to = change.after().orElse("none");
    return label(change) + withoutUnit(from, to) + " \u2192 " + to;
  }

  private static String label(VersionChange change) {
    return VersionTraits.SELF_EVIDENT.contains(change.trait()) ? "" : change.trait() + " ";
  }

  /** "10 points" before "15 points" is "10": the unit is said once. */
  private static String withoutUnit(String from, String to) {
    Matcher first = QUANTITY.matcher(from);
    Matcher second = QUANTITY.matcher(to);
    boolean oneUnit =
        first.matches() && second.matches() && first.group("unit").equals(second.group("unit"));
    return oneUnit ? first.group("number") : from;
  }

  /** The same as JSON, for programs. */
  public String json() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.set("before", named(before));
    json.set("after", named(after));
    ArrayNode array = json.putArray("changes");
    for (VersionChange change : changes) {
      ObjectNode one = array.addObject();
      one.put("part", Constants.word(change.part()));
      one.put("name", change.name());
      one.put("trait", change.trait());
      one.put("before", change.before().orElse(null));
      one.put("after", change.after().orElse(null));
    }
    return json.toString();
  }

  private static ObjectNode named(RuleVersion version) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("model", version.model())
        .put("version", version.version())
        .put("fingerprint", Fingerprint.of(version));
  }
}
