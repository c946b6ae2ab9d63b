package io.requalify.estimates;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;

import io.requalify.SparkFixture;
import io.requalify.rules.ManualVersion;
import io.requalify.statistics.ClusterMoments;
import io.requalify.statistics.MoneyEvidence;
import io.requalify.statistics.MoneyMeasure;
import io.requalify.statistics.SwapEvidence;
import io.requalify.statistics.SwapEvidence.Term;
import io.requalify.statistics.TrustGates;
import io.requalify.statistics.counterfactual.CellTable;
import io.requalify.statistics.counterfactual.DecisionUnit;
import io.requalify.statistics.counterfactual.FollowUp;
import io.requalify.statistics.counterfactual.Grade;
import io.requalify.statistics.counterfactual.SwapInCell;
import io.requalify.statistics.counterfactual.UnitLedger;
import io.requalify.statistics.counterfactual.UnitMoney;
import io.requalify.statistics.counterfactual.VersionSums;
import io.requalify.tables.OpportunityLink;
import io.requalify.tables.Review;
import io.requalify.tables.result.LabelledEpisodesTable;
import io.requalify.timelines.KnownContacts;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Random;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Predicate;
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
    List<LabelledRow> rows = world();

    Map<EvidenceKey, SwapEvidence> counted = counted(dataset(rows, review), review);
    Map<EvidenceKey, SwapEvidence> expected = plain(rows, review, UnitLedger::evidence);

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
    List<LabelledRow> rows = world();

    Map<EvidenceKey, SortedMap<MoneyMeasure, MoneyEvidence>> summed = new TreeMap<>();
    new EvidencePasses(review, "live", NO_THRESHOLDS)
        .over(dataset(rows, review))
        .slices()
        .forEach((key, evidence) -> summed.put(key, evidence.money()));
    Map<EvidenceKey, Map<MoneyMeasure, MoneyEvidence>> expected =
        plain(rows, review, EvidenceCountsTest::plainMoney);

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
                .over(dataset(world(), every))
                .slices()
                .values())
        .isNotEmpty()
        .allSatisfy(evidence -> assertThat(evidence.money()).isEmpty());
  }

  @Test
  void formerRulesAreJudgedAsByThePlainCount() {
    Review review = review(List.of("early"));
    List<LabelledRow> rows = changedWorld();

    Map<EvidenceKey, SwapEvidence> counted = counted(dataset(rows, review), review);
    Map<EvidenceKey, SwapEvidence> expected = plain(rows, review, UnitLedger::evidence);

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
        new EvidencePasses(review, "live", NO_THRESHOLDS).over(dataset(world(), review));

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
        new EvidencePasses(review, "live", NO_THRESHOLDS).over(dataset(world(), review));

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
    new EvidencePasses(review, "live", NO_THRESHOLDS)
        .over(labelled)
        .slices()
        .forEach((key, evidence) -> counted.put(key, evidence.swaps()));
    return counted;
  }

  /**
   * Contacts of shared accounts, several cycles, every route, some not due, some without account.
   */
  private static List<LabelledRow> world() {
    List<LabelledRow> rows = replayed();
    rows.addAll(byHand(rows));
    return rows;
  }

  /**
   * Some contacts of the others were qualified by hand too, at their entry, by the same decision or
   * by another; and some whom nothing else qualifies. Most were worked, and some by another route.
   */
  private static List<LabelledRow> byHand(List<LabelledRow> others) {
    SplittableRandom random = new SplittableRandom(12);
    Map<String, LabelledRow> contacts = new TreeMap<>();
    others.stream()
        .filter(row -> row.cycle() == 1)
        .forEach(row -> contacts.putIfAbsent(row.contact() + row.outcome(), row));
    List<LabelledRow> rows = new ArrayList<>();
    for (LabelledRow other : contacts.values()) {
      boolean isKnown = random.nextInt(4) > 0;
      Instant at =
          random.nextInt(3) == 0
              ? other.entryAt()
              : FROM.plus(Duration.ofHours(random.nextInt(149 * 24)));
      boolean worked = random.nextInt(5) > 0;
      rows.add(
          new LabelledRow(
              ManualVersion.NAME,
              isKnown ? other.contact() : "picked-" + other.contact(),
              1,
              other.outcome(),
              other.account(),
              other.channel(),
              Review.NO_SEGMENT,
              at,
              null,
              random.nextInt(5) == 0 && other.routedAt() != null ? other.routedAt() : at,
              random.nextInt(9) == 0 ? "rule" : "manual",
              null,
              worked,
              worked ? random.nextInt(2) > 0 ? "converted" : "not_converted" : "unobserved"));
    }
    return rows;
  }

  private static List<LabelledRow> replayed() {
    SplittableRandom random = new SplittableRandom(11);
    SplittableRandom purse = new SplittableRandom(12);
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
            LabelledRow row =
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
                    state);
            rows.add(state.equals("converted") ? paid(row, purse) : row);
          }
        }
      }
    }
    return rows;
  }

  /** Money of two currencies, some of it lost, or not recorded at all. */
  private static LabelledRow paid(LabelledRow row, SplittableRandom purse) {
    BigDecimal amount = BigDecimal.valueOf(purse.nextLong(1, 90_000_000_000L), 2);
    BigDecimal margin = BigDecimal.valueOf(purse.nextLong(-50_000, 9_000_000), 2);
    return switch (purse.nextInt(6)) {
      case 0 -> row;
      case 1 -> row.with(amount, null, "EUR");
      case 2 -> row.with(amount, margin, "USD");
      default -> row.with(amount, margin, "EUR");
    };
  }

  private static Map<MoneyMeasure, MoneyEvidence> plainMoney(
      UnitLedger ledger, Predicate<DecisionUnit> asked) {
    Map<MoneyMeasure, MoneyEvidence> money = new TreeMap<>();
    for (MoneyMeasure measure : MEASURES) {
      money.put(measure, ledger.money(measure, asked));
    }
    return money;
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
  private <T> Map<EvidenceKey, T> plain(
      List<LabelledRow> rows,
      Review review,
      BiFunction<UnitLedger, Predicate<DecisionUnit>, T> asked) {
    Map<String, Map<String, Map<String, LabelledRow>>> first = new TreeMap<>();
    for (LabelledRow row : rows) {
      first
          .computeIfAbsent(row.outcome(), key -> new LinkedHashMap<>())
          .computeIfAbsent(row.contact(), key -> new LinkedHashMap<>())
          .merge(row.version(), row, EvidenceCountsTest::earlier);
    }
    Map<String, Integer> folds = folds(rows);
    Map<EvidenceKey, T> evidence = new TreeMap<>();
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
            evidence.putAll(bySlice(version, outcome, units, asked));
          }
        });
    return evidence;
  }

  private static <T> Map<EvidenceKey, T> bySlice(
      String version,
      String outcome,
      List<Unit> units,
      BiFunction<UnitLedger, Predicate<DecisionUnit>, T> asked) {
    double smallest = TrustGates.standard().smallestPropensity();
    UnitLedger ledger =
        version.equals(ManualVersion.NAME) ? UnitLedger.byHand(smallest) : new UnitLedger(smallest);
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
    Map<EvidenceKey, T> evidence = new TreeMap<>();
    for (Unit unit : units) {
      for (String channel : List.of(unit.any().channel(), Review.ALL)) {
        for (String segment : List.of(unit.any().segment(), Review.ALL)) {
          EvidenceKey key = new EvidenceKey(version, channel, segment, Review.ALL, outcome);
          evidence.computeIfAbsent(
              key,
              missing ->
                  asked.apply(
                      ledger,
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
    boolean sameEntry = mine.entryAt().equals(live.entryAt());
    boolean sameRouting = mine.routedAt() != null && mine.routedAt().equals(live.routedAt());
    boolean byHand = mine.version().equals(ManualVersion.NAME);
    if (!byHand && (sameEntry || sameRouting)) {
      return Apart.SAME_DECISION;
    }
    Duration lead = Duration.between(mine.entryAt(), live.entryAt()).abs();
    return lead.compareTo(Duration.ofDays(7)) > 0 ? Apart.SHIFTED : Apart.WITHIN_A_WEEK;
  }

  private static DecisionUnit unit(LabelledRow row, Review review, Map<String, Integer> folds) {
    boolean byRoute =
        row.version().equals(ManualVersion.NAME)
            ? "manual".equals(row.route())
            : "rule".equals(row.route()) || "exploration".equals(row.route());
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
        followUp(row, worked, review),
        worked && row.due(review) && row.state().equals("converted") && row.currency() != null
            ? Optional.of(new UnitMoney(row.currency(), cents(row.amount()), cents(row.margin())))
            : Optional.empty());
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

  private static OptionalLong cents(BigDecimal money) {
    return money == null
        ? OptionalLong.empty()
        : OptionalLong.of(money.movePointRight(2).longValueExact());
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
