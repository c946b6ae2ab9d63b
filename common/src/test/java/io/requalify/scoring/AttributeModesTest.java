package io.requalify.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.requalify.rules.ConditionText;
import io.requalify.rules.Fading;
import io.requalify.rules.Rule.Mode;
import io.requalify.rules.RuleVersion;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Rules that a change of facts hits, and events that count only while a fact holds. */
final class AttributeModesTest {
  private static final String END = "2024-02-01T00:00:00Z";

  @Test
  void accrueGivesItsPointsAtEachChangeIntoHolding() {
    Story story = twice(Mode.ACCRUE);

    assertThat(story.until(END).total()).isEqualTo(12);
    assertThat(story.entries()).containsExactly("2024-01-04T00:00:00Z");
    assertThat(story.episode().crossingRule()).contains("senior");
  }

  @Test
  void firstGivesItsPointsOnceEver() {
    assertThat(twice(Mode.FIRST).until(END).total()).isEqualTo(6);
  }

  @Test
  void whatAccruedStaysWhenTheConditionCeases() {
    Story story =
        under(Mode.ACCRUE, Fading.NONE)
            .begins("2024-01-02T00:00:00Z", "senior")
            .ceases("2024-01-03T00:00:00Z", "senior");

    assertThat(story.until(END).total()).isEqualTo(6);
  }

  @Test
  void whatIsSaidAgainIsNoChange() {
    Story story =
        under(Mode.ACCRUE, Fading.NONE)
            .begins("2024-01-02T00:00:00Z", "senior")
            .begins("2024-01-03T00:00:00Z", "senior");

    assertThat(story.until(END).total()).isEqualTo(6);
  }

  @Test
  void aChangeAgesFromWhenItIsFelt() {
    Story story = under(Mode.ACCRUE, Versions.window(5)).begins("2024-01-02T10:00:00Z", "senior");

    assertThat(story.until("2024-01-07T09:59:59Z").total()).isEqualTo(6);
    assertThat(story.until("2024-01-07T10:00:00Z").total()).isZero();
  }

  @Test
  void whatBeganBeforeTheCreationIsAChangeAtIt() {
    Story story =
        under(Mode.FIRST, Versions.window(5))
            .created("2024-01-05T00:00:00Z")
            .begins("2024-01-02T00:00:00Z", "senior");

    assertThat(story.until("2024-01-09T23:00:00Z").total()).isEqualTo(6);
    assertThat(story.until("2024-01-10T00:00:00Z").total()).isZero();
  }

  @Test
  void anEventHitsOnlyWhileItsFactHolds() {
    Story story =
        Story.under(pagesDuringTrials())
            .event("2024-01-02T00:00:00Z", "page")
            .begins("2024-01-03T00:00:00Z", "trial")
            .event("2024-01-04T00:00:00Z", "page")
            .ceases("2024-01-05T00:00:00Z", "trial")
            .event("2024-01-06T00:00:00Z", "page");

    // The page of 2 January does not become a hit when the trial begins.
    assertThat(story.until(END).total()).isEqualTo(10);
    assertThat(story.entries()).containsExactly("2024-01-04T00:00:00Z");
  }

  @Test
  void theFactsOfAnInstantChangeBeforeItsEvents() {
    Story story =
        Story.under(pagesDuringTrials())
            .event("2024-01-03T00:00:00Z", "page")
            .begins("2024-01-03T00:00:00Z", "trial")
            .event("2024-01-05T00:00:00Z", "page")
            .ceases("2024-01-05T00:00:00Z", "trial");

    assertThat(story.until(END).total()).isEqualTo(10);
  }

  @Test
  void aLateEventIsJudgedByTheFactsOfWhenItIsFelt() {
    Story story =
        Story.under(pagesDuringTrials())
            .begins("2024-01-03T00:00:00Z", "trial")
            .event("2024-01-02T00:00:00Z", "2024-01-04T00:00:00Z", "page");

    assertThat(story.until(END).total()).isEqualTo(10);
  }

  private static RuleVersion pagesDuringTrials() {
    return Versions.plain(
        RuleCopies.during(Versions.event("page", 10), Optional.of(ConditionText.onFacts("trial"))));
  }

  private static Story under(Mode mode, Fading fading) {
    return Story.under(Versions.plain(Versions.attribute("senior", 6, mode, fading)));
  }

  private static Story twice(Mode mode) {
    return under(mode, Fading.NONE)
        .begins("2024-01-02T00:00:00Z", "senior")
        .ceases("2024-01-03T00:00:00Z", "senior")
        .begins("2024-01-04T00:00:00Z", "senior");
  }
}
