package io.requalify.statistics.decomposition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.requalify.statistics.PoissonBootstrap;
import io.requalify.statistics.decomposition.AccountFunnels.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Sums of a funnel by draw say what the accounts themselves would. */
final class DrawnFunnelTest {
  private static final List<String> STAGES = List.of("lead", "mql", "won");
  private static final PoissonBootstrap BOOTSTRAP = PoissonBootstrap.usual();
  private static final int ACCOUNTS = 60;

  private final long[][] before = counts(5);
  private final long[][] after = counts(6);

  private static long[][] counts(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    long[][] counts = new long[ACCOUNTS][];
    for (int account = 0; account < ACCOUNTS; account++) {
      long mqls = random.nextInt(6);
      long wins = mqls == 0 ? 0 : random.nextInt((int) mqls + 1);
      counts[account] = new long[] {8, mqls, wins, wins * 500_000};
    }
    return counts;
  }

  @Test
  void partsAreThoseOfTheAccountsAndAddUpExactly() {
    List<Row> rows = new ArrayList<>();
    for (int account = 0; account < ACCOUNTS; account++) {
      rows.add(new Row("account " + account, Period.BEFORE, funnel(before[account])));
      rows.add(new Row("account " + account, Period.AFTER, funnel(after[account])));
    }
    Decomposition ofAccounts = new AccountFunnels(STAGES, rows).decompose().value().orElseThrow();

    Decomposition ofSums =
        new DrawnFunnels(STAGES, drawn(before, 0, ACCOUNTS), drawn(after, 0, ACCOUNTS))
            .decompose()
            .value()
            .orElseThrow();

    assertThat(ofSums).isEqualTo(ofAccounts);
    assertThat(ofSums.part("mql").add(ofSums.part("won")).add(ofSums.part("value")))
        .isEqualByComparingTo(ofSums.total());
  }

  @Test
  void howAccountsAreSplitUpChangesNoDraw() {
    DrawnFunnel whole = drawn(before, 0, ACCOUNTS);
    DrawnFunnel split = drawn(before, 20, ACCOUNTS);
    split.add(drawn(before, 0, 20));

    assertThat(split.accounts()).isEqualTo(whole.accounts()).isEqualTo(ACCOUNTS);
    assertThat(IntStream.range(0, BOOTSTRAP.draws()).mapToObj(draw -> split.drawn(STAGES, draw)))
        .containsExactlyElementsOf(
            IntStream.range(0, BOOTSTRAP.draws())
                .mapToObj(draw -> whole.drawn(STAGES, draw))
                .toList());
  }

  @Test
  void otherContactsOfTheSameAccountsAreNoFurtherAccounts() {
    DrawnFunnel both = drawn(before, 0, ACCOUNTS);
    both.addContacts(drawn(after, 0, 10));

    assertThat(both.accounts()).isEqualTo(ACCOUNTS);
    assertThat(both.reached(0)).isEqualTo(8 * (ACCOUNTS + 10));
  }

  @Test
  void inWinsEachCountsOne() {
    DrawnFunnel wins = drawn(before, 0, ACCOUNTS).countingTheLast();

    assertThat(wins.value()).isEqualTo(100 * wins.reached(2));
    assertThat(wins.drawn(STAGES, 3).value())
        .isEqualTo(100 * wins.drawn(STAGES, 3).reached().get(2));
    assertThat(
            new DrawnFunnels(STAGES, wins, drawn(after, 0, ACCOUNTS).countingTheLast())
                .decompose()
                .value()
                .orElseThrow()
                .part("value"))
        .isZero();
  }

  @Test
  void countsOfOtherStagesAreRefused() {
    assertThatThrownBy(() -> new DrawnFunnel(3, BOOTSTRAP.draws()).add(BOOTSTRAP, 1, new long[3]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("3 counts in 400 draws do not go together with 3 stages");
  }

  private static DrawnFunnel drawn(long[][] counts, int from, int to) {
    DrawnFunnel drawn = new DrawnFunnel(STAGES.size(), BOOTSTRAP.draws());
    for (int account = from; account < to; account++) {
      drawn.add(BOOTSTRAP, 1_000_003L * account, counts[account]);
    }
    return drawn;
  }

  private static FunnelCounts funnel(long[] counts) {
    return new FunnelCounts(STAGES, List.of(counts[0], counts[1], counts[2]), counts[3]);
  }
}
