package io.requalify.reviews;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class FindingsTest {
  @Test
  void theNaiveFigureTheEstimateAndTheTruthStandInOneRow() {
    assertThat(findings(ExampleReviews.calibration(), ExampleReviews.TRUTH))
        .anySatisfy(
            line ->
                assertThat(line)
                    .startsWith(ExampleReviews.WORSE)
                    .containsSubsequence("1,234", "46.4%", "41.2%", "37.6% to 44.9%", "41.7%"));
  }

  @Test
  void moneyOfAVersionIsNotTakenForItsConversion() {
    MadeReview made = ExampleReviews.calibration();
    ReviewResults shares = made.results();

    made.estimate(ExampleReviews.WORSE, "doubly_robust", "revenue", 1_234, "", 812.5, 700, 925);
    assertThat(made.results()).isEqualTo(shares);
  }

  @Test
  void aRefusedEstimateSaysSo() {
    assertThat(findings(ExampleReviews.calibration(), Map.of()))
        .anySatisfy(line -> assertThat(line).startsWith(ExampleReviews.REFUSED).contains("refused"))
        .anySatisfy(line -> assertThat(line).contains("Conversion cannot be said"));
  }

  @Test
  void whatIsProposedAndWhatWouldTellEndTheWordsOnACandidate() {
    String said = String.join(" ", findings(ExampleReviews.calibration(), Map.of()));
    assertThat(said.replaceAll(" +", " "))
        .containsSubsequence(
            ExampleReviews.REFUSED,
            "Proposed: hold. Only 11 effective contacts stand for the swap-ins.",
            "What would tell: 120 of 412 swap-ins",
            "The last contacts of the window are mature on 31 January 2026.");
  }

  @Test
  void leadsAloneHaveNoVersionsToCompare() {
    assertThat(findings(ExampleReviews.leadsAlone(), Map.of()))
        .contains("No versions were compared; the report shows the leads by channel.");
  }

  private static List<String> findings(MadeReview made, Map<String, Double> truth) {
    return Findings.of(new Evidence(made.review(), made.results(), truth));
  }
}
