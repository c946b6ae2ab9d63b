package io.requalify.statistics.monitoring;

import io.requalify.statistics.Answer;
import io.requalify.statistics.BinomialTally;
import io.requalify.statistics.ClusterMoments;
import io.requalify.statistics.Interval;
import io.requalify.statistics.LinearisedEstimate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a lowered threshold let in: the conversion of the contacts between the new threshold and the
 * former one, that of the contacts above, and the difference, with accounts as the units of chance.
 * Only contacts that sales worked and whose horizon is over count; whom nobody worked is missing
 * and not a no.
 *
 * <p>The verdict asks for a rate from which on a contact is worth a call, because whom a lower
 * threshold lets in should convert more rarely than those above: that alone says nothing against
 * it. Ruined where sales picked whom of the contacts let in to work.
 *
 * @param letIn contacts from the new threshold up to the former one
 * @param above contacts from the former threshold up
 * @param difference rate of the contacts let in less that of those above; none where no two
 *     accounts differ
 * @param leastUsefulRate from which on a contact is worth a call, between 0 and 1
 */
public record LoweredThreshold(
    ClusteredRate letIn,
    ClusteredRate above,
    Optional<Interval> difference,
    double leastUsefulRate) {
  /** With fewer worked contacts, or accounts, let in nothing is said. */
  public static final long FEWEST = 30;

  /** What the rate of the contacts let in says. */
  public enum Verdict {
    /** They convert more rarely than a call is worth. */
    WITHOUT_CONVERSION,
    /** They convert often enough. */
    WORTH_A_CALL,
    /** Neither can be said. */
    UNDECIDED
  }

  /**
   * Worked contacts of one account, and how many of them converted.
   *
   * @param letIn from the new threshold up to the former one
   * @param above from the former threshold up
   */
  public record Account(BinomialTally letIn, BinomialTally above) {}

  /**
   * Judges a lowered threshold; refused where contacts of fewer than 30 accounts were let in and
   * worked, or none above were.
   *
   * @param leastUsefulRate from which on a contact is worth a call, between 0 and 1: its cost over
   *     what a conversion is worth
   * @param level share of samples whose interval should hold the truth, such as 0.95
   */
  public static Answer<LoweredThreshold> of(
      List<Account> accounts, double leastUsefulRate, double level) {
    if (!(leastUsefulRate > 0 && leastUsefulRate < 1)) {
      throw new IllegalArgumentException(
          "No contact is worth a call from the rate %s on; give one between 0 and 1"
              .formatted(leastUsefulRate));
    }
    long accountsLetIn = accounts.stream().filter(each -> each.letIn().trials() > 0).count();
    if (accountsLetIn < FEWEST) {
      return Answer.refused(
          "contacts of %d accounts were let in and worked long enough ago; at least %d are needed"
              .formatted(accountsLetIn, FEWEST));
    }
    if (accounts.stream().allMatch(each -> each.above().trials() == 0)) {
      return Answer.refused(
          "nobody above the former threshold was worked long enough ago, so there is nothing to compare with");
    }
    return Answer.of(
        new LoweredThreshold(
            ClusteredRate.of(accounts.stream().map(Account::letIn).toList(), level),
            ClusteredRate.of(accounts.stream().map(Account::above).toList(), level),
            difference(accounts, level),
            leastUsefulRate));
  }

  private static Optional<Interval> difference(List<Account> accounts, double level) {
    ClusterMoments moments =
        ClusterMoments.ofClusters(
            4,
            accounts.stream()
                .filter(each -> each.letIn().trials() + each.above().trials() > 0)
                .map(
                    each ->
                        new double[] {
                          (double) each.letIn().successes(),
                          (double) each.letIn().trials(),
                          (double) each.above().successes(),
                          (double) each.above().trials()
                        })
                .toList());
    return LinearisedEstimate.ratio(moments, new int[] {0}, new int[] {1})
        .minus(LinearisedEstimate.ratio(moments, new int[] {2}, new int[] {3}))
        .interval(moments, level);
  }

  /** What the rate of the contacts let in says. */
  public Verdict verdict() {
    if (letIn.interval().upper() < leastUsefulRate) {
      return Verdict.WITHOUT_CONVERSION;
    }
    return letIn.interval().lower() >= leastUsefulRate ? Verdict.WORTH_A_CALL : Verdict.UNDECIDED;
  }

  /** The verdict in a sentence with its figures. */
  public String inWords() {
    String figures =
        "of %d contacts let in %s converted (%s to %s), of those above %s"
            .formatted(
                letIn.contacts().trials(),
                percent(letIn.rate()),
                percent(letIn.interval().lower()),
                percent(letIn.interval().upper()),
                percent(above.rate()));
    String asked = percent(leastUsefulRate);
    return switch (verdict()) {
      case WITHOUT_CONVERSION ->
          "the threshold was lowered without conversion, below the %s that a call is worth: %s"
              .formatted(asked, figures);
      case WORTH_A_CALL ->
          "the contacts let in are worth a call, at %s or more: %s".formatted(asked, figures);
      case UNDECIDED ->
          "whether the contacts let in convert at %s or more cannot be said: %s"
              .formatted(asked, figures);
    };
  }

  private static String percent(double rate) {
    return String.format(Locale.ROOT, "%.1f%%", 100 * rate);
  }
}
