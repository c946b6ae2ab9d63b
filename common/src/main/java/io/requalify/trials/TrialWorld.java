package io.requalify.trials;

import java.util.List;

/**
 * The parameters of a trial world. Six channels, eight rules, production at 50 points against a
 * worse candidate at 45; accounts with an effect of their own; sales works 92% of what production
 * qualifies, and whom it draws at random from the others.
 *
 * @param name short name
 * @param story what is peculiar about it
 * @param accounts number of accounts
 * @param fewestContacts fewest contacts of an account
 * @param mostContacts most contacts of an account; all numbers between are as likely
 * @param accountSpread standard deviation of the effect of accounts on the log odds
 * @param exploration probability of being drawn; 0 for no exploration
 * @param leastExploredScore points under production from which contacts are drawn
 * @param hiddenEffect by how much interest that no rule sees, and that makes contacts raise their
 *     hands, raises the log odds
 * @param visibleEffect factor on the effects of rules and channels; 0 where no version can be
 *     better than another
 * @param former rule that was live until 90 days before the review
 */
public record TrialWorld(
    String name,
    String story,
    int accounts,
    int fewestContacts,
    int mostContacts,
    double accountSpread,
    double exploration,
    int leastExploredScore,
    double hiddenEffect,
    double visibleEffect,
    Former former) {
  /**
   * A rule before production's.
   *
   * @param leastScore points under production from which sales worked contacts; infinite where
   *     production was live all the time
   * @param effect by how much the log odds of contacts of its time were higher
   */
  public record Former(double leastScore, double effect) {
    static final Former NONE = new Former(Double.POSITIVE_INFINITY, 0);

    boolean wasThere() {
      return Double.isFinite(leastScore);
    }
  }

  private static final TrialWorld WITHOUT_DIFFERENCES =
      new TrialWorld(
          "null", "every version is as good", 4_000, 1, 4, 0.6, 0.2, 0, 0.4, 0, Former.NONE);

  private static final List<TrialWorld> ALL =
      List.of(
          new TrialWorld(
              "S1", "exploration of 5%", 8_000, 1, 4, 0.6, 0.05, 10, 0.4, 1, Former.NONE),
          new TrialWorld(
              "S2",
              "hidden interest moves acceptance more",
              8_000,
              1,
              4,
              0.6,
              0.05,
              10,
              0.8,
              1,
              Former.NONE),
          new TrialWorld(
              "S3", "exploration of 1%", 8_000, 1, 4, 0.6, 0.01, 10, 0.4, 1, Former.NONE),
          new TrialWorld(
              "S4",
              "20,000 accounts, exploration of 10%",
              20_000,
              1,
              4,
              0.6,
              0.1,
              10,
              0.4,
              1,
              Former.NONE),
          new TrialWorld(
              "S5",
              "1,200 accounts of 16 contacts that are much alike",
              1_200,
              16,
              16,
              1.5,
              0.05,
              10,
              0.4,
              1,
              Former.NONE),
          new TrialWorld("S6", "no exploration", 8_000, 1, 4, 0.6, 0, 10, 0.4, 1, Former.NONE),
          new TrialWorld(
              "S7",
              "no exploration, but a former rule worked from 10 points on",
              8_000,
              1,
              4,
              0.6,
              0,
              10,
              0.4,
              1,
              new Former(10, 0)),
          new TrialWorld(
              "S8",
              "a former rule, and contacts converted better in its time",
              8_000,
              1,
              4,
              0.6,
              0,
              10,
              0.4,
              1,
              new Former(10, 0.6)));

  public TrialWorld {
    if (accounts < 2 || fewestContacts < 1 || mostContacts < fewestContacts) {
      throw new IllegalArgumentException(
          "%d accounts of %d to %d contacts; there must be two accounts, and a contact in each"
              .formatted(accounts, fewestContacts, mostContacts));
    }
    if (!(exploration >= 0 && exploration <= 1)) {
      throw new IllegalArgumentException("No probability of being drawn: " + exploration);
    }
  }

  /** The worlds S1 to S8. */
  public static List<TrialWorld> all() {
    return ALL;
  }

  static TrialWorld withoutDifferences() {
    return WITHOUT_DIFFERENCES;
  }

  /** The same world with another number of accounts and another exploration. */
  TrialWorld with(int otherAccounts, double otherExploration) {
    return new TrialWorld(
        name,
        story,
        otherAccounts,
        fewestContacts,
        mostContacts,
        accountSpread,
        otherExploration,
        leastExploredScore,
        hiddenEffect,
        visibleEffect,
        former);
  }
}
