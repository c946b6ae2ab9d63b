package io.requalify.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.requalify.rules.Cap;
import io.requalify.rules.Counting;
import io.requalify.rules.Fading;
import io.requalify.rules.Rule;
import io.requalify.rules.RuleVersion;
import io.requalify.rules.RuleVersion.Dimension;
import io.requalify.rules.RuleVersion.Suppression.Effect;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Events that set their dimension to a value. */
final class SetToTest {
  private static final String END = "2024-02-01T00:00:00Z";
  private static final Rule PAGE = Versions.event("page", 8);
  private static final Rule UNSUBSCRIBE = Versions.set("unsubscribe", 3);

  @Test
  void theDimensionIsSetAndGoesOnFromThere() {
    Story story = pagesAndUnsubscribe(Versions.plain(PAGE, UNSUBSCRIBE));

    assertThat(story.until(END).total()).isEqualTo(3);
    assertThat(story.event("2024-01-06T00:00:00Z", "page").until(END).total()).isEqualTo(11);
    assertThat(story.event("2024-01-07T00:00:00Z", "unsubscribe").until(END).total()).isEqualTo(3);
  }

  @Test
  void aSaturatedDimensionIsSetToTheSameValue() {
    RuleVersion version =
        Versions.withDimensions(
            Versions.plain(PAGE, UNSUBSCRIBE),
            List.of(new Dimension("engagement", Versions.saturating(Versions.atMost(20)))));

    assertThat(pagesAndUnsubscribe(version).until(END).total()).isEqualTo(3);
  }

  @Test
  void theLimitsOfTheDimensionHoldForTheValueToo() {
    RuleVersion version =
        Versions.withDimensions(
            Versions.plain(PAGE, UNSUBSCRIBE),
            List.of(new Dimension("engagement", Versions.between(5, 20))));

    assertThat(pagesAndUnsubscribe(version).until(END).total()).isEqualTo(5);
  }

  @Test
  void otherDimensionsStayAsTheyAre() {
    RuleVersion version =
        Versions.withDimensions(
            Versions.plain(
                PAGE, UNSUBSCRIBE, RuleCopies.inDimension(Versions.event("demo", 20), "fit")),
            List.of(new Dimension("engagement", Cap.NONE), new Dimension("fit", Cap.NONE)));
    Story story = pagesAndUnsubscribe(version).event("2024-01-02T00:00:00Z", "demo").until(END);

    assertThat(story.dimensions()).containsExactly(3.0, 20.0);
  }

  @Test
  void aFactGivesNothingUntilItCeasesAndBeginsAgain() {
    Story story =
        Story.under(Versions.plain(Versions.attribute("senior", 15), UNSUBSCRIBE))
            .begins("2024-01-02T00:00:00Z", "senior")
            .event("2024-01-03T00:00:00Z", "unsubscribe")
            .begins("2024-01-04T00:00:00Z", "senior");

    assertThat(story.until(END).total()).isEqualTo(3);
    story.ceases("2024-01-05T00:00:00Z", "senior");
    assertThat(story.until(END).total()).isEqualTo(3);
    story.begins("2024-01-06T00:00:00Z", "senior");
    assertThat(story.until(END).total()).isEqualTo(18);
  }

  @Test
  void aFactThatCeasesAndBeginsAgainInAFreezeGivesAfterIt() {
    RuleVersion version =
        Versions.suppressing(
            Versions.plain(Versions.attribute("senior", 15), UNSUBSCRIBE),
            "partner",
            Effect.FREEZE);
    Story story =
        Story.under(version)
            .begins("2024-01-02T00:00:00Z", "senior")
            .event("2024-01-03T00:00:00Z", "unsubscribe")
            .begins("2024-01-04T00:00:00Z", "partner")
            .ceases("2024-01-05T00:00:00Z", "senior")
            .begins("2024-01-06T00:00:00Z", "senior");

    assertThat(story.until(END).total()).isEqualTo(3);
    assertThat(story.ceases("2024-01-07T00:00:00Z", "partner").until(END).total()).isEqualTo(18);
  }

  @Test
  void countingRemembersWhatTheDimensionForgot() {
    RuleVersion version =
        Versions.plain(Versions.event("page", 8, new Counting.Once(), Fading.NONE), UNSUBSCRIBE);
    Story story = pagesAndUnsubscribe(version).event("2024-01-06T00:00:00Z", "page");

    assertThat(story.until(END).total()).isEqualTo(3);
  }

  @Test
  void theEndOfAWindowTakesNothingFromWhatWasSet() {
    RuleVersion version =
        Versions.plain(
            Versions.event("page", 8, new Counting.Every(), Versions.window(5)), UNSUBSCRIBE);

    assertThat(pagesAndUnsubscribe(version).until(END).total()).isEqualTo(3);
  }

  @Test
  void rulesOfTheSameEventTakeTheirTurns() {
    Rule before = RuleCopies.on(Versions.event("before", 8), Versions.event("page", 1).condition());
    Rule after = RuleCopies.on(Versions.event("after", 5), Versions.event("page", 1).condition());
    Story story =
        Story.under(Versions.plain(before, Versions.set("page", 3), after))
            .event("2024-01-02T00:00:00Z", "page");

    // 8 are forgotten, 3 are set, 5 are added.
    assertThat(story.until(END).total()).isEqualTo(8);
  }

  @Test
  void aHighValueLetsAContactIn() {
    Episode episode =
        Story.under(Versions.plain(Versions.set("trial", 12)))
            .event("2024-01-02T00:00:00Z", "trial")
            .until(END)
            .episode();

    assertThat(episode.crossingRule()).contains("trial");
    assertThat(episode.score()).isEqualTo(12);
  }

  /** Three pages, 24 points, and then the unsubscription of 5 January. */
  private static Story pagesAndUnsubscribe(RuleVersion version) {
    return Story.under(version)
        .event("2024-01-02T00:00:00Z", "page")
        .event("2024-01-03T00:00:00Z", "page")
        .event("2024-01-04T00:00:00Z", "page")
        .event("2024-01-05T00:00:00Z", "unsubscribe");
  }
}
