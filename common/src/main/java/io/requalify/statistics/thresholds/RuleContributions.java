package io.requalify.statistics.thresholds;

import io.requalify.statistics.BinomialTally;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * What each rule contributes to the score and to qualification, from a table of the distinct
 * contributions and how many contacts have each.
 *
 * <p>The Shapley value of a rule in an additive score is its contribution less the mean of all
 * contacts, {@code c - mean(c)}; in the qualification of one contact it is the {@link
 * ShapleyShubik} index of the contributions that the contact has. A rule is pivotal for a contact
 * that qualifies and would not without it.
 *
 * <p>Who qualifies has a sum above the threshold, so among them rules go together less than they do
 * by nature (a collider): a rule that looks poor there may only be the one that came with little
 * else. Never rank rules by acceptance among MQLs, and read {@link Contribution#pivotalWorked()} as
 * the conversion of the contacts at the margin, not as the worth of the rule.
 */
public final class RuleContributions {
  private RuleContributions() {}

  /**
   * Contacts with the same contributions.
   *
   * @param points what each rule contributes, in whole points, in the order of the rules
   * @param contacts how many have them, at least 1
   * @param worked of those that sales worked and whose horizon is over how many converted
   */
  public record Row(List<Integer> points, long contacts, BinomialTally worked) {
    public Row {
      points = List.copyOf(points);
      if (contacts < 1 || worked.trials() > contacts) {
        throw new IllegalArgumentException(
            "%d contacts have the points %s, and %d were worked; leave out rows of nobody, and count no more than there are"
                .formatted(contacts, points, worked.trials()));
      }
    }

    private long score() {
      return points.stream().mapToLong(Integer::longValue).sum();
    }
  }

  /**
   * What one rule contributes.
   *
   * @param rule its name
   * @param contacts to whose score it contributes anything but 0
   * @param meanPoints mean contribution over all contacts
   * @param meanOfQualified mean contribution over those that qualify less that over all: its mean
   *     additive Shapley value among them; none where nobody qualifies
   * @param pivotal contacts that qualify and would not without it
   * @param kept contacts that do not qualify and would without it; only negative points do that
   * @param pivotalWorked of the pivotal contacts those worked long enough ago, and who converted
   * @param qualification mean Shapley-Shubik index over those that qualify: the share of
   *     qualification that is due to the rule; none where nobody qualifies
   */
  public record Contribution(
      String rule,
      long contacts,
      double meanPoints,
      OptionalDouble meanOfQualified,
      long pivotal,
      long kept,
      BinomialTally pivotalWorked,
      OptionalDouble qualification) {
    /** True where it never contributed anything but 0. */
    public boolean unused() {
      return contacts == 0;
    }

    /** True where without it the same contacts would qualify: it only moves scores. */
    public boolean neverPivotal() {
      return pivotal == 0 && kept == 0;
    }
  }

  /**
   * The contributions.
   *
   * @param rules names, each once, in the order of the points of the rows
   * @param rows at least one, each of other points
   * @param threshold lowest score that qualifies, in points, at least 1
   * @return one for each rule, in their order
   * @throws IllegalArgumentException when a name or the points of a row are there twice, there is
   *     no row, a row has not one number for each rule, or the threshold is below 1
   */
  public static List<Contribution> of(List<String> rules, List<Row> rows, int threshold) {
    requireFitting(rules, rows, threshold);
    List<Row> qualified = rows.stream().filter(row -> row.score() >= threshold).toList();
    double[] indices = new double[rules.size()];
    for (Row row : qualified) {
      addIndices(indices, row, threshold);
    }
    long contacts = rows.stream().mapToLong(Row::contacts).sum();
    long allQualified = qualified.stream().mapToLong(Row::contacts).sum();
    return IntStream.range(0, rules.size())
        .mapToObj(
            rule -> {
              List<Row> pivotal =
                  qualified.stream()
                      .filter(row -> row.score() - row.points().get(rule) < threshold)
                      .toList();
              double mean = sum(rows, rule) / contacts;
              return new Contribution(
                  rules.get(rule),
                  contacts(rows.stream().filter(row -> row.points().get(rule) != 0).toList()),
                  mean,
                  allQualified == 0
                      ? OptionalDouble.empty()
                      : OptionalDouble.of(sum(qualified, rule) / allQualified - mean),
                  contacts(pivotal),
                  contacts(kept(rows, rule, threshold)),
                  worked(pivotal),
                  allQualified == 0
                      ? OptionalDouble.empty()
                      : OptionalDouble.of(indices[rule] / allQualified));
            })
        .toList();
  }

  private static void requireFitting(List<String> rules, List<Row> rows, int threshold) {
    if (threshold < 1) {
      throw new IllegalArgumentException(
          "A threshold of %d points is reached by no rule at all; give at least 1"
              .formatted(threshold));
    }
    if (rules.stream().distinct().count() < rules.size()) {
      throw new IllegalArgumentException("A rule is there twice: " + rules);
    }
    if (rows.isEmpty() || rows.stream().map(Row::points).distinct().count() < rows.size()) {
      throw new IllegalArgumentException(
          "There is no row, or two of %d have the same points; add up their contacts"
              .formatted(rows.size()));
    }
    for (Row row : rows) {
      if (row.points().size() != rules.size()) {
        throw new IllegalArgumentException(
            "A row has points of %d rules, there are %d: %s"
                .formatted(row.points().size(), rules.size(), row.points()));
      }
    }
  }

  /** Only rules that contribute can be pivotal, which makes the game of one contact a small one. */
  private static void addIndices(double[] indices, Row row, int threshold) {
    int[] contributing =
        IntStream.range(0, indices.length).filter(rule -> row.points().get(rule) != 0).toArray();
    List<Integer> points = new ArrayList<>();
    for (int rule : contributing) {
      points.add(row.points().get(rule));
    }
    List<Double> own = ShapleyShubik.of(points, threshold).indices();
    for (int place = 0; place < contributing.length; place++) {
      indices[contributing[place]] += row.contacts() * own.get(place);
    }
  }

  private static List<Row> kept(List<Row> rows, int rule, int threshold) {
    return rows.stream()
        .filter(row -> row.score() < threshold)
        .filter(row -> row.score() - row.points().get(rule) >= threshold)
        .toList();
  }

  /** Points of one rule, each as often as there are contacts with them. */
  private static double sum(List<Row> rows, int rule) {
    long sum = 0;
    for (Row row : rows) {
      sum = Math.addExact(sum, Math.multiplyExact(row.contacts(), (long) row.points().get(rule)));
    }
    return (double) sum;
  }

  private static long contacts(List<Row> rows) {
    return rows.stream().mapToLong(Row::contacts).sum();
  }

  private static BinomialTally worked(List<Row> rows) {
    return new BinomialTally(
        rows.stream().mapToLong(row -> row.worked().trials()).sum(),
        rows.stream().mapToLong(row -> row.worked().successes()).sum());
  }
}
