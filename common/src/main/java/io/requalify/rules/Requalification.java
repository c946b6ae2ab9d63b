package io.requalify.rules;

import java.time.Duration;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What happens between two episodes of a contact.
 *
 * @param cooldown the contact cannot qualify for so long after an end; zero for none
 * @param reset dimensions that an end sets to nothing
 * @param booster points for what the contact does after an end, if any
 * @param after ends after which the contact may qualify again; none for at most one episode ever
 */
public record Requalification(
    Duration cooldown, List<String> reset, Optional<Booster> booster, Set<ExitCause> after) {
  /** A contact may qualify again after any end, at once. */
  public static final Requalification FREE =
      new Requalification(
          Duration.ZERO, List.of(), Optional.empty(), EnumSet.allOf(ExitCause.class));

  /** Name under which the points of a booster are told; no rule can have it. */
  public static final String BOOSTER = "booster";

  /**
   * Points for counted events while no episode is open, once one has ended.
   *
   * @param dimension dimension that the points go to
   * @param counting which of these events are boosted
   */
  public record Booster(String dimension, Points points, Counting counting) {}

  public Requalification {
    reset = List.copyOf(reset);
    Set<ExitCause> causes = EnumSet.noneOf(ExitCause.class);
    causes.addAll(after);
    after = Collections.unmodifiableSet(causes);
    if (cooldown.isNegative()) {
      throw new IllegalArgumentException("cooldown is negative: " + cooldown);
    }
  }
}
