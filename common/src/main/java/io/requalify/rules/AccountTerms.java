package io.requalify.rules;

import io.requalify.rules.Requirement.Comparison;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How the contacts of an account qualify it together. A contact contributes what is read of its
 * measure, times the weight of its role.
 *
 * @param aggregate what the contributions make
 * @param measure what is read of a contact: {@link Comparison#TOTAL} or the name of a dimension
 * @param top only so many contacts, those with the highest contributions; none for all
 * @param roles weights by role; a role that is not named, and none, weigh 1
 * @param breadth how many contacts must take part, if that is asked for
 * @param qualify what the score of the account is compared with
 * @param exit when an episode of the account ends, if it does
 * @param rollDown which of its contacts qualify with it
 */
public record AccountTerms(
    Aggregate aggregate,
    String measure,
    Optional<Integer> top,
    Map<String, Share> roles,
    Optional<Breadth> breadth,
    Threshold qualify,
    Optional<Exit> exit,
    RollDown rollDown) {

  /** What the contributions of contacts make. */
  public enum Aggregate {
    SUM,
    /** The highest. */
    MAX,
    /** The sum, divided by the number of contacts that it is of. */
    MEAN
  }

  /** Which contacts qualify at the instant at which their account does. */
  public enum RollDown {
    NONE,
    ALL,
    /** The one with the highest contribution. */
    MOST_ENGAGED
  }

  /**
   * How many contacts must take part.
   *
   * @param contacts at least so many
   * @param atLeast each with a contribution of at least this
   */
  public record Breadth(int contacts, Points atLeast) {
    public Breadth {
      if (contacts < 1) {
        throw new IllegalArgumentException("contacts is " + contacts);
      }
    }
  }

  /** What a score is compared with. */
  public record Threshold(Requirement.Operator operator, Points points) {
    @Override
    public String toString() {
      return operator.symbol() + " " + points;
    }
  }

  public AccountTerms {
    roles = Collections.unmodifiableMap(new TreeMap<>(roles));
    if (top.isPresent() && (top.get() < 1 || aggregate == Aggregate.MAX)) {
      throw new IllegalArgumentException("top " + top.get() + " of " + aggregate);
    }
  }
}
