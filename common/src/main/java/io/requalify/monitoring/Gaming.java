package io.requalify.monitoring;

import static io.requalify.tables.result.ScorePeaksTable.RULE_VERSION;
import static io.requalify.tables.result.ScorePeaksTable.SEGMENT;
import static org.apache.spark.sql.functions.col;

import io.requalify.monitoring.GamingCounts.Lowered;
import io.requalify.statistics.Answer;
import io.requalify.statistics.BinomialTally;
import io.requalify.statistics.Interval;
import io.requalify.statistics.monitoring.LoweredThreshold.Account;
import io.requalify.tables.Review;
import io.requalify.tables.Tables;
import io.requalify.tables.WriteReceipt;
import io.requalify.tables.result.GamingTable;
import io.requalify.tables.result.RuleVersionsTable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * Whether somebody chases points, or the number of qualified contacts, instead of what they are
 * worth. See {@code docs/drift.md} for what each test can and cannot tell.
 */
public final class Gaming {
  private static final String ACCEPTED = "accepted";
  private static final String OPPORTUNITY = "opportunity";
  private static final long DAYS_OF_A_WEEK = 7;

  private final Tables tables;

  public Gaming(Tables tables) {
    this.tables = tables;
  }

  /** Writes what was found in a review whose episodes are labelled. */
  public WriteReceipt run(Review review) {
    GamingCounts counts = new GamingCounts(tables, review);
    SortedMap<String, Instant> liveSince = counts.liveSince();
    SortedMap<String, SortedMap<String, Double>> asked = counts.asked();
    List<Row> rows = new ArrayList<>();
    bySegment(counts.byPoints(liveSince))
        .forEach(
            (version, segments) ->
                segments.forEach(
                    (segment, points) -> {
                      Optional<Instant> since = Optional.ofNullable(liveSince.get(version));
                      rows.add(row(review, version, segment, heaped(points, since)));
                      rows.add(row(review, version, segment, moreHeaped(review, points, since)));
                    }));
    rows.addAll(lowered(review, counts, asked));
    rows.addAll(volumes(review, counts, liveSince));
    return tables.replace(
        GamingTable.CONTRACT, tables.of(GamingTable.CONTRACT, rows), review.slice());
  }

  /** Contacts by points above what is asked, since the version was live and otherwise. */
  private record Points(SortedMap<Integer, Long> live, SortedMap<Integer, Long> others) {
    Points() {
      this(new TreeMap<>(), new TreeMap<>());
    }
  }

  private static SortedMap<String, SortedMap<String, Points>> bySegment(List<Row> counts) {
    SortedMap<String, SortedMap<String, Points>> found = new TreeMap<>();
    for (Row row : counts) {
      Points points =
          found
              .computeIfAbsent(row.getAs(RULE_VERSION), missing -> new TreeMap<>())
              .computeIfAbsent(row.getAs(SEGMENT), missing -> new Points());
      boolean isLive = Boolean.TRUE.equals(row.<Boolean>getAs(GamingCounts.IS_LIVE));
      (isLive ? points.live() : points.others())
          .put(row.getAs(GamingCounts.POINTS), row.getAs(GamingCounts.CONTACTS));
    }
    return found;
  }

  /** Nobody can have chased the points of a version that was never live. */
  private static GamingFinding heaped(Points points, Optional<Instant> since) {
    return since.isPresent()
        ? GamingFinding.heaped(points.live())
        : refused(GamingFinding.HEAPED, neverLive());
  }

  private static GamingFinding moreHeaped(Review review, Points points, Optional<Instant> since) {
    if (since.isEmpty()) {
      return refused(GamingFinding.MORE_HEAPED, neverLive());
    }
    long days = Duration.between(review.from(), since.get()).toDays();
    int weeks = (int) Math.max(0, days / DAYS_OF_A_WEEK);
    return GamingFinding.moreHeaped(points.live(), points.others(), weeks);
  }

  private static String neverLive() {
    return "no logged decision or score names the version, so nobody knows since when it was live";
  }

  private static GamingFinding refused(String test, String why) {
    return new GamingFinding(test, 0, Answer.refused(why));
  }

  /** One row for each version and segment that has a threshold in common with a former version. */
  private List<Row> lowered(
      Review review, GamingCounts counts, SortedMap<String, SortedMap<String, Double>> asked) {
    List<Lowered> lowered = new ArrayList<>();
    List<Row> rows = new ArrayList<>();
    SortedMap<String, String> former = former(review);
    asked.forEach(
        (version, segments) ->
            segments.forEach(
                (segment, points) -> {
                  Optional<String> of = Optional.ofNullable(former.get(version));
                  Optional<Double> was =
                      of.map(name -> asked.getOrDefault(name, Collections.emptySortedMap()))
                          .map(others -> others.get(segment));
                  if (was.filter(higher -> higher > points).isPresent()) {
                    lowered.add(new Lowered(version, segment, points, was.get(), of.orElseThrow()));
                  } else {
                    String why = notLowered(of, was, points);
                    rows.add(row(review, version, segment, refused(GamingFinding.LOWERED, why)));
                  }
                }));
    rows.addAll(judged(review, counts, lowered));
    return rows;
  }

  private static String notLowered(Optional<String> of, Optional<Double> was, double points) {
    if (of.isEmpty()) {
      return "the review has no version that was there before this one";
    }
    return was.map(
            other ->
                "the threshold of %s points is not lower than the %s of version %s"
                    .formatted(points, other, of.get()))
        .orElse(
            "version %s asks for no single score of this segment, or has nobody in it"
                .formatted(of.get()));
  }

  private static List<Row> judged(Review review, GamingCounts counts, List<Lowered> lowered) {
    List<Row> rows = new ArrayList<>();
    if (lowered.isEmpty()) {
      return rows;
    }
    if (!review.horizonDays().containsKey(ACCEPTED)) {
      lowered.forEach(
          each ->
              rows.add(
                  row(
                      review,
                      each.version(),
                      each.segment(),
                      refused(GamingFinding.LOWERED, "the review does not ask for accepted"))));
      return rows;
    }
    SortedMap<String, SortedMap<String, List<Account>>> accounts = new TreeMap<>();
    for (Row row : counts.letIn(ACCEPTED, lowered)) {
      Account account =
          new Account(
              tally(row, GamingCounts.LET_IN, GamingCounts.LET_IN_CONVERTED),
              tally(row, GamingCounts.ABOVE, GamingCounts.ABOVE_CONVERTED));
      int alike = Math.toIntExact(row.<Long>getAs(GamingCounts.ACCOUNTS));
      accounts
          .computeIfAbsent(row.getAs(RULE_VERSION), missing -> new TreeMap<>())
          .computeIfAbsent(row.getAs(SEGMENT), missing -> new ArrayList<>())
          .addAll(Collections.nCopies(alike, account));
    }
    for (Lowered each : lowered) {
      List<Account> ofSegment =
          accounts
              .getOrDefault(each.version(), Collections.emptySortedMap())
              .getOrDefault(each.segment(), List.of());
      rows.add(row(review, each.version(), each.segment(), GamingFinding.lowered(ofSegment)));
    }
    return rows;
  }

  private static BinomialTally tally(Row row, String trials, String successes) {
    return new BinomialTally(row.<Long>getAs(trials), row.<Long>getAs(successes));
  }

  /** The version that each came after: its parent where the review has it, else production. */
  private SortedMap<String, String> former(Review review) {
    SortedMap<String, String> former = new TreeMap<>();
    for (Row row :
        tables
            .read(RuleVersionsTable.CONTRACT, review.slice())
            .select(col(RuleVersionsTable.RULE_VERSION), col(RuleVersionsTable.PARENT))
            .collectAsList()) {
      String version = row.getString(0);
      Optional<String> parent =
          Optional.ofNullable(row.getString(1)).filter(review.versions()::contains);
      parent
          .or(review::production)
          .filter(name -> !name.equals(version))
          .ifPresent(name -> former.put(version, name));
    }
    return former;
  }

  private static List<Row> volumes(
      Review review, GamingCounts counts, SortedMap<String, Instant> liveSince) {
    Optional<Integer> horizon = Optional.ofNullable(review.horizonDays().get(OPPORTUNITY));
    SortedMap<String, PipelineWeeks> weeks =
        horizon.isPresent()
            ? PipelineWeeks.byVersion(review, horizon.get(), counts.weeks(OPPORTUNITY))
            : Collections.emptySortedMap();
    List<Row> rows = new ArrayList<>();
    for (String version : review.versions()) {
      boolean wasLive =
          liveSince.containsKey(version) || review.production().equals(Optional.of(version));
      GamingFinding finding =
          !wasLive
              ? refused(GamingFinding.VOLUME, neverLive())
              : horizon.isEmpty()
                  ? refused(GamingFinding.VOLUME, "the review does not ask for opportunity")
                  : weeks
                      .getOrDefault(version, PipelineWeeks.none(review, horizon.get()))
                      .finding();
      rows.add(row(review, version, Review.ALL, finding));
    }
    return rows;
  }

  private static Row row(Review review, String version, String segment, GamingFinding finding) {
    Optional<GamingFinding.Said> said = finding.said().value();
    Optional<Interval> interval = said.flatMap(GamingFinding.Said::interval);
    String reason = finding.said().reason();
    return RowFactory.create(
        review.id(),
        review.asOf(),
        version,
        segment,
        finding.test(),
        said.map(GamingFinding.Said::statistic).orElse(null),
        interval.map(Interval::lower).orElse(null),
        interval.map(Interval::upper).orElse(null),
        said.flatMap(
                found ->
                    found.probability().isPresent()
                        ? Optional.of(found.probability().getAsDouble())
                        : Optional.<Double>empty())
            .orElse(null),
        finding.contacts(),
        said.map(GamingFinding.Said::alarm).orElse(null),
        said.map(GamingFinding.Said::words).orElse(""),
        reason.isEmpty() ? "" : "insufficient: " + reason);
  }
}
