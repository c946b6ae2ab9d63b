package io.requalify.statistics.channels;

import io.requalify.statistics.Answer;
import io.requalify.statistics.BinomialTally;
import io.requalify.statistics.Interval;

/**
 * What one MQL, SQL or win of a channel costs, {@code spend / conversions}, and in how many months
 * a customer pays that back.
 *
 * <p>Spend is known, conversions are made by chance. Spend and the leads that it brought must be of
 * the same cohort and their sales cycle over: spend of this month over wins of this month is the
 * cost of nobody. Salaries and tools are missing unless they are in the spend.
 *
 * @param cost in the currency of the spend
 * @param logDelta the usual interval
 * @param fieller the interval to trust with few conversions, or why there is none
 */
public record UnitCost(double cost, Answer<Interval> logDelta, Answer<Interval> fieller) {
  /**
   * The cost; refused where nothing converted.
   *
   * @param spend 0 or more, in one currency
   * @param tally leads of the spend, and those that reached the stage
   * @param level such as 0.95
   */
  public static Answer<UnitCost> of(double spend, BinomialTally tally, double level) {
    if (tally.successes() == 0) {
      return Answer.refused(
          "none of %d leads reached the stage, so it cost more than all of the spend"
              .formatted(tally.trials()));
    }
    return Answer.of(of(RatioMoments.ofSpend(spend, tally), level));
  }

  /** The cost with the chance between accounts, or of a spend that is uncertain itself. */
  public static UnitCost of(RatioMoments moments, double level) {
    return new UnitCost(
        moments.ratio(),
        new RatioInterval.LogDelta().around(moments, level),
        new RatioInterval.Fieller().around(moments, level));
  }

  /**
   * Months until the gross margin of a customer has paid for the win: {@code cost / margin}, with
   * the ends of the intervals divided alike. Refused where the margin is 0 or less: then it never
   * does.
   *
   * @param monthlyGrossMargin revenue less the cost of serving, of one customer in one month, in
   *     the currency of the spend; taken for known. Customers that leave sooner pay nothing back,
   *     which this does not know
   */
  public Answer<UnitCost> paybackMonths(double monthlyGrossMargin) {
    if (!Double.isFinite(monthlyGrossMargin)) {
      throw new IllegalArgumentException(
          "A monthly gross margin of %s is none".formatted(monthlyGrossMargin));
    }
    if (monthlyGrossMargin <= 0) {
      return Answer.refused(
          "a customer brings a gross margin of %s a month, so it never pays back"
              .formatted(monthlyGrossMargin));
    }
    return Answer.of(
        new UnitCost(
            cost / monthlyGrossMargin,
            divided(logDelta, monthlyGrossMargin),
            divided(fieller, monthlyGrossMargin)));
  }

  private static Answer<Interval> divided(Answer<Interval> interval, double by) {
    return interval.map(ends -> new Interval(ends.lower() / by, ends.upper() / by));
  }
}
