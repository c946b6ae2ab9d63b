package io.requalify.monitoring;

import io.requalify.statistics.BinomialInterval;
import io.requalify.statistics.BinomialTally;
import io.requalify.statistics.Conclusion;
import io.requalify.statistics.Interval;
import io.requalify.tables.Review;
import io.requalify.tables.result.SlaTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** How soon sales came and what it said, as rows of {@link SlaTable}. */
final class SlaRows {
  private static final List<String> DISPOSITIONS =
      List.of("accepted", "rejected", "recycled", SlaCounts.NONE);
  private static final String OTHER = "(other)";

  private final Review review;
  private final List<Row> rows = new ArrayList<>();

  SlaRows(Review review) {
    this.review = review;
  }

  List<Row> rows(SlaCounts counts) {
    counts.tallies().forEach(this::add);
    counts
        .reasons()
        .forEach(
            (route, reasons) -> {
              SlaKey all = new SlaKey(route, Review.ALL, Review.ALL);
              addReasons(all, counts.tallies().get(all), reasons);
            });
    return List.copyOf(rows);
  }

  private void add(SlaKey key, SlaTally tally) {
    List<String> bands = TouchBands.names();
    for (int band = 0; band < bands.size(); band++) {
      addShare(key, SlaTable.OF_TOUCH, bands.get(band), tally.inBand(band), tally.due());
    }
    addShare(key, SlaTable.OF_TOUCH, "touched", tally.touched(), tally.due());
    addHours(key, "half", 0.5, tally);
    addHours(key, "nine_in_ten", 0.9, tally);
    for (String disposition : DISPOSITIONS) {
      addShare(key, SlaTable.OF_DISPOSITION, disposition, tally.with(disposition), tally.due());
    }
    addShare(key, SlaTable.OF_DISPOSITION, "not_due", tally.notDue(), tally.due() + tally.notDue());
  }

  private void addReasons(SlaKey key, SlaTally tally, SortedMap<String, Long> reasons) {
    long all = tally.with("rejected") + tally.with("recycled");
    long told = 0;
    for (Map.Entry<String, Long> reason : reasons.entrySet()) {
      addShare(key, SlaTable.OF_REASON, reason.getKey(), reason.getValue(), all);
      told += reason.getValue();
    }
    if (told < all) {
      addShare(key, SlaTable.OF_REASON, OTHER, all - told, all);
    }
  }

  private void addShare(SlaKey key, String part, String item, long contacts, long of) {
    String reason = of == 0 ? "insufficient: the horizon of none of these contacts is over" : "";
    add(key, part, item, contacts, of, Optional.empty(), reason);
  }

  /** Who was touched at an unknown time is left out; whom nobody touched waits without end. */
  private void addHours(SlaKey key, String item, double wanted, SlaTally tally) {
    long of = tally.due() - tally.inBand(TouchBands.UNKNOWN);
    long touched = 0;
    for (Map.Entry<Long, Long> hours : tally.byHours().entrySet()) {
      touched += hours.getValue();
      if (touched >= wanted * of) {
        add(
            key,
            SlaTable.OF_HOURS,
            item,
            touched,
            of,
            Optional.of(hours.getKey().doubleValue()),
            "");
        return;
      }
    }
    String reason =
        of == 0
            ? "insufficient: there is no contact of whom it is known whether and when sales came"
            : "fewer than that were ever touched";
    add(key, SlaTable.OF_HOURS, item, touched, of, Optional.empty(), reason);
  }

  private void add(
      SlaKey key,
      String part,
      String item,
      long contacts,
      long of,
      Optional<Double> hours,
      String reason) {
    Optional<BinomialTally> tally =
        of == 0 ? Optional.empty() : Optional.of(new BinomialTally(of, contacts));
    Optional<Interval> interval =
        tally.map(some -> new BinomialInterval.Wilson().around(some, Conclusion.LEVEL));
    rows.add(
        RowFactory.create(
            review.id(),
            review.asOf(),
            key.route(),
            key.channel(),
            key.cohort(),
            part,
            item,
            contacts,
            of,
            tally.map(BinomialTally::rate).orElse(null),
            interval.map(Interval::lower).orElse(null),
            interval.map(Interval::upper).orElse(null),
            hours.orElse(null),
            reason));
  }
}
