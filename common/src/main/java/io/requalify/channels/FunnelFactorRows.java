package io.requalify.channels;

import io.requalify.statistics.Answer;
import io.requalify.statistics.Conclusion;
import io.requalify.statistics.Interval;
import io.requalify.statistics.decomposition.Decomposition;
import io.requalify.statistics.decomposition.DecompositionIntervals;
import io.requalify.statistics.decomposition.DrawnFunnel;
import io.requalify.statistics.decomposition.DrawnFunnels;
import io.requalify.statistics.decomposition.FunnelChain;
import io.requalify.statistics.decomposition.MovedParts;
import io.requalify.tables.OpportunityLink;
import io.requalify.tables.Review;
import io.requalify.tables.result.FunnelFactorsTable;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** Which stage moved the money per lead, as rows of {@link FunnelFactorsTable}. */
final class FunnelFactorRows {
  /** With fewer wins on a side its money per lead is chance. */
  private static final long FEWEST_WINS = 30;

  private static final double HUNDREDTHS = 100;

  private final Review review;
  private final List<String> stages;
  private final SortedMap<String, SortedMap<String, FunnelCohort>> cohorts;
  private final List<Row> rows = new ArrayList<>();

  FunnelFactorRows(Review review, SortedMap<String, SortedMap<String, FunnelCohort>> cohorts) {
    this.review = review;
    this.stages = FunnelLeads.stages(review);
    this.cohorts = cohorts;
  }

  /** Every version by months, then every candidate against production. */
  List<Row> rows() {
    List<String> months = List.copyOf(months(Review.NO_VERSION).keySet());
    int earlier = (months.size() + 1) / 2;
    for (String version : review.versions()) {
      add(
          FunnelFactorsTable.OF_MONTHS,
          version,
          new Side(version, months.subList(0, earlier)),
          new Side(version, months.subList(earlier, months.size())));
    }
    for (String candidate : review.candidates()) {
      add(
          FunnelFactorsTable.OF_VERSIONS,
          candidate,
          new Side(review.production().orElseThrow(), months),
          new Side(candidate, months));
    }
    return List.copyOf(rows);
  }

  private SortedMap<String, FunnelCohort> months(String version) {
    return cohorts.getOrDefault(version, Collections.emptySortedMap());
  }

  /** Whose leads of which months. */
  private record Side(String version, List<String> months) {
    String period() {
      return months.isEmpty()
          ? ""
          : "%s to %s".formatted(months.get(0), months.get(months.size() - 1));
    }
  }

  private FunnelCohort cohort(Side side) {
    FunnelCohort cohort = FunnelCohort.nobody(stages.size());
    for (String version : List.of(Review.NO_VERSION, side.version())) {
      for (String month : side.months()) {
        FunnelCohort ofMonth = months(version).get(month);
        cohort = ofMonth == null ? cohort : cohort.plus(ofMonth, stages.size());
      }
    }
    return cohort;
  }

  private void add(String comparison, String version, Side before, Side after) {
    FunnelCohort earlier = cohort(before);
    FunnelCohort later = cohort(after);
    Optional<String> inWins = inWins(earlier, later);
    DrawnFunnels funnels =
        inWins.isEmpty()
            ? new DrawnFunnels(stages, earlier.funnel(), later.funnel())
            : new DrawnFunnels(
                stages, earlier.funnel().countingTheLast(), later.funnel().countingTheLast());
    Compared compared =
        new Compared(comparison, version, before, after, funnels, currency(inWins, earlier, later));
    Answer<Decomposition> parts =
        refusal(before, after)
            .<Answer<Decomposition>>map(Answer::refused)
            .orElseGet(funnels::decompose);
    if (parts.value().isEmpty()) {
      rows.add(
          compared.row(
              review,
              FunnelFactorsTable.TOTAL,
              null,
              null,
              null,
              "insufficient: " + parts.reason()));
      return;
    }
    List<String> reasons = new ArrayList<>();
    inWins.ifPresent(reasons::add);
    addParts(compared, parts.value().get(), reasons);
  }

  private void addParts(Compared compared, Decomposition found, List<String> reasons) {
    compared.doubt().ifPresent(reasons::add);
    Answer<DecompositionIntervals> intervals = compared.funnels().intervals(Conclusion.LEVEL);
    if (!intervals.reason().isEmpty()) {
      reasons.add("no interval: " + intervals.reason());
    }
    String diagnosis =
        intervals.value().map(all -> MovedParts.of(all, Conclusion.LEVEL).inWords()).orElse(null);
    rows.add(
        compared.row(
            review,
            FunnelFactorsTable.TOTAL,
            found.total(),
            intervals.value().map(DecompositionIntervals::total).orElse(null),
            diagnosis,
            words(reasons)));
    for (Decomposition.Part part : found.parts()) {
      // Of wins each counts one, so there is no value that could move.
      if (compared.currency().isPresent() || !part.factor().equals(FunnelChain.VALUE)) {
        rows.add(
            compared.row(
                review,
                part.factor(),
                part.difference(),
                intervals.value().map(all -> all.parts().get(part.factor())).orElse(null),
                diagnosis,
                words(reasons)));
      }
    }
  }

  private static String words(List<String> reasons) {
    return String.join("; ", reasons);
  }

  private Optional<String> refusal(Side before, Side after) {
    if (!stages.contains(FunnelLeads.WON)) {
      return Optional.of("the review does not ask who won; add won by --horizon");
    }
    if (before.months().isEmpty() || after.months().isEmpty()) {
      return Optional.of(
          "leads of %d months were followed to the end, and two are needed"
              .formatted(months(Review.NO_VERSION).size()));
    }
    return Optional.empty();
  }

  /** Why wins are counted in the place of money; none where the money is known. */
  private Optional<String> inWins(FunnelCohort before, FunnelCohort after) {
    SortedSet<String> currencies = currencies(before, after);
    long unknown = before.withoutAmount() + after.withoutAmount();
    if (review.link() == OpportunityLink.EVERY) {
      return Optional.of(
          "in wins: by the opportunity link every, the money of one opportunity stands at several contacts");
    }
    if (currencies.size() > 1) {
      return Optional.of("in wins: amounts in %s do not add up".formatted(currencies));
    }
    if (unknown > 0) {
      return Optional.of(
          "in wins: %d wins of both sides have no amount on record".formatted(unknown));
    }
    return currencies.isEmpty() ? Optional.of("in wins: nobody won") : Optional.empty();
  }

  private static Optional<String> currency(
      Optional<String> inWins, FunnelCohort before, FunnelCohort after) {
    return inWins.isPresent() ? Optional.empty() : Optional.of(currencies(before, after).first());
  }

  private static SortedSet<String> currencies(FunnelCohort before, FunnelCohort after) {
    SortedSet<String> currencies = new TreeSet<>(before.currencies());
    currencies.addAll(after.currencies());
    return currencies;
  }

  /** What is compared, and its figures stage by stage. */
  private record Compared(
      String comparison,
      String version,
      Side before,
      Side after,
      DrawnFunnels funnels,
      Optional<String> currency) {

    Optional<String> doubt() {
      int last = funnels.stages().size() - 1;
      long winsBefore = funnels.before().reached(last);
      long winsAfter = funnels.after().reached(last);
      return Math.min(winsBefore, winsAfter) < FEWEST_WINS
          ? Optional.of(
              "not trusted: %d wins before and %d after, at least %d of each are needed"
                  .formatted(winsBefore, winsAfter, FEWEST_WINS))
          : Optional.empty();
    }

    Row row(
        Review review,
        String part,
        BigDecimal difference,
        Interval interval,
        String diagnosis,
        String reason) {
      return RowFactory.create(
          review.id(),
          review.asOf(),
          comparison,
          version,
          part,
          currency.isPresent() ? FunnelFactorsTable.MONEY : FunnelFactorsTable.WINS,
          currency.orElse(null),
          before.period(),
          after.period(),
          factor(part, funnels.before()),
          factor(part, funnels.after()),
          difference == null ? null : difference.doubleValue() / HUNDREDTHS,
          interval == null ? null : interval.lower() / HUNDREDTHS,
          interval == null ? null : interval.upper() / HUNDREDTHS,
          count(part, funnels.before()),
          count(part, funnels.after()),
          diagnosis,
          reason);
    }

    /** Contacts at the stage; of the total all leads, of the value those that won. */
    private long count(String part, DrawnFunnel side) {
      int last = funnels.stages().size() - 1;
      if (part.equals(FunnelFactorsTable.TOTAL)) {
        return side.reached(0);
      }
      return side.reached(part.equals(FunnelChain.VALUE) ? last : funnels.stages().indexOf(part));
    }

    /** Share of the stage before; of the total money per lead, of the value money per win. */
    private Double factor(String part, DrawnFunnel side) {
      int last = funnels.stages().size() - 1;
      boolean whole = part.equals(FunnelFactorsTable.TOTAL);
      if (whole || part.equals(FunnelChain.VALUE)) {
        long of = side.reached(whole ? 0 : last);
        return of == 0 ? null : (Double) (side.value() / HUNDREDTHS / of);
      }
      int stage = funnels.stages().indexOf(part);
      long of = side.reached(stage - 1);
      return of == 0 ? null : (Double) ((double) side.reached(stage) / of);
    }
  }
}
