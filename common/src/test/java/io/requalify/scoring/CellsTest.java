package io.requalify.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.requalify.rules.Cap;
import io.requalify.rules.CellAxis;
import io.requalify.rules.CellAxis.Band;
import io.requalify.rules.Points;
import io.requalify.rules.Requirement.InCells;
import io.requalify.rules.RuleVersion;
import io.requalify.rules.RuleVersion.Dimension;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Requirements on the cell that the bands of several dimensions make. */
final class CellsTest {
  private static final String END = "2024-02-01T00:00:00Z";

  @Test
  void aContactEntersOnceItIsInOneOfTheCells() {
    // A2 with the fact, A1 with the second page.
    Story story =
        Story.under(version("A1", "B1"))
            .begins("2024-01-02T00:00:00Z", "senior")
            .event("2024-01-03T00:00:00Z", "page")
            .event("2024-01-04T00:00:00Z", "page")
            .until(END);

    assertThat(story.entries()).containsExactly("2024-01-04T00:00:00Z");
    assertThat(story.episode().crossingRule()).contains("page");
  }

  @Test
  void aBandBeginsAtItsLowestReading() {
    assertThat(afterPages(1, "B2").episodes()).hasSize(1);
    assertThat(afterPages(2, "B1").episodes()).hasSize(1);
    assertThat(afterPages(2, "A1", "A2").episodes()).isEmpty();
  }

  @Test
  void aBetterBandIsAnotherCell() {
    Story story =
        Story.under(version("B2"))
            .begins("2024-01-01T00:00:00Z", "senior")
            .event("2024-01-02T00:00:00Z", "page")
            .ceases("2024-01-03T00:00:00Z", "senior")
            .until(END);

    // A2, until the fact ceases.
    assertThat(story.entries()).containsExactly("2024-01-03T00:00:00Z");
  }

  @Test
  void belowTheBandsOfAnAxisThereIsNoCell() {
    Story story =
        Story.under(version("B1", "B2"))
            .event("2024-01-01T00:00:00Z", "bounce")
            .event("2024-01-02T00:00:00Z", "page")
            .until(END);

    // −5 until the page adds 8.
    assertThat(story.entries()).containsExactly("2024-01-02T00:00:00Z");
  }

  private static Story afterPages(int number, String... cells) {
    Story story = Story.under(version(cells)).event("2024-01-01T00:00:00Z", "bounce");
    for (int i = 0; i < number; i++) {
      story.event("2024-01-02T00:00:00Z", "page");
    }
    return story.until(END);
  }

  /** A from 15 of fit, B from nothing; 1 from 11 of engagement, 2 from nothing. */
  private static RuleVersion version(String... cells) {
    RuleVersion version =
        Versions.withDimensions(
            Versions.plain(
                RuleCopies.inDimension(Versions.attribute("senior", 15), "fit"),
                Versions.event("page", 8),
                Versions.event("bounce", -5)),
            List.of(new Dimension("fit", Cap.NONE), new Dimension("engagement", Cap.NONE)));
    List<CellAxis> axes =
        List.of(
            new CellAxis("fit", List.of(band("A", 15), band("B", 0))),
            new CellAxis("engagement", List.of(band("1", 11), band("2", 0))));
    return Versions.withRequirement(
        Versions.withCells(version, axes), Versions.ALL, new InCells(List.of(cells)));
  }

  private static Band band(String label, long from) {
    return new Band(label, Points.of(from));
  }
}
