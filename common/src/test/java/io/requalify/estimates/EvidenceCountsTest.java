package io.requalify.estimates;

import static org.assertj.core.api.Assertions.assertThat;

import io.requalify.SparkFixture;
import io.requalify.rules.ManualVersion;
import io.requalify.statistics.ClusterMoments;
import io.requalify.statistics.MoneyEvidence;
import io.requalify.statistics.MoneyMeasure;
import io.requalify.statistics.SwapEvidence;
import io.requalify.statistics.SwapEvidence.Term;
import io.requalify.statistics.UnseenSwapIns;
import io.requalify.statistics.counterfactual.DecisionUnit;
import io.requalify.statistics.counterfactual.Grade;
import io.requalify.statistics.counterfactual.SwapInCell;
import io.requalify.statistics.counterfactual.UnitLedger;
import io.requalify.statistics.counterfactual.VersionSums;
import io.requalify.tables.OpportunityLink;
import io.requalify.tables.Review;
import io.requalify.tables.result.LabelledEpisodesTable;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The counts of Spark against the plain ones, contact by contact. */
@ExtendWith(SparkFixture.class)
final class EvidenceCountsTest {
  private static final List<String> CANDIDATES = List.of("early", "late", "manual", "strict");

  private static final ProductionThresholds NO_THRESHOLDS = ProductionThresholds.of("{}");
  private static final SortedSet<MoneyMeasure> MEASURES =
      new TreeSet<>(
          List.of(
              new MoneyMeasure("EUR", MoneyMeasure.Kind.REVENUE),
              new MoneyMeasure("EUR", MoneyMeasure.Kind.MARGIN),
              new MoneyMeasure("USD", MoneyMeasure.Kind.REVENUE),
              new MoneyMeasure("USD", MoneyMeasure.Kind.MARGIN)));

  private final SparkSession spark;

  EvidenceCountsTest(SparkSession spark) {
    this.spark = spark;
  }

  @Test
  void countsAreThoseOfThePlainCountOfEveryVersionChannelAndOutcome() {
    Review review = review(CANDIDATES);
    List<LabelledRow> rows = DecidedWorlds.world();

    Map<EvidenceKey, SwapEvidence> counted = counted(dataset(rows, review), review);
    Map<EvidenceKey, SwapEvidence> expected =
        new PlainEvidence(spark).of(rows, review, UnitLedger::evidence);

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
  void moneyIsThatOfThePlainSumOfEveryVersionSliceCurrencyAndKind() {
    Review review = review(CANDIDATES);
    List<LabelledRow> rows = DecidedWorlds.world();

    Map<EvidenceKey, SortedMap<MoneyMeasure, MoneyEvidence>> summed = new TreeMap<>();
    new EvidencePasses(review, "live", NO_THRESHOLDS)
        .over(dataset(rows, review))
        .slices()
        .forEach((key, evidence) -> summed.put(key, evidence.money()));
    Map<EvidenceKey, Map<MoneyMeasure, MoneyEvidence>> expected =
        new PlainEvidence(spark).of(rows, review, EvidenceCountsTest::plainMoney);

    summed.keySet().removeIf(key -> !key.cohort().equals(Review.ALL));
    assertThat(summed.keySet()).isEqualTo(expected.keySet());
    summed.forEach(
        (key, byMeasure) -> {
          if (key.outcome().equals("won")) {
            assertThat(byMeasure.keySet()).as("%s", key).isEqualTo(MEASURES);
            byMeasure.forEach(
                (measure, money) ->
                    assertSame(key, measure, money, expected.get(key).get(measure)));
          } else {
            assertThat(byMeasure).as("%s", key).isEmpty();
          }
        });
    MoneyEvidence some =
        summed
            .get(EvidenceKey.ofChannel("early", Review.ALL, "won"))
            .get(new MoneyMeasure("EUR", MoneyMeasure.Kind.MARGIN));
    for (MoneyEvidence.Term term : MoneyEvidence.Term.values()) {
      assertThat(some.moments().sum(term.component())).as("%s", term).isNotZero();
    }
    assertThat(some.largestSeenShare()).isBetween(0.001, 0.999);
    assertThat(some.largestWeightedShare()).isBetween(0.001, 0.999);
  }

  @Test
  void whereAnOpportunityIsPutDownToEachOfItsContactsNoMoneyIsSummed() {
    Review latest = review(List.of("early"));
    Review every =
        new Review(
            latest.asOf(),
            latest.from(),
            latest.to(),
            latest.timezone(),
            latest.production(),
            latest.candidates(),
            latest.horizonDays(),
            latest.matchDays(),
            OpportunityLink.EVERY);
    assertThat(
            new EvidencePasses(every, "live", NO_THRESHOLDS)
                .over(dataset(DecidedWorlds.world(), every))
                .slices()
                .values())
        .isNotEmpty()
        .allSatisfy(evidence -> assertThat(evidence.money()).isEmpty());
  }

  @Test
  void formerRulesAreJudgedAsByThePlainCount() {
    Review review = review(List.of("early"));
    List<LabelledRow> rows = DecidedWorlds.changedWorld();

    Map<EvidenceKey, SwapEvidence> counted = counted(dataset(rows, review), review);
    Map<EvidenceKey, SwapEvidence> expected =
        new PlainEvidence(spark).of(rows, review, UnitLedger::evidence);

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
    Map<EvidenceKey, SwapEvidence> counted =
        counted(dataset(DecidedWorlds.world(), review), review);

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
    List<LabelledRow> rows = DecidedWorlds.world();
    List<LabelledRow> shuffled = new ArrayList<>(rows);
    Collections.shuffle(shuffled, new Random(5));

    EvidencePasses passes = new EvidencePasses(review, "live", NO_THRESHOLDS);
    ReviewEvidence ofOne = passes.over(dataset(rows, review).coalesce(1));
    ReviewEvidence ofSeven = passes.over(dataset(shuffled, review).repartition(7));
    assertThat(ofSeven.versions()).usingRecursiveComparison().isEqualTo(ofOne.versions());
    assertThat(ofSeven.swapIns()).isEqualTo(ofOne.swapIns());
    SortedMap<EvidenceKey, SliceEvidence> one = ofOne.slices();
    SortedMap<EvidenceKey, SliceEvidence> other = ofSeven.slices();
    assertThat(other.keySet()).isEqualTo(one.keySet());
    one.forEach(
        (key, evidence) -> {
          assertThat(other.get(key).lead()).isEqualTo(evidence.lead());
          assertThat(other.get(key).money())
              .usingRecursiveComparison()
              .as("money of %s", key)
              .isEqualTo(evidence.money());
          assertThat(other.get(key).swaps())
              .usingRecursiveComparison()
              .as("%s", key)
              .isEqualTo(evidence.swaps());
        });
  }

  @Test
  void versionsSideBySideHaveTheSumsThatEachHasBesideProduction() {
    Review review = review(CANDIDATES);
    ReviewEvidence evidence =
        new EvidencePasses(review, "live", NO_THRESHOLDS)
            .over(dataset(DecidedWorlds.world(), review));

    ClusterMoments together = evidence.versions();
    for (String candidate : CANDIDATES) {
      int place = review.versions().indexOf(candidate);
      ClusterMoments beside =
          evidence
              .slices()
              .get(EvidenceKey.ofChannel(candidate, Review.ALL, "accepted"))
              .swaps()
              .moments();
      Map<Integer, Term> terms =
          Map.of(
              VersionSums.supported(0), Term.PRODUCTION_SUPPORTED,
              VersionSums.doublyRobust(0), Term.PRODUCTION_DOUBLY_ROBUST,
              VersionSums.supported(place), Term.CANDIDATE_SUPPORTED,
              VersionSums.doublyRobust(place), Term.CANDIDATE_DOUBLY_ROBUST);
      terms.forEach(
          (row, term) -> {
            assertThat(together.sum(row)).isNotZero().isEqualTo(beside.sum(term.component()));
            terms.forEach(
                (column, other) ->
                    assertThat(together.product(row, column))
                        .as("%s times %s of %s", term, other, candidate)
                        .isEqualTo(beside.product(term.component(), other.component())));
          });
    }
  }

  @Test
  void swapInsByCellAreThoseOfTheWhole() {
    Review review = review(CANDIDATES);
    ReviewEvidence evidence =
        new EvidencePasses(review, "live", NO_THRESHOLDS)
            .over(dataset(DecidedWorlds.world(), review));

    assertThat(evidence.swapIns(new VersionOutcome(ManualVersion.NAME, "accepted"))).isEmpty();
    for (String candidate : List.of("early", "late", "strict")) {
      List<SwapInCell> cells = evidence.swapIns(new VersionOutcome(candidate, "accepted"));
      SwapEvidence whole =
          evidence.slices().get(EvidenceKey.ofChannel(candidate, Review.ALL, "accepted")).swaps();
      assertThat(cells.stream().mapToLong(SwapInCell::due).sum())
          .isPositive()
          .isEqualTo(whole.exploration().due());
      assertThat(cells).extracting(SwapInCell::grade).contains(Grade.HISTORY, Grade.EXPLORED);
      assertThat(cells).allMatch(cell -> cell.expected() > 0 && cell.expected() < 1);
    }
  }

  @Test
  void anyNumberOfVersionsIsTwoPassesOverTheEpisodes() {
    List<List<Integer>> shuffles = new ArrayList<>();
    for (List<String> candidates : List.of(List.of("early"), CANDIDATES)) {
      Review review = review(candidates);
      EvidencePasses passes = new EvidencePasses(review, "live", NO_THRESHOLDS);
      Dataset<Row> units = passes.units(dataset(DecidedWorlds.world(), review));
      Dataset<Row> cells = UnitCells.of(units);
      // Asked before it is executed: afterwards the plan tells what it was before, too.
      final String ofCells = plan(cells);
      Dataset<Row> sums = EvidenceCounts.of(passes.graded(units, passes.models(units, cells)));
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
        DecidedWorlds.FROM,
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
    new EvidencePasses(review, "live", NO_THRESHOLDS)
        .over(labelled)
        .slices()
        .forEach((key, evidence) -> counted.put(key, evidence.swaps()));
    return counted;
  }

  private static Map<MoneyMeasure, MoneyEvidence> plainMoney(
      UnitLedger ledger, Predicate<DecisionUnit> asked) {
    Map<MoneyMeasure, MoneyEvidence> money = new TreeMap<>();
    for (MoneyMeasure measure : MEASURES) {
      money.put(measure, ledger.money(measure, asked));
    }
    return money;
  }

  private static void assertSame(EvidenceKey key, SwapEvidence found, SwapEvidence expected) {
    assertThat(found.agreeIn()).as("%s", key).isEqualTo(expected.agreeIn());
    assertThat(found.agreeInUnderProduction()).isEqualTo(expected.agreeInUnderProduction());
    assertThat(found.swapIn()).isEqualTo(expected.swapIn());
    assertThat(found.swapOut()).isEqualTo(expected.swapOut());
    assertThat(found.shared()).isEqualTo(expected.shared());
    assertThat(found.exploration()).isEqualTo(expected.exploration());
    // Who stands how far above production's threshold is counted beside the sums.
    SwapEvidence ofSums = found.withUnseen(UnseenSwapIns.NOT_COUNTED);
    assertThat(ofSums.graded()).as("%s", key).isEqualTo(expected.graded());
    assertThat(found.swapInsSeen()).as("%s", key).isEqualTo(expected.swapInsSeen());
    assertSame(key.toString(), Arrays.asList(Term.values()), found.moments(), expected.moments());
  }

  private static void assertSame(
      EvidenceKey key, MoneyMeasure measure, MoneyEvidence found, MoneyEvidence expected) {
    String what = "%s of %s".formatted(measure, key);
    assertThat(found.largestSeenShare()).as(what).isEqualTo(expected.largestSeenShare());
    assertThat(found.largestWeightedShare()).as(what).isEqualTo(expected.largestWeightedShare());
    assertSame(
        what, Arrays.asList(MoneyEvidence.Term.values()), found.moments(), expected.moments());
  }

  /** Terms are in the order of their components. */
  private static void assertSame(
      String what, List<?> terms, ClusterMoments one, ClusterMoments other) {
    assertThat(one.clusters()).as("accounts of %s", what).isEqualTo(other.clusters());
    for (int row = 0; row < terms.size(); row++) {
      assertThat(one.sum(row)).as("%s of %s", terms.get(row), what).isEqualTo(other.sum(row));
      for (int column = 0; column < terms.size(); column++) {
        assertThat(one.product(row, column))
            .as("%s times %s of %s", terms.get(row), terms.get(column), what)
            .isEqualTo(other.product(row, column));
      }
    }
  }
}
