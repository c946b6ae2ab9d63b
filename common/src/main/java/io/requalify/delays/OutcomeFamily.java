package io.requalify.delays;

import io.requalify.tables.Review;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Outcomes of which the first to come ends what is followed: a rejected contact is no longer open,
 * whatever becomes of it later. A contact that is recycled and accepted afterwards counts as
 * recycled.
 *
 * @param name of what is followed
 * @param horizonDays days to which it is followed: those of the first of its outcomes that the
 *     review asks for
 * @param outcomes that are followed, in the order in which they are listed where two come at one
 *     instant
 * @param tooShort outcomes of the family whose own horizon is shorter, with its days: what becomes
 *     of them after it is not labelled, so they cannot stand beside the others
 */
record OutcomeFamily(
    String name, int horizonDays, List<String> outcomes, SortedMap<String, Integer> tooShort) {
  /** All others end nothing: after an opportunity comes a sale, after a sale it may churn. */
  private static final List<Named> RIVALS =
      List.of(
          new Named("decision", List.of("accepted", "rejected", "recycled")),
          new Named("sale", List.of("won", "lost")));

  /** Most outcomes that any family has. */
  static final int MOST_OUTCOMES =
      RIVALS.stream().mapToInt(family -> family.outcomes().size()).max().orElseThrow();

  private record Named(String name, List<String> outcomes) {}

  OutcomeFamily {
    outcomes = List.copyOf(outcomes);
    tooShort = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(tooShort));
  }

  /** The families that hold what a review asks for, each outcome in one. */
  static List<OutcomeFamily> of(Review review) {
    List<OutcomeFamily> families = new ArrayList<>();
    for (Named rivals : RIVALS) {
      asked(rivals, review.horizonDays()).ifPresent(families::add);
    }
    List<String> rivals = RIVALS.stream().map(Named::outcomes).flatMap(Collection::stream).toList();
    review
        .horizonDays()
        .forEach(
            (outcome, days) -> {
              if (!rivals.contains(outcome)) {
                families.add(new OutcomeFamily(outcome, days, List.of(outcome), new TreeMap<>()));
              }
            });
    return families;
  }

  private static Optional<OutcomeFamily> asked(Named rivals, Map<String, Integer> horizonDays) {
    List<String> followed = new ArrayList<>();
    SortedMap<String, Integer> tooShort = new TreeMap<>();
    int horizon = 0;
    for (String outcome : rivals.outcomes()) {
      Optional<Integer> days = Optional.ofNullable(horizonDays.get(outcome));
      if (days.isPresent() && followed.isEmpty()) {
        horizon = days.get();
      }
      if (days.isPresent() && days.get() >= horizon) {
        followed.add(outcome);
      } else if (days.isPresent()) {
        tooShort.put(outcome, days.get());
      }
    }
    return followed.isEmpty()
        ? Optional.empty()
        : Optional.of(new OutcomeFamily(rivals.name(), horizon, followed, tooShort));
  }
}
