package io.requalify.timelines;

import static io.requalify.timelines.TimelineEntries.micros;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.requalify.tables.TableContract.ColumnContract;
import io.requalify.tables.source.AccountSignalsTable;
import io.requalify.tables.source.EventsTable;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Intent signals of accounts as events of their contacts: of those who belonged to the account when
 * the signal occurred. The topic is the asset of the event, the strength its value.
 */
final class SignalEvents {
  /** Type of such an event. */
  static final String TYPE = "intent_signal";

  private SignalEvents() {}

  /**
   * Rows of {@link EventsTable}.
   *
   * @param signals rows of {@code account_signals}
   * @param stays rows of {@link AccountStays}
   */
  static Dataset<Row> of(Dataset<Row> signals, Dataset<Row> stays) {
    Column occurred = micros(AccountSignalsTable.OCCURRED_AT);
    Map<String, Column> known =
        Map.of(
            EventsTable.EVENT_ID, col(AccountSignalsTable.SIGNAL_ID),
            EventsTable.CONTACT_ID, col(AccountStays.CONTACT_ID),
            EventsTable.TYPE, lit(TYPE),
            EventsTable.OCCURRED_AT, col(AccountSignalsTable.OCCURRED_AT),
            EventsTable.KNOWN_AT, col(AccountSignalsTable.KNOWN_AT),
            EventsTable.ASSET, col(AccountSignalsTable.TOPIC),
            EventsTable.VALUE, col(AccountSignalsTable.STRENGTH),
            EventsTable.SOURCE, col(AccountSignalsTable.SOURCE),
            EventsTable.SUSPECT, lit(false));
    Column[] columns =
        EventsTable.CONTRACT.columns().stream()
            .map(ColumnContract::name)
            .map(
                name ->
                    known
                        .getOrDefault(name, lit(null))
                        .cast(EventsTable.CONTRACT.schema().apply(name).dataType())
                        .as(name))
            .toArray(Column[]::new);
    return signals
        .join(stays, AccountSignalsTable.ACCOUNT_ID)
        .where(occurred.geq(col(AccountStays.FROM)).and(occurred.lt(col(AccountStays.TO))))
        // Two roles at one account are one contact, who hears of the signal once.
        .dropDuplicates(
            AccountStays.CONTACT_ID, AccountSignalsTable.SOURCE, AccountSignalsTable.SIGNAL_ID)
        .select(columns);
  }
}
