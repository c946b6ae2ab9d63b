package io.requalify.scoring;

import io.requalify.rules.Evaluation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;

/**
 * What one contact contributes to its accounts under one version, from what its evaluations read
 * and from when it belongs to whom. Microseconds UTC; points are millionths.
 */
final class Contributing {
  private final int scorecard;
  private final AccountPlan plan;
  private final boolean onEvent;
  private final EvaluationGrid grid;
  private final ContributionSink sink;
  private final List<Share> shares = new ArrayList<>();

  private long[] turns = {};
  private int nextTurn;
  private boolean takesPart;
  private long reading;

  /** What one account gets, and the stays there. */
  private static final class Share {
    private final String account;
    private final List<Stay> stays = new ArrayList<>();
    private boolean given;
    private long last;

    Share(String account) {
      this.account = account;
    }
  }

  Contributing(int scorecard, Scorecard card, ZoneCalendar calendar, ContributionSink sink) {
    this.scorecard = scorecard;
    this.sink = sink;
    plan = card.account().orElseThrow();
    onEvent = card.evaluation() instanceof Evaluation.OnEvent;
    grid = EvaluationGrid.of(card.evaluation(), calendar);
  }

  /** Begins a contact, of which nothing has been read yet. */
  void begin(List<Stay> stays) {
    TreeMap<String, Share> byAccount = new TreeMap<>();
    long[] instants = new long[2 * stays.size()];
    int filled = 0;
    for (Stay stay : stays) {
      byAccount.computeIfAbsent(stay.account(), Share::new).stays.add(stay);
      instants[filled++] = felt(stay.from());
      instants[filled++] = felt(stay.to());
    }
    turns = Arrays.stream(instants).distinct().sorted().toArray();
    nextTurn = 0;
    takesPart = false;
    shares.clear();
    shares.addAll(byAccount.values());
  }

  /** When the begin or end of a stay is felt: where there is a schedule, at its next instant. */
  private long felt(long instant) {
    boolean never = instant == Long.MAX_VALUE || instant == Long.MIN_VALUE;
    return onEvent || never ? instant : grid.at(grid.firstAfter(instant - 1));
  }

  /** Takes in what an evaluation read. */
  void reading(long instant, long millionths, boolean whetherTakesPart) {
    passUntil(instant - 1);
    while (nextTurn < turns.length && turns[nextTurn] == instant) {
      nextTurn++;
    }
    reading = millionths;
    takesPart = whetherTakesPart;
    give(instant);
  }

  /** Takes in what stays do until an instant, the instant included. */
  void passUntil(long last) {
    while (nextTurn < turns.length && turns[nextTurn] <= last) {
      give(turns[nextTurn++]);
    }
  }

  private void give(long instant) {
    for (Share share : shares) {
      Stay stay = takesPart ? stayAt(share, instant) : null;
      if (stay == null) {
        if (share.given) {
          share.given = false;
          sink.ceases(scorecard, share.account, instant);
        }
        continue;
      }

      long contribution = plan.contribution(stay.role(), reading);
      if (!share.given || contribution != share.last) {
        share.given = true;
        share.last = contribution;
        sink.contributes(scorecard, share.account, instant, contribution);
      }
    }
  }

  private static Stay stayAt(Share share, long instant) {
    Stay strongest = null;
    for (Stay stay : share.stays) {
      boolean stronger = strongest == null || Stay.STRENGTH.compare(stay, strongest) > 0;
      if (stay.holdsAt(instant) && stronger) {
        strongest = stay;
      }
    }
    return strongest;
  }
}
