package io.requalify.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.requalify.rules.AccountTerms;
import io.requalify.rules.AccountTerms.RollDown;
import io.requalify.rules.Decay.HalfLife;
import io.requalify.rules.Evaluation.OnEvent;
import io.requalify.rules.Rule;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Kernel and oracle agree on random accounts. */
final class AccountOracleTest {
  private static final long SEED = Long.getLong("requalify.oracle.seed", 20_260_101);
  private static final int FAMILIES = 10_000;

  private final Map<String, Integer> ways = new TreeMap<>();

  @Test
  void kernelAndOracleAgreeOnRandomAccounts() {
    for (int round = 0; round < FAMILIES; round++) {
      Family family = new RandomFamilies(new Draw(SEED + round)).next();
      if (disagree(family)) {
        throw new AssertionError("Round " + round + ": " + report(family));
      }
      note(family, family.byKernel());
    }
    System.out.printf(
        "%d families of contacts, %d s of CPU:%n",
        FAMILIES,
        Duration.ofNanos(ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime())
            .toSeconds());
    ways.forEach((way, times) -> System.out.printf("%-55s %10d%n", way, times));

    assertThat(ways).hasSize(22).allSatisfy((way, times) -> assertThat(times).isGreaterThan(100));
  }

  private static boolean disagree(Family family) {
    try {
      Family.Outcome byKernel = family.byKernel();
      Family.Outcome byOracle = AccountOracle.of(family);
      return fades(family) ? !byKernel.closeTo(byOracle) : !byKernel.equals(byOracle);
    } catch (RuntimeException failure) {
      return true;
    }
  }

  private static boolean fades(Family family) {
    return family.version().rules().stream()
        .map(Rule::fading)
        .flatMap(fading -> fading.decay().stream())
        .anyMatch(HalfLife.class::isInstance);
  }

  private static String report(Family failing) {
    Family smallest = failing;
    Optional<Family> smaller = Optional.of(failing);
    while (smaller.isPresent()) {
      smallest = smaller.get();
      smaller = smallest.smaller().stream().filter(AccountOracleTest::disagree).findFirst();
    }
    return "kernel and oracle disagree%n%s%nkernel %s%noracle %s"
        .formatted(smallest, smallest.byKernel(), AccountOracle.of(smallest));
  }

  private void note(Family family, Family.Outcome outcome) {
    AccountTerms terms = family.version().account().orElseThrow();
    for (List<AccountEpisode> episodes : outcome.accounts().values()) {
      for (AccountEpisode episode : episodes) {
        go("entry by the " + terms.aggregate());
        go("entry, top", terms.top().isPresent());
        go("entry, several contacts", episode.contacts() > 1);
        go("entry, a dimension", !terms.measure().equals("total"));
        go("entry, roles", !terms.roles().isEmpty());
        go("entry, breadth", terms.breadth().isPresent());
        go("entry on a schedule", !(family.version().evaluation() instanceof OnEvent));
        go("entry while points fade", fades(family));
        go("re-entry", episode.cycle() > 1);
        go("exit", episode.exitAt().isPresent());
        if (terms.rollDown() != RollDown.NONE) {
          go("rolled down to " + terms.rollDown());
        }
        go("entry at the begin or end of a stay", isAtStay(family, episode));
      }
    }
    outcome.contacts().forEach((contact, episodes) -> noteContact(contact, episodes, outcome));
    go("two accounts qualify", outcome.accounts().size() > 1);
    go(
        "suppressed contacts",
        !outcome.accounts().isEmpty() && !family.version().suppressions().isEmpty());
    go("rules that lose points", family.version().rules().stream().anyMatch(this::loses));
  }

  private boolean loses(Rule rule) {
    return RuleCopies.points(rule).stream().anyMatch(points -> points.millionths() < 0);
  }

  private void noteContact(String contact, List<Episode> episodes, Family.Outcome outcome) {
    List<Long> taken = Family.takenAlong(contact, outcome.accounts());
    go("contact taken along", episodes.stream().anyMatch(Episode::rolledDown));
    go(
        "contact qualifies by itself at that instant",
        episodes.stream().anyMatch(e -> taken.contains(e.entryAt()) && !e.rolledDown()));
    go(
        "contact not taken along, because it is barred or qualified",
        taken.stream().anyMatch(at -> episodes.stream().noneMatch(e -> e.entryAt() == at)));
    go(
        "contact qualifies again after it was taken along",
        episodes.stream().anyMatch(Episode::rolledDown) && episodes.size() > 1);
  }

  private static boolean isAtStay(Family family, AccountEpisode episode) {
    return family.contacts().values().stream()
        .flatMap(member -> member.stays().stream())
        .anyMatch(stay -> stay.from() == episode.entryAt() || stay.to() == episode.entryAt());
  }

  private void go(String way) {
    ways.merge(way, 1, Integer::sum);
  }

  private void go(String way, boolean gone) {
    ways.merge(way, gone ? 1 : 0, Integer::sum);
  }
}
