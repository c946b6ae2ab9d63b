package io.requalify.estimates;

import static org.assertj.core.api.Assertions.assertThat;

import io.requalify.SparkFixture;
import io.requalify.statistics.ClusterMoments;
import io.requalify.statistics.CountedEvidence;
import io.requalify.statistics.CountedEvidence.Contact;
import io.requalify.statistics.CountedEvidence.Seen;
import io.requalify.statistics.SwapEvidence;
import io.requalify.statistics.SwapEvidence.Term;
import io.requalify.tables.OpportunityLink;
import io.requalify.tables.Review;
import io.requalify.tables.result.LabelledEpisodesTable;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The counts of Spark against the plain ones, contact by contact. */
@ExtendWith(SparkFixture.class)
final class EvidenceCountsTest {
  private static final Instant FROM = Instant.parse("2026-01-01T00:00:00Z");
  private static final List<String> CANDIDATES = List.of("early", "late", "strict");

  private final SparkSession spark;

  EvidenceCountsTest(SparkSession spark) {
    this.spark = spark;
  }

  @Test
  void countsAreThoseOfThePlainCountOfEveryVersionChannelAndOutcome() {
    Review review = review(CANDIDATES);
    List<LabelledRow> rows = world();

    Map<EvidenceKey, SwapEvidence> counted = counted(dataset(rows, review), review);
    Map<EvidenceKey, SwapEvidence> expected = plain(rows, review);

    assertThat(counted.keySet()).isEqualTo(expected.keySet());
    counted.forEach((key, evidence) -> assertSame(key, evidence, expected.get(key)));
  }

  @Test
  void orderAndPartitionsOfTheRowsChangeNoBit() {
    Review review = review(CANDIDATES);
    List<LabelledRow> rows = world();
    List<LabelledRow> shuffled = new ArrayList<>(rows);
    Collections.shuffle(shuffled, new Random(5));

    List<String> one = sorted(dataset(rows, review).coalesce(1), review);
    List<String> other = sorted(dataset(shuffled, review).repartition(7), review);
    assertThat(other).isEqualTo(one);
  }

  @Test
  void anyNumberOfVersionsIsOnePassAndTwoShuffles() {
    List<Integer> shuffles = new ArrayList<>();
    List<Integer> scans = new ArrayList<>();
    for (List<String> candidates : List.of(List.of("early"), CANDIDATES)) {
      Review review = review(candidates);
      String plan =
          Estimate.plan(dataset(world(), review), review, "live")
              .queryExecution()
              .sparkPlan()
              .toString();
      String executed =
          Estimate.plan(dataset(world(), review), review, "live")
              .queryExecution()
              .executedPlan()
              .toString();
      shuffles.add(occurrences(executed, "Exchange "));
      scans.add(occurrences(plan, "LocalTableScan"));
      assertThat(plan).doesNotContain("MapElements").doesNotContain("UDF").doesNotContain("Join");
    }
    assertThat(shuffles).containsExactly(2, 2);
    assertThat(scans).containsExactly(1, 1);
  }

  private static int occurrences(String text, String part) {
    return (text.length() - text.replace(part, "").length()) / part.length();
  }

  private static Review review(List<String> candidates) {
    return new Review(
        Instant.parse("2026-06-01T00:00:00Z"),
        FROM,
        Instant.parse("2026-06-01T00:00:00Z"),
        ZoneId.of("UTC"),
        Optional.of("live"),
        candidates,
        Map.of("accepted", 30, "won", 30),
        7,
        OpportunityLink.LATEST);
  }

  private Dataset<Row> dataset(List<LabelledRow> rows, Review review) {
    return spark.createDataFrame(
        rows.stream().map(row -> row.of(review)).toList(), LabelledEpisodesTable.CONTRACT.schema());
  }

  private static Map<EvidenceKey, SwapEvidence> counted(Dataset<Row> labelled, Review review) {
    Map<EvidenceKey, SwapEvidence> counted = new TreeMap<>();
    for (Row row : Estimate.plan(labelled, review, "live").collectAsList()) {
      counted.put(
          new EvidenceKey(row.getString(0), row.getString(1), row.getString(2)),
          EvidenceRows.evidence(row));
    }
    return counted;
  }

  private static List<String> sorted(Dataset<Row> labelled, Review review) {
    return Estimate.plan(labelled, review, "live").collectAsList().stream()
        .map(Row::toString)
        .sorted()
        .toList();
  }

  /**
   * Contacts of shared accounts, several cycles, every route, some not due, some without account.
   */
  private static List<LabelledRow> world() {
    SplittableRandom random = new SplittableRandom(11);
    List<LabelledRow> rows = new ArrayList<>();
    String[] routes = {"rule", "exploration", "hand_raise", "manual", null};
    String[] channels = {"search", "social", "unknown", null};
    for (int contact = 0; contact < 400; contact++) {
      String account = contact % 5 == 0 ? null : "account-" + contact / 3;
      String channel = channels[random.nextInt(4)];
      Instant routedAt = FROM.plus(Duration.ofHours(random.nextInt(149 * 24)));
      for (String version : List.of("live", "early", "late", "strict")) {
        int episodes = random.nextInt(3);
        for (int cycle = 1; cycle <= episodes; cycle++) {
          String route = routes[random.nextInt(5)];
          boolean sameEntry = random.nextInt(4) == 0;
          Instant entry =
              sameEntry ? FROM.plusSeconds(contact) : FROM.plusSeconds(random.nextInt(12_000_000));
          Double propensity =
              "exploration".equals(route) && random.nextInt(8) > 0
                  ? (Double) (random.nextInt(9) == 0 ? 0.001 : 0.05 + random.nextDouble() * 0.9)
                  : null;
          boolean worked = route != null && random.nextInt(4) > 0;
          for (String outcome : List.of("accepted", "won")) {
            String state = worked ? random.nextInt(3) > 0 ? "converted" : "censored" : "unobserved";
            rows.add(
                new LabelledRow(
                    version,
                    "contact-" + contact,
                    cycle,
                    outcome,
                    account,
                    channel,
                    entry,
                    null,
                    route == null ? null : routedAt,
                    route,
                    propensity,
                    worked,
                    state));
          }
        }
      }
    }
    return rows;
  }

  private static Map<EvidenceKey, SwapEvidence> plain(List<LabelledRow> rows, Review review) {
    Map<String, Map<String, Map<String, LabelledRow>>> first = new TreeMap<>();
    for (LabelledRow row : rows) {
      first
          .computeIfAbsent(row.outcome(), key -> new LinkedHashMap<>())
          .computeIfAbsent(row.contact(), key -> new LinkedHashMap<>())
          .merge(row.version(), row, EvidenceCountsTest::earlier);
    }
    Map<EvidenceKey, List<Contact>> units = new TreeMap<>();
    first.forEach(
        (outcome, contacts) ->
            contacts.forEach(
                (name, versions) -> {
                  LabelledRow live = versions.get("live");
                  for (String version : review.versions()) {
                    LabelledRow mine = versions.get(version);
                    if (mine == null && live == null) {
                      continue;
                    }
                    LabelledRow any = mine == null ? live : mine;
                    String channel = any.channel() == null ? Review.EMPTY : any.channel();
                    String account = any.account() == null ? "c" + name : any.account();
                    Contact unit =
                        new Contact(account, seen(mine, live, review), seen(live, live, review));
                    for (String group : List.of(channel, Review.ALL)) {
                      units
                          .computeIfAbsent(
                              new EvidenceKey(version, group, outcome), key -> new ArrayList<>())
                          .add(unit);
                    }
                  }
                }));
    Map<EvidenceKey, SwapEvidence> evidence = new TreeMap<>();
    units.forEach((key, contacts) -> evidence.put(key, CountedEvidence.of(contacts)));
    return evidence;
  }

  private static LabelledRow earlier(LabelledRow one, LabelledRow other) {
    int byTime = one.entryAt().compareTo(other.entryAt());
    return byTime < 0 || (byTime == 0 && one.cycle() < other.cycle()) ? one : other;
  }

  private static Optional<Seen> seen(LabelledRow row, LabelledRow live, Review review) {
    if (row == null) {
      return Optional.empty();
    }
    boolean sameDecision =
        live != null
            && (row.entryAt().equals(live.entryAt())
                || (row.routedAt() != null && row.routedAt().equals(live.routedAt())));
    boolean byRoute = "rule".equals(row.route()) || "exploration".equals(row.route());
    boolean worked = row.worked() && byRoute;
    boolean explored = row.worked() && "exploration".equals(row.route());
    return Optional.of(
        new Seen(
            sameDecision ? 0 : row == live ? 0 : 1,
            worked,
            explored,
            row.propensity() == null ? 0 : row.propensity(),
            row.due(review),
            row.state().equals("converted")));
  }

  private static void assertSame(EvidenceKey key, SwapEvidence found, SwapEvidence expected) {
    assertThat(found.agreeIn()).as("%s", key).isEqualTo(expected.agreeIn());
    assertThat(found.agreeInUnderProduction()).isEqualTo(expected.agreeInUnderProduction());
    assertThat(found.swapIn()).isEqualTo(expected.swapIn());
    assertThat(found.swapOut()).isEqualTo(expected.swapOut());
    assertThat(found.shared()).isEqualTo(expected.shared());
    assertThat(found.exploration().contacts()).isEqualTo(expected.exploration().contacts());
    assertThat(found.exploration().due()).isEqualTo(expected.exploration().due());
    assertNear(found.exploration().weights(), expected.exploration().weights());
    assertNear(found.exploration().squaredWeights(), expected.exploration().squaredWeights());
    assertNear(found.exploration().largestWeight(), expected.exploration().largestWeight());
    assertNear(found.exploration().reach(), expected.exploration().reach());
    ClusterMoments one = found.moments();
    ClusterMoments other = expected.moments();
    assertThat(one.clusters()).as("accounts of %s", key).isEqualTo(other.clusters());
    for (Term row : Term.values()) {
      assertNear(one.sum(row.component()), other.sum(row.component()));
      for (Term column : Term.values()) {
        assertNear(
            one.product(row.component(), column.component()),
            other.product(row.component(), column.component()));
      }
    }
  }

  private static void assertNear(double found, double expected) {
    assertThat(found).isCloseTo(expected, Offset.offset(1e-6 * Math.max(1, expected)));
  }
}
