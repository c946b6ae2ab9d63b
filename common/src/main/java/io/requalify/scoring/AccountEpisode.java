package io.requalify.scoring;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One passage of an account into qualification under one version.
 *
 * @param cycle 1 for the first passage of the account under this version, 2 for the next
 * @param entryAt instant of the entry, in microseconds UTC
 * @param score of the account at the entry in points, at a resolution of a millionth
 * @param contacts how many contacts contributed, with nothing or less than nothing too
 * @param broadContacts how many of them took part as the version asks; empty where it does not ask
 * @param mostEngaged the contact with the highest contribution, of equals the first by id; empty
 *     where none contributed
 * @param takenAlong the contacts that the version lets qualify with the account, by id
 * @param exitAt end of the episode, in microseconds UTC; empty while it lasts
 */
public record AccountEpisode(
    int cycle,
    long entryAt,
    double score,
    int contacts,
    Optional<Integer> broadContacts,
    Optional<String> mostEngaged,
    List<String> takenAlong,
    OptionalLong exitAt) {
  public AccountEpisode {
    takenAlong = List.copyOf(takenAlong);
  }

  AccountEpisode endedAt(long exit) {
    return new AccountEpisode(
        cycle,
        entryAt,
        score,
        contacts,
        broadContacts,
        mostEngaged,
        takenAlong,
        OptionalLong.of(exit));
  }
}
