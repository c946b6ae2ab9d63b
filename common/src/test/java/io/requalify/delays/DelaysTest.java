package io.requalify.delays;

import static io.requalify.delays.FollowedContact.worked;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.max;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.requalify.SparkFixture;
import io.requalify.tables.OpportunityLink;
import io.requalify.tables.Review;
import io.requalify.tables.Tables;
import io.requalify.tables.Warehouse;
import io.requalify.tables.WriteReceipt;
import io.requalify.tables.result.DelaysTable;
import io.requalify.tables.result.TimeToEventTable;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Contacts of January, of March and of the last days before the review of the first of April, each
 * test in a version of its own.
 */
@ExtendWith(SparkFixture.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class DelaysTest {
  private static final String OLD = "2026-01-10T00:00:00Z";
  private static final String NEW = "2026-03-17T00:00:00Z";
  private static final Review REVIEW =
      review(
          Optional.of("live"),
          List.of("empty", "equal", "late", "never worked", "slower", "young"));

  private final Tables tables;
  private final List<WriteReceipt> receipts;

  DelaysTest(SparkSession spark, @TempDir Path folder) {
    this.tables = new Tables(spark, new Warehouse(folder.toString()));
    List<FollowedContact> contacts = new ArrayList<>(tenContacts());
    contacts.addAll(twoHundred("slower", 10));
    contacts.addAll(twoHundred("equal", 40));
    contacts.add(worked("unseen", OLD).neverWorked().under("never worked"));
    contacts.add(worked("known", OLD).then("accepted", hours(30)).under("late"));
    contacts.add(
        worked("known later", OLD).then("accepted", hours(30), hours(24 * 90)).under("late"));
    contacts.add(worked("silent for long", OLD).under("late"));
    contacts.add(worked("young alone", NEW).then("accepted", hours(30)).under("young"));
    contacts.add(worked("young and silent", NEW).under("young"));
    new LabelledHistory(tables, REVIEW).write(contacts);
    this.receipts = new Delays(tables).run(REVIEW);
  }

  /** Four contacts of January, four of the last days of March, and two of whom nobody knows. */
  private static List<FollowedContact> tenContacts() {
    return List.of(
        worked("accepted", OLD).then("accepted", hours(30)),
        worked("rejected", OLD).then("rejected", hours(40)),
        worked("recycled", OLD).then("recycled", hours(110)).then("accepted", hours(220)),
        worked("silent", OLD).of(null, "enterprise"),
        worked("young and accepted", "2026-03-28T00:00:00Z").then("accepted", hours(47)),
        worked("young", "2026-03-28T00:00:00Z").by("exploration"),
        // Its third day is not over.
        worked("too fresh to count", "2026-03-29T12:00:00Z").then("accepted", hours(50)),
        worked("of today", "2026-03-31T12:00:00Z"),
        worked("never worked", OLD).neverWorked(),
        worked("a hand-raiser", OLD).by("hand_raise").then("accepted", hours(5)));
  }

  /** Of a hundred old ones forty are accepted on the tenth day, of a hundred new ones so many. */
  private static List<FollowedContact> twoHundred(String version, int acceptedOfNew) {
    List<FollowedContact> contacts = new ArrayList<>();
    for (int number = 0; number < 100; number++) {
      contacts.add(onTheTenthDay(version + " old " + number, OLD, number < 40).under(version));
      contacts.add(
          onTheTenthDay(version + " new " + number, NEW, number < acceptedOfNew).under(version));
    }
    return contacts;
  }

  private static FollowedContact onTheTenthDay(String id, String at, boolean accepted) {
    FollowedContact contact = worked(id, at);
    return accepted ? contact.then("accepted", hours(9 * 24 + 1)) : contact;
  }

  @Test
  void sharesOfEachOutcomeAreThoseOfAalenAndJohansenByHand() {
    // Two of the seven with two days are accepted on the second, one is rejected, one is followed
    // no further; one of the last two is recycled on the fifth.
    assertThat(course("accepted"))
        .containsExactly(
            "0 8 0 1 0.0000",
            "1 7 0 0 0.0000",
            "2 7 2 1 0.2857",
            "3 3 0 0 0.2857",
            "7 3 0 1 0.2857",
            "14 1 0 0 0.2857",
            "21 1 0 0 0.2857",
            "30 1 0 1 0.2857");
    assertThat(course("rejected")).contains("1 7 0 0 0.0000", "2 7 1 1 0.1429", "30 1 0 1 0.1429");
    assertThat(course("recycled")).contains("3 3 0 0 0.0000", "7 3 1 1 0.2857", "30 1 0 1 0.2857");
    assertThat(course(TimeToEventTable.OPEN))
        .contains("0 8 0 1 1.0000", "2 7 3 1 0.5714", "7 3 1 1 0.2857", "30 1 0 1 0.2857");
  }

  @Test
  void aShareHasAnErrorAndAnIntervalOrTheReasonWhyNot() {
    Row accepted = at("accepted", 30);
    assertThat(number(accepted, "standard_error")).isCloseTo(Math.sqrt(10.0 / 343), within(1e-12));
    assertThat(number(accepted, "lower")).isBetween(0.0, 2.0 / 7);
    assertThat(number(accepted, "upper")).isBetween(2.0 / 7, 1.0);

    Row first = at("accepted", 1);
    assertThat(first.<Double>getAs("standard_error")).isNull();
    assertThat(first.<Double>getAs("lower")).isNull();
    assertThat(first.<String>getAs("reason"))
        .isEqualTo("nobody has left up to this day, so chance cannot be judged");
  }

  @Test
  void delaysCountWhoIsKnownAndSayWhyTheRestIsNot() {
    Row accepted = delay("live", "accepted");
    assertThat(text(accepted, "contacts", "unobserved", "mature", "came", "came_after_another"))
        .isEqualTo("8 2 4 2 1");
    assertThat(number(accepted, "median_days")).isEqualTo(2);
    assertThat(number(accepted, "mean_days")).isEqualTo(2);
    assertThat(number(accepted, "mature_share")).isEqualTo(1.0 / 4);
    assertThat(number(accepted, "share")).isCloseTo(2.0 / 7, within(1e-12));
    // Of the two accepted among four old and three new ones at risk, new ones are 6/7 expected;
    // (1 - 6/7)² over 2 (3/7) (4/7) (5/6) is 0.05.
    assertThat(accepted.<Long>getAs("newer_came")).isEqualTo(1);
    assertThat(number(accepted, "newer_expected")).isCloseTo(6.0 / 7, within(1e-12));
    assertThat(number(accepted, "log_rank_p")).isCloseTo(0.823063, within(1e-6));
    assertThat(accepted.<Boolean>getAs("drift")).isNull();
    assertThat(accepted.<String>getAs("reason"))
        .isEqualTo(
            "mature against all: of 4 contacts that were followed to the horizon 1 have the outcome; 5 with it and 5 without are needed to compare them with all");
    assertThat(number(delay("live", "recycled"), "median_days")).isEqualTo(5);
  }

  @Test
  void channelsAndSegmentsAreCountedApartAndAddUpToTheWhole() {
    assertThat(
            tables
                .read(DelaysTable.CONTRACT)
                .where("rule_version = 'live' AND outcome = 'accepted'")
                .collectAsList()
                .stream()
                .map(row -> text(row, "channel", "segment", "contacts", "unobserved")))
        .containsExactlyInAnyOrder(
            "(all) (all) 8 2",
            "search (all) 7 2",
            "(empty) (all) 1 0",
            "(all) default 7 2",
            "(all) enterprise 1 0");
  }

  @Test
  void anOutcomeThatWasNotKnownAtTheReviewIsNotUsed() {
    Row accepted = delay("late", "accepted");
    assertThat(text(accepted, "contacts", "came")).isEqualTo("3 1");
    assertThat(number(accepted, "share")).isCloseTo(1.0 / 3, within(1e-12));
  }

  @Test
  void cohortsThatConvertAtOtherRatesDrift() {
    // 50 of 200 by all and 40 of 100 by the mature: 0.15 over sqrt(0.1875/100 - 0.1875/200).
    Row slower = delay("slower", "accepted");
    assertThat(number(slower, "difference")).isCloseTo(0.15, within(1e-12));
    assertThat(number(slower, "difference_error"))
        .isCloseTo(Math.sqrt(0.1875 / 200), within(1e-12));
    assertThat(number(slower, "difference_in_errors")).isCloseTo(Math.sqrt(24), within(1e-9));
    assertThat(slower.<Boolean>getAs("drift")).isTrue();
    assertThat(slower.<Long>getAs("newer_came")).isEqualTo(10);
    assertThat(number(slower, "newer_expected")).isCloseTo(25, within(1e-12));
    assertThat(number(slower, "log_rank_p")).isLessThan(1e-5);
    assertThat(slower.<String>getAs("reason")).isEmpty();
  }

  @Test
  void cohortsThatConvertAlikeDoNotDrift() {
    Row equal = delay("equal", "accepted");
    assertThat(number(equal, "difference")).isCloseTo(0, within(1e-12));
    assertThat(equal.<Boolean>getAs("drift")).isFalse();
    assertThat(number(equal, "log_rank_p")).isCloseTo(1, within(1e-12));
  }

  @Test
  void anOutcomeWhoseOwnHorizonIsShorterIsNotFollowedAndSaysSo() {
    assertThat(course("lost")).isEmpty();
    Row lost = delay("live", "lost");
    assertThat(lost.<Long>getAs("came")).isNull();
    assertThat(lost.<String>getAs("reason"))
        .isEqualTo(
            "lost is labelled for 20 days and won followed for 60: ask for 60 days of both, and they are followed beside each other");
  }

  @Test
  void whileNobodyWasFollowedToTheHorizonThereIsACourseAndNoShareWithinIt() {
    Row young = delay("young", "accepted");
    assertThat(text(young, "contacts", "mature", "came", "share", "median_days", "drift"))
        .isEqualTo("2 0 1 null null null");
    assertThat(young.<String>getAs("reason"))
        .isEqualTo(
            "no contact was followed for 30 days, the longest for 15, so neither a share within the horizon nor the days to it are known; newer against older: all contacts entered in the newer half of the window");
    assertThat(
            tables
                .read(TimeToEventTable.CONTRACT)
                .where("rule_version = 'young' AND family = 'decision'")
                .agg(max(col(TimeToEventTable.DAY)))
                .head()
                .getInt(0))
        .isEqualTo(15);
  }

  @Test
  void aVersionThatNobodyWorkedAndOneThatQualifiesNobodySaySo() {
    assertThat(delay("never worked", "accepted").<String>getAs("reason"))
        .isEqualTo("sales worked none of the contacts that this version qualifies here");
    assertThat(delay("empty", "accepted").<String>getAs("reason"))
        .isEqualTo("this version qualifies no contact here");
    assertThat(
            tables
                .read(TimeToEventTable.CONTRACT)
                .where("rule_version IN ('never worked', 'empty')")
                .count())
        .isZero();
  }

  @Test
  void sharesOfAFamilyAndOfWhatIsOpenAddUpToOneOnEveryDay() {
    List<Row> sums =
        tables
            .read(TimeToEventTable.CONTRACT)
            .groupBy("rule_version", "channel", "segment", "family", "day")
            .sum("share")
            .collectAsList();

    assertThat(sums).hasSizeGreaterThan(100);
    assertThat(sums).allSatisfy(row -> assertThat(row.getDouble(5)).isCloseTo(1, within(1e-12)));
  }

  @Test
  void aReviewWithoutVersionsHasNoRows() {
    assertThat(new Delays(tables).run(review(Optional.empty(), List.of())))
        .extracting(WriteReceipt::rows)
        .containsOnly(0L);
  }

  @Test
  void secondRunChangesNothing() {
    assertThat(receipts)
        .extracting(WriteReceipt::table)
        .containsExactly("time_to_event", "delays", "open_revenue");
    // Nobody has won, so of money there is nothing to write.
    assertThat(receipts).extracting(WriteReceipt::changed).containsExactly(true, true, false);
    assertThat(new Delays(tables).run(REVIEW))
        .extracting(WriteReceipt::changed)
        .containsOnly(false);
  }

  private static Duration hours(int hours) {
    return Duration.ofHours(hours);
  }

  private static Review review(Optional<String> production, List<String> candidates) {
    return new Review(
        Instant.parse("2026-04-01T00:00:00Z"),
        Instant.parse("2026-01-01T00:00:00Z"),
        Instant.parse("2026-04-01T00:00:00Z"),
        ZoneOffset.UTC,
        production,
        candidates,
        Map.of("accepted", 30, "rejected", 30, "recycled", 60, "won", 60, "lost", 20),
        10,
        OpportunityLink.LATEST);
  }

  private List<String> course(String outcome) {
    return whole(outcome).stream()
        .map(
            row ->
                "%s %.4f"
                    .formatted(
                        text(row, "day", "at_risk", "came", "not_followed"), number(row, "share")))
        .toList();
  }

  private Row at(String outcome, int day) {
    return whole(outcome).stream()
        .filter(row -> row.<Integer>getAs("day") == day)
        .findFirst()
        .orElseThrow();
  }

  private List<Row> whole(String outcome) {
    return tables
        .read(TimeToEventTable.CONTRACT)
        .where("rule_version = 'live' AND channel = '(all)' AND segment = '(all)'")
        .where(col(TimeToEventTable.OUTCOME).equalTo(outcome))
        .orderBy(TimeToEventTable.DAY)
        .collectAsList();
  }

  private Row delay(String version, String outcome) {
    return tables
        .read(DelaysTable.CONTRACT)
        .where("channel = '(all)' AND segment = '(all)'")
        .where(col(DelaysTable.RULE_VERSION).equalTo(version))
        .where(col(DelaysTable.OUTCOME).equalTo(outcome))
        .collectAsList()
        .get(0);
  }

  private static String text(Row row, String... columns) {
    return String.join(
        " ", List.of(columns).stream().map(column -> "" + row.<Object>getAs(column)).toList());
  }

  private static double number(Row row, String column) {
    return row.<Double>getAs(column);
  }
}
