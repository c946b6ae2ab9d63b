package io.requalify.statistics.calibration;

import io.requalify.statistics.Answer;
import io.requalify.statistics.CriticalValue;
import io.requalify.statistics.Interval;
import io.requalify.statistics.Logistic;
import io.requalify.statistics.LogisticFit;
import io.requalify.statistics.LogisticRegression;
import io.requalify.statistics.LogisticSample;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Which straight line of the promised log-odds the outcomes follow: logistic regression of the
 * event on {@code log(p/(1-p))}, target 0 for the intercept and 1 for the slope.
 *
 * <p>A slope below 1: promises lie too far apart, as of points that were fitted too closely; above
 * 1: not far enough. A curve that is not straight on this scale hides in it; see {@link
 * ReliabilityCurve}. Cox 1958, Biometrika 45, 562-565; Steyerberg 2019, Clinical Prediction Models,
 * chapter 15.
 *
 * @param intercept of the line, where the promised log-odds are 0
 * @param slope of the line
 * @param inTheLarge the intercept of the line with slope 1: by how much all log-odds together were
 *     promised too low; 0 where as many events came as were expected, but for chance
 */
public record CalibrationSlope(Coefficient intercept, Coefficient slope, Coefficient inTheLarge) {

  /**
   * A fitted number.
   *
   * @param standardError of independent contacts, or between accounts where these are given; 0 or
   *     more
   */
  public record Coefficient(double value, double standardError) {
    /**
     * The normal interval.
     *
     * @param level such as 0.95
     */
    public Interval interval(double level) {
      double reach = standardError * CriticalValue.twoSided(level);
      return new Interval(value - reach, value + reach);
    }
  }

  /**
   * The line of a table, with errors of independent contacts. Contacts of one account that go
   * together make them too small.
   *
   * @return refused where nothing or everything had the event, a certainty was promised, all were
   *     promised the same, or the promises part the events from the others without a slip
   */
  public static Answer<CalibrationSlope> of(ScoreTable table) {
    return fit(table, SlopeInformation::ofContacts);
  }

  /**
   * The line of the same contacts, with errors between accounts.
   *
   * @return refused as above, and for one account only
   */
  public static Answer<CalibrationSlope> of(AccountScores scores) {
    return scores.accounts() < 2
        ? Answer.refused("one account says nothing of the differences of accounts")
        : fit(scores.table(), information -> information.ofAccounts(scores));
  }

  /** A way to judge chance. */
  private interface Errors {
    SlopeInformation.Variances of(SlopeInformation information);
  }

  private static Answer<CalibrationSlope> fit(ScoreTable table, Errors errors) {
    List<PromisedRate> groups = table.byExpected();
    String reason = reasonAgainst(table, groups);
    if (!reason.isEmpty()) {
      return Answer.refused(reason);
    }
    double centre = meanLogOdds(groups);
    LogisticRegression.Result line =
        LogisticRegression.unbounded().fit(sample(groups, centre, true));
    LogisticRegression.Result level = LogisticRegression.unbounded().fit(sample(groups, 0, false));
    if (!(line instanceof LogisticFit tilted) || !(level instanceof LogisticFit shifted)) {
      return Answer.refused(
          "the promised probabilities part those with the event from those without, so the larger the slope the better");
    }
    double slope = tilted.coefficient(0);
    double intercept = tilted.intercept() - slope * centre;
    SlopeInformation.Variances both = errors.of(new SlopeInformation(groups, intercept, slope));
    SlopeInformation.Variances alone =
        errors.of(new SlopeInformation(groups, shifted.intercept(), 1));
    return Answer.of(
        new CalibrationSlope(
            coefficient(intercept, both.intercept()),
            coefficient(slope, both.slope()),
            coefficient(shifted.intercept(), alone.interceptAlone())));
  }

  private static Coefficient coefficient(double value, double variance) {
    // A variance that is 0 may come out below it by rounding.
    return new Coefficient(value, Math.sqrt(Math.max(0, variance)));
  }

  private static String reasonAgainst(ScoreTable table, List<PromisedRate> groups) {
    if (table.total().successes() == 0 || table.withoutEvent() == 0) {
      return "of %d contacts %s had the event, so there is no line to follow"
          .formatted(table.total().trials(), table.withoutEvent() == 0 ? "all" : "none");
    }
    for (PromisedRate group : groups) {
      if (group.expected() == 0 || group.expected() == 1) {
        return "%d contacts were promised a probability of %s, whose log-odds are infinite; promise no certainties"
            .formatted(group.tally().trials(), group.expected());
      }
    }
    double lowest = Logistic.logOdds(groups.get(0).expected());
    double highest = Logistic.logOdds(groups.get(groups.size() - 1).expected());
    return lowest < highest
        ? ""
        : "all contacts were promised the probability %s, so there is no slope"
            .formatted(groups.get(0).expected());
  }

  private static double meanLogOdds(List<PromisedRate> groups) {
    double sum = 0;
    double contacts = 0;
    for (PromisedRate group : groups) {
      sum += group.tally().trials() * Logistic.logOdds(group.expected());
      contacts += group.tally().trials();
    }
    return sum / contacts;
  }

  /**
   * Two weighted observations of each group, those with and those without the event; none where
   * there is no such contact.
   *
   * @param centre taken from the log-odds, so that intercept and slope do not disturb each other
   * @param tilted whether the log-odds are a predictor; otherwise they are known beforehand
   */
  private static LogisticSample sample(List<PromisedRate> groups, double centre, boolean tilted) {
    int[] rows =
        IntStream.range(0, 2 * groups.size()).filter(row -> weight(groups, row) > 0).toArray();
    double[][] predictors = new double[rows.length][];
    double[] offsets = new double[rows.length];
    boolean[] events = new boolean[rows.length];
    double[] weights = new double[rows.length];
    for (int place = 0; place < rows.length; place++) {
      double logOdds = Logistic.logOdds(groups.get(rows[place] / 2).expected()) - centre;
      predictors[place] = tilted ? new double[] {logOdds} : new double[0];
      offsets[place] = tilted ? 0 : logOdds;
      events[place] = rows[place] % 2 == 0;
      weights[place] = weight(groups, rows[place]);
    }
    // The errors are reckoned here, so it does not matter who stands in which cluster there.
    int[] clusters = IntStream.range(0, rows.length).toArray();
    return LogisticSample.of(predictors, offsets, events, weights, clusters);
  }

  /** Contacts of a group with the event, in even rows, or without, in odd ones. */
  private static double weight(List<PromisedRate> groups, int row) {
    PromisedRate group = groups.get(row / 2);
    return row % 2 == 0 ? group.tally().successes() : group.withoutEvent();
  }
}
