package io.requalify.statistics.calibration;

import io.requalify.statistics.BinomialTally;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What became of the contacts of every account and score. Contacts of one account go together, and
 * only this tells how far that makes chance larger.
 */
public final class AccountScores {
  private final List<Row> rows;
  private final int[] numbers;
  private final int accounts;
  private final ScoreTable table;

  private AccountScores(List<Row> rows, ScoreTable table) {
    this.rows = rows;
    this.table = table;
    this.numbers = new int[rows.size()];
    int number = 0;
    for (int place = 1; place < numbers.length; place++) {
      number += rows.get(place).account() == rows.get(place - 1).account() ? 0 : 1;
      numbers[place] = number;
    }
    this.accounts = number + 1;
  }

  /**
   * Contacts of one account with one score.
   *
   * @param account a hash of the account's id, the same in every run
   */
  public record Row(long account, ScoreLevel level) {}

  /**
   * The rows of all accounts.
   *
   * @param rows in any order, at least one; each account and score once, and of each score one
   *     promise
   * @throws IllegalArgumentException without a row, when an account has a score twice, or when a
   *     score has two promises
   */
  public static AccountScores of(Collection<Row> rows) {
    List<Row> ordered =
        rows.stream()
            .sorted(
                Comparator.comparingLong(Row::account)
                    .thenComparingDouble(row -> row.level().score()))
            .toList();
    for (int place = 1; place < ordered.size(); place++) {
      Row row = ordered.get(place);
      Row former = ordered.get(place - 1);
      if (row.account() == former.account() && row.level().score() == former.level().score()) {
        throw new IllegalArgumentException(
            "The account %d has the score %s twice; add up its contacts and events first"
                .formatted(row.account(), row.level().score()));
      }
    }
    return new AccountScores(ordered, summed(ordered));
  }

  private static ScoreTable summed(List<Row> rows) {
    SortedMap<Double, List<PromisedRate>> byScore = new TreeMap<>();
    for (Row row : rows) {
      byScore
          .computeIfAbsent(row.level().score(), score -> new ArrayList<>())
          .add(row.level().promised());
    }
    List<ScoreLevel> levels = new ArrayList<>();
    byScore.forEach((score, parts) -> levels.add(new ScoreLevel(score, samePromise(score, parts))));
    return ScoreTable.of(levels);
  }

  private static PromisedRate samePromise(double score, List<PromisedRate> parts) {
    double expected = parts.get(0).expected();
    List<BinomialTally> tallies = new ArrayList<>();
    for (PromisedRate part : parts) {
      if (part.expected() != expected) {
        throw new IllegalArgumentException(
            "The score %s promises %s to one account and %s to another; judge tables with one promise of each score"
                .formatted(score, expected, part.expected()));
      }
      tallies.add(part.tally());
    }
    return new PromisedRate(expected, ScoreTable.total(tallies));
  }

  /** The sums over the accounts. */
  public ScoreTable table() {
    return table;
  }

  /** Number of accounts. */
  public int accounts() {
    return accounts;
  }

  /** The rows, account by account. */
  List<Row> rows() {
    return rows;
  }

  /** Number of the account of a row, from 0. */
  int account(int row) {
    return numbers[row];
  }
}
