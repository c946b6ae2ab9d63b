package io.requalify.scoring;

import java.util.List;

/**
 * Walks the timelines of contacts for the sake of their accounts: once for all versions by which
 * accounts qualify. Entries are given as to {@link Replay}.
 */
public final class ContributionReplay {
  private final Replay replay;
  private final Contributing[] contributing;

  /**
   * Replay of versions; those without an account contribute nothing.
   *
   * @param sink takes the contributions to one account of one version in the order of time
   */
  public ContributionReplay(List<Scorecard> scorecards, ContributionSink sink) {
    contributing = new Contributing[scorecards.size()];
    for (int i = 0; i < contributing.length; i++) {
      Scorecard card = scorecards.get(i);
      if (card.account().isPresent()) {
        contributing[i] = new Contributing(i, card, new ZoneCalendar(card.zone()), sink);
      }
    }
    replay =
        new Replay(
            scorecards,
            (scorecard, instant, millionths, takesPart) ->
                contributing[scorecard].reading(instant, millionths, takesPart));
  }

  /**
   * Begins a contact.
   *
   * @param stays when it belongs to which account, in any order
   */
  public void begin(long createdAt, List<Stay> stays) {
    for (Contributing each : contributing) {
      if (each != null) {
        each.begin(stays);
      }
    }
    replay.begin(createdAt);
  }

  /** The replay that takes the entries of the contact. */
  public Replay replay() {
    return replay;
  }

  /** Ends the contact, as {@link Replay#end}. */
  public void end(long until) {
    replay.end(until);
    for (Contributing each : contributing) {
      if (each != null) {
        each.passUntil(until);
      }
    }
  }
}
