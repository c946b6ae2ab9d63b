package io.requalify.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.requalify.rules.Rule.PeriodicRule;
import io.requalify.rules.RuleVersion;
import io.requalify.rules.RuleVersion.Dimension;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A share of the running dimension, time after time from the creation on 1 January. */
final class PeriodicTest {
  private static final PeriodicRule HALVING = Versions.periodic("halving", "-0.5", 30);

  @Test
  void aShareOfTheDimensionIsLostAtEachPeriodForGood() {
    Story story =
        Story.under(Versions.plain(Versions.event("page", 20), HALVING))
            .event("2024-01-02T00:00:00Z", "page");

    assertThat(story.until("2024-01-30T23:59:59Z").total()).isEqualTo(20);
    assertThat(story.until("2024-01-31T00:00:00Z").total()).isEqualTo(10);
    assertThat(story.until("2024-03-01T00:00:00Z").total()).isEqualTo(5);
    // What comes afterwards is not touched until the next period.
    assertThat(story.event("2024-03-02T00:00:00Z", "page").until("2024-03-02T00:00:00Z").total())
        .isEqualTo(25);
  }

  @Test
  void anEventOfTheVeryInstantComesAfterThePeriod() {
    Story story =
        Story.under(Versions.plain(Versions.event("page", 20), HALVING))
            .event("2024-01-31T00:00:00Z", "page");

    assertThat(story.until("2024-01-31T00:00:00Z").total()).isEqualTo(20);
  }

  @Test
  void theShareIsOfTheRunningSumNotOfWhatIsReadOfIt() {
    RuleVersion version =
        Versions.withDimensions(
            Versions.plain(Versions.event("page", 15), HALVING),
            List.of(new Dimension("engagement", Versions.atMost(20))));
    Story story =
        Story.under(version)
            .event("2024-01-02T00:00:00Z", "page")
            .event("2024-01-03T00:00:00Z", "page");

    // 30, read as 20; then 15.
    assertThat(story.until("2024-01-31T00:00:00Z").total()).isEqualTo(15);
  }

  @Test
  void theShareIsRoundedHalfUp() {
    RuleVersion version =
        Versions.plain(
            RuleCopies.with(Versions.event("page", 1), Versions.points("3.333335")),
            Versions.periodic("growing", "0.1", 30));
    Story story = Story.under(version).event("2024-01-02T00:00:00Z", "page");

    // A tenth of 3.333335 is 0.3333335.
    assertThat(story.until("2024-01-31T00:00:00Z").total()).isEqualTo(3.666669);
  }

  @Test
  void growthMayLetAContactIn() {
    RuleVersion version =
        Versions.plain(Versions.event("page", 8), Versions.periodic("growing", "0.5", 10));

    Episode episode =
        Story.under(version)
            .event("2024-01-02T00:00:00Z", "page")
            .until("2024-02-01T00:00:00Z")
            .episode();

    assertThat(History.instant(episode.entryAt())).hasToString("2024-01-11T00:00:00Z");
    assertThat(episode.crossingRule()).contains("growing");
    assertThat(episode.score()).isEqualTo(12);
  }

  @Test
  void growthThatALimitStopsGoesOnForAsLongAsAnyHistory() {
    RuleVersion version =
        Versions.withDimensions(
            Versions.plain(Versions.event("page", 8), Versions.periodic("growing", "10", 1)),
            List.of(new Dimension("engagement", Versions.saturating(Versions.between(0, 20)))));

    Story story = Story.under(version).event("2024-01-02T00:00:00Z", "page");

    assertThat(story.until("2034-01-01T00:00:00Z").total()).isEqualTo(20);
  }
}
