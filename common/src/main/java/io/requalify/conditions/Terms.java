package io.requalify.conditions;

import io.requalify.conditions.Term.Call;
import io.requalify.conditions.Term.Literal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Makes terms in the one way in which they are written: what means the same looks the same. */
final class Terms {
  private static final Map<Operation, Operation> MIRRORED =
      Map.of(
          Operation.EQUAL, Operation.EQUAL,
          Operation.SAME, Operation.SAME,
          Operation.LESS, Operation.GREATER,
          Operation.AT_MOST, Operation.AT_LEAST,
          Operation.GREATER, Operation.LESS,
          Operation.AT_LEAST, Operation.AT_MOST);

  private Terms() {}

  static Term call(Operation operation, ValueType type, Term... arguments) {
    return new Call(operation, type, List.of(arguments));
  }

  static Term not(Term term) {
    return call(Operation.NOT, ValueType.BOOLEAN, term);
  }

  /** A conjunction or disjunction: parts of the same kind drawn in, sorted, each once. */
  static Term junction(Operation operation, List<Term> parts) {
    Map<String, Term> distinct = new TreeMap<>();
    for (Term part : parts) {
      if (part instanceof Call call && call.operation() == operation) {
        call.arguments().forEach(inner -> distinct.put(inner.text(), inner));
      } else {
        distinct.put(part.text(), part);
      }
    }
    List<Term> sorted = new ArrayList<>(distinct.values());
    return sorted.size() == 1 ? sorted.get(0) : new Call(operation, ValueType.BOOLEAN, sorted);
  }

  /** A comparison, with a literal on its right side rather than its left. */
  static Term comparison(Operation operation, Term left, Term right) {
    boolean mirror = left instanceof Literal && !(right instanceof Literal);
    return mirror
        ? call(MIRRORED.get(operation), ValueType.BOOLEAN, right, left)
        : call(operation, ValueType.BOOLEAN, left, right);
  }

  /** Membership in a list of literals, sorted, each once; of one literal it is equality. */
  static Term in(Term value, List<Term> literals) {
    Map<String, Term> distinct = new TreeMap<>();
    literals.forEach(literal -> distinct.put(literal.text(), literal));
    if (distinct.size() == 1) {
      return comparison(Operation.EQUAL, value, distinct.values().iterator().next());
    }

    List<Term> arguments = new ArrayList<>();
    arguments.add(value);
    arguments.addAll(distinct.values());
    return new Call(Operation.IN, ValueType.BOOLEAN, arguments);
  }
}
