package io.requalify.rules;

import io.requalify.documents.Constants;
import io.requalify.documents.YamlMap;
import io.requalify.rules.AccountTerms.Aggregate;
import io.requalify.rules.AccountTerms.Breadth;
import io.requalify.rules.AccountTerms.RollDown;
import io.requalify.rules.AccountTerms.Threshold;
import io.requalify.rules.Requirement.Comparison;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Reads how the contacts of an account qualify it together. */
final class AccountReader {
  private static final String SUM = "sum";
  private static final String MAX = "max";
  private static final String MEAN = "mean";
  private static final String TOP = "top";

  private final Set<String> measures;

  AccountReader(Set<String> dimensions) {
    measures = new TreeSet<>(dimensions);
    measures.add(Comparison.TOTAL);
  }

  /** The terms; empty where the version has none, or they have a fault, which is reported. */
  Optional<AccountTerms> read(YamlMap root) {
    return root.map("account").flatMap(this::terms);
  }

  private Optional<AccountTerms> terms(YamlMap map) {
    Optional<YamlMap> aggregate = map.map("aggregate");
    Optional<String> key = aggregate.flatMap(AccountReader::key);
    Optional<String> measure =
        key.flatMap(name -> DimensionName.read(aggregate.get(), name, measures));
    Optional<Integer> top = aggregate.flatMap(some -> count(some, TOP));
    if (key.filter(MAX::equals).isPresent() && top.isPresent()) {
      aggregate
          .get()
          .faultAtKey(
              TOP, "'top' beside 'max'", "leave it out: the highest is that of one contact");
      return Optional.empty();
    }

    Optional<Threshold> qualify = map.text("qualify").flatMap(RequirementReader::threshold);
    Map<String, Share> roles = map.map("roles").map(AccountReader::roles).orElse(Map.of());
    Optional<Breadth> breadth = map.map("breadth").flatMap(AccountReader::breadth);
    Optional<Exit> exit = EndingsReader.exit(map);
    RollDown rollDown = Constants.read(map, "roll_down", RollDown.class).orElse(RollDown.NONE);
    if (measure.isEmpty() || qualify.isEmpty()) {
      return Optional.empty();
    }

    Aggregate kind = key.flatMap(name -> Constants.of(name, Aggregate.class)).orElseThrow();
    return Optional.of(
        new AccountTerms(kind, measure.get(), top, roles, breadth, qualify.get(), exit, rollDown));
  }

  private static Optional<String> key(YamlMap map) {
    if (!map.has(SUM) && !map.has(MAX) && !map.has(MEAN)) {
      map.fault(
          "nothing says how contacts make the score of their account",
          "add 'sum:', 'max:' or 'mean:' with what is read of each, such as {sum: total}");
    }
    return SingleKey.of(map, SUM, MAX, MEAN);
  }

  /** A whole number from 1; everything else is a fault by the schema. */
  private static Optional<Integer> count(YamlMap map, String key) {
    return map.number(key)
        .filter(number -> number.signum() > 0 && number.stripTrailingZeros().scale() <= 0)
        .filter(number -> number.compareTo(BigDecimal.valueOf(Integer.MAX_VALUE)) <= 0)
        .map(BigDecimal::intValueExact);
  }

  private static Map<String, Share> roles(YamlMap map) {
    Map<String, Share> roles = new LinkedHashMap<>();
    for (String role : map.values().keySet()) {
      ShareReader.weight(map, role)
          // A weight of 1 is what every role has that is not named.
          .filter(weight -> !weight.equals(Share.WHOLE))
          .ifPresent(weight -> roles.put(role, weight));
    }
    return roles;
  }

  private static Optional<Breadth> breadth(YamlMap map) {
    Optional<Integer> contacts = count(map, "contacts");
    Optional<Points> atLeast = CapReader.points(map, "at_least");
    return contacts.isPresent() && atLeast.isPresent()
        ? Optional.of(new Breadth(contacts.get(), atLeast.get()))
        : Optional.empty();
  }
}
