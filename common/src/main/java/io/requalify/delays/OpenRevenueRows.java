package io.requalify.delays;

import io.requalify.delays.RevenueOutlook.Expected;
import io.requalify.estimates.OptionalValues;
import io.requalify.statistics.Answer;
import io.requalify.statistics.TrustGates;
import io.requalify.statistics.survival.ChainLadder;
import io.requalify.tables.OpportunityLink;
import io.requalify.tables.Review;
import io.requalify.tables.result.OpenRevenueTable;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** What has come and what is still to come as rows of {@link OpenRevenueTable}. */
final class OpenRevenueRows {
  private final Review review;

  OpenRevenueRows(Review review) {
    this.review = review;
  }

  /** A figure with all that is said against it; nothing where it is trusted. */
  private record Judged(Optional<Expected> expected, List<String> against) {
    boolean trusted() {
      return against.isEmpty();
    }
  }

  /** One for each cohort, and one for all of them that have an expectation. */
  List<Row> rows(RevenueKey key, Revenue revenue) {
    List<RevenueCohort> cohorts = revenue.cohorts();
    RevenueOutlook outlook = RevenueOutlook.of(cohorts, revenue.lastLag());
    List<Answer<Expected>> expected =
        outlook.cohorts().stream().map(answer -> enough(key, revenue, answer)).toList();
    List<String> doubts = doubts(revenue);
    List<Row> rows = new ArrayList<>();
    for (int place = 0; place < cohorts.size(); place++) {
      RevenueCohort cohort = cohorts.get(place);
      Judged judged = judged(expected.get(place), cohort.paid(), doubts, outlook);
      Integer lastLag = cohort.lastLag() < 0 ? null : (Integer) cohort.lastLag();
      rows.add(row(key, cohort.month().toString(), List.of(cohort), lastLag, judged));
    }
    rows.add(whole(key, cohorts, expected, doubts, outlook));
    return rows;
  }

  /** A channel by itself is developed only where it has wins enough; the whole always. */
  private static Answer<Expected> enough(
      RevenueKey key, Revenue revenue, Answer<Expected> expected) {
    long needed = TrustGates.ofWins().trustedFromConversions();
    boolean closed = expected.value().filter(figure -> !figure.open()).isPresent();
    return !closed && !key.isOfWhole() && revenue.wins() < needed
        ? Answer.refused(
            "%d wins of this channel do not tell how it develops; %d are needed"
                .formatted(revenue.wins(), needed))
        : expected;
  }

  /** What is to be said against any figure of this revenue. */
  private List<String> doubts(Revenue revenue) {
    List<String> doubts = new ArrayList<>();
    long needed = TrustGates.ofWins().trustedFromConversions();
    if (revenue.wins() < needed) {
      doubts.add("only %d wins, at least %d are needed".formatted(revenue.wins(), needed));
    }
    double largest = revenue.largestAccount().doubleValue();
    double paid = revenue.paid().doubleValue();
    if (largest > TrustGates.MOST_OF_ONE_ACCOUNT * paid) {
      doubts.add(
          "one account brought %d%% of the money, at most %d%% may come from one"
              .formatted(
                  Math.round(100 * largest / paid),
                  Math.round(100 * TrustGates.MOST_OF_ONE_ACCOUNT)));
    }
    if (revenue.winsWithoutAmount() > 0) {
      doubts.add(
          "%d wins have no amount and are in no currency".formatted(revenue.winsWithoutAmount()));
    }
    if (review.link() == OpportunityLink.EVERY) {
      doubts.add("a deal counts once for every contact that it belongs to");
    }
    return doubts;
  }

  private static Judged judged(
      Answer<Expected> answer, BigDecimal paid, List<String> doubts, RevenueOutlook outlook) {
    if (answer.value().isEmpty()) {
      return new Judged(Optional.empty(), List.of("refused: " + answer.reason()));
    }
    Expected expected = answer.value().get();
    List<String> against = new ArrayList<>(doubts);
    if (expected.open()) {
      against.addAll(outlook.doubts());
    }
    if (expected.money() > ChainLadder.TRUSTED_COMPLETION * paid.doubleValue()) {
      against.add(
          String.format(
              Locale.ROOT,
              "too much is still to come: it will be %.2f times what has come, and at most %.1f times is trusted",
              expected.money() / paid.doubleValue(),
              ChainLadder.TRUSTED_COMPLETION));
    }
    return new Judged(Optional.of(expected), against);
  }

  private Row whole(
      RevenueKey key,
      List<RevenueCohort> cohorts,
      List<Answer<Expected>> expected,
      List<String> doubts,
      RevenueOutlook outlook) {
    List<Integer> with = places(expected, true);
    List<String> without =
        places(expected, false).stream()
            .map(place -> cohorts.get(place).month().toString())
            .toList();
    if (with.isEmpty()) {
      Answer<Expected> nothing = Answer.refused("nothing can be said of any cohort");
      return row(key, Review.ALL, cohorts, null, judged(nothing, BigDecimal.ZERO, doubts, outlook));
    }
    List<RevenueCohort> counted = with.stream().map(cohorts::get).toList();
    List<Expected> figures =
        with.stream().map(place -> expected.get(place).value().orElseThrow()).toList();
    boolean open = figures.stream().anyMatch(Expected::open);
    Expected sum =
        new Expected(
            figures.stream().mapToDouble(Expected::money).sum(),
            open ? outlook.standardError() : OptionalDouble.of(0),
            open);
    Judged judged = judged(Answer.of(sum), paid(counted), doubts, outlook);
    List<String> against = new ArrayList<>(judged.against());
    if (!without.isEmpty()) {
      against.add(
          "without the cohorts %s, of which nothing can be said"
              .formatted(String.join(", ", without)));
    }
    return row(key, Review.ALL, counted, null, new Judged(judged.expected(), against));
  }

  private static List<Integer> places(List<Answer<Expected>> expected, boolean present) {
    return IntStream.range(0, expected.size())
        .filter(place -> expected.get(place).value().isPresent() == present)
        .boxed()
        .toList();
  }

  private static BigDecimal paid(List<RevenueCohort> cohorts) {
    return cohorts.stream().map(RevenueCohort::paid).reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private Row row(
      RevenueKey key, String name, List<RevenueCohort> cohorts, Integer lastLag, Judged judged) {
    BigDecimal paid = paid(cohorts);
    BigDecimal inOpenMonth =
        cohorts.stream().map(RevenueCohort::inOpenMonth).reduce(BigDecimal.ZERO, BigDecimal::add);
    Optional<Expected> expected = judged.expected();
    return RowFactory.create(
        review.id(),
        review.asOf(),
        key.version(),
        key.channel(),
        key.currency(),
        name,
        cohorts.stream().mapToLong(RevenueCohort::contacts).sum(),
        cohorts.stream().mapToLong(RevenueCohort::wins).sum(),
        lastLag,
        paid,
        inOpenMonth,
        expected.map(Expected::money).orElse(null),
        expected.map(figure -> OptionalValues.orNull(figure.standardError())).orElse(null),
        paid.signum() == 0
            ? null
            : expected.map(figure -> figure.money() / paid.doubleValue()).orElse(null),
        judged.trusted(),
        String.join("; ", judged.against()));
  }
}
