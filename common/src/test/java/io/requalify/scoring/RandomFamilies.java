package io.requalify.scoring;

import io.requalify.rules.AccountTerms;
import io.requalify.rules.AccountTerms.Aggregate;
import io.requalify.rules.AccountTerms.Breadth;
import io.requalify.rules.AccountTerms.RollDown;
import io.requalify.rules.AccountTerms.Threshold;
import io.requalify.rules.Exit;
import io.requalify.rules.Points;
import io.requalify.rules.Requirement.Comparison;
import io.requalify.rules.Requirement.Operator;
import io.requalify.rules.RuleVersion;
import io.requalify.rules.Share;
import io.requalify.scoring.Family.Member;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Draws contacts that share two accounts, and versions by which accounts qualify. */
final class RandomFamilies {
  private static final List<Integer> THRESHOLDS = List.of(5, 8, 10, 15, 20, 25);
  private static final List<String> WEIGHTS = List.of("0", "0.5", "1.5", "2", "0.333333");
  private static final List<String> ROLES = List.of("champion", "student");
  private static final List<String> ACCOUNTS = List.of("acme", "acme", "acme", "globex");
  private static final List<Duration> DWELLS =
      List.of(Duration.ZERO, Duration.ofHours(6), Duration.ofHours(24), Duration.ofHours(48));

  private final Draw draw;

  RandomFamilies(Draw draw) {
    this.draw = draw;
  }

  Family next() {
    RuleVersion version = new RandomVersions(draw).next();
    version = Versions.withAccount(version, terms(version));
    int size = 1 + draw.below(4);
    RandomHistories random = new RandomHistories(draw);
    long start = 0;
    long until = Long.MIN_VALUE;
    List<History> histories = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      History history = random.next();
      // Brought together: each history begins near something odd, but not near the same.
      long shift = histories.isEmpty() ? 0 : start - history.createdAt() + near();
      History moved = moved(history, shift);
      start = histories.isEmpty() ? moved.createdAt() : start;
      histories.add(moved);
      until = Math.max(until, moved.until());
    }
    Map<String, Member> members = new TreeMap<>();
    for (int i = 0; i < size; i++) {
      History history = histories.get(i);
      History whole = new History(history.createdAt(), until, history.entries());
      members.put("c" + i, new Member(whole, stays(whole)));
    }
    return new Family(version, until, members);
  }

  private long near() {
    return draw.chance(0.5) ? 0 : draw.below(48) * 3_600_000_000L;
  }

  private static History moved(History from, long shift) {
    List<History.Entry> entries = new ArrayList<>();
    for (History.Entry entry : from.entries()) {
      entries.add(
          new History.Entry(
              entry.visibleAt() + shift,
              entry.occurredAt() + shift,
              entry.kind(),
              entry.condition(),
              entry.cause(),
              entry.value()));
    }
    return History.inOrder(from.createdAt() + shift, from.until() + shift, entries);
  }

  private List<Stay> stays(History history) {
    List<Stay> stays = new ArrayList<>();
    int size = draw.chance(0.05) ? 0 : 1 + draw.low(3);
    for (int i = 0; i < size; i++) {
      long from = draw.chance(0.5) ? Long.MIN_VALUE : instant(history);
      long to = draw.chance(0.6) ? Long.MAX_VALUE : instant(history);
      if (from < to) {
        stays.add(new Stay(draw.from(ACCOUNTS), role(), from, to));
      }
    }
    return stays;
  }

  private Optional<String> role() {
    return draw.chance(0.5) ? Optional.empty() : Optional.of(draw.from(ROLES));
  }

  /** Often one at which something happens. */
  private long instant(History history) {
    if (!history.entries().isEmpty() && draw.chance(0.5)) {
      return draw.from(history.entries()).visibleAt();
    }
    return history.createdAt() + draw.below(240) * 3_600_000_000L;
  }

  private AccountTerms terms(RuleVersion version) {
    Aggregate aggregate = draw.from(List.of(Aggregate.SUM, Aggregate.MAX, Aggregate.MEAN));
    boolean top = aggregate != Aggregate.MAX && draw.chance(0.4);
    String measure = draw.chance(0.7) ? Comparison.TOTAL : draw.from(version.dimensions()).name();
    Map<String, Share> roles = new LinkedHashMap<>();
    for (String role : ROLES) {
      if (draw.chance(0.3)) {
        roles.put(role, Share.of(new BigDecimal(draw.from(WEIGHTS))));
      }
    }
    Optional<Breadth> breadth =
        draw.chance(0.3)
            ? Optional.of(new Breadth(1 + draw.below(3), Points.of(draw.below(8) - 2L)))
            : Optional.empty();
    Operator operator =
        draw.chance(0.85) ? Operator.AT_LEAST : draw.from(List.of(Operator.values()));
    Optional<Exit> exit =
        draw.chance(0.5)
            ? Optional.of(new Exit(Points.of((long) draw.from(THRESHOLDS)), draw.from(DWELLS)))
            : Optional.empty();
    return new AccountTerms(
        aggregate,
        measure,
        top ? Optional.of(1 + draw.below(3)) : Optional.empty(),
        roles,
        breadth,
        new Threshold(operator, Points.of((long) draw.from(THRESHOLDS))),
        exit,
        draw.from(List.of(RollDown.values())));
  }
}
