package io.requalify.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.requalify.SparkFixture;
import io.requalify.tables.OpportunityLink;
import io.requalify.tables.Review;
import io.requalify.tables.Slice;
import io.requalify.tables.TableContract;
import io.requalify.tables.Tables;
import io.requalify.tables.Warehouse;
import io.requalify.tables.WriteReceipt;
import io.requalify.tables.result.AccountEpisodesTable;
import io.requalify.tables.result.EpisodesTable;
import io.requalify.tables.result.ScorePeaksTable;
import io.requalify.tables.result.SignalsTable;
import io.requalify.tables.source.ContactsTable;
import io.requalify.tables.source.EventsTable;
import io.requalify.tables.source.StageChangesTable;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Forty contacts win 60 days after their creation and forty do not. Of either half are MQLs on day
 * 5; on day 3 thirty-six of the winners and four of the others use the product.
 */
@ExtendWith(SparkFixture.class)
@TestInstance(Lifecycle.PER_CLASS)
final class SignalsTest {
  private static final Instant CREATED = Instant.parse("2026-01-10T00:00:00Z");
  private static final int HALF = 40;

  private final Review review =
      new Review(
          Instant.parse("2026-12-31T00:00:00Z"),
          Instant.parse("2026-01-01T00:00:00Z"),
          Instant.parse("2026-07-01T00:00:00Z"),
          ZoneOffset.UTC,
          Optional.of("live"),
          List.of(),
          Map.of("accepted", 30, "won", 120),
          7,
          OpportunityLink.LATEST);
  private final SparkSession spark;
  private final Tables tables;
  private final List<Row> contacts = new ArrayList<>();
  private final List<Row> wins = new ArrayList<>();
  private final List<Row> events = new ArrayList<>();
  private final List<Row> episodes = new ArrayList<>();
  private final List<Row> accountEpisodes = new ArrayList<>();
  private final List<Row> peaks = new ArrayList<>();

  SignalsTest(SparkSession spark, @TempDir Path folder) {
    this.spark = spark;
    this.tables = new Tables(spark, new Warehouse(folder.toString()));
  }

  @BeforeAll
  void fillTheWorld() {
    for (int number = 0; number < HALF; number++) {
      contact("winner" + number, number == 39 ? "acme" : null);
      contact("other" + number, number == 39 ? "gone" : null);
      wins.add(win("winner" + number, 60));
      peaks.add(peak("winner" + number));
      if (number < 39) {
        peaks.add(peak("other" + number));
      }
      if (number < HALF / 2) {
        episodes.add(mql("winner" + number, 5));
        episodes.add(mql("other" + number, 5));
      }
      if (number < 36) {
        events.add(use("winner" + number, 3, 3, false));
      }
      if (number < 4) {
        events.add(use("other" + number, 3, 3, false));
      }
    }
    // Each of these had no signal when it was read.
    episodes.add(mql("other20", 30));
    events.add(use("other21", 30, 30, false));
    events.add(use("other22", 3, 40, false));
    events.add(use("other23", 3, 3, true));
    // Won before the signals were read, after the horizon, and known too late.
    contact("early", null);
    wins.add(win("early", 20));
    wins.add(win("other24", 120));
    // The one account was qualified already, and the other no longer.
    accountEpisodes.add(account("acme", -20, null));
    accountEpisodes.add(account("gone", -20, -1));
    contacts.add(contactRow("young", null, "2026-06-15T00:00:00Z", "podcast"));
    contacts.add(contactRow("podcast", null, "2026-01-10T00:00:00Z", "podcast"));
    put(ContactsTable.CONTRACT, Slice.of("source", "crm"), contacts);
    put(StageChangesTable.CONTRACT, Slice.of("source", "crm"), wins);
    put(EventsTable.CONTRACT, Slice.of("source", "crm"), events);
    put(EpisodesTable.CONTRACT, review.slice(), episodes);
    put(AccountEpisodesTable.CONTRACT, review.slice(), accountEpisodes);
    put(ScorePeaksTable.CONTRACT, review.slice(), peaks);
    new Signals(tables).run(review);
  }

  @Test
  void productUseTellsWinnersBetterThanTheMql() {
    Row mql = row("search", "mql");
    Row use = row("search", "product_use");

    assertThat(mql.<Boolean>getAs(SignalsTable.IN_USE)).isTrue();
    assertThat(mql.<Double>getAs(SignalsTable.AREA)).isCloseTo(0.5, within(1e-12));
    // The winner had it and the other not: 0.9 · 0.9; both or neither: 2 · 0.9 · 0.1, half of it.
    assertThat(use.<Double>getAs(SignalsTable.AREA)).isCloseTo(0.9, within(1e-12));
    assertThat(use.<Double>getAs(SignalsTable.DIFFERENCE)).isCloseTo(0.4, within(1e-12));
    assertThat(use.<Double>getAs(SignalsTable.DIFFERENCE_LOWER)).isPositive();
    assertThat(use.<Double>getAs(SignalsTable.DAYS_BEFORE_WIN)).isEqualTo(57);
    assertThat(use.<Double>getAs(SignalsTable.CYCLE_DAYS)).isEqualTo(60);
    assertThat(use.<Boolean>getAs(SignalsTable.LATE)).isFalse();
    assertThat(use.<String>getAs(SignalsTable.VERDICT))
        .isEqualTo(
            "use of the product (0.900) tells winners better and in time: the MQL of live has the area 0.500");
    assertThat(use.<String>getAs(SignalsTable.REASON)).isEmpty();
  }

  @Test
  void allSignalsAreReadAtTheSameAgeAndBeforeAnyWin() {
    Row mql = row("search", "mql");

    assertThat(mql.<Long>getAs(SignalsTable.CONTACTS)).isEqualTo(80);
    assertThat(mql.<Long>getAs(SignalsTable.WON)).isEqualTo(40);
    assertThat(mql.<Long>getAs(SignalsTable.HAD)).isEqualTo(40);
    assertThat(mql.<Long>getAs(SignalsTable.HAD_AND_WON)).isEqualTo(20);
    assertThat(row("search", "product_use").<Long>getAs(SignalsTable.HAD)).isEqualTo(40);
    Row account = row("search", "account");
    assertThat(account.<Long>getAs(SignalsTable.HAD)).isEqualTo(1);
    assertThat(account.<Long>getAs(SignalsTable.HAD_AND_WON)).isEqualTo(1);
    // Qualified before the contact was there, so from its creation on.
    assertThat(account.<Double>getAs(SignalsTable.DAYS_BEFORE_WIN)).isEqualTo(60);
  }

  @Test
  void fewContactsAreRefusedWithTheirCounts() {
    Row podcast = row("podcast", "mql");

    // Signals of the young one would be read after the window, in which entries are known.
    assertThat(podcast.<Long>getAs(SignalsTable.CONTACTS)).isEqualTo(1);
    assertThat(podcast.<Double>getAs(SignalsTable.AREA)).isNull();
    assertThat(podcast.<String>getAs(SignalsTable.REASON))
        .isEqualTo("insufficient: 0 contacts won and 1 did not; at least 30 of each are needed");
    assertThat(row("(all)", "mql").<Long>getAs(SignalsTable.CONTACTS)).isEqualTo(81);
  }

  @Test
  void segmentsOfProductionAreCutsOfTheirOwnWhetherTheirContactsQualifyOrNot() {
    Row enterprise = ofSegment("enterprise");

    // Who was barred throughout is of no segment that is known.
    assertThat(ofSegment("(empty)").<Long>getAs(SignalsTable.CONTACTS)).isEqualTo(2);
    assertThat(enterprise.<String>getAs(SignalsTable.CHANNEL)).isEqualTo("(all)");
    assertThat(enterprise.<Long>getAs(SignalsTable.CONTACTS)).isEqualTo(79);
    assertThat(enterprise.<Long>getAs(SignalsTable.WON)).isEqualTo(40);
    assertThat(enterprise.<Long>getAs(SignalsTable.HAD)).isEqualTo(40);
  }

  @Test
  void ofTooManyContactsSomeAccountsAreDrawnAndThatIsSaid() {
    List<NamedSignal> signals = NamedSignal.of(review);
    List<Row> rows =
        Signals.concluded(
            review, signals, new SignalContacts(tables, review, signals).withSignals(), 41);

    assertThat(rows.get(0).getLong(7)).isBetween(20L, 61L);
    assertThat(rows.get(0).getString(rows.get(0).size() - 1))
        .matches("insufficient: .*|one account in 2, drawn by its name, speaks for all");
  }

  @Test
  void secondRunChangesNothing() {
    WriteReceipt again = new Signals(tables).run(review);

    assertThat(again.changed()).isFalse();
  }

  private Row row(String channel, String signal) {
    List<Row> rows =
        tables
            .read(SignalsTable.CONTRACT, review.slice())
            .where("channel = '%s' AND segment = '(all)'".formatted(channel))
            .where("signal = '%s'".formatted(signal))
            .collectAsList();
    assertThat(rows).hasSize(1);
    return rows.get(0);
  }

  private Row ofSegment(String segment) {
    List<Row> rows =
        tables
            .read(SignalsTable.CONTRACT, review.slice())
            .where("segment = '%s' AND signal = 'mql'".formatted(segment))
            .collectAsList();
    assertThat(rows).hasSize(1);
    return rows.get(0);
  }

  private void contact(String id, String account) {
    contacts.add(contactRow(id, account, CREATED.toString(), "search"));
  }

  private static Row contactRow(String id, String account, String created, String channel) {
    return RowFactory.create(
        id, account, Instant.parse(created), channel, null, null, null, "crm", null);
  }

  private static Row win(String contact, int day) {
    Instant at = day(day);
    return RowFactory.create(
        "deal of " + contact, contact, "won", at, at, null, null, null, null, "crm", null);
  }

  private static Row use(String contact, int day, int knownDay, boolean suspect) {
    return of(
        EventsTable.CONTRACT,
        Map.of(
            EventsTable.EVENT_ID,
            "use of " + contact,
            EventsTable.CONTACT_ID,
            contact,
            EventsTable.TYPE,
            "product_use",
            EventsTable.OCCURRED_AT,
            day(day),
            EventsTable.KNOWN_AT,
            day(knownDay),
            EventsTable.SUSPECT,
            suspect,
            EventsTable.SOURCE,
            "crm"));
  }

  private Row mql(String contact, int day) {
    return of(
        EpisodesTable.CONTRACT,
        Map.of(
            EpisodesTable.REVIEW_ID,
            review.id(),
            EpisodesTable.AS_OF,
            review.asOf(),
            EpisodesTable.RULE_VERSION,
            "live",
            EpisodesTable.CONTACT_ID,
            contact,
            EpisodesTable.CYCLE,
            1,
            EpisodesTable.ENTRY_AT,
            day(day),
            EpisodesTable.SCORE,
            50.0,
            EpisodesTable.DIMENSION_SCORES,
            Map.of(),
            EpisodesTable.SEGMENT,
            "default",
            EpisodesTable.ROLLED_DOWN,
            false));
  }

  /** How near a contact came; the episodes above are not told by it. */
  private Row peak(String contact) {
    return of(
        ScorePeaksTable.CONTRACT,
        Map.of(
            ScorePeaksTable.REVIEW_ID,
            review.id(),
            ScorePeaksTable.AS_OF,
            review.asOf(),
            ScorePeaksTable.RULE_VERSION,
            "live",
            ScorePeaksTable.CONTACT_ID,
            contact,
            ScorePeaksTable.SEGMENT,
            "enterprise",
            ScorePeaksTable.ASKED_POINTS,
            50.0,
            ScorePeaksTable.POINTS_ABOVE,
            -10.0,
            ScorePeaksTable.REACHED_AT,
            day(4)));
  }

  private Row account(String id, int entry, Integer exit) {
    return RowFactory.create(
        review.id(),
        review.asOf(),
        "live",
        id,
        1,
        day(entry),
        80.0,
        1,
        null,
        null,
        new String[0],
        exit == null ? null : day(exit));
  }

  /** A row of what is stated, with nothing in its other columns. */
  private static Row of(TableContract contract, Map<String, Object> values) {
    return RowFactory.create(
        Arrays.stream(contract.schema().fieldNames()).map(values::get).toArray());
  }

  private static Instant day(int day) {
    return CREATED.plus(Duration.ofDays(day));
  }

  private void put(TableContract contract, Slice slice, List<Row> rows) {
    tables.replace(contract, spark.createDataFrame(rows, contract.schema()), slice);
  }
}
