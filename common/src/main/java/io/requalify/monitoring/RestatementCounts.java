package io.requalify.monitoring;

import static io.requalify.tables.result.LabelledEpisodesTable.ENTRY_AT;
import static io.requalify.tables.result.LabelledEpisodesTable.OUTCOME;
import static io.requalify.tables.result.LabelledEpisodesTable.ROUTE;
import static io.requalify.tables.result.LabelledEpisodesTable.RULE_VERSION;
import static io.requalify.tables.result.LabelledEpisodesTable.START_AT;
import static io.requalify.tables.result.LabelledEpisodesTable.WORKED;
import static org.apache.spark.sql.functions.array_join;
import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_set;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;

import io.requalify.outcomes.FirstEpisodes;
import io.requalify.outcomes.LocalCalendar;
import io.requalify.outcomes.ReportedQualifications;
import io.requalify.outcomes.Routes;
import io.requalify.statistics.BinomialTally;
import io.requalify.tables.Review;
import java.time.YearMonth;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Contacts that qualified, and what came of them, by month: as reported and under each version. */
final class RestatementCounts {
  /** In the place of a version: what reports of the time have counted. */
  static final String REPORTED = "(reported)";

  private static final String COHORT = "_cohort";
  private static final String KNOWN = "_known";
  private static final String CAME = "_came";
  private static final String LIVE = "_live";
  private static final String QUALIFIED = "_qualified";
  private static final String CONVERTED = "_converted";

  private final Map<Basis, SortedMap<YearMonth, Month>> months = new TreeMap<>();
  private final SortedMap<YearMonth, String> liveVersions = new TreeMap<>();

  private RestatementCounts() {}

  /** Whose figures: of a version, or {@link #REPORTED}. */
  record Basis(String version, String outcome) implements Comparable<Basis> {
    @Override
    public int compareTo(Basis other) {
      int byVersion = version.compareTo(other.version);
      return byVersion != 0 ? byVersion : outcome.compareTo(other.outcome);
    }
  }

  /**
   * Contacts of a month.
   *
   * @param qualified all
   * @param known those that sales worked by the rule (under manual by hand) and whose horizon is
   *     over, and to how many of them the outcome came
   */
  record Month(long qualified, BinomialTally known) {
    static final Month EMPTY = new Month(0, BinomialTally.NONE);
  }

  /**
   * Counts all versions and the log in one pass.
   *
   * @param labelled labelled episodes of the review
   * @param reported by {@link ReportedQualifications}
   */
  static RestatementCounts of(Dataset<Row> labelled, Dataset<Row> reported, Review review) {
    RestatementCounts counts = new RestatementCounts();
    restated(labelled, review)
        .unionByName(reported(reported, review))
        .groupBy(RULE_VERSION, OUTCOME, COHORT)
        .agg(
            count(lit(1)).as(QUALIFIED),
            count_if(col(KNOWN)).as(KNOWN),
            count_if(col(KNOWN).and(col(CAME))).as(CONVERTED),
            // Sorted, because a set has no order.
            array_join(array_sort(collect_set(col(LIVE))), ", ").as(LIVE))
        .collectAsList()
        .forEach(counts::add);
    return counts;
  }

  private static Dataset<Row> restated(Dataset<Row> labelled, Review review) {
    Column known =
        FirstEpisodes.seen().and(not(Routes.explored(col(ROUTE)))).and(FirstEpisodes.due(review));
    return FirstEpisodes.of(labelled, known.as(KNOWN), FirstEpisodes.converted().as(CAME))
        .select(
            col(RULE_VERSION),
            col(OUTCOME),
            LocalCalendar.month(col(ENTRY_AT), review.timezone()).as(COHORT),
            col(KNOWN),
            col(CAME),
            lit(null).cast("string").as(LIVE));
  }

  private static Dataset<Row> reported(Dataset<Row> reported, Review review) {
    return reported.select(
        lit(REPORTED).as(RULE_VERSION),
        col(OUTCOME),
        LocalCalendar.month(col(START_AT), review.timezone()).as(COHORT),
        coalesce(col(WORKED).and(FirstEpisodes.due(review)), lit(false)).as(KNOWN),
        FirstEpisodes.converted().as(CAME),
        col(ReportedQualifications.LIVE_VERSION).as(LIVE));
  }

  private void add(Row row) {
    Basis basis = new Basis(row.getAs(RULE_VERSION), row.getAs(OUTCOME));
    YearMonth month = YearMonth.parse(row.<String>getAs(COHORT));
    months
        .computeIfAbsent(basis, missing -> new TreeMap<>())
        .put(
            month,
            new Month(
                row.<Long>getAs(QUALIFIED),
                new BinomialTally(row.<Long>getAs(KNOWN), row.<Long>getAs(CONVERTED))));
    if (basis.version().equals(REPORTED)) {
      liveVersions.put(month, row.getAs(LIVE));
    }
  }

  /** Contacts of a month; none where nobody qualified. */
  Month of(String version, String outcome, YearMonth month) {
    SortedMap<YearMonth, Month> ofBasis = months.get(new Basis(version, outcome));
    return ofBasis == null ? Month.EMPTY : ofBasis.getOrDefault(month, Month.EMPTY);
  }

  /** Versions that decided in a month; empty where nothing was decided. */
  String liveVersions(YearMonth month) {
    return liveVersions.getOrDefault(month, "");
  }
}
