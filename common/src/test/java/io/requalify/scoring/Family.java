package io.requalify.scoring;

import static io.requalify.scoring.History.instant;

import io.requalify.rules.ConditionText;
import io.requalify.rules.RuleVersion;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Contacts that share accounts, under one version by which accounts qualify.
 *
 * @param until instant at which all of them are looked at
 * @param contacts by id
 */
record Family(RuleVersion version, long until, Map<String, Member> contacts) {
  /** A contact: what happened to it, and when it belongs to which account. */
  record Member(History history, List<Stay> stays) {
    Member {
      stays = List.copyOf(stays);
    }
  }

  /** What a scorer says of accounts and of contacts, by their ids. */
  record Outcome(Map<String, List<AccountEpisode>> accounts, Map<String, List<Episode>> contacts) {
    boolean closeTo(Outcome other) {
      boolean close =
          accounts.keySet().equals(other.accounts.keySet())
              && contacts.keySet().equals(other.contacts.keySet());
      for (String contact : contacts.keySet()) {
        close =
            close
                && io.requalify.scoring.Outcome.close(
                    contacts.get(contact), other.contacts.get(contact));
      }
      for (String account : accounts.keySet()) {
        close = close && close(accounts.get(account), other.accounts.get(account));
      }
      return close;
    }

    private static boolean close(List<AccountEpisode> some, List<AccountEpisode> others) {
      if (some.size() != others.size()) {
        return false;
      }
      for (int i = 0; i < some.size(); i++) {
        AccountEpisode other = others.get(i);
        if (!io.requalify.scoring.Outcome.close(some.get(i).score(), other.score())
            || !withScore(some.get(i), other.score()).equals(other)) {
          return false;
        }
      }
      return true;
    }

    private static AccountEpisode withScore(AccountEpisode episode, double score) {
      return new AccountEpisode(
          episode.cycle(),
          episode.entryAt(),
          score,
          episode.contacts(),
          episode.broadContacts(),
          episode.mostEngaged(),
          episode.takenAlong(),
          episode.exitAt());
    }
  }

  /** A contribution as it goes from contacts to accounts. */
  private record Turn(String account, long instant, String contact, Optional<Long> contribution) {
    static final Comparator<Turn> ORDER =
        Comparator.comparing(Turn::account)
            .thenComparingLong(Turn::instant)
            .thenComparing(Turn::contact);
  }

  Family {
    contacts = new TreeMap<>(contacts);
  }

  /** What the kernel says, step by step as a review does it. */
  Outcome byKernel() {
    Map<ConditionText, Integer> numbers = new HashMap<>();
    Scorecard card = Scorecard.of(version, text -> io.requalify.scoring.Outcome.of(text, numbers));
    Map<String, List<AccountEpisode>> accounts = accounts(card, turns(card, numbers));
    Map<String, List<Episode>> episodes = new TreeMap<>();
    contacts.forEach(
        (id, member) ->
            episodes.put(id, episodes(card, numbers, member, takenAlong(id, accounts))));
    return new Outcome(accounts, episodes);
  }

  private List<Turn> turns(Scorecard card, Map<ConditionText, Integer> numbers) {
    List<Turn> turns = new ArrayList<>();
    for (Map.Entry<String, Member> each : contacts.entrySet()) {
      Member member = each.getValue();
      ContributionSink sink =
          new ContributionSink() {
            @Override
            public void contributes(int scorecard, String account, long at, long millionths) {
              turns.add(new Turn(account, at, each.getKey(), Optional.of(millionths)));
            }

            @Override
            public void ceases(int scorecard, String account, long at) {
              turns.add(new Turn(account, at, each.getKey(), Optional.empty()));
            }
          };
      ContributionReplay replay = new ContributionReplay(List.of(card), sink);
      Map<String, Integer> values = new HashMap<>();
      replay.begin(member.history().createdAt(), member.stays());
      for (History.Entry entry : member.history().entries()) {
        io.requalify.scoring.Outcome.give(entry, replay.replay(), numbers, values);
      }
      replay.end(until);
    }
    turns.sort(Turn.ORDER);
    return turns;
  }

  private Map<String, List<AccountEpisode>> accounts(Scorecard card, List<Turn> turns) {
    Map<String, List<AccountEpisode>> episodes = new TreeMap<>();
    List<AccountEpisode> found = new ArrayList<>();
    AccountReplay replay = new AccountReplay(card, found::add);
    for (int i = 0; i < turns.size(); i++) {
      Turn turn = turns.get(i);
      if (i == 0 || !turns.get(i - 1).account().equals(turn.account())) {
        replay.begin();
      }
      if (turn.contribution().isPresent()) {
        replay.contributes(turn.instant(), turn.contact(), turn.contribution().get());
      } else {
        replay.ceases(turn.instant(), turn.contact());
      }
      if (i == turns.size() - 1 || !turns.get(i + 1).account().equals(turn.account())) {
        replay.end(until);
        if (!found.isEmpty()) {
          episodes.put(turn.account(), List.copyOf(found));
        }
        found.clear();
      }
    }
    return episodes;
  }

  /** Instants at which accounts take a contact along, in order. */
  static List<Long> takenAlong(String contact, Map<String, List<AccountEpisode>> accounts) {
    return accounts.values().stream()
        .flatMap(List::stream)
        .filter(episode -> episode.takenAlong().contains(contact))
        .map(AccountEpisode::entryAt)
        .distinct()
        .sorted()
        .toList();
  }

  private List<Episode> episodes(
      Scorecard card, Map<ConditionText, Integer> numbers, Member member, List<Long> takenAlong) {
    List<Episode> found = new ArrayList<>();
    Replay replay = new Replay(List.of(card), found::add);
    Map<String, Integer> values = new HashMap<>();
    replay.begin(member.history().createdAt());
    int taken = 0;
    for (History.Entry entry : member.history().entries()) {
      while (taken < takenAlong.size() && takenAlong.get(taken) < entry.visibleAt()) {
        replay.takeAlong(0, takenAlong.get(taken++));
      }
      io.requalify.scoring.Outcome.give(entry, replay, numbers, values);
    }
    while (taken < takenAlong.size()) {
      replay.takeAlong(0, takenAlong.get(taken++));
    }
    replay.end(until);
    return found;
  }

  /** Families with a little less in them. */
  List<Family> smaller() {
    List<Family> smaller = new ArrayList<>();
    for (String contact : contacts.keySet()) {
      Map<String, Member> fewer = new TreeMap<>(contacts);
      Member member = fewer.remove(contact);
      smaller.add(new Family(version, until, fewer));
      for (int stay = 0; stay < member.stays().size(); stay++) {
        List<Stay> stays = Shrinker.without(member.stays(), stay);
        smaller.add(with(contact, new Member(member.history(), stays)));
      }
      Shrinker.smallerHistories(member.history()).stream()
          .filter(history -> history.until() == until)
          .forEach(history -> smaller.add(with(contact, new Member(history, member.stays()))));
    }
    SmallerVersions.of(version).forEach(each -> smaller.add(new Family(each, until, contacts)));
    return smaller;
  }

  private Family with(String contact, Member member) {
    Map<String, Member> changed = new TreeMap<>(contacts);
    changed.put(contact, member);
    return new Family(version, until, changed);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    contacts.forEach(
        (id, member) -> {
          text.append(id).append(": ").append(member.history()).append('\n');
          member
              .stays()
              .forEach(
                  stay ->
                      text.append(
                          "  in %s as %s from %s to %s%n"
                              .formatted(
                                  stay.account(),
                                  stay.role(),
                                  instant(stay.from()),
                                  stay.to() == Long.MAX_VALUE ? "now on" : instant(stay.to()))));
        });
    return new Shrinker.Case(version, new History(until, until, List.of())) + "\n" + text;
  }
}
