package io.requalify.monitoring;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.requalify.tables.Review;
import io.requalify.tables.Tables;
import io.requalify.tables.WriteReceipt;
import io.requalify.tables.result.SignalsTable;
import io.requalify.timelines.KnownContacts;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * Whether the MQL is the right measure: how well the MQL of production tells who will win, beside
 * the MQLs of the candidates, use of the product and qualified accounts, and how long before the
 * win each speaks.
 */
public final class Signals {
  /** More contacts than these are not taken to one machine; some accounts are drawn instead. */
  private static final long MOST_CONTACTS = 500_000;

  private final Tables tables;

  public Signals(Tables tables) {
    this.tables = tables;
  }

  /** Writes the signals of a review; none where it has no production version. */
  public WriteReceipt run(Review review) {
    return tables.replace(
        SignalsTable.CONTRACT, tables.of(SignalsTable.CONTRACT, rows(review)), review.slice());
  }

  private List<Row> rows(Review review) {
    if (review.production().isEmpty()) {
      return List.of();
    }
    List<NamedSignal> signals = NamedSignal.of(review);
    if (!review.horizonDays().containsKey(SignalContacts.WON)) {
      return List.of(notAsked(review, signals.get(0)));
    }
    Dataset<Row> contacts = new SignalContacts(tables, review, signals).withSignals().persist();
    try {
      return concluded(review, signals, contacts, MOST_CONTACTS);
    } finally {
      contacts.unpersist();
    }
  }

  /**
   * The rows of these contacts.
   *
   * @param most contacts that may be taken to one machine
   */
  static List<Row> concluded(
      Review review, List<NamedSignal> signals, Dataset<Row> contacts, long most) {
    long folds = (contacts.count() + most - 1) / most;
    Dataset<Row> taken =
        folds <= 1
            ? contacts
            : contacts.where(
                KnownContacts.fold(col(SignalContacts.CLUSTER), Math.toIntExact(folds))
                    .equalTo(lit(0)));
    String drawn =
        folds <= 1 ? "" : "one account in %d, drawn by its name, speaks for all".formatted(folds);
    return new SignalRows(review, signals, SignalContacts.counted(taken).collectAsList(), drawn)
        .rows();
  }

  private static Row notAsked(Review review, NamedSignal inUse) {
    Object[] values = new Object[SignalsTable.CONTRACT.schema().size()];
    values[0] = review.id();
    values[1] = review.asOf();
    values[2] = Review.ALL;
    values[3] = Review.ALL;
    values[4] = inUse.signal();
    values[5] = inUse.version();
    values[6] = true;
    values[7] = 0L;
    values[8] = 0L;
    values[9] = 0L;
    values[10] = 0L;
    values[values.length - 1] =
        "insufficient: the review does not ask who won; add won by --horizon";
    return RowFactory.create(values);
  }
}
