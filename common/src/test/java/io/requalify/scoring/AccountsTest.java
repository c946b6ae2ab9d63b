package io.requalify.scoring;

import static io.requalify.scoring.History.instant;
import static io.requalify.scoring.History.micros;
import static org.assertj.core.api.Assertions.assertThat;

import io.requalify.rules.AccountTerms;
import io.requalify.rules.AccountTerms.Aggregate;
import io.requalify.rules.AccountTerms.Breadth;
import io.requalify.rules.AccountTerms.RollDown;
import io.requalify.rules.AccountTerms.Threshold;
import io.requalify.rules.ConditionText;
import io.requalify.rules.Counting;
import io.requalify.rules.Evaluation;
import io.requalify.rules.Exit;
import io.requalify.rules.Fading;
import io.requalify.rules.Points;
import io.requalify.rules.Requirement.Operator;
import io.requalify.rules.RuleVersion;
import io.requalify.rules.RuleVersion.Suppression.Effect;
import io.requalify.rules.Share;
import io.requalify.scoring.Family.Member;
import io.requalify.scoring.History.Entry;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What accounts make of their contacts, with figures by hand; the oracle must agree. */
final class AccountsTest {
  private static final String BEGIN = "2024-01-01T00:00:00Z";

  /** A visit is worth 10, and a contact alone qualifies at 100. */
  private static final RuleVersion VISITS =
      Versions.withRequirement(
          Versions.plain(Versions.event("visit", 10)), Versions.ALL, Versions.totalAtLeast(100));

  private final Map<String, List<Entry>> entries = new TreeMap<>();
  private final Map<String, List<Stay>> stays = new TreeMap<>();

  private static AccountTerms terms(Aggregate aggregate, long qualify) {
    return new AccountTerms(
        aggregate,
        "total",
        Optional.empty(),
        Map.of(),
        Optional.empty(),
        new Threshold(Operator.AT_LEAST, Points.of(qualify)),
        Optional.empty(),
        RollDown.NONE);
  }

  private static AccountTerms with(AccountTerms from, RollDown rollDown) {
    return copy(from, from.top(), from.exit(), rollDown);
  }

  private static AccountTerms top(int contacts, AccountTerms from) {
    return copy(from, Optional.of(contacts), from.exit(), from.rollDown());
  }

  private static AccountTerms withExit(AccountTerms from, long below, int dwellDays) {
    Exit exit = new Exit(Points.of(below), Duration.ofDays(dwellDays));
    return copy(from, from.top(), Optional.of(exit), from.rollDown());
  }

  private static AccountTerms copy(
      AccountTerms from, Optional<Integer> top, Optional<Exit> exit, RollDown rollDown) {
    return new AccountTerms(
        from.aggregate(),
        from.measure(),
        top,
        from.roles(),
        from.breadth(),
        from.qualify(),
        exit,
        rollDown);
  }

  private AccountsTest belongs(String contact, String account, String from, String to) {
    return belongs(contact, account, Optional.empty(), from, to);
  }

  private AccountsTest belongs(
      String contact, String account, Optional<String> role, String from, String to) {
    stays
        .computeIfAbsent(contact, each -> new ArrayList<>())
        .add(new Stay(account, role, at(from), to.isEmpty() ? Long.MAX_VALUE : at(to)));
    entries.computeIfAbsent(contact, each -> new ArrayList<>());
    return this;
  }

  private AccountsTest belongs(String contact) {
    return belongs(contact, "acme", BEGIN, "");
  }

  private AccountsTest visits(String contact, String... instants) {
    for (String instant : instants) {
      entries
          .get(contact)
          .add(Entry.event(at(instant), at(instant), ConditionText.onEvent("visit")));
    }
    return this;
  }

  private AccountsTest fact(String contact, History.Kind kind, String condition, String instant) {
    entries.get(contact).add(Entry.fact(at(instant), kind, ConditionText.onFacts(condition)));
    return this;
  }

  private Family.Outcome until(RuleVersion version, AccountTerms terms, String instant) {
    Map<String, Member> members = new TreeMap<>();
    entries.forEach(
        (contact, some) ->
            members.put(
                contact,
                new Member(History.inOrder(at(BEGIN), at(instant), some), stays.get(contact))));
    Family family = new Family(Versions.withAccount(version, terms), at(instant), members);
    Family.Outcome outcome = family.byKernel();
    assertThat(outcome).isEqualTo(AccountOracle.of(family));
    return outcome;
  }

  private static long at(String instant) {
    return micros(Instant.parse(instant));
  }

  private static List<String> told(Family.Outcome outcome, String account) {
    return outcome.accounts().getOrDefault(account, List.of()).stream()
        .map(
            episode ->
                "%s with %s of %d%s"
                    .formatted(
                        instant(episode.entryAt()),
                        episode.score(),
                        episode.contacts(),
                        episode.exitAt().isPresent()
                            ? " until " + instant(episode.exitAt().getAsLong())
                            : ""))
        .toList();
  }

  @Test
  void theContactsOfAnAccountQualifyItTogetherThoughNoneDoesAlone() {
    belongs("ann").belongs("bob").belongs("eve", "globex", BEGIN, "");
    visits("ann", "2024-01-02T00:00:00Z", "2024-01-05T00:00:00Z");
    visits("bob", "2024-01-03T00:00:00Z").visits("eve", "2024-01-03T00:00:00Z");

    Family.Outcome outcome = until(VISITS, terms(Aggregate.SUM, 30), "2024-02-01T00:00:00Z");

    // Ann 10, Bob 10, Ann 20: 30 at the third visit. Eve belongs to another account.
    assertThat(told(outcome, "acme")).containsExactly("2024-01-05T00:00:00Z with 30.0 of 2");
    assertThat(told(outcome, "globex")).isEmpty();
    assertThat(outcome.contacts().values()).allMatch(List::isEmpty);
  }

  @Test
  void onlyTheHighestContactsCountWhereThatIsAsked() {
    for (String contact : List.of("ann", "bob", "cid", "dan")) {
      belongs(contact).visits(contact, "2024-01-02T00:00:00Z");
    }
    visits("dan", "2024-01-03T00:00:00Z", "2024-01-04T00:00:00Z");

    // Of 10, 10, 10 and 30 the two highest make 40, on average 20; all make 60, on average 15.
    assertThat(
            told(until(VISITS, top(2, terms(Aggregate.SUM, 40)), "2024-02-01T00:00:00Z"), "acme"))
        .containsExactly("2024-01-04T00:00:00Z with 40.0 of 4");
    assertThat(
            told(until(VISITS, top(2, terms(Aggregate.MEAN, 20)), "2024-02-01T00:00:00Z"), "acme"))
        .containsExactly("2024-01-04T00:00:00Z with 20.0 of 4");
    assertThat(told(until(VISITS, terms(Aggregate.MEAN, 15), "2024-02-01T00:00:00Z"), "acme"))
        .containsExactly("2024-01-04T00:00:00Z with 15.0 of 4");
    assertThat(told(until(VISITS, terms(Aggregate.MAX, 30), "2024-02-01T00:00:00Z"), "acme"))
        .containsExactly("2024-01-04T00:00:00Z with 30.0 of 4");
  }

  @Test
  void aMeanIsRoundedHalfUpToAMillionth() {
    belongs("ann").belongs("bob").belongs("cid").visits("ann", "2024-01-02T00:00:00Z");

    // 10 of three: 3.333333.
    assertThat(told(until(VISITS, terms(Aggregate.MEAN, 3), "2024-02-01T00:00:00Z"), "acme"))
        .containsExactly("2024-01-02T00:00:00Z with 3.333333 of 3");
  }

  @Test
  void rolesWeighWhatTheirContactsContribute() {
    belongs("ann", "acme", Optional.of("champion"), BEGIN, "");
    belongs("bob", "acme", Optional.of("student"), BEGIN, "").belongs("cid");
    for (String contact : List.of("ann", "bob", "cid")) {
      visits(contact, "2024-01-02T00:00:00Z");
    }
    AccountTerms weighted =
        new AccountTerms(
            Aggregate.SUM,
            "total",
            Optional.empty(),
            Map.of(
                "champion", Share.of(new BigDecimal("1.5")), "student", Share.of(BigDecimal.ZERO)),
            Optional.of(new Breadth(2, Points.of(1))),
            new Threshold(Operator.AT_LEAST, Points.of(25)),
            Optional.empty(),
            RollDown.NONE);

    // 1.5 × 10 + 0 × 10 + 10, of two contacts that contribute at least a point.
    Family.Outcome outcome = until(VISITS, weighted, "2024-02-01T00:00:00Z");
    assertThat(told(outcome, "acme")).containsExactly("2024-01-02T00:00:00Z with 25.0 of 3");
    assertThat(outcome.accounts().get("acme").get(0).broadContacts()).contains(2);
  }

  @Test
  void breadthIsAskedBesideTheScore() {
    belongs("ann").belongs("bob").visits("bob", "2024-01-09T00:00:00Z");
    visits("ann", "2024-01-02T00:00:00Z", "2024-01-03T00:00:00Z", "2024-01-04T00:00:00Z");
    AccountTerms broad =
        new AccountTerms(
            Aggregate.SUM,
            "total",
            Optional.empty(),
            Map.of(),
            Optional.of(new Breadth(2, Points.of(10))),
            new Threshold(Operator.AT_LEAST, Points.of(20)),
            Optional.empty(),
            RollDown.NONE);

    // 20 points are there on the 3rd, but by one contact; the second comes on the 9th.
    assertThat(told(until(VISITS, broad, "2024-02-01T00:00:00Z"), "acme"))
        .containsExactly("2024-01-09T00:00:00Z with 40.0 of 2");
  }

  @Test
  void aContactTakesItsPointsAlongWhenItChangesToAnotherAccount() {
    belongs("ann", "acme", BEGIN, "2024-01-10T00:00:00Z");
    belongs("ann", "globex", "2024-01-10T00:00:00Z", "").belongs("bob");
    visits("ann", "2024-01-02T00:00:00Z", "2024-01-03T00:00:00Z");
    visits("bob", "2024-01-04T00:00:00Z");

    Family.Outcome outcome =
        until(VISITS, withExit(terms(Aggregate.SUM, 20), 20, 7), "2024-02-01T00:00:00Z");

    // Acme has 20 from the 3rd and 10 from the 10th, so its episode ends after 7 days of that.
    assertThat(told(outcome, "acme"))
        .containsExactly("2024-01-03T00:00:00Z with 20.0 of 2 until 2024-01-17T00:00:00Z");
    assertThat(told(outcome, "globex")).containsExactly("2024-01-10T00:00:00Z with 20.0 of 1");
  }

  @Test
  void whoIsSuppressedContributesNothingMeanwhile() {
    belongs("ann").belongs("bob").visits("ann", "2024-01-02T00:00:00Z");
    visits("bob", "2024-01-03T00:00:00Z");
    fact("ann", History.Kind.BEGINS, "competitor", BEGIN);
    fact("ann", History.Kind.CEASES, "competitor", "2024-01-08T12:00:00Z");

    assertThat(
            told(
                until(
                    Versions.suppressing(VISITS, "competitor", Effect.BLOCK),
                    terms(Aggregate.SUM, 20),
                    "2024-02-01T00:00:00Z"),
                "acme"))
        .containsExactly("2024-01-08T12:00:00Z with 20.0 of 2");
  }

  @Test
  void pointsFadeInTheAccountAsTheLastEvaluationOfTheContactSawThem() {
    RuleVersion fading =
        Versions.withRules(
            VISITS,
            List.of(
                Versions.event(
                    "visit",
                    10,
                    new Counting.Every(),
                    Fading.of(Optional.empty(), Optional.of(Duration.ofDays(2))))));
    belongs("ann").belongs("bob").visits("ann", "2024-01-02T00:00:00Z");
    visits("bob", "2024-01-04T12:00:00Z");

    // At noon of the 4th Ann was last evaluated at midnight, at half of her points.
    assertThat(told(until(fading, terms(Aggregate.SUM, 15), "2024-02-01T00:00:00Z"), "acme"))
        .containsExactly("2024-01-04T12:00:00Z with 15.0 of 2");
  }

  @Test
  void withAScheduleWhatStaysDoIsFeltAtItsNextInstant() {
    RuleVersion daily = Versions.withEvaluation(VISITS, new Evaluation.DailyAt(LocalTime.of(2, 0)));
    belongs("ann", "acme", "2024-01-05T12:00:00Z", "").visits("ann", "2024-01-02T00:00:00Z");

    assertThat(told(until(daily, terms(Aggregate.SUM, 10), "2024-02-01T00:00:00Z"), "acme"))
        .containsExactly("2024-01-06T02:00:00Z with 10.0 of 1");
  }

  @Test
  void anAccountTakesAllItsContactsAlongOrTheMostEngaged() {
    belongs("ann").belongs("bob").belongs("cid");
    visits("ann", "2024-01-02T00:00:00Z", "2024-01-03T00:00:00Z");
    visits("bob", "2024-01-04T00:00:00Z");
    AccountTerms sum = terms(Aggregate.SUM, 30);

    Family.Outcome all = until(VISITS, with(sum, RollDown.ALL), "2024-02-01T00:00:00Z");
    Family.Outcome one = until(VISITS, with(sum, RollDown.MOST_ENGAGED), "2024-02-01T00:00:00Z");

    assertThat(all.contacts())
        .allSatisfy(
            (contact, episodes) -> {
              assertThat(episodes).hasSize(1);
              assertThat(episodes.get(0).rolledDown()).isTrue();
              assertThat(episodes.get(0).crossingRule()).isEmpty();
              assertThat(instant(episodes.get(0).entryAt())).isEqualTo("2024-01-04T00:00:00Z");
            });
    assertThat(all.contacts().get("ann").get(0).score()).isEqualTo(20);
    assertThat(one.contacts().get("ann")).hasSize(1);
    assertThat(one.contacts().get("bob")).isEmpty();
    assertThat(one.contacts().get("cid")).isEmpty();
  }

  @Test
  void whoQualifiesByItselfAtThatInstantIsNotTakenAlongAndWhoIsBarredNeither() {
    RuleVersion version =
        Versions.withRequirement(
            Versions.suppressing(VISITS, "competitor", Effect.BLOCK),
            Versions.ALL,
            Versions.totalAtLeast(20));
    belongs("ann").belongs("bob").belongs("cid");
    fact("cid", History.Kind.BEGINS, "competitor", "2024-01-01T00:00:00Z");
    visits("ann", "2024-01-02T00:00:00Z", "2024-01-03T00:00:00Z");
    visits("bob", "2024-01-02T00:00:00Z");

    Family.Outcome outcome =
        until(version, with(terms(Aggregate.SUM, 30), RollDown.ALL), "2024-02-01T00:00:00Z");

    assertThat(outcome.contacts().get("ann").get(0).rolledDown()).isFalse();
    assertThat(outcome.contacts().get("ann").get(0).crossingRule()).contains("visit");
    assertThat(outcome.contacts().get("bob").get(0).rolledDown()).isTrue();
    assertThat(outcome.contacts().get("cid")).isEmpty();
  }

  @Test
  void anAccountThatFellAndRoseAgainQualifiesAgain() {
    RuleVersion window =
        Versions.withRules(
            VISITS,
            List.of(
                Versions.event(
                    "visit",
                    10,
                    new Counting.Every(),
                    Fading.of(Optional.of(Duration.ofDays(5)), Optional.empty()))));
    belongs("ann").visits("ann", "2024-01-02T00:00:00Z", "2024-01-20T00:00:00Z");

    Family.Outcome outcome =
        until(window, withExit(terms(Aggregate.SUM, 10), 5, 0), "2024-02-01T00:00:00Z");

    assertThat(told(outcome, "acme"))
        .containsExactly(
            "2024-01-02T00:00:00Z with 10.0 of 1 until 2024-01-07T00:00:00Z",
            "2024-01-20T00:00:00Z with 10.0 of 1 until 2024-01-25T00:00:00Z");
    assertThat(outcome.accounts().get("acme"))
        .extracting(AccountEpisode::cycle)
        .containsExactly(1, 2);
  }
}
