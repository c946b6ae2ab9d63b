package io.requalify.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.requalify.rules.Cap;
import io.requalify.rules.Points;
import io.requalify.rules.Requirement.Comparison;
import io.requalify.rules.Requirement.Operator;
import io.requalify.rules.Rule;
import io.requalify.rules.RuleVersion;
import io.requalify.rules.RuleVersion.Dimension;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A total that takes a share of each dimension. */
final class WeightsTest {
  @Test
  void theTotalTakesItsShareOfEachDimension() {
    Story story = score(version("0.4", "0.6", Cap.NONE));

    // 20 × 0.4 + 10 × 0.6
    assertThat(story.total()).isEqualTo(14);
    assertThat(story.dimensions()).containsExactly(20.0, 10.0);
  }

  @Test
  void theShareIsOfWhatIsReadOfTheDimension() {
    // 20 is read as 12.
    assertThat(score(version("0.5", "0", Versions.atMost(12))).total()).isEqualTo(6);
  }

  @Test
  void whatIsHandedOverIsRoundedHalfUpToAMillionth() {
    RuleVersion version = version("0.333333", "0", Cap.NONE);

    // 3.5 × 0.333333 = 1.1666655, and −1.1666655.
    assertThat(ofFit(version, "3.5")).isEqualTo(1.166666);
    assertThat(ofFit(version, "-3.5")).isEqualTo(-1.166665);
  }

  @Test
  void aRequirementOnADimensionIsAskedWithoutItsWeight() {
    RuleVersion version =
        Versions.withRequirement(
            version("0.1", "0.1", Cap.NONE),
            Versions.ALL,
            new Comparison("fit", Operator.AT_LEAST, Points.of(20)));

    // 20 × 0.1 + 10 × 0.1
    assertThat(score(version).episode().score()).isEqualTo(3);
  }

  private static double ofFit(RuleVersion version, String points) {
    Rule senior = RuleCopies.inDimension(Versions.attribute("senior", 1), "fit");
    return score(
            Versions.withRules(version, List.of(RuleCopies.with(senior, Versions.points(points)))))
        .total();
  }

  private static RuleVersion version(String ofFit, String ofEngagement, Cap capOfFit) {
    RuleVersion version =
        Versions.withDimensions(
            Versions.plain(
                RuleCopies.inDimension(Versions.attribute("senior", 20), "fit"),
                Versions.event("page", 10)),
            List.of(new Dimension("fit", capOfFit), new Dimension("engagement", Cap.NONE)));
    return Versions.withWeights(
        version, Map.of("fit", Versions.share(ofFit), "engagement", Versions.share(ofEngagement)));
  }

  private static Story score(RuleVersion version) {
    return Story.under(version)
        .begins("2024-01-02T00:00:00Z", "senior")
        .event("2024-01-02T00:00:00Z", "page")
        .until("2024-02-01T00:00:00Z");
  }
}
