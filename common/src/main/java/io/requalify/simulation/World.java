package io.requalify.simulation;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A made-up world whose truth is known: contacts of accounts, what they did, how production handed
 * them to sales, and what sales made of them.
 *
 * <p>Everything is a pure function of the seed and the number of the contact, so that a larger
 * world begins with the smaller one, and nothing is held in memory. The acceptance probability of a
 * contact never changes; so the true conversion of a version, had sales worked all that it
 * qualifies, is the mean of the probabilities of its contacts.
 */
public final class World {
  /** Contacts of the demo. */
  public static final int DEFAULT_CONTACTS = 12_000;

  /** Contacts that the numbers in their ids can name. */
  private static final int MOST_CONTACTS = 10_000_000;

  private final long seed;
  private final int contacts;
  private final People people;

  private World(long seed, int contacts) {
    this.seed = seed;
    this.contacts = contacts;
    this.people = new People(seed);
  }

  /**
   * The world that this seed makes.
   *
   * @throws IllegalArgumentException when there is no contact, or more than ten million
   */
  public static World of(long seed, int contacts) {
    if (contacts < 1 || contacts > MOST_CONTACTS) {
      throw new IllegalArgumentException(
          "A world has from 1 to %d contacts, not %d".formatted(MOST_CONTACTS, contacts));
    }
    return new World(seed, contacts);
  }

  /** The first instant of the history, UTC. */
  public static Instant start() {
    return History.START;
  }

  /** When the export was made: nothing known at or after this instant is in the world. UTC. */
  public static Instant end() {
    return History.END;
  }

  public long seed() {
    return seed;
  }

  public int contacts() {
    return contacts;
  }

  public int accounts() {
    return People.accounts(contacts);
  }

  /**
   * Probability that sales accepts this contact if it works it.
   *
   * @throws IllegalArgumentException when the world has no such contact
   */
  public double acceptanceProbability(String contactId) {
    return people.contact(number(contactId)).acceptanceProbability();
  }

  /**
   * The truth of a version: the share of these contacts that sales would accept if it worked all of
   * them.
   *
   * @param contactIds whom the version qualifies, each once
   * @return empty where it qualifies nobody
   * @throws IllegalArgumentException when the world has not all of these contacts
   */
  public OptionalDouble conversion(Collection<String> contactIds) {
    // In the order of the ids, so that equal sets give equal bits.
    return contactIds.stream().sorted().mapToDouble(this::acceptanceProbability).average();
  }

  /**
   * Contacts whose first entry under a version lies in a window, as the world's own replay says.
   *
   * @param from start of the window
   * @param to end of the window, exclusive
   */
  public SortedSet<String> qualified(DemoVersion version, Instant from, Instant to) {
    PlainVersion plain = version.plain();
    SortedSet<String> ids = new TreeSet<>();
    for (int number = 0; number < contacts; number++) {
      Optional<Instant> entryAt =
          PlainReplay.entry(plain, story(number)).map(entry -> Instant.ofEpochSecond(entry.at()));
      if (entryAt.isPresent() && !entryAt.get().isBefore(from) && entryAt.get().isBefore(to)) {
        ids.add(People.contactId(number));
      }
    }
    return ids;
  }

  Account account(int number) {
    return Account.of(seed, number);
  }

  Story story(int number) {
    Contact contact = people.contact(number);
    return new Story(contact, new Activity(seed, contact).events());
  }

  Optional<Routing> routing(Story story) {
    return RoutingDesk.route(seed, story);
  }

  List<StageChange> outcomes(Contact contact, Optional<Routing> routing) {
    return Outcomes.of(seed, contact, routing);
  }

  private int number(String contactId) {
    int number = contactId.matches("C\\d{7}") ? Integer.parseInt(contactId.substring(1)) : contacts;
    if (number >= contacts) {
      throw new IllegalArgumentException(
          "No contact %s in a world of %d contacts".formatted(contactId, contacts));
    }
    return number;
  }
}
