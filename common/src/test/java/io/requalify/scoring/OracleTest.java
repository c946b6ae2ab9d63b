package io.requalify.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.requalify.rules.Decay.HalfLife;
import io.requalify.rules.RuleVersion;
import io.requalify.scoring.Shrinker.Case;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Kernel and oracle agree on random versions and histories. */
final class OracleTest {
  private static final long SEED = Long.getLong("requalify.oracle.seed", 20_260_101);
  private static final int ROUNDS = 5_000;
  private static final int VERSIONS = 4;
  private static final int HISTORIES = 5;

  @Test
  void kernelAndOracleAgreeOnRandomVersionsAndHistories() {
    Coverage coverage = new Coverage();
    Ways ways = new Ways();
    long pairs = 0;
    long episodes = 0;
    for (int round = 0; round < ROUNDS; round++) {
      Draw draw = new Draw(SEED + round);
      List<RuleVersion> versions = versions(draw);
      List<History> histories = histories(draw);
      List<List<Outcome>> outcomes = outcomes(round, versions, histories);
      for (int h = 0; h < HISTORIES; h++) {
        for (int v = 0; v < VERSIONS; v++) {
          Case each = new Case(versions.get(v), histories.get(h));
          Outcome byKernel = outcomes.get(h).get(v);
          if (disagree(v, each, byKernel)) {
            throw new AssertionError(report(round, each));
          }
          pairs++;
          episodes += byKernel.episodes().size();
          ways.note(each, byKernel.episodes());
          if (v == 0) {
            coverage.note(each, byKernel.episodes());
          }
        }
      }
    }
    System.out.printf(
        "%d pairs of a version and a history, %d episodes, %d s of CPU%n",
        pairs,
        episodes,
        Duration.ofNanos(ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime())
            .toSeconds());
    System.out.printf(
        "Constructs in every %dth pair, ways in all:%n%s%s", VERSIONS, coverage, ways);

    assertThat(pairs).isGreaterThanOrEqualTo(100_000);
    assertThat(coverage.rare(500, 40)).isEmpty();
    assertThat(ways.rare(20)).isEmpty();
  }

  private static List<RuleVersion> versions(Draw draw) {
    RandomVersions random = new RandomVersions(draw);
    List<RuleVersion> versions = new ArrayList<>();
    for (int i = 0; i < VERSIONS; i++) {
      versions.add(random.next());
    }
    return versions;
  }

  /** Histories, among them one that is cut short: what was known at an earlier instant. */
  private static List<History> histories(Draw draw) {
    RandomHistories random = new RandomHistories(draw);
    List<History> histories = new ArrayList<>();
    for (int i = 0; i < HISTORIES - 1; i++) {
      histories.add(random.next());
    }
    History whole = histories.get(0);
    long span = Math.max(0, whole.until() - whole.createdAt());
    histories.add(whole.knownBy(whole.createdAt() + span * draw.below(100) / 100));
    return histories;
  }

  private static List<List<Outcome>> outcomes(
      int round, List<RuleVersion> versions, List<History> histories) {
    try {
      return Outcome.byKernel(versions, histories);
    } catch (RuntimeException failure) {
      for (History history : histories) {
        for (RuleVersion version : versions) {
          Case each = new Case(version, history);
          if (disagreeAlone(each)) {
            throw new AssertionError(report(round, each), failure);
          }
        }
      }
      throw failure;
    }
  }

  private static boolean disagree(int scorecard, Case each, Outcome byKernel) {
    Outcome byOracle = Outcome.byOracle(scorecard, each.version(), each.history());
    boolean fades =
        each.version().rules().stream()
            .flatMap(rule -> rule.fading().decay().stream())
            .anyMatch(HalfLife.class::isInstance);
    return fades ? !byKernel.closeTo(byOracle) : !byKernel.equals(byOracle);
  }

  /** By itself; a kernel that fails disagrees, too. */
  private static boolean disagreeAlone(Case each) {
    try {
      return disagree(0, each, Outcome.byKernel(each.version(), each.history()));
    } catch (RuntimeException failure) {
      return true;
    }
  }

  private static String report(int round, Case each) {
    if (!disagreeAlone(each)) {
      return "Round %d: kernel and oracle disagree, but only in the company of the other versions and histories of the round%n%s"
          .formatted(round, each);
    }
    Case smallest = new Shrinker(OracleTest::disagreeAlone).shrink(each);
    return "Round %d: kernel and oracle disagree%n%s%nkernel %s%noracle %s"
        .formatted(
            round,
            smallest,
            byKernel(smallest),
            Outcome.byOracle(0, smallest.version(), smallest.history()));
  }

  private static String byKernel(Case each) {
    try {
      return Outcome.byKernel(each.version(), each.history()).toString();
    } catch (RuntimeException failure) {
      return "failed: " + failure;
    }
  }
}
