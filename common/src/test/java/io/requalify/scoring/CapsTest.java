package io.requalify.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.requalify.rules.Cap;
import io.requalify.rules.Points;
import io.requalify.rules.Rule.EventRule;
import io.requalify.rules.RuleVersion;
import io.requalify.rules.RuleVersion.Dimension;
import io.requalify.rules.RuleVersion.Group;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Limits that clip what is read of a rule, a group, a dimension and the total. */
final class CapsTest {
  private static final String END = "2024-02-01T00:00:00Z";
  private static final EventRule PAGE = Versions.event("page", 8);
  private static final EventRule BOUNCE = Versions.event("bounce", -5);

  @Test
  void aRuleGivesNoMoreThanItsCap() {
    assertThat(pages(3, Versions.plain(RuleCopies.with(PAGE, Versions.atMost(20)))).total())
        .isEqualTo(20);
  }

  @Test
  void aGroupGivesNoMoreThanItsCapAndOtherRulesAddToIt() {
    RuleVersion version =
        Versions.withGroups(
            Versions.plain(
                RuleCopies.inGroup(PAGE, Optional.of("content")),
                RuleCopies.inGroup(Versions.event("download", 6), Optional.of("content")),
                Versions.event("demo", 5)),
            List.of(new Group("content", "engagement", Versions.atMost(20))));
    Story story =
        Story.under(version)
            .event("2024-01-02T00:00:00Z", "page")
            .event("2024-01-03T00:00:00Z", "page")
            .event("2024-01-04T00:00:00Z", "download")
            .event("2024-01-05T00:00:00Z", "demo");

    assertThat(story.until(END).total()).isEqualTo(25);
  }

  @Test
  void aNegativeEventAfterAClippedSumOnlyEatsWhatLiesAboveTheCap() {
    RuleVersion version =
        Versions.withDimensions(
            Versions.plain(PAGE, BOUNCE),
            List.of(new Dimension("engagement", Versions.atMost(20))));
    // 24, read as 20; then 19.
    assertThat(pages(3, version).total()).isEqualTo(20);
    assertThat(
            Story.under(version)
                .event("2024-01-02T00:00:00Z", "page")
                .event("2024-01-03T00:00:00Z", "page")
                .event("2024-01-04T00:00:00Z", "page")
                .event("2024-01-05T00:00:00Z", "bounce")
                .until(END)
                .total())
        .isEqualTo(19);
  }

  @Test
  void theTotalIsClippedAfterTheDimensions() {
    RuleVersion version =
        Versions.withTotalCap(
            Versions.withDimensions(
                Versions.plain(
                    PAGE,
                    RuleCopies.inDimension(
                        RuleCopies.on(Versions.event("title", 8), PAGE.condition()), "fit")),
                List.of(
                    new Dimension("engagement", Versions.atMost(20)),
                    new Dimension("fit", Cap.NONE))),
            Versions.atMost(30));

    Story story = pages(4, version);

    assertThat(story.total()).isEqualTo(30);
    // The second page made the total 32.
    assertThat(story.episode().score()).isEqualTo(16);
    assertThat(story.episode().dimensionScores()).containsExactly(8, 8);
  }

  @Test
  void aLowestValueHoldsAlsoWhereNothingHappened() {
    RuleVersion version = Versions.plain(RuleCopies.with(BOUNCE, Versions.between(-3, 0)));

    assertThat(Story.under(version).event("2024-01-02T00:00:00Z", "bounce").until(END).total())
        .isEqualTo(-3);
    assertThat(
            Story.under(
                    Versions.withTotalCap(
                        version, new Cap(Optional.of(Points.of(4)), Optional.empty())))
                .until(END)
                .total())
        .isEqualTo(4);
  }

  private static Story pages(int number, RuleVersion version) {
    Story story = Story.under(version);
    for (int i = 0; i < number; i++) {
      story.event("2024-01-0%dT00:00:00Z".formatted(i + 2), "page");
    }
    return story.until(END);
  }
}
