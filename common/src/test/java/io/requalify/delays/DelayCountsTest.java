package io.requalify.delays;

import static org.assertj.core.api.Assertions.assertThat;

import io.requalify.SparkFixture;
import io.requalify.statistics.survival.RiskTable;
import io.requalify.tables.OpportunityLink;
import io.requalify.tables.Review;
import io.requalify.tables.result.LabelledEpisodesTable;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SplittableRandom;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Spark's counts of a world at random, with several cycles, routes, channels and segments. */
@ExtendWith(SparkFixture.class)
final class DelayCountsTest {
  private static final int CONTACTS = 300;
  private static final Instant FROM = Instant.parse("2026-01-01T00:00:00Z");
  private static final Map<String, Integer> HORIZONS =
      Map.of("accepted", 30, "rejected", 30, "won", 60);

  private final SparkSession spark;

  DelayCountsTest(SparkSession spark) {
    this.spark = spark;
  }

  @Test
  void orderAndPartitionsOfTheRowsChangeNothing() {
    Review review = review(List.of("early", "late"));
    List<Row> rows = world(review);
    List<Row> shuffled = new ArrayList<>(rows);
    Collections.shuffle(shuffled, new Random(5));

    Dataset<Row> one = units(rows, review, 1);
    Dataset<Row> other = units(shuffled, review, 7);

    assertThat(delays(one, review)).isNotEmpty().isEqualTo(delays(other, review));
    assertThat(revenue(one, review)).isNotEmpty().isEqualTo(revenue(other, review));
  }

  private static List<String> delays(Dataset<Row> units, Review review) {
    List<String> rows = new ArrayList<>();
    new DelayCounts(review, OutcomeFamily.of(review))
        .over(units)
        .forEach(
            (key, exits) -> {
              new TimeToEventRows(review)
                  .rows(key, exits)
                  .forEach(row -> rows.add(row.mkString("|")));
              new DelayRows(review).rows(key, exits).forEach(row -> rows.add(row.mkString("|")));
            });
    return rows;
  }

  private static List<String> revenue(Dataset<Row> units, Review review) {
    List<String> rows = new ArrayList<>();
    new RevenueCounts(review)
        .over(units)
        .forEach(
            (key, revenue) ->
                new OpenRevenueRows(review)
                    .rows(key, revenue)
                    .forEach(row -> rows.add(row.mkString("|"))));
    return rows;
  }

  @Test
  void everyContactCountsOnceInEachSliceByItsFirstEpisode() {
    Review review = review(List.of("early", "late"));
    List<Row> rows = world(review);

    Map<DelayKey, Exits> counts =
        new DelayCounts(review, OutcomeFamily.of(review)).over(units(rows, review, 2));

    for (String version : review.versions()) {
      assertThat(contacts(counts, version, true, false)).isEqualTo(CONTACTS);
      assertThat(contacts(counts, version, false, true)).isEqualTo(CONTACTS);
      Exits whole = counts.get(DelayKey.ofWhole(version, 0));
      long worked = whole.all().map(RiskTable::contacts).orElseThrow();
      assertThat(worked + whole.unobserved()).isEqualTo(CONTACTS);
      // Second episodes begin 40 days later, of which none was routed by hand.
      assertThat(whole.unobserved()).isEqualTo(CONTACTS / 5);
    }
  }

  private static long contacts(
      Map<DelayKey, Exits> counts, String version, boolean byChannel, boolean bySegment) {
    return counts.entrySet().stream()
        .filter(entry -> entry.getKey().version().equals(version) && entry.getKey().family() == 0)
        .filter(entry -> !entry.getKey().channel().equals(Review.ALL) == byChannel)
        .filter(entry -> !entry.getKey().segment().equals(Review.ALL) == bySegment)
        .map(Map.Entry::getValue)
        .mapToLong(exits -> exits.unobserved() + exits.all().map(RiskTable::contacts).orElse(0L))
        .sum();
  }

  @Test
  void anyNumberOfVersionsIsOnePassOverTheEpisodes() {
    for (List<String> candidates : List.of(List.of("early"), List.of("early", "late", "strict"))) {
      Review review = review(candidates);
      Dataset<Row> units = units(world(review), review, 3);
      String plan =
          new DelayCounts(review, OutcomeFamily.of(review))
              .of(units)
              .queryExecution()
              .executedPlan()
              .toString();

      // Once by contact, and once for what each partition has counted.
      assertThat(occurrences(plan, "Exchange hashpartitioning")).isEqualTo(2);
      assertThat(occurrences(plan, "LocalTableScan")).isEqualTo(1);
      assertThat(plan).doesNotContain("Join");
    }
  }

  private static int occurrences(String text, String part) {
    return (text.length() - text.replace(part, "").length()) / part.length();
  }

  private Dataset<Row> units(List<Row> rows, Review review, int partitions) {
    return DelayUnits.of(
        spark
            .createDataFrame(rows, LabelledEpisodesTable.CONTRACT.schema())
            .repartition(partitions),
        review);
  }

  private static Review review(List<String> candidates) {
    return new Review(
        Instant.parse("2026-07-01T00:00:00Z"),
        FROM,
        Instant.parse("2026-07-01T00:00:00Z"),
        ZoneOffset.UTC,
        Optional.of("live"),
        candidates,
        HORIZONS,
        10,
        OpportunityLink.LATEST);
  }

  /** Every fifth contact was routed by hand in its first episode. */
  private static List<Row> world(Review review) {
    SplittableRandom random = new SplittableRandom(17);
    List<Row> rows = new ArrayList<>();
    for (int contact = 0; contact < CONTACTS; contact++) {
      for (String version : review.versions()) {
        Instant entry = FROM.plus(Duration.ofHours(random.nextInt(140 * 24)));
        for (int cycle = 1; cycle <= 2; cycle++) {
          String route = cycle == 1 && contact % 5 == 0 ? "manual" : "rule";
          Instant at = entry.plus(Duration.ofDays(40L * (cycle - 1)));
          for (String outcome : List.of("accepted", "rejected", "won")) {
            Optional<Instant> came =
                random.nextInt(3) == 0
                    ? Optional.of(at.plus(Duration.ofHours(random.nextInt(29 * 24))))
                    : Optional.empty();
            rows.add(
                row(review, version, contact, cycle, outcome, at, route, came, random.nextInt(2)));
          }
        }
      }
    }
    return rows;
  }

  private static Row row(
      Review review,
      String version,
      int contact,
      int cycle,
      String outcome,
      Instant at,
      String route,
      Optional<Instant> came,
      int currency) {
    boolean won = outcome.equals("won") && came.isPresent();
    return RowFactory.create(
        review.id(),
        review.asOf(),
        version,
        "contact-" + contact,
        cycle,
        outcome,
        "account-" + contact / 3,
        contact % 4 == 0 ? null : "channel-" + contact % 3,
        contact % 2 == 0 ? "default" : "enterprise",
        at,
        50.0,
        null,
        at,
        route,
        null,
        true,
        at,
        HORIZONS.get(outcome),
        came.isPresent() ? "converted" : "not_converted",
        came.orElse(null),
        won ? new BigDecimal(100 + contact) : null,
        null,
        won ? List.of("EUR", "USD").get(currency) : null);
  }
}
