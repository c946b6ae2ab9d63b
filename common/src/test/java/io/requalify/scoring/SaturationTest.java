package io.requalify.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.requalify.rules.Counting;
import io.requalify.rules.Rule;
import io.requalify.rules.RuleVersion;
import io.requalify.rules.RuleVersion.Dimension;
import io.requalify.rules.RuleVersion.Group;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Limits that stop the sum itself, so that a later loss counts from the limit. */
final class SaturationTest {
  private static final String END = "2024-02-01T00:00:00Z";
  private static final Rule PAGE = Versions.event("page", 8);
  private static final Rule BOUNCE = Versions.event("bounce", -5);

  @Test
  void aLossAfterASaturatedDimensionCountsFromTheLimit() {
    // 24 saturate at 20; then 15, where a clipped sum would have 19.
    assertThat(pagesAndBounce(inDimension(20)).until(END).total()).isEqualTo(15);
  }

  @Test
  void aLossAfterASaturatedGroupCountsFromTheLimit() {
    RuleVersion version =
        Versions.withGroups(
            Versions.plain(
                RuleCopies.inGroup(PAGE, Optional.of("content")),
                RuleCopies.inGroup(BOUNCE, Optional.of("content"))),
            List.of(new Group("content", "engagement", Versions.saturating(Versions.atMost(20)))));

    assertThat(pagesAndBounce(version).until(END).total()).isEqualTo(15);
  }

  @Test
  void aLossAfterASaturatedTotalCountsFromTheLimit() {
    RuleVersion version =
        Versions.withTotalCap(
            Versions.plain(PAGE, BOUNCE), Versions.saturating(Versions.atMost(20)));
    Story story = pagesAndBounce(version).until(END);

    assertThat(story.total()).isEqualTo(15);
    assertThat(story.dimensions()).containsExactly(19.0);
  }

  @Test
  void theEndOfAWindowIsALossLikeAnyOther() {
    Rule page = Versions.event("page", 8, new Counting.Every(), Versions.window(5));
    Story story =
        Story.under(
                Versions.plain(RuleCopies.with(page, Versions.saturating(Versions.between(0, 20)))))
            .event("2024-01-02T00:00:00Z", "page")
            .event("2024-01-03T00:00:00Z", "page")
            .event("2024-01-04T00:00:00Z", "page");

    assertThat(story.until("2024-01-06T23:00:00Z").total()).isEqualTo(20);
    assertThat(story.until("2024-01-07T00:00:00Z").total()).isEqualTo(12);
    assertThat(story.until("2024-01-08T00:00:00Z").total()).isEqualTo(4);
    // 8 more are lost, down to the minimum.
    assertThat(story.until("2024-01-09T00:00:00Z").total()).isZero();
  }

  @Test
  void aGainAfterASaturatedMinimumCountsFromIt() {
    RuleVersion version =
        Versions.withDimensions(
            Versions.plain(PAGE, BOUNCE),
            List.of(new Dimension("engagement", Versions.saturating(Versions.between(0, 100)))));
    Story story =
        Story.under(version)
            .event("2024-01-02T00:00:00Z", "bounce")
            .event("2024-01-03T00:00:00Z", "page");

    // Where the minimum clips, it is 3.
    assertThat(story.until(END).total()).isEqualTo(8);
  }

  @Test
  void aMinimumAboveNothingIsWhereASaturatedSumBegins() {
    RuleVersion version =
        Versions.withDimensions(
            Versions.plain(PAGE, BOUNCE),
            List.of(new Dimension("engagement", Versions.saturating(Versions.between(4, 100)))));
    Story story = Story.under(version);

    assertThat(story.until(END).total()).isEqualTo(4);
    assertThat(story.event("2024-01-03T00:00:00Z", "page").until(END).total()).isEqualTo(12);
  }

  private static RuleVersion inDimension(long max) {
    return Versions.withDimensions(
        Versions.plain(PAGE, BOUNCE),
        List.of(new Dimension("engagement", Versions.saturating(Versions.atMost(max)))));
  }

  /** Three pages, 24 points, and then a bounce. */
  private static Story pagesAndBounce(RuleVersion version) {
    return Story.under(version)
        .event("2024-01-02T00:00:00Z", "page")
        .event("2024-01-03T00:00:00Z", "page")
        .event("2024-01-04T00:00:00Z", "page")
        .event("2024-01-05T00:00:00Z", "bounce");
  }
}
