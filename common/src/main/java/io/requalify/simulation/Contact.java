package io.requalify.simulation;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A person, with what the export knows and two things that it does not: the interest and the
 * probability of acceptance.
 *
 * @param number from 0
 * @param account none for one whose company nobody knows
 * @param interest standard normal; drives what the contact does and whether sales accepts it
 * @param acceptanceProbability with which sales accepts the contact if it is worked, whenever that
 *     is
 * @param facts changes of the contact's own attributes
 */
record Contact(
    int number,
    String id,
    Optional<Account> account,
    long createdAt,
    Channel channel,
    Optional<String> campaign,
    String emailDomain,
    double interest,
    double acceptanceProbability,
    List<FactChange> facts) {

  /** Facts of the contact and of its account. */
  List<FactChange> allFacts() {
    if (account.isEmpty()) {
      return facts;
    }
    return Stream.concat(account.get().facts().stream(), facts.stream()).toList();
  }
}
