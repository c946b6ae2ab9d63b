package io.requalify.scoring;

import io.requalify.rules.AccountTerms;
import io.requalify.rules.AccountTerms.Aggregate;
import io.requalify.rules.AccountTerms.Breadth;
import io.requalify.rules.AccountTerms.RollDown;
import io.requalify.rules.Requirement.Operator;
import io.requalify.rules.Share;
import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** How accounts qualify under a version, made ready for replay. Points are millionths. */
public final class AccountPlan implements Serializable {
  /** The score of an account is the only node that its gates see. */
  private static final int SCORE = 0;

  private final int measure;
  private final Aggregate aggregate;
  private final int top;
  private final HashMap<String, Long> weights = new HashMap<>();
  private final int breadth;
  private final long broadFrom;
  private final Gate qualify;
  private final Gate below;
  private final long dwell;
  private final RollDown rollDown;

  private AccountPlan(AccountTerms terms, int measure) {
    this.measure = measure;
    aggregate = terms.aggregate();
    top = aggregate == Aggregate.MAX ? 1 : terms.top().orElse(Integer.MAX_VALUE);
    for (Map.Entry<String, Share> role : terms.roles().entrySet()) {
      weights.put(role.getKey(), role.getValue().millionths());
    }
    breadth = terms.breadth().map(Breadth::contacts).orElse(0);
    broadFrom = terms.breadth().map(asked -> asked.atLeast().millionths()).orElse(Long.MAX_VALUE);
    qualify = Gate.of(SCORE, terms.qualify().operator(), terms.qualify().points());
    below = terms.exit().map(exit -> Gate.of(SCORE, Operator.BELOW, exit.below())).orElse(null);
    dwell = terms.exit().map(exit -> Micros.orNothing(exit.dwell())).orElse(0L);
    rollDown = terms.rollDown();
  }

  static AccountPlan of(AccountTerms terms, ScoreLayout layout) {
    return new AccountPlan(terms, layout.measure(terms.measure()));
  }

  /** Node that is read of each contact. */
  int measure() {
    return measure;
  }

  /** What a contact with this role, if it has one, contributes by what is read of it. */
  long contribution(Optional<String> role, long reading) {
    Long weight = role.map(weights::get).orElse(null);
    return weight == null ? reading : Shares.of(reading, weight);
  }

  Aggregate aggregate() {
    return aggregate;
  }

  /** Of how many contacts, those with the highest contributions, the score is made. */
  int top() {
    return top;
  }

  /** A contact takes part from this contribution on. */
  long broadFrom() {
    return broadFrom;
  }

  /** Whether an account qualifies. */
  boolean qualifies(long score, int broad) {
    long[] reads = {score};
    return broad >= breadth && qualify.holds(reads, reads);
  }

  /** How many contacts take part, where the version asks. */
  Optional<Integer> broad(int contacts) {
    return breadth == 0 ? Optional.empty() : Optional.of(contacts);
  }

  boolean hasExit() {
    return below != null;
  }

  /** Whether the score is below the limit at which an episode ends. */
  boolean isBelow(long score) {
    long[] reads = {score};
    return below.holds(reads, reads);
  }

  /** Microseconds for which it has to be; asked only where episodes end. */
  long dwell() {
    return dwell;
  }

  /** Whether contacts can qualify with their account. */
  public boolean rollsDown() {
    return rollDown != RollDown.NONE;
  }

  RollDown rollDown() {
    return rollDown;
  }
}
