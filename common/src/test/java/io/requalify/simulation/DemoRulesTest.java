package io.requalify.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.requalify.rules.ConditionText;
import io.requalify.rules.ConditionText.Scope;
import io.requalify.rules.RuleFiles;
import io.requalify.rules.RuleVersion;
import io.requalify.scoring.Episode;
import io.requalify.scoring.Replay;
import io.requalify.scoring.Scorecard;
import io.requalify.scoring.TimelineCode;
import io.requalify.simulation.PlainReplay.Evaluation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/**
 * The files under {@code examples/rules/demo}, replayed by the kernel, against the world's own
 * replay, which shares no code with it. What the conditions say in SQL is said here in Java, so
 * that no Spark is needed.
 */
final class DemoRulesTest {
  private static final long MICROS = 1_000_000;
  private static final Path FOLDER =
      Path.of(System.getProperty("requalify.root"), "examples", "rules", "demo");
  private static final List<RuleVersion> FILES = RuleFiles.readAll(FOLDER);

  private static final Map<String, Predicate<Event>> EVENTS =
      Map.of(
          "type = 'page_view' AND url LIKE '%/pricing%'",
          event -> event.type().equals("page_view") && event.url().get().contains("/pricing"),
          "type = 'demo_request'",
          event -> event.type().equals("demo_request"),
          "type = 'webinar'",
          event -> event.type().equals("webinar"),
          "type = 'download'",
          event -> event.type().equals("download"),
          "type = 'product_use'",
          event -> event.type().equals("product_use"),
          "type = 'email_click'",
          event -> event.type().equals("email_click"),
          "type = 'email_click' AND NOT suspect",
          event -> event.type().equals("email_click") && !event.suspect());

  private static final Map<String, Predicate<Facts>> FACTS =
      Map.of(
          "contact.seniority IN ('director', 'vp', 'c_level')",
          facts -> facts.isAmong("seniority", List.of("director", "vp", "c_level")),
          "contact.seniority = 'manager'",
          facts -> facts.isAmong("seniority", List.of("manager")),
          "contact.seniority = 'student'",
          facts -> facts.isAmong("seniority", List.of("student")),
          "contact.email_domain IN ('rival.example')",
          facts -> facts.comesFrom("rival.example"),
          "account.employees >= 200",
          facts -> facts.hasEmployees(200),
          "account.employees >= 1000",
          facts -> facts.hasEmployees(1000),
          "account.industry IN ('software', 'manufacturing')",
          facts -> facts.isAmong("industry", List.of("software", "manufacturing")));

  private record Entry(long visibleAt, long occurredAt, int code) {}

  /** Numbers of the conditions, of all versions together. */
  private final Map<ConditionText, Integer> numbers = new HashMap<>();

  private final Map<Integer, Episode> first = new HashMap<>();

  private int number(ConditionText text) {
    assertThat((text.scope() == Scope.EVENT ? EVENTS : FACTS).keySet()).contains(text.sql());
    return numbers.computeIfAbsent(text, unseen -> numbers.size());
  }

  @Test
  void theFilesAreTheVersionsOfTheWorld() {
    assertThat(FILES)
        .extracting(RuleVersion::version)
        .containsExactlyInAnyOrder(
            DemoVersion.PRODUCTION.versionName(),
            DemoVersion.CONTENT_FIRST.versionName(),
            DemoVersion.INTENT_FIRST.versionName());
  }

  @Test
  void theKernelEntersEveryContactWhenTheWorldDoesAndWithTheSameScore() {
    List<Scorecard> cards = FILES.stream().map(file -> Scorecard.of(file, this::number)).toList();
    Replay replay =
        new Replay(
            cards,
            episode -> {
              if (episode.cycle() == 1) {
                first.put(episode.scorecard(), episode);
              }
            });
    World world = World.of(3, 3000);
    int entries = 0;
    for (int number = 0; number < world.contacts(); number++) {
      Story story = world.story(number);
      first.clear();
      replay.begin(story.contact().createdAt() * MICROS);
      for (Entry entry : timeline(story)) {
        replay.entry(entry.visibleAt() * MICROS, entry.occurredAt() * MICROS, entry.code());
      }
      replay.end(History.END_SECOND * MICROS - 1);
      for (DemoVersion version : DemoVersion.values()) {
        Optional<Evaluation> expected = PlainReplay.entry(version.plain(), story);
        Optional<Episode> actual = Optional.ofNullable(first.get(place(version)));
        assertThat(actual.map(Episode::entryAt))
            .as("entry of %s under %s", story.contact().id(), version)
            .isEqualTo(expected.map(entry -> entry.at() * MICROS));
        if (expected.isPresent()) {
          assertThat(actual.get().score()).isCloseTo(expected.get().total(), within(2e-6));
          entries++;
        }
      }
    }
    assertThat(entries).isGreaterThan(2000);
  }

  private static int place(DemoVersion version) {
    return FILES.stream().map(RuleVersion::version).toList().indexOf(version.versionName());
  }

  private List<Entry> timeline(Story story) {
    List<Entry> entries = new ArrayList<>();
    numbers.forEach(
        (condition, number) -> {
          if (condition.scope() == Scope.EVENT) {
            story.events().stream()
                .filter(EVENTS.get(condition.sql()))
                .map(it -> new Entry(it.knownAt(), it.occurredAt(), TimelineCode.event(number)))
                .forEach(entries::add);
          } else {
            addTurns(entries, story.contact(), FACTS.get(condition.sql()), number);
          }
        });
    entries.sort(
        Comparator.comparingLong(Entry::visibleAt)
            .thenComparingInt(entry -> TimelineCode.kind(entry.code()))
            .thenComparingInt(Entry::code));
    return entries;
  }

  /** An entry whenever a condition on facts begins or ceases to hold. */
  private static void addTurns(
      List<Entry> entries, Contact contact, Predicate<Facts> condition, int number) {
    SortedSet<Long> instants = new TreeSet<>();
    instants.add(contact.createdAt());
    contact.allFacts().forEach(change -> instants.add(change.knownAt()));
    boolean held = false;
    for (long instant : instants) {
      boolean holds = condition.test(Facts.asOf(contact, instant));
      if (holds != held && instant < History.END_SECOND) {
        int code = holds ? TimelineCode.begins(number) : TimelineCode.ceases(number);
        entries.add(new Entry(instant, instant, code));
      }
      held = holds;
    }
  }
}
