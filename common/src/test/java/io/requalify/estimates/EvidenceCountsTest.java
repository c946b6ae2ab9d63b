package io.requalify.estimates;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;

import io.requalify.SparkFixture;
import io.requalify.statistics.ClusterMoments;
import io.requalify.statistics.SwapEvidence;
import io.requalify.statistics.SwapEvidence.Term;
import io.requalify.statistics.TrustGates;
import io.requalify.statistics.counterfactual.CellTable;
import io.requalify.statistics.counterfactual.DecisionUnit;
import io.requalify.statistics.counterfactual.FollowUp;
import io.requalify.statistics.counterfactual.UnitLedger;
import io.requalify.tables.OpportunityLink;
import io.requalify.tables.Review;
import io.requalify.tables.result.LabelledEpisodesTable;
import io.requalify.timelines.KnownContacts;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The counts of Spark against the plain ones, contact by contact. */
@ExtendWith(SparkFixture.class)
final class EvidenceCountsTest {
  private static final Instant FROM = Instant.parse("2026-01-01T00:00:00Z");
  private static final Instant A_MONDAY = Instant.parse("1970-01-05T00:00:00Z");
  private static final double MILLIS_OF_A_DAY = 86_400_000;
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

    counted.keySet().removeIf(key -> !key.cohort().equals(Review.ALL));
    assertThat(counted.keySet()).isEqualTo(expected.keySet());
    counted.forEach((key, evidence) -> assertSame(key, evidence, expected.get(key)));
    assertThat(expected.values())
        .extracting(evidence -> evidence.graded().orElseThrow().candidate())
        .anyMatch(volume -> volume.history() > 0)
        .anyMatch(volume -> volume.explored() > 0)
        .anyMatch(volume -> volume.nearThreshold() > 0)
        .anyMatch(volume -> volume.none() > 0);
  }

  @Test
  void formerRulesAreJudgedAsByThePlainCount() {
    Review review = review(List.of("early"));
    List<LabelledRow> rows = changedWorld();

    Map<EvidenceKey, SwapEvidence> counted = counted(dataset(rows, review), review);
    Map<EvidenceKey, SwapEvidence> expected = plain(rows, review);

    counted.keySet().removeIf(key -> !key.cohort().equals(Review.ALL));
    counted.forEach((key, evidence) -> assertSame(key, evidence, expected.get(key)));
    EvidenceKey whole = EvidenceKey.ofChannel("early", Review.ALL, "accepted");
    assertThat(counted.get(whole).graded().orElseThrow().unusedHistory().orElseThrow())
        .contains("conversion changed between their time and later");
    assertThat(counted.get(whole).graded().orElseThrow().candidate().history()).isZero();
  }

  @Test
  void cohortsAddUpToTheWhole() {
    Review review = review(CANDIDATES);
    Map<EvidenceKey, SwapEvidence> counted = counted(dataset(world(), review), review);

    for (String version : review.versions()) {
      EvidenceKey whole = EvidenceKey.ofChannel(version, Review.ALL, "won");
      List<SwapEvidence> cohorts =
          counted.entrySet().stream()
              .filter(entry -> entry.getKey().version().equals(version))
              .filter(entry -> entry.getKey().outcome().equals("won"))
              .filter(entry -> !entry.getKey().cohort().equals(Review.ALL))
              .map(Map.Entry::getValue)
              .toList();
      assertThat(cohorts).hasSizeGreaterThan(3);
      assertThat(cohorts.stream().mapToLong(SwapEvidence::candidateContacts).sum())
          .isEqualTo(counted.get(whole).candidateContacts());
    }
  }

  @Test
  void orderAndPartitionsOfTheRowsChangeNoBit() {
    Review review = review(CANDIDATES);
    List<LabelledRow> rows = world();
    List<LabelledRow> shuffled = new ArrayList<>(rows);
    Collections.shuffle(shuffled, new Random(5));

    EvidencePasses passes = new EvidencePasses(review, "live");
    SortedMap<EvidenceKey, SliceEvidence> one = passes.over(dataset(rows, review).coalesce(1));
    SortedMap<EvidenceKey, SliceEvidence> other =
        passes.over(dataset(shuffled, review).repartition(7));
    assertThat(other.keySet()).isEqualTo(one.keySet());
    one.forEach(
        (key, evidence) -> {
          assertThat(other.get(key).lead()).isEqualTo(evidence.lead());
          assertThat(other.get(key).swaps())
              .usingRecursiveComparison()
              .as("%s", key)
              .isEqualTo(evidence.swaps());
        });
  }

  @Test
  void anyNumberOfVersionsIsTwoPassesOverTheEpisodes() {
    List<List<Integer>> shuffles = new ArrayList<>();
    for (List<String> candidates : List.of(List.of("early"), CANDIDATES)) {
      Review review = review(candidates);
      EvidencePasses passes = new EvidencePasses(review, "live");
      Dataset<Row> units = passes.units(dataset(world(), review));
      Dataset<Row> cells = UnitCells.of(units);
      // Asked before it is executed: afterwards the plan tells what it was before, too.
      final String ofCells = plan(cells);
      Dataset<Row> sums = passes.sums(units, passes.models(units, cells));
      String ofSums = plan(sums);
      assertThat(occurrences(ofCells, "LocalTableScan")).isEqualTo(1);
      assertThat(ofSums).doesNotContain("SortMergeJoin").doesNotContain("ShuffledHashJoin");
      shuffles.add(
          List.of(
              occurrences(ofCells, "Exchange hashpartitioning"),
              occurrences(ofSums, "Exchange hashpartitioning")));
    }
    // The units are shuffled once; each pass shuffles what it has added up by partition.
    assertThat(shuffles).containsExactly(List.of(2, 2), List.of(2, 2));
  }

  private static String plan(Dataset<Row> rows) {
    return rows.queryExecution().executedPlan().toString();
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
    new EvidencePasses(review, "live")
        .over(labelled)
        .forEach((key, evidence) -> counted.put(key, evidence.swaps()));
    return counted;
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
      String segment = random.nextInt(3) == 0 ? "enterprise" : "default";
      Double shortfall = random.nextInt(3) == 0 ? 4.0 : (Double) (random.nextInt(60) / 2.0);
      boolean isLive = false;
      Instant routedAt = FROM.plus(Duration.ofHours(random.nextInt(149 * 24)));
      for (String version : List.of("live", "early", "late", "strict")) {
        int episodes = random.nextInt(3);
        isLive |= version.equals("live") && episodes > 0;
        for (int cycle = 1; cycle <= episodes; cycle++) {
          String route = routes[random.nextInt(5)];
          boolean sameEntry = random.nextInt(4) == 0;
          Instant entry =
              sameEntry ? FROM.plusSeconds(contact) : FROM.plusSeconds(random.nextInt(12_000_000));
          Double propensity =
              "exploration".equals(route) && random.nextInt(8) > 0
                  ? (Double) (random.nextInt(9) == 0 ? 0.001 : 0.05 + random.nextDouble() * 0.9)
                  : null;
          // Nobody was drawn of those who lacked more than 20 points.
          if (!isLive && shortfall > 20 && "exploration".equals(route)) {
            route = "rule";
            propensity = null;
          }
          // Nobody at all was worked of those of one segment who lacked few.
          if (!isLive && shortfall <= 10 && segment.equals("enterprise")) {
            route = null;
            propensity = null;
          }
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
                    segment,
                    entry,
                    isLive ? null : shortfall,
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

  /** A rule worked the swap-ins of the first 60 days, and the agreed converted better since. */
  private static List<LabelledRow> changedWorld() {
    List<LabelledRow> rows = new ArrayList<>();
    for (int contact = 0; contact < 300; contact++) {
      Instant entry = FROM.plus(Duration.ofHours(contact / 2 * 18L));
      boolean former = contact < 160;
      boolean agreed = contact % 2 == 0;
      boolean worked = agreed || former;
      boolean converts = contact / 2 % 10 < (former ? 3 : 7);
      String state = worked ? converts ? "converted" : "not_converted" : "unobserved";
      for (String version : agreed ? List.of("live", "early") : List.of("early")) {
        rows.add(
            new LabelledRow(
                version,
                "contact-" + contact,
                1,
                "accepted",
                "account-" + contact / 4,
                contact % 3 == 0 ? "search" : "social",
                "default",
                entry,
                agreed ? null : 15.0,
                worked ? entry : null,
                worked ? "rule" : null,
                null,
                worked,
                state));
      }
    }
    return rows;
  }

  private record Unit(
      Optional<DecisionUnit> candidate, Optional<DecisionUnit> production, Apart apart) {
    DecisionUnit any() {
      return candidate.or(() -> production).orElseThrow();
    }
  }

  private enum Apart {
    SAME_DECISION,
    WITHIN_A_WEEK,
    SHIFTED
  }

  /** The evidence of the whole, each channel, each segment and both, contact by contact. */
  private Map<EvidenceKey, SwapEvidence> plain(List<LabelledRow> rows, Review review) {
    Map<String, Map<String, Map<String, LabelledRow>>> first = new TreeMap<>();
    for (LabelledRow row : rows) {
      first
          .computeIfAbsent(row.outcome(), key -> new LinkedHashMap<>())
          .computeIfAbsent(row.contact(), key -> new LinkedHashMap<>())
          .merge(row.version(), row, EvidenceCountsTest::earlier);
    }
    Map<String, Integer> folds = folds(rows);
    Map<EvidenceKey, SwapEvidence> evidence = new TreeMap<>();
    first.forEach(
        (outcome, contacts) -> {
          for (String version : review.versions()) {
            List<Unit> units = new ArrayList<>();
            for (Map<String, LabelledRow> versions : contacts.values()) {
              LabelledRow live = versions.get("live");
              LabelledRow mine = versions.get(version);
              if (mine != null || live != null) {
                units.add(
                    new Unit(
                        Optional.ofNullable(mine).map(row -> unit(row, review, folds)),
                        Optional.ofNullable(live).map(row -> unit(row, review, folds)),
                        apart(mine, live)));
              }
            }
            evidence.putAll(bySlice(version, outcome, units));
          }
        });
    return evidence;
  }

  private static Map<EvidenceKey, SwapEvidence> bySlice(
      String version, String outcome, List<Unit> units) {
    UnitLedger ledger = new UnitLedger(TrustGates.standard().smallestPropensity());
    for (Unit unit : units) {
      if (unit.candidate().isEmpty()) {
        ledger.addSwapOut(unit.production().orElseThrow());
      } else if (unit.production().isEmpty()) {
        ledger.addSwapIn(unit.candidate().get());
      } else {
        DecisionUnit mine = unit.candidate().get();
        switch (unit.apart()) {
          case SAME_DECISION -> ledger.addShared(mine, unit.production().get());
          case WITHIN_A_WEEK -> ledger.addAgreeIn(mine, unit.production().get());
          case SHIFTED -> ledger.addShifted(mine, unit.production().get());
        }
      }
    }
    Map<EvidenceKey, SwapEvidence> evidence = new TreeMap<>();
    for (Unit unit : units) {
      for (String channel : List.of(unit.any().channel(), Review.ALL)) {
        for (String segment : List.of(unit.any().segment(), Review.ALL)) {
          EvidenceKey key = new EvidenceKey(version, channel, segment, Review.ALL, outcome);
          evidence.computeIfAbsent(
              key,
              missing ->
                  ledger.evidence(
                      one ->
                          List.of(one.channel(), Review.ALL).contains(channel)
                              && List.of(one.segment(), Review.ALL).contains(segment)));
        }
      }
    }
    return evidence;
  }

  private static Apart apart(LabelledRow mine, LabelledRow live) {
    if (mine == null || live == null) {
      return Apart.SAME_DECISION;
    }
    if (mine.entryAt().equals(live.entryAt())
        || (mine.routedAt() != null && mine.routedAt().equals(live.routedAt()))) {
      return Apart.SAME_DECISION;
    }
    Duration lead = Duration.between(mine.entryAt(), live.entryAt()).abs();
    return lead.compareTo(Duration.ofDays(7)) > 0 ? Apart.SHIFTED : Apart.WITHIN_A_WEEK;
  }

  private static DecisionUnit unit(LabelledRow row, Review review, Map<String, Integer> folds) {
    boolean byRoute = "rule".equals(row.route()) || "exploration".equals(row.route());
    boolean worked = row.worked() && byRoute;
    Double shortfall = row.shortfall();
    return new DecisionUnit(
        cluster(row),
        folds.get(cluster(row)),
        row.channel() == null ? Review.EMPTY : row.channel(),
        row.segment(),
        shortfall == null ? 1 : -(int) Math.ceil(shortfall / 10),
        (int) Math.floorDiv(ChronoUnit.DAYS.between(A_MONDAY, row.entryAt()), 7),
        row.due(review),
        worked,
        row.worked() && "exploration".equals(row.route()),
        row.propensity() == null ? OptionalDouble.empty() : OptionalDouble.of(row.propensity()),
        worked && row.due(review) && row.state().equals("converted"),
        shortfall != null && shortfall > 0 && shortfall <= 5,
        followUp(row, worked, review));
  }

  private static FollowUp followUp(LabelledRow row, boolean worked, Review review) {
    double followed = Duration.between(row.startAt(), review.asOf()).toMillis() / MILLIS_OF_A_DAY;
    return worked
        ? FollowUp.ofWorked(
            LabelledRow.HORIZON_DAYS,
            followed,
            row.state().equals("converted") ? row.delayDays() : OptionalDouble.empty())
        : FollowUp.ofUnworked(LabelledRow.HORIZON_DAYS, followed);
  }

  private static String cluster(LabelledRow row) {
    return row.account() == null ? "contact " + row.contact() : "account " + row.account();
  }

  /** Which fold a cluster falls into is Spark's to say: by its hash. */
  private Map<String, Integer> folds(List<LabelledRow> rows) {
    List<String> clusters = rows.stream().map(EvidenceCountsTest::cluster).distinct().toList();
    Map<String, Integer> folds = new TreeMap<>();
    spark
        .createDataset(clusters, Encoders.STRING())
        .select(col("value"), KnownContacts.fold(col("value"), CellTable.FOLDS))
        .collectAsList()
        .forEach(row -> folds.put(row.getString(0), row.getInt(1)));
    return folds;
  }

  private static LabelledRow earlier(LabelledRow one, LabelledRow other) {
    int byTime = one.entryAt().compareTo(other.entryAt());
    return byTime < 0 || (byTime == 0 && one.cycle() < other.cycle()) ? one : other;
  }

  private static void assertSame(EvidenceKey key, SwapEvidence found, SwapEvidence expected) {
    assertThat(found.agreeIn()).as("%s", key).isEqualTo(expected.agreeIn());
    assertThat(found.agreeInUnderProduction()).isEqualTo(expected.agreeInUnderProduction());
    assertThat(found.swapIn()).isEqualTo(expected.swapIn());
    assertThat(found.swapOut()).isEqualTo(expected.swapOut());
    assertThat(found.shared()).isEqualTo(expected.shared());
    assertThat(found.exploration()).isEqualTo(expected.exploration());
    assertThat(found.graded()).as("%s", key).isEqualTo(expected.graded());
    ClusterMoments one = found.moments();
    ClusterMoments other = expected.moments();
    assertThat(one.clusters()).as("accounts of %s", key).isEqualTo(other.clusters());
    for (Term row : Term.values()) {
      assertThat(one.sum(row.component()))
          .as("%s of %s", row, key)
          .isEqualTo(other.sum(row.component()));
      for (Term column : Term.values()) {
        assertThat(one.product(row.component(), column.component()))
            .as("%s times %s of %s", row, column, key)
            .isEqualTo(other.product(row.component(), column.component()));
      }
    }
  }
}
