package io.requalify.scoring;

import io.requalify.rules.Evaluation;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * Walks what the contacts of accounts contribute under one version, one account after the other.
 * The definitions stand in {@code docs/scoring.md}. Microseconds UTC; points are millionths.
 *
 * <p>For one thread. Its memory is that of the contacts of one account.
 */
public final class AccountReplay {
  private static final double MILLIONTHS = 1_000_000;

  private final AccountPlan plan;
  private final boolean onEvent;
  private final EvaluationGrid grid;
  private final Consumer<AccountEpisode> sink;
  private final Contributors contributors;
  private final Dwell dwell;

  private long now;
  private boolean before;
  private int cycles;
  private Optional<AccountEpisode> open = Optional.empty();

  /**
   * Replay of accounts.
   *
   * @param scorecard a version by which accounts qualify
   * @param sink takes the episodes of an account in order, each when it ends, or with the account
   *     while it lasts
   */
  public AccountReplay(Scorecard scorecard, Consumer<AccountEpisode> sink) {
    plan = scorecard.account().orElseThrow();
    onEvent = scorecard.evaluation() instanceof Evaluation.OnEvent;
    grid = EvaluationGrid.of(scorecard.evaluation(), new ZoneCalendar(scorecard.zone()));
    contributors = new Contributors(plan);
    dwell = new Dwell(plan.dwell());
    this.sink = sink;
  }

  /** Begins an account: forgets the one before. */
  public void begin() {
    now = Long.MIN_VALUE;
    before = false;
    cycles = 0;
    open = Optional.empty();
    contributors.clear();
    dwell.clear();
  }

  /** Takes in what a contact contributes from an instant on, not before the one before. */
  public void contributes(long instant, String contact, long millionths) {
    moveTo(instant);
    contributors.set(contact, millionths);
  }

  /** From an instant on, not before the one before, a contact contributes nothing. */
  public void ceases(long instant, String contact) {
    moveTo(instant);
    contributors.remove(contact);
  }

  /** Ends the account: evaluates what falls due up to and including an instant. */
  public void end(long until) {
    if (now != Long.MIN_VALUE) {
      evaluate();
      passUntil(until);
    }
    open.ifPresent(sink);
    open = Optional.empty();
  }

  private void moveTo(long instant) {
    if (instant < now) {
      throw new IllegalArgumentException(
          "A contribution from %d after one from %d".formatted(instant, now));
    }
    if (instant > now && now != Long.MIN_VALUE) {
      evaluate();
      passUntil(instant - 1);
    }
    now = instant;
  }

  private void passUntil(long last) {
    long due = dwell.nextDue(now, grid, onEvent);
    if (due <= last) {
      now = due;
      evaluate();
    }
  }

  private void evaluate() {
    long score = contributors.score();
    if (open.isPresent() && plan.hasExit() && dwell.isOver(now, plan.isBelow(score))) {
      sink.accept(open.get().endedAt(now));
      open = Optional.empty();
      dwell.clear();
    }
    boolean qualifies = plan.qualifies(score, contributors.broad());
    if (open.isEmpty() && qualifies && !before) {
      enter(score);
    }
    before = qualifies;
  }

  private void enter(long score) {
    open =
        Optional.of(
            new AccountEpisode(
                ++cycles,
                now,
                score / MILLIONTHS,
                contributors.size(),
                plan.broad(contributors.broad()),
                contributors.mostEngaged(),
                takenAlong(),
                OptionalLong.empty()));
    if (plan.hasExit()) {
      dwell.note(now, plan.isBelow(score));
    }
  }

  private List<String> takenAlong() {
    return switch (plan.rollDown()) {
      case NONE -> List.of();
      case ALL -> contributors.contacts();
      case MOST_ENGAGED -> contributors.mostEngaged().stream().toList();
    };
  }
}
