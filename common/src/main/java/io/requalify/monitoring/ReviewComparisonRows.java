package io.requalify.monitoring;

import io.requalify.documents.Constants;
import io.requalify.monitoring.ReviewFigures.FigureKey;
import io.requalify.monitoring.ReviewFigures.Figures;
import io.requalify.tables.Review;
import io.requalify.tables.result.ReviewComparisonsTable;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** One earlier review beside this one, as rows of {@link ReviewComparisonsTable}. */
final class ReviewComparisonRows {
  /** With fewer mature contacts a review has no conversion. */
  private static final long FEWEST = 30;

  private final Review review;
  private final ReviewBasis now;
  private final ReviewBasis before;
  private final SortedMap<FigureKey, Figures> figuresNow;
  private final SortedMap<FigureKey, Figures> figuresBefore;
  private final NotableDates notable;
  private final List<Row> rows = new ArrayList<>();

  ReviewComparisonRows(
      Review review, ReviewBasis before, ReviewFigures figures, NotableDates notable) {
    this.review = review;
    this.now = ReviewBasis.of(review);
    this.before = before;
    this.figuresNow = figures.of(review.id());
    this.figuresBefore = figures.of(before.reviewId());
    this.notable = notable;
  }

  private enum Measure {
    WEEKLY_CONTACTS,
    CONVERSION,
    REVENUE_PER_CONTACT
  }

  /** The two figures, or why they cannot be compared. */
  private record Compared(Double before, Double now, String reason) {
    static Compared refused(String reason) {
      return new Compared(null, null, reason);
    }
  }

  /** Of every version that both have figures of, by segment and outcome of this one. */
  List<Row> rows() {
    SortedSet<String> common = new TreeSet<>(review.versions());
    common.retainAll(figuresBefore.keySet().stream().map(FigureKey::version).toList());
    List<String> outcomes = List.copyOf(review.horizonDays().keySet());
    for (FigureKey key : figuresNow.keySet()) {
      if (!common.contains(key.version()) || !outcomes.contains(key.outcome())) {
        continue;
      }
      if (key.outcome().equals(outcomes.get(0))) {
        // A contact counts once for each outcome, so any of them will do.
        add(key, Measure.WEEKLY_CONTACTS);
      }
      add(key, Measure.CONVERSION);
      add(key, Measure.REVENUE_PER_CONTACT);
    }
    return List.copyOf(rows);
  }

  private void add(FigureKey key, Measure measure) {
    boolean ofOutcome = measure != Measure.WEEKLY_CONTACTS;
    Optional<String> refusal = now.refusal(before);
    if (ofOutcome) {
      refusal = refusal.or(() -> now.refusal(before, key.outcome()));
    }
    Compared compared =
        refusal.map(Compared::refused).orElseGet(() -> compared(measure, key, ofOutcome));
    boolean isSaid = compared.reason().isEmpty();
    rows.add(
        RowFactory.create(
            review.id(),
            review.asOf(),
            before.reviewId(),
            Timestamp.from(before.asOf()),
            key.version(),
            key.segment(),
            ofOutcome ? key.outcome() : ReviewComparisonsTable.NO_OUTCOME,
            Constants.word(measure),
            compared.before(),
            compared.now(),
            isSaid ? (Double) (compared.now() - compared.before()) : null,
            now.sharedDays(before),
            notable.between(before.from(), now.to()),
            compared.reason()));
  }

  private Compared compared(Measure measure, FigureKey key, boolean ofOutcome) {
    Figures here = figuresNow.get(key);
    Optional<Figures> there = figures(key, ofOutcome);
    if (there.isEmpty()) {
      return Compared.refused("another segment: nobody was in %s then".formatted(key.segment()));
    }
    return switch (measure) {
      case WEEKLY_CONTACTS ->
          new Compared(there.get().contacts() / before.weeks(), here.contacts() / now.weeks(), "");
      case CONVERSION -> conversion(there.get(), here);
      case REVENUE_PER_CONTACT -> revenue(there.get(), here);
    };
  }

  /** Of the earlier review; of contacts alone by whatever outcome it asked for. */
  private Optional<Figures> figures(FigureKey key, boolean ofOutcome) {
    return figuresBefore.entrySet().stream()
        .filter(each -> each.getKey().version().equals(key.version()))
        .filter(each -> each.getKey().segment().equals(key.segment()))
        .filter(each -> !ofOutcome || each.getKey().outcome().equals(key.outcome()))
        .map(each -> each.getValue())
        .findFirst();
  }

  private static Compared conversion(Figures there, Figures here) {
    long then = there.mature().trials();
    long now = here.mature().trials();
    return Math.min(then, now) < FEWEST
        ? Compared.refused(
            "insufficient: %d mature contacts then and %d now; at least %d of each are needed"
                .formatted(then, now, FEWEST))
        : new Compared(there.mature().rate(), here.mature().rate(), "");
  }

  private static Compared revenue(Figures there, Figures here) {
    if (there.currency().isEmpty() || here.currency().isEmpty()) {
      return Compared.refused(
          "another revenue basis: no money is on record %s"
              .formatted(there.currency().isEmpty() ? "then" : "now"));
    }
    if (!there.currency().equals(here.currency())) {
      return Compared.refused(
          "another revenue basis: %s then, %s now"
              .formatted(there.currency().get(), here.currency().get()));
    }
    if (there.revenue().isEmpty() || here.revenue().isEmpty()) {
      return Compared.refused("another revenue basis: the money is of several currencies");
    }
    return new Compared(
        there.revenue().get().doubleValue() / there.contacts(),
        here.revenue().get().doubleValue() / here.contacts(),
        "");
  }
}
