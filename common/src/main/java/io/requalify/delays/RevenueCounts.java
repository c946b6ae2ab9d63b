package io.requalify.delays;

import static io.requalify.delays.DelayUnits.CLUSTER;
import static io.requalify.delays.DelayUnits.SEEN;
import static io.requalify.delays.DelayUnits.UNIT_CHANNEL;
import static io.requalify.tables.result.LabelledEpisodesTable.AMOUNT;
import static io.requalify.tables.result.LabelledEpisodesTable.CONVERTED_AT;
import static io.requalify.tables.result.LabelledEpisodesTable.CURRENCY;
import static io.requalify.tables.result.LabelledEpisodesTable.ENTRY_AT;
import static io.requalify.tables.result.LabelledEpisodesTable.RULE_VERSION;
import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.requalify.outcomes.LocalCalendar;
import io.requalify.statistics.TrustGates;
import io.requalify.tables.Review;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.YearMonth;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/** Money of the first win of each unit, by the months of its entry and of the win. */
final class RevenueCounts {
  private static final String COHORT = "_cohort";
  private static final String WON_MONTH = "_won_month";
  private static final String CONTACTS = "_contacts";
  private static final String MONEY = "_money";

  /** In the place of a currency: of contacts that are not won, or without any amount. */
  private static final String NO_CURRENCY = "";

  private final Review review;

  /** The month of the review, which is not over. */
  private final YearMonth openMonth;

  RevenueCounts(Review review) {
    this.review = review;
    this.openMonth = YearMonth.from(review.asOf().atZone(review.timezone()));
  }

  /**
   * Months after that of the entry in which money can come: a decision is matched at most so many
   * days after the entry, and the horizon runs from it.
   */
  int lastLag(YearMonth cohort) {
    Duration latest =
        Duration.ofDays(review.matchDays() + (long) review.horizonDays().get(TrustGates.WON))
            .minusNanos(1);
    ZonedDateTime end =
        cohort
            .plusMonths(1)
            .atDay(1)
            .atStartOfDay(review.timezone())
            .toInstant()
            .plus(latest)
            .atZone(review.timezone());
    return Math.toIntExact(ChronoUnit.MONTHS.between(cohort, YearMonth.from(end)));
  }

  /** The revenue of all versions, channels and currencies in which any win has brought money. */
  SortedMap<RevenueKey, Revenue> over(Dataset<Row> units) {
    Dataset<Row> worked = worked(units);
    SortedMap<RevenueKey, Sums> sums = new TreeMap<>();
    for (Row row : byMonth(worked).collectAsList()) {
      sums.computeIfAbsent(key(row), key -> new Sums()).add(row);
    }
    SortedMap<RevenueKey, BigDecimal> largest = new TreeMap<>();
    for (Row row : byLargestAccount(worked).collectAsList()) {
      largest.put(key(row), row.getAs(MONEY));
    }
    SortedMap<RevenueKey, Revenue> revenue = new TreeMap<>();
    sums.forEach(
        (key, own) -> {
          if (!key.currency().equals(NO_CURRENCY)) {
            BigDecimal ofAccount = largest.getOrDefault(key, BigDecimal.ZERO);
            revenue.put(key, revenue(own, beside(key, sums), ofAccount));
          }
        });
    return revenue;
  }

  private static RevenueKey key(Row row) {
    return new RevenueKey(row.getAs(RULE_VERSION), row.getAs(UNIT_CHANNEL), row.getAs(CURRENCY));
  }

  /** Sums of the same version and channel, in each currency and none. */
  private static List<Sums> beside(RevenueKey key, SortedMap<RevenueKey, Sums> sums) {
    return sums.entrySet().stream()
        .filter(entry -> entry.getKey().version().equals(key.version()))
        .filter(entry -> entry.getKey().channel().equals(key.channel()))
        .map(Map.Entry::getValue)
        .toList();
  }

  /** Worked units once in all and once in their channel, with the money of their win. */
  private Dataset<Row> worked(Dataset<Row> units) {
    Column amount = DelayUnits.field(TrustGates.WON, AMOUNT);
    Column cohort = month(col(ENTRY_AT));
    return units
        .where(col(SEEN))
        .select(
            col(RULE_VERSION),
            col(CLUSTER),
            cohort.as(COHORT),
            // A decision may be matched shortly before the entry, and won in the month before it.
            when(
                    DelayUnits.field(TrustGates.WON, CONVERTED_AT).isNotNull(),
                    greatest(month(DelayUnits.field(TrustGates.WON, CONVERTED_AT)), cohort))
                .as(WON_MONTH),
            amount.as(AMOUNT),
            when(amount.isNotNull(), DelayUnits.field(TrustGates.WON, CURRENCY))
                .otherwise(lit(NO_CURRENCY))
                .as(CURRENCY),
            explode(array(lit(Review.ALL), col(UNIT_CHANNEL))).as(UNIT_CHANNEL));
  }

  /** Months of the calendar of the review since the year 0. */
  private Column month(Column instant) {
    Column local = LocalCalendar.local(instant, review.timezone());
    return functions.year(local).multiply(12).plus(functions.month(local)).minus(1);
  }

  Dataset<Row> byMonth(Dataset<Row> worked) {
    return worked
        .groupBy(RULE_VERSION, UNIT_CHANNEL, CURRENCY, COHORT, WON_MONTH)
        .agg(count(lit(1)).as(CONTACTS), sum(AMOUNT).as(MONEY));
  }

  private Dataset<Row> byLargestAccount(Dataset<Row> worked) {
    int open = Math.toIntExact(openMonth.getLong(ChronoField.PROLEPTIC_MONTH));
    return worked
        .where(col(AMOUNT).isNotNull().and(col(WON_MONTH).lt(open)))
        .groupBy(RULE_VERSION, UNIT_CHANNEL, CURRENCY, CLUSTER)
        .agg(sum(AMOUNT).as(MONEY))
        .groupBy(RULE_VERSION, UNIT_CHANNEL, CURRENCY)
        .agg(max(MONEY).as(MONEY));
  }

  private Revenue revenue(Sums own, List<Sums> beside, BigDecimal largestAccount) {
    SortedMap<YearMonth, Long> contacts = new TreeMap<>();
    long winsWithoutAmount = 0;
    for (Sums sums : beside) {
      sums.contacts.forEach((month, number) -> contacts.merge(month, number, Long::sum));
      winsWithoutAmount += sums.winsWithoutAmount;
    }
    int lags = 1 + contacts.keySet().stream().mapToInt(this::lastLag).max().orElseThrow();
    List<RevenueCohort> cohorts = new ArrayList<>();
    contacts.forEach((month, number) -> cohorts.add(own.cohort(month, number, openMonth, lags)));
    return new Revenue(cohorts, lags - 1, winsWithoutAmount, largestAccount);
  }

  /** What was counted of a version, channel and currency, or of none. */
  private static final class Sums {
    private final SortedMap<YearMonth, Long> contacts = new TreeMap<>();
    private final SortedMap<YearMonth, Long> wins = new TreeMap<>();
    private final SortedMap<YearMonth, SortedMap<YearMonth, BigDecimal>> money = new TreeMap<>();
    private long winsWithoutAmount;

    void add(Row row) {
      YearMonth cohort = yearMonth(row.<Integer>getAs(COHORT));
      long number = row.<Long>getAs(CONTACTS);
      contacts.merge(cohort, number, Long::sum);
      Optional<Integer> wonMonth = Optional.ofNullable(row.getAs(WON_MONTH));
      Optional<BigDecimal> sum = Optional.ofNullable(row.getAs(MONEY));
      if (wonMonth.isPresent() && sum.isPresent()) {
        wins.merge(cohort, number, Long::sum);
        money
            .computeIfAbsent(cohort, key -> new TreeMap<>())
            .put(yearMonth(wonMonth.get()), sum.get());
      } else if (wonMonth.isPresent()) {
        winsWithoutAmount += number;
      }
    }

    private static YearMonth yearMonth(int number) {
      return YearMonth.of(0, 1).plusMonths(number);
    }

    RevenueCohort cohort(YearMonth month, long all, YearMonth openMonth, int lags) {
      SortedMap<YearMonth, BigDecimal> own = money.getOrDefault(month, new TreeMap<>());
      List<BigDecimal> cumulative = new ArrayList<>();
      BigDecimal sum = BigDecimal.ZERO;
      for (YearMonth seen = month;
          seen.isBefore(openMonth) && cumulative.size() < lags;
          seen = seen.plusMonths(1)) {
        sum = sum.add(own.getOrDefault(seen, BigDecimal.ZERO));
        cumulative.add(sum);
      }
      return new RevenueCohort(
          month,
          all,
          wins.getOrDefault(month, 0L),
          cumulative,
          own.getOrDefault(openMonth, BigDecimal.ZERO));
    }
  }
}
