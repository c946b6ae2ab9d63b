package io.requalify.conditions;

import io.requalify.rules.ConditionText;
import java.io.Serializable;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A checked condition with its number.
 *
 * @param number from 0, in the order of scope, canonical text and carried field
 * @param scope what the condition can see
 * @param canonical the condition, written the one way in which equal conditions are written
 * @param carried field of the events whose value comes with each hit, if any; conditions that
 *     differ in it alone follow each other
 * @param attributes qualified names of what it reads, sorted; none for a condition on events
 */
public record CompiledCondition(
    int number,
    ConditionText.Scope scope,
    String canonical,
    Optional<String> carried,
    Set<String> attributes)
    implements Serializable {
  public CompiledCondition {
    attributes = Collections.unmodifiableSortedSet(new TreeSet<>(attributes));
  }
}
