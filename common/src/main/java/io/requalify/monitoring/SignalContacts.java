package io.requalify.monitoring;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.unix_micros;
import static org.apache.spark.sql.functions.when;

import io.requalify.outcomes.Horizon;
import io.requalify.scoring.Micros;
import io.requalify.tables.Review;
import io.requalify.tables.Tables;
import io.requalify.tables.result.AccountEpisodesTable;
import io.requalify.tables.result.EpisodesTable;
import io.requalify.tables.result.ScorePeaksTable;
import io.requalify.tables.result.SignalsTable;
import io.requalify.tables.source.ContactsTable;
import io.requalify.tables.source.EventsTable;
import io.requalify.tables.source.StageChangesTable;
import io.requalify.timelines.KnownContacts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The contacts of a review that were followed to the horizon of won, with the signals that each had
 * within {@link #SIGNAL_DAYS} of its creation and the days to its win. Contacts that had won by
 * then are left out: what comes after a win foretells nothing.
 */
final class SignalContacts {
  /** When all signals are read: so many days after the creation of the contact. */
  static final int SIGNAL_DAYS = 30;

  static final String WON = "won";
  static final String CHANNEL = "_channel";
  static final String CLUSTER = "_cluster";

  /** Segment under production; {@link Review#EMPTY} where it is not known. */
  static final String SEGMENT = "_segment";

  /** For each signal whether the contact had it. */
  static final String HAD = "_had";

  /** Microseconds from creation to the win; null for who did not win. */
  static final String CYCLE = "_cycle";

  /** For each signal the microseconds to the win; null where there was no signal or no win. */
  static final String BEFORE_WIN = "_before_win";

  static final String CONTACTS = "_contacts";

  /** Kind of event by which a source says that a contact used the product. */
  private static final String PRODUCT_USE = "product_use";

  private static final String CONTACT = "_contact";
  private static final String ACCOUNT = "_account";
  private static final String CREATED = "_created";
  private static final String READ = "_read";
  private static final String WON_AT = "_won_at";
  private static final String USED = "_used";
  private static final String KNOWN = "_known";

  private final Tables tables;
  private final Review review;
  private final List<NamedSignal> signals;

  SignalContacts(Tables tables, Review review, List<NamedSignal> signals) {
    this.tables = tables;
    this.review = review;
    this.signals = signals;
  }

  /**
   * Contacts with their signals, one row each.
   *
   * <p>Instants are microseconds since 1970.
   */
  Dataset<Row> withSignals() {
    Dataset<Row> contacts = contacts();
    Dataset<Row> winners = firstWins(contacts);
    Dataset<Row> all =
        contacts
            .join(winners, CONTACT, "left")
            .where(col(WON_AT).isNull().or(col(WON_AT).geq(col(READ))))
            .join(segments(), CONTACT, "left")
            .join(mqls(), CONTACT, "left")
            .join(productUse(contacts), CONTACT, "left")
            .join(accounts(contacts), CONTACT, "left");
    Column end = col(CREATED).plus(lit(Micros.of(followed())));
    Column won = coalesce(col(WON_AT).lt(end), lit(false));
    List<Column> had = new ArrayList<>();
    List<Column> before = new ArrayList<>();
    for (int place = 0; place < signals.size(); place++) {
      Column at = greatestOf(col(at(place)), col(CREATED));
      Column has = coalesce(at.lt(col(READ)), lit(false));
      had.add(has);
      before.add(when(won.and(has), col(WON_AT).minus(at)));
    }
    return all.select(
        col(CHANNEL),
        col(CLUSTER),
        coalesce(col(SEGMENT), lit(Review.EMPTY)).as(SEGMENT),
        when(won, col(WON_AT).minus(col(CREATED))).as(CYCLE),
        array(had.toArray(Column[]::new)).as(HAD),
        array(before.toArray(Column[]::new)).as(BEFORE_WIN));
  }

  /**
   * The same with equal contacts of an account counted together, in one order: winners remain
   * almost one by one, and the others are as many rows as accounts have patterns of signals.
   */
  static Dataset<Row> counted(Dataset<Row> contacts) {
    return contacts
        .groupBy(CLUSTER, CHANNEL, SEGMENT, CYCLE, HAD, BEFORE_WIN)
        .agg(count(lit(1)).as(CONTACTS))
        .orderBy(CLUSTER, CHANNEL, SEGMENT, CYCLE, HAD, BEFORE_WIN);
  }

  private Duration followed() {
    return Duration.ofDays(review.horizonDays().get(WON));
  }

  private Dataset<Row> contacts() {
    Column created = col(ContactsTable.CREATED_AT);
    Column read = Horizon.endMicros(created, lit(SIGNAL_DAYS));
    Column end = Horizon.endMicros(created, lit(review.horizonDays().get(WON)));
    return KnownContacts.oneRowEach(tables.read(ContactsTable.CONTRACT))
        .where(created.geq(lit(review.from())))
        .where(read.leq(lit(Micros.of(review.to()))))
        .where(end.leq(lit(Micros.of(review.asOf()))))
        .select(
            col(ContactsTable.CONTACT_ID).as(CONTACT),
            col(ContactsTable.ACCOUNT_ID).as(ACCOUNT),
            KnownContacts.cluster(col(ContactsTable.ACCOUNT_ID), col(ContactsTable.CONTACT_ID))
                .as(CLUSTER),
            coalesce(col(ContactsTable.CHANNEL), lit(Review.EMPTY)).as(CHANNEL),
            unix_micros(created).as(CREATED),
            read.as(READ));
  }

  private Dataset<Row> firstWins(Dataset<Row> contacts) {
    Column wonAt = unix_micros(col(StageChangesTable.OCCURRED_AT));
    return tables
        .read(StageChangesTable.CONTRACT)
        .where(col(StageChangesTable.STAGE).equalTo(WON))
        .where(col(StageChangesTable.KNOWN_AT).leq(lit(review.asOf())))
        .select(col(StageChangesTable.CONTACT_ID).as(CONTACT), wonAt.as(WON_AT))
        .join(contacts.select(CONTACT, CREATED), CONTACT)
        .where(col(WON_AT).geq(col(CREATED)))
        .groupBy(CONTACT)
        .agg(min(WON_AT).as(WON_AT));
  }

  /** Of those who qualify and of those who do not, which episodes alone would not tell. */
  private Dataset<Row> segments() {
    return tables
        .read(ScorePeaksTable.CONTRACT, review.slice())
        .where(col(ScorePeaksTable.RULE_VERSION).equalTo(lit(signals.get(0).version())))
        .select(
            col(ScorePeaksTable.CONTACT_ID).as(CONTACT), col(ScorePeaksTable.SEGMENT).as(SEGMENT));
  }

  private Dataset<Row> mqls() {
    Dataset<Row> episodes =
        tables
            .read(EpisodesTable.CONTRACT, review.slice())
            .withColumn(CONTACT, col(EpisodesTable.CONTACT_ID));
    return byVersion(
        episodes,
        SignalsTable.MQL,
        col(EpisodesTable.RULE_VERSION),
        unix_micros(col(EpisodesTable.ENTRY_AT)));
  }

  private Dataset<Row> productUse(Dataset<Row> contacts) {
    return tables
        .read(EventsTable.CONTRACT)
        .where(col(EventsTable.TYPE).equalTo(PRODUCT_USE))
        .where(not(col(EventsTable.SUSPECT)))
        .select(
            col(EventsTable.CONTACT_ID).as(CONTACT),
            unix_micros(col(EventsTable.OCCURRED_AT)).as(USED),
            unix_micros(col(EventsTable.KNOWN_AT)).as(KNOWN))
        .join(contacts.select(CONTACT, READ), CONTACT)
        .where(col(KNOWN).lt(col(READ)))
        .groupBy(CONTACT)
        .agg(min(USED).as(at(signals.indexOf(product()))));
  }

  private Dataset<Row> accounts(Dataset<Row> contacts) {
    Column entry = unix_micros(col(AccountEpisodesTable.ENTRY_AT));
    Column exit = unix_micros(col(AccountEpisodesTable.EXIT_AT));
    Dataset<Row> episodes =
        tables
            .read(AccountEpisodesTable.CONTRACT, review.slice())
            .join(
                contacts.select(CONTACT, ACCOUNT, CREATED),
                col(AccountEpisodesTable.ACCOUNT_ID).equalTo(col(ACCOUNT)))
            // An account that had ceased to be qualified says nothing of a contact that came later.
            .where(exit.isNull().or(exit.gt(col(CREATED))));
    return byVersion(episodes, SignalsTable.ACCOUNT, col(AccountEpisodesTable.RULE_VERSION), entry);
  }

  private static NamedSignal product() {
    return new NamedSignal(SignalsTable.PRODUCT_USE, Review.NO_VERSION);
  }

  /** For each contact the first instant under each version, in the column of its signal. */
  private Dataset<Row> byVersion(
      Dataset<Row> episodes, String kind, Column version, Column instant) {
    List<Column> firsts = new ArrayList<>();
    for (int place = 0; place < signals.size(); place++) {
      NamedSignal signal = signals.get(place);
      if (signal.signal().equals(kind)) {
        firsts.add(min(when(version.equalTo(signal.version()), instant)).as(at(place)));
      }
    }
    return episodes
        .groupBy(CONTACT)
        .agg(firsts.get(0), firsts.subList(1, firsts.size()).toArray(Column[]::new));
  }

  private static String at(int place) {
    return "_at_" + place;
  }

  /** Null where the first is null, other than Spark's own. */
  private static Column greatestOf(Column instant, Column least) {
    return when(instant.lt(least), least).otherwise(instant);
  }
}
