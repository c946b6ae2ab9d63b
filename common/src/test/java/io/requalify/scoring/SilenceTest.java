package io.requalify.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.requalify.rules.ConditionText;
import io.requalify.rules.Counting;
import io.requalify.rules.Fading;
import io.requalify.rules.Rule;
import io.requalify.rules.Rule.InactivityRule;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Points for silence. A page is worth 25 points, 30 days of silence cost 10. */
final class SilenceTest {
  private static final InactivityRule SILENT = Versions.silence("silent", -10, 30);
  private static final Rule AGAIN_AND_AGAIN =
      SmallerRules.listening(SILENT, Optional.empty(), Optional.of(Duration.ofDays(30)));

  @Test
  void silenceCostsPointsOnceItIsLongEnough() {
    Story story = under(SILENT).event("2024-01-02T00:00:00Z", "page");

    assertThat(story.until("2024-01-31T23:59:59Z").total()).isEqualTo(25);
    assertThat(story.until("2024-02-01T00:00:00Z").total()).isEqualTo(15);
    assertThat(story.until("2024-12-31T00:00:00Z").total()).isEqualTo(15);
  }

  @Test
  void furtherSilenceCostsPointsAgainAndAgain() {
    Story story = under(AGAIN_AND_AGAIN).event("2024-01-02T00:00:00Z", "page");

    assertThat(story.until("2024-03-01T23:59:59Z").total()).isEqualTo(15);
    assertThat(story.until("2024-03-02T00:00:00Z").total()).isEqualTo(5);
    assertThat(story.until("2024-04-01T00:00:00Z").total()).isEqualTo(-5);
  }

  @Test
  void silenceBeginsAtTheCreation() {
    assertThat(under(SILENT).until("2024-01-30T23:59:59Z").total()).isZero();
    assertThat(under(SILENT).until("2024-01-31T00:00:00Z").total()).isEqualTo(-10);
  }

  @Test
  void anActivityAtTheVeryInstantPreventsThePoints() {
    Story story =
        under(SILENT).event("2024-01-02T00:00:00Z", "page").event("2024-02-01T00:00:00Z", "page");

    assertThat(story.until("2024-02-01T00:00:00Z").total()).isEqualTo(50);
    // The next silence ends on 2 March.
    assertThat(story.until("2024-03-02T00:00:00Z").total()).isEqualTo(40);
  }

  @Test
  void anActivityEndsASilenceButGivesNothingBack() {
    Story story =
        under(AGAIN_AND_AGAIN)
            .event("2024-02-10T00:00:00Z", "page")
            .event("2024-02-20T00:00:00Z", "page");

    // −10 on 31 January; the next would have come on 1 March, now it comes on 21 March.
    assertThat(story.until("2024-03-20T23:59:59Z").total()).isEqualTo(40);
    assertThat(story.until("2024-03-21T00:00:00Z").total()).isEqualTo(30);
  }

  @Test
  void onlyItsOwnActivityBreaksASilenceThatNamesOne() {
    Rule visits =
        SmallerRules.listening(
            SILENT, Optional.of(ConditionText.onEvent("visit")), Optional.empty());
    Story story =
        under(visits).event("2024-01-03T00:00:00Z", "visit").event("2024-01-20T00:00:00Z", "page");

    assertThat(story.until("2024-02-01T23:59:59Z").total()).isEqualTo(25);
    assertThat(story.until("2024-02-02T00:00:00Z").total()).isEqualTo(15);
  }

  @Test
  void anEventThatDoesNotCountIsNoActivity() {
    Story story =
        Story.under(
                Versions.plain(
                    Versions.event("page", 25, new Counting.Once(), Fading.NONE), SILENT))
            .event("2024-01-02T00:00:00Z", "page")
            .event("2024-01-20T00:00:00Z", "page");

    assertThat(story.until("2024-02-01T00:00:00Z").total()).isEqualTo(15);
  }

  @Test
  void aLateActivityBreaksTheSilenceFromWhenItOccurred() {
    Story story = under(SILENT).event("2024-01-10T00:00:00Z", "2024-01-20T00:00:00Z", "page");

    assertThat(story.until("2024-02-08T23:59:59Z").total()).isEqualTo(25);
    assertThat(story.until("2024-02-09T00:00:00Z").total()).isEqualTo(15);
  }

  @Test
  void instantsThatALateActivityFindsInThePastArePassedOver() {
    Story once = under(SILENT).event("2024-01-02T00:00:00Z", "2024-02-05T00:00:00Z", "page");
    Story again =
        under(AGAIN_AND_AGAIN).event("2024-01-02T00:00:00Z", "2024-02-05T00:00:00Z", "page");

    // −10 on 31 January, 30 days after the creation; 1 February is past, 2 March is not.
    assertThat(once.until("2024-12-31T00:00:00Z").total()).isEqualTo(15);
    assertThat(again.until("2024-03-01T23:59:59Z").total()).isEqualTo(15);
    assertThat(again.until("2024-03-02T00:00:00Z").total()).isEqualTo(5);
  }

  @Test
  void silenceItselfMayLetAContactIn() {
    Episode episode =
        Story.under(Versions.plain(Versions.silence("quiet", 12, 3)))
            .until("2024-02-01T00:00:00Z")
            .episode();

    assertThat(History.instant(episode.entryAt())).hasToString("2024-01-04T00:00:00Z");
    assertThat(episode.crossingRule()).contains("quiet");
  }

  private static Story under(Rule silence) {
    return Story.under(Versions.plain(Versions.event("page", 25), silence));
  }
}
