package io.requalify.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.requalify.rules.Cap;
import io.requalify.rules.Rule;
import io.requalify.rules.RuleVersion;
import io.requalify.rules.RuleVersion.Dimension;
import io.requalify.rules.RuleVersion.Group;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Readings in whole points, half up. */
final class RoundingTest {
  private static final Cap WHOLE = Versions.rounded(Cap.NONE);

  @Test
  void theHalfIsRoundedTowardsMorePoints() {
    assertThat(total("2.499999")).isEqualTo(2);
    assertThat(total("2.5")).isEqualTo(3);
    assertThat(total("-2.5")).isEqualTo(-2);
    assertThat(total("-2.500001")).isEqualTo(-3);
  }

  @Test
  void theSumGoesOnWithWhatWasRoundedAway() {
    RuleVersion version = Versions.withTotalCap(Versions.plain(page("2.4")), WHOLE);

    // 4.8
    assertThat(twoPages(version)).isEqualTo(5);
  }

  @Test
  void aRuleIsRoundedBeforeItsGroupAndDimension() {
    Rule page = RuleCopies.inGroup(page("1.2"), Optional.of("content"));
    Rule other =
        RuleCopies.with(
            RuleCopies.on(Versions.event("other", 1), Versions.event("page", 1).condition()),
            Versions.points("1.2"));
    Rule inGroup = RuleCopies.inGroup(other, Optional.of("content"));
    List<Group> plain = List.of(new Group("content", "engagement", Cap.NONE));
    List<Group> whole = List.of(new Group("content", "engagement", WHOLE));

    // Two rules with 2.4 each.
    assertThat(
            twoPages(
                Versions.withGroups(
                    Versions.plain(RuleCopies.with(page, WHOLE), RuleCopies.with(inGroup, WHOLE)),
                    plain)))
        .isEqualTo(4);
    assertThat(twoPages(Versions.withGroups(Versions.plain(page, inGroup), whole))).isEqualTo(5);
    assertThat(
            twoPages(
                Versions.withDimensions(
                    Versions.withGroups(Versions.plain(page, inGroup), plain),
                    List.of(new Dimension("engagement", WHOLE)))))
        .isEqualTo(5);
  }

  @Test
  void limitsApplyToWhatWasRounded() {
    Cap cap = new Cap(Optional.empty(), Optional.of(Versions.points("2.5")));
    RuleVersion version = Versions.withTotalCap(Versions.plain(page("1.3")), Versions.rounded(cap));

    // 2.6 is rounded to 3, and 3 is clipped.
    assertThat(twoPages(version)).isEqualTo(2.5);
  }

  @Test
  void aRequirementIsAskedWithTheWholePoints() {
    RuleVersion version = Versions.withTotalCap(Versions.plain(page("9.5")), WHOLE);

    assertThat(
            Story.under(version)
                .event("2024-01-02T00:00:00Z", "page")
                .until("2024-02-01T00:00:00Z")
                .episode()
                .score())
        .isEqualTo(10);
  }

  private static Rule page(String points) {
    return RuleCopies.with(Versions.event("page", 1), Versions.points(points));
  }

  private static double total(String points) {
    return Story.under(Versions.withTotalCap(Versions.plain(page(points)), WHOLE))
        .event("2024-01-02T00:00:00Z", "page")
        .until("2024-02-01T00:00:00Z")
        .total();
  }

  private static double twoPages(RuleVersion version) {
    return Story.under(version)
        .event("2024-01-02T00:00:00Z", "page")
        .event("2024-01-03T00:00:00Z", "page")
        .until("2024-02-01T00:00:00Z")
        .total();
  }
}
