package io.requalify.scoring;

import io.requalify.rules.AccountTerms.Aggregate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * The contacts of one account with what each contributes just then, and what this makes. A change
 * costs the logarithm of the number of contacts. Points are millionths.
 */
final class Contributors {
  /** The highest contribution first, of equals the first by id. */
  private static final Comparator<Contributor> RANK =
      Comparator.comparingLong(Contributor::contribution)
          .reversed()
          .thenComparing(Contributor::contact);

  private final AccountPlan plan;
  private final Map<String, Contributor> present = new HashMap<>();
  private final TreeSet<Contributor> counted = new TreeSet<>(RANK);
  private final TreeSet<Contributor> others = new TreeSet<>(RANK);
  private long sum;
  private int broad;

  private record Contributor(String contact, long contribution) {}

  Contributors(AccountPlan plan) {
    this.plan = plan;
  }

  /** Forgets the account. */
  void clear() {
    present.clear();
    counted.clear();
    others.clear();
    sum = 0;
    broad = 0;
  }

  /** Takes in what a contact contributes from now on. */
  void set(String contact, long contribution) {
    remove(contact);
    Contributor contributor = new Contributor(contact, contribution);
    present.put(contact, contributor);
    broad += isBroad(contributor) ? 1 : 0;
    count(contributor);
    if (counted.size() > plan.top()) {
      Contributor last = counted.pollLast();
      sum -= last.contribution();
      others.add(last);
    }
  }

  /** A contact contributes nothing from now on, as if it were none of the account. */
  void remove(String contact) {
    Contributor contributor = present.remove(contact);
    if (contributor == null) {
      return;
    }

    broad -= isBroad(contributor) ? 1 : 0;
    if (others.remove(contributor)) {
      return;
    }
    counted.remove(contributor);
    sum -= contributor.contribution();
    if (!others.isEmpty()) {
      count(others.pollFirst());
    }
  }

  private void count(Contributor contributor) {
    counted.add(contributor);
    sum = Math.addExact(sum, contributor.contribution());
  }

  private boolean isBroad(Contributor contributor) {
    return contributor.contribution() >= plan.broadFrom();
  }

  /** Score of the account; 0 where nobody contributes. A mean is rounded half up. */
  long score() {
    boolean mean = plan.aggregate() == Aggregate.MEAN && !counted.isEmpty();
    return mean ? Math.floorDiv(2 * sum + counted.size(), 2L * counted.size()) : sum;
  }

  /** How many contacts take part as the version asks. */
  int broad() {
    return broad;
  }

  int size() {
    return present.size();
  }

  /** The contact with the highest contribution. */
  Optional<String> mostEngaged() {
    return counted.isEmpty() ? Optional.empty() : Optional.of(counted.first().contact());
  }

  /** All contacts by id. */
  List<String> contacts() {
    return present.keySet().stream().sorted().toList();
  }
}
