package io.requalify.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.requalify.rules.Counting;
import io.requalify.rules.ExitCause;
import io.requalify.rules.Fading;
import io.requalify.rules.Rule;
import io.requalify.rules.Rule.Mode;
import io.requalify.rules.RuleVersion;
import io.requalify.rules.RuleVersion.Suppression.Effect;
import org.junit.jupiter.api.Test;

/** What freezes a score and what drops a contact; what blocks is told in {@link EpisodesTest}. */
final class SuppressionEffectsTest {
  private static final String END = "2024-02-01T00:00:00Z";
  private static final Rule PAGE = Versions.event("page", 6);

  @Test
  void whatIsFeltWhileFrozenIsNoHitAndNeverBecomesOne() {
    Story story =
        Story.under(frozen(PAGE))
            .event("2024-01-02T00:00:00Z", "page")
            .begins("2024-01-03T00:00:00Z", "partner")
            .event("2024-01-04T00:00:00Z", "page")
            .ceases("2024-01-05T00:00:00Z", "partner")
            .until(END);

    assertThat(story.total()).isEqualTo(6);
  }

  @Test
  void whatIsFeltWhileFrozenUsesNothingUp() {
    Story story =
        Story.under(frozen(Versions.event("page", 6, new Counting.Once(), Fading.NONE)))
            .begins("2024-01-03T00:00:00Z", "partner")
            .event("2024-01-04T00:00:00Z", "page")
            .ceases("2024-01-05T00:00:00Z", "partner")
            .event("2024-01-06T00:00:00Z", "page")
            .until(END);

    assertThat(story.total()).isEqualTo(6);
  }

  @Test
  void windowsEndWhileFrozen() {
    Story story =
        Story.under(frozen(Versions.event("page", 6, new Counting.Every(), Versions.window(5))))
            .event("2024-01-02T00:00:00Z", "page")
            .begins("2024-01-03T00:00:00Z", "partner");

    assertThat(story.until("2024-01-06T23:59:59Z").total()).isEqualTo(6);
    assertThat(story.until("2024-01-07T00:00:00Z").total()).isZero();
  }

  @Test
  void factsAreTakenOnWhenTheFreezeEnds() {
    Story story =
        Story.under(frozen(Versions.attribute("senior", 12)))
            .begins("2024-01-03T00:00:00Z", "partner")
            .begins("2024-01-04T00:00:00Z", "senior");

    assertThat(story.until(END).total()).isZero();
    story.ceases("2024-01-05T00:00:00Z", "partner").until(END);
    assertThat(story.total()).isEqualTo(12);
    assertThat(story.entries()).containsExactly("2024-01-05T00:00:00Z");
    assertThat(story.episode().crossingRule()).contains("senior");
  }

  @Test
  void aChangeThatCountsOnceIsMissedWhileFrozen() {
    Story story =
        Story.under(frozen(Versions.attribute("senior", 12, Mode.FIRST, Fading.NONE)))
            .begins("2024-01-03T00:00:00Z", "partner")
            .begins("2024-01-04T00:00:00Z", "senior")
            .ceases("2024-01-05T00:00:00Z", "partner")
            .until(END);

    assertThat(story.total()).isZero();
  }

  @Test
  void aChangeAtTheInstantAtWhichTheFreezeEndsIsAHit() {
    Story story =
        Story.under(frozen(Versions.attribute("senior", 12, Mode.FIRST, Fading.NONE)))
            .begins("2024-01-03T00:00:00Z", "partner")
            .begins("2024-01-05T00:00:00Z", "senior")
            .ceases("2024-01-05T00:00:00Z", "partner")
            .until(END);

    // What ceases comes before what begins.
    assertThat(story.total()).isEqualTo(12);
  }

  @Test
  void silenceGoesOnWhileFrozenAndWhatIsFeltIsNoActivity() {
    Story story =
        Story.under(frozen(PAGE, Versions.silence("silent", -10, 30)))
            .event("2024-01-02T00:00:00Z", "page")
            .begins("2024-01-03T00:00:00Z", "partner")
            .event("2024-01-20T00:00:00Z", "page");

    assertThat(story.until("2024-01-31T23:59:59Z").total()).isEqualTo(6);
    assertThat(story.until("2024-02-01T00:00:00Z").total()).isEqualTo(-4);
  }

  @Test
  void aFrozenContactMayEnter() {
    RuleVersion version =
        frozen(
            Versions.attribute("senior", 15),
            Versions.event("bounce", -10, new Counting.Every(), Versions.window(5)));
    Story story =
        Story.under(version)
            .begins("2024-01-01T00:00:00Z", "senior")
            .event("2024-01-01T00:00:00Z", "bounce")
            .begins("2024-01-03T00:00:00Z", "partner")
            .until(END);

    assertThat(story.entries()).containsExactly("2024-01-06T00:00:00Z");
  }

  @Test
  void aContactThatIsDroppedLeavesAndDoesNotEnter() {
    Story story =
        Story.under(Versions.suppressing(Versions.plain(PAGE), "test", Effect.DROP))
            .event("2024-01-02T00:00:00Z", "page")
            .event("2024-01-03T00:00:00Z", "page")
            .begins("2024-01-04T00:00:00Z", "test")
            .event("2024-01-05T00:00:00Z", "page");

    assertThat(story.until(END).entries()).containsExactly("2024-01-03T00:00:00Z");
    assertThat(story.exits()).containsExactly("2024-01-04T00:00:00Z");
    assertThat(story.episode().exitCause()).contains(ExitCause.DROPPED);
    // Its score goes on, so that it is eligible once it is back.
    story.ceases("2024-01-06T00:00:00Z", "test").until(END);
    assertThat(story.entries()).containsExactly("2024-01-03T00:00:00Z", "2024-01-06T00:00:00Z");
    assertThat(story.episodes().get(1).crossingRule()).isEmpty();
    assertThat(story.total()).isEqualTo(18);
  }

  @Test
  void anEndOfTheInstantAtWhichAContactIsDroppedComesFirst() {
    Story story =
        Story.under(Versions.suppressing(Versions.plain(PAGE), "test", Effect.DROP))
            .event("2024-01-02T00:00:00Z", "page")
            .event("2024-01-03T00:00:00Z", "page")
            .begins("2024-01-04T00:00:00Z", "test")
            .lost("2024-01-04T00:00:00Z")
            .until(END);

    assertThat(story.episode().exitCause()).contains(ExitCause.LOST);
  }

  private static RuleVersion frozen(Rule... rules) {
    return Versions.suppressing(Versions.plain(rules), "partner", Effect.FREEZE);
  }
}
