package io.requalify.reviews;

import java.util.Comparator;
import java.util.List;

/**
 * An outcome and the words for it.
 *
 * @param name as the tables have it
 * @param title heading
 * @param happened completes "these would have ..."
 * @param share what the share of the contacts with this outcome is called
 */
record Outcome(String name, String title, String happened, String share) {
  private static final List<Outcome> KNOWN =
      List.of(
          new Outcome("accepted", "Accepted by sales", "been accepted by sales", "accepted"),
          new Outcome("rejected", "Rejected by sales", "been rejected by sales", "rejected"),
          new Outcome("recycled", "Recycled to marketing", "been recycled", "recycled"),
          new Outcome("opportunity", "Opportunity", "become an opportunity", "with an opportunity"),
          new Outcome("won", "Won", "been won", "won"),
          new Outcome("lost", "Lost", "been lost", "lost"),
          new Outcome("churned", "Churned", "churned", "churned"));

  /** In the order of the funnel; outcomes that this report does not know come last, by name. */
  static final Comparator<Outcome> FUNNEL =
      Comparator.comparingInt(Outcome::step).thenComparing(Outcome::name);

  static Outcome named(String name) {
    return KNOWN.stream()
        .filter(outcome -> outcome.name.equals(name))
        .findFirst()
        .orElseGet(() -> new Outcome(name, name, "come to " + name, name));
  }

  private int step() {
    int step = KNOWN.indexOf(this);
    return step < 0 ? KNOWN.size() : step;
  }
}
