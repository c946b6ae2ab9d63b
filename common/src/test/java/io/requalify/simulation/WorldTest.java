package io.requalify.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.requalify.simulation.PlainReplay.Evaluation;
import io.requalify.simulation.Routing.Route;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class WorldTest {
  private static final World WORLD = World.of(1, 4000);

  /** All that becomes of one contact. */
  private record Life(Story story, Optional<Routing> routing, List<StageChange> outcomes) {
    boolean isRouted(Route route) {
      return routing.filter(it -> it.route() == route).isPresent();
    }

    boolean reached(String stage) {
      return outcomes.stream().anyMatch(change -> change.stage().equals(stage));
    }
  }

  private static final List<Life> LIVES = lives(WORLD);

  private static List<Life> lives(World world) {
    List<Life> lives = new ArrayList<>();
    for (int number = 0; number < world.contacts(); number++) {
      Story story = world.story(number);
      Optional<Routing> routing = world.routing(story);
      lives.add(new Life(story, routing, world.outcomes(story.contact(), routing)));
    }
    return lives;
  }

  @Test
  void theSameSeedMakesTheSameWorld() {
    assertThat(lives(World.of(1, 200))).isEqualTo(LIVES.subList(0, 200));
  }

  @Test
  void aLargerWorldBeginsWithTheSmaller() {
    World larger = World.of(1, 9000);

    assertThat(lives(World.of(1, 333))).isEqualTo(lives(larger).subList(0, 333));
    assertThat(larger.account(7)).isEqualTo(WORLD.account(7));
  }

  @Test
  void anotherSeedMakesAnotherWorld() {
    assertThat(lives(World.of(2, 200))).isNotEqualTo(LIVES.subList(0, 200));
  }

  @Test
  void everyContactIsOfAnAccountOfTheWorldOrOfNone() {
    List<String> accounts =
        IntStream.range(0, WORLD.accounts()).mapToObj(it -> WORLD.account(it).id()).toList();

    assertThat(LIVES)
        .allSatisfy(
            life ->
                life.story()
                    .contact()
                    .account()
                    .ifPresent(account -> assertThat(accounts).contains(account.id())));
  }

  @Test
  void nothingIsKnownBeforeItHappensOrAfterTheExport() {
    for (Life life : LIVES) {
      long createdAt = life.story().contact().createdAt();
      assertThat(createdAt).isBetween(History.START_SECOND, History.END_SECOND - 1);
      for (Event event : life.story().events()) {
        assertThat(event.occurredAt()).isGreaterThan(createdAt);
        assertThat(event.knownAt()).isBetween(event.occurredAt(), History.END_SECOND - 1);
      }
      for (FactChange change : life.story().contact().allFacts()) {
        assertThat(change.knownAt()).isGreaterThanOrEqualTo(change.changedAt());
      }
      for (StageChange change : life.outcomes()) {
        assertThat(change.knownAt()).isBetween(change.occurredAt(), History.END_SECOND - 1);
      }
    }
  }

  @Test
  void changesOfAnAttributeBecomeKnownInTheOrderInWhichTheyHappened() {
    for (Life life : LIVES) {
      for (FactChange earlier : life.story().contact().allFacts()) {
        for (FactChange later : life.story().contact().allFacts()) {
          boolean same = earlier.attribute().equals(later.attribute());
          if (same && earlier.changedAt() < later.changedAt()) {
            assertThat(earlier.knownAt()).isLessThan(later.knownAt());
          }
        }
      }
    }
  }

  @Test
  void noTwoEventsOfAContactBecomeKnownAtOnce() {
    assertThat(LIVES)
        .allSatisfy(
            life ->
                assertThat(life.story().events())
                    .extracting(Event::knownAt)
                    .doesNotHaveDuplicates());
  }

  @Test
  void aRoutingOfTheRuleStandsAtTheFirstEntryUnderProduction() {
    for (Life life : LIVES) {
      Optional<Evaluation> entry = PlainReplay.entry(DemoVersion.PRODUCTION.plain(), life.story());
      if (life.isRouted(Route.RULE)) {
        assertThat(entry.orElseThrow().at()).isEqualTo(life.routing().orElseThrow().decidedAt());
        assertThat(entry.get().total()).isEqualTo(life.routing().get().score());
      } else if (entry.isPresent()) {
        // Handed over before, by exploration or because the contact called.
        assertThat(life.routing().orElseThrow().decidedAt()).isLessThan(entry.get().at());
      }
    }
  }

  @Test
  void exploredContactsStoodBetweenTheLowerBarAndTheThreshold() {
    List<Life> explored = routed(Route.EXPLORATION);

    assertThat(explored)
        .hasSizeGreaterThan(300)
        .allSatisfy(
            life -> {
              Routing routing = life.routing().orElseThrow();
              assertThat(routing.score()).isBetween(15.0, 49.999999);
              assertThat(routing.propensity()).hasValue(routing.score() < 30 ? 0.12 : 0.2);
              assertThat(routing.worked()).isTrue();
            });
  }

  /** The logged propensities are true: one over them estimates how many took part in the draw. */
  @Test
  void theWeightsOfTheExploredAddUpToThoseWhoTookPart() {
    double tookPart = 0;
    for (Life life : LIVES) {
      Optional<Evaluation> first =
          PlainReplay.evaluations(DemoVersion.PRODUCTION.plain(), life.story()).stream()
              .filter(it -> it.total() >= 15 && !it.blocked())
              .findFirst();
      boolean called =
          life.isRouted(Route.HAND_RAISE)
              && first.filter(it -> it.at() > life.routing().get().decidedAt()).isPresent();
      tookPart += first.filter(it -> it.total() < 50).isPresent() && !called ? 1 : 0;
    }
    List<Life> explored = routed(Route.EXPLORATION);
    double weights = 0;
    double variance = 0;
    for (Life life : explored) {
      double propensity = life.routing().orElseThrow().propensity().orElseThrow();
      weights += 1 / propensity;
      variance += (1 - propensity) / (propensity * propensity);
    }

    assertThat(weights).isCloseTo(tookPart, within(3 * Math.sqrt(variance)));
  }

  @Test
  void salesWorksMostOfWhatTheRuleSendsIt() {
    double worked = mean(routed(Route.RULE), life -> life.routing().get().worked() ? 1 : 0);

    assertThat(worked).isBetween(0.93, 0.985);
  }

  @Test
  void outcomesFollowTheFirstTouchWithinTheHorizon() {
    for (Life life : LIVES) {
      boolean worked = life.routing().filter(Routing::worked).isPresent();
      for (StageChange change : life.outcomes()) {
        if (worked) {
          assertThat(change.occurredAt())
              .isGreaterThanOrEqualTo(life.routing().get().firstTouchAt().getAsLong());
        }
        if (change.stage().equals(StageChange.ACCEPTED)) {
          assertThat(worked).isTrue();
          assertThat(change.knownAt() - life.routing().get().decidedAt())
              .isLessThan(30 * History.DAY);
        }
      }
    }
  }

  @Test
  void whoIsWorkedIsAcceptedWithItsProbability() {
    List<Life> worked =
        LIVES.stream()
            .filter(life -> life.routing().filter(Routing::worked).isPresent())
            // Later ones may not be decided when the export is made.
            .filter(
                life -> life.routing().get().decidedAt() < History.END_SECOND - 30 * History.DAY)
            .toList();
    double accepted = mean(worked, life -> life.reached(StageChange.ACCEPTED) ? 1 : 0);
    double probability = mean(worked, WorldTest::probability);

    assertThat(accepted).isCloseTo(probability, within(3 * Math.sqrt(0.25 / worked.size())));
  }

  @Test
  void aFewUnworkedContactsBuyByThemselves() {
    List<Life> unworked =
        LIVES.stream().filter(life -> life.routing().filter(Routing::worked).isEmpty()).toList();

    assertThat(mean(unworked, life -> life.reached(StageChange.WON) ? 1 : 0))
        .isGreaterThan(0)
        .isLessThan(0.01);
  }

  /** So they are no support: what made them call is in no score. */
  @Test
  void contactsThatCallAreMoreInterestedThanOthers() {
    assertThat(mean(routed(Route.HAND_RAISE), life -> life.story().contact().interest()))
        .isGreaterThan(0.3);
  }

  @Test
  void theTruthOfAVersionIsTheMeanOfTheProbabilitiesOfItsContacts() {
    SortedSet<String> qualified =
        WORLD.qualified(DemoVersion.PRODUCTION, World.start(), World.end());
    double sum = 0;
    for (String id : qualified) {
      sum += WORLD.acceptanceProbability(id);
    }

    assertThat(WORLD.conversion(qualified).orElseThrow())
        .isCloseTo(sum / qualified.size(), within(1e-12));
    assertThat(WORLD.conversion(List.of())).isEmpty();
  }

  @Test
  void aWindowIsHalfOpen() {
    Life life = routed(Route.RULE).get(0);
    Instant at = Instant.ofEpochSecond(life.routing().orElseThrow().decidedAt());
    String id = life.story().contact().id();

    assertThat(WORLD.qualified(DemoVersion.PRODUCTION, at, at.plusSeconds(1))).contains(id);
    assertThat(WORLD.qualified(DemoVersion.PRODUCTION, World.start(), at)).doesNotContain(id);
  }

  @Test
  void aContactOfAnotherWorldIsRefused() {
    for (String id : List.of("C0004000", "C1", "A0000001", "")) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> WORLD.acceptanceProbability(id))
          .withMessageContaining("a world of 4000 contacts");
    }
  }

  @Test
  void aWorldHasContacts() {
    assertThatIllegalArgumentException().isThrownBy(() -> World.of(1, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> World.of(1, 10_000_001));
  }

  private static List<Life> routed(Route route) {
    return LIVES.stream().filter(life -> life.isRouted(route)).toList();
  }

  private static double probability(Life life) {
    return life.story().contact().acceptanceProbability();
  }

  private static double mean(List<Life> lives, ToDoubleFunction<Life> value) {
    return lives.stream().mapToDouble(value).average().orElseThrow();
  }
}
