package io.requalify.conditions;

import io.requalify.rules.AttributeCatalogue;
import io.requalify.rules.ConditionText.Scope;
import java.util.Optional;
import java.util.Set;

/** Which names a condition can see, by its scope. */
final class Names {
  private final AttributeCatalogue catalogue;

  Names(AttributeCatalogue catalogue) {
    this.catalogue = catalogue;
  }

  Set<String> all(Scope scope) {
    return scope == Scope.EVENT ? EventFields.names() : catalogue.names();
  }

  Optional<ValueType> attribute(String qualified) {
    return catalogue.typeOf(qualified).map(ValueType::of);
  }
}
