package io.requalify.bench;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.format_string;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.pmod;
import static org.apache.spark.sql.functions.timestamp_micros;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;

import io.requalify.scoring.Micros;
import io.requalify.tables.DistinctRows;
import io.requalify.tables.Slice;
import io.requalify.tables.SliceDigest;
import io.requalify.tables.TableContract;
import io.requalify.tables.TableContract.ColumnContract;
import io.requalify.tables.Tables;
import io.requalify.tables.source.ContactsTable;
import io.requalify.tables.source.EventsTable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * A made-up world of contacts who come by every now and then and do a few things each time. The
 * same size gives the same rows. Everything is known when it happens, and no two events of a
 * contact happen at one instant. Events lie in the order of the visits, as exports do, not in that
 * of the contacts.
 *
 * @param contacts number of contacts
 * @param events number of events of each
 */
record BenchWorld(int contacts, int events) {
  /** Before the first event of all. */
  static final Instant START = Instant.parse("2025-01-01T00:00:00Z");

  /** After the last event of all. */
  static final Instant END = Instant.parse("2026-02-01T00:00:00Z");

  /** Most contacts, by the digits of an id. */
  static final int MOST_CONTACTS = 10_000_000;

  private static final String SOURCE = "bench";
  private static final String NUMBER = "_number";
  private static final String PLACE = "_place";
  private static final int EVENTS_OF_A_VISIT = 4;
  private static final long YEAR = Micros.of(Duration.ofDays(365));
  private static final long BETWEEN_EVENTS = Micros.of(Duration.ofMinutes(90));
  private static final long JITTER = Micros.of(Duration.ofMinutes(80));
  private static final int EVENTS_OF_A_TASK = 1_250_000;

  BenchWorld {
    if (contacts < 1 || contacts > MOST_CONTACTS || events < 1 || events > MOST_CONTACTS) {
      throw new IllegalArgumentException(
          "from 1 to %,d contacts, with at least one event each".formatted(MOST_CONTACTS));
    }
  }

  /** Microseconds since 1970 of {@link #START}. */
  static long startMicros() {
    return Micros.of(START);
  }

  /** Writes the tables that timelines are made from. */
  void write(Tables tables) {
    write(tables, ContactsTable.CONTRACT, contactRows(tables), contacts);
    write(tables, EventsTable.CONTRACT, eventRows(tables), (long) contacts * events);
  }

  private static void write(Tables tables, TableContract contract, Dataset<Row> rows, long count) {
    Dataset<Row> whole = rows.withColumn(ContactsTable.SOURCE, lit(SOURCE));
    List<String> given = List.of(whole.columns());
    for (ColumnContract column : contract.columns()) {
      if (!given.contains(column.name())) {
        whole = whole.withColumn(column.name(), lit(null).cast(column.type()));
      }
    }
    // Keys are numbered, so they need not be compared; no other rows are there to be told apart.
    tables.replace(
        contract,
        new DistinctRows(whole, new SliceDigest(count, count)),
        Slice.of(ContactsTable.SOURCE, SOURCE));
  }

  private Dataset<Row> contactRows(Tables tables) {
    Column number = col("id");
    return tables
        .spark()
        .range(0, contacts, 1, 2)
        .select(
            id("c", number).as(ContactsTable.CONTACT_ID),
            id("a", number.divide(3).cast("bigint")).as(ContactsTable.ACCOUNT_ID),
            timestamp_micros(lit(startMicros())).as(ContactsTable.CREATED_AT),
            concat(lit("channel-"), drawn(6, number, lit("channel"))).as(ContactsTable.CHANNEL));
  }

  private Dataset<Row> eventRows(Tables tables) {
    long count = (long) contacts * events;
    Column number = col(NUMBER);
    Column place = col(PLACE);
    return tables
        .spark()
        .range(0, count, 1, Math.toIntExact(1 + count / EVENTS_OF_A_TASK))
        .select(
            col("id"),
            pmod(pmod(col("id"), lit((long) contacts)).multiply(step()), lit((long) contacts))
                .as(NUMBER),
            col("id").divide(contacts).cast("bigint").as(PLACE))
        .select(
            concat(lit("e"), col("id").cast("string")).as(EventsTable.EVENT_ID),
            id("c", number).as(EventsTable.CONTACT_ID),
            type(drawn(100, number, place)).as(EventsTable.TYPE),
            timestamp_micros(instant(number, place)).as(EventsTable.OCCURRED_AT),
            timestamp_micros(instant(number, place)).as(EventsTable.KNOWN_AT),
            lit(false).as(EventsTable.SUSPECT));
  }

  /** Visits lie in stretches of equal length, one in each, and the events of a visit close by. */
  private Column instant(Column number, Column place) {
    long stretch = YEAR / (1 + (events - 1) / EVENTS_OF_A_VISIT);
    Column visit = place.divide(EVENTS_OF_A_VISIT).cast("bigint");
    Column instant =
        lit(startMicros())
            .plus(visit.multiply(stretch))
            .plus(drawn(stretch, number, visit, lit("visit")))
            .plus(pmod(place, lit((long) EVENTS_OF_A_VISIT)).multiply(BETWEEN_EVENTS))
            .plus(drawn(JITTER, number, place, lit("instant")));
    // The last microseconds are the place of the event, so that no two of a contact are equal.
    return instant.minus(pmod(instant, lit((long) events))).plus(place).plus(events);
  }

  private static Column type(Column percent) {
    Column type = when(lit(false), lit(""));
    int upTo = 0;
    for (Activity activity : Activity.values()) {
      upTo += activity.percent();
      type = type.when(percent.lt(upTo), lit(activity.type()));
    }
    return type;
  }

  private static Column id(String letter, Column number) {
    return format_string(letter + "%07d", number);
  }

  /** A number from 0, below the limit, that depends on these alone. */
  private static Column drawn(long limit, Column... from) {
    return pmod(xxhash64(from), lit(limit));
  }

  /**
   * A prime that the number of contacts is no multiple of, so that steps meet each contact once.
   */
  private long step() {
    return LongStream.of(7919, 104_729, 1_299_709)
        .filter(prime -> contacts % prime != 0)
        .findFirst()
        .orElseThrow();
  }
}
